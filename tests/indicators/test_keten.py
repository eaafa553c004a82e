"""From the agreements, through a workbook as a file, to the indicators."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from proving.kit.tabellen import of_party
from proving.kit.voorbeeld import GEMEENTE, werkmap
from rich.console import Console

from prestatieafspraken.afspraken import OF_PRODUCT, Afspraken
from prestatieafspraken.batch import front_door
from prestatieafspraken.cli.indicator_trace import _value, chosen, print_trace
from prestatieafspraken.cli.side_by_side import checked
from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.reading.read import read

pytestmark = pytest.mark.traag

DAY = date(2019, 12, 31)


def from_file(afspraken: Afspraken, naam: str, path: Path) -> list[Indicator]:
    """Build the workbook of a party, read it back and compute."""
    partij = afspraken.partij(naam)
    kind = "gemeente" if partij.soort == "gemeente" else "corporatie"
    rows = prefill(afspraken, partij)
    path.write_bytes(build(afspraken, partij, of_party(kind), codelists(afspraken), rows, DAY))
    book = read(path, of_party)

    def place(table: str, row: int, column: str) -> str:
        where = book.tables[table].place(row, column)
        return f"{where.blad}!{where.cel}"

    tables = {name: data.rows for name, data in book.tables.items()}
    return compute(tables, afspraken, DAY, place)


@pytest.fixture(scope="module")
def gemeente(
    afspraken: Afspraken, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str | None, str | None], Indicator]:
    results = from_file(afspraken, "gemeente", tmp_path_factory.mktemp("keten") / "gemeente.xlsx")
    return {(r.code, r.onderdeel, r.periode): r for r in results}


@pytest.mark.parametrize(
    ("code", "onderdeel", "periode", "waarde", "oordeel"),
    [
        ("VRD-GROEI-PLAN", None, "2017-2022", 415, "aandacht"),
        ("VRD-TEKORT", None, "2017-2022", 85, "geen norm"),
        ("VRD-GROEI", None, "2017-2018", 49, "aandacht"),
        ("VRD-NODIG", None, "2017-2018", 451, "geen norm"),
        ("VRD-REST-PLAN", None, "2018-2022", 366, "geen norm"),
        ("NBW-PLAN", None, "2019", 81, "geen norm"),
        ("SLK-KERN-ONDER", None, "2018, kwartaal 1 t/m 3", 7, "geen norm"),
        ("SLK-INKOMEN-ONDER", None, "2018, kwartaal 1 t/m 3", 3, "geen norm"),
        ("SLK-TOTAAL-VERSCHIL", None, "2018, kwartaal 1 t/m 3", -17.7, "geen norm"),
        ("SLK-DOELGROEP", None, "2018, kwartaal 1 t/m 3", None, "niet te bepalen"),
        ("EIX-PAD", "Woonforte", "2020", 1.55, "aandacht"),
        ("EIX-PAD", "Habeko Wonen", "2020", 1.34, "aandacht"),
        ("KWL-PLAN", None, "2019", 189, "geen norm"),
        ("ZON-PLAN", None, "2019", 750, "geen norm"),
        ("AFS-AANTAL", None, None, 40, "geen norm"),
    ],
)
def test_the_figures_of_the_agreements(
    gemeente: dict[tuple[str, str | None, str | None], Indicator],
    code: str,
    onderdeel: str | None,
    periode: str | None,
    waarde: float | None,
    oordeel: str,
) -> None:
    found = gemeente[code, onderdeel, periode]
    assert (found.waarde, found.oordeel) == (waarde, oordeel)


def test_every_value_says_which_cells_it_came_from(
    gemeente: dict[tuple[str, str | None, str | None], Indicator],
) -> None:
    plan = gemeente["VRD-GROEI-PLAN", None, "2017-2022"]
    assert {cel.split("!")[0] for cel in plan.cellen} == {"Woningvoorraad"}
    silent = {(r.code, r.onderdeel) for r in gemeente.values() if r.waarde and not r.cellen}
    # what counts agreements and goals, and not what somebody wrote in a cell
    assert {code for code, _ in silent} == BY_THEMSELVES
    # nothing was done in time or passed its term: a count of none has no cells
    none = {r.code for r in gemeente.values() if r.waarde == 0 and not r.cellen}
    assert none == {"AFS-OP-TIJD", "AFS-TE-LAAT"}


def test_an_own_workbook_gives_its_own_figures_only(afspraken: Afspraken, tmp_path: Path) -> None:
    results = from_file(afspraken, "Habeko Wonen", tmp_path / "habeko.xlsx")
    by_key = {(r.code, r.onderdeel, r.periode): r for r in results}
    assert by_key["VRD-GROEI-PLAN", "Habeko Wonen", "2017-2022"].waarde == 131
    assert by_key["EIX-PAD", "Habeko Wonen", "2020"].waarde == 1.34
    assert by_key["VRD-GROEI-PLAN", None, "2017-2022"].oordeel is Oordeel.NIET_TE_BEPALEN


BY_THEMSELVES = {"AFS-ZONDER-MAAT", "DOE-ZONDER-AFSPRAAK", "DOE-ZONDER-CIJFER"}
"""Indicators on the agreements and goals, not on what stands in a cell."""


def test_every_value_leads_to_cells_with_what_it_was_computed_from(tmp_path: Path) -> None:
    """As `bereken --herleid` shows them: a sheet, a cell, and what stands there."""
    path = tmp_path / "gevuld.xlsx"
    path.write_bytes(werkmap(GEMEENTE, 1))
    verdict = checked(path, DAY, OF_PRODUCT)
    book, results = verdict.book, front_door.compute(verdict)
    assert book is not None
    found = [r for r in results if r.waarde is not None and r.code not in BY_THEMSELVES]
    assert len({r.code for r in found}) > 80
    none = [r for r in found if not r.cellen and r.waarde != 0]
    assert none == []
    sheet = {data.sheet: data for data in book.tables.values()}
    for cell in {cell for result in found for cell in result.cellen}:
        title, _, address = cell.rpartition("!")
        for end in address.split(":"):
            letter, row = re.fullmatch(r"([A-Z]+)(\d+)", end).groups()  # type: ignore[union-attr]
            data = sheet[title]
            column = next(n for n, own in data.letters.items() if own == letter)
            assert int(row) in data.frame.index, cell
            assert column in data.raw.columns, cell
    # The sum of the cells is the value, also where no formula of ours is in between.
    (plan,) = [r for r in found if (r.code, r.onderdeel, r.periode) == ("NBW-PLAN", None, "2019")]
    shown = [_value([book], cell) for cell in plan.cellen]
    assert sum(int(text) for text in shown) == plan.waarde
    trace = StringIO()
    console = Console(file=trace, width=200)
    for code in {r.code for r in found}:
        print_trace(chosen(results, code), [book], console)
    assert "niet gelezen" not in trace.getvalue()


def test_a_cell_that_cannot_be_read_is_not_nothing(tmp_path: Path) -> None:
    """Of a text where a number belongs nobody knows how much it is; a dash is an empty cell."""
    path = tmp_path / "gevuld.xlsx"
    path.write_bytes(werkmap(GEMEENTE, 1))
    book = load_workbook(path)
    sheet = book["Grondprijsbeding"]
    (column,) = [c.column_letter for row in sheet["A1:Z10"] for c in row if c.value == "Onttrokken"]
    still = [n for n in range(7, 40) if not sheet[f"{column}{n}"].value]
    row = next(n for n in still if sheet[f"A{n}"].value == "Woonforte")
    codes = ("GPB-WONINGEN", "GPB-ONTTROKKEN", "GPB-BOETE")

    def told(value: object) -> dict[tuple[str, str | None], Indicator]:
        sheet[f"{column}{row}"].value = value
        book.save(path)
        return {
            (r.code, r.onderdeel): r for r in front_door.compute(checked(path, DAY, OF_PRODUCT))
        }

    lost = told("twee woningen")
    for code in codes:
        for whose in (None, "Woonforte"):
            found = lost[code, whose]
            assert found.waarde is None
            assert found.toelichting == f"Cel Grondprijsbeding!{column}{row} is niet te lezen."
        assert lost[code, "Habeko Wonen"].waarde is not None
    dash = told("-")
    assert all(dash[code, "Woonforte"].waarde is not None for code in codes)
    assert "dat telt als niet onttrokken" in dash["GPB-BOETE", "Woonforte"].toelichting


def test_the_lists_of_several_parties_keep_what_cannot_be_read(tmp_path: Path) -> None:
    paths = [tmp_path / f"{naam}.xlsx" for naam in (GEMEENTE, "Woonforte")]
    for path, naam in zip(paths, (GEMEENTE, "Woonforte"), strict=True):
        path.write_bytes(werkmap(naam, 1))
    book = load_workbook(paths[1])
    sheet = book["Zonnepanelen"]
    cell = next(c for row in sheet["C7:D7"] for c in row if isinstance(c.value, int | float))
    cell.value = "veel"
    book.save(paths[1])
    found = report_of(paths, DAY).indicators
    reasons = {r.toelichting for r in found if r.code.startswith("ZON-") and r.waarde is None}
    assert f"Cel [Woonforte.xlsx]Zonnepanelen!{cell.coordinate} is niet te lezen." in reasons
