"""Cells of a sheet: one rectangle, or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from prestatieafspraken.workbook.address import Cell, letter
from prestatieafspraken.workbook.reading.rows import runs
from proving.com.dispatch import Dispatch, Many, com_error, inner
from proving.com.notes import Comment
from proving.com.rules import Rules, overlap
from proving.com.validation import Validation

if TYPE_CHECKING:
    from proving.com.excel import Excel
    from proving.com.sheets import Sheet

Area = tuple[int, int, int, int]
VISIBLE, ALL_VALIDATION = 12, -4174
NO_COLOR = -4142
NO_CELLS = "Er zijn geen cellen gevonden."


class Count(Dispatch):
    """The rows or the columns of a range."""

    def __init__(self, cells: Range, amount: int, *, down: bool) -> None:
        self.cells, self.amount, self.down = cells, amount, down

    @property
    def Count(self) -> int:  # noqa: N802
        return self.amount

    @property
    def Hidden(self) -> bool:  # noqa: N802
        return all(number in self._hidden() for number in self._numbers())

    @Hidden.setter
    def Hidden(self, value: bool) -> None:  # noqa: N802
        self.cells.sheet.demand_open()
        hidden = self._hidden()
        (hidden.update if value else hidden.difference_update)(self._numbers())

    @property
    def EntireRow(self) -> Count:  # noqa: N802
        return self

    def Insert(self, **_: object) -> None:  # noqa: N802
        self.cells.sheet.shift(self._numbers(), down=self.down, by=1)

    def Delete(self, **_: object) -> None:  # noqa: N802
        self.cells.sheet.shift(self._numbers(), down=self.down, by=-1)

    def _numbers(self) -> range:
        top, left, bottom, right = self.cells.area
        return range(top, bottom + 1) if self.down else range(left, right + 1)

    def _hidden(self) -> set[int]:
        sheet = self.cells.sheet
        return sheet.hidden_rows if self.down else sheet.hidden_cols


class Look(Dispatch):
    """A look of cells that is set and read back: their font, or their fill."""

    def __init__(self, cells: Range, kind: str) -> None:
        self.cells, self.kind = cells, kind

    def _get(self, name: str, other: Any) -> Any:
        return self.cells.sheet.looks.get((*self.cells.area[:2], self.kind, name), other)

    def _set(self, name: str, value: Any) -> None:
        self.cells.sheet.demand_open()
        for cell in self.cells.inside():
            self.cells.sheet.looks[*cell, self.kind, name] = value

    @property
    def Bold(self) -> bool:  # noqa: N802
        return bool(self._get("Bold", False))

    @Bold.setter
    def Bold(self, value: bool) -> None:  # noqa: N802
        self._set("Bold", value)

    @property
    def Color(self) -> int:  # noqa: N802
        return int(self._get("Color", 0xFFFFFF))

    @Color.setter
    def Color(self, value: int) -> None:  # noqa: N802
        self._set("Color", value)
        self._set("ColorIndex", 1)

    @property
    def ColorIndex(self) -> int:  # noqa: N802
        return int(self._get("ColorIndex", NO_COLOR))

    @ColorIndex.setter
    def ColorIndex(self, value: int) -> None:  # noqa: N802
        self._set("ColorIndex", value)


class Range(Dispatch):
    """Cells; what is asked of several rectangles is mostly told of the first, as Excel does."""

    def __init__(self, sheet: Sheet, areas: Iterable[Area]) -> None:
        self.sheet, self.areas = sheet, list(areas)
        self.area = self.areas[0]

    def inside(self) -> Iterator[Cell]:
        """Give each cell."""
        for top, left, bottom, right in self.areas:
            yield from ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))

    # Where it is

    @property
    def Worksheet(self) -> Sheet:  # noqa: N802
        return self.sheet

    Parent = Worksheet

    @property
    def Application(self) -> Excel:  # noqa: N802
        return self.sheet.book.excel

    @property
    def Row(self) -> int:  # noqa: N802
        return self.area[0]

    @property
    def Column(self) -> int:  # noqa: N802
        return self.area[1]

    @property
    def Rows(self) -> Count:  # noqa: N802
        return Count(self, self.area[2] - self.area[0] + 1, down=True)

    @property
    def Columns(self) -> Count:  # noqa: N802
        return Count(self, self.area[3] - self.area[1] + 1, down=False)

    EntireRow, EntireColumn = Rows, Columns

    @property
    def Count(self) -> int:  # noqa: N802
        return sum((b - t + 1) * (r - le + 1) for t, le, b, r in self.areas)

    CountLarge = Count

    @property
    def Areas(self) -> Many:  # noqa: N802
        return Many([Range(self.sheet, [area]) for area in self.areas])

    @property
    def Cells(self) -> Range:  # noqa: N802
        return self

    def __call__(self, row: int, column: int = 1) -> Range:
        top, left = self.area[0] + int(row) - 1, self.area[1] + int(column) - 1
        return Range(self.sheet, [(top, left, top, left)])

    def GetAddress(self, rows: bool = True, columns: bool = True, *_: object) -> str:  # noqa: N802
        return self.named(rows, columns)

    @property
    def Address(self) -> str:  # noqa: N802
        text = self.named()
        # Documented for Range.Address of many areas: it is cut at 255 characters.
        return text if len(text) <= 255 else text[:255].rpartition(",")[0]

    def named(self, rows: bool = True, columns: bool = True) -> str:
        """Name the cells."""
        down, across = "$" * rows, "$" * columns

        def one(row: int, col: int) -> str:
            return f"{across}{letter(col)}{down}{row}"

        return ",".join(
            one(t, le) + (f":{one(b, r)}" if (t, le) != (b, r) else "")
            for t, le, b, r in self.areas
        )

    # What stands there

    @property
    def Value(self) -> Any:  # noqa: N802
        top, left, bottom, right = self.area
        sheet = self.sheet
        lines = tuple(
            tuple(sheet.given(row, col) for col in range(left, right + 1))
            for row in range(top, bottom + 1)
        )
        return lines[0][0] if (top, left) == (bottom, right) else lines

    @Value.setter
    def Value(self, value: Any) -> None:  # noqa: N802
        self.sheet.demand_open()
        for cell, one in self._laid_out(value):
            if cell[0] not in self.sheet.filtered_away():
                self.sheet.type_in(cell, one)

    @property
    def Formula(self) -> Any:  # noqa: N802
        top, left, bottom, right = self.area
        lines = tuple(
            tuple(self.sheet.formula((r, c)) for c in range(left, right + 1))
            for r in range(top, bottom + 1)
        )
        return lines[0][0] if (top, left) == (bottom, right) else lines

    @Formula.setter
    def Formula(self, value: Any) -> None:  # noqa: N802
        self.Value = value

    def _laid_out(self, value: Any) -> Iterator[tuple[Cell, Any]]:
        top, left, bottom, right = self.area
        for row in range(top, bottom + 1):
            for col in range(left, right + 1):
                if isinstance(value, list | tuple):
                    line = value[row - top] if isinstance(value[0], list | tuple) else value
                    yield (row, col), line[col - left]
                else:
                    yield (row, col), value

    def ClearContents(self) -> None:  # noqa: N802
        self.sheet.demand_open()
        for cell in self.known():
            if cell[0] not in self.sheet.filtered_away():
                self.sheet.empty(cell)

    def known(self) -> list[Cell]:
        """Give the cells within that hold something."""
        cells = self.sheet.values.keys() | self.sheet.formulas.keys()
        return [cell for cell in cells if any(overlap((*cell, *cell), area) for area in self.areas)]

    def Copy(self, Destination: Any = None) -> None:  # noqa: N802, N803
        target: Range = inner(Destination)
        target.sheet.demand_open()
        height, width = self.area[2] - self.area[0] + 1, self.area[3] - self.area[1] + 1
        for row, col in target.inside():
            source = (
                self.area[0] + (row - target.area[0]) % height,
                self.area[1] + (col - target.area[1]) % width,
            )
            self.sheet.copy(source, target.sheet, (row, col))

    # How it looks

    @property
    def NumberFormat(self) -> str | None:  # noqa: N802
        formats = {self.sheet.format(cell) for cell in self.inside()}
        return formats.pop() if len(formats) == 1 else None

    @NumberFormat.setter
    def NumberFormat(self, value: str) -> None:  # noqa: N802
        self.sheet.demand_open()
        self.sheet.formats.update(dict.fromkeys(self.inside(), value))

    @property
    def Font(self) -> Look:  # noqa: N802
        return Look(self, "font")

    @property
    def Interior(self) -> Look:  # noqa: N802
        return Look(self, "fill")

    @property
    def WrapText(self) -> bool:  # noqa: N802
        return bool(self.sheet.looks.get((*self.area[:2], "text", "wrap"), False))

    @WrapText.setter
    def WrapText(self, value: bool) -> None:  # noqa: N802
        self.sheet.demand_open()
        for cell in self.inside():
            self.sheet.looks[*cell, "text", "wrap"] = value

    @property
    def ColumnWidth(self) -> float:  # noqa: N802
        return float(self.sheet.widths.get(self.area[1], 8.43))

    @ColumnWidth.setter
    def ColumnWidth(self, value: float) -> None:  # noqa: N802
        self.sheet.demand_open()
        for col in range(self.area[1], self.area[3] + 1):
            self.sheet.widths[col] = value

    @property
    def MergeCells(self) -> bool | None:  # noqa: N802
        inside = [m for m in self.sheet.merged if overlap(m, self.area)]
        if not inside:
            return False
        whole = any(m[0] <= self.area[0] and m[1] <= self.area[1] and m[2] >= self.area[2]
                    and m[3] >= self.area[3] for m in inside)  # fmt: skip
        return True if whole else None

    @property
    def MergeArea(self) -> Range:  # noqa: N802
        corner = (*self.area[:2], *self.area[:2])
        return Range(self.sheet, [m for m in self.sheet.merged if overlap(m, corner)] or [corner])

    def Merge(self, _: bool = False) -> None:  # noqa: N802
        self.sheet.demand_open()
        self.sheet.merged.append(self.area)
        for cell in [cell for cell in self.known() if cell != self.area[:2]]:
            self.sheet.empty(cell)

    # What belongs to it

    def SpecialCells(self, Type: int = 0, Value: object = None) -> Range:  # noqa: N802, N803
        self.sheet.demand_open()
        if Type == VISIBLE:
            top, left, bottom, right = self.area
            rows = runs([r for r in range(top, bottom + 1) if r not in self.sheet.hidden_rows])
            cols = [*runs([c for c in range(left, right + 1) if c not in self.sheet.hidden_cols])]
            found = [(t, le, b, r) for t, b in rows for le, r in cols]
        else:
            assert Type == ALL_VALIDATION
            found = [area for one in self.sheet.validations for area in one.areas]
        if not found:
            raise com_error(NO_CELLS)
        return Range(self.sheet, found)

    @property
    def FormatConditions(self) -> Rules:  # noqa: N802
        return Rules(self)

    @property
    def Validation(self) -> Validation:  # noqa: N802
        return Validation(self)

    @property
    def Comment(self) -> Comment | None:  # noqa: N802
        cell = self.area[:2]
        return Comment(self.sheet, cell) if cell in self.sheet.notes else None

    @property
    def CommentThreaded(self) -> Dispatch | None:  # noqa: N802
        return Dispatch() if self.area[:2] in self.sheet.threaded else None

    def AddComment(self, text: str) -> Comment:  # noqa: N802
        self.sheet.demand_open()
        cell = self.area[:2]
        if cell in self.sheet.threaded or cell in self.sheet.notes:
            raise com_error("Door de toepassing of door object gedefinieerde fout")
        return Comment.made(self.sheet, cell, text)

    def AutoFilter(self, Field: int = 0, **criteria: Any) -> None:  # noqa: N802, N803
        self.sheet.demand_open()
        for one in self.sheet.filters_at(self.area):
            one.set(Field, criteria)

    def Select(self) -> bool:  # noqa: N802
        if self.sheet.book.active is not self.sheet:
            raise com_error("Methode Select van klasse Range is mislukt")
        self.sheet.book.excel.selected = self
        return True
