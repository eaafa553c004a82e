"""A workbook that only shows rows: headers, and one line for each result."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put
from prestatieafspraken.workbook.layout.saved import steady

WIDEST = 60


def result_book(
    title: str, headers: Sequence[str], lines: Sequence[Sequence[Any]], widths: Mapping[str, float]
) -> bytes:
    """Give the bytes of an .xlsx with one sheet; a text stays a text, whatever it starts with.

    The same lines give the same bytes.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for number, header in enumerate(headers, 1):
        letter = get_column_letter(number)
        cell = put(sheet, f"{letter}1", header.replace("_", " ").capitalize())
        cell.font, cell.fill = style.HEADER, style.header_fill(0)
        cell.alignment = style.HEADER_ALIGNMENT
        sheet.column_dimensions[letter].width = min(widths.get(header, 16), WIDEST)
        for row, line in enumerate(lines, 2):
            cell = put(sheet, f"{letter}{row}", line[number - 1])
            cell.font, cell.alignment = style.BODY, style.WRAP
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(headers), 1))}{len(lines) + 1}"
    stream = io.BytesIO()
    book.save(stream)
    return steady(stream.getvalue())
