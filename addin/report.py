"""The button that writes the annual report, of this workbook and the others that are open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePath

import xlwings as xw

from prestatieafspraken.addin.address import address
from prestatieafspraken.addin.beside import write
from prestatieafspraken.addin.open_book import peildatum, read, verdict
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.batch.front_door import report
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.dutch.written import listing


def make_report(book: xw.Book) -> str:
    """Write the annual report as a Word document."""
    found = verdict(book)
    _, afspraken = read(found)
    peildatum(found)
    together = [found, *_beside(book, found)]
    path = write(book, f"jaarverslag-{afspraken.gemeente.jaar}", ".docx", report(together, ".docx"))
    names = listing([PurePath(one.path).name for one in together])
    of = f" van {names}" if len(together) > 1 else ""
    return f"Het jaarverslag{of} staat in {path}."


def _beside(book: xw.Book, found: Verdict) -> Iterator[Verdict]:
    """Give the verdicts on the other open workbooks of the same agreements."""
    here = address(book)
    for other in book.app.books:
        if address(other) == here:
            continue
        with suppress(StopError):  # what is none of ours has no say in the report
            one = verdict(other)
            if (one.gemeente, one.jaar) == (found.gemeente, found.jaar) and one.afspraken:
                yield one
