"""The overview of a run as an Excel workbook: every text in it a text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.table import Table, TableStyleInfo

from prestatieafspraken.workbook.address import address, letter
from prestatieafspraken.workbook.layout.cell import put, set_up_page
from prestatieafspraken.workbook.layout.saved import steady

WIDTHS = (34, 30, 26, 8, 16, 12, 9, 16, 60, 40)
CELL_LIMIT = 32_000
"""Characters that fit in a cell of Excel, with some room."""


def overview_book(rows: Sequence[Sequence[Any]]) -> bytes:
    """Write rows of values, the headers first, as one table that can be sorted and filtered.

    The same rows give the same bytes.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Overzicht"
    for number, values in enumerate(rows, start=1):
        for col, value in enumerate(values, start=1):
            put(
                sheet, address(number, col), value[:CELL_LIMIT] if isinstance(value, str) else value
            )
    for col, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[letter(col)].width = width
    last = address(max(len(rows), 2), len(rows[0]))
    listed = Table(displayName="tblOverzicht", ref=f"A1:{last}")
    listed.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    sheet.add_table(listed)
    sheet.freeze_panes = "A2"
    set_up_page(sheet, header_row=1)
    stream = io.BytesIO()
    book.save(stream)
    return steady(stream.getvalue())
