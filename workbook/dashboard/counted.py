"""Formulas over figures of which what was counted goes before what was expected.

A row that expects what the same corporatie has counted since, of the same year, is no figure any
more: the indicators leave it out, and so do these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prestatieafspraken.workbook.dashboard.formulas import (
    COUNTED,
    EXPECTED,
    MORE,
    Cells,
    named,
    text,
)


@dataclass(frozen=True)
class Counted:
    """A table with a row for each corporatie, year and kind of figure.

    `figure` heads the number without which nothing is known of a year; it says which rows are one.
    """

    cells: Cells
    figure: str

    def pick(self, year: str, naam: str | None = None) -> str:
        """Give 1 for each row of a year that counts, of one corporatie or of all, and else 0."""
        own = [self._is("Corporatie", text(naam))] if naam else []
        stale = f"{self._is(*EXPECTED)}*({self._alike(year, COUNTED)}>0)"
        return "*".join([*own, self._is("Jaar", year), *self.cells.begun(), f"(1-{stale})"])

    def _is(self, header: str, value: str) -> str:
        return f"({self.cells.column(header)}={value})"

    def _alike(self, year: str, *where: tuple[str, str]) -> str:
        """Count for each row those of the same corporatie in a year."""
        return self._figures(("Corporatie", self.cells.column("Corporatie")), year, *where)

    def _figures(self, who: tuple[str, str], year: str, *where: tuple[str, str]) -> str:
        return self.cells.count(who, ("Jaar", year), *where, (self.figure, MORE))

    def there(self, year: str, naam: str) -> str:
        """Say that a corporatie has a figure of a year."""
        return f"{self._figures(('Corporatie', named(naam)), year)}>0"

    def sum(self, header: str, year: str, naam: str | None = None) -> str:
        """Add up a column over the rows that count."""
        if naam:
            who, (kind, expected) = ("Corporatie", named(naam)), EXPECTED
            stale = f"{self._figures(who, year, COUNTED)}>0"
            counts = f'"<>"&IF({stale},{expected},"")'
            return self.cells.sum(header, who, ("Jaar", year), (kind, counts))
        return f"SUMPRODUCT({self.pick(year, naam)},{self.cells.column(header)})"

    def filled(self, header: str, year: str, naam: str | None = None) -> str:
        """Say that a number stands in this column of every row that counts."""
        return f"SUMPRODUCT({self.pick(year, naam)}*(1-ISNUMBER({self.cells.column(header)})))=0"

    def all_same(self, header: str, value: str, year: str) -> str:
        """Say that a column holds a value in every row that counts."""
        return f"SUMPRODUCT({self.pick(year)}*(1-{self._is(header, value)}))=0"

    def is_expected(self, year: str, naam: str | None = None) -> str:
        """Say that a figure which counts is no more than expected."""
        return f"SUMPRODUCT({self.pick(year, naam)}*{self._is(*EXPECTED)})>0"

    def once(self, year: str, needed: Sequence[str], naam: str | None = None) -> list[str]:
        """Say that each that is needed has a figure, all have theirs, and nobody has two.

        All are those of a year, or of one corporatie.
        """
        gone = f"({self._alike(year, COUNTED)}>0)*{self._alike(year, EXPECTED)}"
        twice = f"({self._alike(year)}-{gone}>1)"
        return [
            *(self.there(year, one) for one in needed),
            self.filled(self.figure, year, naam),
            f"SUMPRODUCT({self._is('Jaar', year)}*{twice})=0",
        ]
