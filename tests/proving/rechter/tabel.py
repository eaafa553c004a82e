"""What the judge knows, as it was typed: goals with their bounds, norms, classes and parties."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "tabellen"
NOOIT = date.min


@dataclass(frozen=True)
class Grens:
    """One number that a goal asks: of whom, where, when, and how much; `label` asks a letter."""

    partij: str
    gebied: str
    van: int | None
    tot: int | None
    minstens: Fraction | None
    hoogstens: Fraction | None
    boven_mag: bool
    ongeveer: bool
    norm: str


@dataclass(frozen=True)
class Eis:
    """One way to read a goal, with all that it asks on a day."""

    doel: str
    beslist: str
    maat: str
    vorm: str
    partijen: tuple[str, ...]
    elk: str
    deelbaar: bool
    hardheid: str
    basisjaar: int | None
    basiswaarde: Fraction | None
    grenzen: tuple[Grens, ...]


def getal(value: Any) -> Fraction | None:
    """Give the exact number that was typed, or nothing."""
    return None if value is None or value == "" else Fraction(str(value))


def _jaar(text: str) -> int | None:
    return int(text) if text else None


@cache
def regels(naam: str) -> tuple[Mapping[str, str], ...]:
    """Give the rows of a typed table."""
    text = (HERE / f"{naam}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter=";"))


def van_set(naam: str, wie: str) -> list[Mapping[str, str]]:
    """Give the rows of a typed table that are about one set of agreements."""
    return [rij for rij in regels(naam) if wie in rij["set"].split(", ")]


def eisen(wie: str, dag: date) -> dict[str, list[Eis]]:
    """Give what each goal of a set asks on a day, one for each way to read it."""
    found: dict[str, list[Eis]] = {}
    for rij in van_set("doelen", wie):
        eis = Eis(
            rij["doel"],
            rij["beslist"],
            rij["maat"],
            rij["vorm"],
            tuple(rij["partijen"].split(", ")) if rij["partijen"] else (),
            rij["elk"],
            rij["eenheid"] in ("%", "kWh/m²", "punten"),
            rij["hardheid"],
            _jaar(rij["basisjaar"]),
            getal(rij["basiswaarde"]),
            _grenzen(wie, rij["doel"], rij["manier"], dag),
        )
        found.setdefault(rij["doel"], []).append(eis)
    return found


def _grenzen(wie: str, doel: str, manier: str, dag: date) -> tuple[Grens, ...]:
    """Give the numbers of the version that counts on a day."""
    all_of_it = [r for r in van_set("waarden", wie) if (r["doel"], r["manier"]) == (doel, manier)]
    days = {date.fromisoformat(rij["vanaf"]) if rij["vanaf"] else NOOIT for rij in all_of_it}
    last = max(one for one in days if one <= dag)
    of_day = "" if last == NOOIT else last.isoformat()
    return tuple(
        Grens(
            rij["partij"],
            rij["gebied"],
            _jaar(rij["van"]),
            _jaar(rij["tot"]),
            getal(rij["minstens"]),
            getal(rij["hoogstens"]),
            rij["bovenkant"] == "streven",
            rij["ongeveer"] == "ja",
            rij["norm"],
        )
        for rij in all_of_it
        if rij["vanaf"] == of_day
    )


def norm(naam: str, jaar: int) -> tuple[Fraction, bool] | None:
    """Give the norm of a year, and whether it is certain; nothing when none is known."""
    for rij in regels("normen"):
        if rij["norm"] == naam and int(rij["van"]) <= jaar <= int(rij["tot"]):
            return Fraction(rij["waarde"]), rij["zeker"] == "ja"
    return None


def corporaties(wie: str, *, tekent: bool | None = None) -> list[str]:
    """Give the corporaties of a set, or those that sign the whole of it."""
    return [
        rij["partij"]
        for rij in van_set("partijen", wie)
        if rij["soort"] == "corporatie" and (tekent is None or (rij["tekent"] == "ja") == tekent)
    ]


def gemeente(wie: str) -> str:
    """Name the municipality of a set."""
    return next(r["partij"] for r in van_set("partijen", wie) if r["soort"] == "gemeente")
