"""Rows of a new workbook that are taken over from the printed tables, as the data say how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import Any

from prestatieafspraken.afspraken.model import (
    Afspraken,
    Cel,
    CelSoort,
    GedrukteTabel,
)
from prestatieafspraken.afspraken.overname import KOLOM, Overname, Vakken
from prestatieafspraken.workbook.summed import SUMMED

PrefilledRow = dict[str, Any]


def printed_rows(afspraken: Afspraken) -> dict[str, list[PrefilledRow]]:
    """Give the rows by the table of the workbook that they are in, the stated totals included."""
    schouwen = [{"locatie": naam} for naam in afspraken.schouwlocaties]
    taken = taken_over(afspraken).items()
    return {"wijkschouwen": schouwen, **{name: [one.row for one in rows] for name, rows in taken}}


@dataclass(frozen=True)
class TakenOver:
    """A row of a workbook with the printed figures that are in it, by their columns."""

    row: PrefilledRow
    tabel: GedrukteTabel
    cellen: Mapping[str, Cel]


def taken_over(afspraken: Afspraken) -> dict[str, list[TakenOver]]:
    """Give the rows that come from printed tables, by the table of the workbook."""
    rows: dict[str, list[TakenOver]] = {}
    for tabel in afspraken.tabellen.values():
        if tabel.overname:
            rows.setdefault(tabel.vult, []).extend(_rows(afspraken, tabel, tabel.overname))
    rows["totalen"] = list(_totals(afspraken))
    return rows


def _rows(afspraken: Afspraken, tabel: GedrukteTabel, how: Overname) -> Iterator[TakenOver]:
    """Give a row for each printed one and each group of columns about one year or period."""
    labels = [label for label in tabel.rijen() if label not in how.totalen]
    groups = _groups(how)
    pairs = [(label, group) for label in labels for group in groups]
    if how.kolommen_eerst:
        pairs = [(label, group) for group in groups for label in labels]
    for label, group in pairs:
        cells = {column: tabel.cel(label, printed) for column, printed in group.items()}
        if all(cel is None or cel.soort is CelSoort.AFWEZIG for cel in cells.values()):
            continue
        row: PrefilledRow = {**how.vast, **({how.rij: label} if how.rij else {})}
        row |= how.rijen.get(label, {})
        row |= _besides(how.kolommen[next(iter(group.values()))])
        row |= {column: value(cel) for column, cel in cells.items()}
        named = {column: _named(afspraken, column, held) for column, held in row.items()}
        yield TakenOver(named, tabel, {n: cel for n, cel in cells.items() if cel is not None})


def _groups(how: Overname) -> list[dict[str, str]]:
    """Give the printed columns that fill in one row, by the column of the workbook that each is."""
    groups: dict[tuple[tuple[str, str | int], ...], dict[str, str]] = {}
    for label, known in how.kolommen.items():
        same = tuple(sorted(_besides(known).items()))
        groups.setdefault(same, {})[str(known[KOLOM])] = label
    return list(groups.values())


def _besides(known: Vakken) -> Vakken:
    """Give what a printed column says besides which column it is."""
    return {name: held for name, held in known.items() if name != KOLOM}


def _named(afspraken: Afspraken, column: str, held: Any) -> Any:
    """Give a name as the workbook has it; what is none of ours stays as it was printed."""
    with suppress(KeyError):
        match column, held:
            case "corporatie" | "eigenaar", str():
                return afspraken.partij(held).naam
            case "kern", str():
                return afspraken.kern(held).naam
            case "inkomensklasse", str():
                return {k.gedrukt: k.naam for k in afspraken.inkomensklassen}[held]
    return held


def _totals(afspraken: Afspraken) -> Iterator[TakenOver]:
    """Give the stated totals, those that were left blank included."""
    for name in dict.fromkeys(table for table, _ in SUMMED):
        for tabel in afspraken.gedrukt_bij(name):
            if tabel.overname:
                yield from _totals_of(tabel, tabel.overname)


def _totals_of(tabel: GedrukteTabel, how: Overname) -> Iterator[TakenOver]:
    for (label, own), (printed, known) in product(how.totalen.items(), how.kolommen.items()):
        subject = SUMMED.get((tabel.vult, str(known[KOLOM])))
        if subject:
            jaar, stated = {**how.vast, **known, **own}.get("jaar"), tabel.cel(label, printed)
            row = {"onderdeel": subject, "jaar": jaar, "opgegeven": value(stated)}
            yield TakenOver(row, tabel, {"opgegeven": stated} if stated else {})


def value(cel: Cel | None) -> int | float | str | None:
    """Give what goes into a cell: a number, the dash as a text, or nothing."""
    if cel is None or cel.soort in {CelSoort.LEEG, CelSoort.AFWEZIG}:
        return None
    if cel.soort is not CelSoort.GETAL or cel.waarde is None:
        return cel.gedrukt
    return int(cel.waarde) if cel.waarde == cel.waarde.to_integral_value() else float(cel.waarde)
