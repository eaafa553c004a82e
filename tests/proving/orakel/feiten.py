"""What the slow second judge knows of one workbook: whose it is, when it is judged, what counts.

The document itself stands in document.py; here it is asked for one party, day and year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from proving.orakel.document import (
    Afspraak,
    Doel,
    afspraken,
    corporaties,
    doelen,
    getallen,
    heel,
    lijsten,
    regels,
)

KWARTALEN = {"kwartaal 1": 1, "kwartaal 1 t/m 2": 2, "kwartaal 1 t/m 3": 3, "heel jaar": 4}


@dataclass(frozen=True)
class Feiten:
    """Whose workbook it is (`eigen`: that of one corporatie), and on which day it is judged.

    An unknown holder is no name, an unknown day the first of all.
    """

    eigen: bool
    houder: str
    peildatum: date
    jaar: int = 2019

    @property
    def corporaties(self) -> set[str]:
        """Name the corporaties of the document."""
        return set(corporaties())

    @property
    def buiten(self) -> set[str]:
        """Name the corporaties that do not sign."""
        return set(corporaties(doen_mee=False))

    @property
    def deelnemers(self) -> list[str]:
        """Name the corporaties of which this workbook must hold the figures."""
        doen_mee = corporaties(doen_mee=True)
        return [naam for naam in doen_mee if naam == self.houder or not self.eigen]

    @property
    def kernen(self) -> Sequence[str]:
        """Name the kernen."""
        return lijsten()["kernen"]

    @property
    def klassen(self) -> Sequence[str]:
        """Name the income classes."""
        return lijsten()["inkomensklassen"]

    @property
    def hoogste_inkomens(self) -> Mapping[str, int | None]:
        """Give the highest income of each class; None if it has no end."""
        return {r["klasse"]: heel(r["tot_en_met"]) for r in regels("klassen")}

    @property
    def afspraken(self) -> Mapping[str, Afspraak]:
        """Give the agreements by code."""
        return afspraken()

    @property
    def codes(self) -> Mapping[int, Sequence[str]]:
        """Give the codes of the agreements by theme: the digit in the code."""
        found: dict[int, list[str]] = {}
        for code in afspraken():
            found.setdefault(int(code[1]), []).append(code)
        return found

    @property
    def doelen(self) -> Mapping[str, Doel]:
        """Give the goals by code."""
        return doelen()

    def komt_nog(self, op: date) -> bool:
        """Say whether a day is still to come; of an unknown day of judging nobody can tell."""
        return date.min < self.peildatum < op

    def om(self, jaar: int) -> bool:
        """Say whether a year is over."""
        return self.peildatum >= date(jaar, 12, 31)

    def getal(self, maat: str, op: date, partij: str | None = None) -> list[Fraction]:
        """Give the numbers that were agreed for a measure on a day."""
        found = []
        for getal in getallen():
            if (getal.maat, getal.partij) != (maat, partij):
                continue
            begin = getal.van or date(self.jaar, 1, 1)
            end = getal.tot or (date(9999, 1, 1) if getal.van else date(self.jaar, 12, 31))
            if begin <= op <= end:
                found.append(getal.waarde)
        return found

    def dag(self, naam: str) -> date:
        """Give a day that the text of an agreement names."""
        (found,) = (r["dag"] for r in regels("dagen") if r["naam"] == naam)
        return date.fromisoformat(found)


def einde(jaar: int, kwartalen: int) -> date:
    """Give the last day of so many quarters of a year."""
    month = 3 * kwartalen
    first_after = date(jaar + month // 12, month % 12 + 1, 1)
    return first_after - timedelta(1)


def verstreken(jaar: int, keren: int, peildatum: date) -> Iterator[int]:
    """Give the parts (1, 2 ...) of a year in which something recurs that are over.

    A day of judging is the end of that day.
    """
    for part in range(1, keren + 1):
        months = -(-12 * part // keren)
        after = date(jaar + months // 12, months % 12 + 1, 1)
        if after - timedelta(1) <= peildatum:
            yield part
