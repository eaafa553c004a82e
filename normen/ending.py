"""Which parameters end soon, or ended without a value for the year after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from prestatieafspraken.normen.load import load

AHEAD = timedelta(days=60)
"""How long beforehand it is told: the amounts of a year are made known in November."""


@dataclass(frozen=True)
class Ending:
    """A parameter whose last value ends on `tot`; `gebruik` are the codes that rest on it."""

    naam: str
    omschrijving: str
    tot: date
    gebruik: tuple[str, ...]


def ending(dag: date) -> list[Ending]:
    """Give what ends within sixty days of a day or ended before it, the first to end first.

    What the law has ended has no year after, and is not among them.
    """
    return sorted(_endings(dag), key=lambda one: (one.tot, one.naam))


def _endings(dag: date) -> Iterator[Ending]:
    for series in load().series.values():
        tot = next((v.tot for v in reversed(series.waarden) if v.gemeente is None), None)
        if not series.vervallen and tot and dag >= tot - AHEAD:
            yield Ending(series.naam, series.omschrijving, tot, tuple(series.gebruik))
