"""What the tests of the buttons share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import xlwings as xw

from prestatieafspraken.workbook.finding import Finding

Judged = Callable[[Sequence[Finding]], None]
"""Makes the buttons find what is given."""

FAULT = "Woningvoorraad"
"""The sheet whose first cell below Daeb holds a planted fault."""


def here(book: xw.Book) -> str:
    """Give the selected cell with its sheet."""
    cell = book.app.selection
    return f"{cell.sheet.name}!{cell.get_address(False, False)}"
