"""Texts as people type them, each with what the house rules make of it: huisregels, teksten.csv.

Where a text is read otherwise, one of the two is wrong: the reading in dutch/ and workbook/, or the
row of teksten.csv with its rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from proving.kit.tabellen import table
from proving.orakel.document import regels
from proving.orakel.kolommen import bladen
from proving.orakel.lezen import cel, ontcijferd

from prestatieafspraken.workbook.reading.coerce import coerce, is_blank

KOLOMMEN = {
    "heel": ("woningvoorraad", "nieuwbouw"),
    "getal": ("energielabels", "energie_index"),
    "procent": ("slaagkans_kern", "opgegeven"),
    "euro": ("leefbaarheid", "plekken"),
    "dag": ("nieuwbouwprojecten", "oplevering"),
    "tekst": ("gasverbruik", "herkomst"),
}
"""A column of each kind, in which the texts are typed."""
CODES = {
    "gelezen": {"dag": "CEL-014"},
    "onleesbaar": {"dag": "CEL-004"},
    "dubbelzinnig": {"dag": "CEL-018"},
    "leeg": {},
    "bestaat niet": {},
    "geen heel getal": {},
    "zonder procentteken": {},
    "tekst": {},
    "stuurtekens weg": {},
}
ANDERS = {
    "gelezen": "CEL-010",
    "onleesbaar": "CEL-002",
    "dubbelzinnig": "CEL-011",
    "leeg": "CEL-012",
    "bestaat niet": "CEL-019",
    "geen heel getal": "CEL-003",
    "zonder procentteken": "CEL-016",
    "tekst": "",
    "stuurtekens weg": "CEL-015",
}
"""What is said of each outcome; of a day sometimes something else than of a number."""


def expected(row: Mapping[str, str]) -> tuple[str, Any]:
    """Give the code and the value that a row of teksten.csv asks for."""
    code = CODES[row["uitkomst"]].get(row["soort"], ANDERS[row["uitkomst"]])
    value = ontcijferd(row["waarde"])
    if value == "":
        return code, None
    if row["soort"] == "dag":
        return code, date.fromisoformat(value)
    if row["soort"] == "tekst":
        return code, value
    return code, int(value) if row["soort"] == "heel" else float(Fraction(value))


@pytest.mark.parametrize("row", regels("teksten"), ids=lambda r: f"{r['soort']} {r['tekst']}")
def test_a_text_is_read_by_the_house_rules(row: Mapping[str, str]) -> None:
    name, naam = KOLOMMEN[row["soort"]]
    (veld,) = (veld for veld in bladen()[name].velden if veld.naam == naam)
    text, column = ontcijferd(row["tekst"]), table(name).column(naam)
    assert not is_blank(text)
    reading = coerce(text, column)
    said = (reading.rule.code if reading.rule else "", reading.value)
    assert said == expected(row), f"the product; {row['huisregel']}"
    assert cel(veld, text) == expected(row), f"the second judge; {row['huisregel']}"


def test_every_house_rule_has_a_text_and_every_text_a_rule() -> None:
    assert {r["huisregel"] for r in regels("teksten")} == {
        r["huisregel"] for r in regels("huisregels")
    }
