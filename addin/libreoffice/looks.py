"""How cells look: fills, number formats, widths, fonts and rules."""

from __future__ import annotations

from typing import Any

from prestatieafspraken.addin.libreoffice import office
from prestatieafspraken.addin.libreoffice.conditional import ConditionalFormats, number, parts
from prestatieafspraken.addin.libreoffice.native import Native
from prestatieafspraken.addin.libreoffice.validation import DataValidation

NO_COLOR = -1
BOLD, NORMAL = 150.0, 100.0
CHARACTER_WIDTH = 193
"""Hundredths of a millimetre that one character of column width takes."""


class Looks:
    """The part of a range that is about how its cells look; `native` are the cells."""

    native: Any
    document: Any
    sheet: Any

    def demand_open(self) -> None:
        """Refuse to go on where the sheet is protected; by itself this interface passes over it."""
        self.sheet.demand_open()

    @property
    def color(self) -> tuple[int, int, int] | None:
        value = self.native.CellBackColor
        return None if value == NO_COLOR else parts(value)

    @color.setter
    def color(self, value: Any) -> None:
        self.demand_open()
        self.native.CellBackColor = NO_COLOR if value is None else number(value)

    @property
    def number_format(self) -> str:
        return str(self.document.NumberFormats.getByKey(self.native.NumberFormat).FormatString)

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.demand_open()
        english = office.struct("com.sun.star.lang.Locale", Language="en", Country="US")
        formats = self.document.NumberFormats
        key = formats.queryKey(value, english, False)
        self.native.NumberFormat = formats.addNew(value, english) if key == -1 else key

    @property
    def wrap_text(self) -> bool:
        return bool(self.native.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.demand_open()
        self.native.IsTextWrapped = value

    @property
    def column_width(self) -> float:
        return float(self.native.Columns.getByIndex(0).Width) / CHARACTER_WIDTH

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.demand_open()
        self.native.Columns.Width = int(value * CHARACTER_WIDTH)

    @property
    def font(self) -> Font:
        return Font(self.native)

    @property
    def data_validation(self) -> DataValidation:
        return DataValidation(self)

    @property
    def conditional_formats(self) -> ConditionalFormats:
        return ConditionalFormats(self)


class Font(Native):
    """How the text of a range looks."""

    @property
    def bold(self) -> bool:
        return bool(self.native.CharWeight == BOLD)

    @bold.setter
    def bold(self, value: bool) -> None:
        self.native.CharWeight = BOLD if value else NORMAL
