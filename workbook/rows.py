"""The rows of one table: values, types, and what cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from pandas.api.types import pandas_dtype

from prestatieafspraken.workbook import dutch, faults
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.coerce import Reading, coerce, is_blank, kind
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.locate import Block
from prestatieafspraken.workbook.show import as_json, in_sentence
from prestatieafspraken.workbook.source import Cell, ErrorValue, RawBook, address, letter
from prestatieafspraken.workbook.table import Column, Table


@dataclass
class Rows:
    """The data of a table, and the findings about its structure and its cells."""

    data: TableData
    structure: list[Finding] = field(default_factory=list)
    cells: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class _Merge:
    """Cells of the table that are merged into one; `covered` are those without a value."""

    cells: str
    row: int
    column: str
    covered: frozenset[tuple[int, str]]


def read_rows(table: Table, block: Block, at: Mapping[str, int]) -> Rows:
    """Read the rows under the headers; `at` gives the column number of each column."""
    values = {name: _values(block, col) for name, col in at.items()}
    merges = list(_merges(block, at))
    kept, structure = _select(table, block, at, values)
    first = block.header_row + 1
    nothing = [None] * block.stop
    raw = pd.DataFrame(
        {c.name: [values.get(c.name, nothing)[row - first] for row in kept] for c in table.columns},
        index=pd.Index(kept, dtype="int64"),
        dtype=object,
    )
    unusable = pd.DataFrame(False, index=raw.index, columns=raw.columns)
    frame = pd.DataFrame(index=raw.index)
    data = TableData(
        table, block.sheet.name, frame, raw, unusable, {n: letter(c) for n, c in at.items()}
    )
    rows = Rows(data, structure)
    covered = frozenset().union(*(merge.covered for merge in merges))
    told: list[tuple[int, int, Finding]] = []
    for order, column in enumerate(table.columns):
        readings = _column(column, raw[column.name], block, at.get(column.name), covered)
        _store(frame, unusable, column, readings)
        for row, reading in zip(kept, readings, strict=True):
            if reading.rule is not None:
                finding = reading.rule.at(
                    data.place(row, column.name),
                    waarde=as_json(raw.at[row, column.name]),
                    **reading.words,
                )
                told.append((row, order, finding))
    rows.cells = [finding for _, _, finding in sorted(told, key=lambda item: item[:2])]
    for merge in merges:
        if merge.row in raw.index:
            where = Place(
                block.sheet.name,
                table.excel_name,
                merge.cells,
                table.column(merge.column).header,
                data.label(merge.row),
            )
            rows.structure.append(faults.SAMENGEVOEGD.at(where))
    return rows


def outside(raw: RawBook, blocks: Iterable[Block]) -> list[Finding]:
    """Tell the error values outside the tables that were found, once per sheet and name."""
    inside = {(block.sheet.name, block.header_row, block.stop, *_span(block)) for block in blocks}
    findings = []
    for sheet in raw.sheets:
        seen: dict[ErrorValue, list[Cell]] = {}
        for (row, col), error in sorted(sheet.errors.items()):
            if not any(
                name == sheet.name and top < row <= stop and left <= col <= right
                for name, top, stop, left, right in inside
            ):
                seen.setdefault(error, []).append((row, col))
        for error, cells in seen.items():
            found = in_sentence(error)
            amount = dutch.count_of(len(cells), "keer", "keer")
            place = Place(sheet.name, None, address(*cells[0]))
            findings.append(
                faults.FOUT_BUITEN_TABEL.at(place, waarde=str(error), gevonden=found, aantal=amount)
            )
    return findings


def _span(block: Block) -> tuple[int, int]:
    return min(block.cells), max(block.cells)


def _values(block: Block, col: int) -> list[Any]:
    first, last = block.header_row, block.stop
    values = [row[col - 1] if len(row) >= col else None for row in block.sheet.rows[first:last]]
    values += [None] * (last - first - len(values))
    for (row, error_col), error in block.sheet.errors.items():
        if error_col == col and first < row <= last:
            values[row - first - 1] = error
    return [None if value == "" else value for value in values]


def _select(
    table: Table,
    block: Block,
    at: Mapping[str, int],
    values: Mapping[str, Sequence[Any]],
) -> tuple[list[int], list[Finding]]:
    """Give the rows to read, and findings about those under the Excel table."""
    first = block.header_row + 1
    inputs = [column.name for column in table.input_columns if column.name in at]
    required = [name for name in table.key if table.column(name).required and name in at]
    uncached = {cell for cell, stored in (block.sheet.formulas or {}).items() if not stored}
    kept: list[int] = []
    below: list[int] = []
    rest: list[int] = []
    for offset in range(block.stop - block.header_row):
        row = first + offset
        if all(
            is_blank(values[name][offset]) and (row, at[name]) not in uncached for name in inputs
        ):
            continue
        if block.last_row is None or row <= block.last_row:
            kept.append(row)
        elif all(not is_blank(values[name][offset]) for name in required or inputs[:1]):
            below.append(row)
        else:
            rest.append(row)
    findings = []
    words = dutch.listing([table.column(name).header for name in required or inputs[:1]])
    for rule, rows in ((faults.RIJEN_ONDER_TABEL, below), (faults.ONDER_TABEL_NIET_GELEZEN, rest)):
        for start, end in _runs(rows):
            left, right = letter(min(at.values())), letter(max(at.values()))
            place = Place(block.sheet.name, table.excel_name, f"{left}{start}:{right}{end}")
            span = f"rij {start}" if start == end else f"rij {start} t/m {end}"
            findings.append(rule.at(place, rijen=span, sleutel=words))
    return sorted(kept + below), findings


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Join rows that follow each other: 3, 4, 5 and 9 are the runs (3, 5) and (9, 9)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _merges(block: Block, at: Mapping[str, int]) -> Iterator[_Merge]:
    columns = {col: name for name, col in at.items()}
    for top, left, bottom, right in block.sheet.merged:
        rows = range(max(top, block.header_row + 1), min(bottom, block.stop) + 1)
        names = [columns[col] for col in range(left, right + 1) if col in columns]
        cells = [(row, name) for row in rows for name in names]
        if len(cells) > 1:
            area = f"{address(top, left)}:{address(bottom, right)}"
            yield _Merge(area, *cells[0], frozenset(cells[1:]))


def _column(
    column: Column,
    raw: pd.Series[Any],
    block: Block,
    col: int | None,
    covered: frozenset[tuple[int, str]],
) -> list[Reading]:
    """Read the cells of one column, each for itself."""
    if col is None:
        return [Reading(unusable=True)] * len(raw)
    what = kind(column)
    formulas = block.sheet.formulas
    readings = []
    for row, value in raw.items():
        where = (int(row), col)  # type: ignore[call-overload]
        if is_blank(value):
            if (row, column.name) in covered:
                reading = Reading(unusable=True)
            elif column.formula is None and formulas and formulas.get(where) is False:
                reading = Reading(unusable=True, rule=faults.FORMULE_ZONDER_UITKOMST)
            else:
                reading = Reading()
        elif column.formula is None:
            reading = coerce(value, column, what)
        else:
            reading = _calculated(value, column, what, formulas is None or where in formulas)
        readings.append(reading)
    return readings


def _calculated(value: Any, column: Column, what: str, has_formula: bool) -> Reading:
    reading = coerce(value, column, what)
    if reading.rule is faults.FOUTWAARDE:
        return Reading(None, True, faults.FOUTWAARDE_BEREKEND, reading.words)
    if not has_formula:
        words = {"gevonden": in_sentence(value)}
        return Reading(reading.value, reading.unusable, faults.FORMULE_OVERSCHREVEN, words)
    return Reading(reading.value, reading.unusable)


def _store(
    frame: pd.DataFrame, unusable: pd.DataFrame, column: Column, readings: Sequence[Reading]
) -> None:
    values = pd.Series([reading.value for reading in readings], index=frame.index, dtype=object)
    frame[column.name] = values.astype(pandas_dtype(str(column.schema.dtype)))
    unusable[column.name] = [reading.unusable for reading in readings]
