"""What an indicator is, and what computing one gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Oordeel(StrEnum):
    """The verdict on one value; the values are what users read, the meanings are in `verdict`."""

    GEHAALD = "gehaald"
    OP_KOERS = "op koers"
    AANDACHT = "aandacht"
    NIET_GEHAALD = "niet gehaald"
    NIET_TE_BEPALEN = "niet te bepalen"
    GEEN_NORM = "geen norm"


class Undetermined(Exception):  # noqa: N818  # a missing figure is no error of the program
    """The value cannot be known; the text is the reason, a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator as the registry knows it; a code is never reused.

    `eenheid` is the unit; a value in "%" is a fraction (0.83), one in "procentpunt" is not.
    `bronnen` are ids of goals, agreements and printed tables (D0-1, T1-01, C4), the first
    being the one that the value is judged by.
    """

    code: str
    naam: str
    formule: str
    eenheid: str
    bronnen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a calculation found: the exact value, what it means, and the cells it came from.

    `periode` is given where the figures themselves decide it.
    """

    waarde: Decimal | int | None
    toelichting: str
    oordeel: Oordeel = Oordeel.GEEN_NORM
    nulmeting: Decimal | None = None
    cellen: tuple[str, ...] = ()
    periode: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One value of an indicator beside its norm.

    `onderdeel` says of what (a corporatie, kern, class; None is the whole), `periode` of when.
    `actueel` is false for an earlier figure that stands there to compare with. `nulmeting` is
    the same figure in the base year, in the same unit. `cellen` are the addresses of the cells.
    """

    code: str
    naam: str
    waarde: float | int | None
    eenheid: str
    norm: float | int | None
    oordeel: Oordeel
    bron: str
    toelichting: str
    onderdeel: str | None = None
    periode: str | None = None
    nulmeting: float | int | None = None
    formule: str = ""
    cellen: tuple[str, ...] = ()
    actueel: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Give the value in the form of the JSON contract (keys in its order)."""
        return {
            "code": self.code,
            "naam": self.naam,
            "waarde": self.waarde,
            "eenheid": self.eenheid,
            "norm": self.norm,
            "oordeel": str(self.oordeel),
            "bron": self.bron,
            "toelichting": self.toelichting,
            "onderdeel": self.onderdeel,
            "periode": self.periode,
            "nulmeting": self.nulmeting,
            "formule": self.formule,
            "cellen": list(self.cellen),
            "actueel": self.actueel,
        }


def plain(value: Decimal | int | None) -> float | int | None:
    """Give an exact value as a plain number: whole numbers whole, others to 9 decimals."""
    if value is None or isinstance(value, int):
        return value
    if value == value.to_integral_value():
        return int(value)
    return float(round(value, 9)) + 0.0  # + 0.0 makes a rounded -0.0 plain 0.0
