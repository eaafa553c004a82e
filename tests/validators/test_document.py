"""Rules on the document: what they see in the agreements of 2019, and in texts of other ones."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date

import pytest
from openpyxl import load_workbook
from proving.kit.tabellen import of_party, table

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.afspraken.model import Cel
from prestatieafspraken.validators.document import tabellen
from prestatieafspraken.validators.document.concreet import steps
from prestatieafspraken.validators.document.rules import TEXT_RULES, canonical, is_total, years_of
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.goal import COLUMNS, goal_place


@pytest.fixture(scope="module")
def afspraken() -> Afspraken:
    return load("alphen-aan-den-rijn", 2019)


def test_how_concrete_the_agreements_are(afspraken: Afspraken) -> None:
    said = {afspraak.id: steps(afspraak) for afspraak in afspraken.afspraken}
    without = {
        step: [code for code, steps_said in said.items() if step not in steps_said]
        for step in ("wie", "wanneer")
    }
    assert without == {
        "wie": ["T1-01", "T2-04", "T3-04"],
        "wanneer": ["T1-02", "T1-03", "T1-06", "T1-13", "T2-04"],
    }
    assert [code for code, steps_said in said.items() if len(steps_said) == 3] == [
        "T0-03",
        "T1-04",
        "T1-11",
        "T1-12",
        "T2-01",
        "T2-05",
        "T3-02",
        "T3-03",
        "T3-05",
        "T3-06",
        "T3-07",
    ]
    assert said["T2-04"] == ("hoeveel",)
    assert Counter(map(len, said.values())) == {3: 11, 2: 26, 1: 3}


def test_goals_point_at_their_row_of_the_sheet(afspraken: Afspraken) -> None:
    tables = of_party("gemeente")
    partij = afspraken.partij("gemeente")
    data = build(afspraken, partij, tables, codelists(afspraken), {}, date(2019, 1, 1))
    book = load_workbook(io.BytesIO(data))
    for doel in afspraken.doelen:
        place = goal_place(afspraken, doel, "Doel")
        assert book[place.blad or ""][place.cel or ""].value == doel.id
    first = afspraken.doelen[0]
    places = [goal_place(afspraken, first, header) for header in COLUMNS]
    headers = [book["Doelen"][f"{(place.cel or '')[0]}6"].value for place in places]
    assert headers == list(COLUMNS)


def test_goals_are_measured_in_columns_that_exist(afspraken: Afspraken) -> None:
    for doel in afspraken.doelen:
        if doel.cijfer:
            measured = table(doel.cijfer.tabel)
            assert measured.column(doel.cijfer.kolom)
            assert not doel.cijfer.anders or measured.column(doel.cijfer.anders)


def _without_start(afspraken: Afspraken) -> list[str]:
    (rule,) = (one for one in TEXT_RULES if one.rule.code == "DOE-002")
    return [place.waar for place, _ in rule.findings(afspraken)]


def test_goals_without_a_start(afspraken: Afspraken) -> None:
    """The five goals of which the document prints no base value (r. 26, 493-496, 702-706)."""
    assert _without_start(afspraken) == ["D0-2", "D2-3", "D2-4", "D3-2", "D3-3"]


def test_a_printed_figure_of_the_base_year_is_a_start(afspraken: Afspraken) -> None:
    """D3-1 starts from the index of 2017 (C6), D1-2 from the slaagkans of 2016 (C1)."""
    assert _without_start(afspraken.model_copy(update={"tabellen": {}})) == [
        "D0-2",
        "D1-2",
        "D2-3",
        "D2-4",
        "D3-1",
        "D3-2",
        "D3-3",
    ]


@pytest.mark.parametrize(
    ("printed", "bounds"),
    [
        ("22.700 of minder", (None, 22700)),
        ("22.700 t/m 30.825", (22700, 30825)),
        ("Meer dan 42.436", (None, None)),
        ("meer dan € 22.700 t/m € 30.825", (None, 30825)),
        ("t/m € 22.700", (None, 22700)),
        ("€ 42.436 of meer", (42436, None)),
        ("22700 tot en met 30825", (22700, 30825)),
        ("22.700 tot 30.825", (22700, None)),
    ],
)
def test_bounds_of_a_class_as_printed(printed: str, bounds: tuple[int | None, int | None]) -> None:
    assert tabellen._bounds(printed) == bounds


@pytest.mark.parametrize(
    ("label", "naam", "years"),
    [
        ("Woonforte 2017", "Woonforte", [2017]),
        ("WoonForte", "Woonforte", []),
        ("Totaal ‘22", "Totaal", [2022]),
        ("22.700 of minder", "t/m € 22.700", []),
        ("Alphen a/d Rijn", "Alphen aan den Rijn", []),
        ("Dorpsstraat", "Dorpsstraat", []),
    ],
)
def test_labels_of_printed_rows(
    label: str, naam: str, years: list[int], afspraken: Afspraken
) -> None:
    cel = Cel(rij=label, kolom="x", gedrukt="1", waarde=None, soort="leeg", regel=None)
    assert canonical(afspraken, label) == naam
    assert years_of(cel) == years
    assert is_total(label) == (naam == "Totaal")
