"""From the raw form of a workbook to typed tables, with everything that reading finds wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from prestatieafspraken.workbook.aside import of_names
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading import template
from prestatieafspraken.workbook.reading.carried import carried
from prestatieafspraken.workbook.reading.explanations import explanations
from prestatieafspraken.workbook.reading.inzending import claimed
from prestatieafspraken.workbook.reading.out_of_sight import out_of_sight
from prestatieafspraken.workbook.reading.outside import texts_outside
from prestatieafspraken.workbook.reading.rows import errors_outside
from prestatieafspraken.workbook.reading.tables import read_tables
from prestatieafspraken.workbook.table import RECORD_SHEET, Table

TablesFor = Callable[[Book], Sequence[Table]]
"""Gives the tables that a workbook holds, by its template and the agreements that it carries."""


def normalise(raw: RawBook, tables_for: TablesFor) -> Book:
    """Give the tables of a workbook; never raises for what people did to it.

    Findings stand in the order in which to tell them: the template, the structure, the cells.
    A table that cannot be read is in `not_judged` with its reason; the others are still read.
    """
    raw = replace(raw, sheets=[sheet for sheet in raw.sheets if sheet.name != RECORD_SHEET])
    kopie, raw = carried(claimed(raw)[1])
    book = Book(raw.path, raw.sha256, kopie=kopie)
    book.template, book.findings = template.identify(raw)
    if book.template is None:
        book.readable = False
        return book
    book.start, about_start = template.start(raw, book.template)
    tables = book.declared = tuple(tables_for(book))
    read = read_tables(raw, tables)
    book.tables, book.not_judged = read.tables, read.not_judged
    structure = [*about_start, *read.structure]
    structure += errors_outside(raw, read.blocks)
    structure += out_of_sight(raw, book.tables.values())
    book.explanations = explanations(raw)
    book.asides = (*of_names([sheet.name for sheet in raw.sheets]), *raw.asides)
    book.loose = tuple(texts_outside(raw, book.tables.values()))
    book.findings += structure + read.cells
    return book
