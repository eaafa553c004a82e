"""How a sentence names what it is about, by the house rules: 1.234,5 and 25% and 1 juli 2018."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from proving.orakel.document import regels
from proving.orakel.kolommen import Veld

AFGEROND = 9
"""Decimals that are written; what is behind them is of the binary fraction."""


def getal(value: Any, decimalen: int | None = None) -> str:
    """Write a number: points between thousands, a comma before decimals, a real minus."""
    exact = _exact(value)
    if decimalen is not None:
        exact = _rond(exact, decimalen)
    teken = "\u2212" if exact < 0 else ""
    heel, _, breuk = f"{abs(exact):f}".partition(".")
    if decimalen is None:
        breuk = breuk.rstrip("0")
    groepen = []
    while heel:
        heel, groep = heel[:-3], heel[-3:]
        groepen.insert(0, groep)
    return teken + ".".join(groepen) + (f",{breuk}" if breuk else "")


def met_teken(value: int) -> str:
    """Write a whole number with its sign."""
    return ("+" if value > 0 else "") + getal(value)


def procent(deel: Any) -> str:
    """Write a share with one decimal at most; only nothing is 0% and only the whole is 100%."""
    exact = _exact(Fraction(str(deel)) * 100)
    for decimalen in range(1, AFGEROND + 1):
        shown = _rond(exact, decimalen)
        if all((shown == end) == (exact == end) for end in (0, 100)):
            break
    return getal(shown) + "%"


def bedrag(value: Any) -> str:
    """Write an amount, with cents only when there are any."""
    exact = _exact(value)
    return "€ " + getal(exact, 0 if exact == exact.to_integral_value() else 2)


def dag(op: date) -> str:
    """Write a day in words."""
    (maand,) = (r["naam"] for r in regels("maanden") if int(r["maand"]) == op.month)
    return f"{op.day} {maand} {op.year}"


def opsomming(namen: Sequence[Any], woord: str = "en") -> str:
    """Write a list: a, b en c."""
    *eerste, laatste = map(str, namen)
    return f"{', '.join(eerste)} {woord} {laatste}" if eerste else laatste


def gezegd(veld: Veld, value: Any) -> str:
    """Write a value as the column has it."""
    if value is None:
        return "leeg"
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return dag(value)
    if veld.procent:
        return procent(value)
    if veld.jaartal:
        return str(int(value))
    return bedrag(value) if veld.euro else getal(value)


def _exact(value: Any) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return _rond(Decimal(str(value)), AFGEROND) if isinstance(value, float) else Decimal(str(value))


def _rond(exact: Decimal, decimalen: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP)
