"""The sheet Bevindingen: what the last check found, with room for people to explain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import xlwings as xw

from prestatieafspraken.addin.cell_values import values
from prestatieafspraken.addin.program import in_excel
from prestatieafspraken.addin.record import Record, StoredFinding
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.addin.where import area, block, find
from prestatieafspraken.validators.any_sheet.toelichtingen import same_value
from prestatieafspraken.workbook.findings_table import COLUMNS, SHEET

HEADERS = tuple(header for header, *_ in COLUMNS)
STATUS = "A2"
"""The cell under the title, that says when was checked and with what outcome."""

SEARCH_ROWS, SEARCH_COLS = 30, 20
"""Where the headers are sought."""

LINKS = 300
"""Findings up to which each cell address is a link: one formula takes longer than all the rest."""

ListedRow = dict[str, Any]
"""A row of the sheet: its values by their headers."""


def show(book: xw.Book, record: Record, status: str, own: Sequence[ListedRow] = ()) -> None:
    """Write the findings of the record under the headers, and then `own` rows, in one call."""
    sheet, row, columns = _layout(book)
    tables = list(sheet.tables)
    _show_all(sheet, tables)
    sheet.range(STATUS).value = status
    first, width = row + 1, max(columns.values())
    last = max(area(sheet.used_range)[2], first)
    block(sheet, first, 1, last, width).clear_contents()
    linked = len(record.bevindingen) <= LINKS
    # A remark on its row counts as long as this sheet holds it with the same value.
    rows = [
        _row(stored, record.toelichtingen.get(stored.sleutel, stored.toelichting or ""), linked)
        for stored in record.bevindingen
    ]
    rows += [{header: _typed(value) for header, value in one.items()} for one in own]
    if not rows:
        return
    lines: list[list[Any]] = []
    for one in rows:
        line: list[Any] = [""] * width
        for header, value in one.items():
            line[columns[header] - 1] = value
        lines.append(line)
    end = first + len(lines) - 1
    at = {there[0]: (table, there) for table in tables for there in [area(table.range)]}
    table, (top, left, last, right) = at.get(row, (None, (row, 1, row, width)))
    _dress(sheet, last, row, end, width)
    if table and last < end:
        table.resize(block(sheet, top, left, end, right))
    cells = block(sheet, first, 1, end, width)
    cells.value = lines
    cells.wrap_text = True


def _show_all(sheet: xw.Sheet, tables: Sequence[xw.main.Table]) -> None:
    """Take a filter away: what it hides, Excel may neither empty nor write."""
    if not in_excel(sheet):
        return
    filters = [sheet.api, *(table.api.AutoFilter for table in tables)]
    for one in filters:
        if one is not None and one.FilterMode:
            one.ShowAllData()


def _dress(sheet: xw.Sheet, last: int, header: int, end: int, width: int) -> None:
    """Give rows below the table the looks of its first row, while they all are still empty."""
    if header < last < end:
        first = block(sheet, header + 1, 1, header + 1, width)
        first.copy(block(sheet, last + 1, 1, end, width))


def harvest(book: xw.Book, record: Record) -> list[ListedRow]:
    """Take over the explanations of the findings that were shown, and give the other ones.

    Those are rows that people typed themselves, each with an explanation. Stop when the sheet is
    gone or its headers are.
    """
    shown = {_identity(_plain_row(stored)): stored.sleutel for stored in record.bevindingen}
    own: list[ListedRow] = []
    for _, row in _rows(book):
        text = str(row["Toelichting"] or "").strip()
        found = shown.get(_identity(row))
        if found is None and text:
            own.append(row)
        elif found is not None and text:
            record.toelichtingen[found] = text
        elif found is not None:
            record.toelichtingen.pop(found, None)
    return own


def absorb(
    record: Record, explained: Sequence[StoredFinding], own: Sequence[ListedRow]
) -> list[ListedRow]:
    """Give a finding the explanation of a row that counted for it, and give the rows that remain.

    An explanation that was shown with a finding and no longer counts, because its value is
    another one now, remains as a row of its own.
    """
    now = {stored.sleutel for stored in record.bevindingen}
    left = [
        _plain_row(stored) | {"Toelichting": record.toelichtingen[stored.sleutel]}
        for stored in explained
        if stored.zacht and stored.sleutel not in now and stored.sleutel in record.toelichtingen
    ]
    for row in own:
        for stored in record.bevindingen:
            if stored.toelichting and _counts(row, stored):
                record.toelichtingen[stored.sleutel] = str(row["Toelichting"]).strip()
                break
        else:
            left.append(row)
    return left


def explanation(book: xw.Book, stored: Sequence[StoredFinding], one: StoredFinding) -> xw.Range:
    """Give the cell in which people explain a finding, wherever they sorted it."""
    sheet, row, columns = _layout(book)
    for number, line in _rows(book):
        if (line["Code"], line["Blad"], line["Cel"]) == (one.code, one.blad, one.cel):
            return sheet.range((number, columns["Toelichting"]))
    return sheet.range((row + 1 + list(stored).index(one), columns["Toelichting"]))


def _counts(row: ListedRow, stored: StoredFinding) -> bool:
    """Say whether a row is the one from which the judge took the explanation of a finding."""
    begin = " ".join(str(row["Toelichting"]).split())[:400]
    return (
        (row["Code"], row["Blad"]) == (stored.code, stored.blad)
        and same_value(row["Waarde"], stored.waarde)
        and (stored.toelichting or "").startswith(begin)
    )


def _identity(row: ListedRow) -> tuple[str, ...]:
    return tuple(str(row[header] or "") for header in ("Code", "Blad", "Cel", "Melding"))


def _rows(book: xw.Book) -> list[tuple[int, ListedRow]]:
    """Read the rows under the headers, each with its number, in one call."""
    sheet = _sheet(book)
    last = max(area(sheet.used_range)[2], SEARCH_ROWS)
    lines = values(block(sheet, 1, 1, last, SEARCH_COLS))
    header, columns = _headers(lines)
    return [
        (number, {header: line[col - 1] for header, col in columns.items()})
        for number, line in enumerate(lines[header:], header + 1)
    ]


def _layout(book: xw.Book) -> tuple[xw.Sheet, int, dict[str, int]]:
    """Find the row of headers and the column of each, wherever the workbook has them."""
    sheet = _sheet(book)
    lines = values(block(sheet, 1, 1, SEARCH_ROWS, SEARCH_COLS))
    return sheet, *_headers(lines)


def _sheet(book: xw.Book) -> xw.Sheet:
    sheet = find(book, SHEET)
    if sheet is None:
        raise StopError(
            "XLS-005",
            f"Het blad {SHEET} ontbreekt.",
            "Zet het terug vanuit de werkmap zoals u die kreeg.",
        )
    return sheet


def _headers(lines: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    for number, line in enumerate(lines[:SEARCH_ROWS], 1):
        columns = {value: col for col, value in enumerate(line, 1) if value in HEADERS}
        if len(columns) == len(HEADERS):
            return number, columns
    raise StopError(
        "XLS-005",
        f"Op het blad {SHEET} is de rij met koppen gewijzigd.",
        f"Er moet staan: {', '.join(HEADERS)}.",
    )


def _plain_row(stored: StoredFinding) -> ListedRow:
    where = (stored.blad, stored.cel, stored.rij, stored.kolom, stored.waarde)
    values = (
        stored.soort,
        stored.code,
        *where,
        stored.melding,
        stored.herstel,
        None,
    )
    return dict(zip(HEADERS, values, strict=True))


def _row(stored: StoredFinding, text: str, linked: bool) -> ListedRow:
    row = {header: _typed(value) for header, value in _plain_row(stored).items()}
    if linked and stored.blad and stored.cel:
        row["Cel"] = _link(stored.blad, stored.cel)
    return row | {"Toelichting": _typed(text)}


def _link(blad: str, cel: str) -> str:
    """Give a formula that is a link to a cell, and shows its address."""
    target = blad.replace("'", "''").replace('"', '""')
    return f'=HYPERLINK("#\'{target}\'!{cell_of(cel)}","{cel}")'


def cell_of(cel: str) -> str:
    """Give the first cell of an address."""
    return cel.partition(":")[0]


def _typed(value: Any) -> Any:
    """Keep a text a text: what a person typed may look like a formula, a number or a day."""
    if isinstance(value, str) and value:
        return f"'{value}"
    return "" if value is None else value
