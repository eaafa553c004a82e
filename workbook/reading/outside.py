"""The texts of a workbook that are in no table: remarks beside and below, and on other sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from prestatieafspraken.workbook.address import address, parse_address
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Place
from prestatieafspraken.workbook.raw import RawBook, RawSheet

LONG_NUMBER = range(10**8, 10**16)
"""Numbers that are rather a number of something (an id, an account) than an amount."""


def texts_outside(raw: RawBook, tables: Iterable[TableData]) -> Iterator[tuple[Place, str]]:
    """Give each text in a cell that no table has read, long numbers that were typed included."""
    read: dict[str, list[tuple[set[int], set[int]]]] = {}
    for data in tables:
        cells = [parse_address(f"{letter}1") for letter in data.letters.values()]
        cols = {cell[1] for cell in cells if cell}
        read.setdefault(data.sheet, []).append((set(data.row_numbers), cols))
    for sheet in raw.sheets:
        areas = read.get(sheet.name, [])
        width = max(map(len, sheet.rows), default=0)
        # Nearly every row of a register is read from end to end: those are not looked at again.
        wide = [rows for rows, cols in areas if len(cols & set(range(1, width + 1))) == width]
        whole = set[int]().union(*wide)
        for number, row in enumerate(sheet.rows, 1):
            if number in whole:
                continue
            taken = set[int]().union(*(cols for rows, cols in areas if number in rows))
            for col, value in enumerate(row, 1):
                if value and col not in taken and (text := _text(sheet, number, col, value)):
                    yield Place(sheet.name, None, address(number, col)), text


def _text(sheet: RawSheet, row: int, col: int, value: Any) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    typed = (row, col) not in (sheet.formulas or {})
    return str(int(value)) if typed and value % 1 == 0 and int(value) in LONG_NUMBER else ""
