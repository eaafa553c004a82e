"""Build a workbook: sheets per theme, filled in with what is known, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.workbook import findings_table
from prestatieafspraken.workbook.building import (
    copy_sheet,
    data_sheet,
    findings_sheet,
    goals_sheet,
    list_sheet,
    manual,
    manual_sheet,
    start_sheet,
)
from prestatieafspraken.workbook.building.afgesproken import afgesproken
from prestatieafspraken.workbook.building.cell_kinds import CellKinds
from prestatieafspraken.workbook.building.still_open import NO_WORDS, NOTHING
from prestatieafspraken.workbook.building.vragen import vragen
from prestatieafspraken.workbook.dashboard import sheet
from prestatieafspraken.workbook.goal import GOALS
from prestatieafspraken.workbook.layout.saved import steady
from prestatieafspraken.workbook.table import COPY_SHEET, Table
from prestatieafspraken.workbook.template_id import TEMPLATE_PROPERTY, SjabloonSoort, TemplateId

LAYOUT_VERSION = 1
"""Goes up with every change of the sheets that makes an earlier workbook unreadable."""


def build(
    afspraken: Afspraken,
    partij: Partij,
    tables: Sequence[Table],
    codelists: Mapping[str, tuple[str, ...]],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    peildatum: date,
) -> bytes:
    """Give the bytes of an .xlsx for one party.

    `rows` are the rows to start with, by table name, each from column name to value; any text is
    written as a text, also one that looks like a formula. Same input, same bytes.
    """
    kind = SjabloonSoort.GEMEENTE if partij.is_gemeente else SjabloonSoort.CORPORATIE
    template = str(
        TemplateId(afspraken.gemeente.map, afspraken.gemeente.jaar, LAYOUT_VERSION, kind)
    )
    book = Workbook()
    book.remove(book.worksheets[0])
    contents = _contents(tables)
    # The lists stay last: Excel cannot be counted on to add a sheet after one that is very hidden.
    hidden = (COPY_SHEET, list_sheet.SHEET)
    for name in (start_sheet.SHEET, *(name for name, *_ in contents), *hidden):
        book.create_sheet(name)
    copy_sheet.fill(book, afspraken)
    list_sheet.fill(book, {**codelists, NOTHING: NO_WORDS})
    start_sheet.fill(book, afspraken, partij, peildatum, template, contents)
    asked = {t.name: v for t, v in vragen(tables, afspraken, partij, codelists.__getitem__)}
    agreed = afgesproken(afspraken, partij)
    for table in tables:
        own, name = rows.get(table.name, ()), table.name
        kinds = CellKinds(table, own, agreed.get(name, ()), asked.get(name, ()))
        data_sheet.fill(book[table.sheet], table, own, kinds)
    goals_sheet.fill_goals(book, afspraken)
    findings_sheet.fill(book)
    manual_sheet.fill(book)
    sheet.fill(book, afspraken, partij, tables)
    book.move_sheet(list_sheet.SHEET, len(book.sheetnames))
    _describe(book, afspraken, partij, template)
    stream = io.BytesIO()
    book.save(stream)
    return steady(stream.getvalue(), peildatum)


def _contents(tables: Sequence[Table]) -> list[tuple[str, str, int | None]]:
    """Give the sheets after the first one: name, description and theme."""
    sheets: list[tuple[str, str, int | None]] = []
    for table in tables:
        sheets.append((table.sheet, table.title, table.theme))
        if table.name == "partijen":
            sheets.append((GOALS, "Doelen op langere termijn", None))
    sheets.append((sheet.SHEET, "Waar staan we? Rekent vanzelf mee", None))
    sheets.append((findings_table.SHEET, "Wat de laatste controle vond", None))
    sheets.append((manual_sheet.SHEET, manual.LEAD.rstrip("."), None))
    return sheets


def _describe(book: Workbook, afspraken: Afspraken, partij: Partij, template: str) -> None:
    gemeente = afspraken.gemeente
    book.properties.title = f"Prestatieafspraken {gemeente.naam} {gemeente.jaar}: {partij.naam}"
    book.properties.creator = "prestatieafspraken"
    book.properties.language = "nl-NL"
    book.custom_doc_props.append(  # type: ignore[attr-defined]
        StringProperty(name=TEMPLATE_PROPERTY, value=template)
    )
    # Formulas carry no values until a spreadsheet program has computed them.
    book.calculation.fullCalcOnLoad = True
