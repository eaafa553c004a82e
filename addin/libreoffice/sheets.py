"""Sheets, tables and names of a spreadsheet document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from prestatieafspraken.addin.libreoffice.cells import Note, Range
from prestatieafspraken.workbook.source import Range as Area
from prestatieafspraken.workbook.source import address, parse_range


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
        at = self.active.index - 1
        if before is not None:
            at = before.index - 1
        elif after is not None:
            at = after.index
        title = name or f"Blad{len(self) + 1}"
        self.api.insertNewByName(title, at)
        return Sheet(self.book, self.api.getByIndex(at))


class Sheet:
    """One sheet."""

    def __init__(self, book: Any, native: Any) -> None:
        self.book = book
        self.native = native

    @property
    def api(self) -> Any:
        return self.native

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
        self.native.IsVisible = value in (True, -1)

    def activate(self) -> None:
        self.book.document.CurrentController.setActiveSheet(self.native)

    select = activate

    def delete(self) -> None:
        self.book.document.Sheets.removeByName(self.name)

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
        notes = self.native.getAnnotations()
        found = []
        for number in range(notes.getCount()):
            at = notes.getByIndex(number).getPosition()
            cell = self.area(at.Row + 1, at.Column + 1, at.Row + 1, at.Column + 1)
            found.append(Note(cell, cell.native.getCellByPosition(0, 0)))
        return found

    @property
    def used_range(self) -> Range:
        cursor = self.native.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        area = cursor.RangeAddress
        return self.area(
            area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1
        )

    def clear(self) -> None:
        self.cells.clear()

    def clear_contents(self) -> None:
        self.cells.clear_contents()

    def area(self, top: int, left: int, bottom: int, right: int) -> Range:
        """Give a range from its corners, counted from 1."""
        native = self.native.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)
        return Range(self, native, (top, left, bottom, right))

    def range(self, arg1: Any, arg2: Any = None) -> Range:
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


class Tables:
    """The tables on a sheet; LibreOffice calls them database ranges."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def api(self) -> Any:
        return self.sheet.book.document.DatabaseRanges

    def __iter__(self) -> Iterator[Table]:
        for name in self._homes().get(self.sheet.index - 1, ()):
            yield Table(self.sheet, self.api.getByName(name))

    def _homes(self) -> dict[int, list[str]]:
        """Give the tables of each sheet; sought again only when tables or sheets changed."""
        book, names = self.sheet.book, self.api.getElementNames()
        state = names, book.document.Sheets.getElementNames()
        if book.tables_seen != state:
            book.tables_of = {}
            for name in names:
                if not name.startswith("__"):
                    number = self.api.getByName(name).DataArea.Sheet
                    book.tables_of.setdefault(number, []).append(name)
            book.tables_seen = state
        found: dict[int, list[str]] = book.tables_of
        return found

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: int | str) -> Table:
        for number, table in enumerate(self, 1):
            if key == number or (isinstance(key, str) and table.name.lower() == key.lower()):
                return table
        raise KeyError(key)

    def __contains__(self, key: str) -> bool:
        return any(table.name.lower() == key.lower() for table in self)


class Table:
    """A table: headers, data, and at the end perhaps a row of totals."""

    def __init__(self, sheet: Sheet, native: Any) -> None:
        self._sheet = sheet
        self.native = native

    @property
    def api(self) -> Any:
        return self.native

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def name(self) -> str:
        return str(self.native.Name)

    display_name = name

    @property
    def range(self) -> Range:
        area = self.native.DataArea
        return self._sheet.area(
            area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1
        )

    @property
    def show_headers(self) -> bool:
        return bool(self.native.ContainsHeader)

    @property
    def show_totals(self) -> bool:
        return bool(getattr(self.native, "TotalsRow", False))

    @property
    def header_row_range(self) -> Range | None:
        top, left, _, right = self.range.corners
        return self._sheet.area(top, left, top, right) if self.show_headers else None

    @property
    def totals_row_range(self) -> Range | None:
        _, left, bottom, right = self.range.corners
        return self._sheet.area(bottom, left, bottom, right) if self.show_totals else None

    @property
    def data_body_range(self) -> Range | None:
        top, left, bottom, right = self.range.corners
        top, bottom = top + self.show_headers, bottom - self.show_totals
        return self._sheet.area(top, left, bottom, right) if top <= bottom else None

    def resize(self, range: Any) -> None:  # noqa: A002 (the name that xlwings uses)
        self.native.DataArea = range.impl.native.RangeAddress


class Names:
    """The defined names of a document."""

    def __init__(self, book: Any) -> None:
        self.book = book

    @property
    def api(self) -> Any:
        return self.book.document.NamedRanges

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name, Name(self.book, self.api.getByName(name))) for name in self.api.ElementNames]

    def contains(self, name: str) -> bool:
        return bool(self.api.hasByName(name))

    def __len__(self) -> int:
        return len(self.api.ElementNames)

    def __call__(self, name: str) -> Name:
        if not self.contains(name):
            raise KeyError(name)
        return Name(self.book, self.api.getByName(name))


class Name:
    """A defined name."""

    def __init__(self, book: Any, native: Any) -> None:
        self.book = book
        self.native = native

    @property
    def api(self) -> Any:
        return self.native

    @property
    def name(self) -> str:
        return str(self.native.Name)

    @property
    def refers_to_range(self) -> Range:
        cells = self.native.getReferredCells()
        if cells is None:
            raise KeyError(self.name)
        return Range(Sheets(self.book)(cells.RangeAddress.Sheet + 1), cells)

    @property
    def refers_to(self) -> str:
        if self.native.getReferredCells() is None:
            return f"={self.native.Content}"
        cells = self.refers_to_range
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
