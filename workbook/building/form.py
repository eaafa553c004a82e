"""The form in which people write agreements: a sheet per table, and lists that grow with them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.workbook.building import data_sheet, list_sheet, measures_sheet
from prestatieafspraken.workbook.column import list_name
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put, put_link, set_up_page
from prestatieafspraken.workbook.layout.saved import steady
from prestatieafspraken.workbook.outcomes.compute import stored
from prestatieafspraken.workbook.table import HEADER_ROW, Table

START = "Start"
STEPS = (
    "Vul de bladen van links naar rechts in. Bij elke kop staat een notitie met uitleg.",
    "Onder 'verplicht' mag in een ingevulde rij niets leeg blijven; de rest mag leeg zijn.",
    "Kies uit de keuzelijst waar die er is. Lijsten groeien mee met wat u op andere bladen invult.",
    "Staan er meer dingen in één cel, zet er dan een puntkomma tussen.",
    "Rijen te kort? Typ door onder de laatste rij: de tabel groeit mee.",
    "Verander geen koppen en geen namen van bladen.",
    "Noem functies en partijen, nooit namen of andere gegevens van personen.",
    "Sla het formulier op en laat het controleren met: "
    "prestatieafspraken afspraken controleer formulier.xlsx.",
)
GrowingLists = Mapping[str, tuple[Sequence[str], str, str]]
"""Per list what heads it always, and the table and the column that the rest comes from."""
LONGEST_LIST = 500
"""Rows of a sheet that a list looks at."""


def build_form(
    tables: Sequence[Table],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    lists: Mapping[str, tuple[str, ...]],
    growing: GrowingLists,
) -> bytes:
    """Give the bytes of a form with `rows` in it, by table name; same input, same bytes."""
    book = Workbook()
    start = book.worksheets[0]
    start.title = START
    for table in tables:
        sheet = book.create_sheet(table.sheet)
        data_sheet.fill(sheet, table, rows.get(table.name, ()))
        _guard_headers(sheet, table)
    measures_sheet.fill(book.create_sheet(measures_sheet.SHEET))
    book.create_sheet(list_sheet.SHEET)
    list_sheet.fill(book, lists)
    for number, (name, (first, table_name, column)) in enumerate(growing.items(), len(lists) + 1):
        source = next(table for table in tables if table.name == table_name)
        _grow(book, get_column_letter(number), name, first, (source, column))
    for sheet in book.worksheets:
        _soften(sheet, growing)
    _start(start, tables)
    book.properties.title = "Formulier voor prestatieafspraken"
    book.properties.creator = "prestatieafspraken"
    book.properties.language = "nl-NL"
    book.calculation.fullCalcOnLoad = True
    stream = io.BytesIO()
    book.save(stream)
    return stored(steady(stream.getvalue()))


def _guard_headers(sheet: Worksheet, table: Table) -> None:
    """Refuse what is typed over a header; a protected sheet would not let the table grow."""
    last = get_column_letter(len(table.columns))
    rule = DataValidation(type="custom", formula1="FALSE", allow_blank=False)
    rule.errorTitle, rule.error = (
        "Koppen",
        "De koppen horen zo te blijven; vul de rijen eronder in.",
    )
    rule.showErrorMessage = True
    rule.sqref = f"A{HEADER_ROW}:{last}{HEADER_ROW}"
    sheet.add_data_validation(rule)


def _grow(
    book: Workbook, letter: str, name: str, first: Sequence[str], source: tuple[Table, str]
) -> None:
    """Write a list that follows a column of another sheet, as far as that is filled."""
    table, column = source
    sheet = book[list_sheet.SHEET]
    put(sheet, f"{letter}5", name.replace("_", " ")).font = style.STRONG
    for row, word in enumerate(first, HEADER_ROW):
        put(sheet, f"{letter}{row}", word)
    names = [one.name for one in table.columns]
    title, of = table.sheet.replace("'", "''"), get_column_letter(names.index(column) + 1)
    there = f"'{title}'!${of}$"
    top, below = HEADER_ROW + len(first), HEADER_ROW + 1
    for offset in range(LONGEST_LIST):
        cell = f"{there}{below + offset}"
        sheet[f"{letter}{top + offset}"] = f'=IF({cell}="","",{cell})'
    area = f"{there}{below}:${of}${below + LONGEST_LIST - 1}"
    begin = f"{list_sheet.SHEET}!${letter}${HEADER_ROW}"
    whole = f"{begin}:${letter}${top + LONGEST_LIST - 1}"
    where = f"{begin}:INDEX({whole},MAX(1,{len(first)}+COUNTA({area})))"
    book.defined_names[list_name(name)] = DefinedName(list_name(name), attr_text=where)


def _soften(sheet: Worksheet, growing: GrowingLists) -> None:
    """Let what is not in a growing list yet be typed after a question."""
    names = {list_name(name) for name in growing}
    for rule in sheet.data_validations.dataValidation:
        if rule.formula1 in names:
            rule.errorStyle = "warning"
            rule.error = "Dit staat nog niet op het andere blad. Vul het daar ook in."


def _start(sheet: Worksheet, tables: Sequence[Table]) -> None:
    sheet.sheet_properties.tabColor = style.BRAND
    for letter, width in zip("ABC", (3, 26, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    put(sheet, "B1", "Formulier voor prestatieafspraken").font = style.TITLE
    put(sheet, "B2", "Hier schrijft u de afspraken op waarvan de werkmappen worden gemaakt.")
    sheet["B2"].font = style.LEAD
    sheet.row_dimensions[1].height = 30
    put(sheet, "B4", "Wat te doen").font = style.SECTION
    row = 5
    for number, step in enumerate(STEPS, 1):
        put(sheet, f"B{row}", f"{number}.  {step}").font = style.BODY
        row += 1
    row += 1
    put(sheet, f"B{row}", "Inhoud").font = style.SECTION
    listed = [(table.sheet, table.description) for table in tables]
    for name, description in [*listed, (measures_sheet.SHEET, measures_sheet.LEAD)]:
        row += 1
        put_link(sheet, f"B{row}", name, "A1", name)
        put(sheet, f"C{row}", description).font = style.BODY
    set_up_page(sheet)
    sheet.print_area = f"A1:C{row}"
    sheet.page_setup.fitToHeight = 1
