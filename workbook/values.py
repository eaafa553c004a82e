"""The values of one table, typed as its declaration says, with what cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.api.types import pandas_dtype

from prestatieafspraken.workbook import faults
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.coerce import Reading, coerce, coerce_all, is_blank, kind
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.locate import Block
from prestatieafspraken.workbook.rows import Merge, merges, select, values_under
from prestatieafspraken.workbook.show import as_json, in_sentence
from prestatieafspraken.workbook.source import letter
from prestatieafspraken.workbook.table import Column, Table


@dataclass(frozen=True)
class Values:
    """The data of a table, and the findings about its structure and its cells."""

    data: TableData
    structure: list[Finding]
    cells: list[Finding]


def read_values(table: Table, block: Block, at: Mapping[str, int]) -> Values:
    """Read the rows under the headers; `at` gives the column number of each column.

    A column that is not there is empty and unusable: its absence has a finding already.
    """
    values = {name: values_under(block, col) for name, col in at.items()}
    kept, structure = select(table, block, at, values)
    merged = list(merges(block, at))
    first = block.header_row + 1
    nothing = [None] * block.stop
    raw = pd.DataFrame(
        {c.name: [values.get(c.name, nothing)[row - first] for row in kept] for c in table.columns},
        index=pd.Index(kept, dtype="int64"),
        dtype=object,
    )
    typed: dict[str, Any] = {}
    unusable: dict[str, list[bool]] = {}
    told: list[tuple[int, int, str, Reading]] = []
    for order, column in enumerate(table.columns):
        cells = raw[column.name].tolist()
        read = _column(column, cells, kept, block, at.get(column.name), merged)
        dtype = pandas_dtype(str(column.schema.dtype))
        typed[column.name] = pd.Series([r.value for r in read], raw.index, object).astype(dtype)
        unusable[column.name] = [reading.unusable for reading in read]
        told += [
            (row, order, column.name, reading)
            for row, reading in zip(kept, read, strict=True)
            if reading.rule
        ]
    data = TableData(
        table,
        block.sheet.name,
        pd.DataFrame(typed, raw.index),
        raw,
        pd.DataFrame(unusable, raw.index, dtype=bool),
        {name: letter(col) for name, col in at.items()},
    )
    structure += _merged(data, merged)
    return Values(data, structure, [_finding(data, *item) for item in sorted(told, key=_order)])


def _order(item: tuple[int, int, str, Reading]) -> tuple[int, int]:
    return item[:2]


def _finding(data: TableData, row: int, _: int, name: str, reading: Reading) -> Finding:
    assert reading.rule is not None  # noqa: S101 (only these were collected)
    waarde = as_json(data.raw.at[row, name])
    return reading.rule.at(data.place(row, name), waarde=waarde, **reading.words)


def _merged(data: TableData, merged: Sequence[Merge]) -> list[Finding]:
    findings = []
    for merge in merged:
        if merge.row in data.raw.index:
            header = data.table.column(merge.column).header
            label = data.label(merge.row)
            place = Place(data.sheet, data.table.excel_name, merge.area, header, label)
            findings.append(faults.SAMENGEVOEGD.at(place))
    return findings


def _column(
    column: Column,
    values: Sequence[Any],
    rows: Sequence[int],
    block: Block,
    col: int | None,
    merged: Sequence[Merge],
) -> Sequence[Reading]:
    """Read the cells of one column; a bad one never changes how another is read."""
    if col is None:
        return [Reading(unusable=True)] * len(rows)
    what = kind(column)
    covered = {row for merge in merged for row, name in merge.covered if name == column.name}
    formulas = block.sheet.formulas
    special = column.formula is not None or covered or any(c == col for _, c in formulas or ())
    plain = None if special else coerce_all(values, column, what)
    if plain is not None:
        return plain
    readings = []
    for row, value in zip(rows, values, strict=True):
        if column.formula is not None:
            has_formula = formulas is None or (row, col) in formulas
            readings.append(_calculated(value, column, what, has_formula))
        elif not is_blank(value):
            readings.append(coerce(value, column, what))
        elif row in covered:
            readings.append(Reading(unusable=True))
        elif formulas and formulas.get((row, col)) is False:
            readings.append(Reading(unusable=True, rule=faults.FORMULE_ZONDER_UITKOMST))
        else:
            readings.append(Reading())
    return readings


def _calculated(value: Any, column: Column, what: str, has_formula: bool) -> Reading:
    """Read a calculated cell: its outcome may miss or be wrong, because we compute it ourselves."""
    if is_blank(value):
        return Reading()
    reading = coerce(value, column, what)
    if reading.rule is faults.FOUTWAARDE:
        return Reading(None, True, faults.FOUTWAARDE_BEREKEND, reading.words)
    if has_formula:
        return Reading(reading.value, reading.unusable)
    words = {"gevonden": in_sentence(value)}
    return Reading(reading.value, reading.unusable, faults.FORMULE_OVERSCHREVEN, words)
