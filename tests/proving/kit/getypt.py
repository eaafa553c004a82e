"""Values typed in a workbook that is a closed file."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook


def typed(data: bytes, cells: dict[str, Any]) -> bytes:
    """Type values in cells of an Excel file: {"Blad!C7": 12}."""
    book = load_workbook(io.BytesIO(data))
    for where, value in cells.items():
        name, _, cell = where.partition("!")
        book[name][cell] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
