"""Judging one table: its cells by what their columns demand, and its rows by their rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from prestatieafspraken.validators.any_sheet.cells import VERPLICHTE_CEL_LEEG
from prestatieafspraken.validators.declaring.rule import RowRule
from prestatieafspraken.validators.judging.screen import Demand, DistinctValues, doubtful
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.column import Column

CellFailure = tuple[str, str, int]
"""Code, column and Excel row."""


def cell_failures(data: TableData, lists: Mapping[str, Sequence[str]]) -> list[CellFailure]:
    """Give every failing cell; one that could not be used is never called empty.

    Calculated columns are left out: their values are not trusted but computed again.
    """
    found: list[CellFailure] = []
    for column in data.table.input_columns:
        if column.name not in data.letters:
            continue
        name, values = column.name, data.values[column.name]
        if column.required and None in values:
            lines = zip(data.row_numbers, values, strict=True)
            empty = (row for row, value in lines if value is None)
            found += [
                (VERPLICHTE_CEL_LEEG.code, name, row)
                for row in empty
                if not data.is_unusable(row, name)
            ]
        choices = tuple(lists[column.codelist]) if column.codelist else ()
        for demand, doubt in doubtful(column, choices, values):
            found += _decided(data, column, choices, demand, doubt)
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


def _decided(
    data: TableData, column: Column, choices: tuple[str, ...], demand: Demand, doubt: DistinctValues
) -> Iterator[CellFailure]:
    """Let pandera say which of the values in doubt do not meet a demand."""
    # Imported when there is something to decide: that takes longer than judging a good workbook.
    from prestatieafspraken.validators.judging.pandera_schema import failing

    lines = zip(data.row_numbers, data.values[column.name], strict=True)
    cells = [(row, value) for row, value in lines if value in doubt]
    for position in failing(column, choices, demand, [value for _, value in cells]):
        yield demand.code, column.name, cells[position][0]
