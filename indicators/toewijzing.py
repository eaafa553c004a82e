"""Lettings against their ceilings: income groups, fitting rents, and room that is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_FLOOR
from functools import partial

from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.dutch.written import number, percent
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.maatstaf import agreed, of_law
from prestatieafspraken.indicators.result import (
    BindingRichting,
    Definition,
    Indicator,
    Maatstaf,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.steun import Steun
from prestatieafspraken.indicators.verhuringen import Lettings, LettingShare, against, part, periods

_WHOLE = " De wet toetst over het hele bezit van een corporatie, hier staat alleen deze gemeente."
_SOURCES = ("T1-11",)

DOELGROEP = Definition(
    "TWZ-DOELGROEP",
    "Verhuringen aan de doelgroep",
    "Verhuringen aan inkomens tot en met de DAEB-inkomensgrens gedeeld door alle verhuringen.",
    "%",
    _SOURCES,
    toets=True,
)
MIDDEN = Definition(
    "TWZ-MIDDEN",
    "Verhuringen aan middeninkomens",
    "Verhuringen aan inkomens in de tijdelijke middengroep gedeeld door alle verhuringen.",
    "%",
    _SOURCES,
    toets=True,
)
VRIJ = Definition(
    "TWZ-VRIJ",
    "Verhuringen in de vrije ruimte",
    "Verhuringen boven de middengroep (vanaf 2022: boven de inkomensgrens) gedeeld door alle "
    "verhuringen.",
    "%",
    _SOURCES,
    toets=True,
)
BOVEN = Definition(
    "TWZ-BOVEN",
    "Verhuringen boven de inkomensgrens",
    "Verhuringen aan middeninkomens en hogere inkomens samen, gedeeld door alle verhuringen.",
    "%",
    _SOURCES,
    toets=True,
)
RUIMTE = Definition(
    "TWZ-RUIMTE",
    "Ruimte boven de inkomensgrens die nog over is",
    "Afgesproken deel maal alle verhuringen (naar beneden afgerond), min de verhuringen boven de "
    "inkomensgrens.",
    "verhuringen",
    _SOURCES,
)
BENUT = Definition(
    "TWZ-BENUT",
    "Benutting van de ruimte boven de inkomensgrens",
    "Deel van de verhuringen boven de inkomensgrens gedeeld door het afgesproken deel.",
    "%",
    _SOURCES,
)
PASSEND = Definition(
    "TWZ-PASSEND",
    "Passend toegewezen",
    "Passende verhuringen aan de huurtoeslaggroep gedeeld door alle verhuringen aan die groep.",
    "%",
    ("T1-08",),
    toets=True,
)
DEFINITIONS = (DOELGROEP, MIDDEN, VRIJ, BOVEN, RUIMTE, BENUT, PASSEND)


def target_group(lettings: Lettings) -> Outcome:
    """Hold the share of the target group against the law."""
    found = part(lettings, ["doelgroep"])
    return _by_law(lettings, found, "toewijzing_doelgroep", Richting.MINIMAAL)


def middle(lettings: Lettings) -> Outcome:
    """Hold the share of the temporary middle group against the law."""
    found = part(lettings, ["middeninkomen"])
    return _by_law(lettings, found, "toewijzing_middeninkomen", Richting.MAXIMAAL)


def free(lettings: Lettings) -> Outcome:
    """Hold the free room against the law, or against what was agreed within the law.

    Once there is no middle group any more, all above the income limit is free room.
    """
    columns = ["hoger_inkomen"]
    try:
        of_law(lettings.context, "toewijzing_middeninkomen", lettings.day, Richting.MAXIMAAL)
    except UndeterminedError:
        columns = ["middeninkomen", "hoger_inkomen"]
    found = part(lettings, columns)
    more = agreed(lettings.context, "toewijzing_vrij", lettings.day)
    if more is None:
        return _by_law(lettings, found, "toewijzing_vrij", Richting.MAXIMAAL)
    most = of_law(lettings.context, "toewijzing_vrij_met_afspraak", lettings.day, Richting.MAXIMAAL)
    norm = more if more.waarde <= most.waarde else most
    return against(lettings, found, norm, _WHOLE)


def fitting(lettings: Lettings) -> Outcome:
    """Hold the share of fitting lettings against the law."""
    found = part(lettings, ["passend"], "huurtoeslag")
    return _by_law(lettings, found, "passend_toewijzen", Richting.MINIMAAL)


def _by_law(
    lettings: Lettings, found: LettingShare, naam: str, richting: BindingRichting
) -> Outcome:
    try:
        norm = of_law(lettings.context, naam, lettings.day, richting)
    except UndeterminedError as unknown:
        return against(lettings, found, None, f" Zonder oordeel: {unknown}")
    return against(lettings, found, norm, _WHOLE)


def _agreed_part(lettings: Lettings) -> Maatstaf:
    norm = agreed(lettings.context, "boven_inkomensgrens", lettings.day)
    if norm is None:
        raise UndeterminedError(f"De afspraken noemen geen deel voor {lettings.period.jaar}.")
    return norm


_ABOVE = ("middeninkomen", "hoger_inkomen")


def above(lettings: Lettings) -> Outcome:
    """Hold all lettings above the income limit against what was agreed (R-21)."""
    found = part(lettings, _ABOVE)
    try:
        return against(lettings, found, _agreed_part(lettings))
    except UndeterminedError as unknown:
        return against(lettings, found, None, f" Zonder oordeel: {unknown}")


def room(lettings: Lettings) -> Outcome:
    """Give how many of the lettings so far could still have gone above the limit."""
    found, norm = part(lettings, _ABOVE), _agreed_part(lettings)
    most = (norm.waarde * found.noemer).to_integral_value(ROUND_FLOOR)
    left = most - found.teller
    text = (
        f"Van {number(found.noemer)} verhuringen mogen er {number(most)} boven de grens; het zijn "
    )
    text += f"er {number(found.teller)}."
    if left < 0:
        text += f" Dat zijn er {number(-left)} te veel."
    how = f"{percent(norm.waarde)} × {number(found.noemer)} = {number(most)}; {number(most)} − "
    how += f"{number(found.teller)} = {number(left)}"
    return Outcome(
        left,
        text,
        cellen=found.cellen,
        berekening=how,
        reeks=lettings.period.deel,
        steunt_op=(*found.steun, Steun(left)),
    )


def used(lettings: Lettings) -> Outcome:
    """Give how much of the agreed room is used (R-22)."""
    found, norm = part(lettings, _ABOVE), _agreed_part(lettings)
    if norm.waarde <= 0:
        raise UndeterminedError("Er is geen ruimte afgesproken.")
    value = found.share / norm.waarde
    text = f"{percent(found.share, 1)} van de verhuringen, op {percent(norm.waarde)} die mag."
    how = f"{found.sum}; {percent(found.share, 2)} / {percent(norm.waarde)} = {percent(value, 1)}"
    return Outcome(
        value,
        text,
        cellen=found.cellen,
        berekening=how,
        reeks=lettings.period.deel,
        steunt_op=found.steun,
    )


_CALCULATIONS: dict[Definition, Callable[[Lettings], Outcome]] = {
    DOELGROEP: target_group,
    MIDDEN: middle,
    VRIJ: free,
    BOVEN: above,
    RUIMTE: room,
    BENUT: used,
    PASSEND: fitting,
}


def compute(context: Context) -> Iterator[Indicator]:
    """Give every share of every period, in all and per corporatie."""
    known = periods(context)
    for period in known:
        for naam in (None, *context.signing()):
            for definition, calculate in _CALCULATIONS.items():
                yield context.indicator(
                    definition,
                    partial(calculate, Lettings(context, period, naam)),
                    onderdeel=naam,
                    periode=str(period),
                    actueel=period == known[-1],
                )
