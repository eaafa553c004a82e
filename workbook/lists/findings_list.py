"""The findings of a run as an Excel list: to sort, to filter and to go from there to the cell."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.dutch.legible import is_altered, legible
from prestatieafspraken.workbook.address import letter
from prestatieafspraken.workbook.finding import MEANING, OWN, Finding, Rule, Severity
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import fit_row, put, set_up_page
from prestatieafspraken.workbook.layout.saved import NO_DAY, steady
from prestatieafspraken.workbook.lists.checked import (
    TOLD_AS,
    Checked,
    Status,
    found,
    share,
    uri,
)

FINDINGS, FILES = "Bevindingen", "Werkmappen"
HEADER = 3
"""The row of the headers, under the title and the explanation."""

COLUMNS: Mapping[str, float] = {
    "Werkmap": 34,
    "Ernst": 19,
    "Code": 11,
    "Blad": 22,
    "Cel": 10,
    "Kolom": 20,
    "Rij": 24,
    "Gevonden": 20,
    "Wat er niet klopt": 60,
    "Wat u kunt doen": 52,
    "Waarom": 48,
    "Bron": 34,
}
FILE_COLUMNS: Mapping[str, float] = {
    "Werkmap": 60,
    "Oordeel": 20,
    "Ingevuld": 12,
    "Fouten": 11,
    "Vragen": 11,
    "Tips": 11,
    "Peildatum": 14,
    "sha256": 68,
}
FILLS = {
    Severity.FOUT: PatternFill("solid", fgColor=style.WRONG_FILL.bgColor),
    Severity.WAARSCHUWING: PatternFill("solid", fgColor=style.CAREFUL_FILL.bgColor),
    Severity.INFO: PatternFill("solid", fgColor=style.PANEL),
}
GOOD = PatternFill("solid", fgColor=style.GOOD_FILL.bgColor)
FILL_OF = {Status.GOED: GOOD, Status.ONVOLLEDIG: FILLS[Severity.WAARSCHUWING]}

CELL = Alignment(wrap_text=True, vertical="top")

LONGEST = 32_767
"""Characters that fit in a cell."""

MOST_SHOWN = 400
"""Characters of one cell that a row is made high enough for."""

MOST_LINKS = 65_530
"""Links that Excel reads on one sheet."""

MOST_ROWS = 1_000_000
"""Findings on one sheet; Excel has hardly more rows."""


def findings_list(
    checked: Sequence[Checked],
    rules: Mapping[str, Rule],
    folder: Path,
    day: date | None = None,
) -> bytes:
    """Give the bytes of an .xlsx with a list of all findings and one of the workbooks.

    `folder` is where the list will stand: its links are relative to that. `day` is what the file
    gives as its date, without it the latest day on which a workbook was judged. The same run
    gives the same bytes.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    _findings(book.create_sheet(FINDINGS), checked, rules, folder)
    _files(book.create_sheet(FILES), checked, folder)
    book.properties.title = "Bevindingen van de controle"
    book.properties.creator = "prestatieafspraken"
    book.properties.language = "nl-NL"
    stream = io.BytesIO()
    book.save(stream)
    days = [one.peildatum for one in checked if one.peildatum]
    return steady(stream.getvalue(), day or max(days, default=NO_DAY))


def _findings(
    sheet: Worksheet, checked: Sequence[Checked], rules: Mapping[str, Rule], folder: Path
) -> None:
    pairs = [(one, finding) for one in checked for finding in one.findings]
    explanation = MEANING
    if not pairs:
        explanation = "De controle heeft niets gevonden."
    elif len(pairs) > MOST_ROWS:
        explanation += " De lijst is te lang voor Excel: neem --formaat json voor de hele lijst."
    _head(sheet, "Bevindingen van de controle", explanation, COLUMNS)
    targets = {one.path: _target(one, folder) for one in checked}
    links = 0
    for row, (one, finding) in enumerate(pairs[:MOST_ROWS], HEADER + 1):
        _row(sheet, row, _values(one, finding, rules.get(finding.code)), COLUMNS)
        sheet[f"B{row}"].fill = FILLS[finding.ernst]
        if links + 2 <= MOST_LINKS:
            links += 2
            _link(sheet, f"A{row}", targets[one.path])
            if finding.place.cel and finding.place.blad:
                _link(sheet, f"E{row}", targets[one.path], finding)
    _as_table(sheet, "tblBevindingen", COLUMNS, len(pairs[:MOST_ROWS]))


