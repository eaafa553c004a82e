"""Outcomes that a workbook keeps of its formulas, beside those that follow from its cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from prestatieafspraken.dutch.shown import as_json
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.declaring.words import spoken
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.column import Column, ColumnKind
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.reading.cell_faults import FORMULE_OVERSCHREVEN
from prestatieafspraken.workbook.reading.structure_faults import RIJEN_ONDER_TABEL
from prestatieafspraken.workbook.table import Table

UITKOMST_VEROUDERD = Rule(
    code="FRM-001",
    ernst=Severity.WAARSCHUWING,
    titel="De uitkomst van een formule past bij de cellen waar zij naar kijkt.",
    melding="In deze cel staat als uitkomst {gevonden}, maar uit de ingevulde cellen volgt {uitkomst}.",
    herstel="Laat Excel herberekenen (F9) en sla de werkmap op, of kopieer de formule uit een andere rij.",
    waarom="Een oude uitkomst blijft staan als een ander programma de cijfers wijzigt; wij rekenen zelf.",
)


def uitkomst_verouderd(
    column: Column, case: Case, rule: Rule, data: TableData
) -> Iterator[Finding]:
    """Point at a stored outcome that differs from ours; a cell we cannot tell of is passed over."""
    assert column.compute is not None  # noqa: S101 (only these are registered)
    if not any(_is_figure(value) for value in data.raw_values[column.name]):
        return
    kept = _figures(data.raw[column.name])
    others = {name: _sure(case, other) for name, other in case.book.tables.items()}
    own = pd.DataFrame({c.name: _seen(data, c) for c in _read(data)}, data.raw.index)
    ours = column.compute(own, others)
    read = inputs(data.table, column)
    known = pd.DataFrame({n: _is_plain(data, data.table.column(n)) for n in read}).all(axis=1)
    overwritten = {
        finding.place.cel
        for finding in case.book.findings
        if finding.code == FORMULE_OVERSCHREVEN.code and finding.place.blad == data.sheet
    }
    for row in data.raw.index[kept.notna() & known & ours.notna()]:
        place, was, now = data.place(int(row), column.name), float(kept[row]), ours[row]
        same = now != "" and abs(was - float(now)) <= 1e-9 * max(1.0, abs(was))
        if not same and place.cel not in overwritten:
            other = [] if now == "" else [float(now)]
            yield rule.at(
                place,
                waarde=as_json(was),
                gevonden=spoken(column, was, *other),
                uitkomst=spoken(column, other[0], was) if other else "een lege cel",
            )


def inputs(table: Table, column: Column) -> tuple[str, ...]:
    """Give the filled-in columns of the same row that a formula looks at."""
    return tuple(c.name for c in table.input_columns if c.header in column.looks_at)


def _sure(case: Case, data: TableData) -> pd.DataFrame:
    """Give of a table the columns whose every cell means the same to every program.

    Of a table with rows below it none does, for a formula does not see those rows.
    """
    below = any(
        finding.code == RIJEN_ONDER_TABEL.code and finding.place.tabel == data.table.excel_name
        for finding in case.book.findings
    )
    columns = [] if below else [c for c in _read(data) if _is_plain(data, c).all()]
    return pd.DataFrame({c.name: _seen(data, c) for c in columns}, data.raw.index)


def _read(data: TableData) -> list[Column]:
    return [column for column in data.table.input_columns if column.name in data.letters]


def _is_text(column: Column) -> bool:
    return column.kind is ColumnKind.TEXT


def _seen(data: TableData, column: Column) -> pd.Series:
    """Give a column as a formula sees it: a text in a column of numbers is no number."""
    return data.frame[column.name] if _is_text(column) else _figures(data.raw[column.name])


def _is_plain(data: TableData, column: Column) -> pd.Series:
    """Mark the cells that mean the same to every program: what belongs there, or nothing."""
    belongs = str if _is_text(column) else int | float
    plain = [
        value is None or (isinstance(value, belongs) and not isinstance(value, bool))
        for value in data.raw[column.name]
    ]
    return pd.Series(plain, data.raw.index, dtype=bool)


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _figures(raw: pd.Series) -> pd.Series:
    numbers = [float(value) if _is_figure(value) else None for value in raw]
    return pd.Series(numbers, raw.index, dtype="Float64")


for _table in TABLES:
    for _column in _table.columns:
        if _column.compute is not None:
            table_rule(UITKOMST_VEROUDERD, _table, needs=(_column.name, *inputs(_table, _column)))(
                partial(uitkomst_verouderd, _column)
            )
