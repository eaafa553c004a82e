"""The agreements that a workbook carries: enough where there are none, and never trusted more."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from openpyxl import load_workbook
from proving.hostile.kopieen import COPIES, NASTY, one
from proving.kit.elders import elders, vervang
from proving.kit.soffice import convert

import prestatieafspraken as pa
from prestatieafspraken.afspraken import Afspraken, Herkomst
from prestatieafspraken.afspraken.kopie import PIECE, KopieError, read, rows
from prestatieafspraken.cli.app import run
from prestatieafspraken.workbook.patching.values_copy import values_of
from prestatieafspraken.workbook.table import COPY_SHEET

pytestmark = pytest.mark.traag

ALPHEN = ("Alphen aan den Rijn", 2019)


@dataclass(frozen=True)
class Elsewhere:
    """A folder with agreements, what is in it, and the workbooks that were made with them."""

    folder: Path
    afspraken: Afspraken
    woonforte: bytes
    habeko: bytes


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    folder = elders(tmp_path_factory.mktemp("elders") / "afspraken")
    afspraken = pa.load_agreements(folder)
    built = [pa.build(afspraken, naam) for naam in ("Woonforte", "Habeko Wonen")]
    return Elsewhere(folder, afspraken, *built)


@pytest.fixture(scope="module")
def alphen() -> bytes:
    return pa.build(pa.load_agreements(*ALPHEN), "Woonforte")


def told(verdict: pa.Verdict) -> list[tuple[str, str]]:
    """Give the findings but for those on the copy itself."""
    return [(f.code, f.melding) for f in verdict.findings if not f.code.startswith("SJB-01")]


def codes(verdict: pa.Verdict) -> list[str]:
    return [f.code for f in verdict.findings if f.code.startswith("SJB-0")]


def openpyxl_saved(data: bytes) -> bytes:
    stream = io.BytesIO()
    load_workbook(io.BytesIO(data)).save(stream)
    return stream.getvalue()


def test_where_there_are_none_the_workbook_is_enough(there: Elsewhere) -> None:
    here = pa.check(there.woonforte, agreements=there.afspraken)
    assert (here.herkomst, codes(here)) == (Herkomst.OPDRACHT, [])
    for data in (there.woonforte, openpyxl_saved(there.woonforte)):
        elsewhere = pa.check(data)
        assert (elsewhere.herkomst, codes(elsewhere)) == (Herkomst.WERKMAP, ["SJB-010"])
        assert elsewhere.afspraken == there.afspraken
        assert told(elsewhere) == told(here)


def test_it_survives_libreoffice(there: Elsewhere, tmp_path: Path) -> None:
    path = tmp_path / "woonforte.xlsx"
    path.write_bytes(there.woonforte)
    saved = convert(path, "xlsx", tmp_path)
    elsewhere, here = pa.check(saved), pa.check(saved, agreements=there.afspraken)
    assert elsewhere.afspraken == there.afspraken
    assert codes(elsewhere) == ["SJB-010"]
    assert codes(here) == []
    assert told(elsewhere) == told(here)
    added = {f.code for f in here.findings} - {f.code for f in pa.check(path).findings}
    assert not {code for code in added if code.startswith(("VBG", "PRV", "TXT"))}


def test_every_output_says_that_the_agreements_are_the_senders(
    there: Elsewhere, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "woonforte.xlsx"
    path.write_bytes(there.woonforte)
    assert run(["controleer", str(path)]) == 0
    sentence = "beoordeeld is op die in de werkmap"
    assert sentence in " ".join(capsys.readouterr().out.split())
    uit = tmp_path / "uit.json"
    assert run(["controleer", str(path), "--uit", str(uit)]) == 0
    (bestand,) = json.loads(uit.read_text(encoding="utf-8"))["bestanden"]
    assert bestand["bevindingen"][0]["code"] == "SJB-010"
    for form in (".md", ".html"):
        for public in (False, True):
            text = pa.report(pa.check(path), form, public=public).decode()
            assert "de afzender van de werkmap; wie dit verslag maakte" in text, (form, public)
    assert "afzender van de werkmap" not in pa.report(
        pa.check(path, agreements=there.afspraken), ".md"
    ).decode("utf-8")


def test_where_they_differ_those_of_the_receiver_count(there: Elsewhere, tmp_path: Path) -> None:
    other = shutil.copytree(there.folder, tmp_path / "anders")
    vervang(other, "doelen.toml", "verandering = 600", "verandering = 700")
    ours = pa.load_agreements(other)
    verdict = pa.check(there.woonforte, agreements=ours)
    assert codes(verdict) == ["SJB-011"]
    assert "het verschil zit in doelen.toml" in verdict.findings[0].melding
    assert verdict.afspraken is ours


def test_which_version_a_workbook_carries_is_told(
    there: Elsewhere, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The day of adoption, what changed since, and the goal in which it did."""
    other = shutil.copytree(there.folder, tmp_path / "anders")
    vervang(other, "doelen.toml", "verandering = 600", "verandering = 700")
    changed = 'vastgesteld = 2019-02-01\ngewijzigd = ["2019-07-01: honderd woningen meer"]'
    vervang(other, "gemeente.toml", "jaar = 2019", f"jaar = 2019\n{changed}")
    path = tmp_path / "woonforte.xlsx"
    path.write_bytes(there.woonforte)
    verdict = pa.check(path, agreements=pa.load_agreements(other))
    (finding,) = (one for one in verdict.findings if one.code == "SJB-011")
    sentence = (
        "Die in de werkmap zijn van onbekende datum, die van hier gewijzigd op 1 juli 2019 "
        "(honderd woningen meer)."
    )
    assert sentence in finding.melding
    assert "doelen.toml (D0-1)" in finding.melding
    assert sentence in pa.report(verdict, ".md").decode()
    assert run(["bereken", str(path), "--afspraken", str(other)]) == 0
    assert sentence in " ".join(capsys.readouterr().out.split())


