"""Damage to plant in a filled workbook: each planting changes some cells, and says no more.

What must be found of it is no matter of the planting: the second judge looks at the damaged
workbook by itself (`tweede_oordeel`). A planting only names the rule that it aims at. Columns,
bounds and lists come from the declarations: a new column is planted in without a line here.
"""

from __future__ import annotations

import inspect
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.copier import WorksheetCopy
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.column import Column, ColumnKind
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.raw import RawBook, RawSheet
from prestatieafspraken.workbook.table import HEADER_ROW, Table
from proving.kit import gevuld
from proving.kit.tabellen import of_party
from proving.kit.voorbeeld import afspraken, printed, rauw

ROOT = Path(__file__).parents[3]
Cel = tuple[str, int, int]
"""Sheet, row and column."""
Record = Mapping[str, Any]
Where = Callable[[Record], Any]
"""Says of the values of a row whether they are meant."""


class _NoOutcome:
    """A formula whose outcome is not stored."""

    def __repr__(self) -> str:
        return "a formula without an outcome"


NO_OUTCOME = _NoOutcome()


@dataclass(frozen=True)
class Outcome:
    """What a formula once gave, as the file keeps it."""

    value: float


@dataclass(frozen=True)
class Put:
    """Another value in a cell."""

    sheet: str
    row: int
    col: int
    value: Any

    def __str__(self) -> str:
        return f"{self.sheet}!{address(self.row, self.col)} becomes {self.value!r}"


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


@dataclass(frozen=True)
class Loosen:
    """A table whose cells stay, but that is no Excel table any more."""

    sheet: str


@dataclass(frozen=True)
class Rename:
    """A sheet that is called otherwise."""

    sheet: str
    name: str


@dataclass(frozen=True)
class Paste:
    """The values of a sheet that stand once more on a new one, which is called `name`."""

    sheet: str
    name: str


Edit = Put | Merge | Drop | Double | Loosen | Rename | Paste


@dataclass(frozen=True)
class Damage:
    """What one planting did to a workbook, and the rule that it aims at."""

    planting: Planting
    edits: tuple[Edit, ...]

    def __str__(self) -> str:
        return f"{'; '.join(map(str, self.edits))}  ({self.planting})"

    def bothers(self, other: Damage) -> bool:
        """Say whether both change the same cell, the same row of headers, or a sheet as a whole."""
        mine, others = set(self._touched()), set(other._touched())
        whole = {sheet for sheet, *where in mine ^ others if where == [0, 0]}
        return bool(mine & others or whole & {s for s, *_ in mine} & {s for s, *_ in others})

    def _touched(self) -> Iterator[Cel]:
        for edit in self.edits:
            if isinstance(edit, Put):
                yield edit.sheet, edit.row, 0 if edit.row == HEADER_ROW else edit.col
            elif isinstance(edit, Merge):
                yield from ((edit.sheet, *cell) for cell in within(edit.area))
            elif isinstance(edit, Loosen):
                yield edit.sheet, HEADER_ROW, 0
            else:
                yield edit.sheet, 0, 0


@dataclass
class Filled:
    """The filled workbook of a party, as the plantings look at it.

    `van` names the set that it is of, where that is another than Alphen 2019.
    """

    naam: str
    seed: int
    van: str = ""
    raw: RawBook = field(init=False)
    tables: dict[str, Table] = field(init=False)

    def __post_init__(self) -> None:
        """Build and read it (once for all that ask for the same)."""
        if self.van:
            self.raw, declared = gevuld.rauw(self.van, self.naam, self.seed)
        else:
            self.raw, declared = rauw(self.naam, self.seed), of_party(self.kind)
        self.tables = {table.name: table for table in declared}

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

    def found(self, table: Table, where: Where) -> list[int]:
        """Give the rows that meet a condition."""
        return [row for row in self.rows(table) if where(self.record(table, row))]

    def record(self, table: Table, row: int) -> Mapping[str, Any]:
        """Give the values of a row by the name of their column."""
        return {column.name: self.value(table, row, column.name) for column in table.columns}

    def _sheet(self, table: Table) -> RawSheet:
        sheet = self.raw.sheet(table.sheet)
        assert sheet is not None
        return sheet


def column_number(table: Table, name: str) -> int:
    """Give the number of a column in the built workbook."""
    return 1 + [column.name for column in table.columns].index(name)


# --- writing plantings ---

Make = Callable[[Filled, random.Random], Iterable[Edit] | None]


@dataclass(frozen=True)
class Planting:
    """A way to damage a workbook (None where it does not fit in), aimed at a rule."""

    code: str
    make: Make
    where: str
    """The file and line that it is written in."""
    is_border: bool = False

    def __str__(self) -> str:
        return f"planted for {self.code} by {self.where}"

    def __call__(self, book: Filled, rng: random.Random) -> Damage | None:
        """Damage a workbook, if that can be done."""
        edits = self.make(book, rng)
        return Damage(self, tuple(edits)) if edits else None


PLANTINGS: list[Planting] = []


