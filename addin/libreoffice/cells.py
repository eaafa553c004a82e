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

VALUE, DATETIME, TEXT, FORMULA = 1, 2, 4, 16
CONTENTS = VALUE | DATETIME | TEXT | FORMULA
"""com.sun.star.sheet.CellFlags: what stands in a cell, without its looks and its note."""


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

    # Merged cells

    @property
    def merge_cells(self) -> bool:
        return bool(self.native.getIsMerged())

    @property
    def merge_area(self) -> Range:
        cursor = self._sheet.native.createCursorByRange(self.native)
        cursor.collapseToMergedArea()
        return Range(self._sheet, cursor)

    # Notes and selection

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

    def select(self) -> None:
        self.document.CurrentController.select(self.native)


def _corners(area: Any) -> Area:
    return area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1
