"""The verdict on a goal, and how those on its parts make one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from prestatieafspraken.afspraken.doel import Beslist
from prestatieafspraken.dutch.written import after_colon, capital, labelled
from prestatieafspraken.indicators.gevraagd import Gevraagd
from prestatieafspraken.indicators.meting import Meting
from prestatieafspraken.indicators.oordeel import tentative
from prestatieafspraken.indicators.result import Oordeel
from prestatieafspraken.indicators.uitkomst import Uitkomst


@dataclass(frozen=True, slots=True)
class Besluit:
    """The verdict on a goal or a part of it, with the sentence that says why.

    `wat` names the part. What is `later` is of a time of which nothing can be known yet. `bronnen`
    are the figures of a verdict that has no outcome in numbers: a class, a yes or no.
    """

    oordeel: Oordeel
    zin: str
    wat: str = ""
    uitkomst: Uitkomst | None = None
    gevraagd: Gevraagd | None = None
    delen: tuple[Besluit, ...] = ()
    later: bool = False
    bronnen: tuple[Meting, ...] = ()

    @property
    def named(self) -> str:
        """Its sentence with the name of the part before it."""
        return labelled(capital(self.wat), self.zin) if self.wat else self.zin

    def per_deel(self, *boven: str) -> Iterator[tuple[tuple[str, ...], Besluit]]:
        """Give each figure that was held against a number, with the names of its part."""
        for one in self.delen:
            named = (*boven, one.wat) if one.wat else boven
            if one.delen:
                yield from one.per_deel(*named)
            elif one.uitkomst and not one.later:
                yield named, one

    @property
    def cellen(self) -> tuple[str, ...]:
        """The cells that it came from."""
        found = [cel for meting in self.metingen for cel in meting.cellen]
        return tuple(dict.fromkeys([*found, *(c for deel in self.delen for c in deel.cellen)]))

    @property
    def metingen(self) -> tuple[Meting, ...]:
        """The figures that it rests on by itself, without those of its parts."""
        return self.uitkomst.metingen if self.uitkomst else self.bronnen


def samen(beslist: Beslist, delen: Sequence[Besluit]) -> Besluit:
    """Make one verdict of those on the parts of a goal, or on the ways in which it is measured."""
    if len(delen) == 1:
        return delen[0]
    if beslist is Beslist.LEZINGEN:
        return _per_reading(delen, " ".join(one.named for one in delen))
    order = BEST if beslist is Beslist.EEN_VAN else WORST
    # What carries the verdict is told first, and what is of later last.
    told = sorted(delen, key=lambda one: (one.later, order.index(one.oordeel)))
    now = [one for one in delen if not one.later] or delen
    oordeel = min((one.oordeel for one in now), key=order.index)
    later = all(one.later for one in delen)
    # Of what is to come there is nothing to say beside what is known now.
    zin = " ".join(one.named for one in told if one in now)
    return Besluit(oordeel, zin, delen=tuple(delen), later=later)


def _per_reading(delen: Sequence[Besluit], told: str) -> Besluit:
    """Keep readings apart that differ; where all come to the same, it does not matter which."""
    first = delen[0].oordeel
    if all(one.oordeel is first for one in delen):
        later = all(one.later for one in delen)
        return Besluit(first, told, delen=tuple(delen), later=later)
    said = ", ".join(f"{after_colon(one.wat)} {one.oordeel}" for one in delen if one.wat)
    lead = f"Hangt af van de lezing: {said}. " if said else ""
    return Besluit(Oordeel.PER_LEZING, lead + told, delen=tuple(delen))


WORST = (
    Oordeel.NIET_GEHAALD,
    Oordeel.NIET_BEREIKT,
    Oordeel.AANDACHT,
    Oordeel.NIET_TE_BEPALEN,
    Oordeel.NIET_TE_BEOORDELEN,
    Oordeel.PER_LEZING,
    Oordeel.NIET_BEOORDEELD,
    Oordeel.OP_KOERS,
    Oordeel.ONGEVEER_GEHAALD,
    Oordeel.GEHAALD,
    Oordeel.GEEN_NORM,
)
"""Which of the parts decides, where all of them must hold."""
BEST = (
    Oordeel.GEHAALD,
    Oordeel.ONGEVEER_GEHAALD,
    Oordeel.OP_KOERS,
    Oordeel.AANDACHT,
    Oordeel.NIET_TE_BEPALEN,
    Oordeel.NIET_TE_BEOORDELEN,
    Oordeel.PER_LEZING,
    Oordeel.NIET_BEOORDEELD,
    Oordeel.NIET_BEREIKT,
    Oordeel.NIET_GEHAALD,
    Oordeel.GEEN_NORM,
)
"""Which of the parts decides, where one of them is enough."""


def softened(besluit: Besluit, *, ended: bool) -> Besluit:
    """Let nothing be final of which a part still runs."""
    return besluit if ended else replace(besluit, oordeel=tentative(besluit.oordeel))
