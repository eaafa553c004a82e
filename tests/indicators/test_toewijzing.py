"""Lettings against their ceilings, by hand calculation; local priority and its early warning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from prestatieafspraken.afspraken import Afspraken

Reken = Callable[..., dict[Any, Any]]
KOP = (
    "corporatie | jaar | periode | verhuringen | doelgroep | middeninkomen | hoger_inkomen "
    "| huurtoeslag | passend | maatwerk | maatwerk_verwacht"
)


def jaar(*lines: str) -> str:
    """Write the table of lettings."""
    return "\n".join([KOP, *lines])


HEEL = jaar(
    "Woonforte | 2019 | heel jaar | 600 | 480 | 60 | 60 | 400 | 380 | 120 | 0.2",
    "Habeko Wonen | 2019 | heel jaar | 100 | 79 | 12 | 9 | 70 | 66 | 40 | 0.35",
)


@pytest.mark.parametrize(
    ("code", "onderdeel", "waarde", "norm", "oordeel"),
    [
        # Woonforte: 480/600 = 80% just keeps the law; 60/600 = 10% twice as well.
        ("TWZ-DOELGROEP", "Woonforte", 0.8, 0.8, "gehaald"),
        ("TWZ-MIDDEN", "Woonforte", 0.1, None, "geen norm"),
        ("TWZ-VRIJ", "Woonforte", 0.1, 0.1, "gehaald"),
        ("TWZ-BOVEN", "Woonforte", 0.2, 0.2, "gehaald"),
        ("TWZ-RUIMTE", "Woonforte", 0, None, "geen norm"),
        ("TWZ-BENUT", "Woonforte", 1, None, "geen norm"),
        ("TWZ-PASSEND", "Woonforte", 0.95, 0.95, "gehaald"),
        # Habeko: 79/100; 12 and 9 of 100; 66/70 = 94,3%.
        ("TWZ-DOELGROEP", "Habeko Wonen", 0.79, 0.8, "niet gehaald"),
        ("TWZ-MIDDEN", "Habeko Wonen", 0.12, None, "geen norm"),
        ("TWZ-VRIJ", "Habeko Wonen", 0.09, 0.1, "gehaald"),
        ("TWZ-BOVEN", "Habeko Wonen", 0.21, 0.2, "niet gehaald"),
        ("TWZ-RUIMTE", "Habeko Wonen", -1, None, "geen norm"),
        ("TWZ-PASSEND", "Habeko Wonen", 0.942857143, 0.95, "niet gehaald"),
        ("TWZ-MAATWERK", "Habeko Wonen", 0.4, 0.4, "gehaald"),
        ("TWZ-MAATWERK", "Woonforte", 0.2, None, "geen norm"),
        # Together: 559/700, 160/700 = 22,9% of local priority.
        ("TWZ-DOELGROEP", None, 0.798571429, 0.8, "niet gehaald"),
        ("TWZ-MAATWERK", None, 0.228571429, 0.25, "gehaald"),
        ("TWZ-RUIMTE", None, -1, None, "geen norm"),
    ],
)
def test_a_whole_year(
    reken: Reken, code: str, onderdeel: str | None, waarde: float, norm: float, oordeel: str
) -> None:
    found = reken({"toewijzingen": HEEL})[code, onderdeel, "2019"]
    assert (found.waarde, found.norm, found.oordeel) == (waarde, norm, oordeel)


@pytest.mark.parametrize(
    ("boven", "eerder", "deel", "zin"),
    [
        # Of 20% that may be: 12% is 60% of the room, 9% is 45%.
        (120, 90, "12%", " Dat is meer dan in 2018, toen 45% werd benut."),
        (90, 120, "9%", " Dat is minder dan in 2018, toen 60% werd benut."),
        (90, 90, "9%", " Dat is evenveel als in 2018, toen 45% werd benut."),
        (90, None, "9%", ""),
    ],
)
def test_whether_the_room_is_better_used_is_said_beside_the_year_before(
    reken: Reken, boven: int, eerder: int | None, deel: str, zin: str
) -> None:
    own = "Woonforte | {} | heel jaar | 1000 | {} | {} | 0 | | | |"
    lines = [
        own.format(year, 1000 - above, above)
        for year, above in ((2018, eerder), (2019, boven))
        if above is not None
    ]
    found = reken({"toewijzingen": jaar(*lines)})["TWZ-BENUT", "Woonforte", "2019"]
    assert found.toelichting == f"{deel} van de verhuringen, op 20% die mag.{zin}"
    assert found.oordeel == "geen norm"


def test_a_room_is_whole_lettings_and_says_that_it_was_rounded_down(reken: Reken) -> None:
    lettings = jaar("Woonforte | 2019 | heel jaar | 119 | 109 | 6 | 4 | | | |")
    found = reken({"toewijzingen": lettings})["TWZ-RUIMTE", "Woonforte", "2019"]
    assert found.waarde == 13
    assert found.berekening == "20% × 119 = 23,8, naar beneden afgerond 23; 23 − 10 = 13"


def one(year: int, midden: int, hoger: int) -> str:
    """Write one corporatie's year of 1000 lettings."""
    rest = 1000 - midden - hoger
    return jaar(f"Woonforte | {year} | heel jaar | 1000 | {rest} | {midden} | {hoger} | | | |")


