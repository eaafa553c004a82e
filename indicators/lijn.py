"""A straight line through two figures: where it is in a year, and when it arrives at a norm."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from prestatieafspraken.indicators.result import Maatstaf


@dataclass(frozen=True)
class Line:
    """A line from one year to another; `year` is later than `start_year`.

    >>> from prestatieafspraken.afspraken.model import Richting
    >>> energie = Line(2017, Decimal("1.79"), 2019, Decimal("1.63"))
    >>> energie.slope, energie.at(2020)
    (Decimal('-0.08'), Decimal('1.55'))
    >>> norm = Maatstaf(Decimal("1.25"), Richting.MAXIMAAL, "het doel")
    >>> energie.arrival(norm), energie.needed(norm, 2020)
    (Decimal('2023.75'), Decimal('0.38'))

    A line that is there already has arrived in its last year; one that goes the wrong way, or
    nowhere, never arrives.

    >>> energie.arrival(Maatstaf(Decimal("1.63"), Richting.MAXIMAAL, "het doel"))
    Decimal('2019')
    >>> energie.arrival(Maatstaf(Decimal("1.70"), Richting.MINIMAAL, "het doel")) is None
    True
    >>> flat = Line(2017, Decimal(5), 2018, Decimal(5))
    >>> flat.arrival(Maatstaf(Decimal(6), Richting.MINIMAAL, "het doel")) is None
    True
    """

    start_year: int
    start: Decimal
    year: int
    value: Decimal

    @property
    def slope(self) -> Decimal:
        """Give the change a year."""
        return (self.value - self.start) / (self.year - self.start_year)

    def at(self, year: int) -> Decimal:
        """Give the value of the line in a year."""
        return self.value + self.slope * (year - self.year)

    def arrival(self, norm: Maatstaf) -> Decimal | None:
        """Give the year, with its fraction, in which the line meets the norm (None if never)."""
        if norm.meets(self.value):
            return Decimal(self.year)
        ahead = norm.waarde - self.value
        if ahead * self.slope <= 0:
            return None
        return self.year + ahead / self.slope

    def needed(self, norm: Maatstaf, target_year: int) -> Decimal | None:
        """Give the change a year that still leads to the norm (None when no year is left)."""
        years = target_year - self.year
        return norm.short(self.value) / years if years > 0 else None
