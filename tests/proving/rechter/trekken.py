"""Rows of workbooks drawn at random, most of them on, just under or just over what was agreed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from proving.rechter.bladen import BLADEN, SOORTEN, Rij, rond
from proving.rechter.taakstelling import HELFTEN
from proving.rechter.tabel import Eis, Grens, eisen, gemeente, norm

BEGIN = {"alphen 2019": 2019, "alphen 2020": 2020, "rietmeer 2025": 2025}
SETS = tuple(BEGIN)


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
            found[blad] = [] if rng.random() < 0.1 else list(_naast(draw(wie, rng), rng))
    half, on = rng.random() < 0.3, dag(wie, rng)
    return on, {
        blad: _op(on, [rij for rij in rijen if not half or rng.random() < 0.7], rng.random() < 0.2)
        for blad, rijen in found.items()
    }


def _naast(rijen: Iterator[Rij], rng: random.Random) -> Iterator[Rij]:
    """Put beside some of what was counted what was expected of it before."""
    for rij in rijen:
        yield rij
        counted = rij.get("soort_cijfer") == SOORTEN[0] and rij["jaar"] not in (2017, 2023)
        if counted and rng.random() < 0.05:  # of a base year nobody expects anything
            figure = next(kolom for kolom in ("daeb", "energie_index") if kolom in rij)
            yield rij | {"soort_cijfer": SOORTEN[1], figure: rij[figure] + 1}


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


SLEUTEL = ("doel", "partij", "gebied", "corporatie", "jaar", "halfjaar", "soort_cijfer")


def _jaren(rng: random.Random, van: int, tot: int) -> range:
    return range(van - rng.choice([0, 1, 2]), tot + rng.choice([-1, 0, 0, 1, 2]))


def _kengetallen(wie: str, rng: random.Random) -> Iterator[Rij]:
    for manieren in eisen(wie, date(2100, 1, 1)).values():
        eis = rng.choice(manieren)
        if eis.maat not in ("kengetal", "taakstelling") or rng.random() < 0.1:
            continue
        empty = rng.random() < 0.1
        rijen = _van_doel(eis, wie, rng)
        if eis.maat == "taakstelling" and rng.random() < 0.6:
            rijen = _gehalveerd(rijen, rng)
        for rij in rijen:
            yield rij | ({"teller": None, "noemer": None, "waarde": None} if empty else {})


def _gehalveerd(rijen: Iterator[Rij], rng: random.Random) -> Iterator[Rij]:
    """Part what was counted of each year over its halves; one in twenty is left out."""
    for rij in rijen:
        if "noemer" not in rij:
            continue
        teller, noemer = rng.randint(0, rij["teller"]), rij["noemer"] // 2
        for half, deel, geheel in zip(
            HELFTEN,
            (teller, rij["teller"] - teller),
            (noemer, rij["noemer"] - noemer),
            strict=True,
        ):
            if rng.random() < 0.95:
                yield rij | {"halfjaar": half, "teller": deel, "noemer": geheel}


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