@pytest.mark.parametrize(
    ("wat", "year", "midden", "hoger", "code", "waarde", "norm", "oordeel"),
    [
        ("80-10-10 tot en met 2021", 2021, 100, 100, "TWZ-DOELGROEP", 0.8, 0.8, "gehaald"),
        ("80/15/5 blijft binnen 10 + 10", 2019, 150, 50, "TWZ-MIDDEN", 0.15, None, "geen norm"),
        ("80/15/5 is samen 20%", 2019, 150, 50, "TWZ-BOVEN", 0.2, 0.2, "gehaald"),
        ("de afspraak laat 90% over", 2022, 0, 100, "TWZ-DOELGROEP", 0.9, 0.9, "gehaald"),
        ("en dus geen 89,9%", 2022, 0, 101, "TWZ-DOELGROEP", 0.899, 0.9, "niet gehaald"),
        ("vrij is dan alles boven de grens", 2022, 40, 60, "TWZ-VRIJ", 0.1, 0.1, "gehaald"),
        ("middengroep bestaat niet meer", 2022, 40, 36, "TWZ-MIDDEN", 0.04, None, "geen norm"),
        ("afspraak tot 2021", 2020, 100, 100, "TWZ-BOVEN", 0.2, 0.2, "gehaald"),
        (
            "2021 is niet afgesproken: de wet",
            2021,
            100,
            101,
            "TWZ-BOVEN",
            0.201,
            0.2,
            "niet gehaald",
        ),
        ("na 2021 10%", 2022, 50, 51, "TWZ-BOVEN", 0.101, 0.1, "niet gehaald"),
    ],
)
def test_ceilings_have_a_date(
    reken: Reken,
    wat: str,
    year: int,
    midden: int,
    hoger: int,
    code: str,
    waarde: float,
    norm: float,
    oordeel: str,
) -> None:
    found = reken({"toewijzingen": one(year, midden, hoger)}, date(2023, 12, 31))
    value = found[code, "Woonforte", str(year)]
    assert (value.waarde, value.norm, value.oordeel) == (waarde, norm, oordeel), wat


def with_room(afspraken: Afspraken, share: str | None, jaar: int = 2025) -> Afspraken:
    """Give agreements of a year that say how much may go above the limit (None: they do not)."""
    changed = []
    for afspraak in afspraken.afspraken:
        left = [getal for getal in afspraak.getallen if getal.maat != "boven_inkomensgrens"]
        if afspraak.id == "T1-11" and share:
            (first, *_) = (g for g in afspraak.getallen if g.maat == "boven_inkomensgrens")
            left.append(first.model_copy(update={"waarde": Decimal(share), "tot": None}))
        changed.append(afspraak.model_copy(update={"getallen": left}))
    gemeente = afspraken.gemeente.model_copy(update={"jaar": jaar})
    return afspraken.model_copy(update={"gemeente": gemeente, "afspraken": changed})


