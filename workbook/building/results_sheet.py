"""The sheet Indicatoren of a new workbook: hidden, until the button fills it."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment

from prestatieafspraken.workbook.dashboard.formulas import WORDS
from prestatieafspraken.workbook.dashboard.strook import FILLS
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put, put_title, set_up_page
from prestatieafspraken.workbook.results_table import COLUMNS, SHEET
from prestatieafspraken.workbook.table import HEADER_ROW

LAST = 2000
"""The last row that is coloured."""


def fill(book: Workbook) -> None:
    """Lay out the headers, and how whatever comes under them looks."""
    sheet = book[SHEET]
    sheet.sheet_state = "hidden"
    sheet.sheet_properties.tabColor = style.BRAND
    put_title(sheet, SHEET, "De knop Bereken indicatoren zet hier hoe elk cijfer ervoor staat.")
    for letter, (header, width) in zip("ABCDEFGH", COLUMNS, strict=True):
        column = sheet.column_dimensions[letter]
        column.width, column.font = width, style.BODY
        side = "right" if header == "Waarde" else "left"
        column.alignment = Alignment(horizontal=side, vertical="top", indent=1)
        cell = put(sheet, f"{letter}{HEADER_ROW}", header)
        cell.font, cell.fill = style.HEADER, style.header_fill(0)
        cell.alignment, cell.border = style.HEADER_ALIGNMENT, style.CELL_BORDER
    first = HEADER_ROW + 1
    for word, fill_ in FILLS.items():
        rule = FormulaRule([f'$A{first}="{WORDS[word]}"'], fill=fill_)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(f"A{first}:A{LAST}", rule)
    sheet.row_dimensions[HEADER_ROW].height = 24
    sheet.freeze_panes = f"A{first}"
    set_up_page(sheet, header_row=HEADER_ROW)
