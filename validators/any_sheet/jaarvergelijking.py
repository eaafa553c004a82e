"""Figures beside those of the year before, in the same workbook or in last year's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.shown import as_json
from prestatieafspraken.dutch.written import number, percent
from prestatieafspraken.validators.any_sheet.formules import inputs
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.declaring.words import spoken
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.column import Band, Column, Format
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.frames import typed_frame
from prestatieafspraken.workbook.periode import FULL_YEAR
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.topic import Step

PARTIAL = 1.5
"""How much wider a band is for a part of a year beside a whole one, which differ by nature."""

SPRONG = Rule(
    code="JRV-001",
    ernst=Severity.WAARSCHUWING,
    titel="Een cijfer verandert in een jaar niet meer dan aannemelijk is.",
    melding="{kolom} van {rij} is {nu}; een jaar eerder{waar} was dat {eerder} ({verandering}; "
    "meer dan {grens} is ongewoon). {reden}",
    herstel="Kijk of beide cijfers kloppen en over hetzelfde gaan.",
    waarom="Een sprong is vaker een tikfout of een andere telling dan een echte verandering.",
    afgesproken=True,
)

VORIGE_ONTBREEKT = Rule(
    code="JRV-002",
    ernst=Severity.INFO,
    titel="Van elke partij is er een werkmap van vorig jaar om mee te vergelijken.",
    melding="Bij de werkmappen van vorig jaar is er geen van {partij} over {jaar}; vergeleken is alleen binnen deze werkmap.",
    herstel="Geef bij --vorig ook de werkmap van {partij} over {jaar}, als die er is.",
    waarom="Een cijfer dat nergens naast is gelegd, is op sprongen niet beoordeeld.",
    eigen_eis=True,
    step=Step.TUSSEN_WERKMAPPEN,
)


@dataclass(frozen=True)
class Figure:
    """A figure with the column and the row that it stands in, and the count that it rests on."""

    value: float
    column: str
    row: int
    base: float | None
    elsewhere: bool = False


RowKey = tuple[Any, ...]


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
        where = [
            *(["over het hele jaar"] if partial_year else []),
            *(["volgens de werkmap van vorig jaar"] if was.elsewhere else []),
        ]
        yield rule.at(
            data.place(figure.row, figure.column),
            waarde=as_json(figure.value),
            nu=spoken(column, figure.value),
            eerder=spoken(column, was.value),
            verandering=_change(column, band, change, was.value),
            grens=_limit(column, band),
            waar=f" ({', '.join(where)})" if where else "",
            reden=band.why,
        )


def _figures(column: Column, band: Band, data: TableData) -> Mapping[RowKey, Figure]:
    """Give the figures by key; a key that is not whole, or is there twice, gives none."""
    if not set(data.table.key) <= data.letters.keys():
        return {}
    own = data.values[column.name] if column.compute is None else _computed(column, data)
    empty = [None] * len(own)
    stated = data.values[band.stated] if band.stated else empty
    base = data.values[band.base] if band.base else empty
    keys = list(zip(*(data.values[name] for name in data.table.key), strict=True))
    amount = Counter(keys)
    found = {}
    for row, key, computed, other, count in zip(data.rows, keys, own, stated, base, strict=True):
        value, name = (computed, column.name) if computed is not None else (other, band.stated)
        if value is not None and None not in key and amount[key] == 1:
            rests_on = None if count is None else float(count)
            found[key] = Figure(float(value), str(name), row, rests_on)
    return found


def _computed(column: Column, data: TableData) -> list[float | None]:
    """Compute a column; a sum without a cell that could not be used would be of its own making."""
    assert column.compute is not None  # noqa: S101 (only these are asked for)
    read = inputs(data.table, column)
    looked_at = {name: data.values[name] for name in read}
    outcome = column.compute(typed_frame(data.table, data.row_numbers, looked_at), {}).tolist()
    return [
        None if data.is_unusable(row, *read) or pd.isna(value) or value == "" else float(value)
        for row, value in zip(data.rows, outcome, strict=True)
    ]


def _year_before(
    key: RowKey, year: int, names: tuple[str, ...], figures: Mapping[RowKey, Figure]
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
    own = inputs(table, column) if column.compute else [column.name]
    return (*table.key, *own, *more)


for _table in TABLES:
    for _column in _table.columns:
        if _column.band is not None:
            table_rule(SPRONG, _table, needs=_needs(_table, _column))(partial(sprong, _column))
