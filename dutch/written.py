"""Numbers, days and lists as Dutch readers write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date

MINUS = "−"
_DUTCH = str.maketrans({",": ".", ".": ",", "-": MINUS})


def number(value: float | Decimal, digits: int | None = None) -> str:
    """Write a number: 1.234,5; `digits` fixes the decimals, else as many as needed, at most 9."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if digits is not None:
        text = f"{exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,f}"
    else:
        text = f"{exact:,f}" if exact == exact.to_integral_value() else f"{exact:,.9f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    if not text.strip("-0."):
        text = text.removeprefix("-")  # nothing has no sign
    return text.translate(_DUTCH)


def percent(share: float | Decimal, digits: int | None = None) -> str:
    """Write a fraction as a percentage: 0.126 gives 12,6%; `digits` fixes the decimals.

    Without `digits` it has at most one decimal, and none when it is whole.
    """
    exact = share if isinstance(share, Decimal) else Decimal(str(share))
    exact *= 100
    if digits is None:
        exact = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
        digits = 0 if exact == exact.to_integral_value() else 1
    return number(exact, digits) + "%"


def euro(amount: float | Decimal) -> str:
    """Write an amount: € 20.000, with cents only when there are any."""
    exact = amount if isinstance(amount, Decimal) else Decimal(str(amount))
    return "€ " + number(exact, 0 if exact == exact.to_integral_value() else 2)


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """Write a day: 1 juli 2018."""
    return format_date(value, "d MMMM y", locale="nl")


LISTED = 100
"""Items that a sentence names; a workbook can bring about any number of them."""


def listing(items: Sequence[str], word: str = "en") -> str:
    """Join items as in a sentence: a, b en c; of very many it says how many more there are."""
    if len(items) > LISTED:
        return f"{', '.join(items[:LISTED])} en nog {number(len(items) - LISTED)} andere"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


NAMES = ("Leefbaarometer",)
"""Names with which a sentence of ours may begin; they keep their capital anywhere."""
_CAPITAL = re.compile(rf"(?!(?:{'|'.join(NAMES)})\b)[A-Z](?=[a-zë]+\b|[^A-Za-zë0-9.-])")


def capital(text: str) -> str:
    """Begin a sentence with a capital, and leave the rest as it is: DAEB stays DAEB."""
    return text[:1].upper() + text[1:]


def after_colon(sentence: str) -> str:
    """Write what follows a colon: with a small letter, unless it begins with a name or a code.

    >>> after_colon("Van 9 naar 12."), after_colon("T1-06 en T2-01."), after_colon("DAEB-woningen")
    ('van 9 naar 12.', 'T1-06 en T2-01.', 'DAEB-woningen')
    >>> after_colon("B-01; H-02"), after_colon("Zonnepanelen"), after_colon("Niet-DAEB in 2019")
    ('B-01; H-02', 'zonnepanelen', 'niet-DAEB in 2019')
    """
    return sentence[:1].lower() + sentence[1:] if _CAPITAL.match(sentence) else sentence


def labelled(label: str, sentence: str) -> str:
    """Write a sentence behind what it is about; one that begins with a name of its own stays whole.

    >>> labelled("Groei", "Van 9 naar 12."), labelled("Bouw", "De Brink Wonen: 9 woningen.")
    ('Groei: van 9 naar 12.', 'Bouw. De Brink Wonen: 9 woningen.')
    """
    if _LABELLED.match(sentence):
        return f"{label}. {sentence}"
    return f"{label}: {after_colon(sentence)}"


_LABELLED = re.compile(r"(?!Per )[A-Z][^.:]{0,100}: ")
"""A sentence that begins with a party or a place; "Per jaar gehaald: 2024" is one of ours."""


_END = re.compile(r"(?<=[a-zë0-9)%”][.?!]) (?=[A-ZË])")
"""Where a sentence ends; the dot after one capital is that of a name."""


def sentences(text: str) -> list[str]:
    """Part a text into its sentences.

    >>> sentences("Er ontbreekt iets bij H. Hermansstraat. Zie de lijst.")
    ['Er ontbreekt iets bij H. Hermansstraat.', 'Zie de lijst.']
    """
    return _END.split(text)
