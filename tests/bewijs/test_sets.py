"""Every set that comes with the product, beside the first: nothing hangs on Alphen in 2019."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import proving.planten.cellen
import proving.planten.regels  # noqa: F401 (importing registers the plantings)
import pytest
from proving.kit import gevuld
from proving.kit.dashboard_cellen import counterparts, differences, recalculated
from proving.kit.reading import FORMS
from proving.planten.planting import PLANTINGS, Damage, Filled, Put, in_raw
from pypdf import PdfReader
from test_any_municipality import known as of_alphen

from prestatieafspraken.addin.build import build as with_buttons
from prestatieafspraken.afspraken import OF_PRODUCT, Afspraken, load
from prestatieafspraken.afspraken.model import Partij
from prestatieafspraken.batch.front_door import build, check, check_all, compute, report
from prestatieafspraken.batch.judging.agreements import tables_by
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.cli.app import run
from prestatieafspraken.templates.report.content import context
from prestatieafspraken.templates.report.report import Filed, Report
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.building.afgesproken import afgesproken
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading.normalise import normalise
from prestatieafspraken.workbook.table import Table

pytestmark = pytest.mark.traag

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
OTHERS = {naam: load(*whose) for naam, whose in gevuld.SETS.items() if "2019" not in naam}
PARTIES = [(naam, p.naam) for naam, own in OTHERS.items() for p in gevuld.houders(own)]
RIETMEER = OTHERS["rietmeer 2025"]
each_party = pytest.mark.parametrize(("naam", "partij"), PARTIES)


# --- filled in, nothing is wrong ---


@pytest.mark.steekproef(4)
@each_party
def test_of_a_workbook_that_is_filled_in_nothing_is_said(naam: str, partij: str) -> None:
    verdict = check(gevuld.vol(naam, partij))
    told = [
        f"{f.code} {f.place} {f.melding}"
        for f in verdict.findings
        if f.ernst is not Severity.INFO and not _of_the_text(f.code)
    ]
    # These workbooks have other figures of earlier years than the ones that are printed.
    assert [text for text in told if not text.startswith("AFG-")] == []
    assert "SJB-013" in {f.code for f in verdict.findings}


@pytest.mark.steekproef(4)
@each_party
def test_a_workbook_that_is_sent_has_no_fault(naam: str, partij: str) -> None:
    verdict = check(gevuld.verstuurd(naam, partij))
    assert verdict.status == "onvolledig"
    agreed = OTHERS[naam].afspraken_met("lokaal_maatwerk")
    assert agreed or "TWZ-024" not in {f.code for f in verdict.findings}


def _of_the_text(code: str) -> bool:
    """Say whether a rule reads the signed agreements, and not what was filled in."""
    return code[:3] in ("TXT", "DOE", "GDR")


# --- so many faults, so many findings ---

OF_2019 = {
    *("SLK-020", "SLK-021", "EIX-021", "DOE-002", "DOE-003", "DOE-004", "VRD-021"),
    *("NBW-024", "GPB-022", "GPB-023", "PRT-002", "PRT-004"),
    *("KGT-001", "KGT-002", "KGT-003", "KGT-004", "KGT-006"),
}
"""Planted by a year, a sum, a name or the filled columns of Alphen in 2019: here it is no fault."""


def said(raw: RawBook, own: Afspraken) -> Counter[tuple[str, Any, Any]]:
    found = judge(normalise(raw, tables_by(OF_PRODUCT)), own)
    return Counter((f.code, f.place.blad, f.place.cel or f.place.kolom) for f in found)


def in_cells(book: Filled, rng: random.Random, amount: int) -> list[Damage]:
    """Damage so many cells, each in a way that has one finding."""
    ways = [one for one in PLANTINGS if one.code.startswith("CEL")]
    chosen: list[Damage] = []
    while len(chosen) < amount:
        made = rng.choice(ways)(book, rng)
        if made and not any(made.bothers(other) for other in chosen):
            chosen.append(made)
    return chosen


@pytest.mark.steekproef(4)
@each_party
def test_so_many_faulty_cells_so_many_findings(naam: str, partij: str) -> None:
    rng, own = random.Random(f"{SEED} {naam} {partij}"), OTHERS[naam]  # noqa: S311
    book = Filled(partij, SEED, naam)
    damages = in_cells(book, rng, 25)
    edits = [edit for damage in damages for edit in damage.edits]
    planted = Counter(
        (damage.planting.code, edit.sheet, address(edit.row, edit.col))
        for damage in damages
        for edit in damage.edits
        if isinstance(edit, Put)
    )
    found = said(in_raw(book.raw, edits), own)
    cells = Counter({told: n for told, n in found.items() if told[0].startswith("CEL")})
    assert cells == planted, "\n".join(map(str, damages))
    assert cells.total() == 25


@pytest.mark.steekproef(3)
@each_party
def test_what_breaks_a_rule_is_found(naam: str, partij: str) -> None:
    rng, own = random.Random(f"{SEED} {naam} {partij}"), OTHERS[naam]  # noqa: S311
    book = Filled(partij, SEED, naam)
    before = said(book.raw, own)
    ways = [
        one
        for one in PLANTINGS
        if not one.is_border
        and one.where.startswith("tests/proving/planten/regels")
        and one.code not in OF_2019
        # A huurdersorganisatie delivers no figures, so nobody asks for her contact.
        and (one.code != "PRT-001" or own.partij(partij).soort != "huurdersorganisatie")
    ]
    tried = 0
    for planting in rng.sample(ways, len(ways)):
        if tried == 8 or planting(book, rng) is None:
            continue
        tried += 1
        damages = [made for _ in range(5) if (made := planting(book, rng))]
        news = (said(in_raw(book.raw, one.edits), own) - before for one in damages)
        assert any(planting.code in {code for code, *_ in new} for new in news), damages
    assert tried >= 3 or own.partij(partij).tekent_voor


def test_a_fault_that_is_not_found_is_seen() -> None:
    """The comparison itself can fail: a planting of which nothing is left."""
    book = Filled("Volkshuis Noord", SEED, "rietmeer 2025")
    (damage,) = in_cells(book, random.Random(1), 1)  # noqa: S311
    assert said(in_raw(book.raw, damage.edits), RIETMEER) != said(book.raw, RIETMEER)


# --- Excel says what Python says ---

WAYS = ("untouched", "half", "filled")


@pytest.mark.steekproef(3)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("naam", "partij"), PARTIES)
def test_the_dashboard_says_what_python_says(
    naam: str, partij: str, way: str, tmp_path: Path
) -> None:
    own = OTHERS[naam]
    owner = own.partij(partij)
    data = _made(own, owner, way)
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(data)
    sheet = recalculated(path, tmp_path)
    results = compute(check(data), peildatum=gevuld.peildatum(own))
    seen: Counter[str] = Counter()
    assert differences(sheet, counterparts(own, owner), results, seen, own) == []
    assert sum(seen.values()) > 5


def _made(own: Afspraken, owner: Partij, way: str) -> bytes:
    """Build a workbook as it is sent, or filled in, or with half of the rows of each table."""
    if way == "untouched":
        return build(own, owner.naam)
    rows = gevuld.rijen(own, owner)
    for table in of_party(owner.soort, own):  # what was agreed counts, whatever stands there
        agreed = {_key(table, row): row for row in afgesproken(own, owner).get(table.name, ())}
        for row in rows.get(table.name, ()):
            row |= agreed.get(_key(table, row), {})
    if way == "half":
        rows = {name: table[: (len(table) + 1) // 2] for name, table in rows.items()}
    return gevuld.werkmap(own, owner, rows)


def _key(table: Table, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in table.key)


# --- every goal has a measure, and a verdict or a reason ---


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    return check_all([gevuld.vol("rietmeer 2025", p.naam) for p in gevuld.houders(RIETMEER)])


def test_every_goal_has_a_verdict_or_the_reason_why_not(verdicts: list[Verdict]) -> None:
    filed = [Filed(one.book, one.findings) for one in verdicts if one.book]
    day = gevuld.peildatum(RIETMEER)
    goals = context(Report(RIETMEER, filed, compute(verdicts), day, "1"))["doelen"]
    said = {goal["id"]: (goal["oordeel"], goal["stand"]) for goal in goals}
    assert len(said) == 26
    without = {code for code, (oordeel, _) in said.items() if oordeel == "niet gemeten"}
    assert without == {"S2"}  # a milestone
    assert "hoe het ermee staat, leest u bij S-03" in said["S2"][1]
    assert said["V4"] == ("niet te beoordelen", said["V4"][1])
    assert "er is geen jaar afgesproken" in said["V4"][1]
    assert said["V3"][0] == "per lezing"
    assert "inflatie" in said["H1"][1]
    assert all(stand for _, stand in said.values())
    assert not [one.id for one in RIETMEER.doelen if not one.gevolgd_door and one.id != "S2"]


# --- no word of Alphen ---

NAMES = of_alphen(ids=False)


def parts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Give the texts in a file, those of each part of a package and of each page of a PDF."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                yield from parts(f"{name}!{part}", package.read(part))
    elif data.startswith(b"%PDF"):
        for page in PdfReader(io.BytesIO(data)).pages:
            yield name, page.extract_text()
    else:
        yield name, data.decode("utf-8", "replace")


def named(name: str, data: bytes) -> list[tuple[str, str]]:
    """Say which names of Alphen occur in a file, and where."""
    return sorted({(part, hit) for part, text in parts(name, data) for hit in NAMES.findall(text)})


@pytest.mark.steekproef(2)
@pytest.mark.parametrize("partij", [p.naam for p in gevuld.houders(RIETMEER)])
def test_no_workbook_names_alphen(partij: str) -> None:
    assert named("nieuw", gevuld.verstuurd("rietmeer 2025", partij)) == []
    assert named("gevuld", gevuld.vol("rietmeer 2025", partij)) == []


def test_no_file_with_buttons_names_alphen() -> None:
    for name, data in with_buttons(build(RIETMEER)).items():
        assert named(name, data) == []


@pytest.mark.parametrize("suffix", FORMS)
def test_no_report_names_alphen(suffix: str, verdicts: list[Verdict]) -> None:
    data = report(verdicts, suffix)
    assert named(suffix, data) == []
    assert any("Rietmeer" in text for _, text in parts(suffix, data))
    if suffix == ".md":
        assert named("ongevuld", report(check(build(RIETMEER)), suffix)) == []


def test_no_command_names_alphen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(build(RIETMEER))
    for words in (
        ["controleer", str(path)],
        ["controleer", str(path), "--formaat", "json"],
        ["bereken", str(path), "--alles"],
        ["bereken", str(path), "--formaat", "json"],
    ):
        run(words)
    said = capsys.readouterr().out
    assert "Rietmeer" in said
    assert NAMES.findall(said) == []


def test_a_name_of_alphen_is_seen() -> None:
    own = load("alphen-aan-den-rijn", 2019)
    assert {hit for _, hit in named("x", build(own, "Woonforte"))} >= {"Woonforte", "Boskoop"}
