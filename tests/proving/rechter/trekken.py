"""Rows of workbooks drawn at random, most of them on, just under or just over what was agreed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from proving.rechter.slaagkans import PERIODEN
from proving.rechter.tabel import Eis, Grens, corporaties, eisen, gemeente, norm, regels
from proving.rechter.woonomgeving import KLASSEN

Rij = dict[str, Any]
BEGIN = {"alphen 2019": 2019, "alphen 2020": 2020, "rietmeer 2025": 2025}
SETS = tuple(BEGIN)
SOORTEN = ("realisatie", "prognose")
METHODEN = ("voor 2015 (EPA)", "2015-2020 (Nader Voorschrift)", "NTA 8800", "onbekend")


def dag(wie: str, rng: random.Random) -> date:
    """Give a day to judge on: around the end of a year that matters, or any."""
    jaar = BEGIN[wie] + rng.choice([-2, -1, 0, 0, 0, 1, 1, 2, 3, 7, 25])
    if rng.random() < 0.2:
        return date(jaar, 1, 1) + timedelta(rng.randrange(365))
    if rng.random() < 0.2:
        return date(jaar, rng.choice([6, 7]), 1) - timedelta(rng.choice([0, 1]))
    return date(jaar, 12, 31) + timedelta(rng.choice([-1, 0, 0, 1, 15]))


def werkmap(wie: str, rng: random.Random) -> tuple[date, dict[str, list[Rij]]]:
    """Draw a day and the sheets of a workbook: left as they are, half filled or full."""
    found = {"kengetallen": list(_kengetallen(wie, rng))}
    for blad, draw in BLADEN.items():
        if wie.startswith("alphen") or blad == "woningvoorraad":
            found[blad] = [] if rng.random() < 0.1 else list(draw(wie, rng))
    half, on = rng.random() < 0.3, dag(wie, rng)
    return on, {
        blad: _op(on, [rij for rij in rijen if not half or rng.random() < 0.7], rng.random() < 0.2)
        for blad, rijen in found.items()
    }


def _op(on: date, rijen: Sequence[Rij], later: bool) -> list[Rij]:
    """Leave nothing counted of a year that has yet to begin: it is expected, and said once.

    On the sheet Kengetallen it may stand there, of a workbook that was filled in `later`.
    """
    kept: dict[tuple[Any, ...], Rij] = {}
    for n, rij in enumerate(rijen):
        ahead = rij.get("soort_cijfer") == SOORTEN[0] and rij["jaar"] > on.year
        if ahead and not (later and "doel" in rij):
            rij["soort_cijfer"] = SOORTEN[1]
        key = tuple(rij.get(kolom) for kolom in SLEUTEL)
        kept.setdefault(key if "soort_cijfer" in rij else (n,), rij)
    return list(kept.values())


SLEUTEL = ("doel", "partij", "gebied", "corporatie", "jaar", "soort_cijfer")


def rond(rng: random.Random) -> int:
    """Give how far from a bound: often at it, or by one."""
    return rng.choice([-1, 0, 0, 1, -1, 0, 1, rng.randint(-40, 40)])


def _jaren(rng: random.Random, van: int, tot: int) -> range:
    return range(van - rng.choice([0, 1, 2]), tot + rng.choice([-1, 0, 0, 1, 2]))


# --- sheet Kengetallen ---


def _kengetallen(wie: str, rng: random.Random) -> Iterator[Rij]:
    for manieren in eisen(wie, date(2100, 1, 1)).values():
        eis = rng.choice(manieren)
        if eis.maat != "kengetal" or rng.random() < 0.1:
            continue
        empty = rng.random() < 0.1
        for rij in _van_doel(eis, wie, rng):
            yield rij | ({"teller": None, "noemer": None, "waarde": None} if empty else {})


def _van_doel(eis: Eis, wie: str, rng: random.Random) -> Iterator[Rij]:
    """Draw the figures of a goal: per bound the years of it, per party a part of the whole."""
    turn = BEGIN[wie] + rng.choice([-2, -1, 0, 0, 1, 2, 3])
    whole = rng.random() < 0.1
    seen = set()
    for grens in eis.grenzen:
        van, tot = grens.van or BEGIN[wie], grens.tot or BEGIN[wie]
        years = range(van, tot + 1) if rng.random() < 0.5 else _jaren(rng, van, tot)
        if eis.vorm not in ("som", "per jaar", "gemiddeld"):
            years = range(min(tot, turn) - rng.choice([0, 1, 2]), min(tot, turn) + 1)
            years = range(years[0], tot + 1) if rng.random() < 0.3 and tot < 2040 else years
        who = [grens.partij] if grens.partij else list(eis.partijen)
        who = [gemeente(wie)] if whole and not eis.elk else who
        for jaar in years:
            for soort in _soorten(jaar, turn, rng):
                for partij, cijfer in _delen(eis, grens, jaar, who, rng):
                    key = partij, grens.gebied, jaar, soort
                    if key not in seen and rng.random() < 0.97:
                        seen.add(key)
                        yield {
                            "doel": eis.doel,
                            "partij": partij,
                            "gebied": grens.gebied or None,
                            "jaar": jaar,
                            "soort_cijfer": soort,
                        } | cijfer


def _soorten(jaar: int, turn: int, rng: random.Random) -> Sequence[str]:
    if rng.random() < 0.15:
        return SOORTEN
    return SOORTEN[:1] if jaar <= turn else SOORTEN[1:]


def _delen(
    eis: Eis, grens: Grens, jaar: int, who: list[str], rng: random.Random
) -> Iterator[tuple[str, Rij]]:
    """Part what was asked of one year, or one more or less, over those who file it."""
    bound = rng.choice([b for b in (grens.minstens, grens.hoogstens) if b is not None] or [None])
    if bound is None:
        known = norm(grens.norm, jaar)
        bound = known[0] if known else Fraction(23, 1000)
    if eis.vorm == "som" and grens.van is not None and grens.tot is not None:
        years = grens.tot - grens.van + 1
        bound = Fraction(bound // years + (bound % years if jaar == grens.tot else 0))
    each = eis.elk == "corporatie" or len(who) == 1
    if eis.deelbaar:
        homes = [rng.choice([100, 400, 1000, 1000]) for _ in who]
        count = bound * (1 if each else sum(homes)) * (homes[0] if each else 1)
        for partij, noemer in zip(who, homes, strict=True):
            teller = bound * noemer if each else count / len(who)
            counted = max(round(teller) + rond(rng), 0)
            yield partij, _aandeel(counted, noemer, rng)
        return
    total = bound + (rond(rng) if rng.random() < 0.6 else 0)
    if eis.vorm == "ja of nee":
        total = Fraction(rng.choice([0, 1, 1]))
    for n, partij in enumerate(who):
        part = total if each else total // len(who) + (total % len(who) if n == 0 else 0)
        yield partij, {"waarde": max(int(part), 0)}


def _aandeel(teller: int, noemer: int, rng: random.Random) -> Rij:
    if rng.random() < 0.05:
        return {"teller": teller}
    if rng.random() < 0.2:
        return {"waarde": Decimal(teller) / Decimal(noemer)}
    return {"teller": teller, "noemer": noemer}


# --- sheets of their own ---


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
        end = date(BEGIN[wie], 12, 31)
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
