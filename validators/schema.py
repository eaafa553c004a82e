"""Judging one table: its columns as declared to pandera, its lists, and its row rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from prestatieafspraken.validators.rule import RowRule
from prestatieafspraken.validators.screen import is_clean
from prestatieafspraken.workbook.book import TableData
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
        checks.append(pa.Check.isin(list(lists[column.codelist]), name="CEL-008"))
    return checks


def cell_failures(data: TableData, lists: Mapping[str, Sequence[str]]) -> list[CellFailure]:
    """Give every failing cell; one that could not be used is never called empty."""
    suspect = [
        column.name
        for column in data.table.input_columns
        if column.name in data.letters
        and not is_clean(
            column,
            checks_of(column, lists),
            data.frame[column.name].dtype,
            data.values[column.name],
        )
    ]
    found = []
    for error in _errors(cell_schema(data.table, suspect, lists), data.frame[suspect]):
        name = str(error.schema.name)
        if error.reason_code is SchemaErrorReason.SERIES_CONTAINS_NULLS:
            empty = data.frame[name].isna() & ~data.unusable[name]
            found += [("CEL-001", name, int(row)) for row in data.frame.index[empty]]
        else:
            found += [(str(error.check.name), name, row) for row in _failing(error)]
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
    if not failures:
        return data
    frame, unusable = data.frame.copy(), data.unusable.copy()
    for _, name, row in failures:
        unusable.at[row, name] = True
    for name in {name for _, name, _ in failures}:
        frame[name] = frame[name].mask(unusable[name])
    return replace(data, frame=frame, unusable=unusable)


def _errors(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> Iterator[SchemaError]:
    if frame.empty:
        return
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        yield from errors.schema_errors


def _failing(error: SchemaError) -> list[int]:
    good = error.check_output
    if not isinstance(good, pd.Series):
        raise error  # a check that could not run is a fault of ours, not of the workbook
    return [int(row) for row in good.index[~good.astype(bool)]]
