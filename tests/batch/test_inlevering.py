"""An inzending holds all of the workbook, and tells which of its cells was changed afterwards."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook import Workbook
from proving.kit import gevuld
from proving.kit.soffice import convert_all

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.inzending import Gemaakt, make
from prestatieafspraken.batch.judging.check import check_data
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.workbook.reading.inzending_faults import CEL_NA_INLEVEREN
from prestatieafspraken.workbook.table import COMPUTED_SHEETS, COPY_SHEET, PRINTS_SHEET

pytestmark = pytest.mark.traag

AT = datetime(2026, 1, 5, 12, 30)
SEED = os.environ["PRESTATIEAFSPRAKEN_ZAAD"]
OWN, SECRET = "Eigen 'som' & meer", "Geheim"
PARTIES = [
    (naam, partij.naam)
    for naam, whose in gevuld.SETS.items()
    for partij in gevuld.houders(load(*whose))
]
DRAWN = {
    naam: random.Random(f"{SEED} {naam}").choice([p for n, p in PARTIES if n == naam])  # noqa: S311
    for naam in gevuld.SETS
}
"""Of each set the party whose inzending is changed: to hand one in takes longest."""


def saved(book: Workbook) -> bytes:
    """Give a workbook as openpyxl saves it."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(data: bytes) -> Workbook:
    """Open a workbook to change it."""
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


@cache
def workbook(naam: str, partij: str) -> bytes:
    """Give a filled workbook with what people add: sheets, hidden parts, formulas, a reason."""
    book = opened(gevuld.vol(naam, partij))
    book["Start"]["C8"] = "definitief"
    sheet = book.create_sheet(OWN)
    for row, value in enumerate(
        (1, 2.50, 1 / 3, True, False, "  tekst\nmet regels ", "1", datetime(2019, 12, 31, 13, 5)), 1
    ):
        sheet.cell(row, 1).value = value
    for row, formula in enumerate(
        ("=A1+A2*1.50", '=IF(A1>0,"ja, A1","nee")', "=TRUE", "=Start!C5", "=SUM($A$1:A3)", "=1/0"),
        1,
    ):
        sheet.cell(row, 3).value = formula
    sheet["E1"] = CellRichText("deels ", TextBlock(InlineFont(b=True), "vet"))
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet(SECRET)["B2"] = "verborgen"
    book[SECRET].sheet_state = "hidden"
    book["Zonnepanelen" if "Zonnepanelen" in book.sheetnames else _data(book)].row_dimensions[
        7
    ].hidden = True
    found = book["Bevindingen"]
    for column, value in (("B", "VRD-004"), ("C", "Woningvoorraad"), ("D", "D7"), ("J", "Klopt.")):
        found[f"{column}7"] = value
    return saved(book)


def _data(book: Workbook) -> str:
    return next(name for name in book.sheetnames[3:] if len(book[name].tables) == 1)


@cache
def handed_in(naam: str, partij: str) -> Gemaakt:
    """Give its inzending."""
    return make(workbook(naam, partij), "werkmap.xlsx", AT)


def told(data: bytes) -> tuple[Verdict, list[str]]:
    """Give the verdict and what it says of the time after handing in."""
    verdict = check_data(data, "inzending.xlsx")
    return verdict, [
        f"{f.code} {f.place.blad or ''}!{f.place.cel or ''} {f.melding}"
        for f in verdict.findings
        if f.code.startswith("INL")
    ]


@pytest.mark.steekproef(2)
@pytest.mark.parametrize(("naam", "partij"), PARTIES)
def test_an_inzending_holds_all_and_says_what_the_receiver_finds(naam: str, partij: str) -> None:
    made = handed_in(naam, partij)
    verdict, said = told(made.data)
    assert (said, verdict.status) == ([], made.verdict.status)
    assert verdict.findings == made.verdict.findings
    since = verdict.ingeleverd
    assert since is not None
    assert since.is_unchanged
    assert since.controlegetal == made.controlegetal
    book, before = opened(made.data), opened(workbook(naam, partij))
    front, *rest = book.sheetnames
    assert (front, set(rest) - set(before.sheetnames)) == ("Inzending", {PRINTS_SHEET})
    assert book[PRINTS_SHEET].sheet_state == "veryHidden"
    assert [book["Start"]["C8"].value, book["Bevindingen"]["J7"].value] == ["definitief", "Klopt."]
    facts = {row[0]: row[1] for row in book["Inzending"].iter_rows(max_col=2, values_only=True)}
    assert facts["Partij"] == partij
    assert facts["Status"] == "definitief"
    assert facts["Controlegetal"] == made.controlegetal
    assert facts["Gemaakt op"] == "05-01-2026 12:30:00"
    assert partij in str(book["Inzending"]["A1"].value)


