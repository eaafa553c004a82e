"""Works on existing homes: what a yearly programme planned and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from prestatieafspraken.indicators.context import Context, Row, add_up, years
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Outcome,
    Undetermined,
)
from prestatieafspraken.indicators.verdict import is_over, judge
from prestatieafspraken.workbook.dutch import listing, number, percent


@dataclass(frozen=True)
class Programme:
    """A yearly programme: its table and its two indicators."""

    table: str
    plan: Definition
    realisatie: Definition


def _programme(table: str, code: str, naam: str, eenheid: str, *bronnen: str) -> Programme:
    return Programme(
        table,
        Definition(
            f"{code}-PLAN",
            f"{naam}: plan",
            f"Som van de geplande {eenheid} van de corporaties in het jaar.",
            eenheid,
            bronnen,
        ),
        Definition(
            f"{code}-REALISATIE",
            f"{naam}: realisatie",
            f"Som van de gerealiseerde {eenheid} van de corporaties in het jaar.",
            eenheid,
            bronnen,
        ),
    )


PROGRAMMES = (
    _programme("kwaliteitsverbetering", "KWL", "Kwaliteitsverbetering", "woningen", "T3-05", "C5"),
    _programme("zonnepanelen", "ZON", "Zonnepanelen", "panelen", "T3-07", "C7"),
)
DEFINITIONS = tuple(d for programme in PROGRAMMES for d in (programme.plan, programme.realisatie))


def compute(context: Context) -> Iterator[Indicator]:
    """Give plan and realisation of each programme and year, in all and per corporatie."""
    for programme in PROGRAMMES:
        try:
            rows = context.rows(programme.table)
            known = years(rows)
        except Undetermined as reason:
            yield context.undetermined(programme.plan, reason)
            yield context.undetermined(programme.realisatie, reason)
            continue
        for jaar in known:
            year = [row for row in rows if row.year("jaar") == jaar]
            for naam in (None, *context.signing()):
                yield from _of_year(context, programme, year, jaar, naam)


def _of_year(
    context: Context, programme: Programme, rows: Sequence[Row], jaar: int, naam: str | None
) -> Iterator[Indicator]:
    plan = context.indicator(
        programme.plan,
        partial(total, context, rows, naam, "gepland"),
        onderdeel=naam,
        periode=str(jaar),
        actueel=jaar == context.afspraken.gemeente.jaar,
    )
    yield plan
    yield context.indicator(
        programme.realisatie,
        partial(realised, context, rows, naam, jaar),
        onderdeel=naam,
        periode=str(jaar),
        norm=None
        if plan.waarde is None
        else Maatstaf(Decimal(plan.waarde), "minimaal", f"het plan van {jaar}"),
        actueel=plan.actueel,
    )


def total(context: Context, rows: Sequence[Row], naam: str | None, column: str) -> Outcome:
    """Add up the year, for one corporatie or for all (R-38, R-39).

    A corporatie that does not sign may leave its figure open; that is said, not taken for 0.
    """
    signing = context.signing() if naam is None else [naam]
    own = [row for row in rows if naam in {None, row.text("corporatie")}]
    found = [row.text("corporatie") for row in own]
    if len(set(found)) < len(found):
        raise Undetermined("Een corporatie staat er meer dan één keer in.")
    absent = [name for name in signing if name not in found]
    if absent:
        raise Undetermined(f"Er is geen rij van {listing(absent)}.")
    open_ = [r for r in own if r.text("corporatie") not in signing and r.number(column) is None]
    used = [row for row in own if row not in open_]
    value, cells = add_up(used, column, f"Het {column}e aantal", _corporatie)
    text = f"{column.capitalize()}: {number(value)}."
    if open_:
        text += f" Zonder {listing([_corporatie(row) for row in open_])}: niets opgegeven."
    return Outcome(value, text, cellen=cells)


def realised(context: Context, rows: Sequence[Row], naam: str | None, jaar: int) -> Outcome:
    """Hold what was done against the plan; in a year that still runs, against the days gone by."""
    plan = total(context, rows, naam, "gepland")
    done = total(context, rows, naam, "gerealiseerd")
    planned, value = Decimal(plan.waarde or 0), Decimal(done.waarde or 0)
    part = (
        f", {percent(value / planned, 1)} van de {number(planned)} in het plan" if planned else ""
    )
    final = value >= planned or is_over(jaar, context.peildatum)
    text = f"Gerealiseerd: {number(value)}{part}."
    meets = value >= planned
    if not final:
        gone = elapsed(jaar, context.peildatum)
        meets = value >= planned * gone
        text += f" Van het jaar is {percent(gone, 1)} om."
    return Outcome(value, text, judge(meets=meets, final=final), cellen=done.cellen + plan.cellen)


def elapsed(jaar: int, peildatum: date) -> Decimal:
    """Give the part of a year that is over at the end of the peildatum, from 0 to 1."""
    length = (date(jaar + 1, 1, 1) - date(jaar, 1, 1)).days
    gone = (peildatum - date(jaar, 1, 1)).days + 1
    return Decimal(min(max(gone, 0), length)) / length


def _corporatie(row: Row) -> str:
    return row.text("corporatie") or f"rij {row.index}"
