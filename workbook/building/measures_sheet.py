"""The sheet of the form with every measure that can be chosen: to read, not to fill in."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.afspraken.maat import Maat
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import fit_row, put, put_title, set_up_page
from prestatieafspraken.workbook.table import HEADER_ROW

SHEET = "Maten"
LEAD = "Waaruit u bij Maat kunt kiezen; hier vult u niets in."
COLUMNS = {
    "Maat": 30,
    "Naam": 34,
    "Eenheid": 16,
    "Hoe het wordt geteld": 70,
    "Waar de omschrijving vandaan komt": 40,
    "Hoe anderen het woord gebruiken": 60,
}
"""The headers, each with its width."""


def fill(sheet: Worksheet) -> None:
    """Write the measures, each on a row."""
    sheet.sheet_properties.tabColor = style.BRAND
    put_title(sheet, "De maten", LEAD)
    for letter, (header, width) in zip("ABCDEF", COLUMNS.items(), strict=True):
        cell = put(sheet, f"{letter}{HEADER_ROW}", header)
        cell.font, cell.fill = style.HEADER, style.header_fill(0)
        cell.alignment, cell.border = style.HEADER_ALIGNMENT, style.CELL_BORDER
        sheet.column_dimensions[letter].width = width
    for row, maat in enumerate(by_code().values(), HEADER_ROW + 1):
        texts = _texts(maat)
        for letter, text in zip("ABCDEF", texts, strict=True):
            cell = put(sheet, f"{letter}{row}", text)
            cell.font, cell.border, cell.alignment = style.BODY, style.CELL_BORDER, style.WRAP
        fit_row(sheet, row, list(zip(texts, COLUMNS.values(), strict=True)))
    sheet.row_dimensions[HEADER_ROW].height = 24
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    set_up_page(sheet, header_row=HEADER_ROW)


def _texts(maat: Maat) -> tuple[str, ...]:
    how = maat.telwijze
    if how is None:
        return maat.code, maat.naam, maat.eenheid, maat.formule, "", ""
    counted = f"{maat.formule} {how.definitie}"
    return maat.code, maat.naam, maat.eenheid, counted, how.herkomst, how.anders
