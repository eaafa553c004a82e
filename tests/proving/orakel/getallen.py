"""How the slow second judge reads a number that was typed as a text."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from proving.orakel.document import huis
from proving.orakel.kolommen import Veld

MIN = "-\u2013\u2014\u2212"
"""The hyphen, two dashes and the real sign."""
EURO = ("€", "eur")


def is_heel(value: Any) -> tuple[str, Any]:
    """Say whether a number is a whole one."""
    return ("", int(value)) if value == int(value) else ("CEL-003", None)


def is_deel(veld: Veld, value: Any) -> tuple[str, Any]:
    """Take a number with decimals; a percentage of more than all was typed without its sign."""
    if veld.procent and veld.hoog is not None and veld.hoog < value <= 100 * veld.hoog:
        return "CEL-016", None
    return "", float(value)


def getypt_getal(veld: Veld, tekst: str) -> tuple[str, Any]:
    """Give what to say of a number that stands as a text, and its value if there is just one."""
    gevonden, eenheid = lezingen(tekst)
    wrong_unit = (eenheid == "%" and not veld.procent) or (eenheid == "€" and not veld.euro)
    if not gevonden or wrong_unit:
        return "CEL-002", None
    values = passende_lezingen(veld, tekst)
    if len(values) != 1:
        return "CEL-011", None
    (value,) = values
    if abs(value) >= huis("cijfers_in_excel"):
        return "CEL-002", None
    if veld.soort == "heel":
        code, read = is_heel(value)
    else:
        code, read = ("", float(value)) if eenheid == "%" else is_deel(veld, value)
    return (code, None) if code else ("CEL-010", read)


def passende_lezingen(veld: Veld, tekst: str) -> list[Fraction]:
    """Give the numbers that a text can mean in a column, the Dutch one first."""
    gevonden, _ = lezingen(tekst)
    if len(gevonden) > 1 and veld.soort == "heel" and not gevonden[0][1]:
        gevonden = gevonden[:1]  # a point before three digits groups thousands
    elif len(gevonden) > 1 and veld.soort != "heel":
        gevonden = [
            (value, decimalen)
            for value, decimalen in gevonden
            if (veld.laag is None or value >= Fraction(str(veld.laag)))
            and (veld.hoog is None or value <= Fraction(str(veld.hoog)))
        ]
    return [value for value, _ in gevonden]


def lezingen(tekst: str) -> tuple[list[tuple[Fraction, int]], str]:
    """Give the numbers that a text can mean, the Dutch one first, each with its decimals."""
    kaal, eenheid = _zonder_eenheid(" ".join(tekst.split()))
    kaal, teken = _zonder_min(kaal)
    if not eenheid:  # the sign may stand before the euro, and brackets around it
        kaal, eenheid = _zonder_eenheid(kaal)
    tekens = ((",", "."), (".", ","))
    komma, _, einde = kaal.rpartition(",")
    einde = einde.removeprefix(" ")
    if komma and einde and all(c in MIN for c in einde) and eenheid != "%":
        kaal, tekens = komma, tekens[:1]
    gevonden: list[tuple[Fraction, int]] = []
    for decimaal, groep in tekens:
        read = _met_komma(kaal, decimaal, groep)
        if read is not None and read[0] not in [value for value, _ in gevonden]:
            gevonden.append(read)
    if eenheid == "€" and len(gevonden) == 2:
        gevonden = [one for one in gevonden if one[1] != 3]  # no thousandths of a euro
    part = Fraction(teken, 100 if eenheid == "%" else 1)
    return [(value * part, decimalen) for value, decimalen in gevonden], eenheid


def _zonder_eenheid(kaal: str) -> tuple[str, str]:
    if kaal.endswith("%"):
        return kaal[:-1].strip(), "%"
    for sign in EURO:
        if kaal.lower().startswith(sign):
            return kaal[len(sign) :].strip(), "€"
        if kaal.lower().endswith(sign):
            return kaal[: -len(sign)].strip(), "€"
    return kaal, ""


def _zonder_min(kaal: str) -> tuple[str, int]:
    if kaal[:1] == "(" and kaal[-1:] == ")":
        return kaal[1:-1].strip(), -1
    if kaal[:1] and kaal[0] in MIN + "+":
        return kaal[1:], 1 if kaal[0] == "+" else -1
    return kaal, 1


def _met_komma(kaal: str, decimaal: str, groep: str) -> tuple[Fraction, int] | None:
    """Read digits with one sign before the decimals and another between the thousands."""
    heel, streep, breuk = kaal.partition(decimaal)
    delen = heel.split(groep if groep in heel else " ")
    digits = [*delen, *([breuk] if streep else [])]
    if any(part == "" or any(c not in "0123456789" for c in part) for part in digits):
        return None
    lengths = [len(part) for part in delen]
    if len(delen) > 1 and (lengths[0] > 3 or delen[0][0] == "0" or set(lengths[1:]) != {3}):
        return None
    return Fraction(int("".join(delen) + breuk), 10 ** len(breuk)), len(breuk)
