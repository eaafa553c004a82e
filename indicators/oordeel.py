"""When a value is good: the only place where an oordeel is decided.

Whether the norm is met and whether the figures are final are two questions. A forecast, a path,
a part of a year and a year that still runs can all turn, so they never give the two final
oordelen: calling a goal lost (or won) too early would end the talk about it. Nor does a norm that
is still to be verified: it may turn out to be another number.
"""

from __future__ import annotations

from decimal import Decimal

from prestatieafspraken.afspraken.doel import Voldaan, Voorwaarde
from prestatieafspraken.afspraken.streefwaarde import Hardheid
from prestatieafspraken.indicators.result import Maatstaf, Oordeel

SIGNS: dict[Oordeel, str] = {
    Oordeel.GEHAALD: "✓",
    Oordeel.OP_KOERS: "↗",
    Oordeel.AANDACHT: "!",
    Oordeel.NIET_GEHAALD: "✗",
    Oordeel.NIET_TE_BEPALEN: "?",
    Oordeel.GEEN_NORM: "·",
    Oordeel.ONGEVEER_GEHAALD: "≈",
    Oordeel.NIET_BEREIKT: "–",
    Oordeel.NIET_BEOORDEELD: "○",
    Oordeel.NIET_TE_BEOORDELEN: "¿",
    Oordeel.PER_LEZING: "⇆",
}
"""A sign beside each oordeel, so that nothing is said by colour alone."""


def judge(*, meets: bool, final: bool) -> Oordeel:
    """Give the oordeel on a value that could be determined."""
    if final:
        return Oordeel.GEHAALD if meets else Oordeel.NIET_GEHAALD
    return Oordeel.OP_KOERS if meets else Oordeel.AANDACHT


def held(norm: Maatstaf, value: Decimal, *, final: bool) -> Oordeel:
    """Give the oordeel on a value beside its norm; a value that may still turn is not `final`."""
    return judge(meets=norm.meets(value), final=final)


def of_hardheid(oordeel: Oordeel, hardheid: Hardheid) -> Oordeel:
    """Give the oordeel as hard as what was asked: what is no afspraak is not broken."""
    lost = oordeel is Oordeel.NIET_GEHAALD and hardheid is not Hardheid.AFSPRAAK
    return Oordeel.NIET_BEREIKT if lost else oordeel


def in_condition(
    oordeel: Oordeel,
    zin: str,
    voorwaarde: Voorwaarde | None,
    stand: Voldaan,
    jaar: int | None = None,
) -> tuple[Oordeel, str]:
    """Give the oordeel with its sentence as the condition of a goal lets it be.

    What a goal does not ask is not lost; nor is it while nobody says whether it asks it.
    """
    if voorwaarde is None or oordeel is Oordeel.GEEN_NORM:
        return oordeel, zin
    if stand is Voldaan.VERVULD:
        return oordeel, f"{zin} De voorwaarde is vervuld: {voorwaarde.tekst}."
    if stand is Voldaan.NIET_VERVULD:
        why = f"Niet beoordeeld, want de voorwaarde is niet vervuld: {voorwaarde.tekst}."
        return Oordeel.NIET_BEOORDEELD, why
    if oordeel in NO_VERDICT:
        return oordeel, zin
    when = f" in {jaar}" if jaar else ""
    told = f"{zin} Of de voorwaarde{when} is vervuld, is niet bekend: {voorwaarde.tekst}."
    lost = oordeel in (Oordeel.NIET_GEHAALD, Oordeel.NIET_BEREIKT)
    return Oordeel.NIET_BEOORDEELD if lost else oordeel, told


NO_VERDICT = (Oordeel.NIET_TE_BEPALEN, Oordeel.NIET_TE_BEOORDELEN)
"""What is said where there is no verdict."""


def tentative(oordeel: Oordeel) -> Oordeel:
    """Give an oordeel as it stands while its norm is not sure: nothing is won or lost by it."""
    return _TENTATIVE.get(oordeel, oordeel)


_TENTATIVE = {
    Oordeel.GEHAALD: Oordeel.OP_KOERS,
    Oordeel.ONGEVEER_GEHAALD: Oordeel.OP_KOERS,
    Oordeel.NIET_GEHAALD: Oordeel.AANDACHT,
    Oordeel.NIET_BEREIKT: Oordeel.AANDACHT,
}
