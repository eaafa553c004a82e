"""The slaagkans of income classes together: the target group as one, and everyone.

Classes are disjoint, so a group is the sum of its homes over the sum of its seekers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.written import number
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.grenzen import income_limit, within_limit
from prestatieafspraken.indicators.rates import TOTAL, Measurements, Period, rate, together
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome, UndeterminedError
from prestatieafspraken.indicators.slaagkans import MAAT, Asked, judged
from prestatieafspraken.workbook.doelgroep import target_classes

_PRINTED = ("slaagkans_inkomen",)

DOELGROEP = Definition(
    "SLK-DOELGROEP",
    "Slaagkans van inkomens tot en met de inkomensgrens",
    "Som van de verhuringen gedeeld door de som van de actief woningzoekenden, over de klassen "
    "tot en met de inkomensgrens.",
    "%",
    MAAT,
    _PRINTED,
    toets=True,
    licht_toe=True,
)
KLASSEN = Definition(
    "SLK-KLASSEN",
    "Slaagkans van alle inkomensklassen samen",
    "Som van de verhuringen gedeeld door de som van de actief woningzoekenden, over alle klassen; "
    "een zoeker hoort bij één klasse.",
    "%",
    MAAT,
    _PRINTED,
    toets=True,
    licht_toe=True,
)
DEFINITIONS = (DOELGROEP, KLASSEN)


def group(asked: Asked, series: Measurements, period: Period) -> Outcome:
    """Give the slaagkans of all classes up to the income limit together (R-05)."""
    context = series.context
    limit = income_limit(context)
    classes = target_classes(context.afspraken)
    if not classes:
        raise UndeterminedError(f"De inkomensgrens van {limit} is geen grens tussen klassen.")
    found = together([series.row(klasse.naam, period) for klasse in classes], series.column)
    try:
        first = asked.base()
        base = together([series.row(k.naam, first) for k in classes], series.column)
    except UndeterminedError:
        base = None
    outcome = judged(asked, found, period, base)
    words = f"Klassen tot en met {limit} samen: {outcome.toelichting}"
    return within_limit(context, replace(outcome, toelichting=words))


def classes_together(
    asked: Asked, series: Measurements, names: Sequence[str], period: Period
) -> Outcome:
    """Give the slaagkans of all classes together, beside that of the whole municipality."""
    found = together([series.row(name, period) for name in names], series.column)
    outcome = judged(asked, found, period, None)
    try:
        whole = rate(Measurements.of(series.context, "kern").row(TOTAL, period))
    except UndeterminedError:
        return outcome
    if whole.noemer in {None, found.noemer}:
        return outcome
    remark = f" De tabel per kern telt {counted(whole.noemer or 0, 'zoekers')}, hier zijn het er "
    remark += f"{number(found.noemer or 0)}; beide horen alle zoekers één keer te tellen."
    return replace(
        outcome,
        toelichting=outcome.toelichting + remark,
        steunt_op=outcome.steunt_op + whole.steun,
    )


def compute(context: Context) -> Iterator[Indicator]:
    """Give the slaagkans of both groups in the last period."""
    classes = [klasse.naam for klasse in context.afspraken.inkomensklassen]
    series = Measurements.of(context, "inkomensklasse")
    period = series.periods()[-1]
    for doel in context.goals(MAAT):
        asked = Asked(context, doel)
        for definition, calculate in (
            (KLASSEN, partial(classes_together, asked, series, classes, period)),
            (DOELGROEP, partial(group, asked, series, period)),
        ):
            yield context.indicator(
                definition,
                calculate,
                periode=str(period),
                norm=asked.norm_in(period),
                doel=doel,
            )
