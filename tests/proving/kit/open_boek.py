"""An open workbook in memory: as much of the objects of xlwings as the actions ask for.

No program is started: the contract of the engines says that a real one does the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from prestatieafspraken.addin.libreoffice.office import RefusedError
from prestatieafspraken.workbook.address import Cell, address, letter, parse_range

Area = tuple[int, int, int, int]


class Sheet:
    """A sheet: what stands in its cells, and what was done to them."""

    def __init__(self, book: Book, name: str, rows: Sequence[Sequence[Any]] = ()) -> None:
        self.book, self.name, self.visible = book, name, True
        self.cells_of: dict[Cell, Any] = {
            (row, col): value
            for row, line in enumerate(rows, 1)
            for col, value in enumerate(line, 1)
            if value not in (None, "")
        }
        self.notes_of: dict[Cell, str] = {}
        self.rules: list[Rule] = []
        self.done: dict[str, list[tuple[str, Any]]] = {}
        self.tables: list[Table] = []
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_cols: set[int] = set()
        self.closed = False

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str) and "," in first:
            return Range(self, [self._area(one) for one in first.split(",")])
        top, left, bottom, right = self._area(first)
        if last is not None:
            _, _, bottom, right = self._area(last)
        return Range(self, [(top, left, bottom, right)])

    def _area(self, where: Any) -> Area:
        if isinstance(where, Range):
            return where.area
        if isinstance(where, tuple):
            return (*where, *where)
        found = parse_range(where)
        assert found is not None, where
        return found

    @property
    def used_range(self) -> Range:
        rows, cols = zip(*(self.cells_of or [(1, 1)]), strict=True)
        return self.range((1, 1), (max(rows), max(cols)))

    @property
    def cells(self) -> Range:
        return self.range((1, 1), (99_999, 999))

    @property
    def notes(self) -> list[Note]:
        return [Note(self, cell) for cell in list(self.notes_of)]

    def note(self, method: str, where: str, value: Any) -> None:
        """Note what was done to cells, unless the sheet is protected."""
        self.demand_open()
        self.done.setdefault(method, []).append((where, value))

    def demand_open(self) -> None:
        if self.closed:
            raise RefusedError

    def clear_contents(self) -> None:
        self.demand_open()
        self.cells_of.clear()

    def delete(self) -> None:
        self.book.sheets.remove(self)

    def activate(self) -> None:
        self.book.sheets.active = self


class Range:
    """A rectangle of cells, or some of them."""

    def __init__(self, sheet: Sheet, areas: list[Area]) -> None:
        object.__setattr__(self, "sheet", sheet)
        object.__setattr__(self, "areas", areas)

    sheet: Sheet
    areas: list[Area]

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "value":
            self._write(value, across=True)
        else:
            self.sheet.note(name, self.address, value)

    @property
    def area(self) -> Area:
        (one,) = self.areas
        return one

    row = property(lambda self: self.area[0])
    column = property(lambda self: self.area[1])

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    @property
    def count(self) -> int:
        rows, columns = self.shape
        return rows * columns

    @property
    def last_cell(self) -> Range:
        return self.sheet.range(self.area[2:])

    @property
    def address(self) -> str:
        return ",".join(
            address(top, left)
            + (f":{letter(right)}{bottom}" if (top, left) != (bottom, right) else "")
            for top, left, bottom, right in self.areas
        )

    def get_address(self, *_: bool) -> str:
        return self.address

    def __getitem__(self, at: tuple[int, int]) -> Range:
        top, left, _, _ = self.area
        return self.sheet.range((top + at[0], left + at[1]))

    def inside(self) -> Iterator[Cell]:
        for top, left, bottom, right in self.areas:
            yield from ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))

    def options(self, **how: Any) -> Options:
        return Options(self, how)

    @property
    def value(self) -> Any:
        return self.sheet.cells_of.get(self.area[:2])

    def lines(self) -> list[list[Any]]:
        top, left, bottom, right = self.area
        known = self.sheet.cells_of
        return [[known.get((r, c)) for c in range(left, right + 1)] for r in range(top, bottom + 1)]

    def _write(self, value: Any, *, across: bool) -> None:
        self.sheet.demand_open()
        lines = value if isinstance(value, list) else [value]
        if not (lines and isinstance(lines[0], list)):
            lines = [lines] if across else [[one] for one in lines]
        top, left, _, _ = self.area
        for down, line in enumerate(lines):
            for right, one in enumerate(line):
                plain = one.removeprefix("'") if isinstance(one, str) else one
                cell = (top + down, left + right)
                if plain in (None, ""):
                    self.sheet.cells_of.pop(cell, None)
                else:
                    self.sheet.cells_of[cell] = plain

    def clear_contents(self) -> None:
        self.sheet.demand_open()
        for cell in [cell for cell in self.sheet.cells_of if self._holds(cell)]:
            del self.sheet.cells_of[cell]

    def _holds(self, cell: Cell) -> bool:
        return any(t <= cell[0] <= b and le <= cell[1] <= r for t, le, b, r in self.areas)

    def copy(self, target: Range) -> None:
        self.sheet.note("copy", self.address, target.address)

    def select(self) -> None:
        self.sheet.book.app.selection = self

    @property
    def note(self) -> Note | None:
        cell = self.area[:2]
        return Note(self.sheet, cell) if cell in self.sheet.notes_of else None

    def add_note(self, text: str) -> None:
        self.sheet.demand_open()
        self.sheet.notes_of[self.area[:2]] = text

    @property
    def conditional_formats(self) -> Rules:
        return Rules(self)

    @property
    def data_validation(self) -> Noting:
        return Noting(self)

    @property
    def font(self) -> Noting:
        return Noting(self)

    @property
    def merge_cells(self) -> bool | None:
        inside = [area for area in self.sheet.merged if _touch(area, self.area)]
        return None if inside else False

    @property
    def merge_area(self) -> Range:
        found = [area for area in self.sheet.merged if _touch(area, self.area)]
        return Range(self.sheet, found[:1] or [self.area])

    def get_special_cells(self, kind: str) -> list[Range]:
        assert kind == "visible"
        self.sheet.demand_open()
        top, left, bottom, right = self.area
        rows = [r for r in range(top, bottom + 1) if r not in self.sheet.hidden_rows]
        cols = [c for c in range(left, right + 1) if c not in self.sheet.hidden_cols]
        return [self.sheet.range((r, c)) for r in rows for c in cols]


def _touch(one: Area, other: Area) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


@dataclass
class Options:
    """A range that is read or written in some form."""

    range: Range
    how: dict[str, Any]

    @property
    def value(self) -> list[list[Any]]:
        assert self.how["ndim"] == 2
        return self.range.lines()

    @value.setter
    def value(self, value: Any) -> None:
        self.range._write(value, across=not self.how.get("transpose"))


class Noting:
    """What notes each of its calls, and each value that it is given."""

    def __init__(self, cells: Range) -> None:
        object.__setattr__(self, "_cells", cells)

    def __getattr__(self, name: str) -> Any:
        return lambda *given: self._cells.sheet.note(name, self._cells.address, given)

    def __setattr__(self, name: str, value: Any) -> None:
        self._cells.sheet.note(name, self._cells.address, value)


@dataclass
class Note:
    """The note of a cell."""

    sheet: Sheet
    cell: Cell

    @property
    def text(self) -> str:
        return self.sheet.notes_of[self.cell]

    @text.setter
    def text(self, value: str) -> None:
        self.sheet.demand_open()
        self.sheet.notes_of[self.cell] = value

    @property
    def location(self) -> Range:
        return self.sheet.range(self.cell)

    def delete(self) -> None:
        self.sheet.demand_open()
        del self.sheet.notes_of[self.cell]


@dataclass
class Rule:
    """A rule of conditional formatting."""

    sheet: Sheet
    where: str
    formula: str
    fill_color: Any

    def delete(self) -> None:
        self.sheet.demand_open()
        self.sheet.rules.remove(self)


@dataclass
class Rules:
    """The rules of all cells of a sheet."""

    cells: Range

    def __iter__(self) -> Iterator[Rule]:
        return iter(list(self.cells.sheet.rules))

    def add_custom(self, formula: str, *, fill_color: Any) -> None:
        sheet = self.cells.sheet
        sheet.demand_open()
        sheet.rules.append(Rule(sheet, self.cells.address, formula, fill_color))


@dataclass
class Table:
    """A table on a sheet."""

    name: str
    range: Range
    show_headers: bool = True
    show_totals: bool = False

    def resize(self, target: Range) -> None:
        self.range = target


@dataclass
class Name:
    """A name of a workbook."""

    name: str
    refers_to: str
    refers_to_range: Any = None


class Sheets(list[Sheet]):
    """The sheets of a workbook."""

    active: Sheet

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return next(sheet for sheet in self if sheet.name == key)
        return super().__getitem__(key)

    def add(self, name: str, *, after: Sheet) -> Sheet:
        if self.book.closed:
            raise RefusedError
        made = Sheet(self.book, name)
        self.insert(self.index(after) + 1, made)
        self.active = made
        return made


@dataclass
class App:
    """The program."""

    selection: Range | None = None
    screen_updating: bool = True
    enable_events: bool = True
    calculation: str = "automatic"
    status_bar: str | bool = False
    said: list[tuple[str, str]] = field(default_factory=list)

    def alert(self, text: str, title: str, *, mode: str) -> None:
        self.said.append((text, mode))


class Book:
    """A workbook with these sheets; the first is in view."""

    def __init__(self, **sheets: Sequence[Sequence[Any]]) -> None:
        self.app, self.closed, self.impl = App(), False, None
        self.names: list[Name] = []
        self.fullname = "/map/werkmap.xlsx"
        self.sheets = Sheets(self)
        self.sheets += [Sheet(self, name, rows) for name, rows in sheets.items()]
        self.sheets.active = self.sheets[0]
