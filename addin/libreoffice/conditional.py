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
        style = self._style(number(spec["fill_color"]))
        formats = self.api
        made = formats.createByRange(self.cells.native_areas())
        (rule,) = (one for one in formats.getConditionalFormats() if made == one.ID)
        rule.createEntry(NO_RULE, 0)
        entry = rule.getByIndex(0)
        entry.Operator = EXPRESSION
        entry.Formula1 = spec["formula"].removeprefix("=")
        entry.StyleName = style
        return ConditionalFormat(self.sheet, rule)

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
        self.sheet.native.ConditionalFormats.removeByID(self.native.ID)
