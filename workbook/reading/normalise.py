"""From the raw form of a workbook to typed tables, with everything that reading finds wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from prestatieafspraken.workbook.aside import of_names
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading import template
from prestatieafspraken.workbook.reading.carried import carried
from prestatieafspraken.workbook.reading.columns import match
from prestatieafspraken.workbook.reading.explanations import explanations
from prestatieafspraken.workbook.reading.locate import locate
from prestatieafspraken.workbook.reading.out_of_sight import out_of_sight
from prestatieafspraken.workbook.reading.outside import texts_outside
from prestatieafspraken.workbook.reading.rows import errors_outside
from prestatieafspraken.workbook.reading.values import read_values
from prestatieafspraken.workbook.table import RECORD_SHEET, Table

TablesFor = Callable[[Book], Sequence[Table]]
"""Gives the tables that a workbook holds, by its template and the agreements that it carries."""


def normalise(raw: RawBook, tables_for: TablesFor) -> Book:
    """Give the tables of a workbook; never raises for what people did to it.

    Findings stand in the order in which to tell them: the template, the structure, the cells.
    A table that cannot be read is in `not_judged` with its reason; the others are still read.
    """
    raw = replace(raw, sheets=[sheet for sheet in raw.sheets if sheet.name != RECORD_SHEET])
    kopie, raw = carried(raw)
    book = Book(raw.path, raw.sha256, kopie=kopie)
    book.template, book.findings = template.identify(raw)
    if book.template is None:
        book.readable = False
        return book
    book.start, about_start = template.start(raw, book.template)
    tables = book.declared = tuple(tables_for(book))
    located = locate(raw, tables)
    structure: list[Finding] = [*about_start, *located.findings]
    cells: list[Finding] = []
    book.not_judged = {t.name: located.reasons[t.name] for t in tables if t.name in located.reasons}
    for table in tables:
        block = located.blocks.get(table.name)
        if block is None:
            continue
        columns = match(table, block)
        structure += columns.findings
        if columns.reason:
            book.not_judged[table.name] = columns.reason
            continue
        values = read_values(table, block, columns.at)
        book.tables[table.name] = values.data
        structure += values.structure
        cells += values.cells
    structure += errors_outside(raw, located.blocks.values())
    structure += out_of_sight(raw, book.tables.values())
    book.explanations = explanations(raw)
    book.asides = (*of_names([sheet.name for sheet in raw.sheets]), *raw.asides)
    book.loose = tuple(texts_outside(raw, book.tables.values()))
    book.findings += structure + cells
    return book
