"""The buttons that show something in the workbook: indicators, the manual, what this is."""

from __future__ import annotations

from datetime import date
from importlib import metadata
from typing import Any

import xlwings as xw

from prestatieafspraken.addin.open_book import verdict
from prestatieafspraken.addin.stop import Stop
from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.validators.tables import SHEETS
from prestatieafspraken.workbook.dutch import count_of, measure
from prestatieafspraken.workbook.manual_sheet import SHEET as MANUAL
from prestatieafspraken.workbook.template import NAME

SHEET = "Indicatoren"
HEADERS = ("Code", "Indicator", "Onderdeel", "Periode", "Waarde", "Norm", "Oordeel", "Toelichting")
WIDTHS = (11, 40, 24, 12, 20, 20, 18, 90)
FIRST_ROW = 5


def compute_indicators(book: xw.Book) -> str:
    """Compute every indicator and write them on a sheet of their own, in one call."""
    found = verdict(book)
    indicators = computed(found)
    sheet = next((sheet for sheet in book.sheets if sheet.name == SHEET), None)
    if sheet is None:
        sheet = book.sheets.add(SHEET, after=book.sheets[-1])
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


def computed(found: Verdict) -> list[Indicator]:
    """Compute the indicators of a workbook that was judged."""
    book, afspraken = found.book, found.afspraken
    if book is None or afspraken is None:
        raise Stop("Deze werkmap is niet te lezen. Druk op Controleer werkmap.")
    frames = {name: data.frame for name, data in book.tables.items()}

    def place(table: str, row: int, column: str) -> str:
        where = book.tables[table].place(row, column)
        return f"{where.blad}!{where.cel}"

    return compute(frames, afspraken, peildatum(found), place, SHEETS)


def peildatum(found: Verdict) -> date:
    """Give the day of the workbook, or today when it has none."""
    return found.peildatum or date.today()


def show_manual(book: xw.Book) -> str:
    """Go to the manual, which stands in the workbook itself."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == MANUAL), None)
    if sheet is None:
        raise Stop(
            f"Het blad {MANUAL} ontbreekt in deze werkmap. Het staat in elke werkmap die het "
            "programma nu maakt."
        )
    sheet.activate()
    sheet.range("A1").select()
    return f"De handleiding staat op het blad {MANUAL}."


def about(book: xw.Book) -> str:
    """Say which version this is and which template the workbook has."""
    version = metadata.version("prestatieafspraken")
    template = book.names[NAME].refers_to_range.value if NAME in book.names else None
    named = f" Sjabloon van deze werkmap: {template}." if template else ""
    return f"Prestatieafspraken, versie {version}.{named}"


def _line(indicator: Indicator) -> list[Any]:
    unit = indicator.eenheid

    def shown(value: Any) -> str:
        return "" if value is None else f"'{measure(value, unit)}"

    return [
        indicator.code,
        f"'{indicator.naam}",
        f"'{indicator.onderdeel or 'geheel'}",
        f"'{indicator.periode or ''}",
        shown(indicator.waarde) or "niet te bepalen",
        shown(indicator.norm),
        str(indicator.oordeel),
        f"'{indicator.toelichting}",
    ]
