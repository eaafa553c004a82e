"""What the second judge knows of the document: typed by people into tabellen/*.csv.

Each row names the place in the agreements ("r. 403", "C4"), in our reading of them ("R-21",
"E-33": a rule or a defect of the document; "inventaris": the list of its agreements) or in law
("domein 3": a section of our notes on the law) that it was read from; those readings are not in the
repository. "huis" is a choice of ours, explained there. A norm that was seen in a public source
names that too (`bevestigd_door`). Nothing here comes from the declarations
or files of the product.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

TABELLEN = Path(__file__).parent / "tabellen"

Regel = Mapping[str, str]


@cache
def regels(naam: str) -> Sequence[Regel]:
    """Give the rows of a typed table."""
    with (TABELLEN / f"{naam}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def getal(tekst: str) -> Fraction | None:
    """Give a typed number exactly."""
    return Fraction(tekst) if tekst else None


def dag(tekst: str) -> date | None:
    """Give a typed day."""
    return date.fromisoformat(tekst) if tekst else None


def heel(tekst: str) -> int | None:
    """Give a typed whole number."""
    return int(tekst) if tekst else None


@dataclass(frozen=True)
class Afspraak:
    """What the columns Wie and Wanneer say, and what the text promises or names one by one.

    Of the days that the words stand for: a spring is March to May, "medio" the middle ten days of
    its month, "vanaf" has no last day and "start" only says in which year; what recurs runs
    through the year.
    """

    code: str
    trekker: str | None
    wie: str
    wanneer: str
    van: date | None
    tot: date | None
    per_jaar: int | None
    onderdelen: Sequence[str]
    mijlpaal: date | None
    is_start: bool = False
    """Whether the day is that on which it starts: the text is about what goes on from then."""


@cache
def afspraken() -> Mapping[str, Afspraak]:
    """Give the agreements by code, in the order of the document."""
    return {
        r["code"]: Afspraak(
            r["code"],
            r["trekker"] or None,
            r["wie"],
            r["wanneer"],
            dag(r["van"]),
            dag(r["tot"]),
            heel(r["per_jaar"]),
            tuple(filter(None, r["onderdelen"].split(";"))),
            dag(r["mijlpaal"]),
            r["start"] == "ja",
        )
        for r in regels("afspraken")
    }


@dataclass(frozen=True)
class Getal:
    """A number that was agreed, for all or for one party, within the days that the text says."""

    maat: str
    afspraak: str
    waarde: Fraction
    partij: str | None
    van: date | None
    tot: date | None


@cache
def getallen() -> Sequence[Getal]:
    """Give the numbers of the agreements by which something is measured."""
    return tuple(
        Getal(
            r["maat"],
            r["afspraak"],
            Fraction(r["waarde"]),
            r["partij"] or None,
            dag(r["van"]),
            dag(r["tot"]),
        )
        for r in regels("getallen")
    )


@dataclass(frozen=True)
class Doel:
    """A goal: from where, to where, by when, and the column of the workbook that measures it."""

    code: str
    eenheid: str
    basisjaar: int | None
    basiswaarde: Fraction | None
    streefjaar: int | None
    streefwaarde: Fraction | None
    verandering: Fraction | None
    streefklasse: str | None
    tabel: str
    kolommen: Sequence[str]


@cache
def doelen() -> Mapping[str, Doel]:
    """Give the goals by code, in the order of the document."""
    return {
        r["code"]: Doel(
            r["code"],
            r["eenheid"],
            heel(r["basisjaar"]),
            getal(r["basiswaarde"]),
            heel(r["streefjaar"]),
            getal(r["streefwaarde"]),
            getal(r["verandering"]),
            r["streefklasse"] or None,
            r["tabel"],
            tuple(filter(None, (r["kolom"], r["anders"]))),
        )
        for r in regels("doelen")
    }


@cache
def corporaties(*, doen_mee: bool | None = None) -> Sequence[str]:
    """Name the corporaties of the document: all, or those that do (not) sign."""
    return tuple(
        r["naam"]
        for r in regels("partijen")
        if r["soort"] == "corporatie" and doen_mee in (None, r["doet_mee"] == "ja")
    )


@cache
def lijsten() -> Mapping[str, Sequence[str]]:
    """Give the values of each list that a cell may choose from."""
    found: dict[str, list[str]] = {
        "partijen": [r["naam"] for r in regels("partijen")],
        "corporaties": list(corporaties()),
        "inkomensklassen": [r["klasse"] for r in regels("klassen")],
    }
    for r in regels("lijsten"):
        found.setdefault(r["lijst"], []).append(r["waarde"])
    return found


def huis(naam: str) -> Fraction:
    """Give a number that this house chose, or that Excel sets."""
    (found,) = (r["waarde"] for r in regels("huis") if r["naam"] == naam)
    return Fraction(found)


def norm(naam: str, op: date) -> Fraction | None:
    """Give a number of law on a day; None outside what is known."""
    known = False
    for r in regels("normen"):
        if r["naam"] != naam:
            continue
        known = True
        van, tot = date.fromisoformat(r["van"]), dag(r["tot"])
        if van <= op and (tot is None or op <= tot):
            return Fraction(r["waarde"])
    assert known, f"{naam} stands in no row of normen.csv"
    return None
