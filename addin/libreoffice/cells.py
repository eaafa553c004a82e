"""Ranges of cells with their looks and notes."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from prestatieafspraken.addin.libreoffice import formulas, office, values
from prestatieafspraken.addin.libreoffice.validation import DataValidation
from prestatieafspraken.workbook.source import Range as Area
from prestatieafspraken.workbook.source import letter

VALUE, DATETIME, TEXT, NOTE, FORMULA, LOOKS, STYLES, EDITED = 1, 2, 4, 8, 16, 32, 64, 256
CONTENTS = VALUE | DATETIME | TEXT | FORMULA
NO_COLOR = -1
BOLD, NORMAL = 150.0, 100.0
CHARACTER_WIDTH = 193
"""Hundredths of a millimetre that one character of column width takes."""


class Range(base_classes.Range):
    """A rectangle of cells."""

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
            area = self.native.RangeAddress
            first, last = (area.StartRow + 1, area.StartColumn + 1), (area.EndRow, area.EndColumn)
            self._corners = (*first, last[0] + 1, last[1] + 1)
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

    # Values and formulas

    @property
    def raw_value(self) -> Any:
        return values.read(self.document, self.native)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        rows, columns = self.shape
        if not isinstance(data, list | tuple):
            data = [[data] * columns for _ in range(rows)]
        plain = tuple(
            tuple(_plain(value) if isinstance(value, float | str) else "" for value in row)
            for row in data
        )
        self.native.setDataArray(plain)
        for number, row in enumerate(data):
            for col, value in enumerate(row):
                if value is None or isinstance(value, float):
                    continue
                if isinstance(value, str) and not value.startswith("="):
                    continue
                _write(self.document, self.native.getCellByPosition(col, number), value)

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
        self.native.clearContents(CONTENTS)

    def clear_formats(self) -> None:
        self.native.clearContents(LOOKS | STYLES | EDITED)

    def clear(self) -> None:
        self.native.clearContents(CONTENTS | NOTE | LOOKS | STYLES | EDITED)

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

    # Looks

    @property
    def color(self) -> tuple[int, int, int] | None:
        value = self.native.CellBackColor
        return None if value == NO_COLOR else (value >> 16 & 255, value >> 8 & 255, value & 255)

    @color.setter
    def color(self, value: Any) -> None:
        self.native.CellBackColor = NO_COLOR if value is None else _number(value)

    @property
    def number_format(self) -> str:
        return str(self.document.NumberFormats.getByKey(self.native.NumberFormat).FormatString)

    @number_format.setter
    def number_format(self, value: str) -> None:
        english = office.struct("com.sun.star.lang.Locale", Language="en", Country="US")
        formats = self.document.NumberFormats
        key = formats.queryKey(value, english, False)
        self.native.NumberFormat = formats.addNew(value, english) if key == -1 else key

    @property
    def wrap_text(self) -> bool:
        return bool(self.native.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.native.IsTextWrapped = value

    @property
    def column_width(self) -> float:
        return float(self.native.Columns.getByIndex(0).Width) / CHARACTER_WIDTH

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.native.Columns.Width = int(value * CHARACTER_WIDTH)

    def autofit(self, axis: str | None = None) -> None:
        self.native.Rows.OptimalHeight = True

    @property
    def font(self) -> Font:
        return Font(self.native)

    @property
    def data_validation(self) -> DataValidation:
        return DataValidation(self.native)

    # Notes, links and selection

    @property
    def note(self) -> Note | None:
        cell = self.native.getCellByPosition(0, 0)
        return Note(self, cell) if cell.getAnnotation().getString() else None

    def add_note(self, text: str) -> Note:
        cell = self.native.getCellByPosition(0, 0)
        self._sheet.native.getAnnotations().insertNew(cell.CellAddress, text)
        return Note(self, cell)

    @property
    def hyperlink(self) -> str:
        fields = self.native.getCellByPosition(0, 0).getTextFields()
        return str(fields.getByIndex(0).URL) if fields.getCount() else ""

    def add_hyperlink(
        self, address: str, text_to_display: str = "", screen_tip: str | None = None
    ) -> None:
        cell = self.native.getCellByPosition(0, 0)
        cell.setString("")
        field = self.document.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, text_to_display or address
        cell.insertTextContent(cell.createTextCursor(), field, False)

    def select(self) -> None:
        self.document.CurrentController.select(self.native)


class Font:
    """How the text of a range looks."""

    def __init__(self, native: Any) -> None:
        self.native = native

    @property
    def api(self) -> Any:
        return self.native

    @property
    def bold(self) -> bool:
        return bool(self.native.CharWeight == BOLD)

    @bold.setter
    def bold(self, value: bool) -> None:
        self.native.CharWeight = BOLD if value else NORMAL

    @property
    def color(self) -> tuple[int, int, int]:
        value = max(0, self.native.CharColor)
        return value >> 16 & 255, value >> 8 & 255, value & 255

    @color.setter
    def color(self, value: Any) -> None:
        self.native.CharColor = _number(value)

    @property
    def size(self) -> float:
        return float(self.native.CharHeight)

    @size.setter
    def size(self, value: float) -> None:
        self.native.CharHeight = value


class Note:
    """The note of one cell."""

    def __init__(self, parent: Range, cell: Any) -> None:
        self.parent = parent
        self.cell = cell

    @property
    def api(self) -> Any:
        return self.cell.getAnnotation()

    @property
    def text(self) -> str:
        return str(self.cell.getAnnotation().getString())

    @text.setter
    def text(self, value: str) -> None:
        self.cell.getAnnotation().setString(value)

    @property
    def location(self) -> Range:
        return self.parent

    def delete(self) -> None:
        self.cell.clearContents(NOTE)


def _number(color: Any) -> int:
    if isinstance(color, str):
        return int(color.removeprefix("#"), 16)
    red, green, blue = color
    return int(red) << 16 | int(green) << 8 | int(blue)


def _steps(filled: list[bool]) -> int:
    """Count the cells from the first one to where a run of filled cells ends or begins."""
    if len(filled) < 2:
        return 0
    if filled[0] and filled[1]:
        return next((n for n, full in enumerate(filled) if not full), len(filled)) - 1
    return next((n for n, full in enumerate(filled) if n and full), len(filled) - 1)


def _plain(value: float | str) -> float | str:
    """Give what is written in bulk; a text stays a text, so the sign that says so can go."""
    return value.removeprefix("'") if isinstance(value, str) else value


def _write(document: Any, cell: Any, value: Any) -> None:
    """Write what is no plain number or text, as Excel understands it when it is typed."""
    if isinstance(value, str) and value.startswith("="):
        formulas.write(document, cell, value)
    elif isinstance(value, bool):
        cell.setValue(float(value))
        _format(document, cell, values.LOGICAL)
    else:
        cell.setValue(values.serial(value))
        _format(document, cell, values.DATE)


def _format(document: Any, cell: Any, kind: int) -> None:
    """Give a cell the plain format of a kind, unless it has one already."""
    if not document.NumberFormats.getByKey(cell.NumberFormat).Type & kind:
        locale = office.struct("com.sun.star.lang.Locale")
        cell.NumberFormat = document.NumberFormats.getStandardFormat(kind, locale)
