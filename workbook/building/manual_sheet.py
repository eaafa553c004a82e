"""The sheet with the manual."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment

from prestatieafspraken.workbook.building.manual import LEAD, SECTIONS, TITLE
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import fit_row, put, put_title, set_up_page

SHEET = TITLE
WIDTH = 105
FIRST_ROW = 5


def fill(book: Workbook) -> None:
    """Write the steps of each part below each other."""
    sheet = book[SHEET]
    sheet.sheet_properties.tabColor = style.BRAND
    put_title(sheet, TITLE, LEAD)
    sheet.column_dimensions["A"].width = 5
    sheet.column_dimensions["B"].width = WIDTH
    row = FIRST_ROW
    for section in SECTIONS:
        put(sheet, f"A{row}", section.title).font = style.SECTION
        for number, step in enumerate(section.steps, 1):
            row += 1
            count, text = put(sheet, f"A{row}", number), put(sheet, f"B{row}", step)
            count.font = text.font = style.BODY
            count.alignment = Alignment(vertical="top", horizontal="right")
            text.alignment = style.WRAP
            fit_row(sheet, row, [(step, WIDTH)])
        row += 2
    set_up_page(sheet)
    sheet.page_setup.orientation = "portrait"
