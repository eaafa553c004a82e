"""Reading a file into sheets, and writing what was changed back into a copy of it."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.worksheet.table import Table as NewTable
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.workbook.address import parse_range
from proving.com.notes import Note
from proving.com.rules import CELL_VALUE, COLOR_SCALE, EXPRESSION, Rule
from proving.com.sheets import HIDDEN, SHOWN, VERY_HIDDEN, Sheet
from proving.com.tables import AutoFilter, Table
from proving.com.validation import Kept
from proving.com.values import Error

if TYPE_CHECKING:
    from proving.com.books import Book

STATES = {"visible": SHOWN, "hidden": HIDDEN, "veryHidden": VERY_HIDDEN}
KINDS = {"whole": 1, "decimal": 2, "list": 3, "date": 4, "time": 5, "textLength": 6, "custom": 7}
OPERATORS = {
    "between": 1, "notBetween": 2, "equal": 3, "notEqual": 4, "greaterThan": 5, "lessThan": 6,
    "greaterThanOrEqual": 7, "lessThanOrEqual": 8,
}  # fmt: skip


@lru_cache(maxsize=4)
def _read(data: bytes) -> tuple[Any, Any]:
    """Read a file once with its formulas and once with their outcomes."""
    files = (openpyxl.load_workbook(io.BytesIO(data), data_only=told) for told in (False, True))
    return tuple(files)  # type: ignore[return-value]


@cache
def small(*sheets: str) -> bytes:
    """Give a file with empty sheets."""
    made, stream = openpyxl.Workbook(), io.BytesIO()
    del made["Sheet"]
    for name in sheets or ("Start", "Handleiding"):
        made.create_sheet(name)
    made.save(stream)
    return stream.getvalue()


def load(book: Book, data: bytes) -> list[tuple[str, str]]:
    """Fill a workbook from a file, and give its names with what they refer to."""
    written, outcomes = _read(data)
    for page in written.worksheets:
        sheet = Sheet(book, page.title)
        book.sheets.append(sheet)
        _cells(sheet, page, outcomes[page.title])
        _around(sheet, page)
    book.active = book.sheets[written.worksheets.index(written.active)]
    names = [(name, f"={one.attr_text}") for name, one in written.defined_names.items()]
    for sheet, page in zip(book.sheets, written.worksheets, strict=True):
        if sheet.filter:
            quoted = f"'{page.title}'" if " " in page.title else page.title
            where = sheet.cells(sheet.filter.area).named()
            names.append((f"{quoted}!_FilterDatabase", f"={quoted}!{where}"))
    return names


def _cells(sheet: Sheet, page: Worksheet, outcomes: Worksheet) -> None:
    for line in page.iter_rows():
        for cell in line:
            value, at = cell.value, (cell.row, cell.column)
            if value is not None or cell.has_style:
                formula = None
                if cell.data_type == "f":
                    formula = value if isinstance(value, str) else f"={value.text.lstrip('=')}"
                    value = outcomes.cell(*at).value
                sheet.load(at, value, cell.number_format, formula)
            if cell.has_style and cell.fill.fill_type:
                color = str(cell.fill.fgColor.rgb)[-6:]
                if len(color) == 6 and cell.fill.fgColor.type == "rgb":
                    red, green, blue = bytes.fromhex(color)
                    sheet.looks[*at, "fill", "Color"] = red + green * 256 + blue * 65536
                    sheet.looks[*at, "fill", "ColorIndex"] = 1
            if cell.comment:
                sheet.notes[at] = Note(cell.comment.text)


def _around(sheet: Sheet, page: Worksheet) -> None:
    sheet.shown = STATES[page.sheet_state]
    sheet.protected = bool(page.protection.sheet)
    sheet.merged = [_area(str(one)) for one in page.merged_cells.ranges]
    sheet.hidden_rows = {row for row, one in page.row_dimensions.items() if one.hidden}
    for letters, one in page.column_dimensions.items():
        first = one.min or openpyxl.utils.column_index_from_string(letters)
        if one.hidden:
            sheet.hidden_cols |= set(range(first, (one.max or first) + 1))
    for one in page.data_validations.dataValidation:
        if one.type:
            sheet.validations.append(_validation(one))
    for area in page.conditional_formatting:
        for rule in area.rules:
            text = f"={rule.formula[0]}" if rule.formula else ""
            kind = {"expression": EXPRESSION, "cellIs": CELL_VALUE}.get(rule.type, COLOR_SCALE)
            areas = [_area(part) for part in str(area.sqref).split()]
            sheet.rules.append(Rule(areas, text, kind))
    for table in page.tables.values():
        made = Table(sheet, table.displayName, _area(table.ref))
        made.headers, made.totals = table.headerRowCount != 0, bool(table.totalsRowCount)
        if table.autoFilter is not None:
            made.filter = AutoFilter(sheet, made.area, _chosen(table.autoFilter))
        sheet.tables.append(made)
    if page.auto_filter.ref:
        area = _area(page.auto_filter.ref)
        sheet.filter = AutoFilter(sheet, area, _chosen(page.auto_filter))


def _chosen(one: Any) -> dict[int, Any]:
    return {column.colId + 1: ("=x",) for column in one.filterColumn}


def _validation(one: Any) -> Kept:
    texts = {
        "InputTitle": one.promptTitle or "", "InputMessage": one.prompt or "",
        "ErrorTitle": one.errorTitle or "", "ErrorMessage": one.error or "",
    }  # fmt: skip
    first, second = (str(text or "") for text in (one.formula1, one.formula2))
    areas = tuple(_area(str(part)) for part in one.sqref.ranges)
    return Kept(areas, KINDS[one.type], OPERATORS.get(one.operator, 1), first, second, texts)


def _area(text: str) -> tuple[int, int, int, int]:
    found = parse_range(text.replace("$", ""))
    assert found is not None, text
    return found


def save(book: Book, path: Path, data: bytes) -> None:
    """Write the workbook: the file it came from, with the cells that were changed."""
    file = openpyxl.load_workbook(io.BytesIO(data), keep_vba=path.suffix == ".xlsm")
    same = [sheet.name for sheet in book.sheets] == file.sheetnames
    if same and not any(sheet.dirty for sheet in book.sheets):
        path.write_bytes(data)
        return
    for gone in set(file.sheetnames) - {sheet.name for sheet in book.sheets}:
        del file[gone]
    states = {number: name for name, number in STATES.items()}
    for at, sheet in enumerate(book.sheets):
        page = file[sheet.name] if sheet.name in file.sheetnames else file.create_sheet(sheet.name)
        file.move_sheet(page, at - file.worksheets.index(page))
        page.sheet_state = states[sheet.shown]
        for table in sheet.tables:
            if table.name in page.tables and page.tables[table.name].ref != _named(table):
                del page.tables[table.name]
                page.add_table(NewTable(displayName=table.name, ref=_named(table)))
        for cell in sheet.dirty:
            now = sheet.formulas.get(cell, sheet.values.get(cell))
            page.cell(*cell).value = str(now) if isinstance(now, Error) else now
    file.save(path)


def _named(table: Table) -> str:
    return table.sheet.cells(table.area).named(False, False)
