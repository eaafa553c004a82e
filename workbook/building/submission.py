"""A workbook that is handed in: frozen, without macros, with the verdict on it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put, set_up_page
from prestatieafspraken.workbook.layout.saved import steady

SHEET = "Inzending"
WIDTHS = (28, 13, 30, 64, 52, 40)
HEADERS = ("Ernst", "Code", "Plaats", "Melding", "Herstel", "Toelichting")


def submission(
    data: bytes,
    facts: Sequence[tuple[str, Any]],
    findings: Sequence[Sequence[str]],
    peildatum: date,
) -> bytes:
    """Give a built workbook with a first sheet that holds `facts` and the findings.

    Each finding is severity, code, place, message, repair and explanation.
    """
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.create_sheet(SHEET, 0)
    put(sheet, "A1", SHEET).font = style.TITLE
    put(sheet, "A2", "Een vastgelegde kopie. Wijzig haar niet; maak zo nodig een nieuwe.")
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    row = 4
    for label, value in facts:
        put(sheet, f"A{row}", label).font = style.STRONG
        cell = put(sheet, f"B{row}", value)
        if isinstance(value, date):
            cell.number_format = "dd-mm-yyyy"
        row += 1
    row += 1
    for number, header in enumerate(HEADERS, 1):
        cell = put(sheet, f"{get_column_letter(number)}{row}", header)
        cell.font, cell.fill = style.HEADER, style.header_fill(0)
    for finding in findings:
        row += 1
        for number, value in enumerate(finding, 1):
            put(sheet, f"{get_column_letter(number)}{row}", value).alignment = style.WRAP
    set_up_page(sheet)
    book.active = 0
    stream = io.BytesIO()
    book.save(stream)
    return steady(stream.getvalue(), peildatum)
