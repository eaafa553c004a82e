"""Rules of conditional formatting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from prestatieafspraken.addin.libreoffice import office
from prestatieafspraken.addin.libreoffice.native import Native

NO_RULE, EXPRESSION = 0, 24
"""com.sun.star.sheet.ConditionEntryType.CONDITION; ConditionFormatOperator.EXPRESSION."""

STYLE = "Regel {}"


def number(color: Any) -> int:
    """Give a colour as LibreOffice counts them, from (red, green, blue) or "#rrggbb"."""
    if isinstance(color, str):
        return int(color.removeprefix("#"), 16)
    red, green, blue = color
    return int(red) << 16 | int(green) << 8 | int(blue)


def parts(value: int) -> tuple[int, int, int]:
    """Give (red, green, blue)."""
    return value >> 16 & 255, value >> 8 & 255, value & 255


class ConditionalFormats:
    """The rules that hold for the cells of a range; only those with a formula can be added."""

    def __init__(self, cells: Any) -> None:
        self.cells = cells
        self.sheet = cells.sheet

    @property
    def api(self) -> Any:
        return self.sheet.native.ConditionalFormats

    def __iter__(self) -> Iterator[ConditionalFormat]:
        for rule in self.api.getConditionalFormats():
            if self.cells.touches(rule.Range):
                yield ConditionalFormat(self.sheet, rule)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: int) -> ConditionalFormat:
        return list(self)[key - 1]

    def __contains__(self, key: int) -> bool:
        return 1 <= key <= len(self)

    def add_custom(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        self.cells.demand_open()
        rule = {"Formula1": spec["formula"].removeprefix("="), "Operator": _by_formula()}
        style = self._style(number(spec["fill_color"]))
        known = {one.ID for one in self.api.getConditionalFormats()}
        _draw(self.sheet, self.cells.native_areas(), StyleName=style, **rule)
        (made,) = (one for one in self.api.getConditionalFormats() if one.ID not in known)
        return ConditionalFormat(self.sheet, made)

    def _style(self, color: int) -> str:
        """Give the name of a cell style with this fill, made where it is not there yet.

        As long as any sheet is protected, LibreOffice lets nobody give a style a fill.
        """
        name = STYLE.format(f"{color:06x}")
        document = self.sheet.book.document
        styles = document.StyleFamilies.getByName("CellStyles")
        if not styles.hasByName(name):
            if any(sheet.protected for sheet in self.sheet.book.sheets):
                raise office.RefusedError
            styles.insertByName(name, document.createInstance("com.sun.star.style.CellStyle"))
            styles.getByName(name).CellBackColor = color
        return name


class ConditionalFormat(Native):
    """One rule and the cells that it holds for."""

    def __init__(self, sheet: Any, native: Any) -> None:
        super().__init__(native)
        self.sheet = sheet

    @property
    def type(self) -> str:
        return "unknown" if self.formula is None else "custom"

    @property
    def formula(self) -> str | None:
        entry = self.native.getByIndex(0)
        expression = entry.getType() == NO_RULE and entry.Operator == EXPRESSION
        return f"={entry.Formula1}" if expression else None

    @property
    def fill_color(self) -> tuple[int, int, int] | None:
        styles = self.sheet.book.document.StyleFamilies.getByName("CellStyles")
        value = styles.getByName(self.native.getByIndex(0).StyleName).CellBackColor
        return None if value < 0 else parts(value)

    def delete(self) -> None:
        self.sheet.demand_open()
        areas, number = self.native.Range, self.native.ID
        self.sheet.native.ConditionalFormats.removeByID(number)
        _draw(self.sheet, areas)


def _by_formula() -> Any:
    return office.uno().Enum("com.sun.star.sheet.ConditionOperator", "FORMULA")


def _draw(sheet: Any, areas: Any, **rule: Any) -> None:
    """Give cells a rule that is seen at once, or without one show that a rule is gone.

    What `createByRange` makes is known but not drawn until the workbook is opened again. A rule
    that is given to the cells themselves is drawn, but takes them away from all other rules; those
    get their cells back. Each keeps one cell meanwhile, as a rule without cells is thrown away.
    """
    others = [
        (one, one.Range.RangeAddresses)
        for one in sheet.native.ConditionalFormats.getConditionalFormats()
        if any(one.Range.queryIntersection(area).Count for area in areas.RangeAddresses)
    ]
    for one, cells in others:
        one.Range = _cells(sheet, (*cells, _last_cell(sheet)))
    entries = areas.ConditionalFormat
    entries.clear()
    if rule:
        entries.addNew(office.properties(**rule))
    areas.ConditionalFormat = entries
    for one, cells in others:
        one.Range = _cells(sheet, cells)


def _cells(sheet: Any, addresses: tuple[Any, ...]) -> Any:
    made = sheet.book.document.createInstance("com.sun.star.sheet.SheetCellRanges")
    made.addRangeAddresses(addresses, False)
    return made


def _last_cell(sheet: Any) -> Any:
    everything = sheet.native.RangeAddress
    everything.StartRow, everything.StartColumn = everything.EndRow, everything.EndColumn
    return everything
