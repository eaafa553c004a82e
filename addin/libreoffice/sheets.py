"""The sheets of a spreadsheet document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from prestatieafspraken.addin.libreoffice import office
from prestatieafspraken.addin.libreoffice.cells import Range
from prestatieafspraken.addin.libreoffice.names import Names
from prestatieafspraken.addin.libreoffice.native import Native
from prestatieafspraken.addin.libreoffice.notes import Note
from prestatieafspraken.addin.libreoffice.tables import Tables
from prestatieafspraken.workbook.address import Range as Area
from prestatieafspraken.workbook.address import parse_range


class Sheets:
    """The sheets of a document, in their order."""

    def __init__(self, book: Any) -> None:
        self.book = book

    @property
    def api(self) -> Any:
        return self.book.document.Sheets

    def __iter__(self) -> Iterator[Sheet]:
        for number in range(len(self)):
            yield Sheet(self.book, self.api.getByIndex(number))

    def __len__(self) -> int:
        return int(self.api.getCount())

    def __call__(self, name_or_index: int | str) -> Sheet:
        if isinstance(name_or_index, int):
            if not 1 <= name_or_index <= len(self):
                raise IndexError(name_or_index)
            return Sheet(self.book, self.api.getByIndex(name_or_index - 1))
        for sheet in self:
            if sheet.name.lower() == name_or_index.lower():
                return sheet
        raise KeyError(name_or_index)

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.document.CurrentController.getActiveSheet())

    def add(self, before: Sheet | None, after: Sheet | None, name: str | None) -> Sheet:
        self.book.demand_open()
        at = self.active.index - 1
        if before is not None:
            at = before.index - 1
        elif after is not None:
            at = after.index
        title = name or f"Blad{len(self) + 1}"
        self.api.insertNewByName(title, at)
        return Sheet(self.book, self.api.getByIndex(at))


class Sheet(Native):
    """One sheet."""

    def __init__(self, book: Any, native: Any) -> None:
        super().__init__(native)
        self.book = book

    @property
    def name(self) -> str:
        return str(self.native.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.native.Name = value

    @property
    def index(self) -> int:
        return int(self.native.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.native.IsVisible)

    @visible.setter
    def visible(self, value: bool | int) -> None:
        self.book.demand_open()
        self.native.IsVisible = value in (True, -1)

    def activate(self) -> None:
        self.book.document.CurrentController.setActiveSheet(self.native)

    select = activate

    def delete(self) -> None:
        self.book.demand_open()
        self.book.document.Sheets.removeByName(self.name)

    @cached_property
    def protected(self) -> bool:
        """Whether people may not change the sheet; no action turns that on or off."""
        return bool(self.native.isProtected())

    def demand_open(self) -> None:
        """Refuse to go on where people may not change the sheet."""
        self.book.demand_writable()
        if self.protected:
            raise office.RefusedError

    @cached_property
    def annotations(self) -> Any:
        return self.native.getAnnotations()

    @property
    def names(self) -> Names:
        return Names(self.book)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def cells(self) -> Range:
        return Range(self, self.native)

    @property
    def notes(self) -> list[Note]:
        count = self.annotations.getCount()
        return [Note(self, None, self.annotations.getByIndex(n), n) for n in range(count)]

    @property
    def used_range(self) -> Range:
        cursor = self.native.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        area = cursor.RangeAddress
        return self.area(
            area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1
        )

    def clear_contents(self) -> None:
        self.cells.clear_contents()

    def area(self, top: int, left: int, bottom: int, right: int) -> Range:
        """Give a range from its corners, counted from 1."""
        native = self.native.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)
        return Range(self, native, (top, left, bottom, right))

    def areas(self, areas: Sequence[Area]) -> Any:
        """Give some rectangles in the form that LibreOffice holds more than one in."""
        names = ("StartRow", "StartColumn", "EndRow", "EndColumn")
        kind, sheet = "com.sun.star.table.CellRangeAddress", self.index - 1
        made = self.book.document.createInstance("com.sun.star.sheet.SheetCellRanges")
        found = []
        for corners in areas:
            places = {name: at - 1 for name, at in zip(names, corners, strict=True)}
            found.append(office.struct(kind, Sheet=sheet, **places))
        made.addRangeAddresses(tuple(found), False)
        return made

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        if isinstance(arg1, str) and "," in arg1:
            return Range(self, self.areas([self._corners(one) for one in arg1.split(",")]))
        first = self._corners(arg1)
        last = first if arg2 is None else self._corners(arg2)
        rows, columns = (*first[::2], *last[::2]), (*first[1::2], *last[1::2])
        return self.area(min(rows), min(columns), max(rows), max(columns))

    def _corners(self, where: Any) -> Area:
        if isinstance(where, tuple):
            row, col, *size = where
            rows, columns = size or (1, 1)
            return row, col, row + rows - 1, col + columns - 1
        if isinstance(where, Range):
            return where.corners
        found = parse_range(where.upper())
        if found is None:
            for table in self.tables:
                if table.name.lower() == where.lower():
                    return (table.data_body_range or table.range).corners
            return Names(self.book)(where).refers_to_range.corners
        return found
