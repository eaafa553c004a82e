"""Judging one table: its columns as declared to pandera, its lists, and its row rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

from prestatieafspraken.validators.rule import RowRule
from prestatieafspraken.validators.screen import doubtful
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.frames import typed_array
from prestatieafspraken.workbook.table import Column, Table

CellFailure = tuple[str, str, int]
"""Code, column and Excel row."""


def cell_schema(
    table: Table, columns: Sequence[str], lists: Mapping[str, Sequence[str]]
) -> pa.DataFrameSchema:
    """Give the schema of the cells in the columns that were found.

    Calculated columns are left out: their values are not trusted but computed again.
    """
    declared = {
        column.name: pa.Column(
            column.schema.dtype, checks_of(column, lists), nullable=column.schema.nullable
        )
        for column in table.input_columns
        if column.name in columns
    }
    return pa.DataFrameSchema(declared, strict=False, coerce=False)


def checks_of(column: Column, lists: Mapping[str, Sequence[str]]) -> list[pa.Check]:
    """Give the checks of a column, its list included."""
    checks = list(column.schema.checks)
    if column.codelist:
        checks.append(_in_list(tuple(lists[column.codelist])))
    return checks


@lru_cache(maxsize=1024)
def _in_list(allowed: tuple[str, ...]) -> pa.Check:
    return pa.Check.isin(list(allowed), name="CEL-008")


def cell_failures(data: TableData, lists: Mapping[str, Sequence[str]]) -> list[CellFailure]:
    """Give every failing cell; one that could not be used is never called empty.

    They are those that `cell_schema` gives, whose columns and checks these are.
    """
    found: list[CellFailure] = []
    for column in data.table.input_columns:
        if column.name not in data.letters:
            continue
        name, values = column.name, data.values[column.name]
        if column.required and None in values:
            lines = zip(data.row_numbers, values, strict=True)
            empty = (row for row, value in lines if value is None)
            found += [("CEL-001", name, row) for row in empty if not data.is_unusable(row, name)]
        for check, doubt in doubtful(checks_of(column, lists), values):
            rows = [r for r, v in zip(data.row_numbers, values, strict=True) if v in doubt]
            cells = typed_array([data.value(row, name) for row in rows], column.dtype)
            found += [(str(check.name), name, row) for row in _failing(check, cells, rows)]
    return found


def row_failures(data: TableData, rules: Sequence[RowRule]) -> list[tuple[RowRule, int]]:
    """Give every row that a rule marks, unless a cell that the rule needs has its own fault."""
    return [
        (rule, row)
        for rule in rules
        for row in rule.faulty(data)
        if not data.is_unusable(row, *rule.needs)
    ]


def without(data: TableData, failures: Sequence[CellFailure]) -> TableData:
    """Give the table with its failing cells emptied and marked as unusable.

    Whatever is judged after the cells sees them so; one bad cell then never causes another fault.
    """
    cells: dict[str, set[int]] = {}
    for _, name, row in failures:
        cells.setdefault(name, set()).add(row)
    return data.without(cells) if cells else data


def _failing(check: pa.Check, cells: Any, rows: Sequence[int]) -> list[int]:
    good = check(pd.Series(cells, list(rows))).check_output
    return [int(row) for row in good.index[~good.astype(bool)]]
