"""The lists that cells choose from: some belong to the agreements, the others to the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from prestatieafspraken.afspraken.doel import Voldaan
from prestatieafspraken.afspraken.gevraagd import gevraagd
from prestatieafspraken.afspraken.kengetaldoelen import kengetaldoelen
from prestatieafspraken.afspraken.model import (
    GROUPS,
    Afspraken,
    Inkomensklasse,
    Kern,
    Partij,
    PartijSoort,
)
from prestatieafspraken.afspraken.status import CLOSED, AfspraakStatus, meanings
from prestatieafspraken.afspraken.voorwaarden import voorwaardelijk
from prestatieafspraken.validators.sheets.totalen import sums_of
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.periode import HALVES, QUARTERS

Choices = tuple[str, ...]
"""What a cell can choose from, in the order of the drop-down."""

FIXED: Mapping[str, Choices] = {
    "ja_nee": ("Ja", "Nee"),
    "partijsoorten": tuple(map(str, PartijSoort)),
    "cijfersoorten": tuple(map(str, CijferSoort)),
    "woningtypen": ("EGW", "APP"),
    "fasen": ("initiatief", "planvorming", "vergund", "in aanbouw", "opgeleverd", "vervallen"),
    "perioden": tuple(QUARTERS),
    "halfjaren": HALVES,
    "statussen": tuple(map(str, AfspraakStatus)),
    "onttrekkingsredenen": ("verkoop", "overheveling", "sloop", "anders"),
    "initiatieffasen": ("aangemeld", "in uitvoering", "uitgevoerd", "gestopt"),
    "leefbaarometerversies": ("2.0", "3.0"),
    "leefbaarheidsklassen": (
        "Zeer onvoldoende",
        "Ruim onvoldoende",
        "Onvoldoende",
        "Zwak",
        "Voldoende",
        "Ruim voldoende",
        "Goed",
        "Zeer goed",
        "Uitstekend",
    ),
    "energiemethoden": ("voor 2015 (EPA)", "2015-2020 (Nader Voorschrift)", "NTA 8800", "onbekend"),
    "energielabels": ("A++++", "A+++", "A++", "A+", "A", "B", "C", "D", "E", "F", "G"),
    "standen": tuple(map(str, Voldaan)),
    "werkmapstatussen": ("concept", "definitief"),
}
"""Lists that do not follow from who and where; some agreements have own words in a few."""


def _names(listed: Iterable[Partij | Kern | Inkomensklasse]) -> Choices:
    return tuple(one.naam for one in listed)


def _endings(afspraken: Afspraken) -> Choices:
    """Give every word that says how an agreement ended; no cell chooses from these."""
    also = meanings(afspraken.gemeente.statussen)
    return (*map(str, CLOSED), *(word for word, meant in also.items() if meant in CLOSED))


OF_AGREEMENTS: Mapping[str, Callable[[Afspraken], Choices]] = {
    "woningtypen": lambda a: tuple(a.gemeente.woningtypen) or FIXED["woningtypen"],
    "afloop": _endings,
    "fasen": lambda a: tuple(a.gemeente.fasen) or FIXED["fasen"],
    "initiatieffasen": lambda a: tuple(a.gemeente.initiatieffasen) or FIXED["initiatieffasen"],
    "onderdelen": lambda a: tuple(subject.name for subject in sums_of(gevraagd(a))),
    "kernen": lambda a: _names(a.kernen),
    "kernen_en_totaal": lambda a: (*_names(a.kernen), "Totaal"),
    "inkomensklassen": lambda a: _names(a.inkomensklassen),
    "schouwlocaties": lambda a: tuple(a.schouwlocaties),
    "partijen": lambda a: _names(a.partijen),
    "corporaties": lambda a: _names(a.corporaties()),
    "trekkers": lambda a: tuple(
        dict.fromkeys(
            (
                *GROUPS,
                *_names(a.corporaties()),
                *(one.trekker for one in a.afspraken if one.trekker),
            )
        )
    ),
    "kengetaldoelen": lambda a: tuple(one.doel.id for one in kengetaldoelen(a)),
    "voorwaardelijk": lambda a: tuple(one.code for one in voorwaardelijk(a)),
    "eigenaren": lambda a: (*_names(a.corporaties()), "overige voorraad"),
}
"""Lists that follow from the agreements."""

NAMES = FIXED.keys() | OF_AGREEMENTS.keys()
"""Every list that a column can name."""


def codelist(name: str, afspraken: Afspraken) -> Choices:
    """Give one list (KeyError if there is none of this name)."""
    of_agreements = OF_AGREEMENTS.get(name)
    return of_agreements(afspraken) if of_agreements else FIXED[name]


def codelists(afspraken: Afspraken) -> dict[str, Choices]:
    """Give every list by name, those of the agreements included."""
    return {**FIXED, **{name: choices(afspraken) for name, choices in OF_AGREEMENTS.items()}}
