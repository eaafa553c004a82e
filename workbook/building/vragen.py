"""What a workbook asks of its party: which rows of the year, and which cells of them.

Two things decide it: the measures that the agreements name decide the columns, and each table says
in which rows (`Uitvraag`). What the agreements print themselves is not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prestatieafspraken.afspraken.gevraagd import kolommen_gevraagd
from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.building.printed import PrefilledRow
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.uitvraag import Uitvraag

Kolommen = tuple[str, ...]
"""Columns of which one cell, or for a group of more all of its cells, must be filled in."""
CodelistOf = Callable[[str], Sequence[str]]
"""Gives the words of a code list by its name."""


@dataclass(frozen=True)
class Vraag:
    """What is asked in one row: of each group in `een_van` one of its ways to answer.

    `jaar` is the year that it is about; before that is over nobody asks for it.
    """

    rij: Mapping[str, object]
    een_van: tuple[tuple[Kolommen, ...], ...]
    jaar: int | None = None


def vragen(
    tables: Sequence[Table],
    afspraken: Afspraken,
    partij: Partij,
    choices: CodelistOf,
    peildatum: date | None = None,
) -> Iterator[tuple[Table, list[Vraag]]]:
    """Give what each table asks of a party; a table that asks nothing is left out.

    Figures of a year that is not over on the peildatum are not asked yet; without it all are.
    """
    needed, printed = kolommen_gevraagd(afspraken), prefill(afspraken, partij)
    for table in tables:
        if table.uitvraag is None:
            continue
        known = printed.get(table.name, [])
        rows = _rows(table, known, needed.get(table.name, {}), afspraken, choices)
        asked = [
            Vraag(_key(table, row), _left(_ways(table, columns), row), _year(row))
            for row, columns in rows
            if _is_of(table, row, partij, afspraken) and _is_over(_year(row), peildatum)
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
    choices: CodelistOf,
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
    owners = _choices(table, afspraken, choices) if asks.per else ()
    for year, columns in needed.items():
        for one in owners:
            if (year, one) not in known:
                yield {asks.per or "": one, "jaar": year, **asks.vast}, columns


def _choices(table: Table, afspraken: Afspraken, choices: CodelistOf) -> list[str]:
    """Give each who has a row of the year: of the corporaties those that sign all."""
    asks = table.uitvraag or Uitvraag()
    absent = {one.naam for one in afspraken.corporaties()} - {*afspraken.deelnemers()}
    listed = choices(table.column(asks.per or "").codelist or "")
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


def _year(row: PrefilledRow) -> int | None:
    year = row.get("jaar")
    return year if isinstance(year, int) else None


def _is_over(year: int | None, peildatum: date | None) -> bool:
    return peildatum is None or year is None or is_over(year, peildatum)


def _key(table: Table, row: PrefilledRow) -> dict[str, object]:
    named = dict.fromkeys((*table.key, *(table.uitvraag.vast if table.uitvraag else ())))
    return {name: row.get(name) for name in named}
