"""What an indicator is, and what computing one gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.indicators.steun import Steun
from prestatieafspraken.normen import NormStatus

BindingRichting = Literal[Richting.MINIMAAL, Richting.MAXIMAAL]
"""On which side of a number a value has to stay."""


class Oordeel(StrEnum):
    """The oordeel on one value; the values are what users read, the meanings are in `oordeel`."""

    GEHAALD = "gehaald"
    OP_KOERS = "op koers"
    AANDACHT = "aandacht"
    NIET_GEHAALD = "niet gehaald"
    NIET_TE_BEPALEN = "niet te bepalen"
    GEEN_NORM = "geen norm"
    ONGEVEER_GEHAALD = "ongeveer gehaald"
    NIET_BEREIKT = "niet bereikt"
    NIET_BEOORDEELD = "niet beoordeeld"
    NIET_TE_BEOORDELEN = "niet te beoordelen"
    PER_LEZING = "per lezing"


class UndeterminedError(Exception):
    """The value cannot be known; the text is the reason, a Dutch sentence.

    `steunt_op` are the counts that the reason tells.
    """

    def __init__(self, reason: str, steunt_op: tuple[Steun, ...] = ()) -> None:
        super().__init__(reason)
        self.steunt_op = steunt_op


@dataclass(frozen=True, slots=True)
class Maatstaf:
    """What a value is held against: a number that was agreed on or that the law sets.

    `bron` says where it stands, `status` how far it can be relied on, and `vanaf` and `tot`
    between which days it holds (None: no bound). `geschreven` says all that was asked where the
    number alone does not: "20% tot 30%", "ten hoogste 15 woningen".
    """

    waarde: Decimal
    richting: BindingRichting
    bron: str
    status: NormStatus = NormStatus.AFGESPROKEN
    vanaf: date | None = None
    tot: date | None = None
    geschreven: str = ""

    def meets(self, value: Decimal) -> bool:
        """Say whether a value keeps to it; the bound itself does."""
        return value <= self.waarde if self.richting is Richting.MAXIMAAL else value >= self.waarde

    def short(self, value: Decimal) -> Decimal:
        """Give how far a value is from it, 0 where it is met."""
        return Decimal(0) if self.meets(value) else abs(value - self.waarde)

    @property
    def caution(self) -> str:
        """Say so when the number was never held against the law itself."""
        return "" if self.status.is_firm else f" De norm ({self.bron}) is nog {self.status}."


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator as the registry knows it; a code is never reused.

    `eenheid` is the unit; a value in "%" is a fraction (0.83), one in "procentpunt" is not.
    `maat` is the measure that it follows ("": all agreements), `ook` others that it says something
    about, `gedrukt` the tables of the workbook of which the document prints figures too: what it
    rests on in the document follows from these. `toets` says whether it is judged at all; other
    indicators only tell, and what they cannot tell leaves no goal undetermined. What `licht_toe` is
    of a part of what the measure is about: it decides only a goal that names it.
    """

    code: str
    naam: str
    formule: str
    eenheid: str
    maat: str
    gedrukt: tuple[str, ...] = ()
    ook: tuple[str, ...] = ()
    toets: bool = False
    licht_toe: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a calculation found: the exact value, what it means, and the cells it came from.

    `berekening` is the formula with the numbers filled in. `periode` and `norm` are given where
    the figures themselves decide them. `per_jaar` is what is needed a year from now on,
    `aankomst` the year in which a straight line arrives at the norm, `klasse` the value as a
    word or letter, `dag` the value as a day. Values with another `reeks` are no trend together.
    Besides its norm the value is told `naast` other bounds, such as those of its label.
    `steunt_op` are the counts of homes or households that the value or its explanation tells.
    """

    waarde: Decimal | int | None
    toelichting: str
    oordeel: Oordeel = Oordeel.GEEN_NORM
    nulmeting: Decimal | None = None
    cellen: tuple[str, ...] = ()
    periode: str | None = None
    berekening: str = ""
    norm: Maatstaf | None = None
    per_jaar: Decimal | None = None
    aankomst: Decimal | None = None
    klasse: str | None = None
    dag: date | None = None
    reeks: str = ""
    naast: tuple[Decimal, ...] = ()
    steunt_op: tuple[Steun, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One value of an indicator beside its norm.

    `onderdeel` says of what (a corporatie, kern, class; None is the whole), `periode` of when.
    `actueel` is false for an earlier figure that stands there to compare with. `nulmeting` is
    the same figure in the base year, in the same unit. `cellen` are the addresses of the cells.
    `afstand` is how far the value is from its norm, 0 where the norm is met. `trend` compares
    with `vorige`, the value of the period before. `steunt_op` decides what may be published and
    `norm_geschreven` is the norm in words, if a number does not say it; neither is part of the
    JSON contract. The rest is as in Definition, Outcome and Maatstaf.
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
    norm_bron: str | None = None
    norm_status: NormStatus | None = None
    norm_vanaf: date | None = None
    norm_geschreven: str = ""
    afstand: float | int | None = None
    nodig_per_jaar: float | int | None = None
    aankomst: float | int | None = None
    trend: str | None = None
    vorige: float | int | None = None
    klasse: str | None = None
    dag: date | None = None
    berekening: str = ""
    reeks: str = ""
    toets: bool = False
    naast: tuple[Decimal, ...] = ()
    steunt_op: tuple[Steun, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give the value in the form of the JSON contract (keys in its order).

        What is niet te bepalen has no value there; its explanation tells what is known.
        """
        return {
            "code": self.code,
            "naam": self.naam,
            "waarde": None if self.oordeel is Oordeel.NIET_TE_BEPALEN else self.waarde,
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
            "norm_bron": self.norm_bron,
            "norm_status": self.norm_status,
            "norm_vanaf": self.norm_vanaf.isoformat() if self.norm_vanaf else None,
            "afstand": self.afstand,
            "nodig_per_jaar": self.nodig_per_jaar,
            "aankomst": self.aankomst,
            "trend": self.trend,
            "vorige": self.vorige,
            "klasse": self.klasse,
            "dag": self.dag.isoformat() if self.dag else None,
            "berekening": self.berekening,
        }


def plain(value: Decimal | int | None) -> float | int | None:
    """Give an exact value as a plain number: whole numbers whole, others to 9 decimals."""
    if value is None or isinstance(value, int):
        return value
    if value == value.to_integral_value():
        return int(value)
    return float(round(value, 9)) + 0.0  # + 0.0 makes a rounded -0.0 plain 0.0
