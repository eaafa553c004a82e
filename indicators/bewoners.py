"""What residents do and see: their initiatives, and the walks through the neighbourhoods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.maat import Vorm
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.afspraken.voorbij import has_passed, is_over
from prestatieafspraken.dutch.counted import agreeing
from prestatieafspraken.dutch.written import day, listing, number
from prestatieafspraken.indicators.context import NO_GOAL, Context, once
from prestatieafspraken.indicators.maatstaf import agreed, of_goal
from prestatieafspraken.indicators.oordeel import held
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Oordeel,
    Outcome,
    UndeterminedError,
)

MAAT = "bewonersinitiatieven"
WALKS = (("wijkschouwen_kop", "kop"), ("wijkschouwen_tekst", "tekst"))
"""The measures of the walks, with the word for where the number stands."""

INITIATIEVEN = Definition(
    "BWI-UITGEVOERD",
    "Uitgevoerde bewonersinitiatieven",
    "Aantal initiatieven met fase uitgevoerd en een dag tot en met de peildatum en de streefdatum.",
    "initiatieven",
    MAAT,
    toets=True,
)
SCHOUWEN = Definition(
    "WSC-GEHOUDEN",
    "Gehouden wijkschouwen",
    "Aantal locaties met een schouw die in het jaar en tot en met de peildatum is gehouden. De kop "
    "van de afspraak noemt een ander aantal dan de tekst; beide staan er.",
    "wijkschouwen",
    WALKS[0][0],
    ook=(WALKS[1][0],),
    toets=True,
)
DEFINITIONS = (INITIATIEVEN, SCHOUWEN)


def compute(context: Context) -> Iterator[Indicator]:
    """Give the initiatives, and the walks against both numbers that the agreement names."""
    for doel in context.goals(MAAT):
        yield context.indicator(INITIATIEVEN, partial(initiatives, context, doel), doel=doel)
    for maat, word in WALKS:
        yield context.indicator(
            SCHOUWEN,
            partial(walks, context, maat),
            onderdeel=f"volgens de {word}",
            periode=str(context.afspraken.gemeente.jaar),
        )


def initiatives(context: Context, doel: Doel | None) -> Outcome:
    """Count the initiatives that were carried out, beside a goal (R-29)."""
    norm = of_goal(context, doel, Vorm.NIVEAU) if doel else None
    rows = context.rows("bewonersinitiatieven")
    once([r for r in rows if r.text("fase") in ("uitgevoerd", "in uitvoering")], "initiatief")
    until = norm.tot if norm else None
    end = min(context.peildatum, until) if until else context.peildatum
    done = [r for r in rows if r.text("fase") == "uitgevoerd"]
    counted = [r for r in done if (when := r.day("uitgevoerd_op")) and when <= end]
    undated = [r.label("initiatief") for r in done if r.day("uitgevoerd_op") is None]
    unknown = [r.label("initiatief") for r in rows if r.text("fase") is None]
    running = sum(r.text("fase") == "in uitvoering" for r in rows)
    value, over = Decimal(len(counted)), until is not None and has_passed(until, context.peildatum)
    meets = norm is None or norm.meets(value)
    if (
        norm
        and not meets
        and (undated or unknown)
        and norm.meets(value + len(undated) + len(unknown))
    ):
        raise UndeterminedError(
            f"De dag of de fase ontbreekt bij {listing([*undated, *unknown])}; geteld zijn er "
            f"{number(value)}."
        )
    text = f"{number(value)} tot en met {day(end)}"
    text += f"; het doel is {number(norm.waarde)}." if norm else f". {NO_GOAL}."
    if undated:
        text += f" Zonder dag, dus niet meegeteld: {listing(undated)}."
    if not meets and not over:
        text += f" Nog in uitvoering: {running}."
    oordeel = Oordeel.GEEN_NORM
    if norm:
        expected = value if meets or over else value + running
        oordeel = held(norm, expected, final=meets or over)
    cells = tuple(row.cell("uitgevoerd_op") for row in counted)
    names = listing([row.label("initiatief") for row in counted]) or "geen"
    return Outcome(value, text, oordeel, cellen=cells, norm=norm, berekening=f"geteld: {names}")


def walks(context: Context, maat: str) -> Outcome:
    """Count the neighbourhood walks that were held in the year (R-33)."""
    jaar = context.afspraken.gemeente.jaar
    norm = agreed(context, maat, date(jaar, 12, 31))
    if norm is None:
        raise UndeterminedError("De afspraken noemen geen aantal wijkschouwen.")
    rows = once(context.rows("wijkschouwen"), "locatie")
    if not any(row.day("gehouden_op") or row.day("gepland_op") for row in rows):
        raise UndeterminedError(
            "Bij geen enkele locatie staat wanneer de schouw is gehouden of gepland."
        )
    walked = [
        row
        for row in rows
        if (when := row.day("gehouden_op")) and when.year == jaar and when <= context.peildatum
    ]
    planned = [
        row
        for row in rows
        if row not in walked
        and (when := row.day("gepland_op"))
        and when.year == jaar
        and when > context.peildatum
    ]
    value, over = Decimal(len(walked)), is_over(jaar, context.peildatum)
    meets = norm.meets(value)
    names = listing([row.text("locatie") or "" for row in walked])
    text = f"{number(value)} gehouden, in {names}" if names else "Er is nog geen schouw gehouden"
    text += f"; afgesproken {agreeing(norm.waarde, 'is', 'zijn')} er {number(norm.waarde)}."
    if planned and not over:
        text += f" Nog gepland: {listing([row.text('locatie') or '' for row in planned])}."
    expected = value if meets or over else value + len(planned)
    oordeel = held(norm, expected, final=meets or over)
    cells = tuple(row.cell("gehouden_op") for row in walked)
    return Outcome(
        value, text, oordeel, cellen=cells, norm=norm, berekening=f"geteld: {names or 'geen'}"
    )
