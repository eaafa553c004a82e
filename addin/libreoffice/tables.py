"""Tables on a sheet; LibreOffice calls them database ranges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from prestatieafspraken.addin.libreoffice.cells import Range
from prestatieafspraken.addin.libreoffice.filters import AutoFilter
from prestatieafspraken.addin.libreoffice.native import Native


class Tables:
    """The tables on a sheet; LibreOffice calls them database ranges."""

    def __init__(self, sheet: Any) -> None:
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


class Table(Native):
    """A table: headers, data, and at the end perhaps a row of totals."""

    def __init__(self, sheet: Any, native: Any) -> None:
        super().__init__(native)
        self._sheet = sheet

    @property
    def parent(self) -> Any:
        return self._sheet

    @property
    def name(self) -> str:
        return str(self.native.Name)

    display_name = name

    @property
    def range(self) -> Range:
        area = self.native.DataArea
        found: Range = self._sheet.area(
            area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1
        )
        return found

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

    @property
    def autofilter(self) -> AutoFilter:
        return AutoFilter(self.native.getFilterDescriptor(), self.range.shape[1])

    def resize(self, range: Any) -> None:  # noqa: A002 (the name that xlwings uses)
        self.range.demand_open()
        self.native.DataArea = range.impl.native.RangeAddress
