"""Lettings against their ceilings: income groups, fitting rents, and room that is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import partial

from prestatieafspraken.indicators.context import Context, Row, add_up
from prestatieafspraken.indicators.maatstaf import Richting, agreed, of_law
from prestatieafspraken.indicators.rates import Period, period_of
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Oordeel,
    Outcome,
    Undetermined,
)
from prestatieafspraken.indicators.verdict import digits_beside, is_over, judge
from prestatieafspraken.workbook.dutch import listing, number, percent

TABLE = "toewijzingen"
_WHOLE = " De wet toetst over het hele bezit van een corporatie, hier staat alleen deze gemeente."
_SOURCES = ("T1-11",)

DOELGROEP = Definition(
    "TWZ-DOELGROEP",
    "Verhuringen aan de doelgroep",
    "Verhuringen aan inkomens tot en met de DAEB-inkomensgrens gedeeld door alle verhuringen.",
    "%",
    _SOURCES,
)
MIDDEN = Definition(
    "TWZ-MIDDEN",
    "Verhuringen aan middeninkomens",
    "Verhuringen aan inkomens in de tijdelijke middengroep gedeeld door alle verhuringen.",
    "%",
    _SOURCES,
)
VRIJ = Definition(
    "TWZ-VRIJ",
    "Verhuringen in de vrije ruimte",
    "Verhuringen boven de middengroep (vanaf 2022: boven de inkomensgrens) gedeeld door alle "
    "verhuringen.",
    "%",
    _SOURCES,
)
BOVEN = Definition(
    "TWZ-BOVEN",
    "Verhuringen boven de inkomensgrens",
    "Verhuringen aan middeninkomens en hogere inkomens samen, gedeeld door alle verhuringen.",
    "%",
    _SOURCES,
)
RUIMTE = Definition(
    "TWZ-RUIMTE",
    "Ruimte boven de inkomensgrens die nog over is",
    "Afgesproken deel maal alle verhuringen (naar beneden afgerond), min de verhuringen boven de "
    "inkomensgrens.",
    "verhuringen",
    _SOURCES,
)
BENUT = Definition(
    "TWZ-BENUT",
    "Benutting van de ruimte boven de inkomensgrens",
    "Deel van de verhuringen boven de inkomensgrens gedeeld door het afgesproken deel.",
    "%",
    _SOURCES,
)
PASSEND = Definition(
    "TWZ-PASSEND",
    "Passend toegewezen",
    "Passende verhuringen aan de huurtoeslaggroep gedeeld door alle verhuringen aan die groep.",
    "%",
    ("T1-08",),
)
DEFINITIONS = (DOELGROEP, MIDDEN, VRIJ, BOVEN, RUIMTE, BENUT, PASSEND)


@dataclass(frozen=True)
class Lettings:
    """The lettings of one period, of one corporatie or (None) of all that sign."""

    context: Context
    period: Period
    naam: str | None = None

    @property
    def day(self) -> date:
        """Give the day whose norms count: the last one of the year."""
        return date(self.period.jaar, 12, 31)

    @property
    def final(self) -> bool:
        """Say whether nothing can change the figures any more."""
        return self.period.whole and is_over(self.period.jaar, self.context.peildatum)

    def rows(self) -> list[Row]:
        """Give the one row of each that is needed (Undetermined if one is absent or double)."""
        rows = [r for r in self.context.rows(TABLE) if period_of(r) == self.period]
        needed = [self.naam] if self.naam else self.context.signing()
        rows = [r for r in rows if self.naam in {None, r.text("corporatie")}]
        found = [row.text("corporatie") for row in rows]
        if len(set(found)) < len(found):
            raise Undetermined(f"Over {self.period} staat een corporatie meer dan één keer.")
        absent = [naam for naam in needed if naam not in found]
        if absent:
            raise Undetermined(
                f"Over {self.period} ontbreken de verhuringen van {listing(absent)}."
            )
        return rows

    def count(self, column: str, what: str) -> tuple[Decimal, tuple[str, ...]]:
        """Add up a column (Undetermined as soon as one cell is empty)."""
        return add_up(self.rows(), column, f"Het aantal {what}", _corporatie)


@dataclass(frozen=True)
class Part:
    """A part of the lettings: the exact share, and the counts it comes from."""

    teller: Decimal
    noemer: Decimal
    cellen: tuple[str, ...]

    @property
    def share(self) -> Decimal:
        """Give the share."""
        return self.teller / self.noemer

    @property
    def sum(self) -> str:
        """Write the division."""
        return f"{number(self.teller)} / {number(self.noemer)} = {percent(self.share, 2)}"


WORDS = {
    "verhuringen": "verhuringen",
    "doelgroep": "verhuringen aan de doelgroep",
    "middeninkomen": "verhuringen aan middeninkomens",
    "hoger_inkomen": "verhuringen aan hogere inkomens",
    "huurtoeslag": "verhuringen aan de huurtoeslaggroep",
    "passend": "passende verhuringen",
    "maatwerk": "verhuringen via lokaal maatwerk",
}


def part(lettings: Lettings, columns: Sequence[str], of: str = "verhuringen") -> Part:
    """Divide some lettings by all of them (Undetermined without any)."""
    whole, cells = lettings.count(of, WORDS[of])
    total = Decimal(0)
    for column in columns:
        value, used = lettings.count(column, WORDS[column])
        total, cells = total + value, cells + used
    if whole <= 0:
        raise Undetermined(f"Er zijn over {lettings.period} geen {WORDS[of]}.")
    if total > whole:
        raise Undetermined(
            f"Er zijn meer {WORDS[columns[0]]} ({number(total)}) dan {WORDS[of]} ({number(whole)})."
        )
    return Part(total, whole, cells)


def against(lettings: Lettings, found: Part, norm: Maatstaf | None, remark: str = "") -> Outcome:
    """Hold a share against its norm, or say why there is none."""
    value = found.share
    if norm is None:
        text, oordeel = f"{percent(value, 1)}.", Oordeel.GEEN_NORM
    else:
        meets = norm.meets(value)
        side = {"maximaal": ("binnen", "boven"), "minimaal": ("niet onder", "onder")}
        where = side[norm.richting][0 if meets else 1]
        shown = percent(value, digits_beside(value, norm.waarde, percent, 1))
        text = f"{shown} is {where} de norm van {percent(norm.waarde)}."
        oordeel = judge(meets=meets, final=lettings.final)
    if not lettings.period.whole:
        text += f" Let op: dit is een deel van het jaar ({lettings.period.deel})."
    return Outcome(
        value,
        text + remark,
        oordeel,
        cellen=found.cellen,
        berekening=found.sum,
        norm=norm,
        reeks=lettings.period.deel,
    )


def target_group(lettings: Lettings) -> Outcome:
    """Hold the share of the target group against the law."""
    found = part(lettings, ["doelgroep"])
    return _by_law(lettings, found, "toewijzing_doelgroep", "minimaal")


def middle(lettings: Lettings) -> Outcome:
    """Hold the share of the temporary middle group against the law."""
    found = part(lettings, ["middeninkomen"])
    return _by_law(lettings, found, "toewijzing_middeninkomen", "maximaal")


def free(lettings: Lettings) -> Outcome:
    """Hold the free room against the law, or against what was agreed within the law.

    Once there is no middle group any more, all above the income limit is free room.
    """
    columns = ["hoger_inkomen"]
    try:
        of_law(lettings.context, "toewijzing_middeninkomen", lettings.day, "maximaal")
    except Undetermined:
        columns = ["middeninkomen", "hoger_inkomen"]
    found = part(lettings, columns)
    more = agreed(lettings.context, "toewijzing_vrij", lettings.day)
    if more is None:
        return _by_law(lettings, found, "toewijzing_vrij", "maximaal")
    most = of_law(lettings.context, "toewijzing_vrij_met_afspraak", lettings.day, "maximaal")
    norm = more if more.waarde <= most.waarde else most
    return against(lettings, found, norm, _WHOLE)


def fitting(lettings: Lettings) -> Outcome:
    """Hold the share of fitting lettings against the law."""
    found = part(lettings, ["passend"], "huurtoeslag")
    return _by_law(lettings, found, "passend_toewijzen", "minimaal")


def _by_law(lettings: Lettings, found: Part, naam: str, richting: Richting) -> Outcome:
    try:
        norm = of_law(lettings.context, naam, lettings.day, richting)
    except Undetermined as unknown:
        return against(lettings, found, None, f" Zonder oordeel: {unknown}")
    return against(lettings, found, norm, _WHOLE)


def _agreed_part(lettings: Lettings) -> Maatstaf:
    norm = agreed(lettings.context, "boven_inkomensgrens", lettings.day)
    if norm is None:
        raise Undetermined(f"De afspraken noemen geen deel voor {lettings.period.jaar}.")
    return norm


_ABOVE = ("middeninkomen", "hoger_inkomen")


def above(lettings: Lettings) -> Outcome:
    """Hold all lettings above the income limit against what was agreed (R-21)."""
    found = part(lettings, _ABOVE)
    try:
        return against(lettings, found, _agreed_part(lettings))
    except Undetermined as unknown:
        return against(lettings, found, None, f" Zonder oordeel: {unknown}")


def room(lettings: Lettings) -> Outcome:
    """Give how many of the lettings so far could still have gone above the limit."""
    found, norm = part(lettings, _ABOVE), _agreed_part(lettings)
    most = (norm.waarde * found.noemer).to_integral_value(ROUND_FLOOR)
    left = most - found.teller
    text = (
        f"Van {number(found.noemer)} verhuringen mogen er {number(most)} boven de grens; het zijn "
    )
    text += f"er {number(found.teller)}."
    if left < 0:
        text += f" Dat zijn er {number(-left)} te veel."
    how = f"{percent(norm.waarde)} × {number(found.noemer)} = {number(most)}; {number(most)} − "
    how += f"{number(found.teller)} = {number(left)}"
    return Outcome(left, text, cellen=found.cellen, berekening=how, reeks=lettings.period.deel)


def used(lettings: Lettings) -> Outcome:
    """Give how much of the agreed room is used (R-22)."""
    found, norm = part(lettings, _ABOVE), _agreed_part(lettings)
    if norm.waarde <= 0:
        raise Undetermined("Er is geen ruimte afgesproken.")
    value = found.share / norm.waarde
    text = f"{percent(found.share, 1)} van de verhuringen, op {percent(norm.waarde)} die mag."
    how = f"{found.sum}; {percent(found.share, 2)} / {percent(norm.waarde)} = {percent(value, 1)}"
    return Outcome(value, text, cellen=found.cellen, berekening=how, reeks=lettings.period.deel)


_CALCULATIONS: dict[Definition, Callable[[Lettings], Outcome]] = {
    DOELGROEP: target_group,
    MIDDEN: middle,
    VRIJ: free,
    BOVEN: above,
    RUIMTE: room,
    BENUT: used,
    PASSEND: fitting,
}


def periods(context: Context) -> list[Period]:
    """Give the periods with lettings up to the peildatum, the last one last."""
    until = context.peildatum.year
    rows = context.rows(TABLE)
    found = {period for row in rows if (period := period_of(row)) and period.jaar <= until}
    if not found:
        raise Undetermined(f"Er zijn nog geen verhuringen van {until} of eerder.")
    return sorted(found)


def compute(context: Context) -> Iterator[Indicator]:
    """Give every share of every period, in all and per corporatie."""
    try:
        known = periods(context)
    except Undetermined as reason:
        for definition in DEFINITIONS:
            yield context.undetermined(definition, reason)
        return
    for period in known:
        for naam in (None, *context.signing()):
            for definition, calculate in _CALCULATIONS.items():
                yield context.indicator(
                    definition,
                    partial(calculate, Lettings(context, period, naam)),
                    onderdeel=naam,
                    periode=str(period),
                    actueel=period == known[-1],
                )


def _corporatie(row: Row) -> str:
    return row.text("corporatie") or f"rij {row.index}"
