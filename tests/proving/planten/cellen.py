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
    Loosen,
    Merge,
    Outcome,
    Paste,
    Put,
    Rename,
    as_day,
    column_number,
    day,
    number,
    planting,
    put,
    register,
    text,
)

NOTHING = object()
"""A bad value can be None (an emptied cell), so this says that a column has none."""
Which = Callable[[Column], Any]
BAD: dict[str, list[tuple[Which, tuple[Any, ...]]]] = {}
"""By code the columns that it is about, with the bad values to choose from."""


def bad_value(code: str, column: Column, value: Any, rng: random.Random) -> Any:
    """Give a bad value for a cell, or NOTHING where it cannot have one of this kind.

    Some follow from the column and from what stands there, if anything does.
    """
    bad = [one for which, values in BAD[code] if which(column) for one in values]
    bad = [one for one in bad if value is not None or not callable(one)]
    chosen = rng.choice(bad) if bad else NOTHING
    return chosen(column, value) if callable(chosen) else chosen


def in_cell(code: str, which: Which, *values: Any) -> None:
    """Register bad values for a cell of any column that is meant."""
    BAD.setdefault(code, []).append((which, values))

    def make(book: Filled, rng: random.Random) -> list[Edit]:
        filled = [table for table in book.tables.values() if book.rows(table)]
        columns = [(table, column) for table in filled for column in table.columns]
        for table, column in rng.sample(columns, len(columns)):
            if which(column) and bool(column.formula) == (which is calculated):
                row = rng.choice(book.rows(table))
                value = bad_value(code, column, book.value(table, row, column.name), rng)
                if value is not NOTHING:
                    return [put(table, row, column.name, value)]
        return []

    register(code, make)


def anywhere(_: Column) -> bool:
    """Mean every column that is filled in."""
    return True


def calculated(column: Column) -> bool:
    """Mean the columns that calculate."""
    return column.formula is not None


def whole(column: Column) -> bool:
    """Mean whole numbers, years included."""
    return column.kind is ColumnKind.WHOLE


def required(column: Column) -> bool:
    """Mean what may not be empty."""
    return column.required


def share(column: Column) -> bool:
    """Mean percentages that have a highest."""
    return column.format is Format.PROCENT and column.high is not None


def limited(kind: Which, bound: str) -> Which:
    """Mean the columns of a kind that have a bound."""
    return lambda column: kind(column) and getattr(column, bound) is not None


def two_ways(column: Column) -> bool:
    """Mean numbers of which 1,234 and 1.234 both may stand there."""
    if not number(column) or whole(column) or column.format is Format.PROCENT:
        return False
    return (column.low or 0) <= 1.234 and (column.high is None or column.high >= 1_234)


def _typed(column: Column, value: float) -> str:
    """Write a number as people type it, as precise as its column."""
    if column.format is Format.PROCENT:
        return f"{value * 100:.4f}%".replace(".", ",")
    if column.format is Format.JAAR:
        return f"{value:.0f}"
    return f"{value:,.0f}".replace(",", ".") if whole(column) else f"{value:.4f}".replace(".", ",")


in_cell("CEL-001", required, None)
in_cell("CEL-002", number, "veel", "ca. 12", True, date(2019, 5, 1), "1.2.3", "12 woningen", 1e300)
in_cell("CEL-002", lambda c: number(c) and c.format is not Format.PROCENT, "12%")
in_cell("CEL-002", lambda c: number(c) and c.format is not Format.EURO, "€ 12")
in_cell("CEL-003", whole, "12,5", lambda _, value: value + 0.5)
in_cell("CEL-004", day, "medio mei", "voorjaar 2019", 2019.0, 43_000.0, True, date(1850, 1, 1))
in_cell("CEL-005", anywhere, *map(ErrorValue, sorted(ERROR_CAUSES)))
for _off in (1, 7, 900):
    in_cell("CEL-006", limited(number, "low"), lambda c, _, n=_off: c.low - n)
    in_cell("CEL-006", limited(day, "low"), lambda c, _, n=_off: as_day(c.low) - timedelta(n))
    # Just above 100% a percentage without its sign is meant, which has a finding of its own.
    in_cell("CEL-007", share, lambda c, _, n=_off: c.high * 100 + n)
    in_cell(
        "CEL-007",
        lambda c: limited(number, "high")(c) and not share(c),
        lambda c, _, n=_off: c.high + n,
    )
    in_cell("CEL-007", limited(day, "high"), lambda c, _, n=_off: as_day(c.high) + timedelta(n))
    in_cell("CEL-009", limited(text, "longest"), lambda c, _, n=_off: "x" * (c.longest + n))
