"""The mean energy index of the social stock: weighted by homes, one method at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.indicators.context import Context, FigureRow, of_party, years
from prestatieafspraken.indicators.grenzen import label, label_bounds, label_words
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome, UndeterminedError
from prestatieafspraken.indicators.steun import Steun
from prestatieafspraken.indicators.voorraad import Stock, latest
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.labelklassen import UNKNOWN, WITHOUT_INDEX

MAAT = TABLE = "energie_index"

STAND = Definition(
    "EIX-STAND",
    "Gemiddelde energie-index",
    "Som van de index maal de woningen, gedeeld door de som van de woningen.",
    "index",
    MAAT,
    (TABLE,),
)
DEFINITIONS = (STAND,)


@dataclass(frozen=True)
class Mean:
    """A mean index in a year; `forecast` if any part of it is a prognose."""

    jaar: int
    waarde: Decimal
    methode: str
    forecast: bool
    cellen: tuple[str, ...]
    remark: str = ""
    sum: str = ""
    steun: tuple[Steun, ...] = ()

    def told(self, *bounds: Decimal) -> str:
        """Write it beside bounds, with its year."""
        index = measure(self.waarde, "index", *bounds)
        return f"{index} in {self.jaar}{' (prognose)' if self.forecast else ''}"


@dataclass(frozen=True)
class Index:
    """The mean index of one corporatie, or (None) of all of them together."""

    context: Context
    corporatie: str | None = None

    def rows(self) -> list[FigureRow]:
        """Give the rows that count."""
        return of_party(self.context.rows(TABLE), self.corporatie)

    def years(self) -> list[int]:
        """Give the years that have a row, the first one first.

        Raises UndeterminedError if there is none.
        """
        return years(self.rows())

    def mean(self, jaar: int) -> Mean:
        """Give the mean of a year (UndeterminedError unless all that it needs is known)."""
        rows = [row for row in self.rows() if row.year("jaar") == jaar]
        names = [row.text("corporatie") or "" for row in rows]
        needed = [self.corporatie] if self.corporatie else self.context.signing()
        absent = [naam for naam in needed if naam not in names]
        if absent:
            raise UndeterminedError(
                f"Over {jaar} ontbreekt de energie-index van {listing(absent)}."
            )
        if len(set(names)) < len(names):
            raise UndeterminedError(f"In {jaar} staat een corporatie meer dan één keer.")
        values = [row.number("energie_index") for row in rows]
        if None in values:
            raise UndeterminedError(f"Niet elke energie-index over {jaar} is ingevuld.")
        methods = {row.text("methode") or UNKNOWN for row in rows}
        if WITHOUT_INDEX in methods:
            raise UndeterminedError(f"De methode {WITHOUT_INDEX} kent geen energie-index.")
        if len(methods) > 1:
            raise UndeterminedError(
                f"De indexen over {jaar} zijn van verschillende methoden en zijn niet te middelen."
            )
        known = [value for value in values if value is not None]
        weights, cells, remark = self._weights(rows, names, jaar)
        value = sum((v * w for v, w in zip(known, weights, strict=True)), Decimal(0)) / sum(weights)
        parts = [f"{number(v)} × {number(w)}" for v, w in zip(known, weights, strict=True)]
        how = f"({' + '.join(parts)}) / {number(sum(weights))} = {number(value, 3)}"
        return Mean(
            jaar,
            value,
            methods.pop(),
            any(row.text("soort_cijfer") != CijferSoort.REALISATIE for row in rows),
            tuple(row.cell("energie_index") for row in rows) + cells,
            remark,
            number(value) if self.corporatie else how,
            self._homes(rows, weights, cells),
        )

    def _homes(
        self, rows: Sequence[FigureRow], weights: Sequence[Decimal], cells: tuple[str, ...]
    ) -> tuple[Steun, ...]:
        """Say over how many homes the mean is: those with an index, else all that were counted."""
        over = tuple(row.cell("energie_index") for row in rows)
        if not self.corporatie:
            return (Steun(sum(weights, Decimal(0)), cells), Steun(sum(weights, Decimal(0)), over))
        row = rows[0]
        homes = row.number("woningen") if row.readable("woningen") else None
        if homes is None:
            try:
                homes = latest(Stock(self.context, corporatie=self.corporatie), _year(row)).waarde
            except UndeterminedError:
                return ()
        return (Steun(homes, over),)

    def _weights(
        self, rows: Sequence[FigureRow], names: Sequence[str], jaar: int
    ) -> tuple[list[Decimal], tuple[str, ...], str]:
        """Give the homes of each row: those with an index, else the last counted DAEB homes.

        The two kinds of count are not mixed: one of each would tilt the mean.
        """
        if self.corporatie:
            return [Decimal(1)], (), ""
        homes = [row.number("woningen") for row in rows]
        weights = [count for count in homes if count is not None]
        cells = tuple(row.cell("woningen") for row in rows)
        remark = f" De index van {jaar} is gewogen naar de woningen met een index."
        if len(weights) < len(rows):
            totals = [latest(Stock(self.context, corporatie=n), jaar) for n in names]
            weights = [total.waarde for total in totals]
            cells = tuple(cell for total in totals for cell in total.cellen)
            counted = listing(sorted({str(total.jaar) for total in totals}))
            remark = f" De index van {jaar} is gewogen naar de getelde DAEB-woningen van {counted}"
            remark += "." if counted == str(jaar) else f"; die van {jaar} zijn er nog niet."
        if sum(weights) <= 0:
            raise UndeterminedError(f"Over {jaar} zijn er geen woningen om naar te wegen.")
        return weights, cells, remark


def _year(row: FigureRow) -> int:
    return row.year("jaar") or 0


def compute(context: Context) -> Iterator[Indicator]:
    """Give the mean index of each year, in all and per corporatie."""
    known = Index(context).years()
    current = max([year for year in known if year <= context.peildatum.year], default=None)
    for jaar in known:
        for naam in (None, *context.signing()):
            yield context.indicator(
                STAND,
                partial(_stand, Index(context, naam), jaar),
                onderdeel=naam,
                periode=str(jaar),
                actueel=jaar == current,
            )


def _stand(index: Index, jaar: int) -> Outcome:
    mean = index.mean(jaar)
    bounds = label_bounds(mean.methode)
    text = f"{mean.told(*bounds)}.{label_words(mean.waarde, mean.methode)}{mean.remark}"
    letter = label(mean.waarde, mean.methode)
    return Outcome(
        mean.waarde,
        text,
        cellen=mean.cellen,
        berekening=mean.sum,
        klasse=letter,
        reeks=mean.methode,
        naast=bounds,
        steunt_op=mean.steun,
    )
