"""Where cells and sheets are, in as few questions as there can be: over COM each takes time."""

from __future__ import annotations

import xlwings as xw

from prestatieafspraken.addin.program import in_excel
from prestatieafspraken.addin.refusal import refused
from prestatieafspraken.workbook.address import Range, address, parse_range


def area(cells: xw.Range) -> Range:
    """Give the rectangle of cells by their address, which is one question."""
    found = parse_range(cells.address)
    if found is None:
        raise ValueError(cells.address)
    return found


def block(sheet: xw.Sheet, top: int, left: int, bottom: int, right: int) -> xw.Range:
    """Give a rectangle by its address; by its corners it would take five questions."""
    return sheet.range(f"{address(top, left)}:{address(bottom, right)}")


def find(book: xw.Book, name: str) -> xw.Sheet | None:
    """Give a sheet by its name; Excel need not be asked for the names of the others."""
    if not in_excel(book):
        return next((sheet for sheet in book.sheets if sheet.name == name), None)
    try:
        return book.sheets[name]
    except Exception as error:
        if not refused(error):
            raise
        return None
