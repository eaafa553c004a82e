"""What the slow second judge knows beforehand: the agreements and the norms, as plain data.

Numbers of law are read from their files here once more, and looked up by a loop of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

NORMEN = Path(__file__).parent.parent / "normen"
KWARTALEN = {"kwartaal 1": 1, "kwartaal 1 t/m 2": 2, "kwartaal 1 t/m 3": 3, "heel jaar": 4}


@dataclass(frozen=True)
class Feiten:
    """Whose workbook it is, and what was agreed.

    `afspraken` and `doelen` are those of the document with nothing but their fields; `banden`
    and `gewoon` say per table and column how far a figure may move and where it usually lies.
    """

    eigen: bool
    houder: str
    peildatum: date
    buiten: set[str]
    corporaties: set[str]
    doen_mee: Sequence[str]
    kernen: Sequence[str]
    klassen: Sequence[str]
    laagste_klassen: Mapping[str, int | None]
    codes: Mapping[int, Sequence[str]]
    afspraken: Mapping[str, Any]
    doelen: Mapping[str, Any]
    banden: Sequence[tuple[str, str, Any]]
    gewoon: Sequence[tuple[str, str, float, float]]
    jaar: int = 2019

    @property
    def deelnemers(self) -> list[str]:
        """Name the corporaties of which this workbook must hold the figures."""
        return [naam for naam in self.doen_mee if naam == self.houder or not self.eigen]

    def om(self, jaar: int) -> bool:
        """Say whether a year is over."""
        return self.peildatum >= date(jaar, 12, 31)

    def getal(self, maat: str, dag: date, partij: str | None = None) -> list[Fraction]:
        """Give the numbers that were agreed for a measure on a day."""
        found = []
        for afspraak in self.afspraken.values():
            for getal in afspraak.getallen:
                if getal.maat != maat or getal.partij != partij or getal.waarde is None:
                    continue
                begin = getal.van or date(self.jaar, 1, 1)
                end = getal.tot or (date(9999, 1, 1) if getal.van else date(self.jaar, 12, 31))
                if begin <= dag <= end:
                    found.append(Fraction(getal.waarde))
        return found

    def dag(self, naam: str) -> date:
        """Give a day that an agreement names."""
        days = [d for a in self.afspraken.values() for d in a.data if d.naam == naam and d.dag]
        found: date = days[0].dag
        return found


@cache
def _files() -> tuple[Mapping[str, Any], ...]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(NORMEN.glob("*.toml"))]
    return tuple(tomllib.loads(text, parse_float=Fraction) for text in texts)


def norm(naam: str, dag: date) -> Fraction | None:
    """Give a number of law on a day; None outside what is known."""
    for file in _files():
        for series in file.get("norm", ()):
            if series["naam"] == naam:
                held = None
                for value in series["waarden"]:
                    if value["vanaf"] <= dag and "gemeente" not in value:
                        held = value if dag <= value.get("tot", dag) else None
                return None if held is None else Fraction(held["waarde"])
    raise AssertionError(naam)


def einde(jaar: int, kwartalen: int) -> date:
    """Give the last day of so many quarters of a year."""
    month = 3 * kwartalen
    first_after = date(jaar + month // 12, month % 12 + 1, 1)
    return first_after - timedelta(1)


def verstreken(jaar: int, keren: int, peildatum: date) -> Iterator[int]:
    """Give the parts (1, 2 ...) of a year in which something recurs that are over."""
    for part in range(1, keren + 1):
        months = -(-12 * part // keren)
        after = date(jaar + months // 12, months % 12 + 1, 1)
        if after <= peildatum:
            yield part
