"""Faults to plant in a filled workbook, each with the findings that it must give.

A planting says what it does to cells, which findings must follow (code, sheet, cell), and which
other cells must stay as they are for that. Plantings that would touch each other's cells are never
planted together, so that the findings are exactly the sum of what each declares. Columns, bounds
and lists come from the declarations: a new column is planted in without a line here. A new rule
needs one function, registered with `@planting`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.copier import WorksheetCopy

from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.column import Column, ColumnKind
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.raw import RawBook, RawSheet
from prestatieafspraken.workbook.table import HEADER_ROW, Table
from proving.kit.voorbeeld import afspraken, printed, rauw

Cel = tuple[str, int, int]
"""Sheet, row and column."""

Told = tuple[str, str, str]
"""What a finding is known by: code, sheet, and the cell (or else the header)."""


class _NoOutcome:
    """A formula whose outcome is not stored."""


NO_OUTCOME = _NoOutcome()


@dataclass(frozen=True)
class Put:
    """Another value in a cell."""

    sheet: str
    row: int
    col: int
    value: Any


@dataclass(frozen=True)
class Merge:
    """Cells that become one; all but the first lose their value."""

    sheet: str
    area: tuple[int, int, int, int]


@dataclass(frozen=True)
class Drop:
    """A sheet that is gone."""

    sheet: str


@dataclass(frozen=True)
class Double:
    """A sheet that is there once more, as Excel copies it."""

    sheet: str


Edit = Put | Merge | Drop | Double


START = (("Start", 6, 3), ("Start", 7, 3))
"""Whose workbook it is and the day on which it is judged: much hangs on these two cells."""

OWN_ROW, YEAR_AFTER, WHOLE_SHEET = "own row", "year after", "whole sheet"
"""Where a planting may bring a warning besides what it is planted for."""


@dataclass(frozen=True)
class Fault:
    """One planted fault: what it does, what must be found, and what it leans on."""

    kind: str
    edits: tuple[Edit, ...]
    expected: tuple[Told, ...]
    touches: frozenset[Cel]
    leans_on: frozenset[Cel] = frozenset()
    brings: Mapping[str, str] = field(default_factory=dict)

    def bothers(self, other: Fault) -> bool:
        """Say whether the two may not be planted together."""
        return bool(
            self.touches & (other.touches | other.leans_on) or other.touches & self.leans_on
        )

    def may_bring(self, book: Filled, told: Told) -> bool:
        """Say whether a finding is a warning that this planting may bring besides, at its place.

        `brings` says of each such code where: OWN_ROW, YEAR_AFTER (its own row, or that of the
        same key a year later), WHOLE_SHEET (the sheet and no cell of it), or a table by name.
        """
        code, sheet, cell = told
        where = self.brings.get(code)
        rows = {(e.sheet, e.row) for e in self.edits if isinstance(e, Put)}
        row = int("".join(filter(str.isdigit, cell)) or 0)
        if where == WHOLE_SHEET:
            return not cell and sheet in {own for own, _ in rows}
        if where == OWN_ROW:
            return (sheet, row) in rows
        if where == YEAR_AFTER:
            return any(own == sheet and row in book.years_from(own, at) for own, at in rows)
        return where is not None and sheet == book.tables[where].sheet


@dataclass
class Filled:
    """The filled workbook of a party, as the plantings look at it."""

    naam: str
    seed: int
    raw: RawBook = field(init=False)
    tables: dict[str, Table] = field(init=False)

    def __post_init__(self) -> None:
        """Build and read it (once for all that ask for the same)."""
        self.raw = rauw(self.naam, self.seed)
        self.tables = {table.name: table for table in of_party(self.kind)}

    @property
    def kind(self) -> str:
        """The kind of party in the id of the template."""
        return "gemeente" if afspraken().partij(self.naam).soort == "gemeente" else "corporatie"

    def value(self, table: Table, row: int, name: str) -> Any:
        """Give what stands in a cell."""
        return self._sheet(table).value(row, column_number(table, name))

    def rows(self, table: Table) -> list[int]:
        """Give the rows that are filled in."""
        names = [column.name for column in table.input_columns]
        return [
            row
            for row in range(HEADER_ROW + 1, self.last_row(table) + 1)
            if any(self.value(table, row, name) is not None for name in names)
        ]

    def last_row(self, table: Table) -> int:
        """Give the last row of the Excel table."""
        return next(t.last_row for t in self.raw.tables if t.name == table.excel_name)

    def free_row(self, table: Table) -> int | None:
        """Give the first spare row."""
        row = max(self.rows(table)) + 1
        return row if row <= self.last_row(table) else None

    def pick(
        self, rng: random.Random, name: str, where: Callable[[Mapping[str, Any]], bool] = bool
    ) -> tuple[Table, int, Mapping[str, Any]] | None:
        """Give a random row of a table that meets a condition (None if there is none)."""
        table = self.tables.get(name)
        if table is None:
            return None
        rows = [(row, self.record(table, row)) for row in self.rows(table)]
        rows = [(row, record) for row, record in rows if where(record)]
        return (table, *rng.choice(rows)) if rows else None

    def record(self, table: Table, row: int) -> Mapping[str, Any]:
        """Give the values of a row by the name of their column."""
        return {column.name: self.value(table, row, column.name) for column in table.columns}

    def years_from(self, sheet: str, row: int) -> set[int]:
        """Give a row, and those of the same key in the year after."""
        table = next(table for table in self.tables.values() if table.sheet == sheet)
        own = [self.value(table, row, name) for name in table.key]
        if "jaar" not in table.key or None in own:
            return {row}
        own[list(table.key).index("jaar")] += 1
        keys = {at: [self.value(table, at, name) for name in table.key] for at in self.rows(table)}
        return {row, *(at for at, key in keys.items() if key == own)}

    def cells(self, table: Table, names: Iterable[str] | None = None) -> frozenset[Cel]:
        """Give the cells of columns (all of them by default), the first spare row included."""
        columns = [column.name for column in table.columns] if names is None else list(names)
        rows = [*self.rows(table), self.free_row(table) or 0]
        return frozenset(
            (table.sheet, row, column_number(table, name)) for row in rows for name in columns
        )

    def _sheet(self, table: Table) -> RawSheet:
        sheet = self.raw.sheet(table.sheet)
        assert sheet is not None
        return sheet


def column_number(table: Table, name: str) -> int:
    """Give the number of a column in the built workbook."""
    return 1 + [column.name for column in table.columns].index(name)


def place(table: Table, row: int, name: str) -> str:
    """Give the address of a cell."""
    return address(row, column_number(table, name))


# --- writing plantings ---

Make = Callable[[Filled, random.Random], Fault | None]


@dataclass(frozen=True)
class Planting:
    """A way to plant faults, with the codes that it brings about."""

    codes: tuple[str, ...]
    make: Make


PLANTINGS: list[Planting] = []


def planting(*codes: str, brings: Mapping[str, str] | None = None) -> Callable[[Make], Make]:
    """Register a function that plants a fault with these codes, where the workbook allows it.

    `brings` names the warnings that this kind may bring besides, each with its place; nearly
    every kind brings none.
    """

    def register(make: Make) -> Make:
        def made(book: Filled, rng: random.Random) -> Fault | None:
            fault = make(book, rng)
            return fault and replace(fault, brings=brings or {})

        PLANTINGS.append(Planting(codes, made))
        return made

    return register


def fault(
    kind: str,
    edits: Iterable[Edit],
    expected: Iterable[Told],
    *leans_on: Iterable[Cel],
    touches: Iterable[Cel] = (),
) -> Fault:
    """Make a fault; the cells that it edits are touched without saying so."""
    edits = tuple(edits)
    touched = {cell for edit in edits for cell in _touched(edit)} | set(touches)
    leaned = frozenset(cell for cells in leans_on for cell in cells)
    return Fault(kind, edits, tuple(expected), frozenset(touched), leaned - touched)


def _touched(edit: Edit) -> Iterator[Cel]:
    if isinstance(edit, Put):
        yield edit.sheet, edit.row, edit.col
    elif isinstance(edit, Merge):
        top, left, bottom, right = edit.area
        for row in range(top, bottom + 1):
            for col in range(left, right + 1):
                yield edit.sheet, row, col


def put(table: Table, row: int, name: str, value: Any) -> Put:
    """Give the edit of one cell of a table."""
    return Put(table.sheet, row, column_number(table, name), value)


def told(code: str, table: Table, row: int, name: str) -> Told:
    """Give what a finding at a cell of a table is known by."""
    return code, table.sheet, place(table, row, name)


def whole_row(table: Table, row: int) -> list[Cel]:
    """Give the cells of one row."""
    return [(table.sheet, row, col) for col in range(1, len(table.columns) + 1)]


def in_row(
    code: str,
    table_name: str,
    at: str,
    where: Callable[[Mapping[str, Any]], bool] = bool,
    brings: Mapping[str, str] | None = None,
    beside: Mapping[str, Iterable[str]] | None = None,
) -> Callable[[Callable[[Mapping[str, Any]], Mapping[str, Any]]], object]:
    """Register a planting of new values in one row: the finding must stand at column `at`.

    `beside` names the columns of other tables that the rule looks at.
    """

    def register(change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> object:
        @planting(code, brings=brings)
        def make(book: Filled, rng: random.Random) -> Fault | None:
            found = book.pick(rng, table_name, where)
            if found is None:
                return None
            table, row, record = found
            edits = [put(table, row, name, value) for name, value in change(record).items()]
            expected = [told(code, table, row, at)]
            others = [book.cells(book.tables[n], names) for n, names in (beside or {}).items()]
            return fault(code, edits, expected, whole_row(table, row), START, *others)

        return change

    return register


# --- planting and looking ---


def plant(book: Filled, rng: random.Random, amount: int) -> list[Fault]:
    """Make faults that do not bother each other; fewer than asked for only if nothing fits."""
    chosen: list[Fault] = []
    for _ in range(amount * 20):
        if len(chosen) == amount:
            break
        made = rng.choice(PLANTINGS).make(book, rng)
        if made is not None and not any(made.bothers(other) for other in chosen):
            chosen.append(made)
    return chosen


def in_raw(raw: RawBook, faults: Iterable[Fault]) -> RawBook:
    """Give the raw form of the workbook with the faults in it."""
    sheets = {sheet.name: _loose(sheet) for sheet in raw.sheets}
    tables = list(raw.tables)
    for edit in (edit for one in faults for edit in one.edits):
        sheet = sheets[edit.sheet]
        if isinstance(edit, Put):
            _put_raw(sheet, edit.row, edit.col, edit.value)
        elif isinstance(edit, Merge):
            top, left, *_ = edit.area
            for _, row, col in list(_touched(edit)):
                if (row, col) != (top, left):
                    _put_raw(sheet, row, col, None)
            sheets[edit.sheet] = replace(sheet, merged=[*sheet.merged, edit.area])
        elif isinstance(edit, Drop):
            del sheets[edit.sheet]
            tables = [table for table in tables if table.sheet != edit.sheet]
        else:
            copy = f"{edit.sheet} (2)"
            sheets[copy] = replace(_loose(sheet), name=copy)
            (own,) = (table for table in tables if table.sheet == edit.sheet)
            tables.append(replace(own, name=f"{own.name}1", sheet=copy))
    return replace(raw, sheets=list(sheets.values()), tables=tables)


def _loose(sheet: RawSheet) -> RawSheet:
    return RawSheet(
        sheet.name,
        [list(row) for row in sheet.rows],
        dict(sheet.errors),
        list(sheet.merged),
        dict(sheet.formulas or {}),
    )


def _put_raw(sheet: RawSheet, row: int, col: int, value: Any) -> None:
    rows, errors, formulas = sheet.rows, sheet.errors, sheet.formulas
    assert isinstance(rows, list)
    assert isinstance(errors, dict)
    assert isinstance(formulas, dict)
    while len(rows) < row:
        rows.append([])
    rows[row - 1] += [""] * (col - len(rows[row - 1]))
    formulas.pop((row, col), None)
    errors.pop((row, col), None)
    if isinstance(value, ErrorValue):
        errors[row, col] = value
        value = None
    elif value is NO_OUTCOME:
        formulas[row, col] = False
        value = None
    elif isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    rows[row - 1][col - 1] = "" if value is None else value


def in_file(book: Workbook, faults: Iterable[Fault]) -> None:
    """Plant the faults in a workbook that openpyxl opened."""
    for edit in (edit for one in faults for edit in one.edits):
        if isinstance(edit, Put):
            cell: Any = book[edit.sheet].cell(edit.row, edit.col)
            if isinstance(edit.value, ErrorValue):
                cell._value, cell.data_type = str(edit.value), "e"
            elif edit.value is NO_OUTCOME:
                cell.value = "=1+1"
            else:
                cell.value = edit.value
                if isinstance(edit.value, float) and cell.is_date:
                    # In a cell that shows days a number is a day; what is planted is a number.
                    cell.number_format = "General"
                if isinstance(edit.value, str):
                    cell.data_type = "s"
        elif isinstance(edit, Merge):
            top, left, bottom, right = edit.area
            book[edit.sheet].merge_cells(None, top, left, bottom, right)  # type: ignore[call-arg]
        elif isinstance(edit, Drop):
            del book[edit.sheet]
        else:
            # `copy_worksheet` first gives a title of its own, which can be too long.
            copy = book.create_sheet(f"{edit.sheet} (2)")
            WorksheetCopy(book[edit.sheet], copy).copy_worksheet()


def known_by(findings: Iterable[Finding]) -> Counter[Told]:
    """Give what was found, without what is for information only or about the agreements."""
    return Counter(
        (f.code, f.place.blad or "", f.place.cel or f.place.kolom or "")
        for f in findings
        if f.ernst is not Severity.INFO and not printed(f)
    )


def number(column: Column) -> bool:
    """Say whether a column holds numbers."""
    return column.is_number


def day(column: Column) -> bool:
    """Say whether a column holds days."""
    return column.kind is ColumnKind.DAY


def text(column: Column) -> bool:
    """Say whether a column holds texts, chosen from a list or not."""
    return not number(column) and not day(column)


def as_day(value: Any) -> date:
    """Give a bound as a day."""
    return date(value.year, value.month, value.day)
