"""The sheet Bevindingen: what the last check found, with room for people to explain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import xlwings as xw

from prestatieafspraken.addin.record import Record, Told
from prestatieafspraken.addin.stop import Stop

SHEET = "Bevindingen"
HEADERS = ("Ernst", "Code", "Plaats", "Melding", "Herstel", "Toelichting")
STATUS = "A2"
"""The cell under the title, that says when was checked and with what outcome."""

SEARCH_ROWS = 30


def show(book: xw.Book, record: Record, status: str) -> None:
    """Write the findings of the record under the headers, in one call."""
    sheet, row, columns = _layout(book)
    sheet.range(STATUS).value = status
    first, width = row + 1, max(columns.values())
    last = max(sheet.used_range.last_cell.row, first)
    sheet.range((first, 1), (last, width)).clear_contents()
    if not record.bevindingen:
        return
    lines: list[list[Any]] = []
    for told in record.bevindingen:
        values = {
            "Ernst": told.ernst,
            "Code": told.code,
            "Plaats": _link(told),
            "Melding": _as_text(told.melding),
            "Herstel": _as_text(told.herstel),
            "Toelichting": _as_text(record.toelichtingen.get(told.sleutel, "")),
        }
        line: list[Any] = [None] * width
        for header, value in values.items():
            line[columns[header] - 1] = value
        lines.append(line)
    end = first + len(lines) - 1
    for table in sheet.tables:
        if table.range.row == row and table.range.last_cell.row < end:
            table.resize(sheet.range(table.range[0, 0], (end, table.range.last_cell.column)))
    cells = sheet.range((first, 1), (end, width))
    cells.value = lines
    cells.wrap_text = True


def harvest(book: xw.Book, record: Record) -> int:
    """Take over the explanations that people typed, and give how many there are now."""
    if not any(sheet.name == SHEET for sheet in book.sheets):
        return len(record.toelichtingen)
    sheet, row, columns = _layout(book)
    last = sheet.used_range.last_cell.row
    if last <= row:
        return len(record.toelichtingen)
    keys = {(told.code, told.plaats, told.melding): told.sleutel for told in record.bevindingen}
    width = max(columns.values())
    for line in sheet.range((row + 1, 1), (last, width)).options(ndim=2).value:
        cell = {header: line[col - 1] for header, col in columns.items()}
        key = keys.get((cell["Code"], cell["Plaats"], cell["Melding"]))
        if key is not None:
            text = str(cell["Toelichting"] or "").strip()
            if text:
                record.toelichtingen[key] = text
            else:
                record.toelichtingen.pop(key, None)
    return len(record.toelichtingen)


def explanation(book: xw.Book, told: Sequence[Told], one: Told) -> xw.Range:
    """Give the cell in which people explain a finding, wherever they sorted it."""
    sheet, row, columns = _layout(book)
    last = sheet.used_range.last_cell.row
    width = max(columns.values())
    lines = sheet.range((row + 1, 1), (max(last, row + 1), width)).options(ndim=2).value
    for number, line in enumerate(lines, row + 1):
        if (line[columns["Code"] - 1], line[columns["Plaats"] - 1]) == (one.code, one.plaats):
            return sheet.range((number, columns["Toelichting"]))
    return sheet.range((row + 1 + list(told).index(one), columns["Toelichting"]))


def _layout(book: xw.Book) -> tuple[xw.Sheet, int, dict[str, int]]:
    """Find the row of headers and the column of each, wherever the workbook has them."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == SHEET), None)
    if sheet is None:
        raise Stop(
            f"Het blad {SHEET} ontbreekt. Zet het terug vanuit de werkmap zoals u die kreeg."
        )
    rows = sheet.range((1, 1), (SEARCH_ROWS, 20)).options(ndim=2).value
    for number, row in enumerate(rows, 1):
        columns = {value: col for col, value in enumerate(row, 1) if value in HEADERS}
        if len(columns) == len(HEADERS):
            return sheet, number, columns
    raise Stop(
        f"Op het blad {SHEET} is de rij met koppen gewijzigd. Er moet staan: {', '.join(HEADERS)}."
    )


def _link(told: Told) -> str:
    """Give a formula that is a link; a text for what has no sheet."""
    if not told.blad:
        return told.plaats
    target = told.blad.replace("'", "''").replace('"', '""')
    cell = (told.cel or "A1").partition(":")[0]
    shown = told.plaats.replace('"', '""')
    return f'=HYPERLINK("#\'{target}\'!{cell}","{shown}")'


def _as_text(value: str) -> str:
    """Keep a text a text: what a person typed may look like a formula, a number or a day."""
    return f"'{value}" if value else ""
