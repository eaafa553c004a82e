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
NO_VALUE = {"n.v.t.", "nvt", "n.v.t", "n.b.", "nb", "n.b", "onbekend", "?", "x", "geen", "n/a"}

_DUTCH = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)(?:,\d+)?")
_ENGLISH = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)(?:\.\d+)?")
_WHOLE_EURO = re.compile(rf"(?<=\d), ?[{DASHES}]{{1,2}}$")
_LIMIT = 40
"""Characters of the longest text that can be a number."""


@dataclass(frozen=True)
class Number:
    """The readings of a text, the Dutch one first; `unit` is "%", "€" or nothing.

    A percentage is given as written: 35,0% has the reading 35.0.
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
    if not bare or len(bare) > _LIMIT or (not bare.isascii() and not _known(bare)):
        return None
    bare, unit = _unit(bare)
    negative = False
    if bare.startswith("(") and bare.endswith(")"):
        bare, negative = bare[1:-1].strip(), True
    elif bare[:1] in tuple(DASHES) + ("+",):
        bare, negative = bare[1:], bare[0] != "+"
    if unit == "":
        bare, unit = _unit(bare)
    bare = _WHOLE_EURO.sub("", bare) if unit != "%" else bare
    readings = [
        Decimal(bare.replace(group, "").replace(" ", "").replace(",", "."))
        for pattern, group in ((_DUTCH, "."), (_ENGLISH, ","))
        if pattern.fullmatch(bare)
    ]
    distinct = tuple(dict.fromkeys(-value if negative else value for value in readings))
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
    dutch = number.readings[0]
    if whole:
        fraction = dutch.as_tuple().exponent
        return number.readings if isinstance(fraction, int) and fraction < 0 else (dutch,)
    return tuple(
        value
        for value in number.readings
        if (minimum is None or value >= Decimal(str(minimum)))
        and (maximum is None or value <= Decimal(str(maximum)))
    )


def _known(text: str) -> bool:
    return all(c.isascii() or c in DASHES or c == "€" for c in text)


def _unit(text: str) -> tuple[str, str]:
    if text.endswith("%"):
        return text[:-1].rstrip(), "%"
    for mark in ("€", "EUR"):
        if text.upper().startswith(mark):
            return text[len(mark) :].lstrip(), "€"
        if text.upper().endswith(mark):
            return text[: -len(mark)].rstrip(), "€"
    return text, ""
