"""The form of the norms in their files: parameters with dated values, classes, days of the year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field


class NormStatus(StrEnum):
    """How far the number of a norm can be relied on.

    Of the law it is BEVESTIGD, or TE_VERIFIEREN when it was never held against its text; whoever
    uses that says so. AFGESPROKEN is what parties set themselves.
    """

    BEVESTIGD = "bevestigd"
    TE_VERIFIEREN = "te verifiëren"
    AFGESPROKEN = "afgesproken"

    @property
    def is_firm(self) -> bool:
        """Whether a number with this status may decide; what is not sure only warns."""
        return self is not NormStatus.TE_VERIFIEREN


OfLaw = Literal[NormStatus.BEVESTIGD, NormStatus.TE_VERIFIEREN]
NormNumber = Annotated[Decimal, Field(strict=False, allow_inf_nan=False)]


class UnknownNormError(Exception):
    """The parameter is not known, or not on that day; the text is a Dutch sentence.

    Of a day outside the data `naam` and `wat` say which parameter it is.
    """

    def __init__(self, text: str, naam: str = "", wat: str = "", dag: date | None = None) -> None:
        super().__init__(text)
        self.naam, self.wat, self.dag = naam, wat, dag


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Value(_Form):
    """One value of a parameter: from `vanaf` until the next one, or up to and including `tot`."""

    vanaf: date
    tot: date | None = None
    waarde: NormNumber
    gemeente: str | None = None
    bron: str = Field(min_length=1)
    status: OfLaw


class Series(_Form):
    """A parameter with its values in the order of their days.

    `vervallen` says that the law has ended it: after its last value there is none to come.
    `gebruik` are the codes of the indicators and rules that rest on it.
    """

    naam: str
    omschrijving: str
    eenheid: str
    grondslag: str | None = None
    vervallen: bool = False
    gebruik: list[str] = []
    waarden: list[Value] = Field(min_length=1)


class Grens(_Form):
    """A class with its bounds: above `boven` (exclusive) up to and including `tot_en_met`."""

    klasse: str
    boven: NormNumber | None = None
    tot_en_met: NormNumber | None = None


class Klassen(_Form):
    """An ordered set of classes, best first for labels, worst first for the Leefbaarometer."""

    naam: str
    omschrijving: str
    eenheid: str
    bron: str
    status: OfLaw
    vanaf: date | None = None
    tot: date | None = None
    opmerking: str | None = None
    grenzen: list[Grens] = []
    volgorde: list[str] = []

    def of(self, value: Decimal) -> str:
        """Give the class that a value falls in (UnknownNormError for classes without bounds)."""
        for grens in self.grenzen:
            if (grens.boven is None or value > grens.boven) and (
                grens.tot_en_met is None or value <= grens.tot_en_met
            ):
                return grens.klasse
        raise UnknownNormError(f"De waarde {value} valt in geen klasse van {self.naam}.")


class Kalenderdag(_Form):
    """A day that law or practice names: `elk_jaar` "07-01" for 1 July, or `op` once.

    With `voor` the day itself is too late. One of each year comes from `vanaf` on.
    """

    naam: str
    omschrijving: str
    wie: str
    elk_jaar: str | None = None
    op: date | None = None
    voor: bool = False
    vanaf: date | None = None
    grondslag: str | None = None
    bron: str = Field(min_length=1)
    status: OfLaw

    def in_year(self, jaar: int) -> date | None:
        """Give the day in a year (None when it does not come then)."""
        if self.op is not None:
            return self.op if self.op.year == jaar else None
        dag = date.fromisoformat(f"{jaar}-{self.elk_jaar}")
        return None if self.vanaf and dag < self.vanaf else dag


class Normen(NamedTuple):
    """All that the files hold, each by its name."""

    series: dict[str, Series]
    klassen: dict[str, Klassen]
    dagen: dict[str, Kalenderdag]