def test_the_name_of_the_file_says_whose_it_is() -> None:
    names = {handed_in(*one).naam for one in PARTIES[:2]}
    assert names == {
        "inzending-gemeente-alphen-aan-den-rijn-2019",
        "inzending-woonforte-alphen-aan-den-rijn-2019",
    }


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("naam", gevuld.SETS)
def test_the_number_holds_when_a_library_saves_it(naam: str) -> None:
    assert told(saved(opened(handed_in(naam, DRAWN[naam]).data)))[1] == []


@pytest.mark.steekproef(2)
@pytest.mark.parametrize(("naam", "partij"), PARTIES)
def test_the_number_holds_when_libreoffice_saves_it(naam: str, partij: str, tmp_path: Any) -> None:
    made, sent = tmp_path / "inzending.xlsx", tmp_path / "werkmap.xlsx"
    made.write_bytes(handed_in(naam, partij).data)
    sent.write_bytes(workbook(naam, partij))
    saved_by_office = convert_all([made, sent], "xlsx", tmp_path)
    assert told((saved_by_office / made.name).read_bytes())[1] == []
    # The other way round: what LibreOffice saved is handed in under the same number.
    by_office = make((saved_by_office / sent.name).read_bytes(), "x.xlsx", AT)
    assert by_office.controlegetal == handed_in(naam, partij).controlegetal


def _cell(place: str, done: str) -> str:
    return f"INL-001 {place} {CEL_NA_INLEVEREN.melding.format(wat=done)}"


Damage = Callable[[Workbook, random.Random], str]
"""Changes one thing and gives what must be told of it, in part."""


def _some_cell(book: Workbook, rng: random.Random) -> Any:
    name = rng.choice([n for n in book.sheetnames if n not in NOT_DRAWN])
    cells = [c for row in book[name].iter_rows() for c in row if c.value is not None]
    return rng.choice([c for c in cells if type(c).__name__ == "Cell"])


NOT_DRAWN = {*COMPUTED_SHEETS, "Inzending", "Bevindingen", PRINTS_SHEET}


def _a_value(book: Workbook, rng: random.Random) -> str:
    cell = _some_cell(book, rng)
    cell.value = f"anders {rng.random()}" if rng.random() < 0.5 else rng.randint(10**6, 10**7)
    return _cell(f"{cell.parent.title}!{cell.coordinate}", "gewijzigd")


def _a_cell_emptied(book: Workbook, rng: random.Random) -> str:
    cell = _some_cell(book, rng)
    cell.value = None
    return _cell(f"{cell.parent.title}!{cell.coordinate}", "leeggemaakt")


def _a_cell_added(book: Workbook, rng: random.Random) -> str:
    sheet = book[rng.choice([n for n in book.sheetnames if n not in NOT_DRAWN])]
    cell = sheet.cell(rng.randint(200, 300), rng.randint(1, 30))
    cell.value = "erbij"
    return _cell(f"{sheet.title}!{cell.coordinate}", "ingevuld")


def _set(name: str, at: str, value: Any) -> Damage:
    def damage(book: Workbook, rng: random.Random) -> str:
        book[name][at].value = value
        return _cell(f"{name}!{at}", "gewijzigd")

    return damage


def _explained(book: Workbook, rng: random.Random) -> str:
    book["Bevindingen"]["J7"] = "Klopt niet."
    return "de toelichting bij VRD-004 Woningvoorraad D7"


def _explained_more(book: Workbook, rng: random.Random) -> str:
    for column, value in (("B", "VRD-001"), ("C", "Woningvoorraad"), ("D", "D8"), ("J", "Ook.")):
        book["Bevindingen"][f"{column}8"] = value
    return "de toelichting bij VRD-001 Woningvoorraad D8  toegevoegd"


def _a_row_hidden(book: Workbook, rng: random.Random) -> str:
    book[OWN].row_dimensions[2].hidden = True
    return f"INL-002 {OWN}! Na het inleveren is rij 2 verborgen"


def _a_row_shown(book: Workbook, rng: random.Random) -> str:
    book[OWN].row_dimensions[3].hidden = False
    return f"INL-002 {OWN}! Na het inleveren is rij 3 zichtbaar gemaakt"


