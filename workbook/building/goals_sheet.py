"""Sheets without a table to fill in: the goals."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.workbook.goal import COLUMNS, GOALS, aim
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import (
    fit_row,
    join_last_page,
    put,
    put_title,
    set_up_page,
)
from prestatieafspraken.workbook.table import HEADER_ROW


def fill_goals(book: Workbook, afspraken: Afspraken) -> None:
    """Write the long-term goals, to read beside the themes."""
    sheet = book[GOALS]
    sheet.sheet_properties.tabColor = style.BRAND
    put_title(sheet, "Doelen op langere termijn", "Waar de afspraken van de thema's aan bijdragen.")
    columns = tuple(COLUMNS.items())
    _headers(book, GOALS, columns)
    for row, doel in enumerate(afspraken.doelen, HEADER_ROW + 1):
        values = (
            doel.id,
            doel.thema,
            doel.titel,
            doel.gemeten,
            aim(doel),
        )
        for letter, value in zip("ABCDE", values, strict=True):
            cell = put(sheet, f"{letter}{row}", value)
            cell.font, cell.border, cell.alignment = style.BODY, style.CELL_BORDER, style.WRAP
        widths = (width for _, width in columns)
        fit_row(sheet, row, [(str(v), width) for v, width in zip(values, widths, strict=True)])
        sheet[f"B{row}"].alignment = Alignment(horizontal="left", vertical="top")
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    set_up_page(sheet, header_row=HEADER_ROW)
    join_last_page(sheet, HEADER_ROW + len(afspraken.doelen))


def _headers(book: Workbook, name: str, columns: tuple[tuple[str, float], ...]) -> None:
    sheet = book[name]
    for letter, (header, width) in zip("ABCDEFGH", columns, strict=False):
        cell = put(sheet, f"{letter}{HEADER_ROW}", header)
        cell.font, cell.fill = style.HEADER, style.header_fill(0)
        cell.alignment, cell.border = style.HEADER_ALIGNMENT, style.CELL_BORDER
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[HEADER_ROW].height = 24
