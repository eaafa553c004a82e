"""The lists that cells choose from: some belong to the agreements, the others to the workbook."""

from __future__ import annotations

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.periode import QUARTERS
from prestatieafspraken.validators.totalen import SUMS

FIXED: dict[str, tuple[str, ...]] = {
    "ja_nee": ("Ja", "Nee"),
    "partijsoorten": ("gemeente", "corporatie", "huurdersorganisatie", "overig"),
    "cijfersoorten": ("realisatie", "prognose"),
    "woningtypen": ("EGW", "APP"),
    "fasen": ("initiatief", "planvorming", "vergund", "in aanbouw", "opgeleverd", "vervallen"),
    "perioden": tuple(QUARTERS),
    "statussen": (
        "niet gestart",
        "op koers",
        "aandacht",
        "afgerond",
        "niet gehaald",
        "vervallen",
    ),
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
    "werkmapstatussen": ("concept", "definitief"),
    "onderdelen": tuple(subject.name for subject in SUMS),
}
"""Lists that are the same for every municipality; the order is the order of the drop-down."""


def codelists(afspraken: Afspraken) -> dict[str, tuple[str, ...]]:
    """Give every list by name, those of the agreements included."""
    kernen = tuple(kern.naam for kern in afspraken.kernen)
    partijen = tuple(partij.naam for partij in afspraken.partijen)
    corporaties = tuple(partij.naam for partij in afspraken.corporaties())
    return {
        **FIXED,
        "kernen": kernen,
        "kernen_en_totaal": (*kernen, "Totaal"),
        "inkomensklassen": tuple(klasse.naam for klasse in afspraken.inkomensklassen),
        "schouwlocaties": tuple(afspraken.schouwlocaties),
        "partijen": partijen,
        "corporaties": corporaties,
        "trekkers": ("Gemeente", "Corporaties", "Huurdersorganisaties", *corporaties),
        "eigenaren": (*corporaties, "overige voorraad"),
    }
