"""A goal that no other sheet knows, followed from the sheet Kengetallen; worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.kengetaldoelen import kengetaldoelen
from prestatieafspraken.afspraken.model import Afspraak
from prestatieafspraken.indicators.result import Oordeel
from prestatieafspraken.workbook.building.kengetallen import kengetal_rows

HEAD = "doel | partij | jaar | soort_cijfer | teller | noemer | waarde"


def _own(afspraken: Afspraken, **more: Any) -> Afspraken:
    told = {"id": "G-1", "thema": 1, "titel": "Middenhuur", "regels": "1", **more}
    goal = Doel.model_validate({"over": {"partijen": ["Woonforte", "Habeko Wonen"]}, **told})
    return afspraken.model_copy(update={"doelen": [goal]})


def test_a_sum_of_two_parties_is_traced_to_its_cells(
    gevolgd: Callable[..., Any], afspraken: Afspraken
) -> None:
    waarden = [{"jaar": 2019, "minstens": 60}]
    own = _own(afspraken, eenheid="woningen", vorm="som", waarden=waarden)
    rows = "G-1|Woonforte|2019|realisatie|||41\nG-1|Habeko Wonen|2019|realisatie|||18"
    found = gevolgd({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)
    assert (found.waarde, found.norm, found.oordeel) == (59, 60, Oordeel.NIET_GEHAALD)
    assert found.cellen == ("kengetallen!waarde7", "kengetallen!waarde8")
    assert found.bron.startswith("G-1")


def test_a_share_is_that_of_the_counts_and_no_mean_of_shares(
    gevolgd: Callable[..., Any], afspraken: Afspraken
) -> None:
    # 30 of 100 and 10 of 300 is 10%; the mean of 30% and 3,3% would be above 16%.
    waarden = [{"jaar": 2019, "minstens": "0.16"}]
    own = _own(afspraken, eenheid="%", vorm="niveau", waarden=waarden)
    rows = "G-1|Woonforte|2019|realisatie|30|100|\nG-1|Habeko Wonen|2019|realisatie|10|300|"
    found = gevolgd({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)
    assert (found.waarde, found.oordeel) == (0.1, Oordeel.NIET_GEHAALD)


def test_each_figure_behind_a_verdict_is_a_value_with_its_own_norm(
    reken: Callable[..., Any], afspraken: Afspraken
) -> None:
    """A goal per party and year has no one figure: a table of its figures shows what failed."""
    asked = [("Woonforte", 2018, 40), ("Woonforte", 2019, 60), ("Habeko Wonen", 2019, 10)]
    waarden = [{"partij": who, "jaar": year, "minstens": n} for who, year, n in asked]
    own = _own(afspraken, eenheid="woningen", vorm="som", waarden=waarden)
    built = [("Woonforte", 2018, 44), ("Woonforte", 2019, 59), ("Habeko Wonen", 2019, 10)]
    rows = "\n".join(f"G-1|{who}|{year}|realisatie|||{n}" for who, year, n in built)
    results = reken({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)
    found = {
        key[1:]: (one.waarde, one.norm_geschreven, one.oordeel, one.afstand)
        for key, one in results.items()
        if key[0] == "KGT-DOEL"
    }
    assert found == {
        (None, None): (None, "", Oordeel.NIET_GEHAALD, None),
        ("Woonforte", "2018"): (44, "ten minste 40 woningen", Oordeel.GEHAALD, 0),
        ("Woonforte", "2019"): (59, "ten minste 60 woningen", Oordeel.NIET_GEHAALD, 1),
        ("Habeko Wonen", "2019"): (10, "ten minste 10 woningen", Oordeel.GEHAALD, 0),
    }
    assert [one.toets for key, one in results.items() if key[0] == "KGT-DOEL"].count(True) == 1


def test_beyond_the_upper_bound_of_a_range_is_how_far_it_is_beyond(
    gevolgd: Callable[..., Any], afspraken: Afspraken
) -> None:
    waarden = [{"jaar": 2019, "minstens": 20, "hoogstens": 30, "bovenkant": "grens"}]
    own = _own(afspraken, eenheid="woningen", vorm="som", waarden=waarden)
    for built, norm, short in ((33, 30, 3), (17, 20, 3), (25, 20, 0)):
        rows = f"G-1|Woonforte|2019|realisatie|||{built}\nG-1|Habeko Wonen|2019|realisatie|||0"
        found = gevolgd({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)
        assert (found.norm, found.afstand) == (norm, short)
        assert found.norm_geschreven == "20 tot 30 woningen"


def test_a_party_without_a_figure_is_named(
    gevolgd: Callable[..., Any], afspraken: Afspraken
) -> None:
    own = _own(afspraken, eenheid="woningen", vorm="som", waarden=[{"jaar": 2019, "minstens": 1}])
    rows = "G-1|Woonforte|2019|realisatie|||41\nG-1|Habeko Wonen|2019|realisatie|||"
    found = gevolgd({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)
    assert (found.waarde, found.oordeel) == (None, Oordeel.NIET_TE_BEPALEN)
    assert "van Habeko Wonen is geen cijfer bekend" in found.toelichting


def test_a_figure_of_another_party_is_not_that_of_the_whole(
    gevolgd: Callable[..., Any], afspraken: Afspraken
) -> None:
    """Of the municipality it is; of a corporatie that the goal does not name it is nothing."""
    asked = {"over": {"partijen": ["Woonforte"]}, "waarden": [{"jaar": 2019, "minstens": 60}]}
    own = _own(afspraken, eenheid="woningen", vorm="som", **asked)
    for who, value in (("Habeko Wonen", None), (afspraken.partij("gemeente").naam, 70)):
        rows = f"G-1|{who}|2019|realisatie|||70"
        found = gevolgd({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)
        assert found.waarde == value, who


def _agreed(afspraken: Afspraken, **more: Any) -> Afspraken:
    """Give the agreements with one that names measures of today, and no goal."""
    said = {"id": "A-1", "thema": 1, "paragraaf": "1", "titel": "Bouwen", "regels": "9", **more}
    said |= {"wie": "", "wanneer": "", "termijn": {"soort": "geen"}, "trekker": "Corporaties"}
    one = Afspraak.model_validate(said)
    return afspraken.model_copy(update={"doelen": [], "afspraken": [one]})


def _number(**more: Any) -> dict[str, Any]:
    said = {"wat": "start bouw", "eenheid": "woningen", "regel": 9, "maat": "start_bouw", **more}
    return {"richting": "minimaal", **said}


def test_the_numbers_of_an_agreement_are_followed_per_party_and_over_their_years(
    gevolgd: Callable[..., Any], afspraken: Afspraken
) -> None:
    years = {"van": date(2018, 1, 1), "tot": date(2019, 12, 31)}
    numbers = [
        _number(waarde="80", partij="Woonforte", **years),
        _number(waarde="20", partij="Habeko Wonen"),
    ]
    goal = {"id": "G-1", "thema": 1, "titel": "Bouwen", "regels": "1", "maat": "start_bouw"}
    other = {"doelen": [Doel.model_validate(goal)]}
    own = _agreed(afspraken, getallen=numbers).model_copy(update=other)
    rows = [f"A-1 start_bouw {who}|{who}|{year}|realisatie|||{homes}" for who, year, homes in (
        ("Woonforte", 2018, 50), ("Woonforte", 2019, 30), ("Habeko Wonen", 2019, 19),
    )]  # fmt: skip
    given = {"kengetallen": "\n".join([HEAD, *rows])}, date(2020, 1, 15), own
    # 50 and 30 are the 80 of Woonforte; the 19 of Habeko Wonen are one short.
    for who, value, norm, oordeel in (
        ("Woonforte", 80, 80, Oordeel.GEHAALD),
        ("Habeko Wonen", 19, 20, Oordeel.NIET_GEHAALD),
    ):
        found = gevolgd(*given, partij=who)
        assert (found.waarde, found.norm, found.oordeel) == (value, norm, oordeel)
        assert (found.bron, found.norm_bron) == ("A-1 (r. 9)", "A-1 (r. 9)")
    asked = {(row["partij"], row["jaar"]) for row in kengetal_rows(own) if row["doel"] != "G-1"}
    assert asked == {("Woonforte", 2018), ("Woonforte", 2019), ("Habeko Wonen", 2019)}


def test_of_an_agreement_without_a_number_the_figure_is_told(
    gevolgd: Callable[..., Any], afspraken: Afspraken
) -> None:
    own = _agreed(afspraken, maten=["ontruimingen"])
    rows = "\n".join(
        f"A-1 ontruimingen|{who}|2019|realisatie|||{n}"
        for who, n in (("Woonforte", 9), ("Habeko Wonen", 4))
    )
    found = gevolgd({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)
    assert found.oordeel is Oordeel.NIET_TE_BEOORDELEN
    assert "er is geen getal afgesproken" in found.toelichting
    assert "9 ontruimingen (Woonforte) en 4 ontruimingen (Habeko Wonen)" in found.toelichting


def test_a_measure_that_a_goal_follows_is_not_asked_twice(afspraken: Afspraken) -> None:
    own = _agreed(afspraken, maten=["start_bouw", "verkoop"])
    goal = Doel.model_validate(
        {"id": "G-1", "thema": 1, "titel": "Bouwen", "regels": "1", "maat": "start_bouw"}
    )
    asked = kengetaldoelen(own.model_copy(update={"doelen": [goal]}))
    assert [(one.doel.id, one.bron) for one in asked] == [("G-1", "G-1"), ("A-1 verkoop", "A-1")]
    rows = kengetal_rows(own)
    assert {row["partij"] for row in rows} == {"Woonforte", "Habeko Wonen"}
    assert str(rows[0]["telwijze"]).startswith(
        "Woningen waarvan de bouw start, in woningen. Waarde: woningen waarvan de bouw in het jaar"
    )


def test_shares_of_two_parties_in_another_unit_are_not_added(
    gevolgd: Callable[..., Any], afspraken: Afspraken
) -> None:
    # 3 years at one and 4 at the other are not 7: the counts are needed.
    own = _own(afspraken, maat="zoektijd", vorm="niveau", waarden=[{"jaar": 2019, "hoogstens": 3}])
    rows = "G-1|Woonforte|2019|realisatie|||3\nG-1|Habeko Wonen|2019|realisatie|||4"
    found = gevolgd({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)
    assert (found.waarde, found.oordeel) == (None, Oordeel.NIET_TE_BEPALEN)
    assert "vul teller en noemer in" in found.toelichting


def test_small_counts_are_told_to_rest_on_so_few(
    gevolgd: Callable[..., Any], afspraken: Afspraken
) -> None:
    """Also of a relative change, whose own unit counts nobody."""
    asked = {"basisjaar": 2018, "relatief": True, "vorm": "verandering"}
    waarden = [{"jaar": 2019, "hoogstens": "-0.5"}]
    own = _own(afspraken, maat="ontruimingen", waarden=waarden, **asked)
    rows = "\n".join(
        f"G-1|{who}|{year}|realisatie|||{n}"
        for who in ("Woonforte", "Habeko Wonen")
        for year, n in ((2018, 4), (2019, 2))
    )
    found = gevolgd({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)
    assert (found.waarde, found.oordeel) == (-0.5, Oordeel.GEHAALD)
    assert [int(steun.aantal) for steun in found.steunt_op] == [4, 2, 4, 2]


@pytest.mark.parametrize(
    ("waarden", "vorm", "rows", "value", "oordeel"),
    [
        # Half a year of 30 homes says nothing of the 60 that the year asks; 60 of them do.
        ({"jaar": 2020, "minstens": 60}, "som", "2020|realisatie|||30", None, "niet te bepalen"),
        ({"jaar": 2020, "minstens": 60}, "som", "2020|realisatie|||60", 60, "op koers"),
        ({"jaar": 2020, "minstens": 9}, "per_jaar", "2020|realisatie|||8", None, "niet te bepalen"),
        ({"jaar": 2020, "hoogstens": 15}, "per_jaar", "2020|realisatie|||16", 16, "aandacht"),
        # What is expected of the year goes before what was counted of a part of it.
        (
            {"jaar": 2020, "minstens": 60},
            "som",
            "2020|realisatie|||30 2020|prognose|||61",
            61,
            "op koers",
        ),
        # 20 of 2019 and a part of 2020 is a pace of 20 a year, not of 15.
        (
            {"van": 2019, "tot": 2022, "minstens": 80},
            "som",
            "2019|realisatie|||20 2020|realisatie|||10",
            80,
            "op koers",
        ),
        # 2018 is over and not known, so nobody knows what the sum will be.
        (
            {"van": 2018, "tot": 2021, "minstens": 80},
            "som",
            "2019|realisatie|||20",
            None,
            "niet te bepalen",
        ),
        # On the peildatum nothing was counted of 2021.
        ({"jaar": 2022, "hoogstens": 5}, "niveau", "2021|realisatie|||4", None, "niet te bepalen"),
    ],
)
def test_a_year_that_runs_is_no_whole_year(
    gevolgd: Callable[..., Any],
    afspraken: Afspraken,
    waarden: dict[str, int],
    vorm: str,
    rows: str,
    value: int | None,
    oordeel: str,
) -> None:
    asked = {"over": {"partijen": ["Woonforte"]}, "vorm": vorm, "waarden": [waarden]}
    own = _own(afspraken, eenheid="woningen", **asked)
    lines = [f"G-1|Woonforte|{row}" for row in rows.split()]
    found = gevolgd({"kengetallen": "\n".join([HEAD, *lines])}, date(2020, 6, 30), own)
    assert (found.waarde, found.oordeel) == (value, oordeel), found.toelichting
