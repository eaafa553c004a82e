"""What is spent on livability, against the norm for each home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import after_colon, listing, number
from prestatieafspraken.indicators.context import Context, FigureRow, add_up, added, of_party, years
from prestatieafspraken.indicators.maatstaf import times
from prestatieafspraken.indicators.oordeel import held
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.steun import Steun
from prestatieafspraken.normen import UnknownNormError
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.normbedrag import per_eenheid

MAAT = "leefbaarheid"
LINES = ("ontmoeting", "plekken", "menskracht")

UITGAVEN = Definition(
    "LFB-UITGAVEN",
    "Uitgaven aan leefbaarheid",
    "Som van de drie lijnen in het jaar; de norm is het normbedrag, zoals afgesproken en anders "
    "dat van de wet, maal de verhuureenheden.",
    "euro",
    MAAT,
    toets=True,
)
PER_EENHEID = Definition(
    "LFB-EENHEID",
    "Uitgaven aan leefbaarheid per verhuureenheid",
    "Uitgaven aan leefbaarheid gedeeld door de verhuureenheden.",
    "euro",
    MAAT,
    toets=True,
)
DEFINITIONS = (UITGAVEN, PER_EENHEID)


def compute(context: Context) -> Iterator[Indicator]:
    """Give the spending of each year, in all and per corporatie, whole and per home."""
    rows = context.rows("leefbaarheid")
    known = years(rows)
    for jaar in known:
        of_year = [row for row in rows if row.year("jaar") == jaar]
        for naam in (None, *context.signing()):
            for definition in (UITGAVEN, PER_EENHEID):
                yield context.indicator(
                    definition,
                    partial(
                        spending, context, of_year, naam, jaar, a_home=definition is not UITGAVEN
                    ),
                    onderdeel=naam,
                    periode=str(jaar),
                    actueel=jaar == known[-1],
                )


def spending(
    context: Context, rows: Sequence[FigureRow], naam: str | None, jaar: int, *, a_home: bool
) -> Outcome:
    """Hold the spending of a year against the norm, in all or per home (R-32)."""
    own = of_party(rows, naam)
    found = [row.text("corporatie") for row in own]
    absent = [n for n in ([naam] if naam else context.signing()) if n not in found]
    if absent:
        raise UndeterminedError(f"Over {jaar} is er geen rij van {listing(absent)}.")
    if len(set(found)) < len(found):
        raise UndeterminedError("Een corporatie staat er meer dan één keer in.")
    sums: list[Decimal] = []
    cells: list[str] = []
    for line in LINES:
        value, used = add_up(own, line, f"Het bedrag voor {line}")
        sums.append(value)
        cells += used
    homes, used = add_up(own, "verhuureenheden", "Het aantal verhuureenheden")
    if homes <= 0:
        raise UndeterminedError("Er zijn geen verhuureenheden om het normbedrag op toe te passen.")
    total = sum(sums, Decimal(0))
    forecast = any(row.text("soort_cijfer") != CijferSoort.REALISATIE for row in own)
    value, how = total, added(sums)
    norm: Maatstaf | None = None
    try:
        norm, remark = _ceiling(context, own, jaar)
        norm = norm if a_home else times(norm, homes)
    except UnknownNormError as unknown:
        remark = f" Zonder oordeel: {after_colon(str(unknown))}"
    if a_home:
        value = total / homes
        how += f"; {number(total)} / {number(homes)} = {number(value, 2)}"
    bounds = [norm.waarde] if norm else []
    each = f"{measure(value, 'euro', *bounds)} per verhuureenheid: " if a_home else ""
    spent = measure(total, "euro", *([] if a_home else bounds))
    text = f"{each}{spent} voor {counted(homes, 'verhuureenheden')}.{remark}"
    counts = (Steun(homes, used), Steun(homes, tuple(cells)))
    outcome = Outcome(value, text, cellen=(*cells, *used), berekening=how, steunt_op=counts)
    if norm is None:
        return outcome
    final = is_over(jaar, context.peildatum) and not forecast
    return replace(outcome, oordeel=held(norm, value, final=final), norm=norm)


def _ceiling(context: Context, rows: Sequence[FigureRow], jaar: int) -> tuple[Maatstaf, str]:
    """Give the amount for each home, as agreed or of the law, and say it.

    Of corporaties that agreed different amounts it is their mean, weighted by homes.
    """
    dag, own = date(jaar, 12, 31), context.afspraken
    each = {row.label("corporatie"): per_eenheid(own, dag, row.text("corporatie")) for row in rows}
    found = list(dict.fromkeys(each.values()))
    first = next((one for one in found if not one.status.is_firm), found[0])
    if len(found) == 1:
        value, said = first.waarde, exactly(first.waarde, "euro")
    else:
        homes = [row.number("verhuureenheden") or Decimal(0) for row in rows]
        amounts = [one.waarde * n for one, n in zip(each.values(), homes, strict=True)]
        value = sum(amounts, Decimal(0)) / sum(homes, Decimal(0))
        said = listing([f"{exactly(one.waarde, 'euro')} ({naam})" for naam, one in each.items()])
    bron = "; ".join(dict.fromkeys(one.bron for one in found))
    codes = listing(list(dict.fromkeys(one.afspraak for one in found if one.afspraak)))
    where = f", afgesproken in {codes}" if codes else ""
    circa = "" if first.status.is_firm or len(found) > 1 else "ongeveer "
    remark = f" Het normbedrag is {circa}{said} per verhuureenheid{where}."
    norm = Maatstaf(value, Richting.MAXIMAAL, bron, first.status, first.vanaf, first.tot)
    return norm, remark
