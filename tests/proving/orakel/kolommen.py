"""What may stand in each column of the workbook, from the typed tabellen.csv and kolommen.csv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from proving.orakel.document import getal, lijsten, regels


@dataclass(frozen=True)
class Veld:
    """What may stand in a column."""

    tabel: str
    naam: str
    kop: str
    soort: str
    verplicht: bool
    laag: Any
    hoog: Any
    lijst: Sequence[str] | None
    procent: bool
    euro: bool
    jaartal: bool
    berekend: bool
    bag: bool


@dataclass(frozen=True)
class Blad:
    """A table of the workbook: its sheet, what makes a row its own, and its columns."""

    tabel: str
    naam: str
    sleutel: Sequence[str]
    uniek: bool
    partijkolom: str | None
    alleen_gemeente: bool
    velden: Sequence[Veld]
    naast: Sequence[str] = ()
    """What tells rows of one key apart that may both be there: expected, and counted."""


@dataclass(frozen=True)
class Band:
    """How far a figure may move in a year: a part of what it was, or a step in its own unit."""

    tabel: str
    kolom: str
    deel: float | None
    stap: float | None
    klein: float
    aantal_van: str | None
    opgegeven_in: str | None


SOORTEN = {
    "tekst": "tekst",
    "bag": "tekst",
    "heel": "heel",
    "jaar": "heel",
    "getal": "getal",
    "procent": "getal",
    "euro": "getal",
    "dag": "dag",
    "berekend": "getal",
}


def _grens(soort: str, tekst: str) -> Any:
    if not tekst:
        return None
    if soort == "dag":
        return date.fromisoformat(tekst)
    value = Fraction(tekst)
    return int(value) if value.denominator == 1 else float(value)


def _veld(tabel: str, r: Mapping[str, str]) -> Veld:
    soort = SOORTEN[r["soort"]]
    return Veld(
        tabel,
        r["kolom"],
        r["kop"],
        soort,
        r["verplicht"] == "ja",
        _grens(soort, r["laag"]),
        _grens(soort, r["hoog"]),
        lijsten()[r["lijst"]] if r["lijst"] else None,
        r["soort"] == "procent",
        r["soort"] == "euro",
        r["soort"] == "jaar",
        r["soort"] == "berekend",
        r["soort"] == "bag",
    )


@cache
def bladen() -> Mapping[str, Blad]:
    """Give the tables by name, in the order of their sheets."""
    columns: dict[str, list[Mapping[str, str]]] = {}
    for r in regels("kolommen"):
        columns.setdefault(r["tabel"], []).append(r)
    found = {}
    for r in regels("tabellen"):
        naam = r["tabel"]
        own = columns.get(naam) or columns["afspraken_*"]
        found[naam] = Blad(
            naam,
            r["blad"],
            r["sleutel"].split(),
            r["uniek"] == "ja",
            r["partijkolom"] or None,
            r["alleen_gemeente"] == "ja",
            [_veld(naam, column) for column in own],
            r["naast"].split(),
        )
    return found


@cache
def banden() -> Sequence[Band]:
    """Give how far figures may move from one year to the next."""
    return tuple(
        Band(
            r["tabel"],
            r["kolom"],
            _plain(r["deel"]),
            _plain(r["stap"]),
            _plain(r["klein"]) or 0,
            r["aantal_van"] or None,
            r["opgegeven_in"] or None,
        )
        for r in regels("banden")
    )


@cache
def gewoon() -> Sequence[tuple[str, str, float, float]]:
    """Give the table and column of figures with usual values, and those values."""
    return tuple(
        (r["tabel"], r["kolom"], float(r["laag"]), float(r["hoog"])) for r in regels("gewoon")
    )


def _plain(tekst: str) -> float | None:
    value = getal(tekst)
    return None if value is None else float(value)
