"""Look a parameter up by name, day and municipality; nothing is guessed outside the data."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from prestatieafspraken.dutch.data_faults import suggestion
from prestatieafspraken.dutch.written import after_colon, day
from prestatieafspraken.normen.load import load
from prestatieafspraken.normen.model import (
    Kalenderdag,
    Klassen,
    NormStatus,
    UnknownNormError,
    Value,
)


@dataclass(frozen=True)
class Norm:
    """A parameter as it holds on a day: from `vanaf` up to and including `tot` (None: no end)."""

    naam: str
    omschrijving: str
    waarde: Decimal
    eenheid: str
    vanaf: date
    tot: date | None
    bron: str
    status: NormStatus


AskedNorms = dict[tuple[str, date], Norm]
"""Parameters by name and the day from which they hold: two years may have two values."""
_NOTED: ContextVar[AskedNorms | None] = ContextVar("noted", default=None)


@contextmanager
def noted() -> Iterator[AskedNorms]:
    """Note which parameters are asked for, so that it can be told what was used."""
    found: AskedNorms = {}
    before = _NOTED.set(found)
    try:
        yield found
    finally:
        _NOTED.reset(before)


def norm(naam: str, dag: date, gemeente: str | None = None) -> Norm:
    """Give the parameter `naam` as it holds on `dag`, a municipality's own value first.

    Raises UnknownNormError for a name that is not known and for a day outside the data.
    """
    series = load().series
    found = series.get(naam)
    if found is None:
        raise UnknownNormError(f"De norm {naam} bestaat niet.{suggestion(naam, series)}")
    local = [v for v in found.waarden if v.gemeente == gemeente] if gemeente else []
    general = [v for v in found.waarden if v.gemeente is None]
    for values in (local, general):
        for number, value in enumerate(values):
            following = values[number + 1].vanaf if number + 1 < len(values) else None
            end = value.tot or (following - timedelta(days=1) if following else None)
            if value.vanaf <= dag and (end is None or dag <= end):
                given = Norm(
                    naam,
                    found.omschrijving,
                    value.waarde,
                    found.eenheid,
                    value.vanaf,
                    end,
                    value.bron,
                    value.status,
                )
                if (noting := _NOTED.get()) is not None:
                    noting[naam, given.vanaf] = given
                return given
    known = general or found.waarden
    last = known[-1].tot
    until = f" tot en met {day(last)}" if last else ""
    gap = ", met onderbrekingen" if _has_gap(known) else ""
    what = called(naam)
    state, word = "is niet bekend", "Bekend is zij"
    if has_lapsed(naam, dag):
        state, word = "geldt niet meer", "Zij gold"
    raise UnknownNormError(
        f"De norm '{what}' {state} op {day(dag)}. {word} vanaf {day(known[0].vanaf)}{until}{gap}.",
        naam,
        what,
        dag,
    )


def called(naam: str) -> str:
    """Say in words what a parameter is, as in a sentence; one that is not known by its name."""
    found = load().series.get(naam)
    return after_colon(found.omschrijving) if found else naam


def has_lapsed(naam: str, dag: date) -> bool:
    """Say whether the law has ended a parameter before a day."""
    series = load().series[naam]
    last = series.waarden[-1].tot
    return series.vervallen and last is not None and last < dag


def klassen(naam: str) -> Klassen:
    """Give an ordered set of classes (UnknownNormError for a name that is not known)."""
    known = load().klassen
    if naam not in known:
        raise UnknownNormError(f"De klassen {naam} bestaan niet.{suggestion(naam, known)}")
    return known[naam]


def names() -> list[str]:
    """Give the names of all parameters."""
    return sorted(load().series)


def kalender(jaar: int) -> list[tuple[date, Kalenderdag]]:
    """Give the days of a year that law or practice names, in their order."""
    days = [(dag.in_year(jaar), dag) for dag in load().dagen.values()]
    return sorted(((on, dag) for on, dag in days if on), key=lambda pair: pair[0])


def _has_gap(values: list[Value]) -> bool:
    pairs = itertools.pairwise(values)
    return any(a.tot is not None and a.tot + timedelta(days=1) < b.vanaf for a, b in pairs)
