"""When the parts of a year are over: those that figures cover, and those of a recurring term."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from prestatieafspraken.workbook.periode import QUARTERS


def end(jaar: int, periode: str) -> date:
    """Give the last day of a part of a year."""
    return last_day(jaar, QUARTERS[periode], 4)


@cache
def last_day(jaar: int, part: int, per_year: int) -> date:
    """Give the last day of the `part`-th of `per_year` parts of a year, in whole months."""
    months = -(-12 * part // per_year)
    years, month = divmod(months, 12)
    return date(jaar + years, month + 1, 1) - timedelta(days=1)


def parts_over(jaar: int, per_year: int, peildatum: date) -> int:
    """Count the parts of a year that were over before the peildatum."""
    return sum(last_day(jaar, part, per_year) < peildatum for part in range(1, per_year + 1))
