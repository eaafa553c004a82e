"""Tables and filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from proving.com.dispatch import Dispatch, Many, com_error, inner

if TYPE_CHECKING:
    from proving.com.cells import Area, Range
    from proving.com.sheets import Sheet

VALUES = 7
"""xlFilterValues."""


class Column(Dispatch):
    """What a filter asks of one column."""

    def __init__(self, chosen: Any) -> None:
        self.chosen = chosen

    @property
    def On(self) -> bool:  # noqa: N802
        return self.chosen is not None

    @property
    def Operator(self) -> int:  # noqa: N802
        return VALUES

    @property
    def Criteria1(self) -> Any:  # noqa: N802
        return self.chosen

    @property
    def Criteria2(self) -> Any:  # noqa: N802
        raise com_error("Geen tweede voorwaarde")


class AutoFilter(Dispatch):
    """A filter; the rows that it hides are those that were hidden among its cells."""

    def __init__(self, sheet: Sheet, area: Area, chosen: Mapping[int, Any]) -> None:
        self.sheet, self.area, self.chosen = sheet, area, dict(chosen)

    @property
    def Range(self) -> Range:  # noqa: N802
        return self.sheet.cells(self.area)

    def Filters(self, field: int) -> Column:  # noqa: N802
        return Column(self.chosen.get(field))

    @property
    def FilterMode(self) -> bool:  # noqa: N802
        return bool(self.chosen)

    def ShowAllData(self) -> None:  # noqa: N802
        for field in list(self.chosen):
            self.set(field, {})

    def set(self, field: int, criteria: Mapping[str, Any]) -> None:
        """Ask something of a column, or nothing any more."""
        self.chosen.pop(field, None)
        if criteria:
            self.chosen[field] = criteria.get("Criteria1")
        elif not self.chosen:
            self.sheet.hidden_rows.difference_update(range(self.area[0], self.area[2] + 1))

    @property
    def hides(self) -> set[int]:
        """Give the rows that it keeps out of sight."""
        rows = range(self.area[0] + 1, self.area[2] + 1)
        return self.sheet.hidden_rows.intersection(rows) if self.chosen else set()


class Table(Dispatch):
    """A table."""

    def __init__(self, sheet: Sheet, name: str, area: Area) -> None:
        self.sheet, self.name, self.area = sheet, name, area
        self.headers, self.totals = True, False
        self.filter: AutoFilter | None = None

    @property
    def Name(self) -> str:  # noqa: N802
        return self.name

    DisplayName = Name

    @property
    def Parent(self) -> Sheet:  # noqa: N802
        return self.sheet

    @property
    def Range(self) -> Range:  # noqa: N802
        return self.sheet.cells(self.area)

    @property
    def HeaderRowRange(self) -> Range:  # noqa: N802
        top, left, _, right = self.area
        return self.sheet.cells((top, left, top, right))

    @property
    def DataBodyRange(self) -> Range:  # noqa: N802
        top, left, bottom, right = self.area
        return self.sheet.cells((top + self.headers, left, bottom - self.totals, right))

    @property
    def TotalsRowRange(self) -> Range | None:  # noqa: N802
        _, left, bottom, right = self.area
        return self.sheet.cells((bottom, left, bottom, right)) if self.totals else None

    @property
    def ShowHeaders(self) -> bool:  # noqa: N802
        return self.headers

    @property
    def ShowTotals(self) -> bool:  # noqa: N802
        return self.totals

    @property
    def AutoFilter(self) -> AutoFilter | None:  # noqa: N802
        return self.filter

    def Resize(self, target: Any) -> None:  # noqa: N802
        self.sheet.demand_open()
        area = inner(target).area
        if area[0] != self.area[0] or area[2] <= area[0]:
            raise com_error("De koppen van de tabel moeten in dezelfde rij blijven")
        self.area = area
        if self.filter:
            self.filter.area = area


def tables(sheet: Sheet) -> Many:
    """Give the tables of a sheet."""
    return Many(sheet.tables)
