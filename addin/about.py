"""The buttons that tell something: the manual, and what this is."""

from __future__ import annotations

from importlib import metadata

import xlwings as xw

from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.addin.where import find
from prestatieafspraken.workbook.building.manual import TITLE as MANUAL
from prestatieafspraken.workbook.reading.template import NAME


def show_manual(book: xw.Book) -> str:
    """Go to the manual, which stands in the workbook itself."""
    sheet = find(book, MANUAL)
    if sheet is None:
        raise StopError(
            "XLS-005",
            f"Het blad {MANUAL} ontbreekt in deze werkmap.",
            "Het staat in elke werkmap die het programma nu maakt.",
        )
    sheet.activate()
    sheet.range("A1").select()
    return f"De handleiding staat op het blad {MANUAL}."


def about(book: xw.Book) -> str:
    """Say which version this is and which template the workbook has."""
    version = metadata.version("prestatieafspraken")
    known = NAME in book.names and "#REF!" not in (book.names[NAME].refers_to or "")
    template = book.names[NAME].refers_to_range.value if known else None
    named = f" Sjabloon van deze werkmap: {template}." if template else ""
    return f"Prestatieafspraken, versie {version}.{named}"
