"""How a figure is written with its unit, alone or beside what it is held against.

Rounding never puts a value on another side of a bound than where it is: 19,99% beside 20%,
€ 125,01 beside € 125, an index of 1,401 beside 1,40. This is the only place where a figure gets
its decimals.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from prestatieafspraken.dutch.counted import noun
from prestatieafspraken.dutch.written import number

MOST_DIGITS = 9
_HUNDRED, _NONE, _WHOLE = Decimal(100), Decimal(0), Decimal(1)
_LEAST = {"%": 1, "procentpunt": 1, "euro": 2, "index": 2, "energie-index": 2, "": MOST_DIGITS}
"""The decimals of a unit when no bound asks for more; of any other they are 2."""
_FIXED = ("procentpunt", "euro", "index", "energie-index")
"""Units of which all decimals are written, also those that are 0."""


def measure(value: float | Decimal, unit: str, *bounds: float | Decimal, sign: bool = False) -> str:
    """Write a value with its unit, on the right side of each of the bounds that it stands beside.

    A value in "%" is a fraction, any other is as it stands. `sign` puts a plus before a growth.
    Only what is nothing is written as 0, and only what is whole as 100%.

    >>> share = Decimal("0.199938")
    >>> measure(share, "%"), measure(share, "%", Decimal("0.2"))
    ('20%', '19,99%')
    >>> measure(Decimal("125.0049"), "euro", 125), measure(Decimal("-0.001"), "index")
    ('€ 125,005', '−0,001')
    """
    exact = _exact(value)
    if unit == "jaartal":
        return str(exact.to_integral_value(ROUND_CEILING))
    ends = [_exact(bound) for bound in bounds]
    ends += [_NONE, _WHOLE] if unit == "%" else [_NONE]
    scale = _HUNDRED if unit == "%" else _WHOLE

    def is_clear(digits: int) -> bool:
        rounded = _rounded(exact * scale, digits)
        return all(rounded.compare(end * scale) == exact.compare(end) for end in ends)

    plus = "+" if sign and exact > 0 else ""
    return plus + _with_unit(exact * scale, unit, _digits(is_clear, unit))


def exactly(value: float | Decimal, unit: str, *, sign: bool = False) -> str:
    """Write a bound with its unit: with all of its decimals, so that it can be held against.

    >>> exactly(Decimal("0.2"), "%"), exactly(Decimal("0.1225"), "%"), exactly(1.4, "index")
    ('20%', '12,25%', '1,40')
    >>> exactly(38035, "euro per jaar"), exactly(Decimal("764.14"), "euro per maand")
    ('€ 38.035 per jaar', '€ 764,14 per maand')
    """
    return measure(value, unit, value, sign=sign)


def difference(value: float | Decimal, unit: str) -> str:
    """Write how far two values of a unit are apart; percentages differ in percentage points.

    >>> difference(Decimal("0.074"), "%"), difference(Decimal("0.000062"), "%")
    ('7,4 procentpunt', '0,01 procentpunt')
    >>> difference(Decimal("0.3"), "index")
    '0,30'
    """
    return measure(_exact(value) * 100, "procentpunt") if unit == "%" else measure(value, unit)


def side(value: Decimal, norm: Decimal) -> str:
    """Say on which side of a norm a value is.

    >>> [side(Decimal(one), Decimal(2)) for one in (1, 2, 3)]
    ['onder', 'gelijk aan', 'boven']
    """
    return "gelijk aan" if value == norm else "onder" if value < norm else "boven"


def in_year(value: float | Decimal) -> str:
    """Write when something arrives, from the year with its fraction that a line gives.

    The figure of a year is that of its end, so after the end of 2023 comes the course of 2024.

    >>> in_year(Decimal("2023")), in_year(Decimal("2023.54"))
    ('eind 2023', 'in de loop van 2024')
    """
    exact = _exact(value)
    when = "eind" if exact == exact.to_integral_value() else "in de loop van"
    return f"{when} {measure(exact, 'jaartal')}"


def _digits(is_clear: Callable[[int], bool], unit: str) -> int:
    """Give the least decimals that show where a value is."""
    least = _LEAST.get("euro" if unit.startswith("euro ") else unit, 2)
    return next((n for n in range(least, MOST_DIGITS) if is_clear(n)), MOST_DIGITS)


def _with_unit(shown: Decimal, unit: str, digits: int) -> str:
    """Write a number of so many decimals; those that say nothing are left out."""
    rounded = _rounded(shown, digits)
    whole = rounded == rounded.to_integral_value()
    money, _, per = unit.partition(" ")
    if money == "euro":
        amount = number(rounded, 0 if whole and digits == _LEAST[money] else digits)
        return f"€ {amount} {per}".rstrip()
    text = number(rounded, digits if unit in _FIXED else None)
    if unit == "%":
        return text + unit
    if unit in _LEAST and unit != "procentpunt":
        return text
    return f"{text} {noun(rounded, unit)}"


def _exact(value: float | Decimal) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _rounded(exact: Decimal, digits: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
