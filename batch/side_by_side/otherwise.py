"""Where one version of a workbook says something else than another."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from prestatieafspraken.dutch.shown import in_sentence
from prestatieafspraken.validators.declaring.words import spoken
from prestatieafspraken.validators.personal.persoonsgegevens import masked
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.column import Column, ColumnKind


def otherwise(one: Book, other: Book) -> Iterator[str]:
    """Give each cell that two versions fill in otherwise: "Zonnepanelen!D7 (650 en leeg)"."""
    for name in dict.fromkeys([*one.tables, *other.tables]):
        first, second = one.tables.get(name), other.tables.get(name)
        if first is None or second is None:
            held = first or second
            yield f"de tabel {held.table.title if held else name}, die in een van beide staat"
        else:
            yield from _cells(first, second)


def _cells(one: TableData, other: TableData) -> Iterator[str]:
    for row in sorted({*one.row_numbers, *other.row_numbers}):
        for column in one.table.input_columns:
            letter = one.letters.get(column.name) or other.letters.get(column.name)
            here, there = (_value(data, row, column.name) for data in (one, other))
            if here != there:
                said = f"{_said(column, here, there)} en {_said(column, there, here)}"
                yield f"{one.sheet}!{letter}{row} ({said})"


def _value(data: TableData, row: int, column: str) -> object:
    filled = row in data.rows and column in data.raw_values
    return (data.raw_value(row, column) if filled else None) or None


def _said(column: Column, value: object, other: object) -> str:
    """Write a number as its column has it, beside the other; anything else as it stands."""
    if value is None:
        return "leeg"
    if column.kind in FIGURES and _is_number(value):
        return f"{spoken(column, value, *[other] * _is_number(other))}"
    return in_sentence(masked(value) if isinstance(value, str) else value)


FIGURES = (ColumnKind.WHOLE, ColumnKind.DECIMAL)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
