"""The agreements of Alphen as if they were of another year, and a workbook of that year."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import prestatieafspraken.afspraken as package
from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.column import Format
from prestatieafspraken.workbook.table import Table
from proving.kit.voorbeeld import rijen

MAP, PRINTED = "alphen-aan-den-rijn", 2019
SOURCE = Path(str(package.__file__)).parent / MAP / str(PRINTED)


def later(day: date, years: int) -> date:
    """Give the same day some years later; 29 February is the 28th where there is none."""
    year = day.year + years
    leap = (day.month, day.day) == (2, 29) and year % 4
    return day.replace(year=year, day=28) if leap else day.replace(year=year)


def copy(root: Path, jaar: int) -> Path:
    """Write the folder of another year: every day along with it, the figures as printed."""
    folder = root / MAP / str(jaar)
    shutil.copytree(SOURCE, folder)
    shift = jaar - PRINTED
    for file in folder.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(
            r"\b(\d{4}-\d\d-\d\d)\b",
            lambda found: later(date.fromisoformat(found[1]), shift).isoformat(),
            text,
        )
        text = re.sub(
            r"^(jaar|periode_van|periode_tot) = (\d{4})$",
            lambda found: f"{found[1]} = {int(found[2]) + shift}",
            text,
            flags=re.MULTILINE,
        )
        file.write_text(text, encoding="utf-8")
    return folder


def filled(own: Afspraken, naam: str, seed: int = 1) -> bytes:
    """Build the workbook of a party with figures of the year of these agreements."""
    partij, lists = own.partij(naam), codelists(own)
    tables, years = of_party(partij.soort, own), own.gemeente.jaar - PRINTED
    made = rijen(naam, seed)
    rows = {
        table.name: [_shifted(table, row, years) for row in made[table.name]]
        for table in tables
        if table.name in made
    }
    return build(own, partij, tables, lists, rows, date(own.gemeente.jaar, 12, 31))


def _shifted(table: Table, row: Mapping[str, Any], years: int) -> dict[str, Any]:
    of_year = {column.name for column in table.columns if column.format is Format.JAAR}
    return {
        column: later(value, years)
        if isinstance(value, date)
        else value + years
        if column in of_year and value is not None
        else value
        for column, value in row.items()
    }
