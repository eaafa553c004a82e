"""The review of a set: five points on which agreements are judged, and what contradicts in them.

A visitatie asks whether agreements are concrete, complete, founded, mutual and carried by those
involved; each point has a score that is counted, and what could be better with its repair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.declaring.rule import Case
from prestatieafspraken.validators.document.rules import ON_AGREEMENT, ON_GOAL, ON_PRINTED
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.toets import (
    betrokken,
    compleet,
    concreet,
    onderbouwd,
    tegenspraak,
)
from prestatieafspraken.validators.toets.punt import Punt
from prestatieafspraken.workbook.book import Book


class ToetsDeel(StrEnum):
    """What agreements are reviewed on, in the order of telling."""

    CONCREET = "concreet"
    COMPLEET = "compleet"
    ONDERBOUWD = "onderbouwd"
    WEDERKERIG = "wederkerig"
    BETROKKEN = "betrokken"
    TEGENSPRAAK = "tegenspraak"
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
        concreet.points,
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
    ToetsDeel.SCHRIJFWIJZE: ("Is alles in het document op één manier geschreven?", None, None),
}
_OF_CODE = {
    "TXT-001": ToetsDeel.CONCREET,
    "TXT-002": ToetsDeel.CONCREET,
    "TXT-009": ToetsDeel.COMPLEET,
    "DOE-005": ToetsDeel.COMPLEET,
    "TXT-007": ToetsDeel.ONDERBOUWD,
    "TXT-008": ToetsDeel.ONDERBOUWD,
    "DOE-002": ToetsDeel.ONDERBOUWD,
    "DOE-006": ToetsDeel.ONDERBOUWD,
    "TXT-010": ToetsDeel.SCHRIJFWIJZE,
}
"""The part that a rule on the text belongs to; any other tells a contradiction or a spelling."""


def toets(afspraken: Afspraken) -> list[Toets]:
    """Review a set of agreements."""
    by_rule = list(_of_rules(afspraken))
    found = []
    for deel, (vraag, count, points) in _PARTS.items():
        own = points(afspraken) if points else ()
        punten = (*(punt for part, punt in by_rule if part is deel), *own)
        goed, van = count(afspraken) if count else (None, None)
        found.append(Toets(deel, vraag, goed, van, punten))
    return found


def _part(code: str) -> ToetsDeel:
    return _OF_CODE.get(
        code,
        ToetsDeel.SCHRIJFWIJZE if code.startswith("GDR") else ToetsDeel.TEGENSPRAAK,
    )


def _of_rules(afspraken: Afspraken) -> Iterator[tuple[ToetsDeel, Punt]]:
    """Ask the rules on the printed agreements, which look at no workbook."""
    case = Case(Book("", ""), afspraken)
    for code, where, words in (*_agreements(case), *_goals(case), *_printed(case)):
        if code != concreet.CODE:  # of which the review tells all
            yield _part(code), _punt(code, where, words)


RuleWords = Iterator[tuple[str, str, Mapping[str, object]]]
"""What rules find: the code, where it is, and the words for the sentence."""


def _agreements(case: Case) -> RuleWords:
    for code, on_agreement in ON_AGREEMENT.items():
        for afspraak in case.afspraken.afspraken:
            for words in on_agreement(case, afspraak):
                yield code, afspraak.id, {"code": afspraak.id, **words}


def _goals(case: Case) -> RuleWords:
    for code, on_goal in ON_GOAL.items():
        for doel in case.afspraken.doelen:
            for words in on_goal(case, doel):
                yield code, doel.id, {"code": doel.id, "titel_doel": doel.titel, **words}


def _printed(case: Case) -> RuleWords:
    for code, on_printed in ON_PRINTED.items():
        for tabel in case.afspraken.tabellen.values():
            for _, words in on_printed(case, tabel):
                yield code, tabel.id, {"code": tabel.id, "naam": tabel.titel, **words}


def _punt(code: str, where: str, words: Mapping[str, object]) -> Punt:
    rule = RULES[code]
    return Punt(where, rule.melding.format_map(words), rule.herstel.format_map(words), code)
