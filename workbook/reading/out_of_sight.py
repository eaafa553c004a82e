"""What is in a workbook but cannot be seen: hidden sheets, rows and columns that hold data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prestatieafspraken.dutch import written
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.workbook import results_table
from prestatieafspraken.workbook.address import letter, parse_address
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.raw import RawBook, RawSheet
from prestatieafspraken.workbook.reading import structure_faults as faults
from prestatieafspraken.workbook.reading.rows import runs
from prestatieafspraken.workbook.table import COPY_SHEET, LISTS_SHEET, STEPS_SHEET

OURS = {key(LISTS_SHEET), key(STEPS_SHEET), key(results_table.SHEET), COPY_SHEET}
"""Sheets that the template itself hides."""


def out_of_sight(raw: RawBook, tables: Iterable[TableData]) -> list[Finding]:
    """Tell of hidden sheets, then of the hidden rows and columns of each table."""
    found = [
        faults.BLAD_VERBORGEN.at(Place(sheet.name))
        for sheet in raw.sheets
        if sheet.hidden and key(sheet.name) not in OURS and _holds_anything(sheet)
    ]
    for data in tables:
        sheet = raw.sheet(data.sheet)
        if sheet is not None:
            found += [*_rows(raw, sheet, data), *_columns(sheet, data)]
    return found


def _holds_anything(sheet: RawSheet) -> bool:
    return bool(sheet.errors) or any(
        value is not None and value != "" for row in sheet.rows for value in row
    )


def _rows(raw: RawBook, sheet: RawSheet, data: TableData) -> Iterator[Finding]:
    rows = sorted(sheet.hidden_rows.intersection(data.row_numbers))
    if not rows:
        return
    filtered = sheet.filtered or any(
        table.filtered for table in raw.tables if table.sheet == sheet.name
    )
    spans = [str(a) if a == b else f"{a} t/m {b}" for a, b in runs(rows)]
    amount = count_of(len(rows), "rij", "rijen")
    left, right = min(data.letters.values(), key=_order), max(data.letters.values(), key=_order)
    yield faults.RIJEN_VERBORGEN.at(
        Place(sheet.name, data.table.excel_name, f"{left}{rows[0]}:{right}{rows[-1]}"),
        zijn=("is " if len(rows) == 1 else "zijn ") + amount,
        rijen=written.listing(spans),
        filter=" door een filter" if filtered else "",
    )


def _columns(sheet: RawSheet, data: TableData) -> Iterator[Finding]:
    hidden = {letter(col) for col in sheet.hidden_cols}
    for name, where in data.letters.items():
        column = data.table.column(name)
        if where not in hidden or column.formula is not None:
            continue
        if any(value is not None and value != "" for value in data.raw_values[name]):
            place = Place(sheet.name, data.table.excel_name, None, column.header)
            yield faults.KOLOM_VERBORGEN.at(place)


def _order(letters: str) -> int:
    at = parse_address(f"{letters}1")
    return at[1] if at else 0
