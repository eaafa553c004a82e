"""The values of one table, typed as its declaration says, with what cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from prestatieafspraken.dutch.shown import as_json, in_sentence
from prestatieafspraken.workbook.address import letter
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.column import Column
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.reading import cell_faults as faults
from prestatieafspraken.workbook.reading.coerce import EMPTY, Reading, coerce, is_blank
from prestatieafspraken.workbook.reading.locate import Block
from prestatieafspraken.workbook.reading.rows import Merge, merges, select, under
from prestatieafspraken.workbook.reading.structure_faults import SAMENGEVOEGD
from prestatieafspraken.workbook.reading.typed import Typed, of_readings, typed
from prestatieafspraken.workbook.table import Table


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
    values = {name: under(block, col) for name, col in at.items()}
    kept, structure = select(table, block, at, values)
    letters = {name: letter(col) for name, col in at.items()}
    merged = list(merges(block, at))
    rows = block.stop - block.header_row
    typed_values: dict[str, list[Any]] = {}
    raw_values: dict[str, list[Any]] = {}
    unusable_rows: dict[str, frozenset[int]] = {}
    told: list[tuple[int, int, str, Reading]] = []
    for order, column in enumerate(table.columns):
        name = column.name
        cells = values[name].values if name in values else [None] * rows
        if len(kept) < rows:
            cells = [cells[row - block.header_row - 1] for row in kept]
        read = _column(column, cells, kept, block, at.get(name), merged)
        typed_values[name], raw_values[name] = read.values, cells
        if read.unusable:
            unusable_rows[name] = frozenset(kept[number] for number in read.unusable)
        told += [(kept[number], order, name, reading) for number, reading in read.told]
    sheet = block.sheet.name
    data = TableData(table, sheet, kept, typed_values, raw_values, unusable_rows, letters)
    if ready := _ready(data, {row for row, *_ in told}):
        data = data.set_apart(ready)
    structure += _merged(data, merged)
    return Values(data, structure, [_finding(data, *item) for item in sorted(told, key=_order)])


def _ready(data: TableData, told: Set[int]) -> list[int]:
    """Find the rows that stand ready and hold nothing yet but what tells which row it is."""
    names = data.table.ready_columns
    figures = [name for name in data.table.figure_columns if name in data.letters]
    if not names:
        return []
    return [
        row
        for at, row in enumerate(data.row_numbers)
        if row not in told
        and all(data.values[name][at] is not None for name in names)
        and not data.is_unusable(row, *figures)
        and all(is_blank(data.raw_values[name][at]) for name in figures)
    ]


def _order(item: tuple[int, int, str, Reading]) -> tuple[int, int]:
    return item[:2]


def _finding(data: TableData, row: int, _: int, name: str, reading: Reading) -> Finding:
    assert reading.rule is not None  # noqa: S101 (only these were collected)
    waarde = as_json(data.raw_value(row, name))
    return reading.rule.at(data.place(row, name), waarde=waarde, **reading.words)


def _merged(data: TableData, merged: Sequence[Merge]) -> list[Finding]:
    findings = []
    rows = set(data.row_numbers) if merged else ()
    for merge in merged:
        if merge.row in rows:
            header = data.table.column(merge.column).header
            label = data.label(merge.row)
            place = Place(data.sheet, data.table.excel_name, merge.area, header, label)
            findings.append(SAMENGEVOEGD.at(place))
    return findings


def _column(
    column: Column,
    values: list[Any],
    rows: Sequence[int],
    block: Block,
    col: int | None,
    merged: Sequence[Merge],
) -> Typed:
    """Read the cells of one column; a bad one never changes how another is read."""
    if col is None:
        return of_readings([Reading(unusable=True)] * len(rows))
    covered = {row for merge in merged for row, name in merge.covered if name == column.name}
    formulas = block.sheet.formulas_by_col.get(col, {})
    if column.formula is None and not covered and not formulas:
        return typed(values, column)
    readings = []
    for row, value in zip(rows, values, strict=True):
        if column.formula is not None:
            has_formula = block.sheet.formulas is None or row in formulas
            readings.append(_calculated(value, column, has_formula))
        elif not is_blank(value):
            readings.append(coerce(value, column))
        elif row in covered:
            readings.append(Reading(unusable=True))
        elif formulas.get(row) is False:
            readings.append(Reading(unusable=True, rule=faults.FORMULE_ZONDER_UITKOMST))
        else:
            readings.append(EMPTY)
    return of_readings(readings)


def _calculated(value: Any, column: Column, has_formula: bool) -> Reading:
    """Read a calculated cell: its outcome may miss or be wrong, because we compute it ourselves."""
    if is_blank(value):
        return EMPTY
    reading = coerce(value, column)
    if reading.rule is faults.FOUTWAARDE:
        return Reading(None, True, faults.FOUTWAARDE_BEREKEND, reading.words)
    if has_formula:
        return Reading(reading.value, reading.unusable)
    words = {"gevonden": in_sentence(value)}
    return Reading(reading.value, reading.unusable, faults.FORMULE_OVERSCHREVEN, words)
