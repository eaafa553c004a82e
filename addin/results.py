"""The button that shows the indicators in the workbook."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from prestatieafspraken.addin.new_sheet import add
from prestatieafspraken.addin.open_book import peildatum, verdict
from prestatieafspraken.batch.front_door import compute
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.indicators.told import norm_of, value_of

SHEET = "Indicatoren"
HEADERS = ("Code", "Indicator", "Onderdeel", "Periode", "Waarde", "Norm", "Oordeel", "Toelichting")
WIDTHS = (11, 40, 24, 12, 20, 20, 18, 90)
FIRST_ROW = 5


def compute_indicators(book: xw.Book) -> str:
    """Compute every indicator and write them on a sheet of their own, in one call."""
    found = verdict(book)
    indicators = compute(found, peildatum=peildatum(found))
    sheet = next((sheet for sheet in book.sheets if sheet.name == SHEET), None)
    if sheet is None:
        sheet = add(book, SHEET)
        for number, width in enumerate(WIDTHS, 1):
            sheet.range((1, number)).column_width = width
    sheet.clear_contents()
    sheet.range("A1").value = SHEET
    sheet.range("A1").font.bold = True
    sheet.range("A2").value = f"'Berekend op de peildatum {peildatum(found):%d-%m-%Y}."
    sheet.range((FIRST_ROW - 1, 1)).value = list(HEADERS)
    sheet.range((FIRST_ROW - 1, 1), (FIRST_ROW - 1, len(HEADERS))).font.bold = True
    sheet.range((FIRST_ROW, 1)).value = [_line(indicator) for indicator in indicators]
    sheet.activate()
    sheet.range((FIRST_ROW, 1)).select()
    return f"{count_of(len(indicators), 'uitkomst', 'uitkomsten')} op het blad {SHEET}."


def _line(indicator: Indicator) -> list[Any]:
    return [
        indicator.code,
        f"'{indicator.naam}",
        f"'{indicator.onderdeel or 'geheel'}",
        f"'{indicator.periode or ''}",
        f"'{value_of(indicator) or 'niet te bepalen'}",
        f"'{norm_of(indicator)}",
        str(indicator.oordeel),
        f"'{indicator.toelichting}",
    ]
