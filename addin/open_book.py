"""Reading a workbook that is open in Excel or LibreOffice, in a few large calls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from datetime import date
from typing import Any

import xlwings as xw

from prestatieafspraken.addin.address import address
from prestatieafspraken.addin.cell_values import values
from prestatieafspraken.addin.new_sheet import shown
from prestatieafspraken.addin.refusal import refused
from prestatieafspraken.addin.saved_copy import saved_copy
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.addin.where import area, block
from prestatieafspraken.afspraken import Afspraken, Sources
from prestatieafspraken.batch.agreements import sources
from prestatieafspraken.batch.judging.agreements import tables_by
from prestatieafspraken.batch.judging.check import judged
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.dutch import written
from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.workbook.address import Cell, Range
from prestatieafspraken.workbook.address import address as to_address
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package.door import FaultyFileError
from prestatieafspraken.workbook.package.limits import LIMITS
from prestatieafspraken.workbook.raw import RawBook, RawSheet, RawTable
from prestatieafspraken.workbook.reading.cell_faults import ERROR_CAUSES
from prestatieafspraken.workbook.reading.inzending import since
from prestatieafspraken.workbook.reading.inzending import told as told_since
from prestatieafspraken.workbook.reading.normalise import normalise
from prestatieafspraken.workbook.reading.read import raw_book as raw_file
from prestatieafspraken.workbook.reading.template import LABELS, NAME
from prestatieafspraken.workbook.table import PRINTS_SHEET, RECORD_SHEET

STARTS = frozenset(f"start_{field}" for field in LABELS)
"""Names of the cells of the start sheet; each name that is looked up takes two calls."""

FILTER = "!_FilterDatabase"
"""How Excel ends the hidden name of the cells on a sheet that have a filter."""

MOST_NAMES, MOST_AREAS = 2_000, 20_000
"""Names of a workbook, and stretches of cells in view on one sheet: each takes calls of its own."""

NAMED: ContextVar[Sources | None] = ContextVar("NAMED", default=None)
"""The agreements that there are, when a command says so; a button looks for them itself."""


def agreements() -> Sources:
    """Give the agreements that there are besides those of the product."""
    return NAMED.get() or sources()


def verdict(book: xw.Book) -> Verdict:
    """Judge the open workbook as a closed file is judged (StopError when it is none of ours)."""
    there = agreements()
    filed = normalise(raw_book(book), tables_by(there))
    _tell_since(book, filed)
    found = judged(filed, address(book), sources=there)
    if found.status == Status.ONLEESBAAR:
        last = found.findings[-1]
        raise StopError(last.code, last.melding, last.herstel)
    return found


def _tell_since(book: xw.Book, filed: Book) -> None:
    """Tell what was changed in an inzending, by the copy that its program would save."""
    names = {key(sheet.name) for sheet in book.sheets}
    if filed.template is None or PRINTS_SHEET not in names:
        return
    with suppress(StopError, FaultyFileError):  # where no copy can be had, the closed file tells
        data = saved_copy(book)
        filed.ingeleverd = since(raw_file("", "", data), data)
        if filed.ingeleverd:
            told = told_since(filed.ingeleverd, filed.start.partij, str(filed.template))
            filed.findings += told


def read(found: Verdict) -> tuple[Book, Afspraken]:
    """Give what was read of a workbook that was judged, and its agreements."""
    if found.book is None or found.afspraken is None:
        raise StopError("XLS-005", "Deze werkmap is niet te lezen.", "Druk op Controleer werkmap.")
    return found.book, found.afspraken


def peildatum(found: Verdict) -> date:
    """Give the day of the workbook (StopError when it has none: a day is never guessed)."""
    if found.peildatum is None:
        raise StopError(
            "XLS-005",
            "Op het blad Start is geen peildatum te lezen.",
            "Vul bij Peildatum een dag in, bijvoorbeeld 31-12-2019.",
        )
    return found.peildatum


def raw_book(book: xw.Book) -> RawBook:
    """Give the raw form of the open workbook: one call for the values of each sheet.

    Which template it is, is told by the cell that has it: document properties are out of reach.
    """
    if len(book.sheets) > LIMITS.sheets:
        raise StopError(
            "XLS-005",
            f"Deze werkmap heeft meer dan {LIMITS.sheets} bladen.",
            "Verwijder de bladen die niet bij de afspraken horen.",
        )
    names, filters = _names(book)
    sheets: list[RawSheet] = []
    tables: list[RawTable] = []
    room = LIMITS.area
    for sheet in book.sheets:
        called = sheet.name
        if called == RECORD_SHEET:
            continue  # it has many lines, which nobody looks at
        rows = _values(sheet, room)
        room -= len(rows) * len(rows[0])
        hidden_rows, hidden_cols = _out_of_sight(sheet, rows)
        own = [_table(table, called, rows, bool(hidden_rows)) for table in sheet.tables]
        merged = [area_ for table in own for area_ in _merged(sheet, _area(table))]
        tables += own
        sheets.append(
            RawSheet(
                called,
                rows,
                _errors(rows),
                merged,
                hidden=not shown(sheet),
                hidden_rows=hidden_rows,
                hidden_cols=hidden_cols,
                filtered=bool(hidden_rows) and _filters(filters.get(called)),
            )
        )
    return RawBook(address(book), "", sheets, tables, names)


def _names(book: xw.Book) -> tuple[dict[str, str], dict[str, xw.Range]]:
    """Give where the names of the template are, and by sheet the cells with a filter of their own.

    A filter on a table is told by the table; that on other cells by a hidden name.
    """
    there = list(book.names)
    if len(there) > MOST_NAMES:
        raise StopError(
            "XLS-005",
            f"Deze werkmap heeft meer dan {written.number(MOST_NAMES)} gedefinieerde namen.",
            "Verwijder wat niet nodig is met Formules, Namen beheren.",
        )
    names: dict[str, str] = {}
    filters: dict[str, xw.Range] = {}
    for name in there:
        called = name.name
        if called == NAME or called in STARTS:
            names[called] = (name.refers_to or "").removeprefix("=")
        elif called.endswith(FILTER) and "#REF!" not in (name.refers_to or ""):
            cells = name.refers_to_range
            filters[cells.sheet.name] = cells
    return names, filters


def _filters(cells: xw.Range | xw.main.Table | None) -> bool:
    """Say whether a filter hides rows; asked only where it matters, as it takes some calls."""
    return cells is not None and any(one.type != "none" for one in cells.autofilter.criteria)


def _values(sheet: xw.Sheet, room: int) -> list[list[Any]]:
    _, _, bottom, right = area(sheet.used_range)
    if bottom * right > room:
        far = to_address(bottom, right)
        raise StopError(
            "XLS-005",
            f"Op het blad {sheet.name} loopt het gebruikte deel tot cel {far}.",
            "Verwijder de lege rijen en kolommen die niet bij de tabellen horen.",
        )
    return values(block(sheet, 1, 1, bottom, right))


def _out_of_sight(sheet: xw.Sheet, rows: list[list[Any]]) -> tuple[frozenset[int], frozenset[int]]:
    """Give the rows and the columns that are hidden, by asking once what can be seen.

    On a protected sheet Excel does not answer that; then nothing is told of it.
    """
    height, width = len(rows), len(rows[0])
    try:
        seen: Any = block(sheet, 1, 1, height, width).get_special_cells("visible")
    except Exception as error:
        if not refused(error):
            raise
        return frozenset(), frozenset()
    hidden_rows, hidden_cols = set(range(1, height + 1)), set(range(1, width + 1))
    areas = list(seen)
    if len(areas) > MOST_AREAS:
        raise StopError(
            "XLS-005",
            f"Op het blad {sheet.name} wisselen te veel verborgen rijen of kolommen elkaar af.",
            "Maak ze zichtbaar.",
        )
    for one in areas:
        top, left, bottom, right = area(one)
        hidden_rows -= set(range(top, bottom + 1))
        hidden_cols -= set(range(left, right + 1))
    return frozenset(hidden_rows), frozenset(hidden_cols)


def _errors(rows: list[list[Any]]) -> dict[Cell, ErrorValue]:
    return {
        (number, col): ErrorValue(value)
        for number, row in enumerate(rows, 1)
        for col, value in enumerate(row, 1)
        if isinstance(value, str) and value.startswith("#") and value in ERROR_CAUSES
    }


def _table(table: xw.main.Table, sheet: str, rows: list[list[Any]], any_hidden: bool) -> RawTable:
    top, left, bottom, right = area(table.range)
    height, width = bottom - top + 1, right - left + 1
    headers = int(table.show_headers)
    totals = int(table.show_totals)
    line = rows[top - 1][left - 1 : left - 1 + width] if headers and top <= len(rows) else []
    header = tuple(str(value or "") for value in line) + ("",) * (width - len(line))
    last = top + height - 1 - totals
    filtered = any_hidden and _filters(table)
    return RawTable(table.name, sheet, top + headers, left, header, last, totals, filtered)


def _area(table: RawTable) -> Range:
    return table.first_row, table.first_col, table.last_row, table.last_col


def _merged(sheet: xw.Sheet, inside: Range) -> Iterator[Range]:
    """Find merged cells by halving: a part without any takes one call, whatever its size."""
    top, left, bottom, right = inside
    if top > bottom:
        return
    cells = block(sheet, top, left, bottom, right)
    if cells.merge_cells is False:
        return
    if (top, left) == (bottom, right):
        found = area(cells.merge_area)
        if found[:2] == (top, left) and found[2:] != (top, left):
            yield found
        return
    if bottom > top:
        middle = (top + bottom) // 2
        halves = (top, left, middle, right), (middle + 1, left, bottom, right)
    else:
        middle = (left + right) // 2
        halves = (top, left, bottom, middle), (top, middle + 1, bottom, right)
    for half in halves:
        yield from _merged(sheet, half)
