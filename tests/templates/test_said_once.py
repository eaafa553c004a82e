"""What the report says of a filled year: each thing once, in order, and by what it is about."""

from __future__ import annotations

from typing import Any

import pytest

from prestatieafspraken.templates.charts.charts import charts
from prestatieafspraken.templates.forms.form import Look, lay_out, render
from prestatieafspraken.templates.report.content import context
from prestatieafspraken.templates.report.report import Report

from .test_readable import each_report, report

ALPHEN, RIETMEER = "alphen-aan-den-rijn 2019", "rietmeer 2025"


@pytest.fixture(scope="module")
def alphen() -> dict[str, Any]:
    return context(report(ALPHEN, filled=True))


@each_report
def test_figures_are_numbered_in_the_order_in_which_they_are_read(naam: str, filled: bool) -> None:
    made = report(naam, filled=filled)
    read = [None, *(thema.nummer for thema in made.afspraken.themas)]
    places = [read.index(chart.thema) for chart in charts(made)]
    assert places == sorted(places)


def test_a_whole_that_does_well_does_not_speak_for_the_part_that_does_not(
    alphen: dict[str, Any],
) -> None:
    """The corporaties together improved more homes than planned; Woonforte did not.

    A chapter asks care for what is "niet gehaald" in its table, by that name.
    """
    lost = [
        (row["naam"], row["onderdeel"])
        for thema in alphen["themas"]
        for row in thema["indicatoren"]
        if row["oordeel"] == "niet gehaald"
    ]
    assert lost == [("Kwaliteitsverbetering, realisatie", "Woonforte")]
    care = [line for thema in alphen["themas"] for line in thema["aandacht"]]
    (told,) = (line for line in care if line.startswith("Kwaliteitsverbetering"))
    assert told.startswith("Kwaliteitsverbetering, realisatie (Woonforte): 177 woningen")
    assert told.endswith("van het plan van 181.")


def test_a_year_of_lettings_that_was_counted_is_told_once(alphen: dict[str, Any]) -> None:
    """Where it ends at this pace is no other figure than where it ended."""
    named = [row["naam"] for thema in alphen["themas"] for row in thema["indicatoren"]]
    assert "Lokaal maatwerk" in named
    assert not [naam for naam in named if naam.startswith("Lokaal maatwerk aan het eind")]


def test_every_number_of_a_goal_stands_among_the_parameters_with_all_that_it_is_of() -> None:
    """B2 of Rietmeer asks 40, 60, 70 and 80 of one, 20, 30, 30 and 40 of the other."""
    rows = context(report(RIETMEER, filled=True))["parameters"]
    told = {
        row["waarde"]: row["naam"].partition("), ")[2]
        for row in rows
        if row["naam"].startswith("Norm van B2 (")
    }
    assert told == {
        "ten minste 40 woningen": "De Brink Wonen 2024 en Volkshuis Noord 2027",
        "ten minste 60 woningen": "De Brink Wonen 2025",
        "ten minste 70 woningen": "De Brink Wonen 2026",
        "ten minste 80 woningen": "De Brink Wonen 2027",
        "ten minste 20 woningen": "Volkshuis Noord 2024",
        "ten minste 30 woningen": "Volkshuis Noord 2025 en Volkshuis Noord 2026",
    }
    # That growth leaves room to sell follows from B1; nobody agreed on 0.
    assert [r["waarde"] for r in rows if r["naam"].startswith("Norm van B1 (")] == ["240 woningen"]


@pytest.mark.parametrize("ending", [".md", ".html"])
def test_how_to_explain_a_question_is_said_where_there_is_one(ending: str) -> None:
    made: Report = report(RIETMEER, filled=True)
    asking = [one for one in made.filed if any(found.asks for found in one.findings)]
    assert 0 < len(asking) < len(made.filed)
    text = render(lay_out(made), ending, Look()).decode()
    assert text.count("Klopt bij een vraag de waarde toch?") == len(asking)
