"""Lettings by the law and by the agreement: the right verdict, its reason, and the report.

The expected figures are worked out by hand. What the law allows: until 2021 at least 80% to the
target group and at most 10% to higher incomes (annual report 2022 of a corporatie, with the norms
of 2021: above the limit up to 20%, above the middle group up to 10%); from 2022 on 92,5% and 7,5%,
or up to 15% as agreed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from proving.kit.naast import Naast, naast

from prestatieafspraken.afspraken import Afspraken, load

Row = dict[str, Any]
SIGNING = ("Woonforte", "Habeko Wonen")


@pytest.fixture(scope="module")
def van_2019() -> Afspraken:
    return load("alphen-aan-den-rijn", 2019)


def met(
    afspraken: Afspraken, *shares: tuple[str | None, str], jaar: int, code: str = "T1-11"
) -> Afspraken:
    """Give agreements of a year with just these numbers on incomes above the limit."""
    of = afspraken.afspraak("T1-11").getallen[0]
    numbers = [
        of.model_copy(update={"partij": naam, "waarde": Decimal(share), "tot": None})
        for naam, share in shares
    ]
    changed = [
        one.model_copy(update={"getallen": numbers}) if one.id == code else one
        for one in afspraken.afspraken
    ]
    gemeente = afspraken.gemeente.model_copy(update={"jaar": jaar})
    return afspraken.model_copy(update={"gemeente": gemeente, "afspraken": changed})


def verhuurd(
    jaar: int, doelgroep: int, midden: int | None, hoger: int, naam: str = "Woonforte", **more: Any
) -> Row:
    row = {
        "corporatie": naam,
        "jaar": jaar,
        "periode": "heel jaar",
        "verhuringen": doelgroep + (midden or 0) + hoger,
        "doelgroep": doelgroep,
        "middeninkomen": midden,
        "hoger_inkomen": hoger,
    }
    return row | more


def of_year(afspraken: Afspraken, jaar: int, *rows: Row) -> Naast:
    return naast(afspraken, {"toewijzingen": rows}, date(jaar, 12, 31))


def oordelen(found: Naast, jaar: int, naam: str | None = "Woonforte") -> dict[str, str]:
    codes = ("TWZ-DOELGROEP", "TWZ-MIDDEN", "TWZ-VRIJ", "TWZ-BOVEN")
    return {code: str(found.indicators[code, naam, str(jaar)].oordeel) for code in codes}


GOED = {
    "TWZ-DOELGROEP": "gehaald",
    "TWZ-MIDDEN": "geen norm",
    "TWZ-VRIJ": "gehaald",
    "TWZ-BOVEN": "gehaald",
}


def test_80_15_5_is_kept_because_the_middle_group_may_use_what_is_free(van_2019: Afspraken) -> None:
    """15% is 10% of its own and 5 of the 10 points that are free; the other 5 went elsewhere."""
    found = of_year(van_2019, 2019, *(verhuurd(2019, 480, 90, 30, naam) for naam in SIGNING))
    assert oordelen(found, 2019) == GOED == oordelen(found, 2019, None)
    middle = found.indicators["TWZ-MIDDEN", "Woonforte", "2019"]
    assert middle.norm is None
    assert middle.toelichting == (
        "15%. De middengroep heeft geen eigen grens: zij mag 10%, en wat er van de vrije ruimte "
        "van 10% over is."
    )
    assert found.gevonden("TWZ-020") == found.gevonden("TWZ-027") == []
    line = "| Verhuringen boven de inkomensgrens | Woonforte | 2019 | 20% | 20% | ✓ gehaald |"
    assert line in found.verslag


def test_79_15_6_is_not_kept(van_2019: Afspraken) -> None:
    """21% went above the limit, one point more than 10 and 10."""
    found = of_year(van_2019, 2019, *(verhuurd(2019, 790, 150, 60, naam) for naam in SIGNING))
    assert oordelen(found, 2019) == GOED | {
        "TWZ-DOELGROEP": "niet gehaald",
        "TWZ-BOVEN": "niet gehaald",
    }
    assert found.gevonden("TWZ-020")[0] == "D7 Woonforte 2019 210 1.000 21% 20% T1-11"
    assert "Verhuringen boven de inkomensgrens: 21% is boven de norm van 20%." in found.verslag


def test_80_5_15_is_not_kept_though_20_went_above_the_limit(van_2019: Afspraken) -> None:
    """The 10% for the middle group is not for higher incomes: 15% is more than what is free."""
    found = of_year(van_2019, 2019, *(verhuurd(2019, 800, 50, 150, naam) for naam in SIGNING))
    assert oordelen(found, 2019) == GOED | {"TWZ-VRIJ": "niet gehaald"}
    assert found.gevonden("TWZ-027")[0] == "G7 Woonforte 2019 150 1.000 15% 10% 2016"
    assert found.gevonden("TWZ-020") == []
    assert "Verhuringen in de vrije ruimte: 15% is boven de norm van 10%." in found.verslag


@pytest.mark.parametrize(
    ("afgesproken", "hoger", "oordeel", "norm"),
    [
        # Of 1000 lettings. What was agreed is the norm, up to 15%; without that 7,5% is.
        ("0.15", 140, "gehaald", 0.15),
        ("0.15", 150, "gehaald", 0.15),
        ("0.15", 151, "niet gehaald", 0.15),
        ("0.20", 151, "niet gehaald", 0.15),
        ("0.10", 101, "niet gehaald", 0.10),
        (None, 75, "gehaald", 0.075),
        (None, 76, "niet gehaald", 0.075),
    ],
)
def test_what_was_agreed_is_one_norm_for_three_measures(
    van_2019: Afspraken, afgesproken: str | None, hoger: int, oordeel: str, norm: float
) -> None:
    own = met(van_2019, *([(None, afgesproken)] if afgesproken else []), jaar=2025)
    found = of_year(own, 2025, *(verhuurd(2025, 1000 - hoger, None, hoger, n) for n in SIGNING))
    for naam in (*SIGNING, None):
        three = ("TWZ-DOELGROEP", "TWZ-VRIJ", "TWZ-BOVEN")
        values = [found.indicators[code, naam, "2025"] for code in three]
        assert {str(one.oordeel) for one in values} == {oordeel}
        assert [one.norm for one in values] == [float(1 - Decimal(str(norm))), norm, norm]
    assert len(found.gevonden("TWZ-020")) == (2 if oordeel == "niet gehaald" else 0)
    assert found.gevonden("TWZ-027") == []


def test_14_percent_of_the_agreed_15_reads_so_in_the_report(van_2019: Afspraken) -> None:
    own = met(van_2019, (None, "0.15"), jaar=2025)
    found = of_year(own, 2025, *(verhuurd(2025, 860, None, 140, naam) for naam in SIGNING))
    for line in (
        "| Verhuringen aan de doelgroep | Woonforte | 2025 | 86% | 85% | ✓ gehaald |",
        "| Verhuringen in de vrije ruimte | Woonforte | 2025 | 14% | 15% | ✓ gehaald |",
        "| Verhuringen boven de inkomensgrens | Woonforte | 2025 | 14% | 15% | ✓ gehaald |",
    ):
        assert line in found.verslag


def test_a_corporatie_may_have_a_room_of_its_own(van_2019: Afspraken) -> None:
    """Habeko agreed 15% and Woonforte nothing: 12% is kept by the one and not by the other."""
    own = met(van_2019, ("Habeko Wonen", "0.15"), jaar=2025)
    found = of_year(own, 2025, *(verhuurd(2025, 880, None, 120, naam) for naam in SIGNING))
    assert set(oordelen(found, 2025, "Habeko Wonen").values()) == {"gehaald", "geen norm"}
    assert oordelen(found, 2025)["TWZ-BOVEN"] == "niet gehaald"
    assert found.gevonden("TWZ-020") == ["D7 Woonforte 2025 120 1.000 12% 7,5% 2022"]
    whole = found.indicators["TWZ-BOVEN", None, "2025"]
    assert (str(whole.oordeel), whole.norm) == ("geen norm", None)
    assert "is per corporatie afgesproken, niet voor allen samen." in whole.toelichting


def test_a_middle_group_that_is_gone_counts_and_is_told(van_2019: Afspraken) -> None:
    """80 went to a group that the law has ended, beside 70 above it: 150 of 1000."""
    own = met(van_2019, (None, "0.15"), jaar=2025)
    found = of_year(own, 2025, verhuurd(2025, 850, 80, 70), verhuurd(2025, 900, 0, 100, SIGNING[1]))
    assert found.indicators["TWZ-VRIJ", "Woonforte", "2025"].waarde == 0.15
    assert found.gevonden("TWZ-006") == ["F7 80 2025"]


def test_fitting_lettings_are_judged_by_the_year(van_2019: Afspraken) -> None:
    """96, 94 and 96 of 100 are 95,3% together; the minister judges each year (Btiv art. 54)."""
    rows = [
        verhuurd(jaar, 100, 0, 0, naam, huurtoeslag=100, passend=passend)
        for naam in SIGNING
        for jaar, passend in ((2017, 96), (2018, 94), (2019, 96))
    ]
    found = of_year(van_2019, 2019, *rows)
    years = [found.indicators["TWZ-PASSEND", "Woonforte", str(jaar)] for jaar in range(2017, 2020)]
    assert [str(one.oordeel) for one in years] == ["gehaald", "niet gehaald", "gehaald"]
    assert years[1].toelichting.startswith("94% is onder de norm van 95%.")


def verwacht(deel: float, verhuringen: int, naam: str, **more: Any) -> Row:
    row = {"corporatie": naam, "jaar": 2019, "periode": "kwartaal 1 t/m 2"}
    return row | {"verhuringen": verhuringen, "maatwerk": 0, "maatwerk_verwacht": deel} | more


def test_30_and_50_percent_expected_are_33_together(van_2019: Afspraken) -> None:
    """30% of 300 and 50% of 50 is 90 + 25 = 115 of 350, or 32,9%: above the 25% of all."""
    rows = verwacht(0.3, 300, "Woonforte"), verwacht(0.5, 50, "Habeko Wonen")
    found = naast(van_2019, {"toewijzingen": rows}, date(2019, 7, 1))
    assert found.gevonden("TWZ-023") == [
        "K7 gemeente 2019 verwachting 32,9% 25% T1-12",
        "K8 Habeko 2019 verwachting 50% 40% T1-12",
    ]
    whole = found.indicators["TWZ-MAATWERK", None, "2019, kwartaal 1 t/m 2"]
    assert whole.toelichting.endswith("Verwacht was samen 32,9%, boven de grens.")
    assert "Verwacht was samen 32,9%, boven de grens." in found.verslag


@pytest.mark.parametrize(
    ("wat", "woonforte", "habeko", "over"),
    [
        ("precies 25%: 67,5 en 20 van 350", (0.225, 300), (0.4, 50), False),
        ("net erboven: 67,8 en 20 van 350", (0.226, 300), (0.4, 50), True),
        ("elk binnen 25%", (0.25, 10), (0.25, 900), False),
    ],
)
def test_the_expectation_of_all_is_weighted_by_lettings(
    van_2019: Afspraken,
    wat: str,
    woonforte: tuple[float, int],
    habeko: tuple[float, int],
    over: bool,
) -> None:
    rows = verwacht(*woonforte, "Woonforte"), verwacht(*habeko, "Habeko Wonen")
    found = naast(van_2019, {"toewijzingen": rows}, date(2019, 7, 1))
    assert bool(found.gevonden("TWZ-023")) is over, wat


def test_a_quarter_weighs_as_much_as_a_year_of_the_same_pace(van_2019: Afspraken) -> None:
    """75 in one quarter and 100 in four are 300 and 100 a year: (90 + 10) of 400 is just 25%."""
    rows = (
        verwacht(0.3, 75, "Woonforte", periode="kwartaal 1"),
        verwacht(0.1, 100, "Habeko Wonen", periode="heel jaar"),
    )
    found = naast(van_2019, {"toewijzingen": rows}, date(2019, 12, 31))
    assert found.gevonden("TWZ-023") == []
    more = (rows[0] | {"maatwerk_verwacht": 0.301}, rows[1])
    found = naast(van_2019, {"toewijzingen": more}, date(2019, 12, 31))
    assert found.gevonden("TWZ-023") == ["K7 gemeente 2019 verwachting 25,1% 25% T1-12"]


def test_what_was_expected_of_a_year_that_was_counted_says_nothing(van_2019: Afspraken) -> None:
    """50 of 100 was expected by Habeko and 30 counted: within its 40%."""
    rows = (
        verwacht(0.3, 600, "Woonforte", periode="heel jaar", maatwerk=100),
        verwacht(0.5, 100, "Habeko Wonen", periode="heel jaar", maatwerk=30),
    )
    found = naast(van_2019, {"toewijzingen": rows}, date(2019, 12, 31))
    assert found.gevonden("TWZ-023") == []
    assert str(found.indicators["TWZ-MAATWERK", "Habeko Wonen", "2019"].oordeel) == "gehaald"


@pytest.mark.parametrize(
    ("jaar", "oordeel", "norm"),
    # 50 of 100 by both. The 25% of the agreements is of 2019; the law asks 25% until 2023 (not yet
    # held against its text, so it only warns) and 50% from 2024 on.
    [(2018, "aandacht", 0.25), (2019, "niet gehaald", 0.25), (2024, "gehaald", 0.5)],
)
def test_a_number_without_days_is_of_the_year_of_the_agreements(
    van_2019: Afspraken, jaar: int, oordeel: str, norm: float
) -> None:
    rows = [
        verwacht(0.2, 100, naam, jaar=jaar, periode="heel jaar", maatwerk=50) for naam in SIGNING
    ]
    found = naast(van_2019, {"toewijzingen": rows}, date(2025, 1, 1))
    whole = found.indicators["TWZ-MAATWERK", None, str(jaar)]
    assert (whole.norm, bool(found.gevonden("TWZ-022"))) == (norm, oordeel != "gehaald")
    assert str(whole.oordeel) == oordeel


def test_a_year_that_was_counted_ends_where_it_was_counted(van_2019: Afspraken) -> None:
    """150 of 600 and 46 of 100 are 196 of 700, or 28%: no pace says anything of the year's end."""
    rows = (
        verwacht(0.2, 600, "Woonforte", periode="heel jaar", maatwerk=150),
        verwacht(0.2, 100, "Habeko Wonen", periode="heel jaar", maatwerk=46),
    )
    found = naast(van_2019, {"toewijzingen": rows}, date(2019, 12, 31))
    for naam, share, most in ((None, 0.28, 0.25), ("Habeko Wonen", 0.46, 0.4)):
        for code in ("TWZ-MAATWERK", "TWZ-MAATWERK-EIND"):
            one = found.indicators[code, naam, "2019"]
            assert (one.waarde, one.norm, str(one.oordeel)) == (share, most, "niet gehaald")
    assert found.gevonden("TWZ-022") == ["J7 2019 196 700 28% 25% T1-12"]
    assert found.gevonden("TWZ-021") == ["J8 Habeko 2019 46 100 46% 40% T1-12"]
    assert "Lokaal maatwerk: 28% is boven de norm van 25%." in found.verslag
    assert "bij dit tempo 28%" not in found.verslag
