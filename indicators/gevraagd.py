"""What a goal asks of one figure: its bounds, whether a value keeps to them, and how to say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.form import Richting
from prestatieafspraken.afspraken.streefwaarde import Bovenkant, Hardheid, Streefwaarde
from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.indicators.result import UndeterminedError
from prestatieafspraken.normen import UnknownNormError, norm


class IncompleteError(UndeterminedError):
    """The goal does not say enough to be judged; the text is what is missing, as after "want"."""


class Past(Enum):
    """How a value is beside what is asked."""

    WEL = auto()
    ONGEVEER = auto()
    NIET = auto()


ASKED = {
    Hardheid.AFSPRAAK: "afgesproken is",
    Hardheid.STREVEN: "het streven is",
    Hardheid.PROGNOSE: "verwacht is",
    Hardheid.PLAN: "gepland is",
    Hardheid.BELEID: "het beleid is",
}
"""How what is asked begins, by how hard it is."""


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """The bounds of one streefwaarde in numbers; `zeker` says that no norm in it may change."""

    doel: Doel
    streef: Streefwaarde
    minstens: Decimal | None
    hoogstens: Decimal | None
    zeker: bool = True

    @property
    def hardheid(self) -> Hardheid:
        """How hard it is."""
        return self.streef.hardheid or self.doel.hardheid

    def shown(self, value: Decimal, *, sign: bool = False) -> str:
        """Write a value on the right side of what is asked."""
        bounds = [one for one in (self.minstens, self.hoogstens) if one is not None]
        return measure(value, self.doel.eenheid, *bounds, sign=sign)

    @property
    def grens(self) -> Decimal | None:
        """The bound that it is held against first."""
        return self.minstens if self.minstens is not None else self.hoogstens

    def past(self, value: Decimal) -> Past:
        """Say whether a value keeps to it (IncompleteError where that was not agreed)."""
        room = self.streef.speling or Decimal(0)
        is_range = None not in (self.minstens, self.hoogstens) and not self._is_planned
        above = self.hoogstens is not None and self._off(value, self.hoogstens, 1)
        if is_range and above and self.streef.bovenkant is not Bovenkant.GRENS:
            if self.streef.bovenkant is None:
                most = exactly(self.hoogstens or 0, self.doel.eenheid)
                raise IncompleteError(f"niet is afgesproken of {most} een grens of een streven is")
            return Past.WEL
        below = self.minstens is not None and self._off(value, self.minstens, -1)
        if not (above or below):
            return Past.WEL
        bound = self.hoogstens if above else self.minstens
        if room and bound is not None and abs(value - bound) <= room:
            return Past.ONGEVEER if self.streef.ongeveer else Past.WEL
        if self.streef.ongeveer and not room:
            raise IncompleteError(
                f"er staat {self.words}, en hoe ver ernaast nog goed is, is niet afgesproken"
            )
        return Past.NIET

    @property
    def _is_planned(self) -> bool:
        """Whether it is one number to come out at, and no range."""
        return self.minstens == self.hoogstens

    def _off(self, value: Decimal, bound: Decimal, side: int) -> bool:
        """Say whether a value lies beyond a bound, on the side of it that is wrong."""
        beyond = (value - bound) * side
        return beyond > 0 or (self.streef.strikt and beyond == 0)

    @property
    def words(self) -> str:
        """Write what is asked: "ten minste 1.250 woningen", "200 tot 260 woningen per jaar"."""
        unit, low, high = self.doel.eenheid, self.minstens, self.hoogstens
        circa = "ongeveer " if self.streef.ongeveer else ""
        if low is not None and high is not None:
            top = exactly(high, unit)
            bottom = exactly(low, unit if unit in ("%", "euro") else "")
            text = top if low == high else f"{bottom} tot {top}"
        elif low is not None:
            more = "meer dan" if self.streef.strikt else "ten minste"
            text = f"{'' if circa else more + ' '}{exactly(low, unit)}"
        else:
            less = "minder dan " if self.streef.strikt else "ten hoogste "
            less = "" if circa or not high else less  # below nothing there is nothing
            text = f"{less}{exactly(high or 0, unit)}"
        return f"{circa}{text}"


def asked(doel: Doel, streef: Streefwaarde, gemeente: str | None = None) -> Gevraagd:
    """Give the bounds of a streefwaarde (IncompleteError, or UndeterminedError for its norm)."""
    low, high, number, firm = streef.minstens, streef.hoogstens, streef.getal, True
    if streef.norm:
        number, firm = _of_norm(streef, gemeente)
    if number is not None:
        match doel.richting:
            case Richting.MINIMAAL:
                low = number
            case Richting.MAXIMAAL:
                high = number
            case Richting.GEEN if streef.speling is None:
                said = exactly(number, doel.eenheid)
                raise IncompleteError(
                    f"niet is afgesproken of {said} het minste of het meeste is dat mag"
                )
            case Richting.GEEN:
                low = high = number
    if low is None and high is None:
        raise IncompleteError("er is geen getal afgesproken")
    return Gevraagd(doel, streef, low, high, firm)


def _of_norm(streef: Streefwaarde, gemeente: str | None) -> tuple[Decimal, bool]:
    if streef.eind is None:
        raise IncompleteError("niet is afgesproken van welk jaar de norm geldt")
    try:
        found = norm(streef.norm, date(streef.eind, 12, 31), gemeente)
    except UnknownNormError as unknown:
        raise UndeterminedError(str(unknown)) from None
    return found.waarde + (streef.plus or 0), found.status.is_firm
