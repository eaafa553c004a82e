"""The button that writes the annual report."""

from __future__ import annotations

import xlwings as xw

from prestatieafspraken.addin.beside import write
from prestatieafspraken.addin.open_book import peildatum, read, verdict
from prestatieafspraken.batch.front_door import report


def make_report(book: xw.Book) -> str:
    """Write the annual report as a Word document."""
    found = verdict(book)
    _, afspraken = read(found)
    data = report(found, ".docx", peildatum=peildatum(found))
    path = write(book, f"jaarverslag-{afspraken.gemeente.jaar}", ".docx", data)
    return f"Het jaarverslag staat in {path}."
