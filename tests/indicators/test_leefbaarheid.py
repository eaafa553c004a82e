"""Livability, the land price condition, shares over the years and labels of single homes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.model import Getal

Reken = Callable[..., dict[Any, Any]]

UITGAVEN = """corporatie | jaar | soort_cijfer | verhuureenheden | ontmoeting | plekken | menskracht
    Woonforte | {0} | realisatie | 9823 | 500000 | 300000 | {1}
    Habeko Wonen | {0} | realisatie | 1824 | 100000 | 50000 | 40000"""


@pytest.mark.parametrize(
    ("wat", "menskracht", "onderdeel", "waarde", "norm", "oordeel"),
    [
        # 9.823 × € 125 = € 1.227.875. The amount is not verified, so nothing is won or lost by it.
        ("op de grens", 427875, "Woonforte", 1227875, 1227875, "op koers"),
        ("een euro te veel", 427876, "Woonforte", 1227876, 1227875, "aandacht"),
        ("samen: 11.647 × 125", 427875, None, 1417875, 1455875, "op koers"),
    ],
)
def test_spending(
    reken: Reken,
    wat: str,
    menskracht: int,
    onderdeel: str | None,
    waarde: int,
    norm: int,
    oordeel: str,
) -> None:
    table = UITGAVEN.format(2019, menskracht)
    found = reken({"leefbaarheid": table})["LFB-UITGAVEN", onderdeel, "2019"]
    assert (found.waarde, found.norm, found.oordeel) == (waarde, norm, oordeel), wat
    assert (found.norm_status, found.norm_vanaf) == ("te verifiëren", date(2015, 1, 1))
    assert "nog te verifiëren" in found.toelichting


def asking(own: Afspraken, *numbers: dict[str, Any]) -> Afspraken:
    """Give agreements of which the first has these numbers on leefbaarheid."""
    first, *rest = own.afspraken
    found = [Getal(wat="bedrag", eenheid="euro", maat="leefbaarheid", **one) for one in numbers]
    changed = first.model_copy(update={"getallen": found})
    return own.model_copy(update={"afspraken": [changed, *rest]})


@pytest.mark.parametrize(
    ("numbers", "onderdeel", "menskracht", "norm", "oordeel"),
    [
        # 9.823 × € 150 = € 1.473.450: more than the law, and firm, as parties agreed it.
        ([{"waarde": 150}], "Woonforte", 673450, 1473450, "gehaald"),
        ([{"waarde": 150}], "Woonforte", 673451, 1473450, "niet gehaald"),
        # Its own number goes before that of all: 9.823 × € 130 = € 1.276.990.
        ([{"waarde": 150}, {"waarde": 130, "partij": "Woonforte"}],
         "Woonforte", 476991, 1276990, "niet gehaald"),
        # Together 9.823 × € 130 + 1.824 × € 150 = 1.276.990 + 273.600 = € 1.550.590.
        ([{"waarde": 150}, {"waarde": 130, "partij": "Woonforte"}],
         None, 476990, 1550590, "gehaald"),
        # Of Habeko only the law says something, and that is not verified.
        ([{"waarde": 130, "partij": "Woonforte"}],
         None, 476990, 1276990 + 1824 * 125, "op koers"),
    ],
)  # fmt: skip
def test_what_was_agreed_on_spending_goes_before_the_law(
    reken: Reken, afspraken: Afspraken, numbers: list[dict[str, Any]], onderdeel: str | None,
    menskracht: int, norm: int, oordeel: str,
) -> None:  # fmt: skip
    own, table = asking(afspraken, *numbers), UITGAVEN.format(2019, menskracht)
    found = reken({"leefbaarheid": table}, date(2020, 1, 15), own)
    total, each = (found[code, onderdeel, "2019"] for code in ("LFB-UITGAVEN", "LFB-EENHEID"))
    assert (total.norm, total.oordeel, each.oordeel) == (norm, oordeel, oordeel)
    assert "afgesproken in T0-01" in total.toelichting


@pytest.mark.parametrize("onderdeel", ["Woonforte", None])
@pytest.mark.parametrize("code", ["LFB-UITGAVEN", "LFB-EENHEID"])
def test_a_row_that_is_there_twice_is_not_added_up(
    reken: Reken, code: str, onderdeel: str | None
) -> None:
    again = "\nWoonforte | 2019 | realisatie | 9823 | 1 | 1 | 1"
    found = reken({"leefbaarheid": UITGAVEN.format(2019, 5) + again})
    assert found[code, onderdeel, "2019"].waarde is None
    said = "Een corporatie staat er meer dan één keer in."
    assert found[code, onderdeel, "2019"].toelichting == said
    assert found[code, "Habeko Wonen", "2019"].waarde is not None


def test_what_was_expected_is_not_added_to_what_was_spent(reken: Reken) -> None:
    expected = "\nWoonforte | 2019 | prognose | 9823 | 1 | 1 | 1"
    alone = reken({"leefbaarheid": UITGAVEN.format(2019, 5)})
    beside = reken({"leefbaarheid": UITGAVEN.format(2019, 5) + expected})
    for key in (("LFB-UITGAVEN", "Woonforte", "2019"), ("LFB-EENHEID", None, "2019")):
        assert beside[key].waarde == alone[key].waarde


def test_the_norm_for_spending_ended(reken: Reken) -> None:
    table = UITGAVEN.format(2022, 5)
    found = reken({"leefbaarheid": table}, date(2022, 12, 31))["LFB-EENHEID", "Woonforte", "2022"]
    assert (found.norm, found.oordeel) == (None, "geen norm")
    assert "geldt niet meer op 31 december 2022" in found.toelichting


def test_a_goal_that_names_no_class_asks_nothing(reken: Reken, afspraken: Afspraken) -> None:
    doelen = [
        doel.model_copy(update={"streefklasse": None} if doel.id == "D2-3" else {})
        for doel in afspraken.doelen
    ]
    own = afspraken.model_copy(update={"doelen": doelen})
    found = reken({"leefbaarometer": wijken("Ridderveld | 2018 | 3.0 | Goed")}, own=own)
    told = {r.code: r.toelichting for r in found.values() if r.code.startswith("LBM-")}
    assert told == dict.fromkeys(
        ("LBM-WIJK", "LBM-LAAGSTE"), "Doel D2-3 noemt geen klasse van de Leefbaarometer."
    )


def wijken(*lines: str) -> str:
    """Write the Leefbaarometer."""
    return "\n".join(["wijk | jaar | versie | klasse", *lines])


@pytest.mark.parametrize(
    ("wat", "klasse", "jaar", "peildatum", "waarde", "oordeel"),
    [
        ("zwak is nog geen voldoende", "Zwak", 2021, date(2021, 12, 31), 4, "niet gehaald"),
        ("voldoende", "Voldoende", 2021, date(2021, 12, 31), 5, "gehaald"),
        ("onvoldoende ligt onder zwak", "Onvoldoende", 2021, date(2022, 1, 1), 3, "niet gehaald"),
        ("eerder gemeten kan nog keren", "Zwak", 2018, date(2019, 12, 31), 4, "aandacht"),
        ("eerder gemeten en goed", "Goed", 2018, date(2019, 12, 31), 7, "op koers"),
    ],
)
def test_leefbaarometer(
    reken: Reken, wat: str, klasse: str, jaar: int, peildatum: date, waarde: int, oordeel: str
) -> None:
    table = wijken(f"Ridderveld | {jaar} | 2.0 | {klasse}", f"Kerk | {jaar} | 2.0 | Uitstekend")
    found = reken({"leefbaarometer": table}, peildatum)["LBM-LAAGSTE", None, str(jaar)]
    assert (found.waarde, found.klasse, found.norm, found.oordeel) == (waarde, klasse, 5, oordeel)


def test_a_wijk_is_told_beside_the_class_that_is_asked(reken: Reken) -> None:
    table = wijken("Ridderveld | 2018 | 2.0 | Zwak")
    found = reken({"leefbaarometer": table}, date(2019, 12, 31))["LBM-WIJK", "Ridderveld", "2018"]
    assert found.toelichting == "Zwak in 2018 (versie 2.0); gevraagd is voldoende."


def lbm(reken: Reken, dag: date, *lines: str) -> dict[Any, Any]:
    """Give what is said of the Leefbaarometer on a day, by code, wijk and year."""
    return reken({"leefbaarometer": wijken(*lines)}, dag)


def test_a_wijk_that_was_measured_before_counts_as_one_of_all(reken: Reken) -> None:
    """D2-3 asks it of all wijken: Kerk was weak in 2018, and nobody knows what it is in 2020."""
    found = lbm(
        reken,
        date(2020, 12, 31),
        "Ridderveld | 2018 | 2.0 | Zwak",
        "Kerk | 2018 | 2.0 | Zwak",
        "Ridderveld | 2020 | 2.0 | Voldoende",
    )
    lowest = found["LBM-LAAGSTE", None, "2020"]
    assert (lowest.waarde, lowest.oordeel) == (None, "niet te bepalen")
    assert "Van Kerk is in 2020 niets gemeten, en eerder wel." in lowest.toelichting
    kerk = found["LBM-WIJK", "Kerk", "2020"]
    assert (kerk.oordeel, kerk.toelichting) == (
        "niet te bepalen",
        "In 2020 is er niets gemeten, in 2018 wel.",
    )


def test_one_wijk_that_does_not_do_is_enough_to_know(reken: Reken) -> None:
    found = lbm(
        reken,
        date(2021, 12, 31),
        "Kerk | 2018 | 2.0 | Goed",
        "Ridderveld | 2021 | 2.0 | Zwak",
    )["LBM-LAAGSTE", None, "2021"]
    assert (found.waarde, found.oordeel) == (4, "niet gehaald")
    assert "Van Kerk is in 2021 niets gemeten, en eerder wel." in found.toelichting


@pytest.mark.parametrize(
    ("jaar", "oordeel", "zin"),
    [
        (2020, "niet te bepalen", "Het jaar 2021 is om; wat in 2020 is gemeten, beslist het doel"),
        (2021, "gehaald", "Geen wijk ligt onder voldoende."),
    ],
)
def test_a_measurement_of_another_year_does_not_decide_a_goal(
    reken: Reken, jaar: int, oordeel: str, zin: str
) -> None:
    """D2-3 is a goal for 2021; Zwak in 2022 comes after it."""
    found = lbm(
        reken,
        date(2023, 1, 1),
        f"Ridderveld | {jaar} | 3.0 | Voldoende",
        "Ridderveld | 2022 | 3.0 | Zwak",
    )
    lowest = found["LBM-LAAGSTE", None, str(jaar)]
    assert (lowest.oordeel, lowest.klasse) == (oordeel, "Voldoende")
    assert zin in lowest.toelichting
    later = found["LBM-WIJK", "Ridderveld", "2022"]
    assert (later.oordeel, later.actueel) == ("niet te bepalen", False)
    assert "Het doel is voor 2021" in later.toelichting


def test_only_after_the_year_of_the_goal_was_measured(reken: Reken) -> None:
    found = lbm(reken, date(2023, 1, 1), "Ridderveld | 2022 | 3.0 | Zwak")
    lowest = found["LBM-LAAGSTE", None, None]
    assert (lowest.oordeel, lowest.toelichting) == (
        "niet te bepalen",
        "Er is geen meting tot en met 2021.",
    )


def test_versions_are_not_compared(reken: Reken) -> None:
    table = wijken(
        "Ridderveld | 2018 | 2.0 | Zwak",
        "Ridderveld | 2020 | 3.0 | Goed",
        "Kerk | 2020 | 2.0 | Goed",
    )
    found = reken({"leefbaarometer": table}, date(2021, 1, 1))
    assert found["LBM-LAAGSTE", None, "2020"].toelichting == (
        "In 2020 staan de versies 2.0 en 3.0 door elkaar; die zijn niet te vergelijken."
    )
    assert found["LBM-WIJK", "Ridderveld", "2020"].trend is None


@pytest.mark.parametrize(
    ("wat", "derde", "peildatum", "waarde", "oordeel", "rest"),
    [
        ("drie gedaan", "uitgevoerd", date(2019, 6, 1), 3, "gehaald", ""),
        (
            "een loopt nog",
            "in uitvoering",
            date(2019, 6, 1),
            2,
            "op koers",
            " Nog in uitvoering: 1.",
        ),
        ("een is gestopt", "gestopt", date(2019, 6, 1), 2, "aandacht", " Nog in uitvoering: 0."),
        ("het jaar is om", "in uitvoering", date(2019, 12, 31), 2, "niet gehaald", ""),
    ],
)
def test_initiatives(
    reken: Reken, wat: str, derde: str, peildatum: date, waarde: int, oordeel: str, rest: str
) -> None:
    lines = [
        f"i{n} | {fase} | {'2019-03-01' if fase == 'uitgevoerd' else ''}"
        for n, fase in enumerate(["uitgevoerd", "uitgevoerd", derde])
    ]
    table = "\n".join(["initiatief | fase | uitgevoerd_op", *lines])
    found = reken({"bewonersinitiatieven": table}, peildatum)["BWI-UITGEVOERD", None, None]
    assert (found.waarde, found.norm, found.oordeel) == (waarde, 3, oordeel), wat
    assert found.toelichting.endswith(f"; het doel is 3.{rest}")


def test_both_numbers_of_walks_are_judged(reken: Reken) -> None:
    table = """locatie | gehouden_op | gepland_op
        Benthuizen | 2019-05-01 |
        Hazerswoude-Dorp | 2019-06-01 |
        Boskoop Snijdelwijk | |"""
    found = reken({"wijkschouwen": table})
    kop, tekst = (found["WSC-GEHOUDEN", f"volgens de {w}", "2019"] for w in ("kop", "tekst"))
    assert (kop.waarde, kop.norm, kop.oordeel) == (2, 3, "niet gehaald")
    assert (tekst.waarde, tekst.norm, tekst.oordeel) == (2, 2, "gehaald")


LEVENSLOOP = """eigenaar | jaar | woningen | geschikt
    Woonforte | 2017 | 9000 | 900
    Habeko Wonen | 2017 | 1000 | 100
    overige voorraad | 2017 | 30000 | 3000
    Woonforte | 2020 | 9000 | 990
    Habeko Wonen | 2020 | 1000 | 110
    overige voorraad | 2020 | 30000 | 3300"""


def test_ten_percent_is_read_both_ways(reken: Reken) -> None:
    # From 10% to 11%: a tenth more, but one point only.
    found = reken({"levensloopbestendig": LEVENSLOOP}, date(2020, 12, 31))
    relatief, punten = (found[c, None, "2017-2020"] for c in ("LVB-RELATIEF", "LVB-PUNTEN"))
    assert (relatief.waarde, relatief.norm, relatief.oordeel) == (0.1, 0.1, "gehaald")
    assert (punten.waarde, punten.norm, punten.oordeel) == (1, 10, "niet gehaald")
    for value in (relatief, punten):
        assert "Het doel noemt geen basisjaar" in value.toelichting
        assert "Het doel zegt niet welke van de twee lezingen is bedoeld" in value.toelichting


def test_the_share_of_all_needs_the_rest_of_the_stock(reken: Reken) -> None:
    table = "\n".join(line for line in LEVENSLOOP.splitlines() if "overige" not in line)
    found = reken({"levensloopbestendig": table}, date(2020, 12, 31))
    assert found["LVB-AANDEEL", None, "2020"].toelichting == (
        "Over 2020 ontbreekt de rij van de overige voorraad."
    )
    assert found["LVB-AANDEEL", "Woonforte", "2020"].waarde == 0.11


@pytest.mark.parametrize(
    ("wat", "gas", "peildatum", "waarde", "oordeel", "aankomst"),
    [
        # 2% a year: −20% after ten years, so just in 2026.
        ("op de lijn", {2016: 1000, 2019: 940}, date(2019, 12, 31), -0.06, "op koers", 2026),
        ("te langzaam", {2016: 1000, 2019: 950}, date(2019, 12, 31), -0.05, "aandacht", 2028),
        ("gestegen", {2016: 1000, 2019: 1010}, date(2019, 12, 31), 0.01, "aandacht", None),
        ("op de grens", {2016: 1000, 2026: 800}, date(2026, 12, 31), -0.2, "gehaald", 2026),
        ("net niet", {2016: 1000, 2026: 801}, date(2026, 12, 31), -0.199, "niet gehaald", None),
        ("basis 0", {2016: 0, 2019: 900}, date(2019, 12, 31), None, "niet te bepalen", None),
        ("geen basis", {2017: 1000, 2019: 900}, date(2019, 12, 31), None, "niet te bepalen", None),
    ],
)
def test_gas(
    reken: Reken,
    wat: str,
    gas: dict[int, int],
    peildatum: date,
    waarde: float | None,
    oordeel: str,
    aankomst: float | None,
) -> None:
    table = "\n".join(["jaar | gas", *(f"{y} | {g}" for y, g in gas.items())])
    found = reken({"gasverbruik": table}, peildatum)
    (value,) = [v for (code, _, _), v in found.items() if code == "GAS-VERANDERING"]
    assert (value.waarde, value.oordeel) == (waarde, oordeel), wat
    if oordeel != "niet gehaald":
        assert value.aankomst == aankomst, wat


@pytest.mark.parametrize(
    ("opgewekt", "peildatum", "oordeel"),
    [
        (140, date(2020, 12, 31), "gehaald"),
        (139.9, date(2020, 12, 31), "niet gehaald"),
        (140, date(2020, 12, 30), "op koers"),
    ],
)
def test_renewable(reken: Reken, opgewekt: float, peildatum: date, oordeel: str) -> None:
    table = f"""corporatie | jaar | opgewekt | behoefte
        Woonforte | 2020 | {opgewekt - 40} | 900
        Habeko Wonen | 2020 | 40 | 100"""
    found = reken({"duurzame_energie": table}, peildatum)["DZE-AANDEEL", None, "2020"]
    assert (found.norm, found.oordeel) == (0.14, oordeel)


BEDING = """corporatie | project | woningen | ingang | onttrokken | onttrekking
    Woonforte | Oud | 20 | 2005-03-01 | 2 | 2014-06-01
    Woonforte | Laan | 44 | 2012-07-01 | 3 | 2019-01-15
    Habeko Wonen | Dorp | 8 | 2009-05-01 | 1 | 2019-05-01
    Habeko Wonen | Straat | 6 | 2015-01-01 | {} | """


def test_the_fine(reken: Reken) -> None:
    found = reken({"grondprijsbeding": BEDING.format(0)})
    # Oud was withdrawn after 9 years, Laan after 6, Dorp on the very day it was free.
    assert found["GPB-ONTTROKKEN", None, None].waarde == 5
    assert found["GPB-BOETE", None, None].waarde == 100_000
    assert found["GPB-BOETE", "Habeko Wonen", None].waarde == 0
    # Bound on 31 December 2019: Laan 44 − 3 and Straat 6.
    bound = found["GPB-WONINGEN", None, None]
    assert (bound.waarde, bound.toelichting) == (
        47,
        "De termijn van 10 jaar loopt bij Laan en Straat.",
    )
    own = reken({"grondprijsbeding": BEDING.format(0)}, date(2025, 1, 1))
    assert own["GPB-WONINGEN", None, None].toelichting.endswith("loopt bij geen enkel project.")
    free = found["GPB-VRIJ", "Woonforte, Laan", None]
    assert (free.dag, free.waarde) == (
        date(2022, 7, 1),
        (date(2022, 7, 1) - date(2019, 12, 31)).days,
    )
    assert found["GPB-VRIJ", "Woonforte, Oud", None].waarde == 0


def test_a_row_that_tells_of_no_withdrawal_had_none_and_says_so(reken: Reken) -> None:
    """The fine is on an event (r. 330-333); a row where nobody noted one is a home still bound."""
    found = reken({"grondprijsbeding": BEDING.format("")})
    fine, bound = (found[code, None, None] for code in ("GPB-BOETE", "GPB-WONINGEN"))
    assert (fine.waarde, bound.waarde) == (100_000, 47)
    for value in (fine, bound, found["GPB-ONTTROKKEN", None, None]):
        assert value.toelichting.endswith(
            " Bij Straat is geen onttrekking ingevuld; dat telt als niet onttrokken."
        )
    # Nothing was left open at Woonforte, so nothing is said of it.
    assert "telt als" not in found["GPB-BOETE", "Woonforte", None].toelichting


@pytest.mark.parametrize(
    ("wat", "rij", "reden"),
    [
        (
            "een dag zonder aantal",
            "Woonforte | Laan | 44 | 2012-07-01 | | 2019-01-15 |",
            "Bij Laan staat een onttrekking zonder het aantal woningen.",
        ),
        (
            "een reden zonder aantal",
            "Woonforte | Laan | 44 | 2012-07-01 | | | verkoop",
            "Bij Laan staat een onttrekking zonder het aantal woningen.",
        ),
        (
            "een aantal zonder dag",
            "Woonforte | Laan | 44 | 2012-07-01 | 3 | |",
            "De dag van de onttrekking ontbreekt bij Laan.",
        ),
        (
            "een beding zonder ingang",
            "Woonforte | Laan | 44 | | | |",
            "De ingang van het beding ontbreekt bij Laan.",
        ),
    ],
)
def test_a_withdrawal_that_is_told_in_part_is_undetermined(
    reken: Reken, wat: str, rij: str, reden: str
) -> None:
    kop = "corporatie | project | woningen | ingang | onttrokken | onttrekking | reden"
    found = reken({"grondprijsbeding": f"{kop}\n{rij}"})
    for code in ("GPB-WONINGEN", "GPB-ONTTROKKEN", "GPB-BOETE"):
        value = found[code, None, None]
        assert (value.waarde, value.toelichting) == (None, reden), wat


def test_a_withdrawal_after_the_peildatum_has_not_come_yet(reken: Reken) -> None:
    kop = "corporatie | project | woningen | ingang | onttrokken | onttrekking"
    table = f"{kop}\nWoonforte | Laan | 44 | 2012-07-01 | 3 | 2020-01-15"
    found = reken({"grondprijsbeding": table})
    assert found["GPB-WONINGEN", None, None].waarde == 44
    assert found["GPB-BOETE", None, None].waarde == 0
    later = reken({"grondprijsbeding": table}, date(2020, 1, 15))
    assert later["GPB-WONINGEN", None, None].waarde == 41
    assert later["GPB-BOETE", None, None].waarde == 60_000


LABELS = """eenheid | corporatie | methode | label | energie_index | primair | geldig_tot
    1 | Woonforte | 2015-2020 (Nader Voorschrift) | B | 1.3 | | 2028-01-01
    2 | Woonforte | 2015-2020 (Nader Voorschrift) | A | 1.1 | | 2028-01-01
    3 | Woonforte | voor 2015 (EPA) | G | 3.1 | | 2019-01-01
    4 | Habeko Wonen | NTA 8800 | C | | 200 |
    5 | Habeko Wonen | | | | | """


def test_labels_of_single_homes(reken: Reken) -> None:
    found = reken({"energielabels": LABELS})
    assert found["ELB-DEKKING", None, None].waarde == 0.6
    assert "Bij 1 is het label verlopen." in found["ELB-DEKKING", None, None].toelichting
    spread = {k[1]: v.waarde for k, v in found.items() if k[0] == "ELB-VERDELING"}
    assert {k: v for k, v in spread.items() if v} == {"A": 1, "B": 1, "C": 1}
    index = found["ELB-INDEX", "2015-2020 (Nader Voorschrift)", None]
    # The label of the mean 1,2 is A; 1,20 itself still is.
    assert (index.waarde, index.klasse) == (1.2, "A")
    assert found["ELB-PRIMAIR", "NTA 8800", None].klasse == "C"
    assert ("ELB-INDEX", "voor 2015 (EPA)", None) not in found  # no home has an index of that kind


OPEN = """corporatie | jaar | begin | gepland | vervangen
    Woonforte | 2019 | 100 | 100 | {}
    Habeko Wonen | 2019 | 20 | 20 | {}"""


@pytest.mark.parametrize(
    ("wat", "gedaan", "peildatum", "waarde", "oordeel"),
    [
        ("alles weg", (100, 20), date(2019, 12, 31), 0, "gehaald"),
        ("een over", (100, 19), date(2019, 12, 31), 1, "niet gehaald"),
        ("halverwege op tempo", (60, 12), date(2019, 6, 30), 48, "op koers"),
        ("halverwege te langzaam", (40, 12), date(2019, 6, 30), 68, "aandacht"),
    ],
)
def test_open_appliances(
    reken: Reken, wat: str, gedaan: tuple[int, int], peildatum: date, waarde: int, oordeel: str
) -> None:
    found = reken({"open_verbranding": OPEN.format(*gedaan)}, peildatum)[
        "OVT-RESTEREND", None, "2019"
    ]
    assert (found.waarde, found.norm, found.oordeel) == (waarde, 0, oordeel), wat


def test_where_no_appliance_was_none_is_left(reken: Reken) -> None:
    none = OPEN.replace("| 20 | 20 | {}", "| 0 | 0 | 0")
    found = reken({"open_verbranding": none.format(100)}, date(2019, 12, 31))
    left = found["OVT-RESTEREND", "Habeko Wonen", "2019"]
    assert (left.waarde, left.oordeel) == (0, "gehaald")


HEADER = (
    "corporatie | jaar | soort_cijfer | daeb | verkoop | nieuwbouw | aankoop | sloop "
    "| naar_niet_daeb | naar_daeb"
)
VOORRAAD = f"""{HEADER}
    Woonforte | 2017 | realisatie | 9769 | 52 | | | | |
    Woonforte | 2018 | realisatie | 9823 | 5 | 60 | 0 | 37 | 0 | 36
    Habeko Wonen | 2017 | realisatie | 1829 | 0 | | | | |
    Habeko Wonen | 2018 | realisatie | 1824 | {{}} | 0 | 2 | 7 | 0 | 1"""


def test_movements_of_a_plan_close_no_counted_stock(reken: Reken) -> None:
    """Nor those of a year in which one party is there twice."""
    planned = VOORRAAD.format(1).replace(
        "Habeko Wonen | 2018 | realisatie", "Habeko Wonen | 2018 | prognose"
    )
    twice = (
        VOORRAAD.format(1) + "\n    Woonforte | 2018 | realisatie | 9823 | 5 | 60 | 0 | 37 | 0 | 36"
    )
    for rows, why in (
        (planned, "Over 2018 ontbreken gerealiseerde cijfers van Habeko Wonen."),
        (twice, "2018"),
    ):
        found = reken({"woningvoorraad": rows})["VRD-SALDO", None, "2018"]
        assert found.waarde is None
        assert why in found.toelichting


def test_movements_close_the_stock(reken: Reken) -> None:
    # Woonforte: 9769 + 60 + 36 − 37 − 5 = 9823. Habeko: 1829 + 3 − 7 − 1 = 1824.
    found = reken({"woningvoorraad": VOORRAAD.format(1)})
    assert found["VRD-SALDO", "Woonforte", "2018"].waarde == 0
    assert found["VRD-SALDO", None, "2018"].waarde == 0
    assert found["VRD-UITSTROOM", None, "2018"].waarde == 6
    assert found["VRD-MUTATIE", "nieuwbouw", "2018"].waarde == 60


def test_the_sign_of_printed_sales_leaves_them_open(reken: Reken) -> None:
    found = reken({"woningvoorraad": VOORRAAD.format(-2)})["VRD-UITSTROOM", "Habeko Wonen", "2018"]
    assert found.waarde is None
    assert "niet te zien is of dat verkoop of terugkoop is" in found.toelichting
