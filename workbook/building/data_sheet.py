"""One table on one sheet: an Excel table that people fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl.cell import Cell
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.afspraken.status import AfspraakStatus
from prestatieafspraken.workbook.building.cell_kinds import CellKind, CellKinds
from prestatieafspraken.workbook.building.headers import above, bands, head
from prestatieafspraken.workbook.building.still_open import still_open
from prestatieafspraken.workbook.building.validation import (
    LAST_ROW,
    explains_itself,
    validation,
)
from prestatieafspraken.workbook.building.widths import fitting
from prestatieafspraken.workbook.column import Column, Format
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import (
    fit_row,
    join_last_page,
    put,
    put_title,
    set_up_page,
)
from prestatieafspraken.workbook.layout.height import lines
from prestatieafspraken.workbook.table import HEADER_ROW, Table

LONG = 25
"""Rows from which people want to pick some."""
_ALIGNMENTS = {
    Format.TEKST: style.WRAP,
    Format.KEUZE: style.WRAP,
    Format.JAAR: style.MIDDLE,
    Format.DATUM: style.MIDDLE,
}


def fill(
    sheet: Worksheet,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    kinds: CellKinds | None = None,
) -> None:
    """Lay out the table on an empty sheet, with `rows` (column name to value) and spare rows.

    `kinds` tells of a workbook what each cell is; a form has none, and says what is required.
    """
    sheet.sheet_properties.tabColor = style.theme_colour(table.theme)
    put_title(sheet, table.title, table.description)
    first = HEADER_ROW + 1
    last = HEADER_ROW + max(1, len(rows) + table.spare_rows)
    filters = kinds is None or len(rows) > LONG
    widths = fitting(table, rows)
    for number, column in enumerate(table.columns, 1):
        letter = get_column_letter(number)
        head(sheet, table, column, letter)
        sheet.column_dimensions[letter].width = widths[column.name]
        above(sheet, table, column, letter, is_form=kinds is None)
        values = [row.get(column.name) for row in rows]
        values += [None] * (last - HEADER_ROW - len(rows))
        _column(sheet, table, column, letter, values, kinds)
        rule = None if column.formula else validation(column)
        if rule is not None:
            rule.showInputMessage = kinds is None or explains_itself(column)
            rule.sqref = f"{letter}{first}:{letter}{max(last, LAST_ROW)}"
            sheet.add_data_validation(rule)
        _mark(sheet, column, f"{letter}{first}:{letter}{max(last, LAST_ROW)}")
    for number, row in enumerate(rows, first):
        texts = [(row.get(column.name), widths[column.name]) for column in table.columns]
        fit_row(sheet, number, [(text, width) for text, width in texts if isinstance(text, str)])
    if kinds:
        still_open(sheet, table, kinds)
        bands(sheet, table)
    _add_table(sheet, table, last, filters=filters)
    heads = [(column.header, widths[column.name] - 1.5) for column in table.columns]
    # The buttons of a filter stand on the bottom of a header: they get a line of their own.
    sheet.row_dimensions[HEADER_ROW].height = 15 * (max(2, lines(heads)) + filters) + 3
    for cell in sheet[HEADER_ROW] if filters else ():
        cell.alignment = style.HEADER_TOP
    sheet.freeze_panes = f"{get_column_letter(_frozen(table) + 1)}{first}"
    set_up_page(sheet, header_row=HEADER_ROW)
    sheet.print_area = f"A1:{get_column_letter(len(table.columns))}{last}"
    join_last_page(sheet, last)


def stored_formula(table: Table, formula: str) -> str:
    """Give a row formula as it is stored in the file: [@X] becomes tbl[[#This Row],[X]]."""
    inner = rf"{table.excel_name}[[#This Row],[\1]]"
    formula = re.sub(r"\[@\[([^\]]+)\]\]", inner, formula)
    return re.sub(r"(?<!\[)\[@([^\[\]]+)\]", inner, formula)


def _frozen(table: Table) -> int:
    """Count the columns to keep in sight: those up to the last of the key, three at most."""
    names = [column.name for column in table.columns]
    return min(3, 1 + max(names.index(name) for name in table.key))


def _column(
    sheet: Worksheet,
    table: Table,
    column: Column,
    letter: str,
    values: Sequence[Any],
    kinds: CellKinds | None,
) -> None:
    """Fill the cells of a column; those of a kind look the same, and the first costs most."""
    looks: dict[CellKind, Any] = {}
    for at, value in enumerate(values):
        row = HEADER_ROW + 1 + at
        if column.formula:
            cell = sheet[f"{letter}{row}"]
            cell.value = stored_formula(table, column.formula)
        else:
            cell = put(sheet, f"{letter}{row}", value)
        quoted = cell.quotePrefix
        kind = kinds.of(at, column) if kinds else _of_form(column)
        if kind not in looks:
            _look(cell, column, kind)
            looks[kind] = copy(cell._style)
            looks[kind].quotePrefix = 0
        cell._style = copy(looks[kind])
        cell.quotePrefix = quoted


def _of_form(column: Column) -> CellKind:
    return CellKind.CALCULATED if column.formula else CellKind.ASKED


BORDERS = {CellKind.AGREED: style.AGREED_BORDER, CellKind.FREE: style.FREE_BORDER}
FILLS = {CellKind.AGREED: style.AGREED_FILL, CellKind.CALCULATED: style.CALCULATED_FILL}


def _look(cell: Cell, column: Column, kind: CellKind) -> None:
    if kind in FILLS:
        cell.fill = FILLS[kind]
    cell.font = style.CALCULATED if kind is CellKind.CALCULATED else style.BODY
    cell.border = BORDERS.get(kind, style.CELL_BORDER)
    cell.number_format = column.format.value
    cell.alignment = _ALIGNMENTS.get(column.format, style.TOP)


def _mark(sheet: Worksheet, column: Column, where: str) -> None:
    """Colour what asks for attention; the words or figures in the cell say the same."""
    formats = sheet.conditional_formatting
    start = where.split(":")[0]
    if column.name == "verschil":
        rule = FormulaRule(  # type: ignore[no-untyped-call]
            [f'AND({start}<>"",{start}<>0)'], fill=style.WRONG_FILL
        )
        formats.add(where, rule)
    elif column.codelist == "statussen":
        for words, fill_ in (
            ((AfspraakStatus.NIET_NAGEKOMEN, AfspraakStatus.IN_GESCHIL), style.WRONG_FILL),
            ((AfspraakStatus.VRAAGT_AANDACHT, AfspraakStatus.DEELS_NAGEKOMEN), style.CAREFUL_FILL),
            ((AfspraakStatus.NAGEKOMEN,), style.GOOD_FILL),
        ):
            for word in words:
                same = CellIsRule(  # type: ignore[no-untyped-call]
                    "equal", [f'"{word}"'], fill=fill_
                )
                formats.add(where, same)


def _add_table(sheet: Worksheet, table: Table, last: int, *, filters: bool) -> None:
    end = get_column_letter(len(table.columns))
    excel = ExcelTable(displayName=table.excel_name, ref=f"A{HEADER_ROW}:{end}{last}")
    excel._initialise_columns()  # type: ignore[attr-defined]
    for declared, stored in zip(table.columns, excel.tableColumns, strict=True):
        stored.name = declared.header
        if declared.formula:
            text = stored_formula(table, declared.formula).removeprefix("=")
            stored.calculatedColumnFormula = TableFormula(attr_text=text)
    if not filters:  # their buttons cover the headers
        excel.autoFilter = None
    excel.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(excel)
