"""What the check says beside what is computed: of one norm they never say two things.

A pair says which rule and which measure rest on the same norm or agreed number. Over figures drawn
around it, a finding is there exactly where the measure has a bad oordeel. A measure that cannot be
determined asks nothing: a rule may know enough from half of the figures.

The seed is printed when the tests start; PRESTATIEAFSPRAKEN_ZAAD=… repeats a run.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest
from proving.kit.bij_de_norm import getekend
from proving.kit.naast import Naast, naast
from proving.kit.paren import PAREN, ZONDER_PAAR, contradictions
from proving.kit.vraagt_norm import asking_rules

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.indicators.oordeel import Oordeel

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
AMOUNT = int(os.environ.get("PRESTATIEAFSPRAKEN_WERKMAPPEN", "42"))
PARTS = 6


def test_every_rule_with_a_norm_has_a_measure_beside_it_or_a_reason() -> None:
    asking, paired = asking_rules(), {paar.regel for paar in PAREN}
    assert len(asking) > 30
    assert asking - paired - ZONDER_PAAR.keys() == set()
    assert ZONDER_PAAR.keys() & paired == set()
    assert ZONDER_PAAR.keys() - asking == set()


def met(jaar: int, *numbers: tuple[str, str | None, str]) -> Afspraken:
    """Give Alphen's agreements as those of another year, with other numbers on incomes and more."""
    own = load("alphen-aan-den-rijn", 2019)
    (of, *_) = own.afspraak("T1-11").getallen
    agreed = [
        of.model_copy(update={"maat": maat, "partij": naam, "waarde": Decimal(value), "tot": None})
        for maat, naam, value in numbers
    ]
    changed = [
        one.model_copy(update={"getallen": agreed} if one.id == "T1-11" else {})
        for one in own.afspraken
    ]
    gemeente = own.gemeente.model_copy(update={"jaar": jaar})
    return own.model_copy(update={"gemeente": gemeente, "afspraken": changed})


BOVEN, LEEFBAARHEID = "boven_inkomensgrens", "leefbaarheid"
SETS: Sequence[Callable[[], Afspraken]] = (
    lambda: load("alphen-aan-den-rijn", 2019),
    lambda: load("alphen-aan-den-rijn", 2020),
    lambda: load("rietmeer", 2025),
    lambda: met(2019, (BOVEN, None, "0.15"), (LEEFBAARHEID, None, "125")),
    lambda: met(2021),
    lambda: met(2024, (BOVEN, None, "0.15"), (LEEFBAARHEID, "Woonforte", "125")),
    lambda: met(2025, (BOVEN, "Habeko Wonen", "0.10")),
)
"""The sets of the product, and agreements with other numbers in other years."""


@cache
def drawn(number: int) -> Naast:
    chance = random.Random(f"{SEED} {number}")  # noqa: S311
    own = SETS[number % len(SETS)]()
    day = date(own.gemeente.jaar, 6, 1) + timedelta(chance.choice([0, 213, 600, 1500]))
    return naast(own, getekend(chance, own), day)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_finding_contradicts_a_measure(part: int) -> None:
    for number in range(part, AMOUNT, PARTS):
        found = drawn(number)
        wrong = [text for paar in PAREN for text in contradictions(paar, found)]
        assert wrong == [], f"workbook {number}, {found.peildatum}"


@pytest.mark.traag
def test_the_figures_lie_on_both_sides_of_each_norm() -> None:
    found = [drawn(number) for number in range(max(AMOUNT, 42))]
    told = {finding.code for one in found for finding in one.findings}
    assert {paar.regel for paar in PAREN} <= told
    oordelen = {(code, str(i.oordeel)) for one in found for (code, *_), i in one.indicators.items()}
    for maat in {paar.maat for paar in PAREN if not paar.maat.startswith("GPB")}:
        assert {(maat, "gehaald"), (maat, "op koers")} & oordelen, maat
        assert {(maat, "niet gehaald"), (maat, "aandacht")} & oordelen, maat


@pytest.mark.parametrize("number", range(3))
def test_what_was_kept_too_late_is_the_same_in_both(number: int) -> None:
    """With the agreed day, a day that parties filled in where none was agreed, or a start."""
    chance, own = random.Random(f"{SEED} {number}"), SETS[number]()  # noqa: S311
    rows: dict[str, list[dict[str, object]]] = {}
    for one in own.afspraken:
        last = one.termijn.tot or chance.choice([None, date(own.gemeente.jaar, 6, 30)])
        ended = (last or own.slot) + timedelta(chance.choice([-1, 0, 1, 20]))
        status = chance.choice(["nagekomen", "nagekomen", "niet nagekomen", "bezig"])
        rows.setdefault(f"afspraken_{one.thema}", []).append(
            {"code": one.id, "uiterlijk": last, "status": status, "afgerond_op": ended}
        )
    found = naast(own, rows, own.slot)
    late = {f.melding.split()[1] for f in found.findings if f.code == "AFS-033"}
    told = found.indicators["AFS-OP-TIJD", "te laat", None]
    assert late
    assert late == set(told.toelichting.rstrip(".").replace(" en ", ", ").split(", "))


def too_much(found: Naast) -> bool:
    return any(
        key[0] == "TWZ-BOVEN" and key[1] and one.oordeel is Oordeel.NIET_GEHAALD
        for key, one in found.indicators.items()
    )


def test_a_contradiction_is_seen() -> None:
    """The comparison itself can fail: a finding is taken away, and a bad figure made good."""
    found = next(one for one in map(drawn, range(AMOUNT)) if too_much(one))
    silent = replace(found, findings=[one for one in found.findings if one.code != "TWZ-020"])
    of_boven = next(p for p in PAREN if (p.regel, p.maat) == ("TWZ-020", "TWZ-BOVEN"))
    assert not [*contradictions(of_boven, found)]
    assert [*contradictions(of_boven, silent)]
    turned = {
        key: replace(one, oordeel=Oordeel.GEHAALD) if key[0] == "TWZ-BOVEN" else one
        for key, one in found.indicators.items()
    }
    assert [*contradictions(of_boven, replace(found, indicators=turned))]
