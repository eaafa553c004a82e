"""Values as they are named in a sentence, in the notation of their column."""

from __future__ import annotations

from datetime import date
from typing import Any

from prestatieafspraken.dutch.counted import Aantal
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.shown import SENTENCE, cut
from prestatieafspraken.dutch.written import day, number
from prestatieafspraken.workbook.column import Column, Format


def spoken(column: Column, value: Any, *bounds: Any) -> str:
    """Give a value as people write it: 1.234 woningen without the noun, 12,6%, 1 juli 2018.

    A number is seen to be on its side of `bounds`, such as another number for the same.
    """
    if value is None:
        return "leeg"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        return cut(value, SENTENCE)
    if column.format is Format.PROCENT:
        return measure(value, "%", *bounds)
    if column.format is Format.JAAR:
        return str(int(value))
    if column.format is Format.EURO:
        return measure(value, "euro", *bounds)
    return Aantal(value)


def growth(amount: int) -> str:
    """Write a whole number with its sign: +12, 0, -3 (with a real minus)."""
    return ("+" if amount > 0 else "") + number(amount)
