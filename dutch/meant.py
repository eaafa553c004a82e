"""What somebody probably meant who typed something else: never read, only asked."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from prestatieafspraken.dutch import day as days
from prestatieafspraken.dutch.number import clean, parse

_NUMBERS = re.compile(r"(?<![\w.,])-?\d[\d.,]*(?![\w])")
_SHORT_DAY = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{2})", re.A)
CENTURY = 2000
NEAR = 12
"""Years that a year with a slip may lie from the year that a workbook is about."""


def whole(value: float | Decimal) -> int | None:
    """Give the thousands of which the point was taken for a comma: 9,875 was 9.875."""
    thousands = Decimal(str(value)) * 1000
    is_grouped = 1 <= abs(Decimal(str(value))) < 1000 and thousands == thousands.to_integral_value()
    return int(thousands) if is_grouped else None


def number_in(text: str) -> Decimal | None:
    """Give the one number that stands among words: "9.822 woningen", "ca. 9.822"."""
    found = [match.rstrip(".,") for match in _NUMBERS.findall(clean(text))]
    read = parse(found[0]) if len(found) == 1 else None
    return read.readings[0] if read else None


def day_in(text: str) -> date | None:
    """Give the day that was written with two digits of its year."""
    match = _SHORT_DAY.fullmatch(clean(text))
    if match is None:
        return None
    whole_year = f"{match[1]}-{match[3]}-{CENTURY + int(match[4])}"
    found = days.readings(whole_year) or ()
    return found[0] if len(found) == 1 else None


def year(value: int, jaar: int) -> int | None:
    """Give the year near `jaar` with the same digits in another order, or its last two alone."""
    near = sorted(range(jaar - NEAR, jaar + 4), key=lambda one: abs(one - jaar))
    digits = sorted(str(value))
    same = [one for one in near if sorted(str(one)) == digits or one - CENTURY == value]
    return same[0] if same else None


def moved_point(value: float, low: float, high: float) -> float | None:
    """Give the value of which the decimal point was left out: 166 was 1,66."""
    fits = [value / ten for ten in (10, 100, 1000) if low <= value / ten <= high]
    return fits[0] if fits else None
