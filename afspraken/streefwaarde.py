"""What a goal asks: numbers with the time, the party and the place that each is for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from prestatieafspraken.afspraken.form import WORD, AgreedForm, Datum, Exact, Jaar


class Hardheid(StrEnum):
    """How hard a goal is: only an AFSPRAAK can be broken, the others come true or do not."""

    AFSPRAAK = "afspraak"
    STREVEN = "streven"
    PROGNOSE = "prognose"
    PLAN = "plan"
    BELEID = "beleid"


class Bovenkant(StrEnum):
    """What the upper number of a range means: not more than that, or rather that much."""

    GRENS = "grens"
    STREVEN = "streven"


class Streefwaarde(AgreedForm):
    """One number of a goal: for a `jaar`, or from `van` to `tot` (years, both included).

    `getal` is a number of which the text does not say whether it is a floor or a ceiling, then
    the goal's `richting` does; `minstens` and `hoogstens` say it themselves. With `norm` the
    number follows a norm by its date, with `plus` added. `strikt` says that the bound itself is not
    enough, as after "meer dan". `ongeveer` is there when the text says
    circa, bijna or ruim; `speling` is how far off still counts as that, if that was agreed.
    `gedrukt` is the number as the text has it; a `hardheid` of its own goes before the goal's.
    """

    jaar: Jaar | None = None
    van: Jaar | None = None
    tot: Jaar | None = None
    partij: str = ""
    gebied: str = ""
    getal: Exact | None = None
    minstens: Exact | None = None
    hoogstens: Exact | None = None
    bovenkant: Annotated[Bovenkant, WORD] | None = None
    norm: str = ""
    plus: Exact | None = None
    klasse: str = ""
    strikt: bool = False
    ongeveer: bool = False
    speling: Exact | None = None
    hardheid: Annotated[Hardheid, WORD] | None = None
    gedrukt: str = ""

    @property
    def begin(self) -> int | None:
        """The first year that it is for."""
        return self.van or self.jaar or self.tot

    @property
    def eind(self) -> int | None:
        """The year in which it must have been reached."""
        return self.tot or self.jaar

    @property
    def is_leeg(self) -> bool:
        """Whether no number or class is agreed yet, as of a party whose share is still open."""
        numbers = (self.getal, self.minstens, self.hoogstens)
        return all(number is None for number in numbers) and not (self.norm or self.klasse)


class DoelVersie(AgreedForm):
    """From a day on a goal asks something else: what changed, and who agreed to it."""

    vanaf: Datum
    wat: str = ""
    door: list[str] = []
    waarden: list[Streefwaarde] = []
