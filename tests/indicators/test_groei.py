"""Growth of the stock; the figures are those printed in the agreements (r. 264-287)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Reken = Callable[..., dict[Any, Any]]

KOP = "corporatie | jaar | soort_cijfer | daeb | daeb_kernen"
GEDRUKT = {
    ("Woonforte", 2017): 9769,
    ("Woonforte", 2018): 9823,
    ("Woonforte", 2022): 10053,
    ("Habeko Wonen", 2017): 1829,
    ("Habeko Wonen", 2018): 1824,
    ("Habeko Wonen", 2022): 1960,
    ("Woonpartners Midden-Holland", 2017): 0,
    ("Woonpartners Midden-Holland", 2018): 0,
}


def voorraad(
    anders: dict[tuple[str, int], int | str | None] | None = None, prognose: int = 2019
) -> str:
    """Write the printed stock with other figures: None for no row, "" for an empty cell."""
    cells = {**GEDRUKT, **(anders or {})}
    lines = [
        f"{naam} | {jaar} | {'prognose' if jaar >= prognose else 'realisatie'} | {daeb} | "
        for (naam, jaar), daeb in cells.items()
        if daeb is not None
    ]
    return "\n".join([KOP, *lines])


@pytest.mark.parametrize(
    ("wat", "code", "onderdeel", "periode", "waarde"),
    [
        ("stand in 2017", "VRD-STAND", None, "2017", 11598),
        ("stand in 2018", "VRD-STAND", None, "2018", 11647),
        ("stand in 2022, zonder rij van Woonpartners", "VRD-STAND", None, "2022", 12013),
        ("stand van één corporatie", "VRD-STAND", "Habeko Wonen", "2018", 1824),
        ("groei volgens het plan", "VRD-GROEI-PLAN", None, "2017-2022", 415),
        ("deel van het doel", "VRD-GROEI-PLAN-DEEL", None, "2017-2022", 0.83),
        ("wat het plan te weinig geeft", "VRD-TEKORT", None, "2017-2022", 85),
        ("groei die geteld is", "VRD-GROEI", None, "2017-2018", 49),
        ("deel dat geteld is", "VRD-GROEI-DEEL", None, "2017-2018", 0.098),
        ("nog nodig na 2018", "VRD-NODIG", None, "2017-2018", 451),
        ("nog gepland na 2018", "VRD-REST-PLAN", None, "2018-2022", 366),
        ("nodig per jaar, vier jaar lang", "VRD-TEMPO", None, "2017-2018", 112.75),
        ("plan van Woonforte", "VRD-GROEI-PLAN", "Woonforte", "2017-2022", 284),
        ("plan van Habeko Wonen", "VRD-GROEI-PLAN", "Habeko Wonen", "2017-2022", 131),
        ("Habeko Wonen krimpt", "VRD-GROEI", "Habeko Wonen", "2017-2018", -5),
    ],
)
def test_printed_figures(
    reken: Reken, wat: str, code: str, onderdeel: str | None, periode: str, waarde: float
) -> None:
    assert reken({"woningvoorraad": voorraad()})[code, onderdeel, periode].waarde == waarde, wat


def test_what_was_expected_of_the_base_year_is_no_base(reken: Reken) -> None:
    """2017 is over: a forecast of it says nothing of what is grown from."""
    expected = voorraad().replace(
        "Habeko Wonen | 2017 | realisatie", "Habeko Wonen | 2017 | prognose"
    )
    found = reken({"woningvoorraad": expected})
    for code in ("VRD-GROEI-PLAN", "VRD-GROEI"):
        (whole,) = (one for key, one in found.items() if key[:2] == (code, None))
        assert whole.waarde is None
        assert "Het jaar 2017 is om, maar er staat nog een prognose." in whole.toelichting


def test_the_plan_is_85_short_and_says_so(reken: Reken) -> None:
    plan = reken({"woningvoorraad": voorraad()})["VRD-GROEI-PLAN", None, "2017-2022"]
    assert (plan.norm, plan.oordeel) == (500, "aandacht")
    assert plan.toelichting == (
        "Van 11.598 DAEB-woningen in 2017 naar 12.013 in 2022 (prognose), 415 erbij. Dat is 83% "
        "van de 500 die doel D0-1 vraagt, 85 te weinig. Over 2022 is er geen rij van Woonpartners "
        "Midden-Holland; in de andere jaren is het bezit 0."
    )
    assert plan.cellen == tuple(f"woningvoorraad!daeb{r}" for r in (7, 10, 13, 9, 12))
    assert plan.bron == "D0-1 (r. 26-28); C4 (r. 264-287)"


def test_what_is_counted_says_what_is_still_needed(reken: Reken) -> None:
    found = reken({"woningvoorraad": voorraad()})["VRD-GROEI", None, "2017-2018"]
    assert found.toelichting == (
        "Van 11.598 DAEB-woningen in 2017 naar 11.647 in 2018, 49 erbij. Dat is 9,8% van de 500 "
        "die doel D0-1 vraagt; er zijn er nog 451 nodig. Volgens het plan zijn het er 415 in 2022."
    )


WF22, WF17 = ("Woonforte", 2022), ("Woonforte", 2017)


@pytest.mark.parametrize(
    ("wat", "anders", "prognose", "peildatum", "plan", "realisatie"),
    [
        ("plan te laag", {}, 2019, date(2019, 12, 31), "aandacht", "aandacht"),
        ("plan precies 500", {WF22: 10138}, 2019, date(2019, 12, 31), "op koers", "op koers"),
        ("plan 499", {WF22: 10137}, 2019, date(2019, 12, 31), "aandacht", "aandacht"),
        ("2022 geteld, te laag", {}, 2023, date(2022, 12, 31), "niet gehaald", "niet gehaald"),
        ("2022 geteld, 500", {WF22: 10138}, 2023, date(2022, 12, 31), "gehaald", "gehaald"),
        ("2022 loopt nog", {}, 2023, date(2022, 12, 30), "aandacht", "aandacht"),
        ("2022 om, nog prognose", {}, 2019, date(2023, 1, 1), "niet te bepalen", "geen norm"),
        ("geen plan", {WF22: None}, 2019, date(2019, 12, 31), "niet te bepalen", "aandacht"),
    ],
)
def test_verdicts(
    reken: Reken,
    wat: str,
    anders: dict[tuple[str, int], int | None],
    prognose: int,
    peildatum: date,
    plan: str,
    realisatie: str,
) -> None:
    found = reken({"woningvoorraad": voorraad(anders, prognose)}, peildatum)
    assert found["VRD-GROEI-PLAN", None, "2017-2022"].oordeel == plan, wat
    realised = [i for (code, who, _), i in found.items() if (code, who) == ("VRD-GROEI", None)]
    assert [i.oordeel for i in realised] == [realisatie], wat


@pytest.mark.parametrize(
    ("wat", "anders", "reden"),
    [
        ("rij ontbreekt", {WF22: None}, "Over 2022 ontbreken cijfers van Woonforte."),
        ("cel is leeg", {WF17: ""}, "Het aantal DAEB-woningen over 2017 ontbreekt voor Woonforte."),
        (
            "wie niet tekent maar bezit heeft, mag niet ontbreken",
            {("Woonpartners Midden-Holland", 2018): 3},
            "Over 2022 ontbreken cijfers van Woonpartners Midden-Holland.",
        ),
        (
            "een onbekende naam telt nergens mee",
            {("Woonfort", 2022): 10},
            "In 2022 staat een rij zonder bekende corporatie.",
        ),
    ],
)
def test_what_is_missing_is_named(
    reken: Reken, wat: str, anders: dict[tuple[str, int], int | str | None], reden: str
) -> None:
    plan = reken({"woningvoorraad": voorraad(anders)})["VRD-GROEI-PLAN", None, "2017-2022"]
    assert (plan.waarde, plan.oordeel, plan.toelichting) == (None, "niet te bepalen", reden), wat


def test_a_corporatie_is_not_counted_twice(reken: Reken) -> None:
    text = voorraad() + "\nWoonforte | 2018 | realisatie | 9823 |"
    found = reken({"woningvoorraad": text})["VRD-STAND", None, "2018"]
    assert (found.waarde, found.toelichting) == (
        None,
        "In 2018 staat een corporatie meer dan één keer.",
    )


def test_the_last_year_is_the_one_that_all_have_counted(reken: Reken) -> None:
    text = voorraad({("Woonforte", 2019): 9900}, prognose=2020)
    found = reken({"woningvoorraad": text})["VRD-GROEI", None, "2017-2018"]
    assert found.waarde == 49
    assert "Over 2019 ontbreken gerealiseerde cijfers van Habeko Wonen." in found.toelichting


def test_a_forecast_is_no_realisation(reken: Reken) -> None:
    found = reken({"woningvoorraad": voorraad(prognose=2018)})
    assert found["VRD-GROEI", None, "2017-2022"].waarde is None
    assert found["VRD-NODIG", None, "2017-2022"].oordeel == "niet te bepalen"


def test_the_kernen_are_not_guessed_from_the_whole(reken: Reken) -> None:
    found = reken({"woningvoorraad": voorraad()})["VRD-KERNEN-PLAN", None, "2017-2022"]
    assert (found.waarde, found.norm, found.oordeel) == (None, 130, "niet te bepalen")
    assert found.toelichting.startswith("Het aantal DAEB-woningen in de kernen over 2017 ontbreekt")


def test_the_kernen_when_they_are_filled_in(reken: Reken) -> None:
    text = f"""{KOP}
        Woonforte | 2017 | realisatie | 9769 | 300
        Habeko Wonen | 2017 | realisatie | 1829 | 1829
        Woonforte | 2022 | prognose | 10053 | 299
        Habeko Wonen | 2022 | prognose | 1960 | 1960"""
    found = reken({"woningvoorraad": text})["VRD-KERNEN-PLAN", None, "2017-2022"]
    assert (found.waarde, found.oordeel) == (130, "op koers")


def test_no_pace_when_the_goal_is_reached_or_past(reken: Reken) -> None:
    done = reken({"woningvoorraad": voorraad({("Woonforte", 2018): 10400})})
    assert done["VRD-NODIG", None, "2017-2018"].waarde == 0
    assert done["VRD-TEMPO", None, "2017-2018"].waarde == 0
    past = reken({"woningvoorraad": voorraad(prognose=2023)}, date(2022, 12, 31))
    assert past["VRD-TEMPO", None, "2017-2022"].toelichting == "Het streefjaar 2022 is al geteld."


def test_a_corporatie_alone_cannot_answer_for_all(reken: Reken) -> None:
    own = voorraad({key: None for key in GEDRUKT if key[0] != "Woonforte"})
    found = reken({"woningvoorraad": own})
    assert found["VRD-STAND", "Woonforte", "2018"].waarde == 9823
    assert found["VRD-STAND", None, "2018"].toelichting == (
        "Over 2018 ontbreken cijfers van Habeko Wonen."
    )
