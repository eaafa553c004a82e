"""What a sentence on one cell must name: what stands there, how it was read, and the bound."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from proving.orakel.bevinding import NIETS_GEZEGD
from proving.orakel.dagen import mogelijke_dagen
from proving.orakel.getallen import lezingen
from proving.orakel.kolommen import Veld
from proving.orakel.lezen import FOUTWAARDEN, zichtbaar
from proving.orakel.zinnen import dag, getal, gezegd, procent

LANG = 40
"""A longer text is cut short in a sentence."""
CIJFERS_VAN_NIEMAND = 6
"""A text with more digits may be a number of a person, which is not repeated."""
GRENZEN = ("CEL-006", "CEL-007", "CEL-008", "CEL-009", "CEL-013")
"""What is said of a value that could be read."""


def over_de_cel(code: str, veld: Veld, raw: Any, value: Any) -> list[str]:
    """Give what the sentence must name of a cell with `raw` in it, read as `value`."""
    return list(_feiten(code, veld, raw, value))


def gevonden_waarde(code: str, raw: Any, value: Any) -> Any:
    """Give the value of a finding on a cell: what was read, or else what stands there."""
    found = value if code in GRENZEN else raw
    if isinstance(found, str) and not (_letterlijk(found) or found in FOUTWAARDEN):
        return NIETS_GEZEGD
    if code == "CEL-001" or found == "":
        return None
    if isinstance(found, datetime):
        return found.date()
    return found.strip() if isinstance(found, str) else found


def _letterlijk(tekst: Any) -> bool:
    """Say whether a text is repeated as it stands: short, plain, and of nobody."""
    return (
        isinstance(tekst, str)
        and tekst.isascii()
        and tekst.isprintable()
        and "  " not in tekst.strip()
        and len(tekst) <= LANG
        and "@" not in tekst
        and sum(c.isdigit() for c in tekst) <= CIJFERS_VAN_NIEMAND
    )


def _feiten(code: str, veld: Veld, raw: Any, value: Any) -> Iterator[str]:
    if code == "CEL-001":
        yield veld.kop
    elif code in GRENZEN:
        yield from (veld.kop, *_naast_de_grens(code, veld, value))
    else:
        yield from _gelezen(code, veld, zichtbaar(raw), value)
        yield from _gevonden(code, raw)


def _naast_de_grens(code: str, veld: Veld, value: Any) -> Iterator[str]:
    """Name what was read and the bound that it is held against."""
    if code == "CEL-006":
        yield from (gezegd(veld, value), gezegd(veld, veld.laag))
    elif code == "CEL-007":
        yield from (gezegd(veld, value), gezegd(veld, veld.hoog))
    elif code == "CEL-009":
        yield from (getal(len(value)), str(veld.hoog))
    elif _letterlijk(value):
        yield f"'{value}'"


def _gelezen(code: str, veld: Veld, raw: Any, value: Any) -> Iterator[str]:
    """Name what was read, or all that can be meant."""
    if code in ("CEL-010", "CEL-014"):
        yield _als_getypt(veld, value)
    elif code == "CEL-011":
        yield from (_als_getypt(veld, _plain(one)) for one, _ in lezingen(raw)[0])
    elif code == "CEL-016":
        meant = raw if isinstance(raw, int | float) else lezingen(raw)[0][0][0]
        yield from (procent(Fraction(str(meant))), procent(Fraction(str(meant)) / 100))
    elif code == "CEL-018":
        yield from map(dag, mogelijke_dagen(raw) or ())
    elif code == "CEL-025":
        yield f"'{value}'"
    elif code == "CEL-024":
        yield f"{raw:%d-%m-%Y}"


def _als_getypt(veld: Veld, value: Any) -> str:
    """Write what was read in a text; an amount has no sign there, and a part of a year is none."""
    no_year = veld.jaartal and value != int(value)
    return getal(value) if veld.euro or no_year else gezegd(veld, value)


def _gevonden(code: str, raw: Any) -> Iterator[str]:
    """Name what stands in the cell, as far as a sentence repeats it."""
    if raw in FOUTWAARDEN:
        yield raw
    elif _letterlijk(raw) and code not in ("CEL-015", "CEL-020"):
        yield f"'{raw.strip()}'"
    elif code in ("CEL-002", "CEL-003", "CEL-004", "CEL-021") and _is_number(raw):
        yield getal(raw)


def _is_number(raw: Any) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool | date) and abs(raw) < 10**15


def _plain(value: Fraction) -> float | int:
    return int(value) if value.denominator == 1 else float(value)
