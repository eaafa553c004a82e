"""How much may be spent on leefbaarheid for each home: as was agreed, or else as the law has it.

What parties agreed counts also where it is more: the law left them that room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.vindplaats import met_regels
from prestatieafspraken.normen import NormStatus, norm

MAAT, LAW = "leefbaarheid", "leefbaarheid_normbedrag"


@dataclass(frozen=True)
class Normbedrag:
    """An amount for each home, and where it is written; `afspraak` is its code if it is agreed."""

    waarde: Decimal
    bron: str
    status: NormStatus
    vanaf: date | None
    tot: date | None
    afspraak: str = ""


def per_eenheid(afspraken: Afspraken, dag: date, corporatie: str | None) -> Normbedrag:
    """Give what a corporatie may spend for each home (UnknownNormError if nothing says so).

    Its own number goes before that of all.
    """
    for whose in dict.fromkeys((corporatie, None)):
        for afspraak, getal, value in afspraken.genoemd(MAAT, dag, whose):
            bron, status = met_regels(afspraak.id, getal.regel), NormStatus.AFGESPROKEN
            return Normbedrag(value, bron, status, getal.van, getal.tot, afspraak.id)
    found = norm(LAW, dag, afspraken.gemeente.code)
    bron = f"{found.omschrijving}; {found.bron}"
    return Normbedrag(found.waarde, bron, found.status, found.vanaf, found.tot)
