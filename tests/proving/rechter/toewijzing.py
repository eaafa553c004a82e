"""Lettings beside the law and what was agreed within it: of each corporatie, and of all together.

Until 2021 80% goes to the doelgroep, 10% is free for all and the rest for the middle incomes; from
2022 on what is above the income limit is the free room, 7,5% or what was agreed, 15% at most.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from proving.rechter.tabel import Grens, corporaties, getal, regels, van_set
from proving.rechter.uitspraak import Uitspraak, jaar_om, naast, onbekend

Rij = Mapping[str, Any]
Deel = tuple[str, str | None, str]
"""The code of the indicator, of whom (nobody: of all), and of when."""
DELEN = ("kwartaal 1", "kwartaal 1 t/m 2", "kwartaal 1 t/m 3", "heel jaar")
MIDDEN_TOT = 2021
GEEN_NORM = "geen norm"
TELT = {
    "TWZ-DOELGROEP": (("doelgroep",), "verhuringen"),
    "TWZ-BOVEN": (("middeninkomen", "hoger_inkomen"), "verhuringen"),
    "TWZ-PASSEND": (("passend",), "huurtoeslag"),
    "TWZ-MAATWERK": (("maatwerk",), "verhuringen"),
}


def oordelen(rijen: Sequence[Rij], wie: str, dag: date) -> dict[Deel, Uitspraak]:
    """Judge every period that has begun, of each that signs and of all of them."""
    known = [rij for rij in rijen if rij["jaar"] <= dag.year]
    found = {}
    for jaar, deel in {(rij["jaar"], rij["periode"]) for rij in known}:
        when = str(jaar) if deel == DELEN[-1] else f"{jaar}, {deel}"
        for naam in (None, *corporaties(wie, tekent=True)):
            of_part = [rij for rij in known if (rij["jaar"], rij["periode"]) == (jaar, deel)]
            for code in (*TELT, "TWZ-VRIJ"):
                kolommen, geheel = _telt(code, jaar)
                cijfer = _samen(of_part, wie, naam, kolommen, geheel, jaar)
                found[code, naam, when] = _naast(code, cijfer, wie, naam, (jaar, deel), dag)
    return found


def _telt(code: str, jaar: int) -> tuple[tuple[str, ...], str]:
    if code == "TWZ-VRIJ":
        return (("hoger_inkomen",), "verhuringen") if jaar <= MIDDEN_TOT else TELT["TWZ-BOVEN"]
    return TELT[code]


def _samen(
    rijen: Sequence[Rij],
    wie: str,
    naam: str | None,
    kolommen: Sequence[str],
    geheel: str,
    jaar: int,
) -> Fraction | None:
    """Give the share, if every number is there of everybody whose it is."""
    mine = [rij for rij in rijen if naam in (None, rij["corporatie"])]
    needed = {naam} if naam else set(corporaties(wie, tekent=True))
    if not needed <= {rij["corporatie"] for rij in mine}:
        return None
    nul = {"middeninkomen": 0} if jaar > MIDDEN_TOT else {}  # a group that is no more has none
    parts = [[getal(rij.get(k, None) if rij.get(k) is not None else nul.get(k)) for k in kolommen]
             for rij in mine]  # fmt: skip
    whole = [getal(rij.get(geheel)) for rij in mine]
    flat = [one for row in parts for one in row]
    if None in flat or None in whole or not sum(one or 0 for one in whole):
        return None
    share = Fraction(sum(one or 0 for one in flat)) / sum(one or 0 for one in whole)
    return share if share <= 1 else None


def _naast(
    code: str, cijfer: Fraction | None, wie: str, naam: str | None, when: tuple[int, str], dag: date
) -> Uitspraak:
    jaar, deel = when
    over, whole = jaar_om(jaar, dag), deel == DELEN[-1]
    if cijfer is None:
        return onbekend(om=over)
    bound, zeker = _grens(code, wie, naam, jaar)
    if bound is None:
        return Uitspraak(GEEN_NORM, (cijfer,))
    if over and not whole:
        return onbekend(om=True)  # a part of a year that is over decides nothing
    low = code in ("TWZ-DOELGROEP", "TWZ-PASSEND")
    grens = Grens(
        "", "", jaar, jaar, bound if low else None, None if low else bound, False, False, ""
    )
    return naast(cijfer, grens, om=over and whole, zeker=zeker)


def _wet(naam: str, jaar: int) -> tuple[Fraction | None, bool]:
    for rij in regels("wet"):
        if rij["norm"] == naam and int(rij["van"]) <= jaar <= int(rij["tot"]):
            return Fraction(rij["waarde"]), rij["zeker"] == "ja"
    return None, True


def _afgesproken(naam: str, wie: str, partij: str, jaar: int) -> Fraction | None:
    for rij in van_set("toewijzing", wie):
        same = (rij["norm"], rij["partij"]) == (naam, partij)
        if same and int(rij["van"]) <= jaar <= int(rij["tot"]):
            return Fraction(rij["waarde"])
    return None


def _grens(code: str, wie: str, naam: str | None, jaar: int) -> tuple[Fraction | None, bool]:
    """Give the bound of a year, and whether it is sure."""
    if code == "TWZ-PASSEND":
        return _wet("passend", jaar)
    if code == "TWZ-MAATWERK":
        agreed = _afgesproken("maatwerk", wie, naam or "", jaar)
        return (agreed, True) if agreed is not None or naam else _wet("maatwerk", jaar)
    middle = jaar <= MIDDEN_TOT
    if middle and code == "TWZ-DOELGROEP":
        return _wet("doelgroep", jaar)
    if middle and code == "TWZ-VRIJ":
        return _wet("vrij", jaar)
    least, _ = _wet("doelgroep", jaar)
    law = 1 - least if least is not None else _wet("vrij", jaar)[0]
    most = 1 - least if least is not None else _wet("vrij met afspraak", jaar)[0]
    agreed = _afgesproken("boven", wie, "", jaar)
    room = law if agreed is None else min(agreed, most) if most is not None else agreed
    if room is None:
        return None, True
    return (1 - room if code == "TWZ-DOELGROEP" else room), True


def trek(wie: str, rng: random.Random) -> Iterator[dict[str, Any]]:
    """Draw lettings at, just under and just over the shares that the law or an agreement names."""
    begin = int(wie[-4:])
    periods = {(begin + rng.choice([-3, -1, 0, 0, 1, 3]), rng.choice([*DELEN, *DELEN[3:] * 4]))
               for _ in range(rng.choice([1, 2, 3]))}  # fmt: skip
    for jaar, deel in sorted(periods):
        for naam in corporaties(wie, tekent=True):
            if rng.random() < 0.03:
                continue
            whole = rng.choice([0, 40, 200, 400])
            high = _rond(rng, whole, rng.choice(["0.05", "0.075", "0.10", "0.15"]))
            middle: int | None = _rond(rng, whole, rng.choice(["0", "0.10", "0.20"]))
            middle = min(middle or 0, whole - high) if jaar <= MIDDEN_TOT else rng.choice([None, 0])
            group = whole // 2
            row = {
                "corporatie": naam,
                "jaar": jaar,
                "periode": deel,
                "verhuringen": whole,
                "doelgroep": whole - high - (middle or 0),
                "middeninkomen": middle,
                "hoger_inkomen": high,
                "huurtoeslag": group,
                "passend": _rond(rng, group, "0.95"),
                "maatwerk": _rond(rng, whole, rng.choice(["0.25", "0.40", "0.50"])),
            }
            for kolom in ("doelgroep", "middeninkomen", "hoger_inkomen", "passend", "maatwerk"):
                gone = kolom == "middeninkomen" and jaar > MIDDEN_TOT
                row[kolom] = None if rng.random() < 0.02 and not gone else row[kolom]
            yield row


def _rond(rng: random.Random, whole: int, share: str) -> int:
    return min(whole, max(0, round(whole * Fraction(share)) + rng.choice([-1, 0, 0, 1])))
