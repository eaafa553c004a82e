"""Build a workbook: sheets per theme, filled in with what is known, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter

from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.workbook import findings_table, results_table
from prestatieafspraken.workbook.building import (
    copy_sheet,
    counts,
    data_sheet,
    findings_sheet,
    goals_sheet,
    list_sheet,
    manual_sheet,
    results_sheet,
    start_sheet,
)
from prestatieafspraken.workbook.building.afgesproken import afgesproken
from prestatieafspraken.workbook.building.cell_kinds import CellKinds
from prestatieafspraken.workbook.building.still_open import NO_WORDS, NOTHING
from prestatieafspraken.workbook.building.vragen import Vraag, vragen
from prestatieafspraken.workbook.dashboard import sheet
from prestatieafspraken.workbook.goal import GOALS
from prestatieafspraken.workbook.layout.saved import steady
from prestatieafspraken.workbook.table import COPY_SHEET, HEADER_ROW, Table
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
    kind, gemeente = SjabloonSoort(partij.soort), afspraken.gemeente
    template = str(TemplateId(gemeente.map, gemeente.jaar, LAYOUT_VERSION, kind))
    book = Workbook()
    book.remove(book.worksheets[0])
    asked = {t.name: v for t, v in vragen(tables, afspraken, partij, codelists.__getitem__)}
    agreed = afgesproken(afspraken, partij)
    kinds = {
        one.name: CellKinds(
            one, rows.get(one.name, ()), agreed.get(one.name, ()), asked.get(one.name, ())
        )
        for one in tables
    }
    contents = _contents(tables, kinds, asked)
    # The lists stay last: Excel cannot be counted on to add a sheet after one that is very hidden.
    hidden = (results_table.SHEET, COPY_SHEET, list_sheet.SHEET)
    for name in (start_sheet.SHEET, *(one.naam for one in contents), *hidden):
        book.create_sheet(name)
    copy_sheet.fill(book, afspraken)
    lists = {**codelists, NOTHING: NO_WORDS}
    list_sheet.fill(book, lists)
    counts.fill(book, tables, asked, len(lists) + 2)
    start_sheet.fill(book, afspraken, partij, peildatum, template, contents)
    for table in tables:
        data_sheet.fill(book[table.sheet], table, rows.get(table.name, ()), kinds[table.name])
    goals_sheet.fill_goals(book, afspraken)
    findings_sheet.fill(book)
    manual_sheet.fill(book)
    results_sheet.fill(book)
    sheet.fill(book, afspraken, partij, tables)
    book.move_sheet(list_sheet.SHEET, len(book.sheetnames))
    _describe(book, afspraken, partij, template)
    stream = io.BytesIO()
    book.save(stream)
    return steady(stream.getvalue(), peildatum)


def _contents(
    tables: Sequence[Table], kinds: Mapping[str, CellKinds], asked: Mapping[str, Sequence[Vraag]]
) -> list[start_sheet.BladRegel]:
    """Give the sheets after the first one."""
    sheets: list[start_sheet.BladRegel] = []
    for table in tables:
        if table.name in asked:
            sheets.append(_asking(table, kinds[table.name], asked[table.name]))
        else:
            sheets.append(start_sheet.BladRegel(table.sheet, _about(table), table.theme))
        if table.name == "partijen":
            sheets.append(start_sheet.BladRegel(GOALS, "Doelen op langere termijn"))
    sheets.append(start_sheet.BladRegel(sheet.SHEET, "Waar staan we? Rekent vanzelf mee"))
    sheets.append(start_sheet.BladRegel(findings_table.SHEET, "Wat de laatste controle vond"))
    sheets.append(start_sheet.BladRegel(manual_sheet.SHEET, "Invullen, controleren en inleveren"))
    return sheets


def _about(table: Table) -> str:
    """Say what a sheet is about, in words that its name does not have."""
    if table.title != table.sheet:
        return table.title
    return table.description.split(". ")[0].rstrip(".")


def _asking(table: Table, kinds: CellKinds, asked: Sequence[Vraag]) -> start_sheet.BladRegel:
    """Say what a sheet asks, and in which cell that begins."""
    what, cell = _about(table), "A1"
    if table.form == "afspraken":
        what = f"{count_of(len(asked), 'afspraak', 'afspraken')}: hoe staat het?"
    if kinds.asked:
        first = min(kinds.asked, key=lambda one: one.rij)
        at = [column.name for column in table.columns].index(first.kolom) + 1
        cell = f"{get_column_letter(at)}{HEADER_ROW + 1 + first.rij}"
    return start_sheet.BladRegel(table.sheet, what, table.theme, cell, vraagt=True)


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
