"""An empty workbook, for an add-in that has no sheets to show."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import Workbook

from prestatieafspraken.workbook.layout.saved import steady

_DAY = date(2000, 1, 1)


def blank(title: str) -> bytes:
    """Give the bytes of a workbook with one empty sheet; the same title gives the same bytes."""
    book = Workbook()
    book.worksheets[0].title = title
    book.properties.title = title
    book.properties.creator = "prestatieafspraken"
    stream = io.BytesIO()
    book.save(stream)
    return steady(stream.getvalue(), _DAY)