def register(code: str, make: Make, *, border: bool = False) -> None:
    """Register a planting, written in the line of the module that is being read."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_name != "<module>":
        frame = frame.f_back
    if frame is None:
        raise RuntimeError("a planting is registered while its module is read")
    where = f"{Path(frame.f_code.co_filename).relative_to(ROOT)}:{frame.f_lineno}"
    PLANTINGS.append(Planting(code, make, where, border))


def planting(code: str) -> Callable[[Make], Make]:
    """Register a function that gives the edits of a planting."""

    def registered(make: Make) -> Make:
        register(code, make)
        return make

    return registered


def one(code: str, name: str, where: Where = bool, /, **change: Any) -> None:
    """Register new values in a row that meets a condition; without any, the row is emptied.

    A function gives a value from those of the row. `name` may be a pattern of several tables;
    `peildatum` is no column but the day on the start sheet.
    """
    _registered(code, name, where, change, every=False)


def border(code: str, name: str, where: Where = bool, /, **change: Any) -> None:
    """Register values that lie just on the good side: what the rule must not speak of."""
    _registered(code, name, where, change, every=False, border=True)


def every(code: str, name: str, where: Where = bool, /, **change: Any) -> None:
    """Register the same in every row that meets the condition."""
    _registered(code, name, where, change, every=True)


def _registered(
    code: str, name: str, where: Where, change: dict[str, Any], *, every: bool, border: bool = False
) -> None:
    day = change.pop("peildatum", None)
    start = [Put("Start", 7, 3, day)] if day else []

    def make(book: Filled, rng: random.Random) -> list[Edit]:
        tables = [t for t in book.tables.values() if fnmatch(t.name, name) and book.found(t, where)]
        if not tables:
            return []
        table = rng.choice(tables)
        rows = book.found(table, where)
        return start + [
            put(table, row, column, new(book.record(table, row)) if callable(new) else new)
            for row in (rows if every else [rng.choice(rows)])
            for column, new in (
                change or dict.fromkeys(c.name for c in table.input_columns)
            ).items()
        ]

    register(code, make, border=border)


def put(table: Table, row: int, name: str, value: Any) -> Put:
    """Give the edit of one cell of a table."""
    return Put(table.sheet, row, column_number(table, name), value)


def within(area: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    """Give the cells of an area."""
    top, left, bottom, right = area
    return ((row, col) for row in range(top, bottom + 1) for col in range(left, right + 1))


# --- planting and looking ---


def plant(book: Filled, rng: random.Random, amount: int) -> list[Damage]:
    """Damage a workbook in so many ways, none of which undoes another."""
    chosen: list[Damage] = []
    for _ in range(amount * 20):
        if len(chosen) == amount:
            break
        made = rng.choice(PLANTINGS)(book, rng)
        if made is not None and not any(made.bothers(other) for other in chosen):
            chosen.append(made)
    return chosen


def in_raw(raw: RawBook, edits: Iterable[Edit]) -> RawBook:
    """Give the raw form of the workbook with these edits."""
    sheets = {sheet.name: _loose(sheet) for sheet in raw.sheets}
    tables = list(raw.tables)
    for edit in edits:
        sheet = sheets[edit.sheet]
        if isinstance(edit, Put):
            _put_raw(sheet, edit.row, edit.col, edit.value)
        elif isinstance(edit, Merge):
            for row, col in list(within(edit.area))[1:]:
                _put_raw(sheet, row, col, None)
            sheets[edit.sheet] = replace(sheet, merged=[*sheet.merged, edit.area])
        elif isinstance(edit, Drop):
            del sheets[edit.sheet]
            tables = [table for table in tables if table.sheet != edit.sheet]
        elif isinstance(edit, Loosen):
            tables = [table for table in tables if table.sheet != edit.sheet]
        elif isinstance(edit, Rename):
            sheets[edit.name] = replace(sheets.pop(edit.sheet), name=edit.name)
            tables = [replace(t, sheet=edit.name) if t.sheet == edit.sheet else t for t in tables]
        elif isinstance(edit, Paste):
            sheets[edit.name] = RawSheet(edit.name, _loose(sheet).rows, formulas={})
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
    elif isinstance(value, Outcome):
        formulas[row, col] = True
        value = value.value
    elif isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    rows[row - 1][col - 1] = "" if value is None else value


def in_file(book: Workbook, edits: Iterable[Edit]) -> None:
    """Make the edits in a workbook that openpyxl opened."""
    for edit in edits:
        if isinstance(edit, Put):
            _put_file(book[edit.sheet].cell(edit.row, edit.col), edit.value)
        elif isinstance(edit, Merge):
            top, left, bottom, right = edit.area
            book[edit.sheet].merge_cells(None, top, left, bottom, right)  # type: ignore[call-arg]
        elif isinstance(edit, Drop):
            del book[edit.sheet]
        elif isinstance(edit, Loosen):
            book[edit.sheet].tables.clear()
        elif isinstance(edit, Rename):
            book[edit.sheet].title = edit.name
        elif isinstance(edit, Paste):
            _paste_file(book[edit.sheet], book.create_sheet(edit.name))
        else:
            # `copy_worksheet` first gives a title of its own, which can be too long.
            copy = book.create_sheet(f"{edit.sheet} (2)")
            WorksheetCopy(book[edit.sheet], copy).copy_worksheet()


def _put_file(cell: Any, value: Any) -> None:
    if isinstance(value, ErrorValue):
        cell._value, cell.data_type = str(value), "e"
    elif value is NO_OUTCOME or isinstance(value, Outcome):
        cell.value = "=1+1"  # openpyxl keeps no outcomes
    else:
        cell.value = value
        if isinstance(value, float) and cell.is_date:
            # In a cell that shows days a number is a day; what is planted is a number.
            cell.number_format = "General"
        if isinstance(value, str):
            cell.data_type = "s"


def _paste_file(sheet: Worksheet, onto: Worksheet) -> None:
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if cell.data_type != "f":
            onto.cell(cell.row, cell.column, cell.value)


def known_by(findings: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
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
