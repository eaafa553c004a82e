"""The sheets of a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from prestatieafspraken.workbook.address import Cell, parse_range
from proving.com.cells import Area, Range
from proving.com.dispatch import Dispatch, Many, com_error, inner
from proving.com.formulas import outcome
from proving.com.notes import Note, comments
from proving.com.rules import Rule
from proving.com.tables import AutoFilter, Table, tables
from proving.com.validation import Kept
from proving.com.values import LONGEST, given, kept, typed

if TYPE_CHECKING:
    from proving.com.books import Book

SHOWN, HIDDEN, VERY_HIDDEN = -1, 0, 2
ALL: Area = (1, 1, 1_048_576, 16_384)
REFUSED = "De cel die u wilt wijzigen, bevindt zich op een beveiligd werkblad"


class Sheet(Dispatch):
    """A sheet, with what stands on it."""

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name, self.shown = book, name, SHOWN
        self.protected = False
        self.values: dict[Cell, Any] = {}
        self.formulas: dict[Cell, str] = {}
        self.worked_out: set[Cell] = set()
        self.formats: dict[Cell, str] = {}
        self.looks: dict[tuple[Any, ...], Any] = {}
        self.widths: dict[int, float] = {}
        self.notes: dict[Cell, Note] = {}
        self.threaded: set[Cell] = set()
        self.rules: list[Rule] = []
        self.validations: list[Kept] = []
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_cols: set[int] = set()
        self.tables: list[Table] = []
        self.filter: AutoFilter | None = None
        self.dirty: set[Cell] = set()
        """Cells that were changed since the file was opened."""

    # What stands in a cell

    def empty(self, cell: Cell) -> None:
        """Take away what stands in a cell."""
        self.formulas.pop(cell, None)
        self.worked_out.discard(cell)
        self.values.pop(cell, None)
        self.dirty.add(cell)

    def demand_open(self) -> None:
        """Refuse, as on a protected sheet."""
        if self.protected:
            raise com_error(REFUSED)

    def format(self, cell: Cell) -> str:
        """Give the number format of a cell."""
        return self.formats.get(cell, "General")

    def value(self, cell: Cell) -> Any:
        """Give what stands in a cell; what was typed as a formula is worked out."""
        if cell in self.worked_out:
            return outcome(self.formulas[cell], self._read)
        return self.values.get(cell)

    def _read(self, sheet: str | None, area: Area) -> list[Any]:
        there = self.book.sheet(sheet) if sheet else self
        return [there.value(cell) for cell in Range(there, [area]).inside()]

    def given(self, row: int, col: int) -> Any:
        """Give what pywin32 gives of a cell."""
        cell = row, col
        found = given(self.value(cell), self.format(cell))
        return "" if found is None and cell in self.formulas else found

    def formula(self, cell: Cell) -> str:
        """Give the formula of a cell, or its value as a text."""
        if cell in self.formulas:
            return self.formulas[cell]
        value = self.values.get(cell)
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        return f"{value:.15g}" if isinstance(value, float) else str(value or "")

    def type_in(self, cell: Cell, value: Any) -> None:
        """Put something in a cell as if a person typed it."""
        self.empty(cell)
        if isinstance(value, str) and value.startswith("="):
            self.formulas[cell] = value
            self.worked_out.add(cell)
            self.value(cell)  # a formula that Excel cannot read is refused
            return
        found, number_format = typed(value, self.format(cell))
        if isinstance(found, str) and len(found) > LONGEST:
            raise com_error("Door de toepassing of door object gedefinieerde fout")
        if found is not None:
            self.values[cell] = found
        if number_format and self.format(cell) == "General":
            self.formats[cell] = number_format

    def load(self, cell: Cell, value: Any, number_format: str, formula: str | None) -> None:
        """Take a cell as a file has it."""
        found, _ = kept(value)
        if found is not None:
            self.values[cell] = found
        if formula:
            self.formulas[cell] = formula
            if found is None and re.fullmatch(r"=[\d+*-]+", formula):
                self.worked_out.add(cell)  # a file without outcomes; of the rest nothing is known
        if number_format != "General":
            self.formats[cell] = number_format

    def copy(self, source: Cell, target: Sheet, to: Cell) -> None:
        """Copy a cell with its looks."""
        if source in self.formulas:
            target.type_in(to, self.formulas[source])
        elif source in self.values:
            target.values[to] = self.values[source]
            target.dirty.add(to)
        else:
            target.empty(to)
        for (row, col, *rest), look in list(self.looks.items()):
            if (row, col) == source:
                target.looks[*to, *rest] = look
        if source in self.formats:
            target.formats[to] = self.formats[source]

    def filters_at(self, area: Area) -> list[AutoFilter]:
        """Give the filters on exactly these cells."""
        own = [self.filter, *(table.filter for table in self.tables)]
        return [one for one in own if one and one.area == area]

    def filtered_away(self) -> set[int]:
        """Give the rows that a filter keeps out of sight."""
        own = [self.filter, *(table.filter for table in self.tables)]
        return {row for one in own if one for row in one.hides}

    def shift(self, numbers: range, *, down: bool, by: int) -> None:
        """Take rows or columns away, or put as many in."""
        self.demand_open()
        axis, first, amount = (0 if down else 1), numbers[0], len(numbers) * by

        def moved(cell: Cell) -> Cell | None:
            at = cell[axis]
            if at < first:
                return cell
            if by < 0 and at in numbers:
                return None
            return (at + amount, cell[1]) if down else (cell[0], at + amount)

        self.dirty |= self.values.keys() | self.formulas.keys()
        for kept_ in (self.values, self.formulas, self.formats, self.notes):
            _move(kept_, moved)
        self.worked_out = {to for cell in self.worked_out if (to := moved(cell))}
        self.dirty |= self.values.keys() | self.formulas.keys()
        for rule in self.rules:
            rule.areas = [_moved(area, moved) for area in rule.areas]
        for table in self.tables:
            table.area = _moved(table.area, moved)

    # What Excel has words for

    def cells(self, area: Area) -> Range:
        """Give a rectangle."""
        return Range(self, [area])

    @property
    def Name(self) -> str:  # noqa: N802
        return self.name

    @Name.setter
    def Name(self, value: str) -> None:  # noqa: N802
        self.book.demand_structure()
        if not 0 < len(value) <= 31 or re.search(r"[:\\/?*\[\]]", value):
            raise com_error("De naam van het blad is ongeldig")
        self.name = value

    @property
    def Parent(self) -> Book:  # noqa: N802
        return self.book

    @property
    def Application(self) -> Any:  # noqa: N802
        return self.book.excel

    @property
    def Index(self) -> int:  # noqa: N802
        return self.book.sheets.index(self) + 1

    @property
    def Visible(self) -> int:  # noqa: N802
        return self.shown

    @Visible.setter
    def Visible(self, value: int | bool) -> None:  # noqa: N802
        self.book.demand_structure()
        if value not in (SHOWN, True) and self.book.shown() == [self]:
            raise com_error("Een werkmap moet ten minste één zichtbaar blad bevatten")
        self.shown = {True: SHOWN, False: HIDDEN}.get(value, value)  # type: ignore[call-overload]

    @property
    def Cells(self) -> Range:  # noqa: N802
        return self.cells(ALL)

    def Range(self, first: Any, last: Any = None) -> Range:  # noqa: N802
        first, last = inner(first), inner(last)
        if isinstance(first, str):
            if len(first) > 255:
                raise com_error("Methode Range van object _Worksheet is mislukt")
            areas = [parse_range(part.replace("$", "")) for part in first.split(",")]
            return Range(self, [area for area in areas if area])
        if last is None:
            return Range(self, first.areas)
        one, other = first.area, last.area
        return self.cells((min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]),
                           max(one[3], other[3])))  # fmt: skip

    @property
    def UsedRange(self) -> Range:  # noqa: N802
        known = [*self.values, *self.formulas, *self.formats] or [(1, 1)]
        rows, cols = zip(*known, strict=True)
        return self.cells((min(rows), min(cols), max(rows), max(cols)))

    @property
    def ListObjects(self) -> Many:  # noqa: N802
        return tables(self)

    @property
    def Comments(self) -> Many:  # noqa: N802
        return comments(self)

    @property
    def AutoFilterMode(self) -> bool:  # noqa: N802
        return self.filter is not None

    @property
    def AutoFilter(self) -> AutoFilter | None:  # noqa: N802
        return self.filter

    @property
    def FilterMode(self) -> bool:  # noqa: N802
        return bool(self.filter and self.filter.chosen)

    def ShowAllData(self) -> None:  # noqa: N802
        self.demand_open()
        if self.filter is None:
            raise com_error("Methode ShowAllData van klasse Worksheet is mislukt")
        for field in list(self.filter.chosen):
            self.filter.set(field, {})

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return self.protected

    def Activate(self) -> None:  # noqa: N802
        if self.shown != SHOWN:
            raise com_error("Methode Activate van klasse Worksheet is mislukt")
        self.book.active = self

    def Delete(self) -> None:  # noqa: N802
        self.book.demand_structure()
        if self.shown == VERY_HIDDEN or self.book.shown() == [self]:
            raise com_error("Methode Delete van klasse Worksheet is mislukt")
        assert not self.book.excel.asks, "Excel would ask, and wait for an answer"
        self.book.sheets.remove(self)
        for name in self.book.names:  # what names held there is gone with it
            held, mark, where = name.refers_to.removeprefix("=").rpartition("!")
            if mark and held.strip("'").replace("''", "'") == self.name:
                name.refers_to = f"=#REF!{where}"
        if self.book.active is self:
            self.book.active = self.book.shown()[0]

    def Move(self, Before: Any = None) -> None:  # noqa: N802, N803
        self.book.demand_structure()
        if self.shown == VERY_HIDDEN:
            raise com_error("Methode Move van klasse Worksheet is mislukt")
        sheets, other = self.book.sheets, inner(Before)
        sheets.remove(self)
        sheets.insert(sheets.index(other), self)


class Sheets(Many):
    """The sheets of a workbook, in their order."""

    def __init__(self, book: Book) -> None:
        self.book = book
        super().__init__(book.sheets)

    @property
    def Parent(self) -> Book:  # noqa: N802
        return self.book

    def Add(self, Before: Any = None, After: Any = None) -> Sheet:  # noqa: N802, N803
        self.book.demand_structure()
        assert After is None, "broken in some programs, as xlwings tells"
        names = {sheet.name for sheet in self.items}
        name = next(f"Blad{n}" for n in range(1, 999) if f"Blad{n}" not in names)
        made = Sheet(self.book, name)
        before = inner(Before) or self.book.active
        self.book.sheets.insert(self.book.sheets.index(before), made)
        self.book.active = made
        return made


def _move(kept_: dict[Cell, Any], moved: Callable[[Cell], Cell | None]) -> None:
    there = {to: value for cell, value in kept_.items() if (to := moved(cell))}
    kept_.clear()
    kept_.update(there)


def _moved(area: Area, moved: Callable[[Cell], Cell | None]) -> Area:
    """Move a rectangle; a corner that is taken away is the one beside it."""
    first = moved(area[:2]) or area[:2]
    last = moved(area[2:]) or moved((area[2], area[3] + 1)) or area[2:]
    if moved(area[2:]) is None:
        last = area[2], area[3] - 1
    return (*first, *last)
