"""The rows of a table as rules look at them: typed, and an empty cell ends the rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from typing import Any

from prestatieafspraken.dutch.number import is_no_value
from prestatieafspraken.validators.declaring.row_key import doubles
from prestatieafspraken.workbook.book import TableData

PlainRow = Mapping[str, Any]
"""The cells of one row by the name of their column, None for what is empty."""


class EmptyCellError(LookupError):
    """A rule looked at a cell in which there is nothing."""


class Row(dict[str, object]):
    """The cells of one row that a rule needs, as plain values; an empty one is not among them.

    `row["status"]`, `row.number("verkoop")` and the like of an empty cell end the rule for this
    row: a comparison with nothing is neither true nor false. A rule about what is not there asks
    `row.get("verkoop") is None`.
    """

    def __missing__(self, name: str) -> object:
        """Say that the cell is empty."""
        raise EmptyCellError(name)

    def number(self, name: str) -> float:
        """Give a number."""
        value = self[name]
        assert isinstance(value, int | float), name  # noqa: S101 (as its column says)
        return value

    def day(self, name: str) -> date:
        """Give a day."""
        value = self[name]
        assert isinstance(value, date), name  # noqa: S101 (as its column says)
        return value


def records(data: TableData) -> Iterable[tuple[int, PlainRow]]:
    """Give each row as its Excel row number and plain values, None for what is empty."""
    return data.rows.items()


def once(data: TableData) -> Iterator[tuple[int, PlainRow]]:
    """Give the rows whose key is there once: which of two figures holds, nobody can tell."""
    twice = {row for same in doubles(data, data.table.key) for row in same}
    return ((index, row) for index, row in records(data) if index not in twice)


def year_before(
    data: TableData, owner: str, year: str, *figures: str
) -> Iterator[tuple[int, PlainRow]]:
    """Give the Excel row of each year with the row of the same owner a year earlier.

    An earlier year counts that is there once with all of `figures`.
    """
    known: dict[tuple[object, int], list[PlainRow]] = {}
    for row in data.rows.values():
        if None not in [row[name] for name in (owner, year, *figures)]:
            known.setdefault((row[owner], row[year] + 1), []).append(row)
    for number, row in data.rows.items():
        earlier = known.get((row[owner], row[year]), [])
        if len(earlier) == 1:
            yield number, earlier[0]


def unread(data: TableData, column: str) -> Set[int]:
    """Give the Excel rows whose cell holds something that could not be used.

    A dash in a cell that may be empty is not among them: it says as much as an empty cell.
    """
    rows = data.unusable_rows.get(column, frozenset[int]())
    if not rows or data.table.column(column).required:
        return rows
    return {row for row in rows if not _is_dash(data.raw_value(row, column))}


def _is_dash(value: object) -> bool:
    return isinstance(value, str) and is_no_value(value)
