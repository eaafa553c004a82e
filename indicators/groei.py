"""Growth of the social stock against its goals: planned, realised, and what is still needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.dutch.counted import agreeing
from prestatieafspraken.dutch.figure import in_year, measure
from prestatieafspraken.dutch.written import number
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.groeidoel import (
    Change,
    Growth,
    growth_of,
)
from prestatieafspraken.indicators.lijn import Line
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.voorraad import IN_KERNEN, MAAT, TABLE, Stock


def _definition(
    code: str, naam: str, formule: str, eenheid: str = "woningen", *, toets: bool = False
) -> Definition:
    maat, printed = (IN_KERNEN, ()) if "KERNEN" in code else (MAAT, (TABLE,))
    return Definition(code, naam, formule, eenheid, maat, printed, toets=toets)


PLAN = _definition(
    "VRD-GROEI-PLAN",
    "Geplande groei van de DAEB-voorraad",
    "DAEB-woningen in het streefjaar min DAEB-woningen in het basisjaar.",
    toets=True,
)
PLAN_DEEL = _definition(
    "VRD-GROEI-PLAN-DEEL",
    "Geplande groei als deel van het doel",
    "Geplande groei gedeeld door de groei van het doel.",
    "%",
)
TEKORT = _definition(
    "VRD-TEKORT",
    "Tekort van het plan",
    "Groei van het doel min geplande groei; 0 als het plan het doel haalt.",
)
REALISATIE = _definition(
    "VRD-GROEI",
    "Gerealiseerde groei van de DAEB-voorraad",
    "DAEB-woningen in het laatst getelde jaar min DAEB-woningen in het basisjaar.",
    toets=True,
)
REALISATIE_DEEL = _definition(
    "VRD-GROEI-DEEL",
    "Gerealiseerde groei als deel van het doel",
    "Gerealiseerde groei gedeeld door de groei van het doel.",
    "%",
)
NODIG = _definition(
    "VRD-NODIG",
    "Nog nodige groei",
    "Groei van het doel min gerealiseerde groei; 0 als het doel is gehaald.",
)
REST_PLAN = _definition(
    "VRD-REST-PLAN",
    "Nog geplande groei",
    "DAEB-woningen in het streefjaar min DAEB-woningen in het laatst getelde jaar.",
)
TEMPO = _definition(
    "VRD-TEMPO",
    "Nodige groei per jaar",
    "Nog nodige groei gedeeld door de jaren van het laatst getelde jaar tot het streefjaar.",
    "woningen per jaar",
)
AANKOMST = _definition(
    "VRD-AANKOMST",
    "Jaar waarin de groei het doel bereikt",
    "Laatst getelde jaar plus de nog nodige groei gedeeld door de gerealiseerde groei per jaar; "
    "geteld is aan het eind van een jaar, en wat daarna komt is van het volgende.",
    "jaartal",
)
KERNEN_PLAN = _definition(
    "VRD-KERNEN-PLAN",
    "Geplande groei in de kernen",
    "DAEB-woningen in de kernen in het streefjaar min die in het basisjaar.",
    toets=True,
)
KERNEN = _definition(
    "VRD-KERNEN",
    "Gerealiseerde groei in de kernen",
    "DAEB-woningen in de kernen in het laatst getelde jaar min die in het basisjaar.",
    toets=True,
)


def planned(growth: Growth) -> Outcome:
    """Growth from the base year to the target year (R-01, R-02)."""
    plan = growth.planned()
    return plan.outcome(plan.value, growth.against(plan), growth.oordeel(plan))


def realised(growth: Growth) -> Outcome:
    """Growth from the base year to the last year counted, judged by where the plan ends.

    A straight line to the goal would be an assumption of ours; the plan is the corporaties'
    own. Without a plan only what is there already counts.
    """
    done = growth.realised()
    text = growth.against(done)
    line = Line(done.start.jaar, Decimal(0), done.end.jaar, done.value)
    try:
        plan = growth.planned()
    except UndeterminedError as reason:
        plan = done
        text += f" Een plan om naast te leggen is er niet. {reason}"
    if plan.end.forecast:
        there = agreeing(plan.value, "is", "zijn")
        text += f" Volgens het plan {there} het er {number(plan.value)} in {plan.end.jaar}."
    outcome = done.outcome(done.value, text, growth.oordeel(plan))
    return replace(
        outcome,
        steunt_op=(*outcome.steunt_op, plan.start.steun, plan.end.steun),
        per_jaar=line.needed(growth.maatstaf, growth.streefjaar),
        aankomst=line.arrival(growth.maatstaf),
    )


def planned_share(growth: Growth) -> Outcome:
    """Planned growth as a fraction of the goal."""
    plan = growth.planned()
    return plan.outcome(plan.value / growth.norm, growth.against(plan), how=_part(plan, growth))


def realised_share(growth: Growth) -> Outcome:
    """Realised growth as a fraction of the goal."""
    done = growth.realised()
    return done.outcome(done.value / growth.norm, growth.against(done), how=_part(done, growth))


def shortage(growth: Growth) -> Outcome:
    """How far the plan stays below the goal (R-03)."""
    plan = growth.planned()
    value = growth.maatstaf.short(plan.value)
    return plan.outcome(value, growth.against(plan), how=_rest(plan, growth))


def needed(growth: Growth) -> Outcome:
    """Give what the goal still asks after the last year counted."""
    done = growth.realised()
    return done.outcome(growth.needed(), growth.against(done), how=_rest(done, growth))


def still_planned(growth: Growth) -> Outcome:
    """Give what the plan still adds after the last year counted."""
    rest = Change(growth.latest(), growth.target())
    return rest.outcome(rest.value)


def pace(growth: Growth) -> Outcome:
    """Homes a year that the goal still asks."""
    done, short = growth.realised(), growth.needed()
    years = growth.streefjaar - done.end.jaar
    if years <= 0:
        raise UndeterminedError(f"Het streefjaar {growth.streefjaar} is al geteld.")
    value = short / years
    text = " Er is niets meer nodig."
    if short:
        text = f" Nog nodig: {number(short)} in {years} jaar, dus "
        text += f"{measure(value, 'woningen')} per jaar."
    how = f"{_rest(done, growth)}; {number(short)} / {years} = {number(value)}"
    return done.outcome(value, text, how=how)


def arrival(growth: Growth) -> Outcome:
    """Give the year in which the goal is reached at the pace of what was counted."""
    done = growth.realised()
    line = Line(done.start.jaar, Decimal(0), done.end.jaar, done.value)
    value = line.arrival(growth.maatstaf)
    if value is None:
        raise UndeterminedError(
            "De voorraad groeit niet; op deze lijn wordt het doel nooit bereikt."
        )
    if not growth.needed():
        text = f" De groei van het doel, {number(growth.norm)}, is eind {done.end.jaar} al bereikt."
        how = f"{_rest(done, growth)} jaar na eind {done.end.jaar}"
        return done.outcome(value, text, how=how)
    a_year = measure(line.slope, "woningen")
    text = f" Met {a_year} per jaar is {number(growth.norm)} bereikt {in_year(value)}."
    span = number(value - done.end.jaar, 2)
    how = f"; {number(growth.needed())} / {number(round(line.slope, 2))} = {span} jaar "
    how += f"na eind {done.end.jaar}"
    return done.outcome(value, text, how=how)


def _part(change: Change, growth: Growth) -> str:
    whole = number(growth.norm)
    return f"; {number(change.value)} / {whole} = {measure(change.value / growth.norm, '%')}"


def _rest(change: Change, growth: Growth) -> str:
    rest = growth.norm - change.value
    least = "" if rest >= 0 else ", dus 0"
    return f"; {number(growth.norm)} − {number(change.value)} = {number(rest)}{least}"


_STOCK: dict[Definition, Callable[[Growth], Outcome]] = {
    PLAN: planned,
    PLAN_DEEL: planned_share,
    TEKORT: shortage,
    REALISATIE: realised,
    REALISATIE_DEEL: realised_share,
    NODIG: needed,
    REST_PLAN: still_planned,
    TEMPO: pace,
    AANKOMST: arrival,
}
_KERNEN: dict[Definition, Callable[[Growth], Outcome]] = {KERNEN_PLAN: planned, KERNEN: realised}
_CORPORATIE: dict[Definition, Callable[[Growth], Change]] = {
    PLAN: Growth.planned,
    REALISATIE: Growth.realised,
}
DEFINITIONS = (*_STOCK, *_KERNEN)


def compute(context: Context) -> Iterator[Indicator]:
    """Give the growth of the whole stock, per corporatie, and of the part in the kernen."""
    for doel in context.goals(MAAT):
        yield from _of_all(Stock(context), doel, _STOCK)
        if doel:
            for naam in context.signing():
                yield from _of_corporatie(Stock(context, corporatie=naam), doel)
    for doel in context.goals(IN_KERNEN):
        yield from _of_all(Stock(context, column="daeb_kernen"), doel, _KERNEN)


def _of_corporatie(stock: Stock, doel: Doel) -> Iterator[Indicator]:
    for definition, change in _CORPORATIE.items():
        told = replace(definition, toets=False)  # the goal is of all corporaties together
        own = partial(_own, stock, doel, change)
        yield stock.context.indicator(told, own, onderdeel=stock.corporatie, doel=doel)


def _of_all(
    stock: Stock, doel: Doel | None, calculations: Mapping[Definition, Callable[[Growth], Outcome]]
) -> Iterator[Indicator]:
    if doel is None:
        yield from map(stock.context.unasked, calculations)
        return
    try:
        growth = growth_of(stock, doel)
    except UndeterminedError as reason:
        for definition in calculations:
            yield stock.context.undetermined(definition, reason, doel=doel)
        return
    for definition, calculate in calculations.items():
        yield stock.context.indicator(
            definition,
            partial(calculate, growth),
            periode=f"{growth.basisjaar}-{growth.streefjaar}",
            norm=growth.maatstaf if definition.toets else None,
            doel=doel,
        )


def _own(stock: Stock, doel: Doel, change: Callable[[Growth], Change]) -> Outcome:
    own = change(growth_of(stock, doel))
    return own.outcome(own.value)
