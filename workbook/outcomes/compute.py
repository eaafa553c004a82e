"""Compute what the formulas of a workbook come to, and store it beside them.

A spreadsheet program computes all of it again when it opens the file. This is for who does not: a
protected view, a preview, another reader. Of a formula that is not known here nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from defusedxml.ElementTree import fromstring

from prestatieafspraken.workbook.address import Cell, Range
from prestatieafspraken.workbook.outcomes.criteria import Criteria
from prestatieafspraken.workbook.outcomes.formula import read
from prestatieafspraken.workbook.outcomes.pieces import Standing
from prestatieafspraken.workbook.outcomes.sheet_cells import cells_of, shared_texts, with_outcomes
from prestatieafspraken.workbook.outcomes.values import (
    CellFault,
    CellValue,
    Operand,
    PlainValue,
    UnknownOutcomeError,
    alone,
)
from prestatieafspraken.workbook.package import archive, door
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.package.parts import (
    main_part,
    names_of,
    relations_of,
    sheets_of,
    tables_of,
)
from prestatieafspraken.workbook.package.plain_xml import plain
from prestatieafspraken.workbook.raw import RawTable

SheetAddress = tuple[str, Cell]
"""A cell of a sheet."""


class _NeededError(Exception):
    """Other formulas must be computed first."""

    def __init__(self, cells: list[SheetAddress]) -> None:
        super().__init__()
        self.cells = cells


@dataclass
class _Workbook:
    """The cells of a workbook: what stands there, and what has been computed so far."""

    values: dict[str, dict[Cell, CellValue]] = field(default_factory=dict)
    formulas: dict[SheetAddress, str] = field(default_factory=dict)
    tables: dict[str, RawTable] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    _columns: dict[tuple[str, Range], list[CellValue]] = field(default_factory=dict)

    def of_range(self, sheet: str, area: Range) -> Operand:
        top, left, bottom, right = area
        if (top, left) == (bottom, right):
            return self._plain(sheet, (top, left))
        if sheet not in self.values or (top != bottom and left != right):
            raise UnknownOutcomeError
        known = self._columns.get((sheet, area))
        if known is None:
            cells = [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
            known = self._columns[sheet, area] = self._items(sheet, cells)
        return known

    def of_column(self, table: str, header: str) -> Operand:
        sheet, column, area = self._table(table, header)
        return self._at_least_one(sheet, (area.first_row, column, area.last_row, column))

    def in_row(self, table: str, header: str, row: int) -> Operand:
        sheet, column, area = self._table(table, header)
        if not area.first_row <= row <= area.last_row:
            raise UnknownOutcomeError
        return self._plain(sheet, (row, column))

    def meant(self, name: str) -> str:
        if name not in self.names:
            raise UnknownOutcomeError
        return self.names[name]

    def _table(self, table: str, header: str) -> tuple[str, int, RawTable]:
        area = self.tables.get(table)
        if area is None or header not in area.header:
            raise UnknownOutcomeError
        return area.sheet, area.first_col + area.header.index(header), area

    def _at_least_one(self, sheet: str, area: Range) -> Operand:
        """Give a column also where it has one row."""
        found = self.of_range(sheet, area)
        if isinstance(found, list):
            return found
        return self._columns.setdefault((sheet, area), [found])

    def _plain(self, sheet: str, cell: Cell) -> PlainValue:
        if sheet not in self.values:
            raise UnknownOutcomeError
        (value,) = self._items(sheet, [cell])
        if isinstance(value, CellFault):
            raise value
        return value

    def _items(self, sheet: str, cells: Iterable[Cell]) -> list[CellValue]:
        own = self.values[sheet]
        needed = [(sheet, c) for c in cells if c not in own and (sheet, c) in self.formulas]
        if needed:
            raise _NeededError(needed)
        return [own.get(cell) for cell in cells]


def stored(workbook: bytes, limits: Limits = LIMITS) -> bytes:
    """Give a workbook with the outcomes of its formulas (FaultyFileError when it cannot be opened).

    Every part without formulas keeps its bytes.
    """
    changed = sheets_with_outcomes(door.unpack(workbook, limits))
    return archive.write(
        archive.packed(entry.name, changed[name])
        if (name := door.part_name(entry.name)) in changed
        else entry
        for entry in archive.entries(workbook, limits.entries)
    )


def sheets_with_outcomes(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the sheets of an unpacked workbook that have formulas, with the outcomes in them."""
    book, places = _opened(parts)
    found: dict[str, dict[Cell, CellValue]] = {}
    for (sheet, cell), value in _computed(book):
        found.setdefault(sheet, {})[cell] = value
    return {places[sheet]: with_outcomes(parts[places[sheet]], own) for sheet, own in found.items()}


def computed(workbook: bytes) -> tuple[dict[SheetAddress, CellValue], set[SheetAddress]]:
    """Give the outcomes of a workbook by their cell, and the cells of which none is known."""
    book, _ = _opened(door.unpack(workbook, LIMITS))
    found = dict(_computed(book))
    return found, book.formulas.keys() - found.keys()


def _opened(parts: Mapping[str, bytes]) -> tuple[_Workbook, dict[str, str]]:
    """Read the cells, tables and names; give also the part of each sheet."""
    main = main_part(parts)
    root, relations = fromstring(parts[main], forbid_dtd=True), relations_of(parts, main)
    strings = [part for kind, part in relations.values() if kind == "sharedstrings"]
    shared = shared_texts(parts.get(strings[0], b"")) if strings else []
    book, places = _Workbook(names=dict(names_of(root))), {}
    for title, relation in sheets_of(root):
        kind, part = relations.get(relation, ("", ""))
        if kind != "worksheet" or part not in parts:
            continue
        places[title] = part
        own = book.values[title] = {}
        for cell, one in cells_of(plain(parts[part]), shared):
            if one.formula is None:
                own[cell] = one.value
            else:
                book.formulas[title, cell] = one.formula
        for kind, target in relations_of(parts, part).values():
            if kind == "table" and target in parts:
                book.tables |= {one.name: one for one in tables_of(parts, target, title)}
    return book, places


def _computed(book: _Workbook) -> Iterator[tuple[SheetAddress, CellValue]]:
    """Compute each formula once those that it looks at are; give those that have an outcome."""
    criteria = Criteria()
    waiting: set[SheetAddress] = set()
    unknown: set[SheetAddress] = set()
    # The steps stand on the last sheets: who begins there seldom meets what is not there yet.
    todo = list(book.formulas)
    while todo:
        at = todo[-1]
        sheet, cell = at
        if cell in book.values[sheet] or at in unknown:
            waiting.discard(todo.pop())
            continue
        try:
            value = book.values[sheet][cell] = _outcome(
                book.formulas[at], Standing(book, criteria, sheet, cell[0])
            )
            yield at, value
        except _NeededError as needed:
            if (waiting | unknown | {at}).isdisjoint(needed.cells):
                waiting.add(at)
                todo += needed.cells
            else:
                unknown.add(at)
        except (UnknownOutcomeError, RecursionError):
            unknown.add(at)


def _outcome(formula: str, at: Standing) -> CellValue:
    try:
        value = alone(read(formula)(at))
    except CellFault as fault:
        return fault
    return 0.0 if value is None else value
