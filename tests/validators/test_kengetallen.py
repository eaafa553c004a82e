"""Key figures of goals that Alphen has not: a percentage, and a number for each place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from prestatieafspraken.afspraken import load
from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.batch.judging.check import check_data
from prestatieafspraken.validators.workbook import workbook

SHARE = {"id": "G-1", "thema": 1, "titel": "Sociaal", "maat": "aandeel_sociaal_nieuwbouw"}
TASK = {"id": "G-1", "thema": 1, "titel": "Taak", "maat": "taakstelling_statushouders"}
PLACES = {
    "id": "G-1",
    "thema": 1,
    "titel": "Erbij",
    "eenheid": "woningen",
    "maat": "kengetal",
    "waarden": [
        {"jaar": 2019, "gebied": "Boskoop", "minstens": 5},
        {"jaar": 2019, "gebied": "Benthuizen", "minstens": 3},
    ],
}
RELATIVE = {"eenheid": "%", "maat": "kengetal", "relatief": True, "vorm": "verandering"}


def told(goal: dict[str, Any], **cells: Any) -> list[tuple[str, str, str]]:
    """Check a workbook with one key figure of one goal."""
    known = load("alphen-aan-den-rijn", 2019)
    doel = Doel.model_validate({"regels": "1", **goal})
    own = known.model_copy(update={"doelen": [doel]})
    partij = next(p for p in own.partijen if p.is_gemeente)
    row = {"doel": "G-1", "partij": partij.naam, "jaar": 2019, "soort_cijfer": "realisatie"}
    data = workbook(own, partij, date(2019, 12, 31), {"kengetallen": [row | cells]})
    found = check_data(data, "w.xlsx", sources=only(own)).findings
    return [(f.code, f.place.cel or "", f.melding) for f in found if f.code.startswith("KGT")]


@pytest.mark.steekproef(4)
@pytest.mark.parametrize(
    ("goal", "cells", "found"),
    [
        (SHARE, {"teller": 30.0, "noemer": 100.0}, []),
        (SHARE, {"teller": 100.0, "noemer": 100.0, "waarde": 1.0}, []),
        (
            SHARE,
            {"teller": 101.0, "noemer": 100.0},
            [("KGT-004", "I7", "De teller 101 is groter dan de noemer 100, terwijl G-1 een "
              "percentage vraagt.")],
        ),
        (TASK, {"teller": 101.0, "noemer": 100.0}, []),  # more than met is no fault
        (TASK, {"waarde": 1.2}, []),
        (
            TASK,
            {"waarde": 83.0},
            [("KGT-005", "K7", "Bij G-1 hoort een percentage; 83 is 8.300%.")],
        ),
        (PLACES, {"gebied": "Boskoop", "teller": 101.0, "noemer": 100.0}, []),
        (SHARE, {"waarde": 0.25}, []),
        (
            SHARE,
            {"waarde": 25.0},
            [("KGT-005", "K7", "Bij G-1 hoort een percentage; 25 is 2.500%.")],
        ),
        (SHARE | RELATIVE, {"waarde": 25.0}, []),  # the figures are not the change
        (PLACES, {"gebied": "Boskoop", "waarde": 25.0}, []),
        (
            PLACES,
            {"gebied": "Boskop", "waarde": 5.0},
            [("KGT-007", "D7", "Voor Boskop is bij G-1 geen getal afgesproken. Bedoelt u "
              "Boskoop?")],
        ),
        (PLACES, {"waarde": 8.0}, []),
        (SHARE, {"gebied": "Boskop", "waarde": 0.25}, []),
    ],
    ids=str,
)  # fmt: skip
def test_a_figure_of_another_kind_of_goal(
    goal: dict[str, Any], cells: dict[str, Any], found: list[tuple[str, str, str]]
) -> None:
    assert told(goal, **cells) == found


def test_whose_figure_it_may_be() -> None:
    """That of a party of the goal, or of the municipality for the whole."""
    of = SHARE | {"over": {"partijen": ["Woonforte", "een deel, niet genoemd"]}}
    one = SHARE | {"over": {"partijen": ["Woonforte"]}}
    assert told(one, partij="Woonforte", waarde=0.25) == []
    assert told(one, partij="Habeko Wonen", waarde=0.25) == [
        ("KGT-006", "C7", "Het cijfer van Habeko Wonen telt niet mee: G-1 is van Woonforte.")
    ]
    assert told(of, partij="Habeko Wonen", waarde=0.25) == []
    assert told(SHARE, partij="Habeko Wonen", waarde=0.25) == []
