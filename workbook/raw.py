"""The raw form of a workbook: what a closed file, an open book and a test's Markdown all give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import Any

from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.workbook.address import Cell, Range, address, parse_range
from prestatieafspraken.workbook.aside import Aside
from prestatieafspraken.workbook.finding import Finding


@dataclass(frozen=True)
class RawTable:
    """An Excel table: where its body stands and what its headers say.

    `first_row` and `last_row` are those of the data (a header above and a totals row below
    are not counted); `first_col` is the column of the first header, `totals` the number of
    totals rows below the data. `filtered` says that a filter is on.
    """

    name: str
    sheet: str
    first_row: int
    first_col: int
    header: tuple[str, ...]
    last_row: int
    totals: int = 0
    filtered: bool = False

    @property
    def last_col(self) -> int:
        """The column of the last header."""
        return self.first_col + len(self.header) - 1


@dataclass(frozen=True)
class RawSheet:
    """A sheet: cell A1 is `rows[0][0]`; an empty cell is None or "".

    `errors` holds the error values by cell, `merged` the merged ranges. `formulas` says of
    each cell with a formula whether its outcome is stored; None means that it is not known
    which cells have one. `hidden` says that the sheet itself is out of sight, `filtered` that a
    filter is on; `hidden_rows` and `hidden_cols` are the numbers of what is out of sight on it.
    """

    name: str
    rows: Sequence[Sequence[Any]]
    errors: Mapping[Cell, ErrorValue] = field(default_factory=dict)
    merged: Sequence[Range] = ()
    formulas: Mapping[Cell, bool] | None = None
    hidden: bool = False
    filtered: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()

    @cached_property
    def last_row(self) -> int:
        """The last row that holds anything, a formula without an outcome included."""
        return max(
            len(self.rows),
            *(row for row, _ in self.errors),
            *(row for row, _ in self.formulas or ()),
            0,
        )

    @cached_property
    def columns(self) -> Sequence[Sequence[Any]]:
        """The cells per column, each as long as there are rows."""
        if len(set(map(len, self.rows))) <= 1:  # as a closed file gives them
            return list(zip(*self.rows, strict=True))
        return list(zip_longest(*self.rows))

    @cached_property
    def formulas_by_col(self) -> Mapping[int, Mapping[int, bool]]:
        """The formulas per column, by row; see `formulas`."""
        found: dict[int, dict[int, bool]] = {}
        for (row, col), stored in (self.formulas or {}).items():
            found.setdefault(col, {})[row] = stored
        return found

    def value(self, row: int, col: int) -> Any:
        """Give the value of a cell: None when empty, an ErrorValue for an error."""
        if (row, col) in self.errors:
            return self.errors[row, col]
        if row > len(self.rows) or col > len(self.rows[row - 1]):
            return None
        value = self.rows[row - 1][col - 1]
        return None if value == "" else value


@dataclass(frozen=True)
class RawBook:
    """A workbook: `names` are the defined names, `properties` the custom document properties.

    `findings` tells what is in the file besides cells, `asides` are the texts that are in none.
    """

    path: str
    sha256: str
    sheets: Sequence[RawSheet]
    tables: Sequence[RawTable] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    asides: Sequence[Aside] = ()

    def sheet(self, name: str) -> RawSheet | None:
        """Give the sheet called `name`, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def named(self, name: str) -> tuple[str | None, str | None, Any]:
        """Give the sheet, the address and the value of a defined name; all None without it."""
        where = self.names.get(name, "")
        if len(where) > 1 and where[0] == where[-1] == '"':
            return None, None, where[1:-1]
        title, _, where = where.rpartition("!")
        if title.startswith("'"):
            title = title[1:-1].replace("''", "'")
        sheet = self.sheet(title)
        area = parse_range(where)
        if sheet is None or area is None:
            return None, None, None
        return title, address(*area[:2]), sheet.value(*area[:2])
