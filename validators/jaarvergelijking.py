"""Figures beside those of the year before, in the same workbook or in last year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from prestatieafspraken.validators.rule import Case, table_rule
from prestatieafspraken.validators.slaagkans import FULL_YEAR
from prestatieafspraken.validators.tables import TABLES
from prestatieafspraken.validators.words import spoken
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.dutch import measure, number, percent
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.show import as_json
from prestatieafspraken.workbook.table import Band, Column, Format, Table

PARTIAL = 1.5
"""How much wider a band is for a part of a year beside a whole one, which differ by nature."""

SWING = Rule(
    code="JRV-001",
    ernst=Severity.WAARSCHUWING,
    titel="Een cijfer verandert in een jaar niet meer dan aannemelijk is.",
    melding="{kolom} van {rij} is {nu}; een jaar eerder was dat {eerder} ({verandering}). "
    "Meer dan {grens} verschil in een jaar is ongewoon.{meer} {reden}",
    herstel="Kijk of beide cijfers kloppen en over hetzelfde gaan.",
    waarom="Een sprong is vaker een tikfout of een andere telling dan een echte verandering.",
    bron="C1, C2, C4, C6 (r. 167-197, 264-287, 769-776)",
    zacht=True,
)

VORIGE_ONTBREEKT = Rule(
    code="JRV-002",
    ernst=Severity.INFO,
    titel="Van elke partij is er een werkmap van vorig jaar om mee te vergelijken.",
    melding="Bij de werkmappen van vorig jaar is er geen van {partij} over {jaar}; vergeleken is alleen binnen deze werkmap.",
    herstel="Geef bij --vorig ook de werkmap van {partij} over {jaar}, als die er is.",
    waarom="Een cijfer dat nergens naast is gelegd, is op sprongen niet beoordeeld.",
)


@dataclass(frozen=True)
class Figure:
    """A figure with the column and the row that it stands in, and the count that it rests on."""

    value: float
    column: str
    row: int
    base: float | None
    elsewhere: bool = False


Key = tuple[Any, ...]


def sprong(column: Column, case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at figures that moved beyond the band of their column since the year before."""
    band, names = column.band, data.table.key
    assert band is not None  # noqa: S101 (only these are registered)
    now = _figures(column, band, data)
    before = dict(now)
    if data.table.name in case.vorig:
        for key, figure in _figures(column, band, case.vorig[data.table.name]).items():
            before.setdefault(
                key, Figure(figure.value, figure.column, figure.row, figure.base, elsewhere=True)
            )
    year = names.index("jaar")
    for key, figure in now.items():
        was, partial_year = _year_before(key, year, names, before)
        if was is None or _is_small(band, figure, was):
            continue
        change = figure.value - was.value
        limit = band.step if band.step is not None else (band.share or 0) * abs(was.value)
        if abs(change) <= limit * (PARTIAL if partial_year else 1) + 1e-9:
            continue
        more = ""
        if partial_year:
            part = key[names.index("periode")]
            more += f" Het gaat nu over {part}, en toen over het hele jaar."
        if was.elsewhere:
            more += " Het eerdere cijfer komt uit de werkmap van vorig jaar."
        yield rule.at(
            data.place(figure.row, figure.column),
            waarde=as_json(figure.value),
            nu=spoken(column, figure.value),
            eerder=spoken(column, was.value),
            verandering=_change(column, band, change, was.value),
            grens=_limit(column, band),
            meer=more,
            reden=band.why,
        )


def _figures(column: Column, band: Band, data: TableData) -> Mapping[Key, Figure]:
    """Give the figures by key; a key that is not whole, or is there twice, gives none."""
    frame, keys = data.frame, list(data.table.key)
    if not set(keys) <= data.letters.keys():
        return {}
    own = frame[column.name]
    if column.compute is not None:
        # A sum without the cell that could not be used would be a swing of its own making.
        own = column.compute(frame, {}).mask(data.unusable.any(axis=1))
    values = pd.to_numeric(own, errors="coerce").astype("Float64")
    stated = frame[band.stated] if band.stated else pd.Series(pd.NA, frame.index, dtype="Float64")
    base = frame[band.base] if band.base else pd.Series(pd.NA, frame.index, dtype="Float64")
    rows = frame[keys].dropna()
    rows = rows[~rows.duplicated(keep=False)]
    found = {}
    for row, key in zip(rows.index, rows.itertuples(index=False, name=None), strict=True):
        computed = not pd.isna(values[row])
        value = values[row] if computed else stated[row]
        if not pd.isna(value):
            name = column.name if computed else str(band.stated)
            count = None if pd.isna(base[row]) else float(base[row])
            found[key] = Figure(float(value), name, int(row), count)
    return found


def _year_before(
    key: Key, year: int, names: tuple[str, ...], figures: Mapping[Key, Figure]
) -> tuple[Figure | None, bool]:
    """Give the figure of the year before, and whether a part of a year is beside a whole one."""
    earlier = [*key]
    earlier[year] -= 1
    if tuple(earlier) in figures or "periode" not in names:
        return figures.get(tuple(earlier)), False
    part = names.index("periode")
    whole = earlier[part] != FULL_YEAR
    earlier[part] = FULL_YEAR
    return figures.get(tuple(earlier)), whole


def _is_small(band: Band, now: Figure, was: Figure) -> bool:
    if band.base is None:
        return max(abs(now.value), abs(was.value)) < band.small or was.value == 0
    return any(figure.base is not None and figure.base < band.small for figure in (now, was))


def _change(column: Column, band: Band, change: float, was: float) -> str:
    if band.step is None:
        return ("+" if change > 0 else "") + percent(change / was)
    if column.format is Format.PROCENT:
        return measure(change * 100, "procentpunt", sign=True)
    return ("+" if change > 0 else "") + number(round(change, 4))


def _limit(column: Column, band: Band) -> str:
    if band.step is None:
        return percent(band.share or 0)
    return (
        f"{number(band.step * 100)} procentpunt"
        if column.format is Format.PROCENT
        else number(band.step)
    )


def _needs(table: Table, column: Column) -> tuple[str, ...]:
    """Give the columns that a comparison looks at, those behind a computed figure included."""
    band = column.band
    assert band is not None  # noqa: S101 (only these are asked for)
    more = [name for name in (band.base, band.stated) if name]
    own = [] if column.compute else [column.name]
    return (*table.key, *own, *more)


for _table in TABLES:
    for _column in _table.columns:
        if _column.band is not None:
            table_rule(SWING, _table.name, needs=_needs(_table, _column))(partial(sprong, _column))
