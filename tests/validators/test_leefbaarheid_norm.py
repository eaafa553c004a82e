"""The most that may be spent on leefbaarheid: as the parties agreed, or else as the law has it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from prestatieafspraken.afspraken import load
from prestatieafspraken.afspraken.load import load_texts
from prestatieafspraken.afspraken.model import Getal
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.afspraken.written import texts
from prestatieafspraken.batch.judging.check import check_data
from prestatieafspraken.validators.workbook import workbook


def told(spent: int, *numbers: dict[str, Any]) -> list[str]:
    """Give what LFB-020 says of 1.000 homes of Woonforte, where T2-04 has these numbers."""
    known = load("alphen-aan-den-rijn", 2019)
    asked = [Getal(wat="bedrag", eenheid="euro", maat="leefbaarheid", **one) for one in numbers]
    made = [
        one.model_copy(update={"getallen": asked}) if one.id == "T2-04" else one
        for one in known.afspraken
    ]
    own = load_texts(texts(known.model_copy(update={"afspraken": made})))
    row = {"corporatie": "Woonforte", "jaar": 2019, "soort_cijfer": "realisatie",
           "verhuureenheden": 1000, "ontmoeting": 0, "plekken": 0, "menskracht": spent}  # fmt: skip
    partij = next(p for p in own.partijen if p.is_gemeente)
    data = workbook(own, partij, date(2019, 12, 31), {"leefbaarheid": [row]})
    found = check_data(data, "w.xlsx", sources=only(own)).findings
    return [one.melding for one in found if one.code == "LFB-020"]


@pytest.mark.steekproef(2)
@pytest.mark.parametrize(
    ("spent", "numbers", "most"),
    [
        (125_001, [], "€ 125.000 (1.000 verhuureenheden keer € 125). Het normbedrag is nog te"),
        (125_001, [{"waarde": 150}], None),
        (150_001, [{"waarde": 150}], "€ 150.000 (1.000 verhuureenheden keer € 150)."),
        (150_001, [{"waarde": 150}, {"waarde": 160, "partij": "Woonforte"}], None),
        (125_001, [{"waarde": 150, "partij": "Habeko Wonen"}], "€ 125.000 (1.000"),
    ],
)
def test_the_most_that_may_be_spent(
    spent: int, numbers: list[dict[str, Any]], most: str | None
) -> None:
    found = told(spent, *numbers)
    assert len(found) == (most is not None)
    assert all(f"het maximum is {most}" in one for one in found)
    assert all(("dus zeker is dit niet" in one) == ("€ 125" in one) for one in found)
