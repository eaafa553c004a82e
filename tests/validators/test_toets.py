"""The review of agreements: the scores counted by hand on small changes, and what contradicts."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest

from prestatieafspraken.afspraken import load
from prestatieafspraken.afspraken.model import Afspraken, Dag, Doel, Getal
from prestatieafspraken.validators.toets.toets import Toets, ToetsDeel, toets

ALPHEN = load("alphen-aan-den-rijn", 2019)


def _of(afspraken: Afspraken, deel: ToetsDeel) -> Toets:
    return next(one for one in toets(afspraken) if one.deel is deel)


def _with(code: str, **changed: Any) -> Afspraken:
    """Give the set with one agreement changed."""
    changed_one = [a.model_copy(update=changed) if a.id == code else a for a in ALPHEN.afspraken]
    return ALPHEN.model_copy(update={"afspraken": changed_one})


def _goals(*doelen: Doel) -> Afspraken:
    return ALPHEN.model_copy(update={"doelen": list(doelen)})


def _goal(**keys: Any) -> Doel:
    return Doel.model_validate({"id": "X-1", "thema": 1, "titel": "iets", "regels": ""} | keys)


def test_every_part_is_told() -> None:
    assert [one.deel for one in toets(ALPHEN)] == list(ToetsDeel)
    assert all(
        punt.melding and punt.herstel and punt.waar for t in toets(ALPHEN) for punt in t.punten
    )


def test_what_is_not_concrete_is_one_less() -> None:
    before = _of(ALPHEN, ToetsDeel.CONCREET)
    assert before.van == 40
    # T2-04 has no row at all, which is told as that (TXT-009).
    told = {p.waar for p in before.punten if p.code in {"TXT-011", "AFS-001", "AFS-003"}}
    assert before.goed == 40 - len(told | {"T2-04"})
    assert "T0-03" not in {p.waar for p in before.punten}  # gemeente, each quarter, once
    after = _of(_with("T0-03", trekker=None), ToetsDeel.CONCREET)
    assert after.goed == (before.goed or 0) - 1
    assert ("AFS-001", "T0-03") in {(p.code, p.waar) for p in after.punten}


def test_what_is_missing_is_told() -> None:
    """D0-3, D2-2 and D2-3 have a number and no agreement (DOE-005); T2-04 has no row."""
    found = _of(ALPHEN, ToetsDeel.COMPLEET)
    quantified = sum(
        any(x is not None for x in (d.streefwaarde, d.verandering, d.streefklasse))
        for d in ALPHEN.doelen
    )
    assert (found.goed, found.van) == (39 + quantified - 3, 40 + quantified)
    assert {"D0-3", "D2-2", "D2-3", "T2-04"} <= {p.waar for p in found.punten}
    # R. 295, 350-353 and 461-462 promise something for a day, of which no agreement has a row.
    promised = {p.waar: p.melding for p in found.punten if "Niemand volgt dat" in p.melding}
    assert promised.keys() == {"T1-03", "T1-08", "T2-07"}
    assert "november 2018: begin van het traject met het expertteam" in promised["T1-03"]
    assert "het BO najaarsoverleg: evaluatie van het passend toewijzen" in promised["T1-08"]
    assert "begin 2019: huisvestingsplan op regionaal niveau" in promised["T2-07"]
    dag = Dag(wat="plan klaar", gedrukt="1 mei 2019", dag=date(2019, 5, 1), regel=1)
    told = _of(_with("T1-01", data=[dag]), ToetsDeel.COMPLEET)
    assert any("belooft iets voor 1 mei 2019" in p.melding for p in told.punten)
    partij = ALPHEN.partijen[-1].model_copy(
        update={"naam": "Nieuw", "soort": "overig", "doet_mee": True}
    )
    extra = ALPHEN.model_copy(update={"partijen": [*ALPHEN.partijen, partij]})
    assert "Nieuw" in {p.waar for p in _of(extra, ToetsDeel.COMPLEET).punten}


@pytest.mark.parametrize(
    ("goal", "missing"),
    [
        ({"streefwaarde": Decimal(5), "streefjaar": 2022, "maat": "slaagkans"}, "een minimum of"),
        (
            {"streefwaarde": Decimal(5), "richting": "minimaal", "maat": "slaagkans"},
            "een jaar",
        ),
        ({"streefwaarde": Decimal(5), "richting": "minimaal", "streefjaar": 2022}, "een maat"),
        (
            {"verandering": Decimal(5), "richting": "minimaal", "streefjaar": 2022, "bron": "x"},
            "geen beginstand: er staat geen cijfer bij",
        ),
    ],
)
def test_a_goal_says_what_it_lacks(goal: dict[str, Any], missing: str) -> None:
    found = _of(_goals(_goal(**goal)), ToetsDeel.ONDERBOUWD)
    assert (found.goed, found.van) == (0, 1)
    assert any(missing in p.melding for p in found.punten if p.waar == "X-1"), found.punten


def test_a_goal_that_says_all_counts() -> None:
    whole = {"streefwaarde": Decimal(5), "richting": "minimaal", "streefjaar": 2022}
    found = _of(_goals(_goal(**whole, maat="slaagkans")), ToetsDeel.ONDERBOUWD)
    assert (found.goed, found.van) == (1, 1)


def test_who_brings_nothing_in_is_told() -> None:
    led = [a.model_copy(update={"trekker": "Corporaties"}) for a in ALPHEN.afspraken]
    found = _of(ALPHEN.model_copy(update={"afspraken": led}), ToetsDeel.WEDERKERIG)
    assert (found.goed, found.van) == (1, 3)
    assert {p.waar for p in found.punten} == {"Gemeente", "Huurdersorganisaties", "Corporaties"}


def test_a_theme_without_tenants_is_told() -> None:
    tenants = {p.naam for p in ALPHEN.partijen if p.soort == "huurdersorganisatie"}
    tenants.add("Huurdersorganisaties")
    without = [
        a.model_copy(
            update={
                "partijen": [p for p in a.partijen if p not in tenants],
                "trekker": None if a.trekker in tenants else a.trekker,
            }
        )
        if a.thema == 3
        else a
        for a in ALPHEN.afspraken
    ]
    found = _of(ALPHEN.model_copy(update={"afspraken": without}), ToetsDeel.BETROKKEN)
    assert (found.goed, found.van) == (3, 4)
    assert [p.waar for p in found.punten] == ["Thema 3"]


def test_until_a_year_is_read_in_two_ways() -> None:
    """R. 254 "tot 2022" holds in 2022 (goal D0-1 ends then), r. 391 "tot 2021" not in 2021."""
    found = _of(ALPHEN, ToetsDeel.TEGENSPRAAK)
    (until,) = (p for p in found.punten if p.melding.startswith("'Tot'"))
    assert "T1-02 (tot 2022)" in until.melding
    assert "T1-11 (tot 2021)" in until.melding


def test_two_definitions_of_one_measure_are_told() -> None:
    """R. 162-164: reactions of local seekers on local homes; r. 211-212: homes and all seekers."""
    (told,) = (p for p in _of(ALPHEN, ToetsDeel.TEGENSPRAAK).punten if "omschreven" in p.melding)
    assert (told.waar, told.slip.where) == ("D1-2", "doelen.toml, doel D1-2 definities")
    assert "'reacties van actief woningzoekenden uit de gemeente" in told.melding
    assert "'vrijkomende woningen ten opzichte van actief woningzoekenden'" in told.melding
    one = _goals(_goal(definities=["op één manier"]))
    assert not any("omschreven" in p.melding for p in _of(one, ToetsDeel.TEGENSPRAAK).punten)


# The cells of C4 that E-01, E-02 and E-09 are about, by their line in the file: a header, 32
# figures of corporaties and totals in printed order (r. 270-287).
PLACES = {
    ("TOT-001", "C4 Totaal ‘22, verkoop*"): "258",
    ("TOT-001", "C4 Totaal ‘22, niet-DAEB"): "606",
    ("VRD-001", "C4 Habeko Wonen 2018, verkoop*"): "-2",
    ("VRD-001", "C4 Habeko Wonen 2022, verkoop*"): "-2",
    ("CEL-012", "C5 Woonpartners, woningen 2019"): "-",
}


@pytest.mark.parametrize("found", PLACES, ids=lambda found: found[1])
def test_a_printed_figure_is_told_at_its_line(found: tuple[str, str]) -> None:
    points = _of(ALPHEN, ToetsDeel.CIJFERS).punten
    (slip,) = (p.slip for p in points if (p.code, p.waar) == found)
    folder = resources.files("prestatieafspraken.afspraken") / "alphen-aan-den-rijn/2019"
    lines = (folder / (slip.bestand or "")).read_text(encoding="utf-8").splitlines()
    number = int(re.findall(r"regel (\d+)", slip.sleutel or "")[0])
    assert PLACES[found] in lines[number - 1].split(";")


def test_the_review_asks_no_explanation_on_a_sheet() -> None:
    assert not [p for one in toets(ALPHEN) for p in one.punten if "blad Bevindingen" in p.herstel]


def test_numbers_and_measures_that_contradict_are_told() -> None:
    one = Getal(wat="huizen", waarde=Decimal(5), eenheid="woningen", onderwerp="bouw", regel=1)
    other = one.model_copy(update={"waarde": Decimal(6)})
    later = other.model_copy(update={"van": date(2020, 1, 1)})
    first = [a.model_copy(update={"getallen": [one]}) for a in ALPHEN.afspraken[:1]]
    for second, told in ((other, True), (later, True), (one, False)):
        two = ALPHEN.afspraken[1].model_copy(update={"getallen": [second]})
        both = ALPHEN.model_copy(update={"afspraken": [*first, two], "doelen": []})
        punten = _of(both, ToetsDeel.TEGENSPRAAK).punten
        clash = (
            "Voor bouw gelden tegelijk verschillende getallen: 5 woningen in T0-01 en 6 woningen"
        )
        assert any(clash in p.melding for p in punten) is told
    until = one.model_copy(update={"tot": date(2019, 12, 31)})
    apart = [
        first[0].model_copy(update={"getallen": [until]}),
        ALPHEN.afspraken[1].model_copy(update={"getallen": [later]}),
    ]
    punten = _of(ALPHEN.model_copy(update={"afspraken": apart}), ToetsDeel.TEGENSPRAAK).punten
    assert not any("Voor bouw" in p.melding for p in punten)
    ways = _goals(
        _goal(maat="slaagkans", omschrijving="van wie zoekt"),
        _goal(id="X-2", maat="slaagkans", omschrijving="van wie reageert"),
    )
    assert any("maat slaagkans" in p.melding for p in _of(ways, ToetsDeel.TEGENSPRAAK).punten)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, ""),
        ({"minstens": 50}, "Het doel vraagt 100 woningen in 2020, maar A en B tellen op tot 110"),
        ({"minstens": 50, "ongeveer": True}, ""),  # about fifty makes no sum
        ({"minstens": 50, "jaar": 2021}, ""),  # another year is no part of it
        ({"minstens": 40, "hoogstens": 60}, ""),  # nor is a range
    ],
    ids=str,
)
def test_parts_that_do_not_make_the_whole_are_told(changed: dict[str, Any], told: str) -> None:
    """60 and 40 are 100; 60 and 50 are 110."""
    part = {"eenheid": "woningen", "deel_van": "W"}
    wonen = [{"jaar": 2020, "partij": naam, "minstens": 30} for naam in ("Woonforte", "Habeko")]
    goals = _goals(
        _goal(id="W", eenheid="woningen", streefjaar=2020, streefwaarde=100, telt_op=["A", "B"]),
        _goal(id="A", waarden=wonen, **part),
        _goal(id="B", waarden=[{"jaar": 2020, "minstens": 40} | changed], **part),
    )
    found = [
        p.melding for p in _of(goals, ToetsDeel.TEGENSPRAAK).punten if "tellen op" in p.melding
    ]
    assert len(found) == bool(told)
    assert all(melding.startswith(told) for melding in found)


def test_a_part_that_is_taken_off_is_taken_off() -> None:
    """120 built less 20 demolished is 100, and not 140."""
    unit = {"eenheid": "woningen", "streefjaar": 2020}
    for whole, told in ((100, 0), (140, 1)):
        goals = _goals(
            _goal(id="W", streefwaarde=whole, telt_op=["A", "-B"], **unit),
            _goal(id="A", streefwaarde=120, **unit),
            _goal(id="B", streefwaarde=20, **unit),
        )
        punten = _of(goals, ToetsDeel.TEGENSPRAAK).punten
        assert sum("tellen op tot 100 woningen" in p.melding for p in punten) == told


@pytest.mark.parametrize(
    ("bij", "told"),
    [
        ("Jan de Vries", "J•• d• V••••"),
        ("j.jansen@alphen.example", "j.j"),
        ("wonen@alphen.example", ""),
        ("de afdeling Wonen", ""),
        ("", ""),
    ],
)
def test_who_receives_the_workbooks_is_no_person(bij: str, told: str) -> None:
    gemeente = ALPHEN.gemeente.model_copy(update={"inleveren_bij": bij})
    own = ALPHEN.model_copy(update={"gemeente": gemeente})
    found = [p.melding for p in _of(own, ToetsDeel.COMPLEET).punten if "Inleveren bij" in p.melding]
    assert len(found) == bool(told)
    assert all(told in melding and (bij not in melding) for melding in found)
