"""The button that shows the indicators in the workbook."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from prestatieafspraken.addin.new_sheet import add, shown
from prestatieafspraken.addin.open_book import peildatum, read, verdict
from prestatieafspraken.addin.where import area, block, find
from prestatieafspraken.batch.front_door import compute
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.indicators.oordeel import SIGNS
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.indicators.told import norm_of, part_told, value_of
from prestatieafspraken.workbook.results_table import COLUMNS, SHEET
from prestatieafspraken.workbook.table import HEADER_ROW

ORDER = (
    Oordeel.NIET_GEHAALD,
    Oordeel.NIET_BEREIKT,
    Oordeel.AANDACHT,
    Oordeel.PER_LEZING,
    Oordeel.NIET_BEOORDEELD,
    Oordeel.OP_KOERS,
    Oordeel.ONGEVEER_GEHAALD,
    Oordeel.GEHAALD,
    Oordeel.NIET_TE_BEPALEN,
    Oordeel.NIET_TE_BEOORDELEN,
    Oordeel.GEEN_NORM,
)
"""Verdicts first, what asks for attention on top; then what lacks, then what has no norm."""


def compute_indicators(book: xw.Book) -> str:
    """Compute every indicator and write them on a sheet of their own, in one call."""
    found = verdict(book)
    day = peildatum(found)
    own, afspraken = read(found)
    partij = own.start.partij
    whole = partij is None or afspraken.partij(partij).is_gemeente
    indicators = [one for one in compute(found, peildatum=day) if whole or is_known_to(partij, one)]
    indicators.sort(key=lambda one: ORDER.index(one.oordeel))
    sheet = _sheet(book)
    last = max(area(sheet.used_range)[2], HEADER_ROW + 1)
    block(sheet, HEADER_ROW + 1, 1, last, len(COLUMNS)).clear_contents()
    left = "" if whole else " Wat alleen andere partijen weten, staat er niet bij."
    sheet.range("A2").value = f"'Berekend op de peildatum {day:%d-%m-%Y}.{left}"
    sheet.range((HEADER_ROW + 1, 1)).value = [_line(indicator) for indicator in indicators]
    sheet.activate()
    sheet.range((HEADER_ROW + 1, 1)).select()
    return f"{count_of(len(indicators), 'uitkomst', 'uitkomsten')} op het blad {SHEET}."


def is_known_to(partij: str | None, one: Indicator) -> bool:
    """Say whether a party can know a figure; what it lacks of others is no news to it."""
    return one.onderdeel == partij or one.oordeel not in (
        Oordeel.NIET_TE_BEPALEN,
        Oordeel.NIET_TE_BEOORDELEN,
    )


def _sheet(book: xw.Book) -> xw.Sheet:
    """Give the sheet, in sight; a workbook of before has none, and it gets a plain one."""
    sheet = find(book, SHEET)
    if sheet is None:
        sheet = add(book, SHEET)
        for number, (_, width) in enumerate(COLUMNS, 1):
            sheet.range((1, number)).column_width = width
        sheet.range("A1").value = SHEET
        sheet.range("A1").font.bold = True
    head = sheet.range((HEADER_ROW, 1), (HEADER_ROW, len(COLUMNS)))
    names = [name for name, _ in COLUMNS]
    if head.value != names:
        sheet.clear_contents()
        sheet.range("A1").value, head.value = SHEET, names
        head.font.bold = True
    if not shown(sheet):  # in a protected workbook that is not allowed, and seldom needed
        sheet.visible = True
    return sheet


def _line(indicator: Indicator) -> list[Any]:
    return [
        f"{SIGNS[indicator.oordeel]} {indicator.oordeel}",
        f"'{indicator.naam}",
        f"'{part_told(indicator)}",
        f"'{indicator.periode or ''}",
        f"'{value_of(indicator) or '–'}",
        f"'{norm_of(indicator)}",
        f"'{indicator.toelichting}",
        indicator.code,
    ]
