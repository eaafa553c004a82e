"""Ranges of cells with their looks and notes."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from prestatieafspraken.addin.libreoffice import formulas, values
from prestatieafspraken.addin.libreoffice.filters import AutoFilter
from prestatieafspraken.addin.libreoffice.looks import Looks
from prestatieafspraken.addin.libreoffice.notes import Note
from prestatieafspraken.workbook.address import Range as Area
from prestatieafspraken.workbook.address import letter

VALUE, DATETIME, TEXT, NOTE, FORMULA, LOOKS, STYLES, EDITED = 1, 2, 4, 8, 16, 32, 64, 256
CONTENTS = VALUE | DATETIME | TEXT | FORMULA


class Range(Looks, base_classes.Range):
    """A rectangle of cells, or several of them of which only the looks are asked for."""

    def __init__(self, sheet: Any, native: Any, corners: Area | None = None) -> None:
        self._sheet = sheet
        self.native = native
        self._corners = corners
        self.options: dict[str, Any] = {}

    @property
    def api(self) -> Any:
        return self.native

    @property
    def sheet(self) -> Any:
        return self._sheet

    @property
    def document(self) -> Any:
        return self._sheet.book.document

    @property
    def corners(self) -> Area:
        """First row, first column, last row and last column, from 1."""
        if self._corners is None:  # each question to the program takes its time
            self._corners = _corners(self.native.RangeAddress)
        return self._corners

    @property
    def row(self) -> int:
        return self.corners[0]

    @property
    def column(self) -> int:
        return self.corners[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.corners
        return bottom - top + 1, right - left + 1

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    def __call__(self, row: int, column: int | None = None) -> Range:
        top, left, _, _ = self.corners
        if column is None:
            width = self.shape[1]
            row, column = (row - 1) // width + 1, (row - 1) % width + 1
        at = (top + row - 1, left + column - 1)
        found: Range = self._sheet.area(*at, *at)
        return found

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        top, left, bottom, right = self.corners

        def one(row: int, col: int) -> str:
            return f"{'$' * col_absolute}{letter(col)}{'$' * row_absolute}{row}"

        text = one(top, left)
        if (top, left) != (bottom, right):
            text += f":{one(bottom, right)}"
        return f"[{self._sheet.book.name}]{self._sheet.name}!{text}" if external else text

    def native_areas(self) -> Any:
        """Give the rectangles in the form that holds more than one."""
        if not hasattr(self.native, "RangeAddress"):
            return self.native
        return self._sheet.areas([self.corners])

    def touches(self, areas: Any) -> bool:
        """Say whether any of the areas has cells in common with this range."""
        if self.native == self._sheet.native:
            return True
        return bool(areas.queryIntersection(self.native.RangeAddress).Count)

    def get_special_cells(self, cell_type: str, value_type: str | None) -> list[Range]:
        """Give the rectangles that are in sight; other kinds nobody asks for."""
        if cell_type != "visible":
            raise NotImplementedError(cell_type)
        areas = self.native.queryVisibleCells().RangeAddresses
        return [self._sheet.area(*_corners(area)) for area in areas]

    @property
    def autofilter(self) -> AutoFilter:
        """The filter of exactly these cells, as in Excel; no criteria when there is none."""
        return AutoFilter(self.native.createFilterDescriptor(False), self.shape[1])

    # Values and formulas

    @property
    def raw_value(self) -> Any:
        return values.read(self.document, self.native)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        rows, columns = self.shape
        if not isinstance(data, list | tuple):
            data = [[data] * columns for _ in range(rows)]
        self.demand_open()
        values.write(self.document, self.native, data)

    @property
    def formula(self) -> Any:
        rows, columns = self.shape
        found = tuple(
            tuple(
                formulas.read(self.document, self.native.getCellByPosition(col, row))
                for col in range(columns)
            )
            for row in range(rows)
        )
        return found[0][0] if (rows, columns) == (1, 1) else found

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    formula2 = formula

    @property
    def has_array(self) -> bool:
        return False

    def clear_contents(self) -> None:
        self.demand_open()
        self.native.clearContents(CONTENTS)

    def clear(self) -> None:
        self.demand_open()
        self.native.clearContents(CONTENTS | NOTE | LOOKS | STYLES | EDITED)

    def copy(self, destination: Any = None) -> None:
        """Copy everything to a destination, as often below each other as fits in there."""
        if destination is None:
            raise NotImplementedError
        target: Range = destination.impl
        target.demand_open()
        top, left, bottom, _ = target.corners
        right, done, source = left + self.shape[1] - 1, 0, self
        while done < bottom - top + 1:  # what was copied is copied along, which takes few calls
            height = min(source.shape[0], bottom - top + 1 - done)
            part = source.native.getCellRangeByPosition(0, 0, right - left, height - 1)
            at = target.native.getCellByPosition(0, done).CellAddress
            target.sheet.native.copyRange(at, part.RangeAddress)
            done += height
            source = target.sheet.area(top, left, top + done - 1, right)

    # Where things end

    def end(self, direction: str) -> Range:
        """Go as far as Ctrl with an arrow key goes."""
        top, left, _, _ = self.corners
        used = self._sheet.used_range.corners
        if direction in ("down", "up"):
            stop = max(used[2], top) if direction == "down" else 1
            line = self._sheet.area(min(top, stop), left, max(top, stop), left)
            filled = [value != "" for (value,) in line.native.getDataArray()]
        else:
            stop = max(used[3], left) if direction == "right" else 1
            line = self._sheet.area(top, min(left, stop), top, max(left, stop))
            filled = [value != "" for value in line.native.getDataArray()[0]]
        back = direction in ("up", "left")
        steps = _steps(filled[::-1] if back else filled) * (-1 if back else 1)
        down = direction in ("down", "up")
        at = (top + steps, left) if down else (top, left + steps)
        found: Range = self._sheet.area(*at, *at)
        return found

    @property
    def current_region(self) -> Range:
        cursor = self._sheet.native.createCursorByRange(self.native)
        cursor.collapseToCurrentRegion()
        return Range(self._sheet, cursor)

    @property
    def merge_cells(self) -> bool:
        return bool(self.native.getIsMerged())

    @property
    def merge_area(self) -> Range:
        cursor = self._sheet.native.createCursorByRange(self.native)
        cursor.collapseToMergedArea()
        return Range(self._sheet, cursor)

    # Notes, links and selection

    @property
    def note(self) -> Note | None:
        cell = self.native.getCellByPosition(0, 0)
        found = Note(self._sheet, self, cell.getAnnotation())
        return found if found.text else None

    def add_note(self, text: str) -> Note:
        self.demand_open()
        cell = self.native.getCellByPosition(0, 0)
        self._sheet.annotations.insertNew(cell.CellAddress, text)
        return Note(self._sheet, self)

    @property
    def hyperlink(self) -> str:
        fields = self.native.getCellByPosition(0, 0).getTextFields()
        return str(fields.getByIndex(0).URL) if fields.getCount() else ""

    def add_hyperlink(
        self, address: str, text_to_display: str = "", screen_tip: str | None = None
    ) -> None:
        self.demand_open()
        cell = self.native.getCellByPosition(0, 0)
        cell.setString("")
        field = self.document.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, text_to_display or address
        cell.insertTextContent(cell.createTextCursor(), field, False)

    def select(self) -> None:
        self.document.CurrentController.select(self.native)


def _corners(area: Any) -> Area:
    return area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1


def _steps(filled: list[bool]) -> int:
    """Count the cells from the first one to where a run of filled cells ends or begins."""
    if len(filled) < 2:
        return 0
    if filled[0] and filled[1]:
        return next((n for n, full in enumerate(filled) if not full), len(filled)) - 1
    return next((n for n, full in enumerate(filled) if n and full), len(filled) - 1)
