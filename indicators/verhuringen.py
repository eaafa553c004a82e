"""The lettings of a period as the workbook has them, and a part of them against its norm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.figure import exactly, measure, side
from prestatieafspraken.dutch.written import listing, number, percent
from prestatieafspraken.indicators.context import Context, FigureRow, add_up, of_party
from prestatieafspraken.indicators.oordeel import held
from prestatieafspraken.indicators.rates import Period, period_of
from prestatieafspraken.indicators.result import Maatstaf, Oordeel, Outcome, UndeterminedError
from prestatieafspraken.indicators.steun import CellNames, Steun, deel
from prestatieafspraken.workbook.vrije_ruimte import has_middle_group

TABLE, MIDDLE = "toewijzingen", "middeninkomen"


def periods(context: Context) -> list[Period]:
    """Give the periods with lettings up to the peildatum, the last one last."""
    until = context.peildatum.year
    rows = context.rows(TABLE)
    found = {period for row in rows if (period := period_of(row)) and period.jaar <= until}
    if not found:
        raise UndeterminedError(f"Er zijn nog geen verhuringen van {until} of eerder.")
    return sorted(found)


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

    def rows(self) -> list[FigureRow]:
        """Give the one row of each that is needed.

        Raises UndeterminedError if one is absent or double.
        """
        rows = [r for r in self.context.rows(TABLE) if period_of(r) == self.period]
        needed = [self.naam] if self.naam else self.context.signing()
        rows = of_party(rows, self.naam)
        found = [row.text("corporatie") for row in rows]
        if len(set(found)) < len(found):
            raise UndeterminedError(f"Over {self.period} staat een corporatie meer dan één keer.")
        absent = [naam for naam in needed if naam not in found]
        if absent:
            raise UndeterminedError(
                f"Over {self.period} ontbreken de verhuringen van {listing(absent)}."
            )
        return rows

    def count(self, column: str, what: str) -> tuple[Decimal, tuple[str, ...]]:
        """Add up a column (UndeterminedError as soon as one cell is empty).

        Of a group that no longer exists an empty cell says that there were none.
        """
        rows = self.rows()
        if column == MIDDLE and not has_middle_group(self.day):
            rows = [row for row in rows if row.number(column) is not None]
        return add_up(rows, column, f"Het aantal {what}")


@dataclass(frozen=True)
class LettingShare:
    """A part of the lettings: the exact share, and the counts it comes from."""

    teller: Decimal
    noemer: Decimal
    cellen: tuple[str, ...]
    steun: tuple[Steun, ...]

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
    MIDDLE: "verhuringen aan middeninkomens",
    "hoger_inkomen": "verhuringen aan hogere inkomens",
    "huurtoeslag": "verhuringen aan de huurtoeslaggroep",
    "passend": "passende verhuringen",
    "maatwerk": "verhuringen via lokaal maatwerk",
}


def part(lettings: Lettings, columns: Sequence[str], of: str = "verhuringen") -> LettingShare:
    """Divide some lettings by all of them (UndeterminedError without any)."""
    whole, cells = lettings.count(of, WORDS[of])
    parts: CellNames = ()
    total = Decimal(0)
    for column in columns:
        value, used = lettings.count(column, WORDS[column])
        total, parts = total + value, parts + used
    if whole <= 0:
        raise UndeterminedError(f"Er zijn over {lettings.period} geen {WORDS[of]}.")
    if total > whole:
        raise UndeterminedError(f"Er zijn meer {WORDS[columns[0]]} dan {WORDS[of]}.")
    counts = deel(Steun(total, parts), Steun(whole, cells))
    return LettingShare(total, whole, cells + parts, counts)


def against(
    lettings: Lettings, found: LettingShare, norm: Maatstaf | None, remark: str = ""
) -> Outcome:
    """Hold a share against its norm, or say why there is none.

    Of a year that is over a part decides nothing.
    """
    value, context = found.share, lettings.context
    silent = lettings.period.decides_nothing(periods(context), context.peildatum)
    if norm is None:
        text, oordeel = f"{measure(value, '%')}.", Oordeel.GEEN_NORM
    elif silent:
        text, oordeel = f"{measure(value, '%')}.{silent}", Oordeel.NIET_TE_BEPALEN
    else:
        within = norm.richting is Richting.MAXIMAAL and norm.meets(value)
        where = "binnen" if within else side(value, norm.waarde)
        shown = measure(value, "%", norm.waarde)
        text = f"{shown} is {where} de norm van {exactly(norm.waarde, '%')}."
        oordeel = held(norm, value, final=lettings.final)
    if not (lettings.period.whole or silent):
        text += f" Let op: dit is een deel van het jaar ({lettings.period.deel})."
    return Outcome(
        value,
        text + remark,
        oordeel,
        cellen=found.cellen,
        berekening=found.sum,
        norm=norm,
        reeks=lettings.period.deel,
        steunt_op=found.steun,
    )
