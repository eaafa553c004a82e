"""Local priority (lokaal maatwerk): the share so far, and when the ceiling will be passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from operator import mul

from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import day, number, percent
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.maatstaf import agreed, of_law, of_ruimte
from prestatieafspraken.indicators.oordeel import held
from prestatieafspraken.indicators.rates import Period
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.steun import Steun, deel
from prestatieafspraken.indicators.verhuringen import Lettings, against, part, periods
from prestatieafspraken.indicators.voorraad import TABLE as STOCK
from prestatieafspraken.indicators.voorraad import Stock, latest
from prestatieafspraken.normen import UnknownNormError
from prestatieafspraken.workbook.periode import QUARTERS
from prestatieafspraken.workbook.vrije_ruimte import most_local

MAAT = "lokaal_maatwerk"

AANDEEL = Definition(
    "TWZ-MAATWERK",
    "Lokaal maatwerk",
    "Verhuringen via lokaal maatwerk gedeeld door alle verhuringen.",
    "%",
    MAAT,
    toets=True,
)
VERWACHT = Definition(
    "TWZ-MAATWERK-EIND",
    "Lokaal maatwerk aan het eind van het jaar, bij dit tempo",
    "Maatwerk tot nu toe plus het tempo van het laatst gemeten deel maal de rest van het jaar, "
    "gedeeld door de verhuringen die zo worden verwacht; van een heel jaar wat is gemeten.",
    "%",
    MAAT,
    toets=True,
)
PUNTEN = Definition(
    "TWZ-MAATWERK-PUNTEN",
    "Deel van de gemeentegrens dat een eigen grens kan vragen",
    "Eigen grens maal de DAEB-woningen van de corporatie, gedeeld door alle DAEB-woningen, maal "
    "100: bij een gelijke mutatiegraad.",
    "procentpunt",
    MAAT,
    (STOCK,),
)
DEFINITIONS = (AANDEEL, VERWACHT, PUNTEN)


@dataclass(frozen=True)
class Pace:
    """Lettings and local priority so far, and what each quarter adds at the present pace.

    >>> halfway = Pace(Decimal(2), Decimal(100), Decimal(30), Decimal(50), Decimal(15))
    >>> halfway.year_end
    (Decimal('200'), Decimal('60'))
    >>> halfway.passed(Decimal("0.25"), 2019)  # 50 of the year's 200, at 15 a quarter
    datetime.date(2019, 10, 31)
    >>> halfway.passed(Decimal("0.30"), 2019) is None  # 60 is just what may
    True
    >>> halfway.passed(Decimal("0.10"), 2019)  # 20 was passed before the measurement
    datetime.date(2019, 7, 1)
    """

    quarters: Decimal
    lettings: Decimal
    local: Decimal
    lettings_a_quarter: Decimal
    local_a_quarter: Decimal
    steun: tuple[Steun, ...] = ()

    @property
    def year_end(self) -> tuple[Decimal, Decimal]:
        """Give the lettings and the local priority expected of the whole year."""
        left = 4 - self.quarters
        return (
            self.lettings + self.lettings_a_quarter * left,
            self.local + self.local_a_quarter * left,
        )

    def passed(self, ceiling: Decimal, jaar: int) -> date | None:
        """Give the day on which more is let by local priority than the whole year allows.

        None when that does not come; if it is so already, the day after what was measured.
        """
        lettings, local = self.year_end
        room = ceiling * lettings
        if local <= room:
            return None
        ahead = Decimal(0)
        if self.local <= room:
            ahead = (room - self.local) / self.local_a_quarter
        return _on(jaar, self.quarters + ahead)


def _on(jaar: int, quarters: Decimal) -> date:
    """Give the day after so many quarters, counted along the days of the quarter itself.

    >>> _on(2019, Decimal(2)), _on(2019, Decimal("3.5"))
    (datetime.date(2019, 7, 1), datetime.date(2019, 11, 16))
    >>> _on(2019, Decimal(1) / 3)  # a third of the 90 days of the first quarter
    datetime.date(2019, 1, 31)
    """
    quarters = round(quarters, 9)
    if quarters >= 4:
        return date(jaar, 12, 31)
    whole = int(quarters)
    start, end = date(jaar, 1 + 3 * whole, 1), date(jaar + whole // 3, 1 + 3 * (whole + 1) % 12, 1)
    # A third of a quarter is no round number; a day must not be lost on its last digit.
    return start + timedelta(days=int(round((quarters - whole) * (end - start).days, 6)))


def ceiling(lettings: Lettings) -> Maatstaf | None:
    """Give the ceiling: of one corporatie its own, of all what was agreed or else the law."""
    try:
        most = most_local(lettings.context.afspraken, lettings.day, lettings.naam)
    except UnknownNormError as unknown:
        raise UndeterminedError(str(unknown)) from None
    return of_ruimte(most, Richting.MAXIMAAL) if most else None


def share(lettings: Lettings) -> Outcome:
    """Hold local priority so far against the ceiling (R-23, R-24)."""
    found, norm = part(lettings, ["maatwerk"]), ceiling(lettings)
    remark = "" if norm else " Voor deze corporatie is geen eigen grens afgesproken."
    return against(lettings, found, norm, remark + _expected(lettings, norm))


def _expected(lettings: Lettings, norm: Maatstaf | None) -> str:
    """Name what was said beforehand: by one corporatie, or of all their mean by lettings (R-27)."""
    rows = lettings.rows()
    readable = all(row.readable("maatwerk_verwacht") for row in rows)
    stated = [row.number("maatwerk_verwacht") if readable else None for row in rows]
    known = [share for share in stated if share is not None]
    if len(known) < len(rows):
        return ""
    if lettings.naam:
        return f" Verwacht was {measure(known[0], '%', *([norm.waarde] if norm else []))}."
    homes = [row.number("verhuringen") or Decimal(0) for row in rows]
    mean = sum(map(mul, known, homes), Decimal(0)) / sum(homes)
    above = ", boven de grens" if norm and not norm.meets(mean) else ""
    shown = measure(mean, "%", *([norm.waarde] if norm else []))
    return f" Verwacht was samen {shown}{above}."


def pace(lettings: Lettings) -> Pace:
    """Give the pace: that of the last measured part of the year, else of the year so far."""
    found = part(lettings, ["maatwerk"])
    if lettings.period.deel not in QUARTERS:
        raise UndeterminedError(f"De periode {lettings.period.deel} heeft geen bekende lengte.")
    quarters = QUARTERS[lettings.period.deel]
    before, start = Decimal(0), (Decimal(0), Decimal(0))
    counts = found.steun
    for earlier in _earlier(lettings):
        try:
            first = part(replace(lettings, period=earlier), ["maatwerk"])
        except UndeterminedError:
            continue
        if first.noemer <= found.noemer and first.teller <= found.teller:
            before, start = Decimal(QUARTERS[earlier.deel]), (first.noemer, first.teller)
            since = [
                Steun(now.aantal - then.aantal, now.cellen, then.cellen)
                for now, then in zip(found.steun[:2], first.steun[:2], strict=True)
            ]
            counts = (*found.steun, *first.steun, *since)
    span = quarters - before
    return Pace(
        Decimal(quarters),
        found.noemer,
        found.teller,
        (found.noemer - start[0]) / span,
        (found.teller - start[1]) / span,
        counts,
    )


def _earlier(lettings: Lettings) -> list[Period]:
    """Give the shorter parts of the same year that were measured, the longest last."""
    now = lettings.period
    same = [p for p in periods(lettings.context) if p.jaar == now.jaar and p.deel in QUARTERS]
    shorter = [p for p in same if QUARTERS[p.deel] < QUARTERS[now.deel]]
    return sorted(shorter, key=lambda p: QUARTERS[p.deel])


def at_year_end(lettings: Lettings) -> Outcome:
    """Warn early: where local priority ends at this pace, and when the room is used up (R-26)."""
    now, norm = pace(lettings), ceiling(lettings)
    total, local = now.year_end
    if norm is None:
        raise UndeterminedError("Voor deze corporatie is geen eigen grens afgesproken.")
    value, period, found = local / total, lettings.period, part(lettings, ["maatwerk"])
    silent = period.decides_nothing(periods(lettings.context), lettings.context.peildatum)
    if silent:
        raise UndeterminedError(silent.strip())
    shown, limit = measure(value, "%", norm.waarde), exactly(norm.waarde, "%")
    text, when = f"Aan het eind van {period.jaar} is het bij dit tempo {shown}", None
    if period.whole:
        side = "binnen" if norm.meets(value) else "boven"
        text = f"Heel {period.jaar} is gemeten: {shown} is {side} de grens van {limit}."
    elif when := now.passed(norm.waarde, period.jaar):
        text += f": de grens van {limit} wordt overschreden op {day(when)}."
    else:
        text += f", binnen de grens van {limit}."
    return Outcome(
        value,
        text,
        held(norm, value, final=lettings.final),
        cellen=found.cellen,
        berekening=f"{number(round(local, 1))} / {number(round(total, 1))} = {percent(value, 2)}",
        norm=norm,
        dag=when,
        reeks=lettings.period.deel,
        steunt_op=now.steun,
    )


def points(context: Context, naam: str) -> Outcome:
    """Give how many points of the municipality's ceiling one corporatie's ceiling may take."""
    day_ = date(context.afspraken.gemeente.jaar, 12, 31)
    own = agreed(context, MAAT, day_, naam)
    if own is None:
        raise UndeterminedError(f"Voor {naam} is geen eigen grens afgesproken.")
    whole = latest(Stock(context), context.peildatum.year)
    mine = Stock(context, corporatie=naam).total(whole.jaar, realised=True)
    if whole.waarde <= 0:
        raise UndeterminedError("Er zijn geen DAEB-woningen.")
    value = own.waarde * mine.waarde / whole.waarde * 100
    limit = agreed(context, MAAT, day_) or of_law(context, MAAT, day_, Richting.MAXIMAAL)
    shown = measure(value, "procentpunt", limit.waarde * 100).removesuffix(" procentpunt")
    text = f"Met de woningen van {whole.jaar} en een gelijke mutatiegraad vraagt de grens van "
    text += f"{exactly(own.waarde, '%')} bij {naam} {shown} van de "
    text += f"{counted(limit.waarde * 100, 'procentpunten')} van de gemeente."
    how = f"{exactly(own.waarde, '%')} × {number(mine.waarde)} / {number(whole.waarde)} = "
    how += f"{shown} procentpunt"
    return Outcome(
        value,
        text,
        cellen=mine.cellen + whole.cellen,
        berekening=how,
        steunt_op=deel(mine.steun, whole.steun),
    )


def _decides(context: Context) -> bool:
    """Say whether a goal names the end of the year; else a counted year is told by its share."""
    return any(VERWACHT.code in doel.beslist_door for doel in context.afspraken.doelen)


def compute(context: Context) -> Iterator[Indicator]:
    """Give local priority of each period, the warning of the last one, and the points."""
    try:
        known = periods(context)
    except UndeterminedError as reason:
        yield context.undetermined(AANDEEL, reason)
        yield context.undetermined(VERWACHT, reason)
        known = []
    day_ = date(context.afspraken.gemeente.jaar, 12, 31)
    bound = [naam for naam in context.signing() if agreed(context, MAAT, day_, naam)]
    for period in known:
        for naam in (None, *context.signing()):
            yield context.indicator(
                AANDEEL,
                partial(share, Lettings(context, period, naam)),
                onderdeel=naam,
                periode=str(period),
                actueel=period == known[-1],
            )
    for naam in (None, *bound) if known else ():
        yield context.indicator(
            VERWACHT,
            partial(at_year_end, Lettings(context, known[-1], naam)),
            onderdeel=naam,
            periode=str(known[-1].jaar),
            actueel=not known[-1].whole or _decides(context),
        )
    for naam in bound:
        yield context.indicator(PUNTEN, partial(points, context, naam), onderdeel=naam)
    if not bound:
        yield context.undetermined(PUNTEN, "Geen corporatie heeft een eigen grens.")
