"""How the slow second judge reads one cell: letter by letter, and with a calendar at hand."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from orakel_document import huis
from orakel_kolommen import Veld

ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?")
NIETS = ("-", "–", "n.v.t.", "n.b.", "onbekend", "?")
MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december"
JAREN = range(int(huis("eerste_jaar")), int(huis("laatste_jaar")) + 1)
TE_GROOT = huis("cijfers_in_excel")
"""From here on Excel no longer keeps all digits of a number."""

LEESBAAR = ("", "CEL-010", "CEL-014", "CEL-015", "CEL-024")
"""What may be said of a cell of which the value still counts."""


def leeg(value: Any) -> bool:
    """Say whether there is nothing in a cell that a person can see."""
    return value is None or (isinstance(value, str) and not value.strip())


def berekende_cel(value: Any, *, formule: bool) -> str:
    """Give what to say of a cell that should compute itself."""
    if leeg(value):
        return ""
    if isinstance(value, str) and ERROR.fullmatch(value):
        return "CEL-022"
    return "" if formule else "CEL-021"


def cel(veld: Veld, value: Any) -> tuple[str, Any]:
    """Give what to say of a cell and the value that is in it."""
    if isinstance(value, datetime):
        value = value.date()
    if leeg(value):
        return "", None
    if isinstance(value, str) and ERROR.fullmatch(value):
        return "CEL-005", None
    if veld.soort == "tekst":
        return _tekst(value)
    if isinstance(value, str) and value.strip() in NIETS:
        return ("CEL-017" if veld.verplicht else "CEL-012"), None
    if veld.soort == "dag":
        return _dag(value)
    if isinstance(value, str):
        return _getypt_getal(veld, value)
    if isinstance(value, bool | date) or abs(value) >= TE_GROOT:
        return "CEL-002", None
    return _getal(veld, value)


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


def _tekst(value: Any) -> tuple[str, Any]:
    if isinstance(value, date):
        return "CEL-024", f"{value:%d-%m-%Y}"
    if isinstance(value, int | float):
        if abs(value) >= TE_GROOT:
            return "CEL-023", None
        return "", str(int(value)) if value == int(value) else str(value).replace(".", ",")
    stuur = [c for c in value if (ord(c) < 32 and c not in "\t\n\r") or 127 <= ord(c) < 160]
    for teken in stuur:
        value = value.replace(teken, "")
    return ("CEL-015" if stuur else ""), value.strip() or None


# --- numbers ---


def _getal(veld: Veld, value: Any) -> tuple[str, Any]:
    if veld.soort == "heel":
        return ("", int(value)) if value == int(value) else ("CEL-003", None)
    if veld.procent and veld.hoog is not None and veld.hoog < value <= 100 * veld.hoog:
        return "CEL-016", None
    return "", float(value)


def _getypt_getal(veld: Veld, tekst: str) -> tuple[str, Any]:
    lezingen, eenheid = _lezingen(tekst)
    wrong_unit = (eenheid == "%" and not veld.procent) or (eenheid == "€" and not veld.euro)
    if not lezingen or wrong_unit:
        return "CEL-002", None
    if len(lezingen) > 1 and veld.soort == "heel" and not lezingen[0][1]:
        lezingen = lezingen[:1]  # a point before three digits groups thousands
    elif len(lezingen) > 1 and veld.soort != "heel":
        lezingen = [
            (value, decimalen)
            for value, decimalen in lezingen
            if (veld.laag is None or value >= Fraction(str(veld.laag)))
            and (veld.hoog is None or value <= Fraction(str(veld.hoog)))
        ]
    if len(lezingen) != 1:
        return "CEL-011", None
    value = lezingen[0][0]
    if abs(value) >= TE_GROOT:
        return "CEL-002", None
    meant = veld.procent and eenheid == "%"
    code, read = ("", float(value)) if meant else _getal(veld, value)
    return (code, None) if code else ("CEL-010", read)


def _lezingen(tekst: str) -> tuple[list[tuple[Fraction, int]], str]:
    """Give the numbers that a text can mean, the Dutch one first, each with its decimals."""
    kaal, eenheid, teken = " ".join(tekst.split()), "", 1
    if kaal.endswith("%"):
        kaal, eenheid = kaal[:-1].strip(), "%"
    elif kaal.startswith("€"):
        kaal, eenheid = kaal[1:].strip(), "€"
    if kaal[:1] == "(" and kaal[-1:] == ")":
        kaal, teken = kaal[1:-1], -1
    elif kaal[:1] in ("-", "–", "+"):
        kaal, teken = kaal[1:], 1 if kaal[0] == "+" else -1
    tekens = ((",", "."), (".", ","))
    if kaal.endswith(",-") and eenheid != "%":
        kaal, tekens = kaal[:-2], tekens[:1]
    found: list[tuple[Fraction, int]] = []
    for komma, groep in tekens:
        read = _met_komma(kaal, komma, groep)
        if read is not None and read[0] not in [value for value, _ in found]:
            found.append(read)
    if eenheid == "€" and len(found) == 2:
        found = [one for one in found if one[1] != 3]  # there are no thousandths of a euro
    part = Fraction(teken, 100 if eenheid == "%" else 1)
    return [(value * part, decimalen) for value, decimalen in found], eenheid


def _met_komma(kaal: str, komma: str, groep: str) -> tuple[Fraction, int] | None:
    """Read digits with one sign before the decimals and another between the thousands."""
    heel, streep, breuk = kaal.partition(komma)
    delen = heel.split(groep if groep in heel else " ")
    digits = [*delen, *([breuk] if streep else [])]
    if any(part == "" or any(c not in "0123456789" for c in part) for part in digits):
        return None
    lengths = [len(part) for part in delen]
    if len(delen) > 1 and (lengths[0] > 3 or delen[0][0] == "0" or set(lengths[1:]) != {3}):
        return None
    return Fraction(int("".join(delen) + breuk), 10 ** len(breuk)), len(breuk)


# --- days ---


def _dag(value: Any) -> tuple[str, Any]:
    if isinstance(value, date):
        return ("", value) if value.year in JAREN else ("CEL-004", None)
    parts = _jaar_maand_dag(value.strip().lower()) if isinstance(value, str) else None
    if parts is None:
        return "CEL-004", None
    days = []
    for year, month, day in parts:
        if year not in JAREN:
            return "CEL-004", None
        exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
        if exists and date(year, month, day) not in days:
            days.append(date(year, month, day))
    if len(days) == 1:
        return "CEL-014", days[0]
    return ("CEL-018" if days else "CEL-019"), None


def _jaar_maand_dag(tekst: str) -> list[tuple[int, int, int]] | None:
    """Take a text apart into year, month and day; twice if the month may come first."""
    parts = tekst.split(" ")
    if len(parts) == 3 and parts[1] in MAANDEN.split():
        if parts[0].isdigit() and parts[2].isdigit() and len(parts[2]) == 4:
            return [(int(parts[2]), MAANDEN.split().index(parts[1]) + 1, int(parts[0]))]
        return None
    for sign in "-./":
        numbers = tekst.split(sign)
        if len(numbers) != 3 or not all(part.isdigit() for part in numbers):
            continue
        first, second, third = map(int, numbers)
        if len(numbers[0]) == 4 and sign == "-":
            return [(first, second, third)]
        if len(numbers[2]) == 4 and len(numbers[0]) <= 2 and len(numbers[1]) <= 2:
            dutch, american = (third, second, first), (third, first, second)
            return [dutch, american] if sign == "/" else [dutch]
    return None
