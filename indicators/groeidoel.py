"""A goal of growth, the stock that has to grow, and the change between two years."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from prestatieafspraken.afspraken.maat import Vorm
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.counted import agreeing, counted
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import number
from prestatieafspraken.indicators.maatstaf import of_goal
from prestatieafspraken.indicators.oordeel import held
from prestatieafspraken.indicators.result import Maatstaf, Oordeel, Outcome, UndeterminedError
from prestatieafspraken.indicators.voorraad import Stock, Total, latest


@dataclass(frozen=True)
class Growth:
    """A goal of growth and the stock that has to grow; each figure is looked up when asked."""

    stock: Stock
    doel: Doel
    basisjaar: int
    streefjaar: int
    maatstaf: Maatstaf

    @property
    def norm(self) -> Decimal:
        """Give the growth that the goal asks."""
        return self.maatstaf.waarde

    def base(self) -> Total:
        """Give the stock that it grows from."""
        return self._of(self.basisjaar)

    def target(self) -> Total:
        """Give the stock in the target year."""
        return self._of(self.streefjaar)

    def _of(self, jaar: int) -> Total:
        """Give the stock of a year; once that is over, a forecast is no answer."""
        total = self.stock.total(jaar)
        if total.forecast and is_over(jaar, self.stock.context.peildatum):
            raise UndeterminedError(f"Het jaar {jaar} is om, maar er staat nog een prognose.")
        return total

    def latest(self) -> Total:
        """Give the last stock that all have counted, not later than the target year."""
        until = min(self.stock.context.peildatum.year, self.streefjaar)
        return latest(self.stock, until, after=self.basisjaar)

    def planned(self) -> Change:
        """Give the change from the base year to the target year."""
        return Change(self.base(), self.target())

    def realised(self) -> Change:
        """Give the change from the base year to the last year counted."""
        return Change(self.base(), self.latest())

    def oordeel(self, plan: Change) -> Oordeel:
        """Judge what the stock is, or is to be, in the target year; once over, only as counted.

        What was counted before it then says nothing of the goal any more.
        """
        over = is_over(self.streefjaar, self.stock.context.peildatum)
        if over and (plan.end.jaar < self.streefjaar or plan.end.forecast):
            return Oordeel.GEEN_NORM
        return held(self.maatstaf, plan.value, final=over)

    def against(self, change: Change) -> str:
        """Say how a growth compares with the goal; before the target year nothing is too little."""
        value = change.value
        short, target = self.norm - value, change.end.jaar == self.streefjaar
        needed = f"; er {agreeing(short, 'is', 'zijn')} er nog {number(short)} nodig"
        words = f", {number(short)} te weinig" if target else needed
        rest = words if short > 0 else ""
        part = measure(value / self.norm, "%")
        return f" Dat is {part} van de {number(self.norm)} die doel {self.doel.id} vraagt{rest}."

    def needed(self) -> Decimal:
        """Give what the goal still asks after the last year counted."""
        return max(self.norm - self.realised().value, Decimal(0))


@dataclass(frozen=True)
class Change:
    """The change of a stock between two years."""

    start: Total
    end: Total

    @property
    def value(self) -> Decimal:
        """Give the change, negative for a decline."""
        return self.end.waarde - self.start.waarde

    def outcome(
        self,
        value: Decimal,
        text: str = "",
        oordeel: Oordeel = Oordeel.GEEN_NORM,
        how: str = "",
    ) -> Outcome:
        """Give a value that follows from this change, with the change itself in words.

        `how` is the rest of the calculation after the subtraction.
        """
        words = (
            f"Van {counted(self.start.waarde, self.start.wat)} in {self.start.jaar} naar "
            f"{number(self.end.waarde)} in {self.end.jaar}"
            f"{' (prognose)' if self.end.forecast else ''}, "
            f"{number(abs(self.value))} {'erbij' if self.value >= 0 else 'eraf'}."
        )
        return Outcome(
            value,
            words + text + "".join(dict.fromkeys([self.start.remark, self.end.remark])),
            oordeel,
            cellen=self.start.cellen + self.end.cellen,
            periode=f"{self.start.jaar}-{self.end.jaar}",
            berekening=f"{self.sum}{how}",
            steunt_op=(self.start.steun, self.end.steun),
        )

    @property
    def sum(self) -> str:
        """Write the subtraction."""
        return f"{number(self.end.waarde)} − {number(self.start.waarde)} = {number(self.value)}"


def growth_of(stock: Stock, doel: Doel) -> Growth:
    """Take the years and the norm from a goal (UndeterminedError if it is no goal of growth)."""
    if not (doel.basisjaar and doel.streefjaar and doel.verandering and doel.verandering > 0):
        raise UndeterminedError(f"Doel {doel.id} noemt geen groei tussen twee jaren.")
    norm = of_goal(stock.context, doel, Vorm.VERANDERING)
    return Growth(stock, doel, doel.basisjaar, doel.streefjaar, norm)
