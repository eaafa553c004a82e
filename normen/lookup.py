"""Look a parameter up by name, day and municipality; nothing is guessed outside the data."""

from __future__ import annotations

import difflib
import itertools
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Status = Literal["bevestigd", "te verifiëren"]
UNVERIFIED: Status = "te verifiëren"
"""The status of what was never held against the text of the law; whoever uses it says so."""
Exact = Annotated[Decimal, Field(strict=False, allow_inf_nan=False)]


class NormError(Exception):
    """The parameter is not known, or not on that day; the text is a Dutch sentence."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Value(_Form):
    vanaf: date
    tot: date | None = None
    waarde: Exact
    gemeente: str | None = None
    bron: str = Field(min_length=1)
    status: Status


class _Series(_Form):
    naam: str
    omschrijving: str
    eenheid: str
    grondslag: str | None = None
    waarden: list[_Value] = Field(min_length=1)


class Grens(_Form):
    """A class with its bounds: above `boven` (exclusive) up to and including `tot_en_met`."""

    klasse: str
    boven: Exact | None = None
    tot_en_met: Exact | None = None


class Klassen(_Form):
    """An ordered set of classes, best first for labels, worst first for the Leefbaarometer."""

    naam: str
    omschrijving: str
    eenheid: str
    bron: str
    status: Status
    vanaf: date | None = None
    tot: date | None = None
    opmerking: str | None = None
    grenzen: list[Grens] = []
    volgorde: list[str] = []

    def of(self, value: Decimal) -> str:
        """Give the class that a value falls in (NormError for classes without bounds)."""
        for grens in self.grenzen:
            if (grens.boven is None or value > grens.boven) and (
                grens.tot_en_met is None or value <= grens.tot_en_met
            ):
                return grens.klasse
        raise NormError(f"De waarde {value} valt in geen klasse van {self.naam}.")


class _File(_Form):
    norm: list[_Series] = []
    klassen: list[Klassen] = []


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
    status: Status


Noted = dict[tuple[str, date], Norm]
"""Parameters by name and the day from which they hold: two years may have two values."""
_NOTED: ContextVar[Noted | None] = ContextVar("noted", default=None)


@contextmanager
def noted() -> Iterator[Noted]:
    """Note which parameters are asked for, so that it can be told what was used."""
    found: Noted = {}
    before = _NOTED.set(found)
    try:
        yield found
    finally:
        _NOTED.reset(before)


def norm(naam: str, dag: date, gemeente: str | None = None) -> Norm:
    """Give the parameter `naam` as it holds on `dag`, a municipality's own value first.

    Raises NormError for a name that is not known and for a day outside the data.
    """
    series, _ = _load()
    found = series.get(naam)
    if found is None:
        near = difflib.get_close_matches(naam, series, n=1)
        hint = f" Bedoelt u {near[0]}?" if near else ""
        raise NormError(f"De norm {naam} bestaat niet.{hint}")
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
    until = f" tot en met {last:%d-%m-%Y}" if last else ""
    raise NormError(
        f"De norm {naam} is niet bekend op {dag:%d-%m-%Y}; de gegevens lopen vanaf "
        f"{known[0].vanaf:%d-%m-%Y}{until}"
        + (" en zijn niet aaneengesloten." if _has_gap(known) else ".")
    )


def klassen(naam: str) -> Klassen:
    """Give an ordered set of classes (NormError for a name that is not known)."""
    _, known = _load()
    if naam not in known:
        near = difflib.get_close_matches(naam, known, n=1)
        hint = f" Bedoelt u {near[0]}?" if near else ""
        raise NormError(f"De klassen {naam} bestaan niet.{hint}")
    return known[naam]


def names() -> list[str]:
    """Give the names of all parameters."""
    return sorted(_load()[0])


def _has_gap(values: list[_Value]) -> bool:
    pairs = itertools.pairwise(values)
    return any(a.tot is not None and a.tot + timedelta(days=1) < b.vanaf for a, b in pairs)


@cache
def _load() -> tuple[dict[str, _Series], dict[str, Klassen]]:
    series: dict[str, _Series] = {}
    classes: dict[str, Klassen] = {}
    faults = []
    files = (f for f in resources.files(__package__).iterdir() if f.name.endswith(".toml"))
    for file in sorted(files, key=lambda f: f.name):
        try:
            document = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
            read = _File.model_validate(document)
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            faults.append(f"{file.name}: {error}")
            continue
        for item in read.norm:
            faults += [f"{file.name}: {fault}" for fault in _order_faults(item)]
            if series.setdefault(item.naam, item) is not item:
                faults.append(f"{file.name}: {item.naam} komt twee keer voor")
        for group in read.klassen:
            if classes.setdefault(group.naam, group) is not group:
                faults.append(f"{file.name}: {group.naam} komt twee keer voor")
    if faults:
        raise NormError("De normen zijn niet te laden. " + " ".join(faults))
    return series, classes


def _order_faults(series: _Series) -> list[str]:
    faults = []
    for gemeente in {value.gemeente for value in series.waarden}:
        values = [value for value in series.waarden if value.gemeente == gemeente]
        for earlier, later in itertools.pairwise(values):
            if later.vanaf <= (earlier.tot or earlier.vanaf):
                faults.append(f"{series.naam} is op {later.vanaf} niet in volgorde")
        faults += [
            f"{series.naam} eindigt op {value.tot} voor zij begint"
            for value in values
            if value.tot and value.tot < value.vanaf
        ]
    return faults
