"""How complete a workbook is: what is asked of its party, and which of it is filled in.

Two things decide what is asked: the measures that the agreements name decide the columns, and each
table says in which rows (`Uitvraag`). What the agreements print themselves is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prestatieafspraken.afspraken.gevraagd import kolommen_gevraagd
from prestatieafspraken.afspraken.model import Afspraken, Partij, PartijSoort
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.counted import the_of
from prestatieafspraken.dutch.number import is_no_value
from prestatieafspraken.validators.sheets.codelists import codelist
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.building.printed import PrefilledRow
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.uitvraag import Uitvraag

Kolommen = tuple[str, ...]
"""Columns of which one cell, or for a group of more all of its cells, must be filled in."""


class Stand(StrEnum):
    """How far somebody got; the values are what users read."""

    LEEG = "nog niet ingevuld"
    ONVOLLEDIG = "onvolledig"
    VOLLEDIG = "volledig"


@dataclass(frozen=True)
class Vraag:
    """What is asked in one row: of each group in `een_van` one of its ways to answer."""

    rij: Mapping[str, object]
    een_van: tuple[tuple[Kolommen, ...], ...]


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
    found = []
    for table, vragen in uitvraag(tables, afspraken, partij, peildatum):
        missing = [one for vraag in vragen for one in _open(table, vraag, data.get(table.name))]
        count = sum(len(vraag.een_van) for vraag in vragen)
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


def uitvraag(
    tables: Sequence[Table], afspraken: Afspraken, partij: Partij, peildatum: date | None
) -> Iterator[tuple[Table, list[Vraag]]]:
    """Give what each table asks of a party; a table that asks nothing is left out."""
    needed, printed = kolommen_gevraagd(afspraken), prefill(afspraken, partij)
    for table in tables:
        if table.uitvraag is None:
            continue
        rows = _rows(table, printed.get(table.name, []), needed.get(table.name, {}), afspraken)
        asked = [
            Vraag(_key(table, row), _left(_ways(table, columns), row))
            for row, columns in rows
            if _is_of(table, row, partij, afspraken) and _is_over(row.get("jaar"), peildatum)
        ]
        if there := [vraag for vraag in asked if vraag.een_van]:
            yield table, there


def _ways(table: Table, needed: set[str]) -> tuple[tuple[Kolommen, ...], ...]:
    """Give the cells of a row that are asked, each with the columns that can answer it."""
    asks = table.uitvraag or Uitvraag()
    grouped = {name for group in asks.een_van for name in group}
    left = {*table.key, *asks.vrij, *asks.vast, *grouped, table.party_column}
    single = [
        column.name
        for column in table.input_columns
        if column.name in (*needed, *asks.altijd) and column.name not in left
    ]
    groups = (asks.een_van,) if asks.een_van else ()
    return (*(((name,),) for name in single), *groups)


def _left(
    ways: tuple[tuple[Kolommen, ...], ...], row: PrefilledRow
) -> tuple[tuple[Kolommen, ...], ...]:
    """Leave out what the agreements print themselves."""
    return tuple(
        one for one in ways if not any(all(row.get(n) is not None for n in way) for way in one)
    )


def _rows(
    table: Table,
    printed: Sequence[PrefilledRow],
    needed: Mapping[int, set[str]],
    afspraken: Afspraken,
) -> Iterator[tuple[PrefilledRow, set[str]]]:
    """Give the rows that are asked, printed or not, each with the columns that measures need."""
    asks, jaar = table.uitvraag or Uitvraag(), afspraken.gemeente.jaar
    known: set[tuple[object, object]] = set()
    for row in printed:
        if any(row.get(name) != value for name, value in asks.vast.items()):
            continue
        year = row.get("jaar")
        known.add((year, row.get(asks.per or "")))
        if year in (None, jaar) or asks.eerder:
            yield row, needed.get(jaar, set())
    choices = _choices(table, afspraken) if asks.per else ()
    for year, columns in needed.items():
        for one in choices:
            if (year, one) not in known:
                yield {asks.per or "": one, "jaar": year, **asks.vast}, columns


def _choices(table: Table, afspraken: Afspraken) -> list[str]:
    """Give each who has a row of the year: of the corporaties those that sign all."""
    asks = table.uitvraag or Uitvraag()
    absent = {one.naam for one in afspraken.corporaties()} - {*afspraken.deelnemers()}
    listed = codelist(table.column(asks.per or "").codelist or "", afspraken)
    return [one for one in listed if not table.party_column or one not in absent]


def _is_of(table: Table, row: PrefilledRow, partij: Partij, afspraken: Afspraken) -> bool:
    """Say whether it is this party that fills in a row: its own, or for the municipality nobody's.

    A municipality has the sheets of all parties, but each delivers its own figures.
    """
    if table.party_column is None:
        return True
    owner = row.get(table.party_column)
    nobodys = owner not in {one.naam for one in afspraken.partijen}
    return owner == partij.naam or (partij.is_gemeente and nobodys)


def _is_over(year: object, peildatum: date | None) -> bool:
    return peildatum is None or not isinstance(year, int) or is_over(year, peildatum)


def _key(table: Table, row: PrefilledRow) -> dict[str, object]:
    named = dict.fromkeys((*table.key, *(table.uitvraag.vast if table.uitvraag else ())))
    return {name: row.get(name) for name in named}


def _open(table: Table, vraag: Vraag, data: TableData | None) -> Iterator[Open]:
    """Give what of one row is not filled in."""
    row = _found(vraag.rij, data) if data else None
    label = " ".join(str(value) for value in vraag.rij.values() if value is not None)
    for ways in vraag.een_van:
        if data and row is not None and any(_filled(data, row, way) for way in ways):
            continue
        cell = data.place(row, ways[0][0]).cel or "" if data and row is not None else ""
        yield Open(label, ", of ".join(_headers(table, way) for way in ways), cell)


def _headers(table: Table, way: Kolommen) -> str:
    return " en ".join(table.column(name).header for name in way)


def _found(key: Mapping[str, object], data: TableData) -> int | None:
    """Find the row that is asked: that with this key."""
    for row, values in data.rows.items():
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
