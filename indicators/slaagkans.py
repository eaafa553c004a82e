"""The slaagkans of active home seekers against the norm and the base year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.maat import Vorm
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.counted import counted, part_agreeing, part_of
from prestatieafspraken.dutch.figure import exactly, measure, side
from prestatieafspraken.dutch.written import after_colon, capital, listing, number
from prestatieafspraken.indicators.context import NO_GOAL, Context
from prestatieafspraken.indicators.grenzen import within_limit
from prestatieafspraken.indicators.maatstaf import of_goal
from prestatieafspraken.indicators.oordeel import held
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

MAAT = "slaagkans"
_RATIO = "Verhuringen gedeeld door actief woningzoekenden; anders het opgegeven percentage."
_CHANGE = "Slaagkans min de slaagkans in het basisjaar, maal 100."
_BELOW = "Aantal met een slaagkans onder de norm."
_KERN, _INKOMEN = ("slaagkans_kern",), ("slaagkans_inkomen",)

TOTAAL = Definition(
    "SLK-TOTAAL",
    "Slaagkans van alle woningzoekenden",
    _RATIO,
    "%",
    MAAT,
    _KERN,
    toets=True,
)
TOTAAL_VERSCHIL = Definition(
    "SLK-TOTAAL-VERSCHIL", "Slaagkans sinds het basisjaar", _CHANGE, "procentpunt", MAAT, _KERN
)
KERN = Definition(
    "SLK-KERN",
    "Slaagkans per kern",
    _RATIO,
    "%",
    MAAT,
    _KERN,
    toets=True,
    licht_toe=True,
)
KERN_VERSCHIL = Definition(
    "SLK-KERN-VERSCHIL",
    "Slaagkans per kern sinds het basisjaar",
    _CHANGE,
    "procentpunt",
    MAAT,
    _KERN,
)
KERN_ONDER = Definition("SLK-KERN-ONDER", "Kernen onder de norm", _BELOW, "kernen", MAAT, _KERN)
INKOMEN = Definition(
    "SLK-INKOMEN",
    "Slaagkans per inkomensklasse",
    _RATIO,
    "%",
    MAAT,
    _INKOMEN,
    toets=True,
    licht_toe=True,
)
INKOMEN_VERSCHIL = Definition(
    "SLK-INKOMEN-VERSCHIL",
    "Slaagkans per inkomensklasse sinds het basisjaar",
    _CHANGE,
    "procentpunt",
    MAAT,
    _INKOMEN,
)
INKOMEN_ONDER = Definition(
    "SLK-INKOMEN-ONDER",
    "Inkomensklassen onder de norm",
    f"{_BELOW[:-1]}, onder de klassen tot en met de inkomensgrens.",
    "klassen",
    MAAT,
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


@dataclass(frozen=True)
class Asked:
    """What a goal asks of a slaagkans; without a goal there is no norm and no base year."""

    context: Context
    doel: Doel | None

    def norm(self) -> Maatstaf | None:
        """Give the norm, a fraction (R-04)."""
        return of_goal(self.context, self.doel, Vorm.NIVEAU) if self.doel else None

    def base(self) -> Period:
        """Give the base year, a whole one."""
        if self.doel is None or self.doel.basisjaar is None:
            which = f"Doel {self.doel.id} noemt geen" if self.doel else f"{NO_GOAL} noemt een"
            raise UndeterminedError(f"{which} basisjaar.")
        return Period(self.doel.basisjaar, True, FULL_YEAR)

    def binds(self, period: Period) -> bool:
        """Say whether a period lies within the term of the agreements: before it is no norm."""
        return self.doel is not None and period.jaar >= self.context.afspraken.gemeente.periode_van

    def norm_in(self, period: Period) -> Maatstaf | None:
        """Give the norm where it holds in a period (None before the agreements)."""
        if not self.binds(period):
            return None
        try:
            return self.norm()
        except UndeterminedError:
            return None


def beside(asked: Asked, series: Measurements, name: str, period: Period) -> Outcome:
    """Hold one slaagkans against the norm."""
    found = rate(series.row(name, period))
    why = _outside(asked, name)
    outcome = judged(
        asked, found, period, _base_or_none(asked, series, name), why, series.periods()
    )
    if name != TOTAL:
        of_class = asked.doel and series.column == "inkomensklasse" and not why
        return within_limit(asked.context, outcome) if of_class else outcome
    more, told = _overlap(series, period)
    return replace(
        outcome,
        toelichting=outcome.toelichting + more,
        steunt_op=(*outcome.steunt_op, *told),
    )


def _outside(asked: Asked, name: str) -> str:
    """Say why the norm does not hold for a class: the goal ends at the income limit."""
    classes = asked.context.afspraken.inkomensklassen
    if asked.doel is None or name not in {klasse.naam for klasse in classes}:
        return ""  # of a kern no limit is asked for
    why = outside(asked.context.afspraken, f"Doel {asked.doel.id}").get(name)
    return f" {why}" if why else ""


def _base_or_none(asked: Asked, series: Measurements, name: str) -> Rate | None:
    """Give the slaagkans in the base year (R-08), if it is known."""
    try:
        return rate(series.row(name, asked.base()))
    except UndeterminedError:
        return None


def judged(
    asked: Asked,
    found: Rate,
    period: Period,
    base: Rate | None,
    outside: str = "",
    measured: Sequence[Period] = (),
) -> Outcome:
    """Hold a slaagkans against the norm, where its period lies within the agreements.

    `outside` says why the norm does not hold, where it does not; `measured` are all periods. Of a
    year that is over a part decides nothing.
    """
    norm, oordeel = asked.norm(), Oordeel.GEEN_NORM
    text = measure(found.waarde, "%", *([norm.waarde] if norm else []))
    before, counts = "", found.steun + (base.steun if base else ())
    if base is not None and period.jaar != asked.base().jaar:
        before = f" In {asked.base().jaar} was het {measure(base.waarde, '%')}."
    silent, bound = "", norm and asked.binds(period) and not outside
    if bound:
        silent = period.decides_nothing(measured, asked.context.peildatum)
    if norm and silent:
        oordeel, outside = Oordeel.NIET_TE_BEPALEN, silent
    elif norm and bound:
        text += f" is {side(found.waarde, norm.waarde)} de norm van {exactly(norm.waarde, '%')}"
        final = period.whole and is_over(period.jaar, asked.context.peildatum)
        oordeel = held(norm, found.waarde, final=final)
    text += f".{outside}" if norm else f". {NO_GOAL}."
    text += before + _caution(found, None if silent else period)
    return Outcome(
        found.waarde,
        text,
        oordeel,
        base.waarde if base else None,
        found.cellen,
        berekening=found.sum,
        reeks=period.deel,
        steunt_op=counts,
    )


def _caution(found: Rate, period: Period | None) -> str:
    return "".join(_cautions(found, period, "Het gaat om"))


def _cautions(found: Rate, period: Period | None, about: str) -> Iterator[str]:
    """Give what to keep in mind; `about` begins the sentence on a small number."""
    if found.stated:
        yield " Zoals opgegeven: niet na te rekenen zonder verhuringen en woningzoekenden."
    if found.noemer is not None and found.noemer < SMALL:
        seekers = counted(found.noemer, "woningzoekenden")
        yield f" {about} {seekers}: te weinig voor een conclusie."
    if period and not period.whole:
        yield f" Let op: dit is een deel van het jaar ({period.deel})."


def change(asked: Asked, series: Measurements, name: str, period: Period) -> Outcome:
    """Give the change since the base year in percentage points (R-08)."""
    jaar = asked.base().jaar
    found, base = rate(series.row(name, period)), rate(series.row(name, asked.base()))
    value = (found.waarde - base.waarde) * 100
    words = "hoger" if value > 0 else "lager"
    norm = asked.norm_in(period)
    held_to = [norm.waarde] if norm else []
    then, now = (measure(rate_.waarde, "%", *held_to) for rate_ in (base, found))
    text = f"Van {then} in {jaar} naar {now} in {period}: "
    text += f"{measure(abs(value), 'procentpunt')} {words}." if value else "niet veranderd."
    return Outcome(
        value,
        text + _caution(found, period),
        cellen=found.cellen + base.cellen,
        berekening=f"({found.sum}) − ({base.sum}), maal 100 = {number(value)}",
        steunt_op=found.steun + base.steun,
    )


def below_norm(
    norm: Maatstaf, series: Measurements, names: Sequence[str], period: Period, what: str
) -> Outcome:
    """Count what is below the norm, when all of them are known."""
    rates = {}
    for name in names:
        try:
            rates[name] = rate(series.row(name, period))
        except UndeterminedError as reason:
            why = str(reason)
            if name not in why:
                why = f"Bij {series.called(name)}: {after_colon(why)}"
            raise UndeterminedError(f"Niet alle slaagkansen zijn bekend. {why}") from None
    low = [name for name in names if not norm.meets(rates[name].waarde)]
    high = [name for name in names if name not in low]
    text = f"{capital(part_of(len(low), len(names), what))} "
    text += f"{part_agreeing(len(low), 'is', 'zijn')} onder de norm van {exactly(norm.waarde, '%')}"
    text += f"; niet onder de norm: {listing(high)}." if high else "."
    cells = tuple(cell for found in rates.values() for cell in found.cellen)
    cautions = dict.fromkeys(
        caution
        for name, found in rates.items()
        for caution in _cautions(found, period, f"Bij {name} gaat het om")
    )
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
    text = f" Let op: {counted(total, 'zoekers')} in totaal kan niet; uit de kernen volgt "
    text += f"{number(low)} tot en met {number(high)}, want wie in meer kernen zoekt telt in het "
    text += "totaal één keer."
    return text, told


def compute(context: Context) -> Iterator[Indicator]:
    """Give every measurement, and of the last period the changes and the counts."""
    kernen = [kern.naam for kern in context.afspraken.kernen]
    classes = [klasse.naam for klasse in context.afspraken.inkomensklassen]
    table = "inkomensklasse"
    for doel in context.goals(MAAT):
        asked = Asked(context, doel)
        yield from _of_table(asked, "kern", [TOTAL], (TOTAAL, TOTAAL_VERSCHIL))
        yield from _of_table(asked, "kern", kernen, (KERN, KERN_VERSCHIL, KERN_ONDER))
        yield from _of_table(asked, table, classes, (INKOMEN, INKOMEN_VERSCHIL, INKOMEN_ONDER))


def _of_table(
    asked: Asked, column: str, names: Sequence[str], definitions: Sequence[Definition]
) -> Iterator[Indicator]:
    context, doel = asked.context, asked.doel
    try:
        series = Measurements.of(context, column)
        measured = {period: series.names(period) for period in series.periods()}
    except UndeterminedError as reason:
        for definition in definitions:
            yield context.undetermined(definition, reason, doel=doel)
        return
    ratio, changed, *counted = definitions
    last = max(measured)
    for period, found in measured.items():
        for name in found if period != last else names:
            if name in names:
                yield context.indicator(
                    ratio,
                    partial(beside, asked, series, name, period),
                    onderdeel=None if name == TOTAL else name,
                    periode=str(period),
                    norm=None if _outside(asked, name) else asked.norm_in(period),
                    actueel=period == last,
                    doel=doel,
                )
    if doel is None:
        yield from map(context.unasked, (changed, *counted))
        return
    for name in names:
        yield context.indicator(
            changed,
            partial(change, asked, series, name, last),
            onderdeel=None if name == TOTAL else name,
            periode=str(last),
            doel=doel,
        )
    loose = {name: why for name in names if (why := _outside(asked, name))}
    bound = [name for name in names if name not in loose]
    for definition in counted:
        yield context.indicator(
            definition,
            partial(_counted, asked, series, bound, last, definition.eenheid)
            if bound
            else partial(_nothing, loose),
            periode=str(last),
            doel=doel,
        )


def _counted(
    asked: Asked, series: Measurements, names: Sequence[str], period: Period, what: str
) -> Outcome:
    norm = asked.norm()
    if norm is None:
        raise UndeterminedError(f"{NO_GOAL}.")
    return below_norm(norm, series, names, period, what)
