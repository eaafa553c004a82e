"""Numbers that were typed as text, read the way Dutch people write them.

A text can have two readings: 1.234 is a thousand to a Dutch reader and little more than one to
an English program. Both are kept; whoever knows the column decides (see `choose`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SPACES = str.maketrans(
    dict.fromkeys(
        "\t\n\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
        "\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        " ",
    )
)
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
NO_VALUE = {"n.v.t.", "nvt", "n.v.t", "n.b.", "nb", "n.b", "onbekend", "?", "geen", "n/a"}

_DUTCH = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)(?:,\d+)?", re.A)
_ENGLISH = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)(?:\.\d+)?", re.A)
_NO_CENTS = re.compile(rf"(?<=\d), ?[{DASHES}]{{1,2}}$", re.A)
_LIMIT = 28
"""Characters of the longest text that can be a number: as many digits as Decimal keeps exactly."""


@dataclass(frozen=True)
class Number:
    """The readings of a text, the Dutch one first; `unit` is "%", "€" or nothing.

    A percentage is given as its fraction: 35,0% has the reading 0.350.
    """

    readings: tuple[Decimal, ...]
    unit: str = ""


def clean(text: str) -> str:
    """Make one line of plain spaces: NBSP, thin spaces, soft hyphens and the like are gone."""
    return " ".join(text.translate(INVISIBLE).translate(SPACES).split(" ")).strip()


def is_no_value(text: str) -> bool:
    """Say whether a text stands for no figure at all: a lone dash, n.v.t., onbekend."""
    bare = clean(text).casefold()
    return bare in NO_VALUE or (bare != "" and not bare.strip(DASHES + " "))


def parse(text: str) -> Number | None:
    """Read a number: 9.769 · 1829 · 1,79 · 35,0% · € 20.000,- · (12); None if it is none."""
    bare = " ".join(clean(text).split())
    if len(bare) > _LIMIT:
        return None
    bare, unit = _unit(bare)
    negative = False
    if bare.startswith("(") and bare.endswith(")"):
        bare, negative = bare[1:-1].strip(), True
    elif bare.startswith((*DASHES, "+")):
        bare, negative = bare[1:], bare[0] != "+"
    if not unit:
        bare, unit = _unit(bare)
    dialects = [(_DUTCH, "."), (_ENGLISH, ",")]
    if unit != "%" and _NO_CENTS.search(bare):
        bare, dialects = _NO_CENTS.sub("", bare), dialects[:1]
    readings = [
        Decimal(bare.replace(group, "").replace(" ", "").replace(",", "."))
        for pattern, group in dialects
        if pattern.fullmatch(bare)
    ]
    if unit == "€" and len(readings) == 2:  # an amount never has three decimals
        readings = [value for value in readings if value.as_tuple().exponent != -3]
    scale = Decimal("-1" if negative else "1") * (Decimal("0.01") if unit == "%" else 1)
    distinct = tuple(dict.fromkeys(value * scale for value in readings))
    return Number(distinct, unit) if distinct else None


def choose(
    number: Number, *, whole: bool, minimum: float | None, maximum: float | None
) -> tuple[Decimal, ...]:
    """Keep the readings that can be meant in a column.

    In a column of whole numbers a dot before three digits groups thousands. Elsewhere two
    readings are weighed against the bounds of the column; one reading always stands, as
    the bounds are judged later.
    """
    if len(number.readings) == 1:
        return number.readings
    if whole:
        dutch = number.readings[0]
        return (dutch,) if dutch.as_tuple().exponent == 0 else number.readings
    return tuple(
        value
        for value in number.readings
        if (minimum is None or value >= Decimal(str(minimum)))
        and (maximum is None or value <= Decimal(str(maximum)))
    )


def _unit(text: str) -> tuple[str, str]:
    if text.endswith("%"):
        return text[:-1].rstrip(), "%"
    for mark in ("€", "EUR"):
        if text.upper().startswith(mark):
            return text[len(mark) :].lstrip(), "€"
        if text.upper().endswith(mark):
            return text[: -len(mark)].rstrip(), "€"
    return text, ""
