"""A workbook of values only: what stood in the cells of another, and nothing else of it."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.workbook.address import address, letter
from prestatieafspraken.workbook.layout.cell import put
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.package.steady import steady
from prestatieafspraken.workbook.raw import RawSheet
from prestatieafspraken.workbook.reading.read import raw_book
from prestatieafspraken.workbook.table import COPY_SHEET, RECORD_SHEET

MOST = 200_000
"""Cells of a workbook of which this is made; each takes a moment of the time that reading has."""
WIDTH = 18
STAMP = "1980-01-01T00:00:00Z"


class TooManyError(Exception):
    """There are more cells than can be copied in the time that there is."""


def values_of(data: bytes, limits: Limits = LIMITS) -> bytes:
    """Give the values of all sheets at their own addresses; a text stays a text.

    FaultyFileError when it cannot be opened, TooManyError when it is large. Errors in cells are
    their text.
    """
    raw = raw_book("", "", data, limits)
    if sum(_filled(value) for sheet in raw.sheets for row in sheet.rows for value in row) > MOST:
        raise TooManyError
    book = Workbook()
    for old in book.worksheets:
        book.remove(old)
    for number, sheet in enumerate(raw.sheets, 1):
        new = book.create_sheet(_title(sheet.name, number))
        _fill(new, sheet)
        if sheet.name in (COPY_SHEET, RECORD_SHEET):
            new.sheet_state = "veryHidden"
    stream = io.BytesIO()
    book.save(stream)
    return steady(stream.getvalue(), STAMP)


def _fill(new: Worksheet, sheet: RawSheet) -> None:
    for row, values in enumerate(sheet.rows, 1):
        for column, value in enumerate(values, 1):
            if _filled(value):
                plain = isinstance(value, str | int | float | date)
                put(new, address(row, column), value if plain else str(value))
    for (row, column), error in sheet.errors.items():
        put(new, address(row, column), str(error))
    for column in range(1, max(map(len, sheet.rows), default=0) + 1):
        new.column_dimensions[letter(column)].width = WIDTH


def _filled(value: object) -> bool:
    return value is not None and value != ""


def _title(name: str, number: int) -> str:
    """Give the name of a sheet, or another where Excel would not take it."""
    fits = 0 < len(name) <= 31 and not INVALID_TITLE_REGEX.search(name) and name.isprintable()
    return name if fits else f"Blad {number}"
