"""A task per half year: what is short or over goes along, worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.validators.document.doelen import starts_somewhere
from prestatieafspraken.workbook.building.kengetallen import kengetal_rows

HEAD = "doel | partij | jaar | halfjaar | soort_cijfer | teller | noemer"
GEMEENTE = "Gemeente Alphen aan den Rijn"
PAST, NOW, NEXT = "2018|1e halfjaar", "2019|1e halfjaar", "2019|2e halfjaar"
FIRST = "1e halfjaar"


def _own(afspraken: Afspraken) -> Afspraken:
    goal = Doel.model_validate(
        {
            "id": "G-1", "thema": 1, "titel": "Taak", "maat": "taakstelling_statushouders",
            "over": {"partijen": ["Gemeente"]}, "waarden": [{"jaar": 2019, "minstens": 1}],
        }
    )  # fmt: skip
    return afspraken.model_copy(update={"doelen": [goal]})


@pytest.mark.parametrize(
    ("rows", "day", "value", "oordeel", "sentence"),
    [
        # 7 of 10, then 15 of 10: the year is 22 of 20
        (
            {NOW: "realisatie|7|10", NEXT: "realisatie|15|10"},
            date(2019, 12, 31), 1.1, "gehaald",
            "Vooruit aan het eind van 2019: 2 personen; dat telt mee voor het volgende halfjaar.",
        ),
        # 4 were left of 2018, so 20 of 24
        (
            {PAST: "realisatie|6|10", "2018|2e halfjaar": "realisatie|10|10",
             NOW: "realisatie|10|10", NEXT: "realisatie|10|10"},
            date(2020, 1, 15), 20 / 24, "niet gehaald",
            "Nog in te halen aan het eind van 2019: 4 personen.",
        ),
        # 5 ahead of 2018 count, so 15 + 5 of 20
        (
            {PAST: "realisatie|15|10", "2018|2e halfjaar": "realisatie|10|10",
             NOW: "realisatie|5|10", NEXT: "realisatie|10|10"},
            date(2020, 1, 15), 1, "gehaald", "Er blijft niets over aan het eind van 2019.",
        ),
        # the year runs, and of its second half only a forecast is there
        (
            {NOW: "realisatie|7|10", NEXT: "prognose|11|10"},
            date(2019, 8, 1), 0.9, "aandacht", "Nog in te halen",
        ),
        # of a half that runs the forecast counts, of one that is over what was counted
        (
            {NOW: "realisatie|7|10", NEXT: "realisatie|1|10"} | {f"{NOW} ": "prognose|10|10",
             f"{NEXT} ": "prognose|13|10"},
            date(2019, 8, 1), 1, "op koers", "Er blijft niets over",
        ),
        # the year is over and a half is missing
        ({NOW: "realisatie|20|10"}, date(2020, 1, 15), None, "niet te bepalen", "een deel"),
    ],
)  # fmt: skip
def test_what_is_left_goes_along(
    gevolgd: Callable[..., Any], afspraken: Afspraken, rows: dict[str, str], day: date,
    value: float | None, oordeel: str, sentence: str,
) -> None:  # fmt: skip
    table = "\n".join(f"G-1|{GEMEENTE}|{when}|{figures}" for when, figures in rows.items())
    found = gevolgd({"kengetallen": f"{HEAD}\n{table}"}, day, _own(afspraken))
    assert found.oordeel == oordeel
    assert found.waarde == (value if value is None else pytest.approx(value))
    assert sentence in found.toelichting


@pytest.mark.parametrize("other", ["1e halfjaar", ""])
def test_a_half_that_stands_twice_is_not_chosen(
    gevolgd: Callable[..., Any], afspraken: Afspraken, other: str
) -> None:
    rows = "\n".join(f"G-1|{GEMEENTE}|2019|{one}|realisatie|7|10" for one in (FIRST, other))
    found = gevolgd({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), _own(afspraken))
    assert found.oordeel == "niet te bepalen"


def test_a_task_needs_no_figure_to_start_from(afspraken: Afspraken) -> None:
    (goal,) = _own(afspraken).doelen
    assert not starts_somewhere(goal.model_copy(update={"streefwaarde": 1, "waarden": []}))


def test_a_new_workbook_asks_both_halves() -> None:
    rows = [row for row in kengetal_rows(load("rietmeer", 2025)) if row["doel"] == "W1"]
    assert [(row["jaar"], row["halfjaar"]) for row in rows] == [
        (2024, "1e halfjaar"), (2024, "2e halfjaar"),
        (2025, "1e halfjaar"), (2025, "2e halfjaar"),
    ]  # fmt: skip
