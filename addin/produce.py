"""The buttons that write a new workbook beside this one."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

import xlwings as xw

from prestatieafspraken.addin.address import address
from prestatieafspraken.addin.beside import write
from prestatieafspraken.addin.open_book import agreements, read, verdict
from prestatieafspraken.addin.saved_copy import saved_copy
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.batch.front_door import build as new_workbook
from prestatieafspraken.batch.inzending import make, owner_of
from prestatieafspraken.workbook.lists.checked import stands


def make_submission(book: xw.Book) -> str:
    """Write the inzending: all of the workbook, with a cover and the prints of its cells."""
    name = PurePath(address(book)).name
    made = make(saved_copy(book), name, datetime.now(), agreements())
    path = write(book, made.naam, ".xlsx", made.data)
    said = f"De inzending staat in {path}. Oordeel: {stands(made.verdict)}."
    return f"{said} Niet meegenomen: {made.weggelaten}." if made.weggelaten else said


def make_next_year(book: xw.Book) -> str:
    """Write the workbook of next year, filled in from its agreements."""
    filed, afspraken = read(verdict(book))
    year = afspraken.gemeente.jaar + 1
    coming = agreements().find(afspraken.gemeente.map, year)
    if coming is None:
        raise StopError(
            "XLS-005",
            f"De afspraken van {afspraken.gemeente.naam} voor {year} zijn hier niet.",
            "Vraag de beheerder om ze toe te voegen.",
        )
    owner = owner_of(filed, coming.afspraken)
    data = new_workbook(coming.afspraken, owner.naam)
    path = write(book, f"prestatieafspraken-{year}", ".xlsx", data)
    example = f" Let op: de afspraken van {year} zijn een voorbeeld."
    said = example if coming.afspraken.gemeente.voorbeeld else ""
    return f"De werkmap van {year} staat in {path}.{said}"
