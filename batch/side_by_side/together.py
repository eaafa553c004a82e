"""The workbooks of all parties read as one: whose rows count, and from which file each came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.batch.side_by_side.names import told_apart
from prestatieafspraken.batch.side_by_side.told_values import told_values
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.context import PlainTable
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.validators.sheets.tables import sheets
from prestatieafspraken.workbook.book import Book, TableData

FigureAt = tuple[int, str, int, str]
"""A cell: the number of its book, its table, its Excel row and its column."""
RowAt = tuple[int, str, int]
"""A row: the number of its book, its table and its Excel row."""


@dataclass(frozen=True)
class Chosen:
    """What of workbooks that say something else counts.

    `instead` says where the figure stands that counts in the place of that in a cell; the rows in
    `without` do not count.
    """

    instead: Mapping[FigureAt, FigureAt] = field(default_factory=dict)
    without: frozenset[RowAt] = frozenset()


NOTHING = Chosen()


@dataclass(frozen=True)
class Together:
    """The tables of several workbooks as one set.

    `plain` are the rows of each table, by their number over all files; `unreadable` gives the
    numbers of the rows whose cell cannot be used, by table and column.
    """

    plain: dict[str, PlainTable]
    unreadable: dict[str, dict[str, frozenset[int]]]
    _rows: dict[str, list[tuple[Book, TableData, int]]]
    _books: Sequence[Book]
    _instead: Mapping[FigureAt, FigureAt]
    _names: Mapping[str, str]

    def indicators(self, afspraken: Afspraken, peildatum: date) -> list[Indicator]:
        """Compute every indicator of these workbooks, with nobody's data in it."""
        known = sheets(afspraken)
        found = compute(self.plain, afspraken, peildatum, self.place, known, self.unreadable)
        tables = {id(data): data for rows in self._rows.values() for _, data, _ in rows}
        return told_values(found, tables.values())

    def place(self, table: str, row: int, column: str) -> str:
        """Give the address of a cell: Blad!D7, and of several files [bestand.xlsx]Blad!D7."""
        book, data, at = self._rows[table][row]
        if moved := self._instead.get((self._books.index(book), table, at, column)):
            number, _, at, _ = moved
            book = self._books[number]
            data = book.tables[table]
        place = data.place(at, column)
        file = "" if len(self._books) == 1 else f"[{self._names[book.path]}]"
        return f"{file}{place.blad}!{place.cel}"


def together(books: Sequence[Book], choices: Chosen = NOTHING) -> Together:
    """Put workbooks together, with what was chosen of those that say something else.

    What a corporatie files of itself counts, and not what the municipality's workbook says of
    it. Tables of the whole municipality, and the agreements, come from the municipality's
    workbook, or else from the first that has them.
    """
    shared = [book for book in books if not book.is_own]
    own = [book for book in books if book.is_own]
    ordered = [*shared, *own]
    names = dict.fromkeys(name for book in ordered for name in book.tables)
    plain: dict[str, PlainTable] = {}
    unreadable: dict[str, dict[str, frozenset[int]]] = {}
    rows: dict[str, list[tuple[Book, TableData, int]]] = {}
    for name in names:
        parts: list[tuple[Book, TableData, list[int]]] = []
        filed: set[str] = set()
        for book in [*own, *shared]:
            data = book.tables.get(name)
            if data is None:
                continue
            column = data.table.party_column
            if column is None or column not in data.values:
                if not parts or not book.is_own:
                    parts = [(book, data, list(data.row_numbers))]
                continue
            owners = dict(zip(data.row_numbers, data.values[column], strict=True))
            kept = [row for row, owner in owners.items() if owner not in filed]
            if book.is_own:
                filed |= {owners[row] for row in kept} - {None}
            number = books.index(book)
            kept = [row for row in kept if (number, name, row) not in choices.without]
            parts.append((book, data, kept))
        parts.sort(key=lambda part: ordered.index(part[0]))
        rows[name] = [(book, data, row) for book, data, kept in parts for row in kept]
        unreadable[name] = {
            column: frozenset(
                at
                for at, (_, data, row) in enumerate(rows[name])
                if row in data.unreadable_rows.get(column, ())
            )
            for column in {column for _, data, _ in parts for column in data.unreadable_rows}
        }
        plain[name] = {at: data.rows[row] for at, (_, data, row) in enumerate(rows[name])}
    for (number, name, row, column), (other, _, there, _) in choices.instead.items():
        at = rows[name].index((books[number], books[number].tables[name], row))
        value = books[other].tables[name].rows[there][column]
        plain[name] = {**plain[name], at: {**plain[name][at], column: value}}
    files = told_apart(book.path for book in books)
    return Together(plain, unreadable, rows, books, choices.instead, files)
