"""Which rows under the headers of a table are rows of it, and what else stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from prestatieafspraken.dutch import written
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.dutch.shown import in_sentence
from prestatieafspraken.workbook.address import Cell, address, letter
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading import structure_faults as faults
from prestatieafspraken.workbook.reading.coerce import is_blank
from prestatieafspraken.workbook.reading.locate import Block
from prestatieafspraken.workbook.reading.typed import Mask
from prestatieafspraken.workbook.table import Table


@dataclass(frozen=True)
class Merge:
    """Cells of a table that are merged into one; `covered` are those that have no value."""

    area: str
    row: int
    column: str
    covered: frozenset[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Under:
    """What stands in one column below its header: None for an empty cell.

    `filled` says of each cell whether it holds anything that a person can see.
    """

    values: list[Any]
    filled: Mask


def under(block: Block, col: int) -> Under:
    """Give what stands in one column, from the row under the header to where the block stops."""
    first, last = block.header_row, block.stop
    columns = block.sheet.columns
    listed = list(columns[col - 1][first:last]) if col <= len(columns) else []
    listed += [None] * (last - first - len(listed))
    for (row, error_col), error in block.sheet.errors.items():
        if error_col == col and first < row <= last:
            listed[row - first - 1] = error
    different = dict.fromkeys(listed).keys()  # a set would lie across the memory
    if different <= {"", None}:
        return Under([None] * len(listed), np.zeros(len(listed), bool))
    if set(map(type, different)) == {str} and min(different) >= "!" and max(different) < "~":
        return Under(listed, np.ones(len(listed), bool))
    blank = {value for value in different if is_blank(value)}
    there = np.fromiter([value not in blank for value in listed], bool, len(listed))
    if "" in blank:
        listed = [None if value == "" else value for value in listed]
    return Under(listed, there)


def select(
    table: Table, block: Block, at: Mapping[str, int], values: Mapping[str, Under]
) -> tuple[list[int], list[Finding]]:
    """Give the Excel rows to read, and findings about what stands under the Excel table.

    A row in which no input column is filled is no row. Under the Excel table only what has a
    whole key is a row: people type on where the table did not grow, and write remarks there.
    """
    inputs = [column.name for column in table.input_columns if column.name in at]
    keys = [name for name in table.key if table.column(name).required and name in at] or inputs[:1]
    there = {name: _there(block, at[name], values[name]) for name in inputs}
    any_filled = np.zeros(block.stop - block.header_row, bool)
    for one in there.values():
        any_filled |= one
    whole = np.ones(len(any_filled), bool)
    for name in keys:
        whole &= there[name]
    rows = np.arange(block.header_row + 1, block.stop + 1)
    end = block.stop if block.last_row is None else block.last_row
    inside = rows[any_filled & (rows <= end)].tolist()
    under = any_filled & (rows > end + block.totals)
    below, rest = rows[under & whole].tolist(), rows[under & ~whole].tolist()
    words = written.listing([table.column(name).header for name in keys])
    left, right = letter(min(at.values())), letter(max(at.values()))
    findings = []
    for rule, rows in ((faults.RIJEN_ONDER_TABEL, below), (faults.ONDER_TABEL_NIET_GELEZEN, rest)):
        for start, end in runs(rows):
            place = Place(block.sheet.name, table.excel_name, f"{left}{start}:{right}{end}")
            span = f"rij {start}" if start == end else f"rij {start} t/m {end}"
            findings.append(rule.at(place, rijen=span, sleutel=words))
    return inside + below, findings


def _there(block: Block, col: int, cells: Under) -> Mask:
    """Say of each cell whether it is filled, or has a formula whose outcome is not stored."""
    there = cells.filled.copy()
    for row, stored in block.sheet.formulas_by_col.get(col, {}).items():
        if not stored and block.header_row < row <= block.stop:
            there[row - block.header_row - 1] = True
    return there


def merges(block: Block, at: Mapping[str, int]) -> Iterator[Merge]:
    """Give the merged ranges that leave a cell of the table without a value of its own."""
    columns = {col: name for name, col in at.items()}
    for top, left, bottom, right in block.sheet.merged:
        rows = range(max(top, block.header_row + 1), min(bottom, block.stop) + 1)
        cells = [
            (row, columns[col])
            for row in rows
            for col in range(left, min(right, max(columns)) + 1)
            if col in columns
        ]
        if len(cells) > 1:
            area = f"{address(top, left)}:{address(bottom, right)}"
            yield Merge(area, *cells[0], frozenset(cells[1:]))


def errors_outside(raw: RawBook, blocks: Iterable[Block]) -> list[Finding]:
    """Tell the error values outside the tables that were found, once per sheet and value."""
    areas = [(b.sheet.name, b.header_row, b.stop, min(b.cells), max(b.cells)) for b in blocks]
    findings = []
    for sheet in raw.sheets:
        seen: dict[ErrorValue, list[Cell]] = {}
        for (row, col), error in sorted(sheet.errors.items()):
            if not any(
                name == sheet.name and top < row <= stop and left <= col <= right
                for name, top, stop, left, right in areas
            ):
                seen.setdefault(error, []).append((row, col))
        for error, cells in seen.items():
            place = Place(sheet.name, None, address(*cells[0]))
            findings.append(
                faults.FOUT_BUITEN_TABEL.at(
                    place,
                    waarde=str(error),
                    gevonden=in_sentence(error),
                    aantal=count_of(len(cells), "keer", "keer"),
                )
            )
    return findings


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Join rows that follow each other: 3, 4, 5 and 9 are the runs (3, 5) and (9, 9)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
