"""Valid workbooks, filled in completely, of every set of agreements that comes with the product.

The figures of sheets that Alphen has too are those of its workbooks of 2019 (`voorbeeld`), moved
to the year, the parties and the places of the set; what only a set itself asks is filled from its
own agreements.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from prestatieafspraken.afspraken import Afspraken, available, load
from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.model import Partij
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.column import Format
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading.read import raw_book
from prestatieafspraken.workbook.table import Table
from proving.kit import voorbeeld
from proving.kit.jaren import PRINTED, later

Row = dict[str, Any]
NO_MIDDLE = 2022
"""From this year on the law has no middle group."""
SETS = {f"{map_} {jaar}": (map_, jaar) for map_, jaar in available()}


def peildatum(own: Afspraken) -> date:
    """Give the last day of the year of a set."""
    return date(own.gemeente.jaar, 12, 31)


def houders(own: Afspraken) -> list[Partij]:
    """Give the parties that fill in a workbook."""
    return [p for p in own.partijen if p.doet_mee and p.soort.has_workbook]


def rijen(own: Afspraken, partij: Partij, seed: int = 1) -> dict[str, list[Row]]:
    """Give the rows of all tables of a party's workbook, by table name."""
    start, lists, names = prefill(own, partij), codelists(own), _names(own)
    there = voorbeeld.rijen(voorbeeld.GEMEENTE, seed)
    rows: dict[str, list[Row]] = {}
    for table in of_party(partij.soort, own):
        if table.name == "kengetallen":
            rows[table.name] = list(_kengetallen(own, start[table.name]))
        elif table.name == "partijen" or table.form == "afspraken":
            rows[table.name] = [_followed(own, table, row) for row in start[table.name]]
        else:
            known = [row for row in there.get(table.name, []) if _is_asked(row, lists)]
            moved = (_moved(own, table, row, names, lists) for row in known)
            mine = [r for r in moved if partij.is_gemeente or partij.naam == _owner(table, r)]
            rows[table.name] = mine
    return rows


def werkmap(own: Afspraken, partij: Partij, rows: Mapping[str, list[Row]] | None = None) -> bytes:
    """Build the workbook of a party, filled in (or with `rows`)."""
    filled = rijen(own, partij) if rows is None else rows
    tables = of_party(partij.soort, own)
    return build(own, partij, tables, codelists(own), filled, peildatum(own))


@cache
def verstuurd(naam: str, partij: str) -> bytes:
    """Build the workbook of a party of a set as it is sent."""
    own = load(*SETS[naam])
    return workbook(own, own.partij(partij), peildatum(own))


@cache
def vol(naam: str, partij: str) -> bytes:
    """Build the workbook of a party of a set, filled in."""
    own = load(*SETS[naam])
    return werkmap(own, own.partij(partij))


@cache
def rauw(naam: str, partij: str, seed: int) -> tuple[RawBook, tuple[Table, ...]]:
    """Give the filled workbook of a party of a set as read from the file, and its tables."""
    own = load(*SETS[naam])
    owner = own.partij(partij)
    data = werkmap(own, owner, rijen(own, owner, seed))
    raw = raw_book("werkmap.xlsx", hashlib.sha256(data).hexdigest(), data)
    return raw, of_party(owner.soort, own)


def _is_asked(row: Row, lists: Mapping[str, Any]) -> bool:
    """Say whether a total is one of a sheet that the set has."""
    return row.get("onderdeel") in (None, *lists["onderdelen"])


def _owner(table: Table, row: Row) -> Any:
    return row.get(table.party_column or "")


def _names(own: Afspraken) -> dict[str, str]:
    """Give what each party of Alphen is called here."""
    theirs = [voorbeeld.GEMEENTE, *voorbeeld.CORPORATIES]
    ours = [next(p.naam for p in own.partijen if p.is_gemeente), *own.deelnemers()]
    return dict(zip(theirs, ours, strict=True))


def _moved(
    own: Afspraken, table: Table, row: Row, names: dict[str, str], lists: Mapping[str, Any]
) -> Row:
    """Give a row with the names, places, words and years of the set."""
    years, before = own.gemeente.jaar - PRINTED, codelists(voorbeeld.afspraken())
    made = {}
    for column in table.input_columns:
        value = row.get(column.name)
        if isinstance(value, date):
            value = later(value, years)
        elif column.format is Format.JAAR and value is not None:
            value += years
        elif value in names:
            value = names[value]
        elif column.codelist and value is not None and value not in lists[column.codelist]:
            here = lists[column.codelist]
            value = here[before[column.codelist].index(value) % len(here)]
        made[column.name] = value
    if "middeninkomen" in made and made["jaar"] >= NO_MIDDLE:
        made |= {"doelgroep": made["doelgroep"] + made["middeninkomen"], "middeninkomen": 0}
    return made


def _followed(own: Afspraken, table: Table, row: Row) -> Row:
    """Give a row of an agreement or a party as people complete it in the course of the year."""
    last = peildatum(own)
    if table.name == "partijen":
        return row | {"contactfunctie": "afdeling Wonen"}
    afspraak = own.afspraak(row["code"])
    extra = {"trekker": row["trekker"] or "Corporaties", "wanneer": row["wanneer"] or "doorlopend"}
    if row["uiterlijk"] and row["uiterlijk"].year < last.year:
        extra |= {"uiterlijk": last, "wanneer": str(last.year)}
    due = extra.get("uiterlijk", row["uiterlijk"])
    said = ", ".join(["Uitgevoerd zoals afgesproken", *afspraak.onderdelen])
    return row | extra | {
        "status": "nagekomen",
        "afgerond_op": due if due and due <= last else None,
        "realisatie": f"{said}.",
        "bewijs": "Verslag van het overleg",
        "keren": afspraak.termijn.per_jaar,
        "toelichting": "Besproken met alle deelnemers.",
    }  # fmt: skip


def _kengetallen(own: Afspraken, rows: list[Row]) -> Iterator[Row]:
    """Fill in a figure for each row that waits for one: a share, or a count near the goal."""
    for row in rows:
        doel = own.doel(row["doel"])
        yield row | figure(doel, row["jaar"]) | {"toelichting": "Uit de eigen administratie."}


def figure(doel: Doel, jaar: int) -> Row:
    """Give a figure near what a goal asks, in the columns that it is counted in."""
    asked = [
        number
        for one in doel.op_dag(None)
        for number in (one.getal, one.minstens, one.hoogstens)
        if number
    ]
    near = float(asked[0]) if asked else 1.0
    if doel.eenheid == "%":
        return {"teller": min(round(near * 1_000) + jaar % 3, 1_000), "noemer": 1_000}
    return {"waarde": 1 if doel.eenheid == "ja/nee" else round(near)}