def _a_sheet_shown(book: Workbook, rng: random.Random) -> str:
    book[SECRET].sheet_state = "visible"
    return f"het blad {SECRET} zichtbaar gemaakt"


def _a_sheet_gone(book: Workbook, rng: random.Random) -> str:
    del book[OWN]
    return f"het blad {OWN} verwijderd"


def _a_sheet_more(book: Workbook, rng: random.Random) -> str:
    book.create_sheet("Inzending (2)")["A1"] = "Inzending"
    return "het blad Inzending (2) toegevoegd"


def _on_the_cover(book: Workbook, rng: random.Random) -> str:
    cover = book["Inzending"]
    row = rng.choice([c.row for c in cover["A"] if c.value in ("Oordeel", "Status", "Partij")])
    cover.cell(row, 2).value = "✓ goed en gezien"
    return f"INL-003 Inzending!B{row} "


DAMAGES: dict[str, Damage] = {
    "value": _a_value,
    "emptied": _a_cell_emptied,
    "added": _a_cell_added,
    "status": _set("Start", "C8", "concept"),
    "own sheet": _set(OWN, "A1", 3),
    "hidden row": _set(OWN, "A3", 3),
    "hidden sheet": _set(SECRET, "B2", "anders"),
    "formula": _set(OWN, "C1", "=A1+A2*1.60"),
    "formula to value": _set(OWN, "C2", "ja, A1"),
    "agreements": _set(COPY_SHEET, "A5", "anders"),
    "explanation": _explained,
    "more explanation": _explained_more,
    "row hidden": _a_row_hidden,
    "row shown": _a_row_shown,
    "sheet shown": _a_sheet_shown,
    "sheet gone": _a_sheet_gone,
    "second cover": _a_sheet_more,
    "cover": _on_the_cover,
}


@pytest.mark.steekproef(6)
@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize("naam", gevuld.SETS)
def test_what_was_changed_is_told_with_its_cell(naam: str, kind: str) -> None:
    rng = random.Random(f"{SEED} {naam} {kind}")  # noqa: S311
    book = opened(handed_in(naam, DRAWN[naam]).data)
    expected = DAMAGES[kind](book, rng)
    said = told(saved(book))[1]
    assert [expected in one for one in said] == [True], (expected, said)


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("cell", ["H1", "A20", "H20"])
def test_what_is_hidden_stays_hidden_when_its_last_cell_is_emptied(cell: str) -> None:
    """Of a formula no outcome is known here: it reaches as far as any other cell."""
    book = opened(workbook(*PARTIES[1]))
    book[OWN][cell] = "=1+1"
    book[OWN].column_dimensions["H"].hidden = True
    book[OWN].row_dimensions[20].hidden = True
    book = opened(make(saved(book), "x.xlsx", AT).data)
    assert told(saved(book))[1] == []
    book[OWN]["E1"].value = None
    book[OWN]["A8"].value = None
    one, other = (_cell(f"{OWN}!{at}", "leeggemaakt") for at in ("E1", "A8"))
    assert told(saved(book))[1] == [one, other]
    book[OWN][cell].value = None
    assert {*told(saved(book))[1]} == {one, other, _cell(f"{OWN}!{cell}", "leeggemaakt")}


def test_looks_do_not_count() -> None:
    book = opened(handed_in(*PARTIES[1]).data)
    for sheet in book.worksheets[1:6]:
        sheet["A1"].font = openpyxl.styles.Font(bold=True, size=22)
        sheet.column_dimensions["A"].width = 60
    book[OWN]["A8"].number_format = "General"  # a day is its number
    book[OWN]["E1"] = "deels vet"
    book.move_sheet(OWN, -5)
    book["Dashboard"]["B2"] = "iets anders"
    assert told(saved(book))[1] == []


def test_a_new_inzending_takes_the_place_of_the_old() -> None:
    first = handed_in(*PARTIES[1])
    same = make(first.data, "x.xlsx", AT)
    assert same.controlegetal == first.controlegetal
    book = opened(first.data)
    book["Start"]["C8"] = "concept"
    second = make(saved(book), "x.xlsx", AT)
    assert second.controlegetal != first.controlegetal
    assert told(second.data)[1] == []
    assert opened(second.data).sheetnames == opened(first.data).sheetnames


def test_the_same_moment_gives_the_same_bytes() -> None:
    assert make(workbook(*PARTIES[1]), "x.xlsx", AT).data == handed_in(*PARTIES[1]).data
