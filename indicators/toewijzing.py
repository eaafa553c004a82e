"""Lettings against their ceilings: income groups, fitting rents, and room that is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from functools import partial

from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.dutch.counted import agreeing, counted
from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import after_colon, number, percent
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.maatstaf import of_law, of_ruimte
from prestatieafspraken.indicators.result import (
    BindingRichting,
    Definition,
    Indicator,
    Maatstaf,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.steun import Steun
from prestatieafspraken.indicators.verhuringen import (
    MIDDLE,
    Lettings,
    LettingShare,
    against,
    part,
    periods,
)
from prestatieafspraken.normen import NormStatus, UnknownNormError
from prestatieafspraken.workbook.vrije_ruimte import (
    RuimteOf,
    has_middle_group,
    least_target,
    most_above,
)

_WHOLE = " De wet toetst over het hele bezit van een corporatie, hier staat alleen deze gemeente."
BOVEN_GRENS = "boven_inkomensgrens"

DOELGROEP = Definition(
    "TWZ-DOELGROEP",
    "Verhuringen aan de doelgroep",
    "Verhuringen aan inkomens tot en met de DAEB-inkomensgrens gedeeld door alle verhuringen. De "
    "norm is vanaf 2022 alles wat de vrije ruimte overlaat.",
    "%",
    "toewijzing_doelgroep",
    toets=True,
)
MIDDEN = Definition(
    "TWZ-MIDDEN",
    "Verhuringen aan middeninkomens",
    "Verhuringen aan inkomens in de tijdelijke middengroep gedeeld door alle verhuringen; vanaf "
    "2022 bestaat die groep niet meer.",
    "%",
    "toewijzing_middeninkomen",
)
VRIJ = Definition(
    "TWZ-VRIJ",
    "Verhuringen in de vrije ruimte",
    "Verhuringen boven de middengroep (vanaf 2022: boven de inkomensgrens) gedeeld door alle "
    "verhuringen.",
    "%",
    "toewijzing_vrij",
    toets=True,
)
BOVEN = Definition(
    "TWZ-BOVEN",
    "Verhuringen boven de inkomensgrens",
    "Verhuringen aan middeninkomens en hogere inkomens samen, gedeeld door alle verhuringen. De "
    "norm is het afgesproken deel, voor zover de wet het toelaat, en anders dat van de wet.",
    "%",
    BOVEN_GRENS,
    toets=True,
)
RUIMTE = Definition(
    "TWZ-RUIMTE",
    "Ruimte boven de inkomensgrens die nog over is",
    "Deel dat mag (zoals afgesproken, anders volgens de wet) maal alle verhuringen, naar beneden "
    "afgerond, min de verhuringen boven de inkomensgrens.",
    "verhuringen",
    BOVEN_GRENS,
)
BENUT = Definition(
    "TWZ-BENUT",
    "Benutting van de ruimte boven de inkomensgrens",
    "Deel van de verhuringen boven de inkomensgrens gedeeld door het deel dat mag, naast "
    "dezelfde periode een jaar eerder.",
    "%",
    BOVEN_GRENS,
)
PASSEND = Definition(
    "TWZ-PASSEND",
    "Passend toegewezen",
    "Passende verhuringen aan de huurtoeslaggroep gedeeld door alle verhuringen aan die groep. De "
    "wet beoordeelt elk kalenderjaar; een ander jaar maakt een tekort niet goed.",
    "%",
    "passend_toewijzen",
    toets=True,
)
DEFINITIONS = (DOELGROEP, MIDDEN, VRIJ, BOVEN, RUIMTE, BENUT, PASSEND)


def target_group(lettings: Lettings) -> Outcome:
    """Hold the share of the target group against the law, or what the agreed free room leaves."""
    found = part(lettings, ["doelgroep"])
    return _held(lettings, found, least_target, Richting.MINIMAAL)


def middle(lettings: Lettings) -> Outcome:
    """Give the share of the temporary middle group; what is free for all is free for it as well."""
    found = part(lettings, [MIDDLE])
    try:
        own, free = (
            of_law(lettings.context, naam, lettings.day, Richting.MAXIMAAL).waarde
            for naam in ("toewijzing_middeninkomen", "toewijzing_vrij")
        )
    except UndeterminedError as unknown:
        return against(lettings, found, None, f" Zonder oordeel: {after_colon(str(unknown))}")
    remark = (
        f" De middengroep heeft geen eigen grens: zij mag {exactly(own, '%')}, en wat er van de "
    )
    remark += f"vrije ruimte van {exactly(free, '%')} over is."
    return against(lettings, found, None, remark)


def free(lettings: Lettings) -> Outcome:
    """Hold the free room against the law, or against what was agreed within the law.

    Once there is no middle group any more, all above the income limit is free room.
    """
    if has_middle_group(lettings.day):
        found = part(lettings, ["hoger_inkomen"])
        return _by_law(lettings, found, "toewijzing_vrij", Richting.MAXIMAAL)
    return above(lettings)


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
        return against(lettings, found, None, f" Zonder oordeel: {after_colon(str(unknown))}")
    return against(lettings, found, norm, _WHOLE)


def _held(
    lettings: Lettings,
    found: LettingShare,
    bound: RuimteOf,
    richting: BindingRichting,
) -> Outcome:
    try:
        norm = _maatstaf(lettings, bound, richting)
    except UndeterminedError as unknown:
        return against(lettings, found, None, f" Zonder oordeel: {after_colon(str(unknown))}")
    return against(lettings, found, norm, "" if norm.status is NormStatus.AFGESPROKEN else _WHOLE)


def _maatstaf(
    lettings: Lettings,
    bound: RuimteOf = most_above,
    richting: BindingRichting = Richting.MAXIMAAL,
) -> Maatstaf:
    """Give a bound of the day (UndeterminedError if nothing says so)."""
    try:
        held = bound(lettings.context.afspraken, lettings.day, lettings.naam)
    except UnknownNormError as unknown:
        raise UndeterminedError(str(unknown)) from None
    if held is None:
        raise UndeterminedError("Er is geen ruimte afgesproken.")
    return of_ruimte(held, richting)


_ABOVE = (MIDDLE, "hoger_inkomen")


def above(lettings: Lettings) -> Outcome:
    """Hold all lettings above the income limit against what was agreed, or the law (R-21)."""
    return _held(lettings, part(lettings, _ABOVE), most_above, Richting.MAXIMAAL)


def room(lettings: Lettings) -> Outcome:
    """Give how many of the lettings so far could still have gone above the limit."""
    found, norm = part(lettings, _ABOVE), _maatstaf(lettings)
    exact = norm.waarde * found.noemer
    most = exact.to_integral_value(ROUND_FLOOR)
    left = most - found.teller
    text = (
        f"Van {counted(found.noemer, 'verhuringen')} {agreeing(most, 'mag', 'mogen')} er "
        f"{number(most)} boven de grens; het {agreeing(found.teller, 'is', 'zijn')} "
    )
    text += f"er {number(found.teller)}."
    if left < 0:
        text += f" Dat {agreeing(left, 'is', 'zijn')} er {number(-left)} te veel."
    how = f"{exactly(norm.waarde, '%')} × {number(found.noemer)} = {number(exact)}"
    how += "" if exact == most else f", naar beneden afgerond {number(most)}"
    how += f"; {number(most)} − {number(found.teller)} = {number(left)}"
    return Outcome(
        left,
        text,
        cellen=found.cellen,
        berekening=how,
        reeks=lettings.period.deel,
        steunt_op=(*found.steun, Steun(left)),
    )


def used(lettings: Lettings) -> Outcome:
    """Give how much of the agreed room is used, and whether that is better than before (R-22)."""
    found, share, value = _used(lettings)
    text = f"{share} die mag."
    how = f"{found.sum}; {percent(found.share, 2)} / {share.split()[-1]} = {measure(value, '%')}"
    cells, counts = found.cellen, found.steun
    try:
        last = replace(lettings.period, jaar=lettings.period.jaar - 1)
        earlier, _, before = _used(replace(lettings, period=last))
    except UndeterminedError:
        pass
    else:
        word = "meer dan" if value > before else "minder dan" if value < before else "evenveel als"
        text += f" Dat is {word} in {last}, toen {measure(before, '%', value)} werd benut."
        cells, counts = cells + earlier.cellen, counts + earlier.steun
    return Outcome(
        value, text, cellen=cells, berekening=how, reeks=lettings.period.deel, steunt_op=counts
    )


def _used(lettings: Lettings) -> tuple[LettingShare, str, Decimal]:
    """Give what was let above the limit, that beside what may be, and which part of it that is."""
    found, norm = part(lettings, _ABOVE), _maatstaf(lettings)
    if norm.waarde <= 0:
        raise UndeterminedError("Er is geen ruimte afgesproken.")
    share = measure(found.share, "%", norm.waarde)
    of = f"{share} van de verhuringen, op {exactly(norm.waarde, '%')}"
    return found, of, found.share / norm.waarde


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
