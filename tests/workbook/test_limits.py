"""Where cells of a sheet stand, and how values are told: each at its bound and just past it."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest

from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.dutch.shown import EXACT, JSON, SENTENCE, as_json, in_sentence
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.building.validation import bounds, explains_itself, validation
from prestatieafspraken.workbook.column import Column, ColumnKind, Format
from prestatieafspraken.workbook.lists.indicator_list import WIDEST, result_book
from prestatieafspraken.workbook.package.certain_cells import certain
from prestatieafspraken.workbook.package.extent import (
    LAST_COL,
    LAST_ROW,
    Extent,
    blocks_of_cells,
    extent,
    merges,
)


def sheet(rows: str, before: str = "", spaces: str = "") -> bytes:
    """Write a sheet with these rows."""
    return f"<worksheet{spaces}>{before}<sheetData>{rows}</sheetData></worksheet>".encode()


@pytest.mark.parametrize(
    ("rows", "last", "doubled"),
    [
        ("", (1, 1), None),
        ('<row r="3"><c r="B3"><v>1</v></c></row>', (3, 2), None),
        ('<row r="3"><c r="B3" s="1"/></row>', (1, 1), None),  # it has a look and no value
        ('<row><c r="Z9"><v>1</v></c><c r="AA8"><v>1</v></c></row>', (9, 27), None),
        ('<row><c r="B3"><v>1</v></c><c r="B3"><v>2</v></c></row>', (3, 2), "B3"),
        # Without an address a cell comes after the one before it, in the row or in the next.
        ('<row r="3"><c/><c/></row>', (3, 2), None),
        ('<row r="3"><c r="D3"/><c/></row><row><c/></row>', (4, 5), None),
        ("<row><c/></row><row><c/><c/></row>", (2, 2), None),
        ('<row r=" 3 "><c/></row>', (3, 1), None),
        ('<row><c r="b3"/><c r="B3"/></row>', (3, 2), "B3"),
        ('<row r="2"><c/></row><row r="2"><c/></row>', (2, 1), "2/1"),
        ('<row><c r="nergens"/></row>', (LAST_ROW + 1, LAST_COL + 1), None),
        ('<row><x:c r="C4"/></row>', (4, 3), None),
    ],
)
def test_a_sheet_goes_as_far_as_its_last_cell(
    rows: str, last: tuple[int, int], doubled: str | None
) -> None:
    assert extent(sheet(rows, spaces=' xmlns:x="x"')) == Extent(last, doubled)


@pytest.mark.parametrize(
    ("row", "col", "fits"),
    [
        (LAST_ROW, LAST_COL, True),
        (LAST_ROW + 1, LAST_COL, False),
        (LAST_ROW, LAST_COL + 1, False),
    ],
)
def test_excel_has_so_many_rows_and_columns(row: int, col: int, fits: bool) -> None:
    assert Extent((row, col)).fits is fits


def test_merged_ranges_and_blocks_are_counted_as_they_are_written() -> None:
    found = b"<x:mergeCell ref=\"A1:B2\"/><mergeCell  ref = 'C1:C9'></mergeCell><mergeCells>"
    assert merges(found) == ["A1:B2", "C1:C9"]
    assert [blocks_of_cells(b"<sheetData/>" * n) for n in (0, 1, 2)] == [0, 1, 2]


CELL = '<row><c r="A1"><v>1</v></c></row>'
MC = ' xmlns="a" xmlns:mc="b"'


@pytest.mark.parametrize(
    ("content", "sure"),
    [
        (b"<worksheet/>", True),
        (sheet(CELL), True),
        (sheet(CELL, before="<sheetPr><x/></sheetPr>"), True),
        (sheet(CELL, spaces=MC), True),
        (sheet(f"<mc:Choice>{CELL}</mc:Choice>", spaces=MC), False),
        (sheet(f'<row xmlns="b">{CELL}</row>', spaces=MC), False),
        (sheet(f'<row xmlns="a">{CELL}</row>', spaces=MC), True),
        (f"<worksheet{MC}><mc:x><sheetData>{CELL}</sheetData></mc:x></worksheet>".encode(), False),
        # Its rows are of no space of names, and the sheet is of one.
        (f"<x:worksheet xmlns:x='a'><x:sheetData>{CELL}</x:sheetData></x:worksheet>".encode(),
         False),
    ],
)  # fmt: skip
def test_every_program_reads_the_same_cells(content: bytes, sure: bool) -> None:
    assert certain(content) is sure


@pytest.mark.parametrize(
    ("value", "told", "json"),
    [
        (None, "None", None),
        (True, "WAAR", True),
        (False, "ONWAAR", False),
        (1234, "1.234", 1234),
        (1234.0, "1.234", 1234),
        (0.5, "0,5", 0.5),
        (EXACT - 1, "999.999.999.999.999", EXACT - 1),
        (EXACT, "een te groot getal", EXACT),
        (-EXACT, "een te groot getal", -EXACT),
        (float(2**53 - 1), "een te groot getal", 2**53 - 1),
        (float(2**53), "een te groot getal", float(2**53)),
        (float("inf"), "een te groot getal", "inf"),
        (date(2019, 2, 1), "01-02-2019", "2019-02-01"),
        (datetime(2019, 2, 1), "01-02-2019", "2019-02-01"),
        (datetime(2019, 2, 1, 0, 1), "01-02-2019 00:01", "2019-02-01T00:01:00"),
        (time(9, 5), "09:05:00", "09:05:00"),
        (timedelta(hours=30), "1 day, 6:00:00", "1 day, 6:00:00"),
        (ErrorValue("#N/A"), "#N/A (in Excel: #N/B)", "#N/A"),
        (ErrorValue("#CALC!"), "#CALC!", "#CALC!"),
        ("a" * SENTENCE, f"'{'a' * SENTENCE}'", "a" * SENTENCE),
        ("a" * (SENTENCE + 1), f"'{'a' * (SENTENCE - 1)}…'", "a" * (SENTENCE + 1)),
    ],
)
def test_a_value_is_told_as_people_and_programs_know_it(value: Any, told: str, json: Any) -> None:
    assert in_sentence(value) == told
    assert (as_json(value), type(as_json(value))) == (json, type(json))


@pytest.mark.parametrize(("length", "whole"), [(JSON, True), (JSON + 1, False)])
def test_a_long_text_is_cut_in_json(length: int, whole: bool) -> None:
    text = "a" * length
    assert as_json(text) == (text if whole else "a" * (JSON - 1) + "…")


def test_a_list_of_results_is_filtered_over_all_of_it() -> None:
    lines = [["=1+1", 2, None], ["b", 3, "c"]]
    data = result_book("Lijst", ("code", "een_getal", "tekst"), lines, {"code": 9, "tekst": 99})
    read = openpyxl.load_workbook(io.BytesIO(data)).active
    assert read is not None
    assert (read.title, read.auto_filter.ref, read.freeze_panes) == ("Lijst", "A1:C3", "C2")
    assert [cell.value for cell in read[1]] == ["Code", "Een getal", "Tekst"]
    assert [cell.value for cell in read[2]][:2] == ["=1+1", 2]
    assert read["A2"].data_type == "s"
    widths = [read.column_dimensions[letter].width for letter in "ABC"]
    assert widths == [9, 16, WIDEST]
    empty = openpyxl.load_workbook(io.BytesIO(result_book("Leeg", ("code",), [], {}))).active
    assert empty is not None
    assert empty.auto_filter.ref == "A1:A1"


@pytest.mark.parametrize(
    ("low", "high", "limits"),
    [
        (None, None, ("greaterThanOrEqual", "-1E+15")),  # any number
        (0, None, ("greaterThanOrEqual", "0")),
        (None, 9, ("lessThanOrEqual", "9")),
        (0, 9, ("between", "0", "9")),
    ],
)
def test_excel_refuses_what_lies_outside_the_limits_of_a_column(
    low: int | None, high: int | None, limits: tuple[str, ...]
) -> None:
    column = Column("n", "Aantal", ColumnKind.WHOLE, Format.GETAL, "", low=low, high=high)
    assert bounds(column) == ("whole", *limits)


def test_what_excel_shows_at_a_cell_fits() -> None:
    """A title of 32 characters, a message of 255 and a text of 32.767: Excel takes no more."""
    column = Column(
        "n", "H" * 40, ColumnKind.TEXT, Format.TEKST, "h" * 300, required=True, unit="woningen"
    )
    rule = validation(column)
    assert (rule.errorTitle, rule.promptTitle) == ("H" * 32, "H" * 32)
    end = " Eenheid: woningen. Verplicht."
    assert rule.prompt == "h" * (255 - len(end)) + end
    assert (rule.formula1, rule.error) == ("32767", "Gebruik hoogstens 32.767 tekens.")
    # An empty cell is none of Excel's business; what is wrong is said, and the help is shown.
    assert (rule.allow_blank, rule.showErrorMessage, rule.showInputMessage) == (True,) * 3


@pytest.mark.parametrize(
    ("kind", "form", "low", "high", "told", "helps"),
    [
        (ColumnKind.WHOLE, Format.GETAL, 0, None, "geheel getal in vanaf 0.", False),
        (ColumnKind.WHOLE, Format.JAAR, 2015, 2030, "getal in vanaf 2015 tot en met 2030.", False),
        (ColumnKind.DECIMAL, Format.PROCENT, None, 1, "getal in tot en met 100%.", True),
        (ColumnKind.DAY, Format.DATUM, date(2019, 1, 2), None, "datum in vanaf 02-01-2019.", True),
        (ColumnKind.DECIMAL, Format.EURO, None, None, "Vul een getal in.", True),
    ],
)
def test_a_refusal_names_the_limits_as_people_write_them(
    kind: ColumnKind, form: Format, low: Any, high: Any, told: str, helps: bool
) -> None:
    column = Column("n", "Kop", kind, form, "", low=low, high=high)
    assert (validation(column).error or "").endswith(told)
    assert explains_itself(column) is helps


def test_a_day_is_a_number_to_excel() -> None:
    day = date(2019, 1, 1)  # the 43.466th day by Excel's own count
    column = Column("n", "Kop", ColumnKind.DAY, Format.DATUM, "", low=day)
    assert bounds(column) == ("date", "greaterThanOrEqual", "43466")


def test_an_error_of_a_user_is_its_sentence() -> None:
    assert str(UserError("GBR-001", "Dit kan niet.", "Doe dat.")) == "Dit kan niet."
