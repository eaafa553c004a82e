"""What decides each goal: which values of its measures, in which order, and with what verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prestatieafspraken.afspraken.doel import Beslist
from prestatieafspraken.afspraken.model import Afspraken, Doel
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators import kengetal
from prestatieafspraken.indicators.besluit import BEST, WORST, Besluit, samen
from prestatieafspraken.indicators.compute import DEFINITIONS
from prestatieafspraken.indicators.result import Definition, Indicator, Oordeel

ILLUSTRATE = {definition.code for definition in DEFINITIONS if definition.licht_toe}
"""What only illustrates a goal that names nothing to decide it."""


@dataclass(frozen=True, slots=True)
class Doelbesluit:
    """A goal with the values that decide it, per indicator, and what they decide.

    First comes what the verdict rests on: of those that must all hold the worst, of those of which
    one is enough the best. Readings keep the order of the goal. Without a value there is no
    `oordeel`. Of a kengetal `verloren` counts the figures behind it that were not reached.
    """

    doel: Doel
    oordeel: Oordeel | None
    beslissend: tuple[tuple[Indicator, ...], ...]
    verloren: int = 0

    @property
    def waarden(self) -> list[Indicator]:
        """All values that decide it, in their order."""
        return [one for parts in self.beslissend for one in parts]

    @property
    def hangt_af(self) -> bool:
        """Whether the goal has readings, and they come to different verdicts."""
        return self.oordeel is Oordeel.PER_LEZING and len(self.beslissend) > 1

    @property
    def aanhef(self) -> str:
        """Say how the figures decide together, where there are more than one."""
        parts = len(self.beslissend)
        if parts < 2:
            return ""
        if self.hangt_af:
            return "Hangt af van de lezing."
        if self.doel.beslist is Beslist.LEZINGEN:
            return f"In elke lezing {self.oordeel}."
        if self.doel.beslist is Beslist.EEN_VAN:
            return f"Een van {'beide' if parts == 2 else f'de {parts}'} is genoeg."
        return ""


def besloten(doel: Doel, results: Sequence[Indicator]) -> Doelbesluit:
    """Decide on a goal from the values that there are."""
    groups: dict[str, list[Indicator]] = {}
    for one in of_goal(doel, results):
        if decides(doel, one.code):
            groups.setdefault(one.code, []).append(one)
    found = [tuple(whole_or_parts(members)) for members in groups.values()]
    if not found:
        return Doelbesluit(doel, None, ())
    if doel.beslist is Beslist.ALLE and not doel.beslist_door:
        # They are one question, of what is planned and what was counted: who knows, answers.
        sure = [one for one in found if oordeel_over(one) is not Oordeel.NIET_TE_BEPALEN]
        found = sure or found
    if doel.beslist is not Beslist.LEZINGEN:
        order = BEST if doel.beslist is Beslist.EEN_VAN else WORST
        found.sort(key=lambda one: order.index(oordeel_over(one)))
    verdict = samen(doel.beslist, [Besluit(oordeel_over(one), "") for one in found])
    return Doelbesluit(doel, verdict.oordeel, tuple(found), _lost(doel, results))


def _lost(doel: Doel, results: Sequence[Indicator]) -> int:
    return sum(one.oordeel in LOST for one in _figures_behind(doel, results))


def lost_parts(doel: Doel, results: Sequence[Indicator]) -> list[Indicator]:
    """Give the figures behind the verdict on a kengetal that were not reached for good."""
    return [one for one in _figures_behind(doel, results) if one.oordeel in FINAL]


def _figures_behind(doel: Doel, results: Sequence[Indicator]) -> list[Indicator]:
    parts = [one for one in results if one.code == kengetal.DOEL.code and not one.toets]
    return [one for one in parts if source(one) == doel.id]


FINAL = (Oordeel.NIET_GEHAALD, Oordeel.NIET_BEREIKT)
LOST = (*FINAL, Oordeel.AANDACHT)
"""What a goal did not reach, or does not as it goes now."""


def oordeel_over(parts: Sequence[Indicator]) -> Oordeel:
    """Give the verdict on one indicator from that on its parts."""
    return samen(Beslist.ALLE, [Besluit(one.oordeel, "") for one in parts]).oordeel


def of_goal(doel: Doel, results: Sequence[Indicator]) -> list[Indicator]:
    """Give the current values by which a goal is judged, those that only illustrate it included."""
    mine = [
        one
        for one in results
        if one.actueel
        and one.toets
        and one.oordeel is not Oordeel.GEEN_NORM
        and source(one) == doel.id
    ]
    # What its measure is held beside otherwise, such as the law, is not what the goal asks.
    own = doel.is_kengetal and not doel.beslist_door
    return [one for one in mine if one.code == kengetal.DOEL.code] if own else mine


def decides(doel: Doel, code: str) -> bool:
    """Say whether an indicator decides a goal, or only illustrates it."""
    return code in doel.beslist_door if doel.beslist_door else code not in ILLUSTRATE


def beslissers(doel: Doel) -> tuple[list[Definition], list[Definition]]:
    """Give the indicators that decide a goal, and those that illustrate it, whatever they are."""
    if doel.is_kengetal and not doel.beslist_door:
        return [kengetal.DOEL], []
    judged = [one for one in DEFINITIONS if one.toets and doel.maat and one.maat == doel.maat]
    deciding = [one for one in judged if decides(doel, one.code)]
    return deciding, [one for one in judged if one not in deciding]


@dataclass(frozen=True, slots=True)
class Rol:
    """What a value does for the goal that it is held against: decide it, or only illustrate it."""

    doel: Doel
    beslist: bool

    def __str__(self) -> str:
        if self.beslist:
            return f"beslist over {self.doel.id}"
        return f"licht {self.doel.id} toe en beslist er niet over"

    @property
    def voluit(self) -> str:
        """The same, with what decides where this does not."""
        codes = [one.code for one in beslissers(self.doel)[0]]
        verb = "doet" if len(codes) == 1 else "doen"
        return f"{self}" if self.beslist or not codes else f"{self}; dat {verb} {listing(codes)}"


def rol(one: Indicator, own: Afspraken, results: Sequence[Indicator]) -> Rol | None:
    """Give the role of a value among all of them (None: it is held against no goal)."""
    doel = next((doel for doel in own.doelen if doel.id == source(one)), None)
    if doel is None or one not in of_goal(doel, [one]):
        return None
    same = [other for other in of_goal(doel, results) if other.code == one.code]
    return Rol(doel, decides(doel, one.code) and one in whole_or_parts(same))


def source(indicator: Indicator) -> str:
    """Give the id of the goal or agreement that an indicator is judged by."""
    return indicator.bron.split(" ")[0].rstrip(";")


def whole_or_parts(members: Sequence[Indicator]) -> Sequence[Indicator]:
    """Give the whole, which says it for its parts, or the parts when there is no whole."""
    return [member for member in members if member.onderdeel is None] or members


def is_past(doel: Doel, peildatum: date) -> bool:
    """Say whether the time of a goal is over, so that no course can change it any more."""
    if doel.streefdatum:
        return doel.streefdatum <= peildatum
    ways = [doel.als(manier) for manier in doel.manieren] or [doel]
    ends = [one.eind for way in ways for one in way.op_dag(peildatum) if one.eind]
    return bool(ends) and is_over(max(ends), peildatum)
