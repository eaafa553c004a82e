"""Faults in one cell, in its structure or on the start sheet: in any table and any column."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.validators.sheets.totalen import SUMS
from prestatieafspraken.workbook.address import address, letter
from prestatieafspraken.workbook.column import Column, ColumnKind, Format
from prestatieafspraken.workbook.reading.cell_faults import ERROR_CAUSES
from prestatieafspraken.workbook.table import HEADER_ROW, Table
from proving.planten.planting import (
    NO_OUTCOME,
    OWN_ROW,
    Double,
    Drop,
    Fault,
    Filled,
    Merge,
    Put,
    as_day,
    column_number,
    day,
    fault,
    number,
    planting,
    put,
    text,
    told,
)

NOTHING = object()
"""A bad value can be None (an emptied cell), so this says that a column has none."""
SUMMED = {(subject.table.name, subject.column) for subject in SUMS}
Bad = Callable[[Column, Any, random.Random], Any]


def in_cell(
    code: str,
    *,
    calculated: bool = False,
    also: Callable[[Table, Column], bool] | None = None,
    brings: Mapping[str, str] | None = None,
) -> Callable[[Bad], Bad]:
    """Register a function that gives a bad value for a cell (or NOTHING) of any column."""

    def register(bad: Bad) -> Bad:
        @planting(code, brings=brings)
        def make(book: Filled, rng: random.Random) -> Fault | None:
            columns = [
                (table, column)
                for table in book.tables.values()
                for column in table.columns
                if bool(column.formula) == calculated and (also is None or also(table, column))
            ]
            for table, column in rng.sample(columns, len(columns)):
                row = rng.choice(book.rows(table))
                value = bad(column, book.value(table, row, column.name), rng)
                if value is not NOTHING:
                    return fault(
                        f"{code} {bad.__name__}",
                        [put(table, row, column.name, value)],
                        [told(code, table, row, column.name)],
                    )
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


@in_cell("CEL-012", also=lambda table, column: (table.name, column.name) not in SUMMED)
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


@in_cell(
    "CEL-024",
    also=lambda _, column: column.name != "code",
    # The text that is read is another one: of a project, or of a result.
    brings={"GPB-022": "nieuwbouwprojecten", "AFS-026": OWN_ROW},
)
def day_in_text(column: Column, _: Any, rng: random.Random) -> Any:
    return date(2019, 2, 1) if (column.longest or 0) >= 10 else NOTHING


# --- the structure ---


@planting("STR-009")
def cells_merged(book: Filled, rng: random.Random) -> Fault | None:
    table = rng.choice(list(book.tables.values()))
    rows = book.rows(table)
    inputs = [column_number(table, column.name) for column in table.input_columns]
    row, col = rng.choice(rows), rng.choice(inputs)
    down, right = rng.choice([(1, 0), (0, 1)])
    if (down and row + 1 not in rows) or (right and col + 1 not in inputs):
        return None
    area = (row, col, row + down, col + right)
    where = f"{address(row, col)}:{address(row + down, col + right)}"
    return fault("STR-009", [Merge(table.sheet, area)], [("STR-009", table.sheet, where)])


@planting("STR-001")
def sheet_gone(book: Filled, rng: random.Random) -> Fault | None:
    table = rng.choice(list(book.tables.values()))
    all_of_it = book.cells(table)
    gone = [("STR-001", table.sheet, "")]
    return fault("STR-001", [Drop(table.sheet)], gone, touches=_with_header(table, all_of_it))


@planting("STR-002")
def sheet_doubled(book: Filled, rng: random.Random) -> Fault | None:
    table = rng.choice(list(book.tables.values()))
    all_of_it = book.cells(table)
    double = [("STR-002", table.sheet, "")]
    return fault("STR-002", [Double(table.sheet)], double, touches=_with_header(table, all_of_it))


@planting("STR-005")
def header_changed(book: Filled, rng: random.Random) -> Fault | None:
    table = rng.choice(list(book.tables.values()))
    column = rng.choice(table.input_columns)
    edit = Put(table.sheet, HEADER_ROW, column_number(table, column.name), "Iets geheel anders")
    lost = [("STR-005", table.sheet, column.header)]
    return fault("STR-005", [edit], lost, touches=_with_header(table, book.cells(table)))


@planting("STR-006")
def header_doubled(book: Filled, rng: random.Random) -> Fault | None:
    table = rng.choice(list(book.tables.values()))
    column = rng.choice(table.input_columns)
    edit = Put(table.sheet, HEADER_ROW, len(table.columns) + 1, column.header)
    double = [("STR-006", table.sheet, column.header)]
    return fault("STR-006", [edit], double, touches=_with_header(table, book.cells(table)))


@planting("STR-007")
def own_column(book: Filled, rng: random.Random) -> Fault | None:
    table = rng.choice(list(book.tables.values()))
    col = len(table.columns) + 1
    edit = Put(table.sheet, HEADER_ROW, col, "Eigen aantekening")
    extra = [("STR-007", table.sheet, address(HEADER_ROW, col))]
    return fault("STR-007", [edit], extra, _with_header(table, frozenset()))


@planting("STR-010")
def row_below(book: Filled, rng: random.Random) -> Fault | None:
    table = book.tables["energielabels"]
    new, like = book.last_row(table) + 1, rng.choice(book.rows(table))
    values = {c.name: book.value(table, like, c.name) for c in table.input_columns}
    values["eenheid"] = "Z9999"
    edits = [put(table, new, name, value) for name, value in values.items()]
    area = f"A{new}:{letter(len(table.columns))}{new}"
    return fault("STR-010", edits, [("STR-010", table.sheet, area)], _with_header(table, set()))


@planting("STR-011")
def remark_below(book: Filled, rng: random.Random) -> Fault | None:
    table = rng.choice(list(book.tables.values()))
    row = book.last_row(table) + 3
    name = next(c.name for c in reversed(table.input_columns) if c.name not in table.key)
    area = f"A{row}:{letter(len(table.columns))}{row}"
    return fault(
        "STR-011",
        [put(table, row, name, "Let op: voorlopig")],
        [("STR-011", table.sheet, area)],
        _with_header(table, set()),
    )


def _with_header(table: Table, cells: Any) -> set[tuple[str, int, int]]:
    header = {(table.sheet, HEADER_ROW, col) for col in range(1, len(table.columns) + 2)}
    return header | set(cells)


# --- rows that are there twice ---


@planting("DUB-001")
def row_twice(book: Filled, rng: random.Random) -> Fault | None:
    unique = [t for t in book.tables.values() if t.unique and book.free_row(t)]
    table = rng.choice(unique)
    new, like = book.free_row(table), rng.choice(book.rows(table))
    assert new is not None
    values = {c.name: book.value(table, like, c.name) for c in table.input_columns}
    for name in table.key:
        column = table.column(name)
        if text(column) and not column.codelist and rng.random() < 0.5:
            values[name] = values[name].upper()
    return fault(
        "DUB-001",
        [put(table, new, name, value) for name, value in values.items()],
        [told("DUB-001", table, new, table.key[0])],
        book.cells(table, table.key),
        [(table.sheet, like, col) for col in range(1, len(table.columns) + 1)],
    )


# --- the start sheet ---


def _on_start(code: str, name: str, value: Any, *, kolom: str | None = None) -> None:
    @planting(code)
    def make(book: Filled, rng: random.Random) -> Fault | None:
        row, col = {
            "gemeente": (4, 3),
            "jaar": (5, 3),
            "partij": (6, 3),
            "peildatum": (7, 3),
            "status": (8, 3),
        }[name]
        where = kolom or address(row, col)
        return fault(f"{code} {name}", [Put("Start", row, col, value)], [(code, "Start", where)])


_on_start("SJB-006", "gemeente", "Kaag en Braassem")
_on_start("SJB-007", "jaar", 2018)
_on_start("SJB-008", "status", None)
_on_start("SJB-008", "gemeente", None)
_on_start("SJB-009", "jaar", "negentien")
_on_start("SJB-009", "peildatum", "ergens in december")
_on_start("PRT-003", "partij", "Stichting Elders", kolom="Partij")

START_PARTY = [("Start", 6, 3)]
"""The cell that says whose workbook it is."""
