"""How the slow second judge reads one cell, by the house rules that stand in huisregels.csv.

What people type as a number is read in getallen.py, what they type as a day in dagen.py;
teksten.csv gives examples of each rule, to which the product is held as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from typing import Any

from proving.orakel.dagen import EEUWEN, getypte_dag
from proving.orakel.document import huis, regels
from proving.orakel.getallen import getypt_getal, is_deel, is_heel
from proving.orakel.kolommen import Veld

FOUTWAARDEN = (
    *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"),
    *("#GETTING_DATA", "#BUSY!", "#SPILL!", "#CALC!", "#CONNECT!", "#BLOCKED!", "#FIELD!"),
    *("#UNKNOWN!", "#PYTHON!", "#EXTERNAL!"),
)
"""The error values of Excel, as they stand in a file."""
TE_GROOT = huis("cijfers_in_excel")
"""From here on Excel no longer keeps all digits of a number."""
NIETS_TE_ZIEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""Letters without width, and the hyphen that only shows at the end of a line."""
VASTE_SPATIES = "\u00a0\u202f\u2007\u2009"

LEESBAAR = ("", "CEL-010", "CEL-014", "CEL-015", "CEL-024", "CEL-025")
"""What may be said of a cell of which the value still counts."""


def ontcijferd(tekst: str) -> str:
    """Write a text of a file down as it stands: teksten.csv names letters that nobody sees."""
    return re.sub(
        r"\\u([0-9a-f]{4})|\\([rnt])",
        lambda m: chr(int(m[1], 16)) if m[1] else {"r": "\r", "n": "\n", "t": "\t"}[m[2]],
        tekst,
    )


@cache
def woorden_voor_niets() -> frozenset[str]:
    """Give what people type where there is nothing to fill in."""
    return frozenset(
        ontcijferd(r["tekst"]).lower()
        for r in regels("teksten")
        if r["soort"] == "heel" and r["huisregel"] == "niets"
    )


def zichtbaar(value: Any) -> Any:
    """Leave of a text what a reader sees."""
    if not isinstance(value, str):
        return value.date() if isinstance(value, datetime) else value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    for teken in NIETS_TE_ZIEN:
        value = value.replace(teken, "")
    for teken in VASTE_SPATIES:
        value = value.replace(teken, " ")
    return value


def leeg(value: Any) -> bool:
    """Say whether there is nothing in a cell that a person can see."""
    value = zichtbaar(value)
    return value is None or (isinstance(value, str) and not value.strip())


def berekende_cel(value: Any, *, formule: bool) -> str:
    """Give what to say of a cell that should compute itself."""
    if leeg(value):
        return ""
    if value in FOUTWAARDEN:
        return "CEL-022"
    return "" if formule else "CEL-021"


def cel(veld: Veld, value: Any) -> tuple[str, Any]:
    """Give what to say of a cell and the value that is in it."""
    if leeg(value):
        return "", None
    if value in FOUTWAARDEN:
        return "CEL-005", None
    value = zichtbaar(value)
    if veld.soort == "tekst":
        return _ander_woord(veld, *_tekst(value))
    if isinstance(value, str) and value.strip().lower() in woorden_voor_niets():
        return ("CEL-017" if veld.verplicht else "CEL-012"), None
    if veld.soort == "dag":
        return _dag(value)
    if isinstance(value, str):
        return getypt_getal(veld, value)
    if isinstance(value, bool | date | time) or abs(value) >= TE_GROOT:
        return "CEL-002", None
    if veld.soort == "heel":
        return is_heel(value)
    return is_deel(veld, value)


def grenzen(veld: Veld, value: Any) -> Iterator[str]:
    """Give what is wrong with a value that could be read."""
    if value is None:
        if veld.verplicht:
            yield "CEL-001"
    elif veld.soort == "tekst":
        if veld.lijst is not None and value not in veld.lijst:
            yield "CEL-008"
        if veld.hoog is not None and len(value) > veld.hoog:
            yield "CEL-009"
        if veld.bag and not re.fullmatch(r"[0-9]{16}", value):
            yield "CEL-013"
    elif veld.laag is not None and value < veld.laag:
        yield "CEL-006"
    elif veld.hoog is not None and value > veld.hoog:
        yield "CEL-007"


EERDER = {
    "niet gestart": "niet begonnen",
    "op koers": "bezig",
    "aandacht": "vraagt aandacht",
    "afgerond": "nagekomen",
    "niet gehaald": "niet nagekomen",
}
"""The words for a status before there were two stages."""


def _ander_woord(veld: Veld, code: str, value: Any) -> tuple[str, Any]:
    if veld.naam == "status" and str(value).lower() in EERDER:
        return "CEL-025", EERDER[value.lower()]
    return code, value


def _tekst(value: Any) -> tuple[str, Any]:
    if isinstance(value, date):
        return "CEL-024", f"{value:%d-%m-%Y}"
    if isinstance(value, bool | time):
        return "", {True: "WAAR", False: "ONWAAR"}.get(value, str(value))
    if isinstance(value, int | float):
        if abs(value) >= TE_GROOT:
            return "CEL-023", None
        return "", str(int(value)) if value == int(value) else str(value).replace(".", ",")
    stuur = [c for c in value if (ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160]
    for teken in stuur:
        value = value.replace(teken, "")
    return ("CEL-015" if stuur else ""), value.strip() or None


def _dag(value: Any) -> tuple[str, Any]:
    if isinstance(value, date):
        return ("", value) if value.year in EEUWEN else ("CEL-004", None)
    return getypte_dag(value) if isinstance(value, str) else ("CEL-004", None)
