"""Which indicators can decide a goal, by its measure: those that are held beside a norm.

The list stands here and not beside the calculations, because whoever loads agreements has to know
the words; a test holds it to the calculations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prestatieafspraken.afspraken.doel import KENGETAL
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.dutch.data_faults import Fault, suggestion
from prestatieafspraken.dutch.written import listing

BESLISSERS: Mapping[str, tuple[str, ...]] = {
    "voorraad_daeb": ("VRD-GROEI-PLAN", "VRD-GROEI"),
    "voorraad_daeb_kernen": ("VRD-KERNEN-PLAN", "VRD-KERNEN"),
    "voorraad_mutaties": ("VRD-RUIMTE",),
    "nieuwbouw": ("NBW-PROJECT",),
    "maatwerk_nieuwbouw": ("NBW-MAATWERK",),
    "slaagkans": ("SLK-TOTAAL", "SLK-KERN", "SLK-INKOMEN", "SLK-DOELGROEP", "SLK-KLASSEN"),
    "toewijzing_doelgroep": ("TWZ-DOELGROEP",),
    "toewijzing_vrij": ("TWZ-VRIJ",),
    "boven_inkomensgrens": ("TWZ-BOVEN",),
    "passend_toewijzen": ("TWZ-PASSEND",),
    "lokaal_maatwerk": ("TWZ-MAATWERK", "TWZ-MAATWERK-EIND"),
    "leefbaarheid": ("LFB-UITGAVEN", "LFB-EENHEID"),
    "leefbaarometer": ("LBM-WIJK", "LBM-LAAGSTE"),
    "bewonersinitiatieven": ("BWI-UITGEVOERD",),
    "wijkschouwen_kop": ("WSC-GEHOUDEN",),
    "energie_index": ("EIX-PAD", "EIX-PAD-B"),
    KENGETAL: ("KGT-DOEL",),
    "kwaliteitsverbetering": ("KWL-REALISATIE",),
    "zonnepanelen": ("ZON-REALISATIE",),
    "open_toestellen": ("OVT-REALISATIE", "OVT-RESTEREND"),
    "levensloopbestendig": ("LVB-RELATIEF", "LVB-PUNTEN"),
    "gasverbruik": ("GAS-VERANDERING",),
    "duurzame_energie": ("DZE-AANDEEL",),
}


def decider_faults(doel: Doel) -> Iterator[Fault]:
    """Name what a goal says decides it, and cannot."""
    maten = {maat for maat in (doel.maat, *(manier.maat for manier in doel.manieren)) if maat}
    if not maten <= by_code().keys():
        return  # that is told; which indicators it has is not known then
    mine = [code for maat, codes in BESLISSERS.items() if maat in maten for code in codes]
    own = mine or list(BESLISSERS[KENGETAL])
    every = [code for codes in BESLISSERS.values() for code in codes]
    for code in doel.beslist_door:
        if code in own:
            continue
        said = f"De indicator {code} bestaat niet.{suggestion(code, own)}"
        if code in every:
            said = f"De indicator {code} hoort niet bij de maat van dit doel."
        yield Fault(
            "doelen.toml",
            f"doel {doel.id} beslist_door",
            said,
            f"Kies {listing(own, 'of')}, of laat beslist_door weg.",
        )
