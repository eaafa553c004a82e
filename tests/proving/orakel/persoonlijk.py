"""What the second judge says of words within texts: of persons, and in letters of two scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from proving.orakel.bevinding import NIETS_GEZEGD, Bevinding
from proving.orakel.opbouw import adres
from proving.orakel.zinnen import opsomming


def _elfproef(nummer: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, nummer, strict=True)) % 11 == 0


def _bsn(tekst: str) -> bool:
    return any(_elfproef(nummer) for nummer in re.findall(r"(?<!\S)\d{9}(?!\d)", tekst))


def _iban(tekst: str) -> bool:
    """Try the check digits: letters count from 10, the first four signs go last, 1 remains."""
    found = re.findall(r"\b[A-Z]{2}\d{2}[A-Z]{4}\d{10}\b", tekst)
    return any(int("".join(str(int(c, 36)) for c in n[4:] + n[:4])) % 97 == 1 for n in found)


def _naam(tekst: str) -> re.Match[str] | None:
    return re.search(r"\b(?:Mevrouw|Meneer|De heer) [A-Z][a-z]+\b", tekst)


PERSOONLIJK: Mapping[str, Callable[[str], Any]] = {
    "PRV-001": _bsn,
    "PRV-002": lambda tekst: re.search(r"\b[a-z]\.[a-z]+@[a-z]+\.[a-z]{2,}\b", tekst),
    "PRV-003": lambda tekst: re.search(r"\b06[- ]?\d{8}\b", tekst),
    "PRV-004": _iban,
    "PRV-005": lambda tekst: _naam(tekst) and re.search(r"[A-Z][a-z]+straat \d+", tekst),
    "PRV-006": lambda tekst: re.search(r"[Gg]eboren op \d\d?-\d\d?-\d{4}", tekst),
    "PRV-007": lambda tekst: _naam(tekst) and re.search(r"schuldsanering|ziekte", tekst),
}


def _schriften(woord: str) -> set[str]:
    """Name the scripts that the letters of a word are of."""
    return {unicodedata.name(letter).partition(" ")[0] for letter in woord}


VREEMD = {"CYRILLIC": "Cyrillische", "GREEK": "Griekse"}


def gemengd(tekst: str) -> dict[str, set[str]]:
    """Give the words with letters of ours beside those of another script, and which scripts."""
    words = {woord: _schriften(woord) for woord in re.findall(r"[^\W\d_]+", tekst)}
    return {
        w: found & VREEMD.keys()
        for w, found in words.items()
        if "LATIN" in found and found & VREEMD.keys()
    }


@cache
def _codes(tekst: str) -> list[str]:
    return [code for code, there in PERSOONLIJK.items() if there(tekst)]


def persoonlijk(orakel: Any) -> None:
    """Look at every text in the file, within the tables and outside them."""
    calculated = {
        (tabel.plek.blad, tabel.plek.kolommen.get(veld.naam))
        for tabel in orakel.tabellen.values()
        for veld in tabel.velden
        if tabel.plek and veld.berekend
    }
    for (blad, rij, kolom), tekst in orakel.bestand.cellen.items():
        if isinstance(tekst, str) and (blad, kolom) not in calculated:
            orakel.told += [Bevinding(code, blad, adres(rij, kolom)) for code in _codes(tekst)]


def schrift(orakel: Any) -> None:
    """Look at the letters of every text in the tables."""
    for tabel in orakel.tabellen.values():
        for rij in tabel.rijen:
            for veld in tabel.velden:
                tekst = orakel.bestand.cellen.get(tabel.cel(rij, veld.naam))
                mixed = gemengd(tekst) if isinstance(tekst, str) else {}
                if mixed:
                    scripts = opsomming(
                        [VREEMD[one] for one in sorted(set().union(*mixed.values()))]
                    )
                    named = (*(f"'{woord}'" for woord in mixed), f"{scripts} letters")
                    orakel.tell("SCH-001", tabel, rij, veld.naam, *named, waarde=NIETS_GEZEGD)


PERSOONLIJKE: tuple[Callable[[Any], None], ...] = (persoonlijk, schrift)
