"""Values as they are named in a sentence, in the notation of their column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from prestatieafspraken.dutch.shown import SENTENCE, cut
from prestatieafspraken.dutch.written import day, euro, number, percent
from prestatieafspraken.workbook.column import Column, Format

MOST_DIGITS = 6


def spoken(column: Column, value: Any) -> str:
    """Give a value as people write it: 1.234 woningen without the noun, 12,6%, 1 juli 2018."""
    if value is None:
        return "leeg"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        return cut(value, SENTENCE)
    if column.format is Format.PROCENT:
        return percent(value)
    if column.format is Format.JAAR:
        return str(int(value))
    if column.format is Format.EURO:
        return euro(value)
    return number(value)


def growth(amount: int) -> str:
    """Write a whole number with its sign: +12, 0, -3 (with a real minus)."""
    return ("+" if amount > 0 else "") + number(amount)


def percent_beside(share: Decimal, limit: Decimal) -> str:
    """Write a share with so many decimals that it never looks equal to a limit that it is not."""
    digits = 1
    text = percent(share)
    while share != limit and text == percent(limit) and digits < MOST_DIGITS:
        digits += 1
        text = percent(share, digits)
    return text
