"""Where in a set stands what is found in the workbook that is made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.document.rules import (
    SetPlace,
    of_agreement,
    of_goal,
    of_party,
    of_printed,
)
from prestatieafspraken.validators.sheets.afspraken import AFSPRAKEN
from prestatieafspraken.validators.sheets.partijen import PARTIJEN
from prestatieafspraken.workbook.address import parse_address
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.building.printed import TakenOver
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.goal import GOALS
from prestatieafspraken.workbook.table import HEADER_ROW, Table

FIELDS = {"trekker": "trekker", "wanneer": "wanneer", "uiterlijk": "termijn"}
"""The fields of an agreement that columns of its sheet come from; any other is its title."""


def place_in_set(
    finding: Finding,
    book: Book,
    afspraken: Afspraken,
    rows: Mapping[str, Sequence[TakenOver]],
) -> SetPlace:
    """Give where in a set stands what a cell of its print says."""
    place = finding.place
    if place.blad == GOALS:
        doel = afspraken.doel(place.rij or "")
        return of_goal(doel).of("verandering" if doel.streefwaarde is None else "streefwaarde")
    table = next(table for table in book.declared if table.excel_name == place.tabel)
    column = next((one.name for one in table.columns if one.header == place.kolom), "")
    if table.form == AFSPRAKEN.name and place.rij:
        return of_agreement(afspraken.afspraak(place.rij)).of(FIELDS.get(column, "titel"))
    if table.form == PARTIJEN.name and place.rij:
        return of_party(place.rij)
    return _printed(finding, table, column, rows.get(table.name, ()))


def _printed(finding: Finding, table: Table, column: str, rows: Sequence[TakenOver]) -> SetPlace:
    """Give the printed figure, or that of its row that comes first; else the table."""
    if not rows:  # what a workbook starts with that no printed table gives
        return SetPlace(table.sheet, "tabellen/tabellen.toml", "")
    at = parse_address(finding.place.cel or "")
    if at is None:
        return of_printed(rows[0].tabel)
    one = rows[at[0] - HEADER_ROW - 1]
    return of_printed(one.tabel, one.cellen.get(column) or next(iter(one.cellen.values()), None))
