"""What time does to a verdict, in the words that a reader gets: reason, verdict and sentence.

Each case was once told wrong: on course after the year, lost by a later year, or with a day that
nobody can know.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from proving.kit.gewoon import typed_rows
from proving.kit.tabellen import TABLES

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.templates.report import sentences

OWN: Afspraken = load("alphen-aan-den-rijn", 2019)
LAST = date(2019, 12, 31)


def of(table: str, dag: date, *rows: dict[str, Any]) -> list[Indicator]:
    """Compute from the rows of one sheet; the others are empty."""
    tables = {t.name: typed_rows(t, list(rows) if t.name == table else []) for t in TABLES}
    return compute(tables, OWN, dag)


def one(found: list[Indicator], code: str, onderdeel: str | None = None) -> Indicator:
    """Give the current value of an indicator."""
    (mine,) = (i for i in found if (i.code, i.onderdeel, i.actueel) == (code, onderdeel, True))
    return mine


def letting(periode: str, **more: int) -> dict[str, Any]:
    """Give the lettings of Habeko Wonen in a part of 2019."""
    return {"corporatie": "Habeko Wonen", "jaar": 2019, "periode": periode} | more


def test_half_a_year_of_lettings_in_2021() -> None:
    """60 of 100 is above 40%, but the year is over and half of it is not known."""
    found = of(
        "toewijzingen", date(2021, 1, 15), letting("kwartaal 1 t/m 2", verhuringen=100, maatwerk=60)
    )
    told = one(found, "TWZ-MAATWERK", "Habeko Wonen")
    assert told.oordeel == "niet te bepalen"
    assert sentences.told(told, None) == (
        "Lokaal maatwerk (Habeko Wonen): 60%. Het jaar 2019 is om, maar alleen kwartaal 1 t/m 2 is "
        "gemeten."
    )
    end = one(found, "TWZ-MAATWERK-EIND", "Habeko Wonen")
    assert (end.waarde, end.dag, end.oordeel) == (None, None, "niet te bepalen")


def test_a_whole_year_of_lettings_has_no_pace() -> None:
    """56 of 140 is just 40%; 57 is 40,7%: too much, on no day that anybody can name."""
    for local, oordeel, side in ((56, "gehaald", "binnen"), (57, "niet gehaald", "boven")):
        found = of("toewijzingen", LAST, letting("heel jaar", verhuringen=140, maatwerk=local))
        code = "TWZ-MAATWERK-EIND", "Habeko Wonen"
        (told,) = (i for i in found if (i.code, i.onderdeel) == code)
        assert not told.actueel  # it says what TWZ-MAATWERK says
        assert (told.oordeel, told.dag) == (oordeel, None)
        assert "bij dit tempo" not in told.toelichting
        assert "31 december" not in told.toelichting
        assert f"is {side} de grens van 40%." in told.toelichting


def test_boskoop_in_the_workbook_as_it_is_sent() -> None:
    """20,4% in three quarters of 2018 (r. 172); on 31 December 2019 that year is over."""
    row = {"kern": "Boskoop", "jaar": 2018, "periode": "kwartaal 1 t/m 3", "opgegeven": 0.204}
    told = one(of("slaagkans_kern", LAST, row), "SLK-KERN", "Boskoop")
    assert told.oordeel == "niet te bepalen"
    assert sentences.told(told, OWN.doel("D1-2")).startswith(
        "Slaagkans per kern (Boskoop): 20,4%. Het jaar 2018 is om, maar alleen kwartaal 1 t/m 3 is "
        "gemeten."
    )


def wijk(naam: str, jaar: int, klasse: str) -> dict[str, Any]:
    """Give a wijk on the Leefbaarometer."""
    return {"wijk": naam, "jaar": jaar, "versie": "3.0", "klasse": klasse}


def test_a_wijk_that_is_not_measured_any_more() -> None:
    found = of(
        "leefbaarometer",
        date(2020, 12, 31),
        wijk("A", 2018, "Zwak"),
        wijk("B", 2018, "Zwak"),
        wijk("A", 2020, "Voldoende"),
    )
    told = one(found, "LBM-LAAGSTE")
    assert told.oordeel == "niet te bepalen"
    assert "Van B is in 2020 niets gemeten, en eerder wel." in sentences.told(
        told, OWN.doel("D2-3")
    )


@pytest.mark.parametrize(
    ("jaar", "oordeel"), [(2020, "niet te bepalen"), (2021, "gehaald"), (2022, "niet te bepalen")]
)
def test_only_the_year_of_the_goal_decides_it(jaar: int, oordeel: str) -> None:
    """D2-3 asks it for 2021; in January 2023 a measurement of 2020 or of 2022 is about another."""
    found = of("leefbaarometer", date(2023, 1, 15), wijk("A", jaar, "Voldoende"))
    assert one(found, "LBM-LAAGSTE").oordeel == oordeel


def test_local_priority_without_the_tenants_says_so() -> None:
    """100% is a ceiling that none can pass: what lacks is the agreement of the tenants."""
    projects = [
        {"corporatie": "Woonforte", "project": name, "jaar": 2019, "fase": "opgeleverd",
         "woningen": 10, "maatwerk": share, "afspraak_huurders": made}
        for name, share, made in (
            ("Concertweg", 1, "Ja"), ("Kade", 0.5, "Nee"), ("Plein", 0.25, "Nee"),
        )
    ]  # fmt: skip
    found = [
        i
        for i in of("nieuwbouwprojecten", LAST, *projects)
        if i.code == "NBW-MAATWERK" and i.onderdeel
    ]
    verdicts = {i.onderdeel: i.oordeel for i in found}
    assert verdicts == {"Concertweg": "gehaald", "Kade": "niet gehaald", "Plein": "niet gehaald"}
    (told,) = sentences.together(found, None)
    assert "norm van 100%" not in told
    assert told.endswith("gevraagd is hoogstens 100%, met een afspraak met de huurdersorganisatie.")
