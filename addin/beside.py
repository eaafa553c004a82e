"""Writing a new file beside the workbook; the workbook itself is never saved."""

from __future__ import annotations

from pathlib import Path

import xlwings as xw

from prestatieafspraken.addin.address import address
from prestatieafspraken.batch.guarding.written import write_new


def write(book: xw.Book, name: str, suffix: str, data: bytes) -> Path:
    """Write a new file beside the workbook; an older one is never replaced."""
    place = address(book)
    folder = Path(place).parent
    if "://" in place or not Path(place).is_absolute():
        folder = Path.home()  # a workbook that is online, or that was never saved
    return write_new(folder, f"{name}{suffix}", data)
