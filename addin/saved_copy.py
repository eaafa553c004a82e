"""The bytes of an open workbook as its program would save it now; it is not saved itself."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import xlwings as xw

from prestatieafspraken.addin.program import in_excel
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.workbook.package.content import content
from prestatieafspraken.workbook.package.door import FaultyFileError
from prestatieafspraken.workbook.package.limits import LIMITS

KINDS = {".xlsx", ".xlsm"}


def saved_copy(book: xw.Book) -> bytes:
    """Let the program write a copy into a folder of ours alone, and give what it wrote."""
    end = Path(book.name).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="prestatieafspraken-") as folder:
        path = Path(folder) / f"kopie{end if end in KINDS else '.xlsx'}"
        impl: Any = book.impl
        if in_excel(book.app):
            impl.xl.SaveCopyAs(str(path))
        elif hasattr(impl, "save_copy"):
            impl.save_copy(str(path))
        else:
            raise StopError(
                "XLS-005",
                "Deze Excel kan geen kopie wegschrijven van een werkmap die open is.",
                "Bewaar de werkmap en geef de opdracht: prestatieafspraken inzending maak BESTAND.",
            )
        try:
            return content(path, LIMITS)
        except FaultyFileError as fault:
            raise StopError(
                "XLS-005",
                "Van de werkmap die open is, kon geen kopie worden gelezen.",
                "Bewaar de werkmap als Excel-werkmap (.xlsx) en probeer het opnieuw.",
            ) from fault
