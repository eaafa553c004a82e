"""What residents do and see: their initiatives, and the walks through the neighbourhoods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from prestatieafspraken.dutch.written import day, listing, number
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.maatstaf import agreed, of_goal
from prestatieafspraken.indicators.oordeel import is_over, judge
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Oordeel,
    Outcome,
    UndeterminedError,
)

INITIATIEVEN = Definition(
    "BWI-UITGEVOERD",
    "Uitgevoerde bewonersinitiatieven",
    "Aantal initiatieven met fase uitgevoerd en een dag tot en met de peildatum en de streefdatum.",
    "initiatieven",
    ("D2-2",),
    toets=True,
)
SCHOUWEN = Definition(
    "WSC-GEHOUDEN",
    "Gehouden wijkschouwen",
    "Aantal locaties met een schouw die in het jaar en tot en met de peildatum is gehouden. De kop "
    "van de afspraak noemt een ander aantal dan de tekst; beide staan er.",
    "wijkschouwen",
    ("T2-05",),
    toets=True,
)
DEFINITIONS = (INITIATIEVEN, SCHOUWEN)


def compute(context: Context) -> Iterator[Indicator]:
    """Give the initiatives, and the walks against both numbers that the agreement names."""
    yield context.indicator(INITIATIEVEN, partial(initiatives, context))
    for maat, word in (("wijkschouwen_kop", "kop"), ("wijkschouwen_tekst", "tekst")):
        yield context.indicator(
            SCHOUWEN,
            partial(walks, context, maat),
            onderdeel=f"volgens de {word}",
            periode=str(context.afspraken.gemeente.jaar),
        )


def initiatives(context: Context) -> Outcome:
    """Count the initiatives that were carried out (R-29)."""
    doel = context.doel("D2-2")
    norm = of_goal(context, doel)
    rows = context.rows("bewonersinitiatieven")
    end = min(context.peildatum, norm.tot) if norm.tot else context.peildatum
    done = [r for r in rows if r.text("fase") == "uitgevoerd"]
    counted = [r for r in done if (when := r.day("uitgevoerd_op")) and when <= end]
    undated = [r.label("initiatief") for r in done if r.day("uitgevoerd_op") is None]
    unknown = [r.label("initiatief") for r in rows if r.text("fase") is None]
    running = sum(r.text("fase") == "in uitvoering" for r in rows)
    value, over = Decimal(len(counted)), norm.tot is not None and context.peildatum >= norm.tot
    meets = norm.meets(value)
    if not meets and (undated or unknown) and norm.meets(value + len(undated) + len(unknown)):
        raise UndeterminedError(
            f"De dag of de fase ontbreekt bij {listing([*undated, *unknown])}; geteld zijn er "
            f"{number(value)}."
        )
    text = f"{number(value)} uitgevoerd tot en met {day(end)}; {number(norm.waarde)} is het doel."
    if undated:
        text += f" Zonder dag, dus niet meegeteld: {listing(undated)}."
    if not meets and not over:
        text += f" Nog in uitvoering: {running}."
    oordeel = judge(meets=meets or (not over and norm.meets(value + running)), final=meets or over)
    cells = tuple(row.cell("uitgevoerd_op") for row in counted)
    names = listing([row.label("initiatief") for row in counted]) or "geen"
    return Outcome(value, text, oordeel, cellen=cells, norm=norm, berekening=f"geteld: {names}")


def walks(context: Context, maat: str) -> Outcome:
    """Count the neighbourhood walks that were held in the year (R-33)."""
    jaar = context.afspraken.gemeente.jaar
    norm = agreed(context, maat, date(jaar, 12, 31))
    if norm is None:
        raise UndeterminedError("De afspraken noemen geen aantal wijkschouwen.")
    rows = context.rows("wijkschouwen")
    if not any(row.day("gehouden_op") or row.day("gepland_op") for row in rows):
        raise UndeterminedError(
            "Bij geen enkele locatie staat wanneer de schouw is gehouden of gepland."
        )
    held = [
        row
        for row in rows
        if (when := row.day("gehouden_op")) and when.year == jaar and when <= context.peildatum
    ]
    planned = [
        row
        for row in rows
        if row not in held
        and (when := row.day("gepland_op"))
        and when.year == jaar
        and when > context.peildatum
    ]
    value, over = Decimal(len(held)), is_over(jaar, context.peildatum)
    meets = norm.meets(value)
    names = listing([row.text("locatie") or "" for row in held])
    text = f"Gehouden: {names}." if names else "Er is nog geen schouw gehouden."
    if planned and not over:
        text += f" Nog gepland: {listing([row.text('locatie') or '' for row in planned])}."
    oordeel: Oordeel = judge(
        meets=meets or (not over and norm.meets(value + len(planned))), final=meets or over
    )
    cells = tuple(row.cell("gehouden_op") for row in held)
    return Outcome(
        value, text, oordeel, cellen=cells, norm=norm, berekening=f"geteld: {names or 'geen'}"
    )
