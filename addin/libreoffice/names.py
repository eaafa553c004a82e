"""The defined names of a document."""

from __future__ import annotations

from typing import Any

from prestatieafspraken.addin.libreoffice.cells import Range
from prestatieafspraken.addin.libreoffice.native import Native
from prestatieafspraken.workbook.address import address


class Names:
    """The defined names of a document."""

    def __init__(self, book: Any) -> None:
        self.book = book

    @property
    def api(self) -> Any:
        return self.book.document.NamedRanges

    def snapshot(self) -> list[tuple[str, Name | FilterName]]:
        own = [(name, Name(self.book, self.api.getByName(name))) for name in self.api.ElementNames]
        filters = self.book.document.getPropertyValue("UnnamedDatabaseRanges")
        areas = (
            FilterName(self.book, filters.getByTable(number))
            for number in range(len(self.book.sheets))
            if filters.hasByTable(number)
        )
        return [*own, *((area.name, area) for area in areas)]

    def contains(self, name: str) -> bool:
        return bool(self.api.hasByName(name))

    def __len__(self) -> int:
        return len(self.api.ElementNames)

    def __call__(self, name: str) -> Name:
        if not self.contains(name):
            raise KeyError(name)
        return Name(self.book, self.api.getByName(name))


class Name(Native):
    """A defined name."""

    def __init__(self, book: Any, native: Any) -> None:
        super().__init__(native)
        self.book = book

    @property
    def name(self) -> str:
        return str(self.native.Name)

    @property
    def refers_to_range(self) -> Range:
        cells = self.native.getReferredCells()
        if cells is None:
            raise KeyError(self.name)
        return Range(self.book.sheets(cells.RangeAddress.Sheet + 1), cells)

    @property
    def refers_to(self) -> str:
        if self.native.getReferredCells() is None:
            return f"={self.native.Content}"
        return _reference(self.refers_to_range)


class FilterName(Native):
    """The hidden name that Excel gives to the cells of a sheet on which a filter was put."""

    def __init__(self, book: Any, native: Any) -> None:
        super().__init__(native)
        self.book = book

    @property
    def name(self) -> str:
        return f"'{self.refers_to_range.sheet.name}'!_FilterDatabase"

    @property
    def refers_to_range(self) -> Range:
        area = self.native.DataArea
        top, left, bottom, right = area.StartRow, area.StartColumn, area.EndRow, area.EndColumn
        sheet = self.book.sheets(area.Sheet + 1)
        found: Range = sheet.area(top + 1, left + 1, bottom + 1, right + 1)
        return found

    @property
    def refers_to(self) -> str:
        return _reference(self.refers_to_range)


def _reference(cells: Range) -> str:
    title = cells.sheet.name.replace("'", "''")
    top, left, bottom, right = cells.corners
    where = f"{_absolute(top, left)}:{_absolute(bottom, right)}"
    if (top, left) == (bottom, right):
        where = _absolute(top, left)
    plain = title.replace("_", "a").isalnum() and not title[:1].isdigit()
    return f"={title}!{where}" if plain else f"='{title}'!{where}"


def _absolute(row: int, col: int) -> str:
    text = address(row, col)
    return f"${text.removesuffix(str(row))}${row}"
