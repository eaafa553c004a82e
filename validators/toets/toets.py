"""The review of a set: five points on which agreements are judged, and what contradicts in them.

A visitatie asks whether agreements are concrete, complete, founded, mutual and carried by those
involved; each point has a score that is counted, and what could be better with its repair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.document.rules import TEXT_RULES
from prestatieafspraken.validators.judging.in_print import for_review
from prestatieafspraken.validators.toets import (
    betrokken,
    compleet,
    concreet,
    onderbouwd,
    tegenspraak,
)
from prestatieafspraken.validators.toets.gedrukt import place_in_set
from prestatieafspraken.validators.toets.punt import Punt, point
from prestatieafspraken.workbook.building.printed import taken_over
from prestatieafspraken.workbook.finding import ASK
from prestatieafspraken.workbook.topic import Topic


class ToetsDeel(StrEnum):
    """What agreements are reviewed on, in the order of telling."""

    CONCREET = "concreet"
    COMPLEET = "compleet"
    ONDERBOUWD = "onderbouwd"
    WEDERKERIG = "wederkerig"
    BETROKKEN = "betrokken"
    TEGENSPRAAK = "tegenspraak"
    CIJFERS = "cijfers"
    SCHRIJFWIJZE = "schrijfwijze"


@dataclass(frozen=True)
class Toets:
    """One part of the review: so many of so many are well (None: not counted), and the points."""

    deel: ToetsDeel
    vraag: str
    goed: int | None
    van: int | None
    punten: tuple[Punt, ...]

    @property
    def score(self) -> str:
        """Say the score in words."""
        return "" if self.van is None else f"{self.goed} van {self.van}"


Count = Callable[[Afspraken], tuple[int, int]]
Points = Callable[[Afspraken], Iterator[Punt]]

_PARTS: dict[ToetsDeel, tuple[str, Count | None, Points | None]] = {
    ToetsDeel.CONCREET: (
        "Zegt elke afspraak wie, wanneer en hoeveel?",
        concreet.count,
        None,
    ),
    ToetsDeel.COMPLEET: (
        "Heeft elke afspraak een rij en elk doel een afspraak, en doet iedereen mee?",
        compleet.count,
        compleet.points,
    ),
    ToetsDeel.ONDERBOUWD: (
        "Is van elk doel bekend waar het begint, wanneer het af is en waaraan dat te zien is?",
        onderbouwd.count,
        onderbouwd.points,
    ),
    ToetsDeel.WEDERKERIG: (
        "Brengt elke soort partij iets in?",
        betrokken.count_mutual,
        betrokken.mutual,
    ),
    ToetsDeel.BETROKKEN: (
        "Doen de huurdersorganisaties bij elk thema mee?",
        betrokken.count_tenants,
        betrokken.tenants,
    ),
    ToetsDeel.TEGENSPRAAK: ("Spreekt de tekst zichzelf tegen?", None, tegenspraak.points),
    ToetsDeel.CIJFERS: ("Kloppen de gedrukte cijfers, en halen zij de doelen?", None, None),
    ToetsDeel.SCHRIJFWIJZE: ("Is alles in het document op één manier geschreven?", None, None),
}
_OF_CODE = {
    "AFS-001": ToetsDeel.CONCREET,
    "AFS-003": ToetsDeel.CONCREET,
    "AFS-004": ToetsDeel.CONCREET,
    "TXT-001": ToetsDeel.CONCREET,
    "TXT-002": ToetsDeel.CONCREET,
    "TXT-011": ToetsDeel.CONCREET,
    "TXT-009": ToetsDeel.COMPLEET,
    "DOE-005": ToetsDeel.COMPLEET,
    "TXT-007": ToetsDeel.ONDERBOUWD,
    "TXT-008": ToetsDeel.ONDERBOUWD,
    "DOE-002": ToetsDeel.ONDERBOUWD,
    "DOE-006": ToetsDeel.ONDERBOUWD,
    "DOE-003": ToetsDeel.CIJFERS,
    "DOE-004": ToetsDeel.CIJFERS,
    "TXT-010": ToetsDeel.SCHRIJFWIJZE,
}
_OF_TOPIC = {
    Topic.TXT: ToetsDeel.TEGENSPRAAK,
    Topic.DOE: ToetsDeel.TEGENSPRAAK,
    Topic.GDR: ToetsDeel.SCHRIJFWIJZE,
}
"""The part that what a rule finds belongs to, by its code or its letters; the rest are figures."""


def toets(afspraken: Afspraken) -> list[Toets]:
    """Review a set of agreements."""
    by_rule = [*_of_text(afspraken), *_of_print(afspraken)]
    found = []
    for deel, (vraag, count, points) in _PARTS.items():
        own = points(afspraken) if points else ()
        punten = (*(punt for punt in by_rule if _part(punt.code) is deel), *own)
        goed, van = count(afspraken) if count else (None, None)
        found.append(Toets(deel, vraag, goed, van, punten))
    return found


def _part(code: str) -> ToetsDeel:
    return _OF_CODE.get(code) or _OF_TOPIC.get(Topic.of(code), ToetsDeel.CIJFERS)


def _of_text(afspraken: Afspraken) -> Iterator[Punt]:
    """Ask the rules on the signed text, which look at no figures."""
    for one in TEXT_RULES:
        if one.rule.holds_in(afspraken.gemeente.jaar):
            for place, words in one.findings(afspraken):
                yield point(
                    place,
                    one.rule.melding.format_map(words),
                    one.rule.herstel.format_map(words),
                    one.rule.code,
                )


def _of_print(afspraken: Afspraken) -> Iterator[Punt]:
    """Ask the rules of the workbook what they find in what is printed."""
    book, findings = for_review(afspraken)
    rows = taken_over(afspraken)
    for finding in findings:
        herstel = finding.herstel.removesuffix(ASK)
        yield point(
            place_in_set(finding, book, afspraken, rows), finding.melding, herstel, finding.code
        )