def test_other_spaces_are_no_difference(there: Elsewhere, tmp_path: Path) -> None:
    other = shutil.copytree(there.folder, tmp_path / "anders")
    vervang(other, "doelen.toml", "verandering = 600", "verandering   =  600.0  # woningen")
    assert codes(pa.check(there.woonforte, agreements=pa.load_agreements(other))) == []


def test_nobody_overrules_what_comes_with_the_product(alphen: bytes) -> None:
    sent = one("doelen.toml", "verandering = 500", "verandering = 1")(alphen)
    verdict = pa.check(sent)
    assert (verdict.herkomst, codes(verdict)) == (Herkomst.PROGRAMMA, ["SJB-011"])
    assert told(verdict) == told(pa.check(alphen))
    assert codes(pa.check(alphen)) == []


def test_a_damaged_copy_is_told_and_never_used(there: Elsewhere) -> None:
    def change(cell: str, value: object) -> Callable[[bytes], bytes]:
        def make(data: bytes) -> bytes:
            book = load_workbook(io.BytesIO(data))
            book[COPY_SHEET][cell] = value
            stream = io.BytesIO()
            book.save(stream)
            return stream.getvalue()

        return make

    for make in (change("B3", "gemeente = 1"), change("B2", None), change("D4", 5)):
        data = make(there.woonforte)
        here, elsewhere = pa.check(data, agreements=there.afspraken), pa.check(data)
        assert (here.status, codes(here)) == ("onvolledig", ["SJB-012"])
        assert (elsewhere.status, codes(elsewhere)) == ("onleesbaar", ["SJB-012", "SJB-005"])


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be a computer on which there are no agreements at all."""
    module = import_module("prestatieafspraken.afspraken.load")  # `load` is a function there too
    monkeypatch.setattr(module, "available", list)
    module.load.cache_clear()
    yield
    module.load.cache_clear()


@pytest.mark.steekproef(5)
@pytest.mark.parametrize("kind", NASTY)
def test_agreements_made_to_harm_are_data_everywhere(
    kind: str, alphen: bytes, nothing: None
) -> None:
    verdict = pa.check(NASTY[kind](alphen))
    assert verdict.status.is_judged
    assert codes(verdict)[:1] == ["SJB-010"]
    assert verdict.afspraken is not None
    page = pa.report(verdict, ".html").decode("utf-8")
    assert "<script>alert" not in page
    assert pa.report(verdict, ".docx")
    book = load_workbook(io.BytesIO(pa.build(verdict.afspraken)))
    formulas = [c for s in book.worksheets for row in s.iter_rows() for c in row]
    formulas = [str(cell.value) for cell in formulas if cell.data_type == "f"]
    assert formulas
    assert not [one for one in formulas if re.search("WEBSERVICE|cmd", re.sub('"[^"]*"', "", one))]


def test_no_output_repeats_a_person_of_the_agreements(alphen: bytes, nothing: None) -> None:
    make, _ = COPIES["agreements that name a person"]
    verdict = pa.check(make(alphen))
    assert codes(verdict) == ["SJB-010"]
    assert b"111222333" not in pa.report(verdict, ".md")
    with pytest.raises(pa.UserError) as refused:
        pa.report(verdict, ".md", public=True)
    assert refused.value.code == "VSL-014"


@pytest.mark.steekproef(10)
@pytest.mark.parametrize("kind", COPIES)
def test_a_hostile_copy_is_not_loaded_where_there_is_nothing_else(
    kind: str, alphen: bytes, nothing: None
) -> None:
    make, told_ = COPIES[kind]
    verdict = pa.check(make(alphen))
    assert "INT-001" not in {f.code for f in verdict.findings}
    expected = ["SJB-012", "SJB-005"] if told_ == ("SJB-012",) else ["SJB-010"]
    assert codes(verdict) == expected


def test_personal_data_are_not_hidden_in_its_name(there: Elsewhere) -> None:
    book = load_workbook(io.BytesIO(there.woonforte))
    book[COPY_SHEET]["C9"] = "burgerservicenummer 111222333"
    stream = io.BytesIO()
    book.save(stream)
    verdict = pa.check(stream.getvalue(), agreements=there.afspraken)
    assert "PRV-001" in {f.code for f in verdict.findings}
    assert "PRV-001" not in {f.code for f in pa.check(there.woonforte).findings}


def test_it_is_out_of_sight_and_no_sheet_to_ask_about(there: Elsewhere) -> None:
    book = load_workbook(io.BytesIO(there.woonforte))
    assert book[COPY_SHEET].sheet_state == "veryHidden"
    assert book.sheetnames[-1] == "Lijsten"
    assert not {f.code for f in pa.check(there.woonforte).findings} & {"VBG-001", "PRV-001"}
    copied = load_workbook(io.BytesIO(values_of(there.woonforte)))
    assert copied[COPY_SHEET].sheet_state == "veryHidden"
    assert pa.check(values_of(there.woonforte)).sha256


def test_a_long_line_goes_over_more_cells(there: Elsewhere) -> None:
    party = there.afspraken.partijen[0]
    long = [f"een naam met spaties {number}" for number in range(2 * PIECE // 10)]
    changed = there.afspraken.model_copy(
        update={"partijen": [party.model_copy(update={"varianten": long})]}
    )
    written = list(rows(changed))
    assert max(map(len, written)) > 3
    cells = [cell for row in written for cell in row]
    assert max(map(len, cells)) <= PIECE
    assert not [cell for cell in cells if cell != cell.strip()]
    assert dict(read(written).files)["partijen.toml"].count("een naam met spaties") == len(long)
    with pytest.raises(KopieError, match="controlegetal"):
        read(written[:-1])


def test_workers_and_a_ledger_know_the_agreements_of_the_workbook(
    there: Elsewhere, tmp_path: Path
) -> None:
    for name, data in (("w.xlsx", there.woonforte), ("h.xlsx", there.habeko)):
        (tmp_path / name).write_bytes(data)
    paths = [tmp_path / "h.xlsx", tmp_path / "w.xlsx"]
    here = pa.check_all(paths)
    assert "INZ-003" in {f.code for f in here[0].findings}  # the municipality's is not there
    for more in ({}, {"resume": True}):
        kept = pa.check_all(paths, folder=tmp_path / "uit", workers=1, **more)
        assert [v.findings for v in kept] == [v.findings for v in here]


def test_workbooks_that_carry_other_agreements_are_not_reported_together(
    there: Elsewhere, tmp_path: Path
) -> None:
    other = shutil.copytree(there.folder, tmp_path / "anders")
    vervang(other, "doelen.toml", "verandering = 600", "verandering = 700")
    theirs = pa.build(pa.load_agreements(other), "Habeko Wonen")
    both = pa.check_all([there.woonforte, theirs])
    told = [f.code for one in both for f in one.findings if f.code == "INZ-008"]
    assert told == ["INZ-008"]  # at one of the two, whichever comes first
    with pytest.raises(pa.UserError) as refused:
        pa.report(both, ".md")
    assert refused.value.code == "VSL-013"
    assert pa.report(pa.check_all([there.woonforte, theirs], agreements=there.afspraken), ".md")