def _values(one: Checked, finding: Finding, rule: Rule | None) -> list[str]:
    place = finding.place
    return [
        one.path,
        finding.ernst.labelled,
        finding.code,
        place.blad or "",
        place.cel or "",
        place.kolom or "",
        place.rij or "",
        found(finding.waarde),
        finding.told,
        finding.herstel,
        rule.waarom if rule else "",
        finding.bron or OWN,
    ]


def _files(sheet: Worksheet, checked: Sequence[Checked], folder: Path) -> None:
    _head(sheet, "Gecontroleerde werkmappen", "Een regel per bestand.", FILE_COLUMNS)
    for row, one in enumerate(checked, HEADER + 1):
        values: list[Any] = [
            one.path,
            " ".join(TOLD_AS[one.status]),
            share(one.volledigheid),
            *(one.count(severity) for severity in Severity),
            one.peildatum,
            one.sha256 or "",
        ]
        _row(sheet, row, values, FILE_COLUMNS)
        sheet[f"B{row}"].fill = FILL_OF.get(one.status, FILLS[Severity.FOUT])
        sheet[f"G{row}"].number_format = "dd-mm-yyyy"
        if row - HEADER <= MOST_LINKS:
            _link(sheet, f"A{row}", _target(one, folder))
    _as_table(sheet, "tblWerkmappen", FILE_COLUMNS, len(checked))


def _head(sheet: Worksheet, title: str, explanation: str, columns: Mapping[str, float]) -> None:
    put(sheet, "A1", title).font = style.TITLE
    put(sheet, "A2", explanation).font = style.LEAD
    sheet.row_dimensions[1].height = 28
    for number, (header, width) in enumerate(columns.items(), 1):
        cell = put(sheet, f"{letter(number)}{HEADER}", header)
        cell.font, cell.fill = style.HEADER, style.header_fill(0)
        cell.alignment = style.HEADER_ALIGNMENT
        sheet.column_dimensions[letter(number)].width = width
    sheet.row_dimensions[HEADER].height = 24
    sheet.freeze_panes = f"B{HEADER + 1}"
    sheet.sheet_properties.tabColor = style.BRAND
    set_up_page(sheet, header_row=HEADER)


def _row(sheet: Worksheet, row: int, values: Sequence[Any], columns: Mapping[str, float]) -> None:
    texts = []
    for number, (value, width) in enumerate(zip(values, columns.values(), strict=True), 1):
        if isinstance(value, str):
            value = legible(value)[:LONGEST]
            texts.append((value[:MOST_SHOWN], width))
        cell = put(sheet, f"{letter(number)}{row}", value)
        cell.font, cell.alignment = style.BODY, CELL
    fit_row(sheet, row, texts)


def _target(one: Checked, folder: Path) -> str:
    return "" if is_altered(one.path) else uri(one.path, folder)


def _link(sheet: Worksheet, address: str, target: str, finding: Finding | None = None) -> None:
    """Link a cell to a file, and in it to the cell of a finding; not to a name that is veiled."""
    if not target:
        return
    location = None
    if finding is not None:
        name = (finding.place.blad or "").replace("'", "''")
        location = legible(f"'{name}'!{finding.place.cel}")
    sheet[address].hyperlink = Hyperlink(ref=address, target=target, location=location)
    sheet[address].font = style.LINK


def _as_table(sheet: Worksheet, name: str, columns: Mapping[str, float], rows: int) -> None:
    """Make it an Excel table; that must have a row, so an empty list has an empty one."""
    area = f"A{HEADER}:{letter(len(columns))}{HEADER + max(1, rows)}"
    table = Table(displayName=name, ref=area)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
