"""The rows above the cells of a table: the headers, their units, and whose columns they are."""

from __future__ import annotations

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.workbook.building.validation import hint
from prestatieafspraken.workbook.column import Column, Format
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put
from prestatieafspraken.workbook.table import HEADER_ROW, Table

AUTHOR = "prestatieafspraken"
FIRST_FILLED = "status"
"""The column of agreements with which what people fill in begins."""


def head(sheet: Worksheet, table: Table, column: Column, letter: str) -> None:
    """Write the header of a column, with a note that says what belongs there."""
    cell = put(sheet, f"{letter}{HEADER_ROW}", column.header)
    cell.font, cell.fill = style.HEADER, style.header_fill(table.theme)
    cell.alignment, cell.border = style.HEADER_ALIGNMENT, style.CELL_BORDER
    text = hint(column) if column.formula is None else f"{column.help} Niet zelf invullen."
    note = Comment(text, AUTHOR)
    note.width, note.height = 260, 40 + 18 * (len(text) // 38 + 1)
    cell.comment = note


def above(sheet: Worksheet, table: Table, column: Column, letter: str, *, is_form: bool) -> None:
    """Say above a header in what unit its figures are, and above that what they are together."""
    cell = sheet[f"{letter}{HEADER_ROW - 1}"]
    if column.total:
        total = sheet[f"{letter}{HEADER_ROW - 2}"]
        total.value = f"=SUBTOTAL(109,{table.excel_name}[{column.header}])"
        total.number_format, total.font = column.format.value, style.STRONG
    if is_form:
        put(sheet, cell.coordinate, "verplicht" if column.required else None)
    else:
        put(sheet, cell.coordinate, "rekent zelf" if column.formula else _unit(column))
    cell.font, cell.alignment = style.HINT, style.HINT_ALIGNMENT


def _unit(column: Column) -> str | None:
    """Say in what a figure is, and how a day is typed; of a year that needs no word."""
    if column.format is Format.JAAR:
        return None
    return "dd-mm-jjjj" if column.format is Format.DATUM else column.unit or None


def bands(sheet: Worksheet, table: Table) -> None:
    """Say above the sheet of a theme which columns are agreed, and which are filled in."""
    parts = (("Zo is het afgesproken", style.AGREED_FILL), ("Dit vult u in", style.INPUT_FILL))
    names = [column.name for column in table.columns]
    if FIRST_FILLED not in names:
        return
    split = names.index(FIRST_FILLED)
    for number in range(len(names)):
        text, fill_ = parts[number >= split]
        cell = put(
            sheet,
            f"{get_column_letter(number + 1)}{HEADER_ROW - 2}",
            text if number in (0, split) else None,
        )
        cell.font, cell.fill = style.STRONG, fill_
