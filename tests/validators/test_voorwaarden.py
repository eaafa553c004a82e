"""A goal that holds in a condition: where a party says whether it is met, and what follows."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.model import Afspraak
from prestatieafspraken.afspraken.references import reference_faults
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.batch.front_door import compute, report
from prestatieafspraken.batch.judging.check import check_data
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.validators.sheets.tables import of_agreements
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.theme import table_name

GOAL = {
    "id": "G-1", "thema": 1, "titel": "Flexwoningen", "eenheid": "woningen", "vorm": "som",
    "over": {"partijen": ["Woonforte"]}, "waarden": [{"jaar": 2019, "minstens": 50}],
}  # fmt: skip


def agreed(stand: str | None = None, **more: Any) -> Afspraken:
    """Give a set with one goal, that holds if the council adopts a plan."""
    asked: dict[str, Any] = {"tekst": "de raad stelt het plan vast"}
    asked |= {"standen": [{"jaar": 2019, "stand": stand}]} if stand else {}
    doel = Doel.model_validate(GOAL | {"voorwaarde": asked} | more)
    return load("alphen-aan-den-rijn", 2019).model_copy(update={"doelen": [doel]})


def judged(own: Afspraken, stand: str | None, built: int, day: date) -> Verdict:
    """Check a workbook with a figure and what the municipality says of the condition."""
    partij = own.partij("gemeente")
    rows = prefill(own, partij)
    (condition,) = rows["voorwaarden"]
    (figure,) = [row for row in rows["kengetallen"] if row["jaar"] == 2019]
    rows["voorwaarden"] = [condition | {"stand": stand}]
    rows["kengetallen"] = [figure | {"waarde": float(built)}]
    return check_data(workbook(own, partij, day, rows), "w.xlsx", sources=only(own))


def told(found: Verdict) -> list[tuple[str, str | None]]:
    return [(f.code, f.place.cel) for f in found.findings if f.code.startswith("VWD")]


@pytest.mark.steekproef(2)
@pytest.mark.parametrize(
    ("stand", "built", "oordeel", "sentence"),
    [
        ("vervuld", 40, "niet gehaald", "De voorwaarde is vervuld: de raad stelt het plan vast."),
        ("vervuld", 50, "gehaald", "De voorwaarde is vervuld"),
        ("niet vervuld", 40, "niet beoordeeld", "de voorwaarde is niet vervuld"),
        ("open", 40, "niet beoordeeld", "Of de voorwaarde in 2019 is vervuld, is niet bekend"),
        (None, 50, "gehaald", "Of de voorwaarde in 2019 is vervuld, is niet bekend"),
    ],
)
def test_what_the_workbook_says_decides(
    stand: str | None, built: int, oordeel: str, sentence: str
) -> None:
    found = judged(agreed(), stand, built, date(2020, 1, 15))
    (value,) = [one for one in compute(found) if one.code == "KGT-DOEL" and one.toets]
    assert value.oordeel == oordeel
    assert sentence in value.toelichting
    silent = [("VWD-001", "E7")] if stand in (None, "open") else []
    assert told(found) == silent


def test_nothing_is_asked_of_a_year_that_runs() -> None:
    assert told(judged(agreed(), None, 40, date(2019, 6, 30))) == []


def test_a_state_that_was_agreed_counts_and_another_is_told() -> None:
    """Who could undo a condition that is met would be rid of a goal that was not."""
    found = judged(agreed("vervuld"), "niet vervuld", 40, date(2020, 1, 15))
    sheet = [(f.code, f.place.cel) for f in found.findings if f.place.blad == "Voorwaarden"]
    assert sheet == [("AFG-001", "E7")]
    (value,) = [one for one in compute(found) if one.code == "KGT-DOEL" and one.toets]
    assert value.oordeel == "niet gehaald"


def test_a_new_workbook_holds_what_is_agreed_and_who_says_it() -> None:
    own = load("rietmeer", 2025)
    said = [
        (row["code"], row["partij"], row["jaar"], row["stand"])
        for row in prefill(own, own.partij("Gemeente Rietmeer"))["voorwaarden"]
    ]
    assert said == [
        ("B6", "De Brink Wonen", 2025, "vervuld"),
        ("B6", "De Brink Wonen", 2026, None),
    ]
    brink = own.partij("De Brink Wonen")
    book = load_workbook(io.BytesIO(workbook(own, brink, date(2025, 12, 31))))
    assert book["Voorwaarden"]["E7"].value == "vervuld"


def test_without_conditions_there_is_no_sheet() -> None:
    tables = of_agreements(load("alphen-aan-den-rijn", 2019))
    assert "voorwaarden" not in {table.name for table in tables}


CODE = "T2-01"
"""An agreement that the municipality leads and that ends with the year."""


def conditional(stand: str = "open", code: str = CODE) -> Afspraken:
    """Give a set in which one agreement holds if the council adopts a plan, without goals."""
    own = load("alphen-aan-den-rijn", 2019)
    asked = {"tekst": "de raad stelt het plan vast", "stand": stand}
    made = [
        one if one.id != code else Afspraak.model_validate(one.model_dump() | {"voorwaarde": asked})
        for one in own.afspraken
    ]
    return own.model_copy(update={"afspraken": made, "doelen": []})


def running(own: Afspraken, stand: str | None) -> Verdict:
    """Check the workbook of the municipality after a year in which nothing ended."""
    partij = own.gemeentepartij
    rows = prefill(own, partij)
    (condition,) = rows["voorwaarden"]
    rows["voorwaarden"] = [condition | {"stand": stand}]
    for thema in own.themas:
        name = table_name(thema.nummer)
        rows[name] = [row | {"status": "bezig"} for row in rows[name]]
    data = workbook(own, partij, date(2020, 1, 15), rows)
    return check_data(data, "w.xlsx", sources=only(own))


def late(found: Verdict) -> set[str]:
    """Name the agreements of which it is said that their term is over."""
    told = [f.melding for f in found.findings if f.code == "AFS-020"]
    return {melding.split()[1] for melding in told}


@pytest.mark.parametrize("stand", ["vervuld", "niet vervuld", "open", None])
def test_an_agreement_is_late_only_when_its_condition_is_met(stand: str | None) -> None:
    found = running(conditional(), stand)
    assert (CODE in late(found)) == (stand == "vervuld")
    assert "T2-02" in late(found), "the others are as late as they were"
    (counted,) = [one for one in compute(found) if one.code == "AFS-VERSTREKEN"]
    assert (CODE in counted.toelichting) == (stand == "vervuld")
    assert "T2-02" in counted.toelichting
    assert told(found) == ([] if stand in ("vervuld", "niet vervuld") else [("VWD-001", "E7")])


@pytest.mark.parametrize(
    ("stand", "sentence"),
    [
        ("vervuld", "De voorwaarde is vervuld: de raad stelt het plan vast."),
        ("niet vervuld", "Niet beoordeeld, want de voorwaarde is niet vervuld"),
        (None, "Of de voorwaarde is vervuld, is niet bekend"),
    ],
)
def test_the_report_says_on_what_an_agreement_depends(stand: str | None, sentence: str) -> None:
    text = report(running(conditional(), stand), ".md")
    line = next(one for one in text.decode().splitlines() if one.startswith(f"| {CODE} |"))
    assert sentence in line
    assert ("termijn verstreken" in line) == (stand == "vervuld")


def test_what_is_measured_holds_in_the_condition_of_a_goal() -> None:
    """T1-11 allows 20% and 10% above the income limit: numbers with a measure."""
    own = conditional(code="T1-11")
    told = {f.sleutel: f.melding for f in reference_faults(own, list(own.tabellen))}
    assert "boven_inkomensgrens" in told["afspraak T1-11 voorwaarde"]
    fine = reference_faults(conditional(), list(own.tabellen))
    assert not [f for f in fine if "voorwaarde" in f.sleutel]
