"""What the sheet Kengetallen follows: goals, and agreements that name a measure of today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prestatieafspraken.afspraken.doel import Afbakening, Doel, DoelVorm
from prestatieafspraken.afspraken.maat import Maat, Vorm
from prestatieafspraken.afspraken.maten import BY_CODE
from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Getal, Richting
from prestatieafspraken.afspraken.streefwaarde import Streefwaarde

BOUND = {Richting.MINIMAAL: "minstens", Richting.MAXIMAAL: "hoogstens", Richting.GEEN: "getal"}
"""The key of a value for a number that binds on one side, or on neither."""


@dataclass(frozen=True, slots=True)
class Kengetaldoel:
    """A goal that is followed there; `bron` is its id, or that of the agreement that it is of."""

    doel: Doel
    bron: str

    @property
    def of_agreement(self) -> bool:
        """Whether it stands for a number of an agreement and not for a goal."""
        return self.doel.id != self.bron


def kengetaldoelen(own: Afspraken) -> list[Kengetaldoel]:
    """Give the goals, and for each agreement and measure of today what the agreement asks of it."""
    goals = [Kengetaldoel(doel, doel.id) for doel in own.doelen if doel.is_kengetal]
    known = {one.doel.maat for one in goals}
    return goals + [
        Kengetaldoel(_as_goal(afspraak, maat, numbers, own), afspraak.id)
        for afspraak in own.afspraken
        for maat, numbers in _asked(afspraak)
        if numbers or maat.code not in known
    ]


def _asked(afspraak: Afspraak) -> Iterator[tuple[Maat, list[Getal]]]:
    """Give each measure of today that an agreement names, with its numbers for it."""
    named = [*(getal.maat for getal in afspraak.getallen), *afspraak.maten, *afspraak.meet]
    for code in dict.fromkeys(named):
        maat = BY_CODE.get(code)
        if maat and maat.telwijze:
            yield maat, [getal for getal in afspraak.getallen if getal.maat == code]


def _as_goal(afspraak: Afspraak, maat: Maat, numbers: Sequence[Getal], own: Afspraken) -> Doel:
    """Say as a goal what an agreement asks: of each year together where years can be added."""
    whole = [afspraak.trekker] if afspraak.trekker else ["Gemeente"]
    own_parties = bool(numbers) and all(getal.partij for getal in numbers)
    return Doel(
        id=f"{afspraak.id} {maat.code}",
        thema=afspraak.thema,
        titel=afspraak.titel,
        maat=maat.code,
        omschrijving=maat.naam,
        vorm=DoelVorm.SOM if Vorm.SOM in maat.vormen else DoelVorm.NIVEAU,
        over=Afbakening(partijen=[] if own_parties else whole),
        waarden=[_value(getal, own.gemeente.jaar) for getal in numbers],
        regels=afspraak.regels,
    )


def _value(getal: Getal, jaar: int) -> Streefwaarde:
    years = (getal.van.year if getal.van else None, getal.tot.year if getal.tot else None)
    when = {"jaar": jaar} if years == (None, None) else {"van": years[0], "tot": years[1] or jaar}
    return Streefwaarde.model_validate(
        {**when, "partij": getal.partij or "", BOUND[getal.richting]: getal.waarde}
    )
