"""What the slow second judge says of spending and of walks: T2-04 and T2-05."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from proving.orakel.document import norm
from proving.orakel.zinnen import bedrag, dag, getal, opsomming

LIJNEN = ("ontmoeting", "plekken", "menskracht")
"""The three lines of T2-04 along which money is spent."""


def leefbaarheid(orakel: Any) -> None:
    """Hold spending against the amount per unit."""
    tabel = orakel.tabellen["leefbaarheid"]
    for rij, row in tabel.rijen.items():
        if row["jaar"] is None or row["verhuureenheden"] is None or not tabel.gaaf(rij, *LIJNEN):
            continue
        amount = norm("leefbaarheid_normbedrag", date(row["jaar"], 12, 31))
        spent = sum(Fraction(row[line] or 0) for line in LIJNEN)
        if amount is not None and spent > amount * row["verhuureenheden"]:
            most = bedrag(amount * row["verhuureenheden"])
            named = (row["corporatie"], row["jaar"], bedrag(spent), most, bedrag(amount))
            units = getal(row["verhuureenheden"])
            orakel.tell("LFB-020", tabel, rij, "totaal", *named, units, waarde=float(spent))


def initiatieven(orakel: Any) -> None:
    """Point at initiatives that are said to be done on a day that is yet to come."""
    tabel = orakel.tabellen["bewonersinitiatieven"]
    for rij, row in tabel.rijen.items():
        day = row["uitgevoerd_op"]
        if row["fase"] == "uitgevoerd" and day is not None and orakel.feiten.komt_nog(day):
            named = (row["initiatief"] or "", dag(day))
            orakel.tell("BWI-002", tabel, rij, "uitgevoerd_op", *named)
        if row["fase"] == "uitgevoerd" and day is not None and day.year < orakel.feiten.jaar:
            named = (row["initiatief"] or "", dag(day), orakel.feiten.jaar)
            orakel.tell("BWI-003", tabel, rij, "uitgevoerd_op", *named)


def schouwen(orakel: Any) -> None:
    """Count the walks of the year, and point at those of another year or yet to come."""
    tabel, feiten = orakel.tabellen.get("wijkschouwen"), orakel.feiten
    if tabel is None:
        return
    held = 0
    for rij, row in tabel.rijen.items():
        day = row["gehouden_op"]
        if day is None:
            continue
        if day.year == feiten.jaar and not feiten.komt_nog(day):
            held += 1
        else:
            orakel.tell("WSC-003", tabel, rij, "gehouden_op", row["locatie"] or "", dag(day))
    last = date(feiten.jaar, 12, 31)
    agreed = [n for maat in ("kop", "tekst") for n in feiten.getal(f"wijkschouwen_{maat}", last)]
    if feiten.om(feiten.jaar) and tabel.heel("gehouden_op"):
        if held < min(agreed):
            orakel.tell_sheet("WSC-001", tabel, feiten.jaar, held, opsomming(sorted(agreed), "of"))
        elif held < max(agreed):
            orakel.tell_sheet("WSC-002", tabel, feiten.jaar, held, *sorted(agreed))


WOONOMGEVING: tuple[Callable[[Any], None], ...] = (leefbaarheid, initiatieven, schouwen)
