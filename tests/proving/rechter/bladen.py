"""Rows of the sheets that measures have of their own, drawn at random around what was agreed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from proving.rechter.slaagkans import PERIODEN
from proving.rechter.tabel import corporaties, eisen, gemeente, regels
from proving.rechter.woonomgeving import KLASSEN

Rij = dict[str, Any]
SOORTEN = ("realisatie", "prognose")
METHODEN = ("voor 2015 (EPA)", "2015-2020 (Nader Voorschrift)", "NTA 8800", "onbekend")


def rond(rng: random.Random) -> int:
    """Give how far from a bound: often at it, or by one."""
    return rng.choice([-1, 0, 0, 1, -1, 0, 1, rng.randint(-40, 40)])


def _voorraad(wie: str, rng: random.Random) -> Iterator[Rij]:
    eis = next(m[0] for m in eisen(wie, date(2100, 1, 1)).values() if m[0].maat == "voorraad")
    (grens,) = eis.grenzen
    begin, eind, growth = eis.basisjaar, grens.tot, grens.minstens
    assert begin is not None
    assert eind is not None
    assert growth is not None
    turn = rng.choice([begin, begin + 1, begin + 2, eind - 1, eind, eind + 1])
    who = corporaties(wie) if rng.random() < 0.3 else corporaties(wie, tekent=True)
    first = int(eis.basiswaarde or 0)
    parts = dict.fromkeys(who, 0) | {who[0]: first - 1829, who[1]: 1829}
    kernen = dict.fromkeys(who, 0) | {who[0]: 1000, who[1]: 1200}
    other = {one: rng.choice([0, 0, 3]) for one in who[2:]}
    planned = range(begin, turn + 1)
    years = [*planned, *([eind] if turn < eind and rng.random() < 0.8 else [])]
    for jaar in years:
        share = Fraction(jaar - begin, eind - begin)
        new = {who[0]: round(growth * share) + (rond(rng) if jaar > begin else 0)}
        small = {who[0]: round(130 * share) + (rond(rng) if jaar > begin else 0)}
        for one in who:
            if rng.random() < 0.02:
                continue
            yield {
                "corporatie": one,
                "jaar": jaar,
                "soort_cijfer": SOORTEN[jaar > turn],
                "daeb": parts[one] + new.get(one, 0) + other.get(one, 0),
                "daeb_kernen": (None if rng.random() < 0.05 else kernen[one] + small.get(one, 0)),
            }


def _slaagkans(wie: str, rng: random.Random) -> Iterator[Rij]:
    klassen = [rij["klasse"] for rij in regels("inkomensklassen")]
    last = rng.choice([2018, 2019, 2019, 2019, 2020])
    for jaar in range(2017, last + 1):
        deel = rng.choice([*PERIODEN, *["heel jaar"] * 8])
        homes = [rng.choice([500, 1000, 800]) for _ in klassen]
        let = [home // 5 for home in homes]
        let[0] += rond(rng)
        let[-1] += rng.choice([-50, 50])
        for klasse, teller, noemer in zip(klassen, let, homes, strict=True):
            if rng.random() < 0.02:
                continue
            counts = {"teller": teller, "noemer": noemer}
            printed = {"opgegeven": Decimal("0.25")}
            some = printed if rng.random() < 0.03 else counts
            yield {"inkomensklasse": klasse, "jaar": jaar, "periode": deel} | some


def _initiatieven(wie: str, rng: random.Random) -> Iterator[Rij]:
    for n in range(rng.choice([2, 3, 3, 4, 5])):
        end = date(int(wie[-4:]), 12, 31)
        day = end - timedelta(rng.choice([0, 0, 1, 30, 200, -1, -60]))
        fase = rng.choice(["uitgevoerd"] * 5 + ["in uitvoering"])
        dated = fase == "uitgevoerd" and rng.random() > 0.03
        yield {
            "initiatief": f"Moestuin {n}",
            "partij": gemeente(wie),
            "fase": fase,
            "uitgevoerd_op": day if dated else None,
        }


def _leefbaarometer(wie: str, rng: random.Random) -> Iterator[Rij]:
    low = rng.choice([3, 4, 4, 4])
    for jaar in range(2018, rng.choice([2019, 2020, 2021, 2022]) + 1):
        for wijk in ("Ridderveld", "Rode Dorp", "Kerk en Zanen"):
            if rng.random() < 0.04:
                continue
            one = low if rng.random() < 0.2 else rng.randint(4, 8)
            versie = "3.0" if rng.random() < 0.02 else "2.0"
            yield {"wijk": wijk, "jaar": jaar, "versie": versie, "klasse": KLASSEN[one]}


def _levensloop(wie: str, rng: random.Random) -> Iterator[Rij]:
    owners = [*corporaties(wie, tekent=True), "overige voorraad"]
    owners += ["Woonzorg Nederland"] if rng.random() < 0.2 else []
    rising = rng.choice([Fraction(1, 10), Fraction(1, 10), Fraction(100, 200), Fraction()])
    for jaar in range(2017, rng.choice([2017, 2019, 2020, 2021]) + 1):
        for n, owner in enumerate(owners):
            if rng.random() < 0.03:
                continue
            fit = 2000 * (1 + (rising if jaar == 2020 else 0))
            more = rond(rng) if n == 0 and jaar == 2020 else 0
            yield {
                "eigenaar": owner,
                "jaar": jaar,
                "woningen": 10_000,
                "geschikt": None if rng.random() < 0.02 else int(fit) + more,
            }


def _index(wie: str, rng: random.Random) -> Iterator[Rij]:
    methode = rng.choice([METHODEN[0], METHODEN[0], METHODEN[1], rng.choice(METHODEN)])
    bound = rng.choice([Decimal("1.25"), Decimal("1.30"), Decimal("1.40")])
    turn = rng.choice([2018, 2019, 2020])
    for jaar in range(2017, rng.choice([2018, 2019, 2020, 2020]) + 1):
        value = bound + (2020 - jaar) * Decimal("0.1") + Decimal(rond(rng)) / 100
        for one in corporaties(wie, tekent=True):
            if rng.random() < 0.02:
                continue
            other = rng.random() < 0.02
            yield {
                "corporatie": one,
                "jaar": jaar,
                "soort_cijfer": SOORTEN[jaar > turn],
                "methode": rng.choice(METHODEN) if other else methode,
                "energie_index": value,
                "woningen": None if rng.random() < 0.02 else rng.choice([1000, 9000]),
            }


def _gas(wie: str, rng: random.Random) -> Iterator[Rij]:
    last = rng.choice([2016, 2019, 2021, 2026, 2026, 2027])
    for jaar in range(2016, last + 1):
        if rng.random() < 0.05:
            continue
        gas = 100_000 - 2_000 * (jaar - 2016) + (rond(rng) if jaar > 2016 else 0)
        yield {"jaar": jaar, "gas": gas, "woningen": 40_000}


def _duurzaam(wie: str, rng: random.Random) -> Iterator[Rij]:
    for jaar in range(2018, rng.choice([2018, 2019, 2020, 2020, 2021]) + 1):
        for one in corporaties(wie, tekent=True):
            if rng.random() < 0.03:
                continue
            made = 14_000 + rond(rng)
            yield {"corporatie": one, "jaar": jaar, "opgewekt": made, "behoefte": 100_000}


BLADEN: Mapping[str, Callable[[str, random.Random], Iterator[Rij]]] = {
    "woningvoorraad": _voorraad,
    "slaagkans_inkomen": _slaagkans,
    "bewonersinitiatieven": _initiatieven,
    "leefbaarometer": _leefbaarometer,
    "levensloopbestendig": _levensloop,
    "energie_index": _index,
    "gasverbruik": _gas,
    "duurzame_energie": _duurzaam,
}
