"""Goals of other places: each loads, and gets the verdict that figures made by hand call for.

What is expected was worked out from the row itself: the sum or the difference of the figures,
beside the number that is told of the goal.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from proving.kit.doelen_elders import GOALS, HERE, elsewhere

from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.indicators.beslissen import beslissen
from prestatieafspraken.indicators.meting import Meting
from prestatieafspraken.indicators.uitkomst import Kring

LINES = (HERE / "gevallen.csv").read_text(encoding="utf-8").splitlines()[1:]
CASES = [line.split(";", 5) for line in LINES]
"""Goal, day of judging, years of the agreements, figures, verdict, and what the sentence says."""
FIGURE = re.compile(
    r"(?P<half>½?)(?P<ahead>~?)(?P<jaar>\d{4})(?P<partij> [^@/:]+)?(?: ?@(?P<gebied>[^/:]+))?"
    r"(?:/(?P<manier>[^:]+))?: (?P<what>.+)"
)


def _figures(text: str) -> list[Meting]:
    """Read "2024 Lefier: 40, ~2025 @Noord: 3/20": party, @place, /way, ~ expected, ½ not whole."""
    return [_figure(one) for one in text.split(", ")]


def _figure(text: str) -> Meting:
    found = FIGURE.fullmatch(text)
    assert found, text
    what = found["what"]
    bare = Meting(
        int(found["jaar"]),
        partij=(found["partij"] or "").strip(),
        gebied=found["gebied"] or "",
        manier=found["manier"] or "",
        prognose=bool(found["ahead"]),
        heel=not found["half"],
        cellen=(text,),
    )
    if "/" in what:
        teller, noemer = map(Decimal, what.split("/"))
        return replace(bare, teller=teller, noemer=noemer)
    if what.isalpha():
        return replace(bare, klasse=what)
    return replace(bare, waarde=Decimal(what))


@pytest.mark.parametrize(
    ("goal", "day", "term", "figures", "verdict", "sentence"),
    CASES,
    ids=[f"{case[0]}-{case[1]}-{number}" for number, case in enumerate(CASES)],
)
def test_verdict(goal: str, day: str, term: str, figures: str, verdict: str, sentence: str) -> None:
    begin, end = map(int, term.split("-"))
    kring = replace(Kring.of(elsewhere()), van=begin, tot=end)
    found = beslissen(elsewhere().doel(goal), _figures(figures), date.fromisoformat(day), kring)
    assert str(found.oordeel) == verdict, found.zin
    assert sentence.casefold() in found.zin.casefold()


def test_every_goal_of_the_rows_has_a_case() -> None:
    goals = [goal["id"] for goal in tomllib.loads(GOALS)["doel"]]
    assert len({goal.removesuffix("b") for goal in goals}) == 116
    assert sorted(set(goals) - {case[0] for case in CASES}) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_nothing_is_final_before_its_time(case: list[str]) -> None:
    """On the first day of the agreements nothing is won, lost or broken."""
    begin, end = map(int, case[2].split("-"))
    kring = replace(Kring.of(elsewhere()), van=begin, tot=end)
    goal = elsewhere().doel(case[0])
    found = beslissen(goal, _figures(case[3]), date(begin, 1, 1), kring)
    assert found.oordeel not in ("gehaald", "niet gehaald", "niet bereikt", "ongeveer gehaald")


@pytest.mark.parametrize(
    ("vorm", "bound", "figures", "verdict", "sentence"),
    [
        # 80 + 90 + 100 + 85 is 355: 88,75 a year.
        ("gemiddeld_per_jaar", {"minstens": 90}, "80 90 100 85", "niet gehaald", "is 88,75"),
        ("gemiddeld_per_jaar", {"minstens": 88}, "80 90 100 85", "gehaald", "is 88,75"),
        ("gemiddeld_per_jaar", {"hoogstens": 88}, "80 90 100 85", "niet gehaald", "is 88,75"),
        ("som", {"minstens": 356}, "80 90 100 85", "niet gehaald", "is 355"),
        ("som", {"minstens": 355}, "80 90 100 85", "gehaald", "is 355"),
    ],
)
def test_years_are_added_or_their_mean_is_taken(
    vorm: str, bound: dict[str, int], figures: str, verdict: str, sentence: str
) -> None:
    doel = Doel.model_validate(
        {"id": "X", "thema": 0, "titel": "Bouwen", "eenheid": "woningen", "vorm": vorm}
        | {"waarden": [{"van": 2022, "tot": 2025} | bound]}
    )
    known = [Meting(2022 + n, Decimal(word)) for n, word in enumerate(figures.split())]
    kring = replace(Kring.of(elsewhere()), van=2022, tot=2025)
    found = beslissen(doel, known, date(2026, 1, 15), kring)
    assert str(found.oordeel) == verdict, found.zin
    assert sentence in found.zin


def test_a_place_that_was_counted_before_is_one_of_all() -> None:
    """Nothing says which kernen there are but the figures: Noord had 40, and has no figure now."""
    doel = Doel.model_validate(
        {"id": "X", "thema": 0, "titel": "Nultreden", "eenheid": "woningen", "vorm": "niveau"}
        | {"waarden": [{"jaar": 2020, "minstens": 100}]}
    )
    figures = _figures("2019 @Noord: 40, 2019 @Zuid: 60, 2020 @Zuid: 110")
    found = beslissen(doel, figures, date(2021, 1, 1), Kring.of(elsewhere()))
    assert (found.oordeel, found.zin) == (
        "niet te bepalen",
        "Het jaar 2020 is om, maar van Noord is geen cijfer bekend.",
    )
