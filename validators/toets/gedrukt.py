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
from prestatieafspraken.workbook.table import HEADER_ROW

FIELDS = {"trekker": "trekker", "wanneer": "wanneer", "uiterlijk": "termijn"}
"""The fields of an agreement that columns of its sheet come from; any other is its title."""
ELSEWHERE = {
    "wijkschouwen": ("kernen.toml", "schouwlocaties"),
    "kengetallen": ("doelen.toml", ""),
}
"""Where stands what a workbook starts with that comes from no printed table."""


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
    at = parse_address(place.cel or "")
    row = at[0] - HEADER_ROW - 1 if at else None
    if row is not None and table.form == AFSPRAKEN.name:
        afspraak = [one for one in afspraken.afspraken if one.thema == table.theme][row]
        return of_agreement(afspraak).of(FIELDS.get(column, "titel"))
    if row is not None and table.form == PARTIJEN.name:
        return of_party(afspraken.partijen[row].naam)
    printed = rows.get(table.name)
    if not printed:
        return SetPlace(table.sheet, *ELSEWHERE.get(table.name, ("gemeente.toml", "")))
    if row is None:
        return of_printed(printed[0].tabel)
    cells = printed[row].cellen
    return of_printed(printed[row].tabel, cells.get(column) or next(iter(cells.values()), None))
