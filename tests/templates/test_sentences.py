"""Right Dutch from figures: direction, percentage points, one or many, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.indicators.doelbesluit import of_goal
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.templates.report.sentences import movement, period_words, together


def slaagkans(**more: Any) -> Indicator:
    """Give a slaagkans of the whole, as printed for 2018."""
    plain: dict[str, Any] = {
        "code": "SLK-TOTAAL",
        "naam": "Slaagkans",
        "waarde": 0.126,
        "eenheid": "%",
        "norm": 0.2,
        "oordeel": Oordeel.AANDACHT,
        "bron": "D1-2 (r. 155-157)",
        "toelichting": "",
        "periode": "2018, kwartaal 1 t/m 3",
        "nulmeting": 0.303,
    }
    return Indicator(**{**plain, **more})


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (
            {},
            "De slaagkans van alle woningzoekenden daalde van 30,3% in 2016 naar 12,6% in de "
            "eerste drie kwartalen van 2018 en blijft 7,4 procentpunt onder de norm van 20%.",
        ),
        (
            {"waarde": 0.35, "periode": "2019"},
            "De slaagkans van alle woningzoekenden steeg van 30,3% in 2016 naar 35% in 2019 en is "
            "15,0 procentpunt boven de norm van 20%.",
        ),
        (
            {"waarde": 0.303, "periode": "2019"},
            "De slaagkans van alle woningzoekenden bleef met 30,3% in 2019 gelijk aan die in 2016 "
            "en is 10,3 procentpunt boven de norm van 20%.",
        ),
        (
            {"waarde": 0.3032, "periode": "2019", "norm": None},  # reads the same: no rise
            "De slaagkans van alle woningzoekenden bleef met 30,3% in 2019 gelijk aan die in 2016.",
        ),
        (
            {"waarde": 0.2, "nulmeting": None, "periode": "2019"},
            "De slaagkans van alle woningzoekenden was 20% in 2019, dat is gelijk aan de norm.",
        ),
        (
            {"code": "SLK-KERN", "onderdeel": "Boskoop", "nulmeting": None, "norm": None},
            "De slaagkans in Boskoop was 12,6% in de eerste drie kwartalen van 2018.",
        ),
    ],
)  # fmt: skip
def test_a_movement(more: dict[str, Any], sentence: str, afspraken: Afspraken) -> None:
    assert movement(slaagkans(**more), afspraken.doel("D1-2")) == sentence


def test_a_lower_index_is_better(afspraken: Afspraken) -> None:
    text = movement(
        slaagkans(waarde=0.1, nulmeting=0.3, norm=0.2, periode="2019"), afspraken.doel("D3-1")
    )
    assert text.endswith("en is 10,0 procentpunt onder de norm van 20%.")


@pytest.mark.parametrize(
    ("periode", "words"),
    [
        ("2018, kwartaal 1", "het eerste kwartaal van 2018"),
        ("2018, kwartaal 1 t/m 2", "de eerste twee kwartalen van 2018"),
        ("2018, kwartaal 1 t/m 4", "2018, kwartaal 1 t/m 4"),
        ("2017-2022", "2017-2022"),
    ],
)
def test_periods(periode: str, words: str) -> None:
    assert period_words(periode) == words


def kernen(*verdicts: Oordeel) -> list[Indicator]:
    """Give one slaagkans per kern."""
    base = slaagkans(code="SLK-KERN", naam="Slaagkans per kern", periode="2019")
    return [replace(base, onderdeel=f"kern {n}", oordeel=o) for n, o in enumerate(verdicts, 1)]


GOOD, BAD, UNKNOWN = Oordeel.OP_KOERS, Oordeel.AANDACHT, Oordeel.NIET_TE_BEPALEN


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ((GOOD,) * 4, "Slaagkans per kern: alle 4 halen de norm van 20% in 2019."),
        ((BAD,) * 4, "Slaagkans per kern: geen van de 4 haalt de norm van 20% in 2019."),
        (
            (BAD, BAD, BAD, BAD, GOOD),
            "Slaagkans per kern: 4 van de 5 halen de norm van 20% in 2019 niet; wel kern 5 "
            "(12,6%).",
        ),
        (
            (BAD, BAD, UNKNOWN, BAD),
            "Slaagkans per kern: kern 1 (12,6%), kern 2 (12,6%) en kern 4 (12,6%) halen de norm "
            "van 20% in 2019 niet; niet te bepalen: kern 3.",
        ),
        (
            (GOOD, GOOD, GOOD, GOOD, UNKNOWN),
            "Slaagkans per kern: 4 van de 5 halen de norm van 20% in 2019; niet te bepalen: "
            "kern 5.",
        ),
        (
            (GOOD, UNKNOWN, UNKNOWN),
            "Slaagkans per kern: 1 van de 3 haalt de norm van 20% in 2019; niet te bepalen: kern 2 "
            "en kern 3.",
        ),
        (
            (BAD, UNKNOWN, UNKNOWN),
            "Slaagkans per kern: kern 1 (12,6%) haalt de norm van 20% in 2019 niet; niet te "
            "bepalen: kern 2 en kern 3.",
        ),
        (
            (UNKNOWN,) * 3,
            "Slaagkans per kern: of de norm van 20% in 2019 is gehaald, is van geen van de 3 te "
            "bepalen.",
        ),
    ],
)
def test_many_parts_are_told_as_one(verdicts: tuple[Oordeel, ...], sentence: str) -> None:
    assert together(kernen(*verdicts), None) == [sentence]


def test_what_only_tells_does_not_judge_a_goal(gedrukt: Report) -> None:
    """The label sheet is empty; the goal on energy is judged by the mean index alone."""
    doel = next(doel for doel in gedrukt.afspraken.doelen if doel.id == "D3-1")
    assert [i for i in gedrukt.current if i.code == "ELB-DEKKING" and i.waarde is None]
    assert {i.code for i in of_goal(doel, gedrukt.indicators)} == {"EIX-PAD", "EIX-PAD-B"}
