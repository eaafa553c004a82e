"""How far it still is to a norm, what is needed a year, and when a straight line arrives.

Every figure is worked out beside its case.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Reken = Callable[..., dict[Any, Any]]

VOORRAAD = """corporatie | jaar | soort_cijfer | daeb
    Woonforte | 2017 | realisatie | 9769
    Habeko Wonen | 2017 | realisatie | 1829
    Woonforte | 2018 | realisatie | 9823
    Habeko Wonen | 2018 | realisatie | 1824"""
INDEX = """corporatie | jaar | soort_cijfer | methode | energie_index
    Woonforte | 2017 | realisatie | onbekend | 1.79
    Woonforte | 2019 | prognose | onbekend | 1.63
    Habeko Wonen | 2017 | realisatie | onbekend | 1.55
    Habeko Wonen | 2019 | prognose | onbekend | 1.41"""
LEVENSLOOP = """eigenaar | jaar | woningen | geschikt
    Woonforte | 2017 | 1000 | 200
    Habeko Wonen | 2017 | 500 | 100
    overige voorraad | 2017 | 500 | 100
    Woonforte | 2019 | 1000 | 210
    Habeko Wonen | 2019 | 500 | 105
    overige voorraad | 2019 | 500 | 105"""
GAS = """jaar | gas
    2016 | 1000
    2018 | 990"""
ENERGIE = """corporatie | jaar | opgewekt | behoefte
    Woonforte | 2018 | 30 | 900
    Habeko Wonen | 2018 | 20 | 100"""


@pytest.mark.parametrize(
    ("table", "text", "code", "onderdeel", "afstand", "per_jaar", "aankomst"),
    [
        # 500 − 49 = 451, over the four years 2019 to 2022; 49 a year, so 2018 + 451 / 49
        ("woningvoorraad", VOORRAAD, "VRD-GROEI", None, 451, 112.75, 2027.204081633),
        # 1,55 − 1,25; 1,63 − 1,25 in one year; 0,08 a year, so 2019 + 0,38 / 0,08
        ("energie_index", INDEX, "EIX-PAD", "Woonforte", 0.30, 0.38, 2023.75),
        # 1,34 − 1,25; 1,41 − 1,25 in one year; 0,07 a year, so 2019 + 0,16 / 0,07
        ("energie_index", INDEX, "EIX-PAD", "Habeko Wonen", 0.09, 0.16, 2021.285714286),
        # label B runs to 1,40: 1,55 − 1,40; 1,63 − 1,40; 2019 + 0,23 / 0,08
        ("energie_index", INDEX, "EIX-PAD-B", "Woonforte", 0.15, 0.23, 2021.875),
        # from 20% to 21%, of 10 points by 2020; 0,5 a year, so 2019 + 9 / 0,5
        ("levensloopbestendig", LEVENSLOOP, "LVB-PUNTEN", None, 9, 9, 2037),
        # the same as a part of the first share: 5% of 10%; 2,5% a year, so 2019 + 5 / 2,5
        ("levensloopbestendig", LEVENSLOOP, "LVB-RELATIEF", None, 0.05, 0.05, 2021),
        # −1% of −20% by 2026: 19% over eight years; 0,5% a year, so 2018 + 19 / 0,5
        ("gasverbruik", GAS, "GAS-VERANDERING", None, 0.19, 0.02375, 2056),
        # 50 of 1000 is 5%, of 14% by 2020: 9% over two years
        ("duurzame_energie", ENERGIE, "DZE-AANDEEL", None, 0.09, 0.045, None),
    ],
)
def test_the_way_to_a_norm(
    reken: Reken,
    table: str,
    text: str,
    code: str,
    onderdeel: str | None,
    afstand: float,
    per_jaar: float,
    aankomst: float | None,
) -> None:
    results = reken({table: text}).values()
    (found,) = [r for r in results if (r.code, r.onderdeel, r.actueel) == (code, onderdeel, True)]
    assert (found.afstand, found.nodig_per_jaar, found.aankomst) == (afstand, per_jaar, aankomst)


@pytest.mark.parametrize(
    ("gas", "afstand", "per_jaar", "aankomst"),
    [
        (800, 0, 0, 2018),  # there already
        (1010, 0.21, 0.02625, None),  # the wrong way
        (1000, 0.2, 0.025, None),  # nowhere
    ],
)
def test_there_already_or_never(
    reken: Reken, gas: int, afstand: float, per_jaar: float, aankomst: float | None
) -> None:
    table = f"jaar | gas\n 2016 | 1000\n 2018 | {gas}"
    found = reken({"gasverbruik": table})["GAS-VERANDERING", None, "2016-2018"]
    assert (found.afstand, found.nodig_per_jaar, found.aankomst) == (afstand, per_jaar, aankomst)


def test_nothing_is_needed_a_year_when_no_year_is_left(reken: Reken) -> None:
    table = ENERGIE.replace("2018", "2020")
    found = reken({"duurzame_energie": table}, date(2021, 1, 1))["DZE-AANDEEL", None, "2020"]
    assert (found.afstand, found.nodig_per_jaar) == (0.09, None)


@pytest.mark.parametrize(
    ("before", "after", "trend"),
    [(0.05, 0.06, "omhoog"), (0.06, 0.05, "omlaag"), (0.05, 0.05, "gelijk")],
)
def test_a_trend_is_told_with_what_it_was(
    reken: Reken, before: float, after: float, trend: str
) -> None:
    rows = [
        f"{naam} | {jaar} | {share * 100} | 100"
        for jaar, share in ((2018, before), (2019, after))
        for naam in ("Woonforte", "Habeko Wonen")
    ]
    table = "\n".join(["corporatie | jaar | opgewekt | behoefte", *rows])
    found = reken({"duurzame_energie": table})["DZE-AANDEEL", None, "2019"]
    assert (found.waarde, found.trend, found.vorige) == (after, trend, before)
