"""Adding a sheet to the workbook that is open."""

from __future__ import annotations

import xlwings as xw

SHOWN = -1
"""xlSheetVisible, which is what Excel says of a sheet that can be seen."""


def shown(sheet: xw.Sheet) -> bool:
    """Say whether a sheet can be seen."""
    return sheet.visible in (True, SHOWN)


def add(book: xw.Book, name: str) -> xw.Sheet:
    """Add a sheet after the last one in view.

    After a hidden one xlwings would move that sheet, which Excel may refuse.
    """
    last = next(sheet for sheet in reversed(list(book.sheets)) if shown(sheet))
    return book.sheets.add(name, after=last)
