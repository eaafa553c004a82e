"""What can be said of a goal, and how several sayings become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from proving.rechter.tabel import Grens

GEHAALD = "gehaald"
OP_KOERS = "op koers"
AANDACHT = "aandacht"
NIET_GEHAALD = "niet gehaald"
NIET_TE_BEPALEN = "niet te bepalen"
NIET_TE_BEOORDELEN = "niet te beoordelen"
NIET_BEOORDEELD = "niet beoordeeld"
NIET_BEREIKT = "niet bereikt"
PER_LEZING = "per lezing"


@dataclass(frozen=True)
class Uitspraak:
    """A verdict, the figures that it rests on, whether its time is over, and what should be there.

    What `mist` could have been known by now.
    """

    oordeel: str
    cijfers: tuple[Fraction, ...] = ()
    om: bool = True
    mist: bool = False


def jaar_om(jaar: int, dag: date) -> bool:
    """Say whether a year is over: on 31 December it counts as whole."""
    return dag >= date(jaar, 12, 31)


def onbekend(*, om: bool, mist: bool = False) -> Uitspraak:
    """Say that a figure that is needed is not there."""
    return Uitspraak(NIET_TE_BEPALEN, om=om, mist=mist or om)


def voldoet(cijfer: Fraction, grens: Grens) -> bool | None:
    """Say whether a figure is within its bounds; nothing when the agreement does not say."""
    if grens.minstens is not None and cijfer < grens.minstens:
        return None if grens.ongeveer else False
    if grens.hoogstens is not None and cijfer > grens.hoogstens:
        if grens.minstens is None:
            return None if grens.ongeveer else False
        return True if grens.boven_mag else None  # a ceiling, or what one aims at?
    return True


def naast(cijfer: Fraction, grens: Grens, *, om: bool, zeker: bool = True) -> Uitspraak:
    """Lay a figure beside what was asked; what can still turn, or is not sure, is not final."""
    good = voldoet(cijfer, grens)
    if good is None:
        return Uitspraak(NIET_TE_BEOORDELEN, (cijfer,), om)
    final = om and zeker
    oordeel = (GEHAALD if good else NIET_GEHAALD) if final else (OP_KOERS if good else AANDACHT)
    return Uitspraak(oordeel, (cijfer,), om)


def alle(delen: Sequence[Uitspraak]) -> Uitspraak:
    """Every part must hold: one that fails is enough to know, also when others are unknown.

    Before the time of the last is over nothing is final, and what lies ahead may be unknown.
    """
    om = all(deel.om for deel in delen)
    cijfers = tuple(c for deel in delen for c in deel.cijfers)
    said = {deel.oordeel for deel in delen}
    missing = any(deel.mist for deel in delen)
    if said & {NIET_GEHAALD, AANDACHT}:
        lost = NIET_GEHAALD in said and om
        return Uitspraak(NIET_GEHAALD if lost else AANDACHT, cijfers, om)
    if missing or said == {NIET_TE_BEPALEN}:
        return Uitspraak(NIET_TE_BEPALEN, cijfers, om)
    if NIET_TE_BEOORDELEN in said:
        return Uitspraak(NIET_TE_BEOORDELEN, cijfers, om)
    return Uitspraak(GEHAALD if om and said == {GEHAALD} else OP_KOERS, cijfers, om)


def een_van(delen: Sequence[Uitspraak]) -> Uitspraak:
    """One way that holds is enough; that none holds is only known when all are known."""
    cijfers = tuple(c for deel in delen for c in deel.cijfers)
    said = {deel.oordeel for deel in delen}
    order = (GEHAALD, OP_KOERS, NIET_TE_BEPALEN, NIET_TE_BEOORDELEN, AANDACHT, NIET_GEHAALD)
    return Uitspraak(next(one for one in order if one in said), cijfers)


def lezingen(delen: Sequence[Uitspraak]) -> Uitspraak:
    """Tell readings apart that come to different verdicts; else it does not matter which it is."""
    cijfers = tuple(c for deel in delen for c in deel.cijfers)
    said = {deel.oordeel for deel in delen}
    return Uitspraak(said.pop() if len(said) == 1 else PER_LEZING, cijfers)


def verzacht(uitspraak: Uitspraak, hardheid: str) -> Uitspraak:
    """Only an afspraak can be broken."""
    if uitspraak.oordeel == NIET_GEHAALD and hardheid != "afspraak":
        return replace(uitspraak, oordeel=NIET_BEREIKT)
    return uitspraak