in_cell("CEL-008", lambda c: c.codelist, "Stichting Elders", "-", 12_345.0, lambda _, v: f"{v}x")
in_cell("CEL-010", number, _typed, lambda c, value: f" {_typed(c, value)}\u00a0")
in_cell("CEL-011", whole, "1,234")
in_cell("CEL-011", two_ways, "1.234")
in_cell("CEL-012", lambda c: not required(c) and not text(c), "-", "–", "n.v.t.", "onbekend", "?")
in_cell("CEL-013", lambda c: c.pattern, "12345", "0484010000000001x", 484010.0)
for _form in ("%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"):
    in_cell("CEL-014", day, lambda _, value, form=_form: f"{value:{form}}")
in_cell("CEL-015", text, lambda _, value: f"{value}\x7f")
in_cell("CEL-016", share, "35", *(lambda c, _, n=n: n * c.high for n in (35, 99.5, 100)))
in_cell("CEL-017", lambda c: required(c) and not text(c), "-", "n.b.", "?")
in_cell("CEL-018", day, "06/07/2018")
in_cell("CEL-019", day, "31-06-2018", "29-02-2019", "31 november 2019")
in_cell("CEL-020", anywhere, NO_OUTCOME)
in_cell("CEL-021", calculated, 0.25, 12.0, "ongeveer 3")
in_cell("CEL-022", calculated, *map(ErrorValue, ("#REF!", "#DIV/0!", "#N/A")))
in_cell("CEL-023", text, 484010000000001234.0)
in_cell("CEL-024", lambda c: (c.longest or 0) >= 10, date(2019, 2, 1))
in_cell("CEL-025", lambda c: c.codelist == "statussen", "niet gestart", "Op koers", "afgerond")
in_cell("FRM-001", calculated, *map(Outcome, (0.123, 7.0, 4_321.0)))


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


@planting("STR-003")
def no_excel_table(book: Filled, rng: random.Random) -> list[Edit]:
    return [Loosen(any_table(book, rng).sheet)]


@planting("STR-004")
def sheet_renamed(book: Filled, rng: random.Random) -> list[Edit]:
    sheet = any_table(book, rng).sheet
    return [Rename(sheet, f"Onze {sheet}"[:31])]


@planting("STR-005")
def header_changed(book: Filled, rng: random.Random) -> list[Edit]:
    return _header(book, rng, "Iets geheel anders", beside=False)


@planting("STR-006")
def header_doubled(book: Filled, rng: random.Random) -> list[Edit]:
    return _header(book, rng, None, beside=True)


@planting("STR-007")
def own_column(book: Filled, rng: random.Random) -> list[Edit]:
    return _header(book, rng, "Eigen aantekening", beside=True)


@planting("STR-008")
def columns_swapped(book: Filled, rng: random.Random) -> list[Edit]:
    table = any_table(book, rng)
    one, other = sorted(column_number(table, c.name) for c in rng.sample(table.input_columns, 2))
    sheet = book.raw.sheet(table.sheet)
    assert sheet is not None
    rows = range(HEADER_ROW, book.last_row(table) + 1)
    return [
        Put(table.sheet, row, to, sheet.value(row, of))
        for row in rows
        for to, of in ((one, other), (other, one))
    ]


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


@planting("STR-012")
def values_pasted(book: Filled, rng: random.Random) -> list[Edit]:
    sheet = any_table(book, rng).sheet
    return [Paste(sheet, f"Kladblok {sheet}"[:31])]


@planting("STR-013")
def outcomes_gone(book: Filled, rng: random.Random) -> list[Edit]:
    table = rng.choice([t for t in book.tables.values() if len(t.columns) > len(t.input_columns)])
    name = next(column.name for column in table.columns if column.formula)
    return [Put(table.sheet, HEADER_ROW, column_number(table, name), "Iets geheel anders")]


@planting("STR-014")
def errors_beside(book: Filled, rng: random.Random) -> list[Edit]:
    table, error = any_table(book, rng), ErrorValue(rng.choice(sorted(ERROR_CAUSES)))
    beside = len(table.columns) + 3
    cells = [(HEADER_ROW - 3, 5), (HEADER_ROW + 4, beside), (HEADER_ROW + 9, beside + 1)]
    return [Put(table.sheet, *cell, error) for cell in rng.sample(cells, rng.randint(1, 3))]


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
    register(code, lambda _book, _rng: [Put("Start", START[name], 3, value)])


for _name in START:
    _on_start("SJB-008", _name, None)
_on_start("SJB-006", "gemeente", "Kaag en Braassem")
_on_start("SJB-007", "jaar", 2018)
_on_start("SJB-009", "jaar", "negentien")
_on_start("SJB-009", "peildatum", "ergens in december")
_on_start("PRT-003", "partij", "Stichting Elders")
register(
    "PRT-005",
    lambda book, _rng: [
        Put(
            "Start",
            START["partij"],
            3,
            "Woonforte" if book.naam.startswith("Gemeente") else "Gemeente Alphen aan den Rijn",
        )
    ],
)
