"""Works on existing homes: what a yearly programme planned and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.counted import agreeing, counted
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.indicators.context import Context, FigureRow, add_up, added, of_party, years
from prestatieafspraken.indicators.maatstaf import agreed
from prestatieafspraken.indicators.oordeel import judge
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.steun import Steun, deel

KWALITEIT, PANELEN, TOESTELLEN = "kwaliteitsverbetering", "zonnepanelen", "open_toestellen"
"""The measures of the programmes."""


@dataclass(frozen=True)
class Programme:
    """A yearly programme: its table, its two indicators and the column of what was done."""

    table: str
    plan: Definition
    realisatie: Definition
    done: str = "gerealiseerd"


def _programme(
    table: str, code: str, naam: str, eenheid: str, maat: str, *, done: str = "gerealiseerd"
) -> Programme:
    return Programme(
        table,
        Definition(
            f"{code}-PLAN",
            f"{naam}, plan",
            f"Som van de geplande {eenheid} van de corporaties in het jaar.",
            eenheid,
            maat,
            (table,),
        ),
        Definition(
            f"{code}-REALISATIE",
            f"{naam}, realisatie",
            f"Som van de {done}e {eenheid} van de corporaties in het jaar."
            if done == "gerealiseerd"
            else f"Som van de {done} {eenheid} van de corporaties in het jaar.",
            eenheid,
            maat,
            (table,),
            toets=True,
        ),
        done,
    )


PROGRAMMES = (
    _programme("kwaliteitsverbetering", "KWL", "Kwaliteitsverbetering", "woningen", KWALITEIT),
    _programme("zonnepanelen", "ZON", "Zonnepanelen", "panelen", PANELEN),
    _programme(
        "open_verbranding",
        "OVT",
        "Open verbrandingstoestellen",
        "toestellen",
        TOESTELLEN,
        done="vervangen",
    ),
)
UNITS = {one.table: one.plan.eenheid for one in PROGRAMMES}
"""What is counted in each table."""
RESTEREND = Definition(
    "OVT-RESTEREND",
    "Open verbrandingstoestellen die er nog zijn",
    "Toestellen aan het begin van het jaar min de toestellen die in het jaar zijn vervangen.",
    "toestellen",
    TOESTELLEN,
    toets=True,
)
WORDS = {
    "begin": "Het aantal toestellen aan het begin van het jaar",
    "vervangen": "Het aantal vervangen toestellen",
}
"""How a column is called in a sentence where its own name is no adjective."""
DEFINITIONS = (*(d for p in PROGRAMMES for d in (p.plan, p.realisatie)), RESTEREND)


def compute(context: Context) -> Iterator[Indicator]:
    """Give plan and realisation of each programme and year, in all and per corporatie."""
    for programme in PROGRAMMES:
        try:
            rows = context.rows(programme.table)
            known = years(rows)
        except UndeterminedError as reason:
            yield context.undetermined(programme.plan, reason)
            yield context.undetermined(programme.realisatie, reason)
            continue
        for jaar in known:
            year = [row for row in rows if row.year("jaar") == jaar]
            for naam in (None, *context.signing()):
                yield from _of_year(context, programme, year, jaar, naam)
    yield from _left(context)


def _left(context: Context) -> Iterator[Indicator]:
    try:
        rows = context.rows("open_verbranding")
        known = years(rows)
    except UndeterminedError as reason:
        yield context.undetermined(RESTEREND, reason)
        return
    for jaar in known:
        year = [row for row in rows if row.year("jaar") == jaar]
        for naam in (None, *context.signing()):
            yield context.indicator(
                RESTEREND,
                partial(remaining, context, year, naam, jaar),
                onderdeel=naam,
                periode=str(jaar),
                actueel=jaar == context.afspraken.gemeente.jaar,
            )


def remaining(context: Context, rows: Sequence[FigureRow], naam: str | None, jaar: int) -> Outcome:
    """Count the open appliances that are left against the goal of none (R-40)."""
    begin = total(context, rows, naam, "begin")
    gone = total(context, rows, naam, "vervangen")
    first, less = Decimal(begin.waarde or 0), Decimal(gone.waarde or 0)
    left = first - less
    if left < 0:
        raise UndeterminedError(
            f"Er zijn meer toestellen vervangen ({number(less)}) dan er waren.", gone.steunt_op
        )
    text = f"Van {counted(first, 'toestellen')} {agreeing(less, 'is', 'zijn')} er {number(less)} "
    text += f"vervangen; {number(left)} over."
    how = f"{number(first)} − {number(less)} = {number(left)}"
    outcome = Outcome(
        left,
        text,
        cellen=begin.cellen + gone.cellen,
        berekening=how,
        steunt_op=deel(Steun(less, gone.cellen), Steun(first, begin.cellen)),
    )
    norm = agreed(context, TOESTELLEN, context.afspraken.slot)
    if norm is None or jaar < context.afspraken.gemeente.jaar:
        return outcome
    over, meets = is_over(jaar, context.peildatum), norm.meets(left)
    if not over and not meets:
        # In a year that still runs, what counts is whether the pace suffices.
        meets = less >= first * elapsed(jaar, context.peildatum)
        oordeel = judge(meets=meets, final=False)
    else:
        oordeel = judge(meets=meets, final=True)
    return replace(outcome, oordeel=oordeel, norm=norm)


def _of_year(
    context: Context, programme: Programme, rows: Sequence[FigureRow], jaar: int, naam: str | None
) -> Iterator[Indicator]:
    plan = context.indicator(
        programme.plan,
        partial(total, context, rows, naam, "gepland"),
        onderdeel=naam,
        periode=str(jaar),
        actueel=jaar == context.afspraken.gemeente.jaar,
    )
    yield plan
    done = context.indicator(
        programme.realisatie,
        partial(realised, context, rows, naam, jaar, programme.done),
        onderdeel=naam,
        periode=str(jaar),
        norm=None
        if plan.waarde is None
        else Maatstaf(Decimal(plan.waarde), Richting.MINIMAAL, f"het plan van {jaar}"),
        actueel=plan.actueel,
    )
    yield replace(done, steunt_op=done.steunt_op + plan.steunt_op)  # its norm is told as well


def total(context: Context, rows: Sequence[FigureRow], naam: str | None, column: str) -> Outcome:
    """Add up the year, for one corporatie or for all (R-38, R-39).

    A corporatie that does not sign may leave its figure open; that is said, not taken for 0.
    """
    signing = context.signing() if naam is None else [naam]
    own = of_party(rows, naam)
    found = [row.text("corporatie") for row in own]
    if len(set(found)) < len(found):
        raise UndeterminedError("Een corporatie staat er meer dan één keer in.")
    absent, jaar = [name for name in signing if name not in found], rows[0].year("jaar")
    if absent:
        raise UndeterminedError(f"Over {jaar} is er geen rij van {listing(absent)}.")
    open_ = [r for r in own if r.text("corporatie") not in signing and r.number(column) is None]
    used = [row for row in own if row not in open_]
    what = WORDS.get(column, f"Het {column}e aantal")
    value, cells = add_up(used, column, what)
    text = f"{counted(value, UNITS[rows[0].table])} {column}."
    if open_:
        text += f" Zonder {listing([row.label('corporatie') for row in open_])}: niets opgegeven."
    how = added([row.number(column) or Decimal(0) for row in used])
    counts = () if _of_things(rows) else (Steun(value, cells),)
    return Outcome(value, text, cellen=cells, berekening=how, steunt_op=counts)


def _of_things(rows: Sequence[FigureRow]) -> bool:
    """Say whether what is counted points at nobody: panels do not, an appliance is in a home."""
    return all(row.table == "zonnepanelen" for row in rows)


def realised(
    context: Context,
    rows: Sequence[FigureRow],
    naam: str | None,
    jaar: int,
    column: str = "gerealiseerd",
) -> Outcome:
    """Hold what was done against the plan; in a year that still runs, against the days gone by."""
    plan = total(context, rows, naam, "gepland")
    done = total(context, rows, naam, column)
    planned, value = Decimal(plan.waarde or 0), Decimal(done.waarde or 0)
    part = (
        f", {measure(value / planned, '%')} van het plan van {number(planned)}" if planned else ""
    )
    final = value >= planned or is_over(jaar, context.peildatum)
    text = f"{counted(value, UNITS[rows[0].table])} {column}{part}."
    meets = value >= planned
    if not final:
        gone = elapsed(jaar, context.peildatum)
        meets = value >= planned * gone
        text += f" Van het jaar is {measure(gone, '%')} om."
    return replace(
        done,
        toelichting=text,
        oordeel=judge(meets=meets, final=final),
        cellen=done.cellen + plan.cellen,
    )


def elapsed(jaar: int, peildatum: date) -> Decimal:
    """Give the part of a year that is over at the end of the peildatum, from 0 to 1."""
    length = (date(jaar + 1, 1, 1) - date(jaar, 1, 1)).days
    gone = (peildatum - date(jaar, 1, 1)).days + 1
    return Decimal(min(max(gone, 0), length)) / length
