"""What a cell can hold, and how a spreadsheet program takes one kind of value for another.

A column is a list, with None for an empty cell and a CellFault for an error value. Where
Excel and LibreOffice differ the outcome is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

_T = TypeVar("_T")
_NEAR = 2.0**-48
"""How near two numbers are that a program takes for the same, as a part of them."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_DAY_0 = date(1899, 12, 30)


class CellFault(Exception):  # noqa: N818 (a value of a cell, and no slip of ours)
    """An error value such as #N/A."""


class UnknownOutcomeError(Exception):
    """What a formula comes to is not said here."""


PlainValue = float | str | bool | None
CellValue = PlainValue | CellFault
Operand = PlainValue | list[CellValue]


def number(value: CellValue) -> float:
    """Take a value for a number."""
    if isinstance(value, CellFault):
        raise value
    if isinstance(value, str):
        # A program may or may not take "2019" for a number: it depends on who computes.
        raise UnknownOutcomeError if _NUMBER.fullmatch(value) else CellFault("#VALUE!")
    return float(value or 0)


def words(value: CellValue) -> str:
    """Take a value for a text."""
    if isinstance(value, CellFault):
        raise value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str) else f"{value:.15g}"


def truth(value: CellValue) -> bool:
    """Take a value for a condition."""
    return bool(number(value))


def same(one: float, two: float) -> bool:
    """Say whether two numbers are the same but for the last bits."""
    return abs(one - two) <= abs(one) * _NEAR


def order(one: CellValue, two: CellValue) -> int:
    """Say whether a value comes before another (-1), after it (1), or is the same (0)."""
    for value in (one, two):
        if isinstance(value, CellFault):
            raise value
    kind_one, kind_two = _kind(one, two), _kind(two, one)
    if kind_one != kind_two:
        return -1 if kind_one < kind_two else 1
    if kind_one == 1:
        first, second = words(one).casefold(), words(two).casefold()
        return (first > second) - (first < second)
    left, right = number(one), number(two)
    return 0 if same(left, right) else (left > right) - (left < right)


def _kind(value: CellValue, other: CellValue) -> int:
    """Give the place of a kind: numbers before texts before conditions; nothing is any of them."""
    if value is None:
        return 0 if other is None else _kind(other, None)
    return 2 if isinstance(value, bool) else int(isinstance(value, str))


def day(serial: float) -> date:
    """Give the day of a number.

    An empty cell is the day before the first, in 1899 or 1900: formulas leave such a row out.
    """
    if serial and not 61 <= serial < 2_958_466:  # programs differ before March 1900
        raise UnknownOutcomeError
    return _DAY_0 + timedelta(int(serial))


def serial(year: float, month: float, nth: float) -> float:
    """Give the number of a day; of the months of a year the thirteenth is the first of the next.

    The year 0 is one that is not known. Excel makes 1900 of it and LibreOffice 2000, and no
    peildatum is before either.
    """
    years, months = divmod(int(month) - 1, 12)
    whole = (int(year) or 1900) + years
    if not 1900 <= whole <= 9998:
        raise UnknownOutcomeError
    return float((date(whole, months + 1, 1) - _DAY_0).days + int(nth) - 1)


def each(function: Callable[..., PlainValue], *values: Operand) -> Operand:
    """Apply a function of plain values, or once for each row where one of them is a column."""
    columns = [value for value in values if isinstance(value, list)]
    if not columns:
        return function(*values)
    if len({*map(len, columns)}) > 1:
        raise UnknownOutcomeError

    def of_row(row: tuple[CellValue, ...]) -> CellValue:
        here = iter(row)
        try:
            return function(*(next(here) if isinstance(one, list) else one for one in values))
        except CellFault as fault:
            return fault

    return row_by_row(of_row, columns)


def row_by_row(
    function: Callable[[tuple[CellValue, ...]], _T], columns: Sequence[list[CellValue]]
) -> list[_T]:
    """Apply a function to each row of some columns, once to rows that are the same.

    A register has tens of thousands of rows, and few that differ in what a formula looks at.
    """
    rows = [*zip(*columns, strict=True)]
    if any({bool, float} <= set(map(type, one)) for one in columns):  # True is the same key as 1
        return [*map(function, rows)]
    known = {row: function(row) for row in set(rows)}
    return [*map(known.__getitem__, rows)]


def alone(value: Operand) -> PlainValue:
    """Demand one plain value (CellFault for an error)."""
    if isinstance(value, list):
        raise UnknownOutcomeError  # which of its rows counts depends on where the formula stands
    return value


def items(value: Operand) -> list[CellValue]:
    """Give the values of a column, or the one value."""
    return value if isinstance(value, list) else [value]