@pytest.mark.parametrize(
    ("wat", "afgesproken", "boven", "ruimte", "oordeel"),
    [
        # Of 1000 lettings: the law leaves 7,5%, agreements up to 15% more room or less.
        ("de wet, op de grens", None, 75, 0.075, "gehaald"),
        ("de wet, een te veel", None, 76, 0.075, "niet gehaald"),
        ("15% afgesproken, 14% gebruikt", "0.15", 140, 0.15, "gehaald"),
        ("15% afgesproken, op de grens", "0.15", 150, 0.15, "gehaald"),
        ("15% afgesproken, een te veel", "0.15", 151, 0.15, "niet gehaald"),
        ("meer dan de wet toelaat", "0.20", 160, 0.15, "niet gehaald"),
        ("minder dan de wet toelaat", "0.05", 60, 0.05, "niet gehaald"),
    ],
)
@pytest.mark.parametrize("midden", ["", "0", "40"])
def test_the_free_room_of_2025_is_one_number(
    reken: Reken,
    afspraken: Afspraken,
    wat: str,
    afgesproken: str | None,
    boven: int,
    ruimte: float,
    oordeel: str,
    midden: str,
) -> None:
    """An empty Middeninkomen is 0: that group no longer exists."""
    line = f"{1000 - boven} | {midden} | {boven - int(midden or 0)} | | | |"
    table = jaar(f"Woonforte | 2025 | heel jaar | 1000 | {line}")
    own = with_room(afspraken, afgesproken)
    found = reken({"toewijzingen": table}, date(2025, 12, 31), own)
    for code in ("TWZ-BOVEN", "TWZ-VRIJ"):
        value = found[code, "Woonforte", "2025"]
        assert (value.waarde, value.norm, value.oordeel) == (boven / 1000, ruimte, oordeel), wat
    rest = found["TWZ-DOELGROEP", "Woonforte", "2025"]
    expected = float(1 - Decimal(str(ruimte)))
    assert (rest.waarde, rest.norm, rest.oordeel) == ((1000 - boven) / 1000, expected, oordeel)
    most = int(Decimal(str(ruimte)) * 1000)
    assert found["TWZ-RUIMTE", "Woonforte", "2025"].waarde == most - boven
    status = "bevestigd" if afgesproken in (None, "0.20") else "afgesproken"
    assert {found[c, "Woonforte", "2025"].norm_status for c in ("TWZ-BOVEN", "TWZ-DOELGROEP")} == {
        status
    }


def test_until_2021_the_law_alone_says_what_is_for_the_target_group(
    reken: Reken, afspraken: Afspraken
) -> None:
    """80% whatever the parties agreed on the rest (platform31.nl)."""
    own = with_room(afspraken, "0.15", 2019)
    table = jaar("Woonforte | 2019 | heel jaar | 1000 | 840 | 100 | 60 | | | |")
    found = reken({"toewijzingen": table}, date(2019, 12, 31), own)
    target, above = (found[code, "Woonforte", "2019"] for code in ("TWZ-DOELGROEP", "TWZ-BOVEN"))
    assert (target.norm, target.norm_status, target.oordeel) == (0.8, "bevestigd", "gehaald")
    assert (above.norm, above.norm_status, above.oordeel) == (0.15, "afgesproken", "niet gehaald")


def test_an_empty_middle_group_is_not_nothing_while_there_is_one(reken: Reken) -> None:
    table = jaar("Woonforte | 2021 | heel jaar | 1000 | 850 | | 100 | | | |")
    found = reken({"toewijzingen": table}, date(2021, 12, 31))["TWZ-BOVEN", "Woonforte", "2021"]
    assert found.waarde is None
    assert "middeninkomens is nog niet ingevuld" in found.toelichting


def test_a_year_before_the_data_has_no_verdict_and_says_why(reken: Reken) -> None:
    found = reken({"toewijzingen": one(2014, 100, 100)})["TWZ-DOELGROEP", "Woonforte", "2014"]
    assert (found.oordeel, found.norm) == ("geen norm", None)
    assert "niet bekend op 31 december 2014" in found.toelichting


@pytest.mark.parametrize(
    ("wat", "regel", "reden"),
    [
        ("geen verhuringen", "0 | 0 | 0 | 0 | 0 | 0 | 0 |", "Er zijn over 2019 geen verhuringen."),
        (
            "leeg is geen nul",
            "100 | | 10 | 10 | | | |",
            "Het aantal verhuringen aan de doelgroep is nog niet ingevuld voor Woonforte.",
        ),
    ],
)
def test_what_cannot_be_divided(reken: Reken, wat: str, regel: str, reden: str) -> None:
    table = jaar(f"Woonforte | 2019 | heel jaar | {regel}")
    found = reken({"toewijzingen": table})["TWZ-DOELGROEP", "Woonforte", "2019"]
    assert (found.waarde, found.toelichting) == (None, reden), wat
    whole = reken({"toewijzingen": table})["TWZ-DOELGROEP", None, "2019"]
    assert whole.toelichting == "Over 2019 ontbreken de verhuringen van Habeko Wonen."


