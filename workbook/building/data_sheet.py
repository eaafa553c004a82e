"""One table on one sheet: an Excel table that people fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.afspraken.status import AfspraakStatus
from prestatieafspraken.workbook.building.validation import LAST_ROW, hint, validation
from prestatieafspraken.workbook.column import Column, Format
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import fit_row, put, put_title, set_up_page
from prestatieafspraken.workbook.table import HEADER_ROW, Table

AUTHOR = "prestatieafspraken"
_ALIGNMENTS = {
    Format.TEKST: style.WRAP,
    Format.KEUZE: style.WRAP,
    Format.JAAR: style.MIDDLE,
    Format.DATUM: style.MIDDLE,
}


def fill(sheet: Worksheet, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Lay out the table on an empty sheet, with `rows` (column name to value) and spare rows."""
    sheet.sheet_properties.tabColor = style.theme_colour(table.theme)
    put_title(sheet, table.title, table.description)
    first = HEADER_ROW + 1
    last = HEADER_ROW + max(1, len(rows) + table.spare_rows)
    for number, column in enumerate(table.columns, 1):
        letter = get_column_letter(number)
        _head(sheet, table, column, letter)
        _hint(sheet, table, column, letter)
        values = [row.get(column.name) for row in rows]
        values += [None] * (last - HEADER_ROW - len(rows))
        _column(sheet, table, column, letter, values)
        rule = None if column.formula else validation(column)
        if rule is not None:
            rule.sqref = f"{letter}{first}:{letter}{max(last, LAST_ROW)}"
            sheet.add_data_validation(rule)
        _mark(sheet, column, f"{letter}{first}:{letter}{max(last, LAST_ROW)}")
    for number, row in enumerate(rows, first):
        texts = [(row.get(column.name), column.width) for column in table.columns]
        fit_row(sheet, number, [(text, width) for text, width in texts if isinstance(text, str)])
    _add_table(sheet, table, last)
    sheet.row_dimensions[HEADER_ROW].height = 33
    sheet.freeze_panes = f"{get_column_letter(_frozen(table) + 1)}{first}"
    set_up_page(sheet, header_row=HEADER_ROW)
    sheet.print_area = f"A1:{get_column_letter(len(table.columns))}{last}"


def stored_formula(table: Table, formula: str) -> str:
    """Give a row formula as it is stored in the file: [@X] becomes tbl[[#This Row],[X]]."""
    inner = rf"{table.excel_name}[[#This Row],[\1]]"
    formula = re.sub(r"\[@\[([^\]]+)\]\]", inner, formula)
    return re.sub(r"(?<!\[)\[@([^\[\]]+)\]", inner, formula)


def _frozen(table: Table) -> int:
    """Count the columns to keep in sight: those up to the last of the key, three at most."""
    names = [column.name for column in table.columns]
    return min(3, 1 + max(names.index(name) for name in table.key))


def _head(sheet: Worksheet, table: Table, column: Column, letter: str) -> None:
    cell = put(sheet, f"{letter}{HEADER_ROW}", column.header)
    cell.font, cell.fill = style.HEADER, style.header_fill(table.theme)
    cell.alignment, cell.border = style.HEADER_ALIGNMENT, style.CELL_BORDER
    text = hint(column) if column.formula is None else f"{column.help} Niet zelf invullen."
    note = Comment(text, AUTHOR)
    note.width, note.height = 260, 40 + 18 * (len(text) // 38 + 1)
    cell.comment = note
    longest_word = max(map(len, column.header.replace("-", "- ").split()))
    sheet.column_dimensions[letter].width = max(column.width, longest_word * 1.15 + 3)


def _hint(sheet: Worksheet, table: Table, column: Column, letter: str) -> None:
    cell = sheet[f"{letter}{HEADER_ROW - 1}"]
    cell.font = style.HINT
    if column.total:
        cell.value = f"=SUBTOTAL(109,{table.excel_name}[{column.header}])"
        cell.number_format = column.format.value
        cell.font = style.STRONG
    elif column.formula:
        put(sheet, cell.coordinate, "berekend")
    elif column.required:
        put(sheet, cell.coordinate, "verplicht")


def _column(
    sheet: Worksheet, table: Table, column: Column, letter: str, values: Sequence[Any]
) -> None:
    """Fill the cells of a column; the looks of the first are those of all, and cost most."""
    looks = None
    for row, value in enumerate(values, HEADER_ROW + 1):
        if column.formula:
            cell = sheet[f"{letter}{row}"]
            cell.value = stored_formula(table, column.formula)
        else:
            cell = put(sheet, f"{letter}{row}", value)
        quoted = cell.quotePrefix
        if looks is None:
            _look(cell, column)
            looks = copy(cell._style)
            looks.quotePrefix = 0
        cell._style = copy(looks)
        cell.quotePrefix = quoted


def _look(cell: Cell, column: Column) -> None:
    if column.formula:
        cell.fill = style.CALCULATED_FILL
    cell.font, cell.border = style.BODY, style.CELL_BORDER
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


def _add_table(sheet: Worksheet, table: Table, last: int) -> None:
    end = get_column_letter(len(table.columns))
    excel = ExcelTable(displayName=table.excel_name, ref=f"A{HEADER_ROW}:{end}{last}")
    excel._initialise_columns()  # type: ignore[attr-defined]
    for declared, stored in zip(table.columns, excel.tableColumns, strict=True):
        stored.name = declared.header
        if declared.formula:
            text = stored_formula(table, declared.formula).removeprefix("=")
            stored.calculatedColumnFormula = TableFormula(attr_text=text)
    excel.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(excel)
