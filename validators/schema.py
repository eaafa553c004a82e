"""The pandera schema of a table: its columns as declared, its lists, and its row rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from prestatieafspraken.validators.rule import ROW_RULES, RowRule
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.table import Table

Failure = tuple[str, str | None, int]
"""Code, column (None for a row rule) and Excel row."""


def row_rules(table: Table, columns: Sequence[str]) -> list[RowRule]:
    """Give the row rules of a table that can be judged with these columns."""
    return [
        rule
        for rule in ROW_RULES
        if rule.table == table.name and set(rule.needs) | {rule.column} <= set(columns)
    ]


def schema(
    table: Table, columns: Sequence[str], lists: Mapping[str, Sequence[str]]
) -> pa.DataFrameSchema:
    """Give the schema for the columns that were found.

    Calculated columns are left out: their values are not trusted but computed again.
    """
    declared = {}
    for column in table.input_columns:
        if column.name not in columns:
            continue
        checks = list(column.schema.checks)
        if column.codelist:
            checks.append(pa.Check.isin(list(lists[column.codelist]), name="CEL-008"))
        declared[column.name] = pa.Column(
            column.schema.dtype, checks, nullable=column.schema.nullable
        )
    rules = [rule.check() for rule in row_rules(table, columns)]
    return pa.DataFrameSchema(declared, checks=rules, strict=False, coerce=False)


def failures(data: TableData, lists: Mapping[str, Sequence[str]]) -> list[Failure]:
    """Give every failing cell and row; a cell that could not be used is never called empty."""
    columns = [str(name) for name in data.frame.columns]
    try:
        schema(data.table, columns, lists).validate(data.frame, lazy=True)
    except SchemaErrors as errors:
        found = []
        for error in errors.schema_errors:
            name = str(error.schema.name) if error.schema.name is not None else None
            if error.reason_code is pa.errors.SchemaErrorReason.SERIES_CONTAINS_NULLS:
                empty = data.frame.index[data.frame[name].isna() & ~data.unusable[name]]
                found += [("CEL-001", name, int(row)) for row in empty]
            elif isinstance(error.check, pa.Check) and isinstance(error.check_output, pd.Series):
                good = error.check_output
                code = str(error.check.name)
                found += [(code, name, int(row)) for row in good.index[~good.astype(bool)]]
            else:
                raise
        return found
    return []
