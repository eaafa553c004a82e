"""The figures of one goal on the sheet Kengetallen, and what they are together in a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from proving.rechter.tabel import Eis, gemeente, getal
from proving.rechter.uitspraak import jaar_om

Rij = Mapping[str, Any]
GETELD, VERWACHT = "realisatie", "prognose"


class OndeelbaarError(Exception):
    """Shares stand there that cannot be taken together without the counts behind them."""


class Cijfers:
    """The figures of one goal: of whom, where, in which year, counted or expected."""

    def __init__(self, rijen: Sequence[Rij], eis: Eis, wie: str) -> None:
        self.rijen = [rij for rij in rijen if rij["doel"] == eis.doel]
        self.eis = eis
        self.geheel = gemeente(wie)

    def _van(self, partij: str, gebied: str, jaar: int, soort: str) -> tuple[Fraction, ...] | None:
        """Give numerator and denominator, or the value alone, of one party."""
        for rij in self.rijen:
            who = (rij["partij"], rij.get("gebied") or "", rij["jaar"], rij["soort_cijfer"])
            if who != (partij, gebied, jaar, soort):
                continue
            teller, noemer, waarde = (getal(rij.get(k)) for k in ("teller", "noemer", "waarde"))
            if teller is not None and noemer:
                return teller, noemer
            if waarde is not None:
                return (waarde,)
        return None

    def samen(
        self, partijen: Sequence[str], gebied: str, jaar: int, *soorten: str
    ) -> Fraction | None:
        """Give the figure of these parties together, of each in the first kind that it has.

        The municipality may file the whole instead.
        """
        found = [self._eerste(partij, gebied, jaar, soorten) for partij in partijen]
        known = [one for one in found if one is not None]
        if len(known) < len(found):
            whole = self._eerste(self.geheel, gebied, jaar, soorten)
            if known or whole is None or tuple(partijen) != self.eis.partijen or self.eis.elk:
                return None
            known = [whole]
        if all(len(one) > 1 for one in known):
            return sum((one[0] for one in known), Fraction()) / sum(one[1] for one in known)
        if self.eis.deelbaar and len(known) > 1:
            raise OndeelbaarError  # a mean of shares is no share
        return sum((one[0] / one[1] if len(one) > 1 else one[0] for one in known), Fraction())

    def _eerste(
        self, partij: str, gebied: str, jaar: int, soorten: Sequence[str]
    ) -> tuple[Fraction, ...] | None:
        found = (self._van(partij, gebied, jaar, soort) for soort in soorten)
        return next((one for one in found if one is not None), None)

    def jaar(self, partijen: Sequence[str], gebied: str, jaar: int, dag: date) -> Fraction | None:
        """Give what counts for a year: what was counted once it is over, else what is expected."""
        if jaar_om(jaar, dag):
            return self.samen(partijen, gebied, jaar, GETELD)
        if self.samen_geteld(partijen, gebied, jaar):
            return None
        return self.samen(partijen, gebied, jaar, VERWACHT, GETELD)

    def samen_geteld(self, partijen: Sequence[str], gebied: str, jaar: int) -> bool:
        """Say whether nobody expects anything of a year: it is at most what was counted."""
        return all(
            self._van(partij, gebied, jaar, VERWACHT) is None
            for partij in (*partijen, *(() if self.eis.elk else (self.geheel,)))
        )

    def tot_nu(self, partijen: Sequence[str], gebied: str, jaar: int, dag: date) -> Fraction | None:
        """Give what was counted so far of the year that runs; of one that must come, nothing."""
        return self.samen(partijen, gebied, jaar, GETELD) if jaar == dag.year else None

    def laatste(self, partijen: Sequence[str], gebied: str, dag: date) -> Fraction | None:
        """Give the last figure that was counted."""
        for jaar in range(dag.year, 2009, -1):
            found = self.samen(partijen, gebied, jaar, GETELD)
            if found is not None:
                return found
        return None
