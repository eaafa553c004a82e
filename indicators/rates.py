"""Measurements of the slaagkans as the workbook has them: rows, periods and the division itself.

Seekers may look in several kernen, so the kernen never add up to the total: "Totaal" is a
measurement of its own. Income classes are disjoint, so a group of classes is the sum of its
homes divided by the sum of its seekers, and never a mean of percentages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.written import listing, number, percent
from prestatieafspraken.indicators.context import Context, FigureRow
from prestatieafspraken.indicators.result import UndeterminedError
from prestatieafspraken.indicators.steun import Steun, deel, per_cel
from prestatieafspraken.workbook.periode import FULL_YEAR

SMALL = 30
"""Fewer seekers say little; a rule of thumb of statisticians (rule SLK-003), no norm."""
TOTAL = "Totaal"
TABLES = {"kern": "slaagkans_kern", "inkomensklasse": "slaagkans_inkomen"}
"""The table of each kind of measurement, by the column that says what is measured."""


@dataclass(frozen=True, order=True)
class Period:
    """A measured period; within a year the longest comes last."""

    jaar: int
    whole: bool
    deel: str

    def __str__(self) -> str:
        return str(self.jaar) if self.whole else f"{self.jaar}, {self.deel}"

    def is_cut_short(self, peildatum: date) -> bool:
        """Say whether it is a part of a year of which the rest has passed as well."""
        return not self.whole and is_over(self.jaar, peildatum)

    def decides_nothing(self, measured: Sequence[Period], peildatum: date) -> str:
        """Say why a part of a year that is over has no verdict; nothing where it may have one."""
        if not self.is_cut_short(peildatum):
            return ""
        if any(other.jaar == self.jaar and other > self for other in measured):
            return f" Van {self.jaar} is ook meer gemeten; dit deel beslist niets."
        return f" Het jaar {self.jaar} is om, maar alleen {self.deel} is gemeten."


@dataclass(frozen=True)
class Rate:
    """A slaagkans as a fraction; `stated` if it is a percentage that cannot be recomputed."""

    waarde: Decimal
    stated: bool
    cellen: tuple[str, ...]
    teller: Decimal | None = None
    noemer: Decimal | None = None
    steun: tuple[Steun, ...] = ()

    @property
    def sum(self) -> str:
        """Write the division, or the percentage that was stated."""
        if self.teller is None or self.noemer is None:
            return f"{percent(self.waarde, 1)} zoals opgegeven"
        return f"{number(self.teller)} / {number(self.noemer)} = {percent(self.waarde, 2)}"


def rate(row: FigureRow) -> Rate:
    """Give the slaagkans of a row (R-07), or the percentage as stated."""
    homes, seekers = (row.number(column) for column in ("teller", "noemer"))
    if homes is not None and seekers is not None:
        if seekers <= 0:
            raise UndeterminedError(
                "Er zijn geen actief woningzoekenden, dus is er geen slaagkans."
            )
        cells = (row.cell("teller"), row.cell("noemer"))
        counts = deel(*per_cel((homes, seekers), cells))
        return Rate(homes / seekers, False, cells, homes, seekers, counts)
    stated = row.number("opgegeven")
    if stated is None:
        raise UndeterminedError("Verhuringen of woningzoekenden ontbreken, en ook het percentage.")
    counts = _stated(row, stated, homes, seekers)
    return Rate(stated, stated=True, cellen=(row.cell("opgegeven"),), steun=counts)


def _stated(
    row: FigureRow, share: Decimal, homes: Decimal | None, seekers: Decimal | None
) -> tuple[Steun, ...]:
    """Give the counts behind a stated percentage, as far as one of them stands beside it."""
    cells = (row.cell("teller"), row.cell("noemer"))
    if homes is None and seekers is not None:
        homes = (share * seekers).to_integral_value()
    elif homes is not None and share:
        seekers = (homes / share).to_integral_value()
    return () if homes is None or seekers is None else deel(*per_cel((homes, seekers), cells))


def together(rows: Sequence[FigureRow], column: str) -> Rate:
    """Divide the sum of homes by the sum of seekers.

    Raises UndeterminedError if any count is not known.
    """
    homes = [row.number("teller") for row in rows]
    seekers = [row.number("noemer") for row in rows]
    open_ = [
        str(row.text(column))
        for row, h, s in zip(rows, homes, seekers, strict=True)
        if h is None or s is None
    ]
    if open_:
        classes = "de klasse" if len(open_) == 1 else "de klassen"
        raise UndeterminedError(
            f"Verhuringen en woningzoekenden ontbreken van {classes} {listing(open_)}. Een "
            "gemiddelde van percentages is niet de slaagkans van de groep en wordt niet gegeven."
        )
    total = sum((s for s in seekers if s is not None), Decimal(0))
    if total <= 0:
        raise UndeterminedError("Er zijn geen actief woningzoekenden, dus is er geen slaagkans.")
    let = sum((h for h in homes if h is not None), Decimal(0))
    cells = tuple(cell for row in rows for cell in (row.cell("teller"), row.cell("noemer")))
    counts = deel(Steun(let, cells[::2]), Steun(total, cells[1::2]))
    return Rate(let / total, False, cells, let, total, counts)


@dataclass(frozen=True)
class Measurements:
    """The measurements of one table: `column` names what is measured (kern, inkomensklasse)."""

    context: Context
    rows: list[FigureRow]
    column: str

    @classmethod
    def of(cls, context: Context, column: str) -> Measurements:
        """Read a table (UndeterminedError if it is not there or empty)."""
        return cls(context, context.rows(TABLES[column]), column)

    def periods(self) -> list[Period]:
        """Give the periods measured up to the peildatum, the last one last."""
        until = self.context.peildatum.year
        periods = {
            period for row in self.rows if (period := period_of(row)) and period.jaar <= until
        }
        if not periods:
            raise UndeterminedError(f"Er is nog geen meting van {until} of eerder.")
        return sorted(periods)

    def names(self, period: Period) -> list[str]:
        """Give what was measured in a period, in the order of the rows."""
        found = [row.text(self.column) for row in self.rows if period_of(row) == period]
        return list(dict.fromkeys(name for name in found if name))

    def called(self, name: str) -> str:
        """Call what is measured as in a sentence: a kern by its name, a class as a class."""
        if name == TOTAL:
            return "het totaal"
        return name if self.column == "kern" else f"de klasse {name}"

    def row(self, name: str, period: Period) -> FigureRow:
        """Give the one row of a kern or class in a period."""
        rows = [r for r in self.rows if r.text(self.column) == name and period_of(r) == period]
        if len(rows) != 1:
            problem = "staat er meer dan één rij" if rows else "is er geen rij"
            raise UndeterminedError(f"Over {period} {problem} van {self.called(name)}.")
        return rows[0]


def period_of(row: FigureRow) -> Period | None:
    """Give the period of a row (None if its year or part is not filled in)."""
    jaar, deel = row.year("jaar"), row.text("periode")
    return Period(jaar, deel == FULL_YEAR, deel) if jaar and deel else None
