"""Damage to one cell, to the structure or to the start sheet: in any table and any column."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.workbook.column import Column, ColumnKind, Format
from prestatieafspraken.workbook.reading.cell_faults import ERROR_CAUSES
from prestatieafspraken.workbook.table import HEADER_ROW, Table
from proving.planten.planting import (
    NO_OUTCOME,
    Double,
    Drop,
    Edit,
    Filled,
    Merge,
    Outcome,
    Put,
    as_day,
    column_number,
    day,
    number,
    planting,
    put,
    text,
)

NOTHING = object()
"""A bad value can be None (an emptied cell), so this says that a column has none."""
Bad = Callable[[Column, Any, random.Random], Any]


def in_cell(code: str, *, calculated: bool = False) -> Callable[[Bad], Bad]:
    """Register a function that gives a bad value for a cell (or NOTHING) of any column."""

    def register(bad: Bad) -> Bad:
        @planting(code, bad)
        def make(book: Filled, rng: random.Random) -> list[Edit] | None:
            columns = [
                (table, column)
                for table in book.tables.values()
                for column in table.columns
                if bool(column.formula) == calculated
            ]
            for table, column in rng.sample(columns, len(columns)):
                row = rng.choice(book.rows(table))
                value = bad(column, book.value(table, row, column.name), rng)
                if value is not NOTHING:
                    return [put(table, row, column.name, value)]
            return None

        return bad

    return register


@in_cell("CEL-001")
def required_but_empty(column: Column, _: Any, rng: random.Random) -> Any:
    return None if column.required else NOTHING


@in_cell("CEL-002")
def no_number(column: Column, _: Any, rng: random.Random) -> Any:
    bad = ["veel", "ca. 12", True, date(2019, 5, 1), "1.2.3", "12 woningen", 1e300]
    if column.format is not Format.PROCENT:
        bad.append("12%")
    if column.format is not Format.EURO:
        bad.append("€ 12")
    return rng.choice(bad) if number(column) else NOTHING


@in_cell("CEL-003")
def part_of_a_whole(column: Column, value: Any, rng: random.Random) -> Any:
    if column.kind is not ColumnKind.WHOLE:
        return NOTHING
    return rng.choice([(value or 0) + 0.5, "12,5"])


@in_cell("CEL-004")
def no_day(column: Column, _: Any, rng: random.Random) -> Any:
    bad = ["medio mei", "voorjaar 2019", 2019.0, 43_000.0, True, date(1850, 1, 1), "1-5-19"]
    return rng.choice(bad) if day(column) else NOTHING


@in_cell("CEL-005")
def error_value(column: Column, _: Any, rng: random.Random) -> Any:
    return ErrorValue(rng.choice(sorted(ERROR_CAUSES)))


@in_cell("CEL-006")
def too_low(column: Column, _: Any, rng: random.Random) -> Any:
    low = column.low
    if low is None:
        return NOTHING
    if day(column):
        return as_day(low) - timedelta(rng.randint(1, 900))
    return low - rng.choice([1, 7, 1_000])


@in_cell("CEL-007")
def too_high(column: Column, _: Any, rng: random.Random) -> Any:
    high = column.high
    if high is None or text(column):
        return NOTHING
    if day(column):
        return as_day(high) + timedelta(rng.randint(1, 900))
    # Just above 100% a percentage without its sign is meant, which has a finding of its own.
    return high * (100 if column.format is Format.PROCENT else 1) + rng.choice([1, 7, 1_000])


@in_cell("CEL-008")
def not_in_list(column: Column, value: Any, rng: random.Random) -> Any:
    if not column.codelist:
        return NOTHING
    return rng.choice(["Stichting Elders", f"{value}x", "-", 12_345.0])


@in_cell("CEL-009")
def too_long(column: Column, _: Any, rng: random.Random) -> Any:
    high = column.longest
    return "x" * (high + rng.choice([1, 50])) if text(column) and high else NOTHING


@in_cell("CEL-010")
def number_as_text(column: Column, value: Any, rng: random.Random) -> Any:
    if not number(column) or value is None:
        return NOTHING
    if column.format is Format.PROCENT:
        return f"{value * 100:.4f}%".replace(".", ",")
    if column.format is Format.JAAR:
        return f"{value:.0f}"
    if column.kind is ColumnKind.WHOLE:
        return rng.choice([f"{value:,.0f}".replace(",", "."), f" {value:.0f}\u00a0"])
    return f"{value:.4f}".replace(".", ",")


@in_cell("CEL-011")
def two_numbers(column: Column, _: Any, rng: random.Random) -> Any:
    low, high = column.low, column.high
    if not number(column) or column.format is Format.PROCENT:
        return NOTHING
    if column.kind is ColumnKind.WHOLE:
        return "1,234"
    both_fit = (low is None or low <= 1.234) and (high is None or high >= 1_234)
    # An amount in euro with its sign never has three decimals; without the sign it may.
    return "1.234" if both_fit else NOTHING


@in_cell("CEL-012")
def dash_in_optional(column: Column, _: Any, rng: random.Random) -> Any:
    if column.required or text(column):
        return NOTHING
    return rng.choice(["-", "–", "n.v.t.", "onbekend", "?"])


@in_cell("CEL-013")
def wrong_pattern(column: Column, _: Any, rng: random.Random) -> Any:
    if column.pattern is None:
        return NOTHING
    return rng.choice(["12345", "0484010000000001x", "484010000000001", 484010.0])


@in_cell("CEL-014")
def day_as_text(column: Column, value: Any, rng: random.Random) -> Any:
    if not day(column) or value is None:
        return NOTHING
    return rng.choice([f"{value:%d-%m-%Y}", f"{value:%Y-%m-%d}", f"{value:%d.%m.%Y}"])


@in_cell("CEL-015")
def control_character(column: Column, value: Any, rng: random.Random) -> Any:
    return f"{value}\x7f" if text(column) and isinstance(value, str) else NOTHING


@in_cell("CEL-016")
def percentage_meant(column: Column, _: Any, rng: random.Random) -> Any:
    high = column.high
    if column.format is not Format.PROCENT or high is None:
        return NOTHING
    return rng.choice([35 * high, 99.5 * high, 100 * high, "35"])


@in_cell("CEL-017")
def dash_in_required(column: Column, _: Any, rng: random.Random) -> Any:
    return rng.choice(["-", "n.b.", "?"]) if column.required and not text(column) else NOTHING


@in_cell("CEL-018")
def two_days(column: Column, _: Any, rng: random.Random) -> Any:
    return "06/07/2018" if day(column) else NOTHING


@in_cell("CEL-019")
def no_such_day(column: Column, _: Any, rng: random.Random) -> Any:
    return rng.choice(["31-06-2018", "29-02-2019", "31 november 2019"]) if day(column) else NOTHING


@in_cell("CEL-020")
def formula_without_outcome(column: Column, _: Any, rng: random.Random) -> Any:
    return NO_OUTCOME


@in_cell("CEL-021", calculated=True)
def overwritten_formula(column: Column, _: Any, rng: random.Random) -> Any:
    return rng.choice([0.25, 12.0, "ongeveer 3"])


@in_cell("CEL-022", calculated=True)
def formula_with_error(column: Column, _: Any, rng: random.Random) -> Any:
    return ErrorValue(rng.choice(["#REF!", "#DIV/0!", "#N/A"]))


@in_cell("CEL-023")
def digits_lost(column: Column, _: Any, rng: random.Random) -> Any:
    return 484010000000001234.0 if text(column) else NOTHING


@in_cell("CEL-024")
def day_in_text(column: Column, _: Any, rng: random.Random) -> Any:
    return date(2019, 2, 1) if (column.longest or 0) >= 10 else NOTHING


@in_cell("FRM-001", calculated=True)
def outcome_of_before(column: Column, _: Any, rng: random.Random) -> Any:
    return Outcome(rng.choice([0.123, 7.0, 4_321.0]))


# --- the structure ---


def any_table(book: Filled, rng: random.Random) -> Table:
    """Give a random table of the workbook."""
    return rng.choice(list(book.tables.values()))


def _header(book: Filled, rng: random.Random, text: str | None, *, beside: bool) -> list[Edit]:
    """Change the header of a column, or write one in the column beside the table."""
    table = any_table(book, rng)
    column = rng.choice(table.input_columns)
    col = len(table.columns) + 1 if beside else column_number(table, column.name)
    return [Put(table.sheet, HEADER_ROW, col, text or column.header)]


@planting("STR-001")
def sheet_gone(book: Filled, rng: random.Random) -> list[Edit]:
    return [Drop(any_table(book, rng).sheet)]


@planting("STR-002")
def sheet_doubled(book: Filled, rng: random.Random) -> list[Edit]:
    return [Double(any_table(book, rng).sheet)]


@planting("STR-005")
def header_changed(book: Filled, rng: random.Random) -> list[Edit]:
    return _header(book, rng, "Iets geheel anders", beside=False)


@planting("STR-006")
def header_doubled(book: Filled, rng: random.Random) -> list[Edit]:
    return _header(book, rng, None, beside=True)


@planting("STR-007")
def own_column(book: Filled, rng: random.Random) -> list[Edit]:
    return _header(book, rng, "Eigen aantekening", beside=True)


@planting("STR-009")
def cells_merged(book: Filled, rng: random.Random) -> list[Edit] | None:
    table = any_table(book, rng)
    rows, inputs = book.rows(table), [column_number(table, c.name) for c in table.input_columns]
    row, col = rng.choice(rows), rng.choice(inputs)
    down, right = rng.choice([(1, 0), (0, 1)])
    fits = row + down in rows and col + right in inputs
    return [Merge(table.sheet, (row, col, row + down, col + right))] if fits else None


@planting("STR-010")
def row_below(book: Filled, rng: random.Random) -> list[Edit]:
    table = any_table(book, rng)
    new, like = book.last_row(table) + 1, rng.choice(book.rows(table))
    return [put(table, new, c.name, book.value(table, like, c.name)) for c in table.input_columns]


@planting("STR-011")
def remark_below(book: Filled, rng: random.Random) -> list[Edit]:
    table = any_table(book, rng)
    name = next(c.name for c in reversed(table.input_columns) if c.name not in table.key)
    return [put(table, book.last_row(table) + 3, name, "Let op: voorlopig")]


@planting("STR-013")
def outcomes_gone(book: Filled, rng: random.Random) -> list[Edit]:
    table = rng.choice([t for t in book.tables.values() if len(t.columns) > len(t.input_columns)])
    name = next(column.name for column in table.columns if column.formula)
    return [Put(table.sheet, HEADER_ROW, column_number(table, name), "Iets geheel anders")]


# --- rows that are there twice ---


@planting("DUB-001")
def row_twice(book: Filled, rng: random.Random) -> list[Edit] | None:
    table = rng.choice([t for t in book.tables.values() if t.unique])
    return double(book, table, rng) if book.free_row(table) else None


def double(book: Filled, table: Table, rng: random.Random) -> list[Edit]:
    """Repeat a row in the first spare one, with capitals where the case may differ."""
    new, like = book.free_row(table), rng.choice(book.rows(table))
    assert new is not None
    values = {c.name: book.value(table, like, c.name) for c in table.input_columns}
    for name in table.key:
        column = table.column(name)
        if text(column) and not column.codelist and rng.random() < 0.5:
            values[name] = values[name].upper()
    return [put(table, new, name, value) for name, value in values.items()]


# --- the start sheet ---

START = {"gemeente": 4, "jaar": 5, "partij": 6, "peildatum": 7, "status": 8}
"""The rows of the start sheet; what is filled in stands in column C."""


def _on_start(code: str, name: str, value: Any) -> None:
    planting(code)(lambda _book, _rng: [Put("Start", START[name], 3, value)])


for _name in START:
    _on_start("SJB-008", _name, None)
_on_start("SJB-006", "gemeente", "Kaag en Braassem")
_on_start("SJB-007", "jaar", 2018)
_on_start("SJB-009", "jaar", "negentien")
_on_start("SJB-009", "peildatum", "ergens in december")
_on_start("PRT-003", "partij", "Stichting Elders")
