"""Putting back drop-down lists and number formats, which copying and pasting destroys."""

from __future__ import annotations

from collections.abc import Mapping

import xlwings as xw

from prestatieafspraken.addin.cell_rule import put_back
from prestatieafspraken.addin.open_book import read, verdict
from prestatieafspraken.addin.refusal import Allowed
from prestatieafspraken.addin.where import area, block
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.workbook.address import parse_address
from prestatieafspraken.workbook.book import TableData

SPARE_ROWS = 50
"""Rows below the last filled one that get their list and format too."""


def repair(book: xw.Book) -> str:
    """Restore the validation and the number format of every column; values stay."""
    filed, _ = read(verdict(book))
    sheets = {sheet.name: sheet for sheet in book.sheets}
    lists = {name.name: name for name in book.names}
    closed: list[str] = []
    for data in filed.tables.values():
        with Allowed(data.sheet, closed):
            _restore(sheets[data.sheet], data, lists)
    amount = sum(data.sheet not in closed for data in filed.tables.values())
    told = f"Keuzelijsten en opmaak van {count_of(amount, 'tabel', 'tabellen')} zijn hersteld."
    if closed:
        rest = f" Door een beveiliging niet hersteld: {listing(closed)}. Haal de beveiliging weg."
        return (told if amount else "Er is niets hersteld.") + rest
    return told


def _restore(sheet: xw.Sheet, data: TableData, lists: Mapping[str, xw.Name]) -> None:
    name = data.table.excel_name
    excel = next((area(table.range) for table in sheet.tables if table.name == name), None)
    first = excel[0] + 1 if excel else min(data.frame.index, default=2)
    last = max(excel[2] if excel else 0, *data.frame.index, first) + SPARE_ROWS
    for name, letter in data.letters.items():
        at, column = parse_address(f"{letter}1"), data.table.column(name)
        if at is None:
            continue
        cells = block(sheet, int(first), at[1], int(last), at[1])
        cells.number_format = column.format.value
        if column.formula is None:
            put_back(cells, column, lists)
