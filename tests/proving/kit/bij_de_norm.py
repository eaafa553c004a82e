"""Figures drawn around what the law and the agreements ask: on it, just above it and just below."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from prestatieafspraken.afspraken import Afspraken
from proving.kit.naast import Rows

DELEN = ("kwartaal 1", "kwartaal 1 t/m 2", "kwartaal 1 t/m 3", "heel jaar")
METHODEN = [*["2015-2020 (Nader Voorschrift)"] * 9, "voor 2015 (EPA)"]
HOLE = 0.04
"""How often a cell that may be empty is."""


def getekend(chance: random.Random, afspraken: Afspraken) -> Rows:
    """Draw rows in which no figure contradicts another, with some cells left empty."""
    rows = {name: make(chance, afspraken) for name, make in TABLES.items()}
    for name, table in rows.items():
        for row in table:
            for column in HOLES.get(name, ()):
                gone = column == "middeninkomen" and row["jaar"] > 2021  # empty says none there
                if chance.random() < HOLE and not gone:
                    row[column] = None
    return rows


def _verhuurd(chance: random.Random, afspraken: Afspraken) -> list[dict[str, Any]]:
    rows = []
    jaar = afspraken.gemeente.jaar
    now = chance.choice([*DELEN, "heel jaar", "heel jaar"])
    periods = [(jaar - 1, "heel jaar"), (jaar, now), (jaar + 3, "heel jaar")]
    for naam in afspraken.deelnemers():
        for year, period in periods:
            whole = 40 * chance.randint(1, 9)
            high = _near(chance, whole, 0.05, 0.075, 0.1, 0.15)
            middle: int | None = _near(chance, whole, 0.05, 0.1, 0.15)
            if year > 2021:
                middle = chance.choice([None, None, 0, 2])
            rows.append(
                {
                    "corporatie": naam,
                    "jaar": year,
                    "periode": period,
                    "verhuringen": whole,
                    "doelgroep": whole - high - (middle or 0),
                    "middeninkomen": middle,
                    "hoger_inkomen": high,
                    "maatwerk": _near(chance, whole, 0.25, 0.4, 0.5),
                    "huurtoeslag": (group := chance.choice([0, 20, 40])),
                    "passend": min(group, _near(chance, group, 0.95)),
                }
            )
    return rows


def _near(chance: random.Random, whole: int, *shares: float) -> int:
    return max(0, round(whole * chance.choice(shares)) + chance.randint(-1, 1))


def _leefbaarheid(chance: random.Random, afspraken: Afspraken) -> list[dict[str, Any]]:
    jaar = afspraken.gemeente.jaar
    return [
        {
            "corporatie": naam,
            "jaar": year,
            "soort_cijfer": chance.choice(["realisatie", "prognose"]),
            "verhuureenheden": (homes := chance.randint(10, 40)),
            "ontmoeting": homes * 100,
            "plekken": homes * 25 + chance.randint(-1, 1),
            "menskracht": 0,
        }
        for naam in afspraken.deelnemers()
        for year in (jaar - 1, jaar)
    ]


def _kansen(column: str, names: Callable[[Afspraken], list[str]]) -> Callable[..., Any]:
    def make(chance: random.Random, afspraken: Afspraken) -> list[dict[str, Any]]:
        year, period = afspraken.gemeente.jaar - chance.randint(0, 4), chance.choice(DELEN)
        return [
            {column: naam, "jaar": year, "periode": period, "noemer": seekers}
            | {"teller": _near(chance, seekers, 0.2)}
            for naam in names(afspraken)
            for seekers in [50 * chance.randint(1, 4)]
        ]

    return make


def _voorraad(chance: random.Random, afspraken: Afspraken) -> list[dict[str, Any]]:
    goals = [d for d in afspraken.doelen if d.basisjaar and d.streefjaar and d.verandering]
    first = min((d.basisjaar or 0 for d in goals), default=2017)
    last = max((d.streefjaar or 0 for d in goals), default=2022)
    rows = []
    for naam in afspraken.deelnemers():
        for year in range(first, last + 1):
            more = 0 if year == first else chance.choice([240, 249, 250, 251, 260])
            rows.append(
                {
                    "corporatie": naam,
                    "jaar": year,
                    "soort_cijfer": "prognose" if year > afspraken.gemeente.jaar else "realisatie",
                    "daeb": 2000 + more,
                    "daeb_kernen": 500 if year == first else 500 + chance.choice([-1, 0, 100, 225]),
                    "verkoop": chance.choice([0, 3]),
                }
            )
    return rows


def _index(chance: random.Random, afspraken: Afspraken) -> list[dict[str, Any]]:
    """Draw two or three indexes of each on a line to near 1,25 in 2020, or above label B."""
    rows = []
    for naam in afspraken.deelnemers():
        end = chance.choice([1.20, 1.24, 1.25, 1.26, 1.30, 1.45])
        before = chance.choice([(2017,), (2017,), (2017,), (2015, 2017), ()])
        for year in (*before, 2019, *chance.choice([(), (2020,)])):
            rows.append(
                {
                    "corporatie": naam,
                    "jaar": year,
                    "soort_cijfer": "realisatie",
                    "methode": chance.choice(METHODEN),
                    "energie_index": 2.0 if year == 2015 else round(end + 0.1 * (2020 - year), 2),
                    "woningen": 1000,
                }
            )
    return rows


def _toestellen(chance: random.Random, afspraken: Afspraken) -> list[dict[str, Any]]:
    jaar = afspraken.gemeente.jaar
    return [
        {"corporatie": naam, "jaar": year, "begin": (begin := chance.randint(0, 9))}
        | {"vervangen": max(0, begin - chance.choice([0, 0, 1])), "gepland": begin}
        for naam in afspraken.deelnemers()
        for year in (jaar - 1, jaar, jaar + 1)
    ]


def _beding(chance: random.Random, afspraken: Afspraken) -> list[dict[str, Any]]:
    rows = []
    for number in range(chance.randint(1, 4)):
        begin = date(chance.randint(2006, 2012), chance.randint(1, 12), 15)
        free = begin.replace(year=begin.year + 10)
        gone = chance.random() < 0.6
        rows.append(
            {
                "corporatie": chance.choice(afspraken.deelnemers()),
                "project": f"Project {number}",
                "woningen": 9,
                "ingang": begin,
                "onttrokken": chance.randint(1, 9) if gone else None,
                "onttrekking": free + timedelta(chance.choice([-400, -1, 0, 1])) if gone else None,
                "reden": "verkoop" if gone else None,
            }
        )
    return rows


def _schouwen(chance: random.Random, afspraken: Afspraken) -> list[dict[str, Any]]:
    jaar = afspraken.gemeente.jaar
    # Two and three are agreed: the number itself is drawn, or two is hardly ever among them.
    places = afspraken.schouwlocaties
    held = chance.sample(places, min(chance.choice([0, 1, 2, 2, 3, 4]), len(places)))
    return [
        {"locatie": naam, "gepland_op": date(jaar, 5, 1)}
        | {
            "gehouden_op": chance.choice([date(jaar, 6, 1), date(jaar, 12, 31)])
            if naam in held
            else None
        }
        for naam in places
    ]


def _projecten(chance: random.Random, afspraken: Afspraken) -> list[dict[str, Any]]:
    return [
        {
            "corporatie": chance.choice(afspraken.deelnemers()),
            "project": f"Nieuw {number}",
            "kern": afspraken.kernen[0].naam,
            "woningtype": "APP",
            "jaar": afspraken.gemeente.jaar,
            "woningen": 20,
            "fase": chance.choice(["opgeleverd", "in aanbouw"]),
            "maatwerk": chance.choice([0, 0.5, 1]),
            "afspraak_huurders": chance.choice(["Ja", "Nee"]),
        }
        for number in range(3)
    ]


def _programma(done: str) -> Callable[..., Any]:
    def make(chance: random.Random, afspraken: Afspraken) -> list[dict[str, Any]]:
        return [
            {"corporatie": naam, "jaar": afspraken.gemeente.jaar, "gepland": 40}
            | {done: chance.choice([39, 40, 41])}
            for naam in afspraken.deelnemers()
        ]

    return make


TABLES: dict[str, Callable[[random.Random, Afspraken], list[dict[str, Any]]]] = {
    "toewijzingen": _verhuurd,
    "leefbaarheid": _leefbaarheid,
    "slaagkans_kern": _kansen("kern", lambda own: [kern.naam for kern in own.kernen]),
    "slaagkans_inkomen": _kansen(
        "inkomensklasse", lambda own: [klasse.naam for klasse in own.inkomensklassen]
    ),
    "woningvoorraad": _voorraad,
    "energie_index": _index,
    "open_verbranding": _toestellen,
    "grondprijsbeding": _beding,
    "wijkschouwen": _schouwen,
    "nieuwbouwprojecten": _projecten,
    "kwaliteitsverbetering": _programma("gerealiseerd"),
    "zonnepanelen": _programma("gerealiseerd"),
}
HOLES = {
    "toewijzingen": ("middeninkomen", "hoger_inkomen", "doelgroep", "maatwerk", "passend"),
    "leefbaarheid": ("menskracht", "ontmoeting"),
    "slaagkans_kern": ("teller",),
    "slaagkans_inkomen": ("teller",),
    "woningvoorraad": ("daeb_kernen",),
    "open_verbranding": ("vervangen",),
}
