"""What the sheet Kengetallen follows: goals, and agreements that name a measure of today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prestatieafspraken.afspraken.doel import Afbakening, Doel, DoelVorm
from prestatieafspraken.afspraken.maat import Maat
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Getal, Richting
from prestatieafspraken.afspraken.streefwaarde import Streefwaarde

BOUND = {Richting.MINIMAAL: "minstens", Richting.MAXIMAAL: "hoogstens", Richting.GEEN: "getal"}
"""The key of a value for a number that binds on one side, or on neither."""


@dataclass(frozen=True, slots=True)
class Kengetaldoel:
    """A goal that is followed there; `bron` is its id, or that of the agreement that it is of.

    What an agreement asks of one party is a goal of that `partij` alone.
    """

    doel: Doel
    bron: str
    partij: str | None = None

    @property
    def of_agreement(self) -> bool:
        """Whether it stands for a number of an agreement and not for a goal."""
        return self.doel.id != self.bron


def kengetaldoelen(own: Afspraken) -> list[Kengetaldoel]:
    """Give the goals, and for each agreement what it asks of a measure of today, and of whom."""
    goals = [Kengetaldoel(doel, doel.id) for doel in own.doelen if doel.is_kengetal]
    known = {one.doel.maat for one in goals}
    return goals + [
        Kengetaldoel(_as_goal(afspraak, maat, partij, numbers, own), afspraak.id, partij)
        for afspraak in own.afspraken
        for maat, partij, numbers in _asked(afspraak)
        if numbers or maat.code not in known
    ]


def _asked(afspraak: Afspraak) -> Iterator[tuple[Maat, str | None, list[Getal]]]:
    """Give each measure of today that an agreement names, with its numbers for all or a party."""
    named = [*(getal.maat for getal in afspraak.getallen), *afspraak.maten, *afspraak.meet]
    for code in dict.fromkeys(named):
        maat = by_code().get(code)
        if maat and maat.telwijze:
            numbers = [getal for getal in afspraak.getallen if getal.maat == code]
            for partij in dict.fromkeys(getal.partij for getal in numbers) or [None]:
                yield maat, partij, [one for one in numbers if one.partij == partij]


def _as_goal(
    afspraak: Afspraak, maat: Maat, partij: str | None, numbers: Sequence[Getal], own: Afspraken
) -> Doel:
    """Say as a goal what an agreement asks: of each year together where years can be added."""
    return Doel(
        id=" ".join(filter(None, (afspraak.id, maat.code, partij))),
        thema=afspraak.thema,
        titel=afspraak.titel,
        maat=maat.code,
        omschrijving=maat.naam,
        vorm=DoelVorm(maat.vormen[0]),
        over=Afbakening(partijen=[partij or afspraak.trekker or "Gemeente"]),
        waarden=[_value(getal, own.gemeente.jaar) for getal in numbers],
        regels=afspraak.regels,
    )


def _value(getal: Getal, jaar: int) -> Streefwaarde:
    years = (getal.van.year if getal.van else None, getal.tot.year if getal.tot else None)
    when = {"jaar": jaar} if years == (None, None) else {"van": years[0], "tot": years[1] or jaar}
    return Streefwaarde.model_validate({**when, BOUND[getal.richting]: getal.waarde})
