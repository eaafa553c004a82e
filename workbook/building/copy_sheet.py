"""The very hidden sheet with the agreements: the workbook is enough where they are not known."""

from __future__ import annotations

from openpyxl import Workbook

from prestatieafspraken.afspraken.kopie import rows
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.layout.cell import put
from prestatieafspraken.workbook.table import COPY_SHEET


def fill(book: Workbook, afspraken: Afspraken) -> None:
    """Write the agreements, a line of text in each row."""
    sheet = book[COPY_SHEET]
    for number, row in enumerate(rows(afspraken), 1):
        for column, text in enumerate(row, 1):
            put(sheet, address(number, column), text)
    sheet.sheet_state = "veryHidden"
