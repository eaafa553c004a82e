"""How complete a workbook is: what is asked of its party laid beside what it filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from prestatieafspraken.afspraken.model import Afspraken, Partij, PartijSoort
from prestatieafspraken.dutch.counted import the_of
from prestatieafspraken.dutch.number import is_no_value
from prestatieafspraken.validators.sheets.codelists import codelist
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.building.vragen import Kolommen, Vraag, vragen
from prestatieafspraken.workbook.table import Table


class Stand(StrEnum):
    """How far somebody got; the values are what users read."""

    LEEG = "nog niet ingevuld"
    ONVOLLEDIG = "onvolledig"
    VOLLEDIG = "volledig"


@dataclass(frozen=True)
class Open:
    """What is still to be filled in: of which row, in which column, and in which cell.

    `kolom` is the header ("Waarde, of Teller en Noemer"); `cel` is "" while the row is not there.
    """

    rij: str
    kolom: str
    cel: str = ""


@dataclass(frozen=True)
class BladStand:
    """How complete one sheet is."""

    blad: str
    gevraagd: int
    open: tuple[Open, ...]

    @property
    def ingevuld(self) -> int:
        """How many of the cells that are asked are filled in."""
        return self.gevraagd - len(self.open)

    @property
    def stand(self) -> Stand:
        """How far it is, in a word."""
        return _stand(self.gevraagd, self.ingevuld)

    @property
    def nog(self) -> tuple[str, ...]:
        """Each cell that is still to be filled in: "T0-03: Status (G9)"."""
        return tuple(
            f"{one.rij}: {one.kolom}{f' ({one.cel})' if one.cel else ''}" for one in self.open
        )

    def as_dict(self) -> dict[str, str | int]:
        """Give it in the form of the JSON contract."""
        return {"blad": self.blad, "gevraagd": self.gevraagd, "ingevuld": self.ingevuld}


@dataclass(frozen=True)
class Volledigheid:
    """How complete a workbook is: per sheet that asks something, in the order of the sheets."""

    bladen: tuple[BladStand, ...]

    @property
    def gevraagd(self) -> int:
        """How many cells are asked."""
        return sum(one.gevraagd for one in self.bladen)

    @property
    def ingevuld(self) -> int:
        """How many of them are filled in."""
        return sum(one.ingevuld for one in self.bladen)

    @property
    def zin(self) -> str:
        """How many of the cells are filled in: "12 van de 70 cellen ingevuld"."""
        return f"{self.ingevuld} van {the_of(self.gevraagd, 'cellen')} ingevuld"

    def as_dict(self) -> dict[str, object]:
        """Give it in the form of the JSON contract."""
        counts = {"gevraagd": self.gevraagd, "ingevuld": self.ingevuld}
        return {**counts, "bladen": [one.as_dict() for one in self.bladen]}

    @property
    def stand(self) -> Stand:
        """How far it is, in a word."""
        return _stand(self.gevraagd, self.ingevuld)


def _stand(gevraagd: int, ingevuld: int) -> Stand:
    if ingevuld == gevraagd:
        return Stand.VOLLEDIG
    return Stand.ONVOLLEDIG if ingevuld else Stand.LEEG


def volledigheid(
    tables: Sequence[Table],
    data: Mapping[str, TableData],
    afspraken: Afspraken,
    partij: Partij,
    peildatum: date | None,
) -> Volledigheid:
    """Lay what is asked of a party beside what it filled in.

    `tables` are those of its workbook, `data` what was read of them, by name. Figures of a year
    that is not over on the peildatum are not asked yet; while that day is not known all are.
    """
    choices = partial(codelist, afspraken=afspraken)
    found = []
    for table, asked in vragen(tables, afspraken, partij, choices, peildatum):
        missing = [one for vraag in asked for one in _open(table, vraag, data.get(table.name))]
        count = sum(len(vraag.een_van) for vraag in asked)
        found.append(BladStand(table.sheet, count, tuple(missing)))
    return Volledigheid(tuple(found))


def of_book(book: Book, afspraken: Afspraken, peildatum: date | None) -> Volledigheid | None:
    """Give how complete a workbook is; None for a party that is not known."""
    partij = _party(book, afspraken)
    if partij is None or book.template is None:
        return None
    tables = of_party(book.template.soort, afspraken)
    return volledigheid(tables, book.tables, afspraken, partij, peildatum)


def _party(book: Book, afspraken: Afspraken) -> Partij | None:
    """Give whose workbook it is: that of a municipality is known by its template."""
    soort = book.template.soort if book.template else None
    if soort == PartijSoort.GEMEENTE:
        return afspraken.gemeentepartij
    try:
        return afspraken.partij(book.start.partij or "")
    except KeyError:
        return None


def _open(table: Table, vraag: Vraag, data: TableData | None) -> Iterator[Open]:
    """Give what of one row is not filled in."""
    row = _found(vraag.rij, data.rows) if data else None
    ready = _found(vraag.rij, data.ready) if data and row is None else None
    label = " ".join(str(value) for value in vraag.rij.values() if value is not None)
    for ways in vraag.een_van:
        if data and row is not None and any(_filled(data, row, way) for way in ways):
            continue
        cell = _cell(data, row or ready, ways[0][0]) if data else ""
        yield Open(label, ", of ".join(_headers(table, way) for way in ways), cell)


def _headers(table: Table, way: Kolommen) -> str:
    return " en ".join(table.column(name).header for name in way)


def _cell(data: TableData, row: int | None, column: str) -> str:
    letter = data.letters.get(column)
    return f"{letter}{row}" if letter and row else ""


def _found(key: Mapping[str, object], rows: Mapping[int, Mapping[str, Any]]) -> int | None:
    """Find the row that is asked: that with this key."""
    for row, values in rows.items():
        if all(values.get(name) == value for name, value in key.items()):
            return row
    return None


def _filled(data: TableData, row: int, way: Kolommen) -> bool:
    """Say whether all these cells hold something; what cannot be used has its own finding."""
    return all(
        _is_there(data.value(row, name)) or row in data.unreadable_rows.get(name, ())
        for name in way
    )


def _is_there(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and is_no_value(value))
