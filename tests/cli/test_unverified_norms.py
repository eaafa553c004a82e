"""A norm that was never held against the law is said to be so in every output that rests on it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from proving.kit.dashboard_cellen import counterparts, recalculated
from proving.kit.reading import words_of
from proving.kit.voorbeeld import GEMEENTE, werkmap

from prestatieafspraken.afspraken import OF_PRODUCT, load
from prestatieafspraken.batch.front_door import compute
from prestatieafspraken.cli.app import run
from prestatieafspraken.cli.side_by_side import checked
from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome
from prestatieafspraken.normen import noted

pytestmark = pytest.mark.traag

UNVERIFIED = "te verifiëren"
RESTS_ON = {"LFB-UITGAVEN", "LFB-EENHEID"}
"""Indicators on € 125: no public source says that it is so."""


@pytest.fixture(scope="module")
def pad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a filled workbook."""
    path = tmp_path_factory.mktemp("werkmap") / "gevuld.xlsx"
    path.write_bytes(werkmap(GEMEENTE, 1))
    return path


@pytest.fixture(scope="module")
def schrijf(pad: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Let `bereken` write a form."""

    def write(form: str, *more: str) -> Path:
        uit = tmp_path_factory.mktemp("uit") / f"uit.{form}"
        words = ["bereken", str(pad), "--formaat", "tekst" if form == "txt" else form, *more]
        assert run([*words, "--uit", str(uit)]) == 0
        return uit

    return write


def told(row: dict[str, object]) -> bool:
    """Say whether a row of the output says so, of a norm that it names or of one that it uses."""
    return UNVERIFIED in str(row["toelichting"])


def test_every_value_that_asked_for_such_a_norm_says_so(
    pad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Context.indicator
    silent: list[tuple[str, list[str]]] = []
    codes: set[str] = set()

    def watched(
        self: Context, definition: Definition, calculate: Callable[[], Outcome], **more: Any
    ) -> Indicator:
        with noted() as used:
            result = whole(self, definition, calculate, **more)
        doubtful = [n.naam for n in used.values() if n.status == UNVERIFIED]
        if doubtful and result.waarde is not None:
            codes.add(result.code)
            if UNVERIFIED not in result.toelichting:
                silent.append((result.code, doubtful))
        return result

    monkeypatch.setattr(Context, "indicator", watched)
    compute(checked(pad, None, OF_PRODUCT))
    assert codes >= RESTS_ON
    assert silent == []


def test_such_a_norm_decides_nothing(pad: Path) -> None:
    """The year is over and its figures are final, and still the amount may be another."""
    judged = [r for r in compute(checked(pad, None, OF_PRODUCT)) if r.norm_status == UNVERIFIED]
    assert {r.code for r in judged} >= RESTS_ON
    assert {str(r.oordeel) for r in judged} <= {"op koers", "aandacht", "niet te bepalen"}


def test_json_csv_and_xlsx(schrijf: Callable[..., Path]) -> None:
    values = json.loads(schrijf("json").read_text(encoding="utf-8"))["indicatoren"]
    lines = list(csv.DictReader(schrijf("csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    sheet = load_workbook(schrijf("xlsx")).worksheets[0]
    heads, *cells = sheet.iter_rows(values_only=True)
    names = [str(head).casefold().replace(" ", "_") for head in heads]
    rows = [dict(zip(names, row, strict=True)) for row in cells]
    for form in (values, lines, rows):
        doubtful = [row for row in form if row["norm_status"] == UNVERIFIED]
        assert {row["code"] for row in doubtful} >= RESTS_ON
        assert [row["code"] for row in doubtful if not told(row)] == []


def test_text_and_trace(schrijf: Callable[..., Path], pad: Path) -> None:
    text = " ".join(schrijf("txt").read_text(encoding="utf-8").split())
    places = sorted(text.find(f" {r.code} ") for r in compute(checked(pad, None, OF_PRODUCT)))
    for code in RESTS_ON:
        # What holds for all values of an indicator is said once, below them.
        at = text.index(f" {code} ")
        assert UNVERIFIED in text[at : next(p for p in places if p > at)], code
        trace = schrijf("txt", "--herleid", code).read_text(encoding="utf-8")
        values = trace.count("  norm ")
        assert values
        assert trace.count(f"; {UNVERIFIED}") == values


def test_the_dashboard(pad: Path, tmp_path: Path) -> None:
    own = load("alphen-aan-den-rijn", 2019)
    partij = own.partij("gemeente")
    parts = counterparts(own, partij)
    doubtful = {
        (r.code, r.onderdeel)
        for r in compute(checked(pad, None, OF_PRODUCT))
        if r.actueel and r.norm_status == UNVERIFIED
    }
    shown = {(p.code, p.onderdeel) for p in parts if p.veld == "norm"} & doubtful
    assert {code for code, _ in shown} >= RESTS_ON
    sheet = recalculated(pad, tmp_path)
    status = {(p.code, p.onderdeel): sheet[p.cell].value for p in parts if p.veld == "norm_status"}
    said = {sheet[p.cell].value for p in parts if p.veld == "oordeel"
            if (p.code, p.onderdeel) in doubtful}  # fmt: skip
    assert said
    assert said <= {"↗ op koers", "! aandacht"}
    assert {key: status.get(key) for key in shown} == dict.fromkeys(shown, UNVERIFIED)


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_the_report(suffix: str, pad: Path, tmp_path: Path) -> None:
    uit = tmp_path / f"verslag{suffix}"
    assert run(["verslag", str(pad), "--uit", str(uit)]) == 0
    text = "".join(words_of(uit.read_bytes(), suffix).split()).replace("|", "")
    used = [n for n in report_of([pad], None).normen if n.status == UNVERIFIED]
    assert {n.naam for n in used} >= {"leefbaarheid_normbedrag"}
    # Beside the value in its theme, and in the list of the parameters that were used.
    assert "125(teverifiëren)" in text
    for held in used:
        at = text.index("".join(held.omschrijving.split()), text.index("gebruikteparameters"))
        assert "teverifiëren" in text[at : at + 400], held.naam


def test_two_years_that_use_two_values_tell_both() -> None:
    """What held in 2018 may be unverified where that of 2019 is not."""
    from prestatieafspraken.normen import norm

    with noted() as used:
        for year in (2018, 2019):
            norm("daeb_inkomensgrens", date(year, 12, 31))
    assert [(n.vanaf.year, n.status) for n in used.values()] == [
        (2018, UNVERIFIED), (2019, "bevestigd"),
    ]  # fmt: skip
