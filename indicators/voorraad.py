"""The stock of social homes (DAEB), per corporatie and for all of them together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.context import Context, FigureRow, added, of_party, years
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome, UndeterminedError
from prestatieafspraken.indicators.steun import Steun
from prestatieafspraken.workbook.cijfersoort import CijferSoort

TABLE = "woningvoorraad"
MAAT, IN_KERNEN = "voorraad_daeb", "voorraad_daeb_kernen"
WHAT = {"daeb": "DAEB-woningen", "daeb_kernen": "DAEB-woningen in de kernen"}

STAND = Definition(
    "VRD-STAND",
    "DAEB-woningen",
    "Som van de DAEB-woningen van de corporaties op 31 december.",
    "woningen",
    MAAT,
    (TABLE,),
)
DEFINITIONS = (STAND,)


@dataclass(frozen=True)
class Total:
    """A stock at the end of a year; `forecast` if any part of it is a prognose."""

    jaar: int
    waarde: Decimal
    forecast: bool
    cellen: tuple[str, ...]
    remark: str = ""
    wat: str = "woningen"
    sum: str = ""

    @property
    def steun(self) -> Steun:
        """Give the stock as a count that a value rests on."""
        return Steun(self.waarde, self.cellen)


@dataclass(frozen=True)
class Stock:
    """One column of the stock, of one corporatie or (None) of all of them together."""

    context: Context
    column: str = "daeb"
    corporatie: str | None = None

    def rows(self) -> list[FigureRow]:
        """Give the rows that count."""
        return of_party(self.context.rows(TABLE), self.corporatie)

    def years(self) -> list[int]:
        """Give the years that have a row, the first one first.

        Raises UndeterminedError if there is none.
        """
        return years(self.rows())

    def total(self, jaar: int, *, realised: bool = False) -> Total:
        """Add up a year (UndeterminedError if the figure of any corporatie is not known)."""
        rows = [r for r in self.rows() if r.year("jaar") == jaar]
        if realised:
            rows = [r for r in rows if r.text("soort_cijfer") == CijferSoort.REALISATIE]
        remark = self._complete(rows, jaar, "gerealiseerde cijfers" if realised else "cijfers")
        values = [row.number(self.column) for row in rows]
        empty = [str(r.text("corporatie")) for r, v in zip(rows, values, strict=True) if v is None]
        if empty:
            raise UndeterminedError(
                f"Het aantal {WHAT[self.column]} over {jaar} ontbreekt voor {listing(empty)}."
            )
        return Total(
            jaar,
            sum((value for value in values if value is not None), Decimal(0)),
            any(row.text("soort_cijfer") != CijferSoort.REALISATIE for row in rows),
            tuple(row.cell(self.column) for row in rows),
            remark,
            WHAT[self.column],
            added([value for value in values if value is not None]),
        )

    def _complete(self, rows: list[FigureRow], jaar: int, kind: str) -> str:
        """Hold the rows of a year against the corporaties; give a remark on who is left out.

        A corporatie that does not sign may be left out unless it has homes in another year:
        leaving those out would change the sum, and nobody would see it.
        """
        found = [row.text("corporatie") for row in rows]
        known = [party.naam for party in self.context.afspraken.corporaties()]
        if not set(found) <= set(known):
            raise UndeterminedError(f"In {jaar} staat een rij zonder bekende corporatie.")
        if len(set(found)) < len(found):
            raise UndeterminedError(f"In {jaar} staat een corporatie meer dan één keer.")
        signing = [self.corporatie] if self.corporatie else self.context.signing()
        homes = self._homes()
        needed = [n for n in known if n not in found and (n in signing or any(homes.get(n, ())))]
        if needed:
            hidden = [
                row.cell("daeb")
                for row in self.rows()
                if row.text("corporatie") in needed and not row.readable("daeb")
            ]
            why = (
                f" Of zij woningen heeft, is aan {listing(hidden)} niet te lezen." if hidden else ""
            )
            raise UndeterminedError(f"Over {jaar} ontbreken {kind} van {listing(needed)}.{why}")
        left_out = [naam for naam in known if naam in homes and naam not in found]
        if not left_out:
            return ""
        names = listing(left_out)
        return f" Over {jaar} is er geen rij van {names}; in de andere jaren is het bezit 0."

    def _homes(self) -> dict[str, list[bool]]:
        """Say for each row of a corporatie whether it has homes; an open cell counts as yes."""
        homes: dict[str, list[bool]] = {}
        for row in self.rows():
            some = not row.readable("daeb") or row.number("daeb") != 0
            homes.setdefault(row.text("corporatie") or "", []).append(some)
        return homes


def latest(stock: Stock, until: int, after: int = 0) -> Total:
    """Give the total of the last year, up to `until` and later than `after`, that is counted."""
    reason = ""
    for year in reversed([y for y in stock.years() if after < y <= until]):
        try:
            total = stock.total(year, realised=True)
        except UndeterminedError as missing:
            reason = reason or f" {missing}"
        else:
            return replace(total, remark=total.remark + reason)
    span = f"na {after}" if after else f"tot en met {until}"
    raise UndeterminedError(f"Er is {span} nog geen jaar met gerealiseerde cijfers.{reason}")


def compute(context: Context) -> Iterator[Indicator]:
    """Give the stock of each year, in all and per corporatie."""
    stock = Stock(context)
    counted = stock.years()
    try:
        current = latest(stock, context.peildatum.year).jaar
    except UndeterminedError:
        current = max(counted)
    for year in counted:
        for naam in (None, *context.signing()):
            yield context.indicator(
                STAND,
                partial(_stand, Stock(context, corporatie=naam), year),
                onderdeel=naam,
                periode=str(year),
                actueel=year == current,
            )


def _stand(stock: Stock, jaar: int) -> Outcome:
    total = stock.total(jaar)
    kind = "Prognose voor" if total.forecast else "Geteld aan"
    text = f"{kind} het eind van {jaar}: {counted(total.waarde, 'DAEB-woningen')}."
    return Outcome(
        total.waarde,
        text + total.remark,
        cellen=total.cellen,
        berekening=total.sum,
        steunt_op=(total.steun,),
    )