def kwartaal(deel: str, verhuringen: int, maatwerk: int) -> str:
    """Write Habeko's lettings of a part of the year."""
    return f"Habeko Wonen | 2019 | {deel} | {verhuringen} | | | | | | {maatwerk} |"


@pytest.mark.parametrize(
    ("wat", "lines", "waarde", "oordeel", "dag"),
    [
        # 50 a quarter, 25 of them local: 200 and 100 in the year; 80 may. 80/25 = 3,2 quarters.
        ("te hard", [("kwartaal 1", 50, 25)], 0.5, "aandacht", date(2019, 10, 19)),
        ("precies 40%", [("kwartaal 1 t/m 2", 100, 40)], 0.4, "op koers", None),
        # The second quarter had 30 of 50: so 10+30+30+30 = 100 of 200, 80 after 3,333 quarters.
        (
            "het tempo van het laatste deel telt",
            [("kwartaal 1", 50, 10), ("kwartaal 1 t/m 2", 100, 40)],
            0.5,
            "aandacht",
            date(2019, 10, 31),
        ),
        (
            "het hele jaar, te veel",
            [("heel jaar", 200, 81)],
            0.405,
            "niet gehaald",
            None,
        ),
        ("het hele jaar, net goed", [("heel jaar", 200, 80)], 0.4, "gehaald", None),
    ],
)
def test_the_early_warning(
    reken: Reken,
    wat: str,
    lines: list[tuple[str, int, int]],
    waarde: float,
    oordeel: str,
    dag: date | None,
) -> None:
    table = jaar(*(kwartaal(*line) for line in lines))
    # Of a year that is over a part gives no pace any more.
    until = date(2019, 12, 31) if lines[-1][0] == "heel jaar" else date(2019, 12, 30)
    found = reken({"toewijzingen": table}, until)["TWZ-MAATWERK-EIND", "Habeko Wonen", "2019"]
    assert (found.waarde, found.oordeel, found.dag, found.norm) == (waarde, oordeel, dag, 0.4), wat


def test_the_sum_of_the_early_warning_is_told_in_tenths(reken: Reken) -> None:
    # 50 and 100 in three quarters: 66,67 of 133,33 in four.
    table = jaar(kwartaal("kwartaal 1 t/m 3", 100, 50))
    found = reken({"toewijzingen": table}, date(2019, 12, 30))
    one = found["TWZ-MAATWERK-EIND", "Habeko Wonen", "2019"]
    assert one.berekening == "66,7 / 133,3 = 50,00%"


def test_a_part_of_a_year_is_never_final_and_never_compared_with_a_whole_one(reken: Reken) -> None:
    table = jaar(
        kwartaal("kwartaal 1 t/m 2", 100, 60),
        kwartaal("heel jaar", 200, 100).replace("2019", "2018"),
    )
    found = reken({"toewijzingen": table}, date(2019, 12, 30))
    half = found["TWZ-MAATWERK", "Habeko Wonen", "2019, kwartaal 1 t/m 2"]
    assert (half.oordeel, half.trend) == ("aandacht", None)
    assert "een deel van het jaar" in half.toelichting


def test_habekos_forty_percent_takes_6_3_of_the_25_points(reken: Reken) -> None:
    # 0,40 × 1.824 / 11.647 = 0,06264 (E-07 and the joint check of the agreements).
    stock = """corporatie | jaar | soort_cijfer | daeb
        Woonforte | 2018 | realisatie | 9823
        Habeko Wonen | 2018 | realisatie | 1824
        Woonpartners Midden-Holland | 2018 | realisatie | 0"""
    found = reken({"woningvoorraad": stock})["TWZ-MAATWERK-PUNTEN", "Habeko Wonen", None]
    assert round(found.waarde, 1) == 6.3
    assert "6,3 van de 25 procentpunten" in found.toelichting
