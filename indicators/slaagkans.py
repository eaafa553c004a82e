"""The slaagkans of active home seekers against the norm and the base year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from prestatieafspraken.dutch.written import listing, number, percent
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.grenzen import within_limit
from prestatieafspraken.indicators.maatstaf import of_goal
from prestatieafspraken.indicators.oordeel import digits_beside, is_over, judge
from prestatieafspraken.indicators.rates import (
    SMALL,
    TOTAL,
    Measurements,
    Period,
    Rate,
    rate,
)
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Oordeel,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.steun import Steun
from prestatieafspraken.workbook.doelgroep import outside
from prestatieafspraken.workbook.periode import FULL_YEAR

DOEL = "D1-2"
_RATIO = "Verhuringen gedeeld door actief woningzoekenden; anders het opgegeven percentage."
_CHANGE = "Slaagkans min de slaagkans in het basisjaar, maal 100."
_BELOW = "Aantal met een slaagkans onder de norm."
_KERN, _INKOMEN = (DOEL, "C1"), (DOEL, "C2")

TOTAAL = Definition(
    "SLK-TOTAAL",
    "Slaagkans van alle woningzoekenden",
    _RATIO,
    "%",
    _KERN,
    toets=True,
)
TOTAAL_VERSCHIL = Definition(
    "SLK-TOTAAL-VERSCHIL", "Slaagkans sinds het basisjaar", _CHANGE, "procentpunt", _KERN
)
KERN = Definition(
    "SLK-KERN",
    "Slaagkans per kern",
    _RATIO,
    "%",
    _KERN,
    toets=True,
)
KERN_VERSCHIL = Definition(
    "SLK-KERN-VERSCHIL", "Slaagkans per kern sinds het basisjaar", _CHANGE, "procentpunt", _KERN
)
KERN_ONDER = Definition("SLK-KERN-ONDER", "Kernen onder de norm", _BELOW, "kernen", _KERN)
INKOMEN = Definition(
    "SLK-INKOMEN",
    "Slaagkans per inkomensklasse",
    _RATIO,
    "%",
    _INKOMEN,
    toets=True,
)
INKOMEN_VERSCHIL = Definition(
    "SLK-INKOMEN-VERSCHIL",
    "Slaagkans per inkomensklasse sinds het basisjaar",
    _CHANGE,
    "procentpunt",
    _INKOMEN,
)
INKOMEN_ONDER = Definition(
    "SLK-INKOMEN-ONDER",
    "Inkomensklassen onder de norm",
    f"{_BELOW[:-1]}, onder de klassen tot en met de inkomensgrens.",
    "klassen",
    _INKOMEN,
)
DEFINITIONS = (
    TOTAAL,
    TOTAAL_VERSCHIL,
    KERN,
    KERN_VERSCHIL,
    KERN_ONDER,
    INKOMEN,
    INKOMEN_VERSCHIL,
    INKOMEN_ONDER,
)


def norm(context: Context) -> Maatstaf:
    """Give the norm, a fraction (R-04)."""
    return of_goal(context, context.doel(DOEL))


def held(series: Measurements, name: str, period: Period) -> Outcome:
    """Hold one slaagkans against the norm."""
    found = rate(series.row(name, period))
    context = series.context
    why = _outside(context, name)
    outcome = judged(context, found, period, _base_or_none(series, name), why)
    if name != TOTAL:
        of_class = series.column == "inkomensklasse" and not why
        return within_limit(context, outcome) if of_class else outcome
    more, told = _overlap(series, period)
    return replace(
        outcome,
        toelichting=outcome.toelichting + more,
        steunt_op=(*outcome.steunt_op, *told),
    )


def _outside(context: Context, name: str) -> str:
    """Say why the norm does not hold for a class: the goal ends at the income limit."""
    why = outside(context.afspraken, f"Doel {DOEL}").get(name)
    return f" {why}" if why else ""


def base_rate(series: Measurements, name: str) -> Rate:
    """Give the slaagkans in the base year (R-08)."""
    return rate(series.row(name, base_period(series.context)))


def base_period(context: Context) -> Period:
    """Give the base year, a whole one."""
    jaar = context.doel(DOEL).basisjaar
    if jaar is None:
        raise UndeterminedError(f"Doel {DOEL} noemt geen basisjaar.")
    return Period(jaar, True, FULL_YEAR)


def _base_or_none(series: Measurements, name: str) -> Rate | None:
    try:
        return base_rate(series, name)
    except UndeterminedError:
        return None


def judged(
    context: Context, found: Rate, period: Period, base: Rate | None, outside: str = ""
) -> Outcome:
    """Hold a slaagkans against the norm, where its period lies within the agreements.

    `outside` says why the norm does not hold, where it does not.
    """
    minimum, doel = norm(context).waarde, context.doel(DOEL)
    below = found.waarde < minimum
    text = percent(found.waarde, digits_beside(found.waarde, minimum, percent, 1))
    oordeel = Oordeel.GEEN_NORM
    if _binding(period, context) and not outside:
        text += f" is {'onder' if below else 'niet onder'} de norm van {percent(minimum)}"
        final = period.whole and is_over(period.jaar, context.peildatum)
        oordeel = judge(meets=not below, final=final)
    text += f".{outside}"
    if base is not None and period.jaar != doel.basisjaar:
        text += f" In {doel.basisjaar} was het {percent(base.waarde, 1)}."
    text += _caution(found, period)
    return Outcome(
        found.waarde,
        text,
        oordeel,
        base.waarde if base else None,
        found.cellen,
        berekening=found.sum,
        reeks=period.deel,
        steunt_op=found.steun + (base.steun if base else ()),
    )


def _caution(found: Rate, period: Period) -> str:
    text = ""
    if found.stated:
        text += " Zoals opgegeven: niet na te rekenen zonder verhuringen en woningzoekenden."
    if found.noemer is not None and found.noemer < SMALL:
        text += (
            f" Het gaat om {number(found.noemer)} woningzoekenden: te weinig voor een conclusie."
        )
    if not period.whole:
        text += f" Let op: dit is een deel van het jaar ({period.deel})."
    return text


def change(series: Measurements, name: str, period: Period) -> Outcome:
    """Give the change since the base year in percentage points (R-08)."""
    found, base = rate(series.row(name, period)), base_rate(series, name)
    value = (found.waarde - base.waarde) * 100
    jaar = series.context.doel(DOEL).basisjaar
    words = "hoger" if value > 0 else "lager"
    text = f"Van {percent(base.waarde, 1)} in {jaar} naar {percent(found.waarde, 1)} in {period}: "
    text += f"{number(abs(value), 1)} procentpunt {words}." if value else "niet veranderd."
    return Outcome(
        value,
        text + _caution(found, period),
        cellen=found.cellen + base.cellen,
        berekening=f"({found.sum}) − ({base.sum}), maal 100 = {number(value)}",
        steunt_op=found.steun + base.steun,
    )


def below_norm(series: Measurements, names: Sequence[str], period: Period, what: str) -> Outcome:
    """Count what is below the norm, when all of them are known."""
    minimum = norm(series.context).waarde
    rates = {}
    for name in names:
        try:
            rates[name] = rate(series.row(name, period))
        except UndeterminedError as reason:
            raise UndeterminedError(
                f"Niet alle slaagkansen zijn bekend. {name}: {reason}"
            ) from None
    low = [name for name in names if rates[name].waarde < minimum]
    high = [name for name in names if name not in low]
    text = f"{len(low)} van de {len(names)} {what} zijn onder de norm van {percent(minimum)}"
    text += f"; niet onder de norm: {listing(high)}." if high else "."
    cells = tuple(cell for found in rates.values() for cell in found.cellen)
    cautions = dict.fromkeys(_caution(found, period) for found in rates.values())
    how = f"{len(low)} van {len(names)}: {listing(low)}" if low else f"0 van {len(names)}"
    # Which are below the norm bounds the counts of each.
    counts = tuple(one for found in rates.values() for one in found.steun)
    return Outcome(
        len(low), text + "".join(cautions), cellen=cells, berekening=how, steunt_op=counts
    )


def _nothing(loose: Mapping[str, str]) -> Outcome:
    """Say why there is nothing to count."""
    raise UndeterminedError(" ".join(dict.fromkeys(why.strip() for why in loose.values())))


def _overlap(series: Measurements, period: Period) -> tuple[str, tuple[Steun, ...]]:
    """Say so when the seekers of the whole cannot be: those of the kernen overlap.

    Everyone who seeks in a kern is one of all, and nobody is counted but once.
    """
    try:
        total = series.row(TOTAL, period).number("noemer")
        rows = [series.row(kern.naam, period) for kern in series.context.afspraken.kernen]
        kernen = [row.number("noemer") for row in rows]
    except UndeterminedError:
        return "", ()
    counts = [count for count in kernen if count is not None]
    if total is None or len(counts) < len(kernen):
        return "", ()
    low, high = max(counts), sum(counts, Decimal(0))
    if low <= total <= high:
        return "", ()
    cells = tuple(row.cell("noemer") for row in rows)
    told = (Steun(low, (cells[counts.index(low)],)), Steun(high, cells))
    text = (
        f" Let op: {number(total)} zoekers in totaal kan niet; uit de kernen volgt {number(low)} "
    )
    text += f"tot en met {number(high)}, want wie in meer kernen zoekt telt in het totaal één keer."
    return text, told


def compute(context: Context) -> Iterator[Indicator]:
    """Give every measurement, and of the last period the changes and the counts."""
    kernen = [kern.naam for kern in context.afspraken.kernen]
    classes = [klasse.naam for klasse in context.afspraken.inkomensklassen]
    yield from _of_table(context, "kern", [TOTAL], (TOTAAL, TOTAAL_VERSCHIL))
    yield from _of_table(context, "kern", kernen, (KERN, KERN_VERSCHIL, KERN_ONDER))
    table = "inkomensklasse"
    yield from _of_table(context, table, classes, (INKOMEN, INKOMEN_VERSCHIL, INKOMEN_ONDER))


def _of_table(
    context: Context, column: str, names: Sequence[str], definitions: Sequence[Definition]
) -> Iterator[Indicator]:
    try:
        series = Measurements.of(context, column)
        measured = {period: series.names(period) for period in series.periods()}
    except UndeterminedError as reason:
        for definition in definitions:
            yield context.undetermined(definition, reason)
        return
    ratio, changed, *counted = definitions
    last = max(measured)
    for period, found in measured.items():
        for name in found if period != last else names:
            if name in names:
                yield context.indicator(
                    ratio,
                    partial(held, series, name, period),
                    onderdeel=None if name == TOTAL else name,
                    periode=str(period),
                    norm=None if _outside(context, name) else norm_in(period, context),
                    actueel=period == last,
                )
    for name in names:
        yield context.indicator(
            changed,
            partial(change, series, name, last),
            onderdeel=None if name == TOTAL else name,
            periode=str(last),
        )
    loose = {name: why for name in names if (why := _outside(context, name))}
    bound = [name for name in names if name not in loose]
    for definition in counted:
        yield context.indicator(
            definition,
            partial(below_norm, series, bound, last, definition.eenheid)
            if bound
            else partial(_nothing, loose),
            periode=str(last),
        )


def norm_in(period: Period, context: Context) -> Maatstaf | None:
    """Give the norm where it holds in a period (None before the agreements)."""
    if not _binding(period, context):
        return None
    try:
        return norm(context)
    except UndeterminedError:
        return None


def _binding(period: Period, context: Context) -> bool:
    """Say whether a period lies within the term of the agreements; earlier years had no norm."""
    return period.jaar >= context.afspraken.gemeente.periode_van
