"""A promise within another is a row of its own, with its party, its day and its status."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import prestatieafspraken as pa
from prestatieafspraken.afspraken import Afspraken, AfsprakenError, load
from prestatieafspraken.afspraken.load import load_texts
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.afspraken.written import texts
from prestatieafspraken.batch.judging.check import check_data
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.validators.workbook import workbook


def own(parts: dict[str, str], **gemeente: Any) -> Afspraken:
    """Give the agreements of Alphen in which these are part of another, as loaded from files."""
    known = load("alphen-aan-den-rijn", 2019)
    made = [one.model_copy(update={"deel_van": parts.get(one.id, "")}) for one in known.afspraken]
    place = known.gemeente.model_copy(update=gemeente)
    return load_texts(texts(known.model_copy(update={"afspraken": made, "gemeente": place})))


def judged(**statuses: str) -> Verdict:
    """Check a workbook in which T1-02 and T1-03 are part of T1-01, with these statuses."""
    made = own({"T1-02": "T1-01", "T1-03": "T1-01"})
    partij = next(p for p in made.partijen if p.is_gemeente)
    rows = [
        {"code": code, "afspraak": "A", "realisatie": "Gedaan."}
        | {"status": statuses.get(code.replace("-", "_"))}
        for code in ("T1-01", "T1-02", "T1-03")
    ]
    data = workbook(made, partij, date(2019, 6, 30), {"afspraken_1": rows})
    return check_data(data, "w.xlsx", sources=only(made))


@pytest.mark.steekproef(2)
@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ({"T1_01": "nagekomen", "T1_02": "nagekomen", "T1_03": "vervallen"}, None),
        ({"T1_01": "bezig", "T1_02": "bezig"}, None),
        ({"T1_01": "nagekomen", "T1_02": "bezig", "T1_03": "nagekomen"}, "T1-02 (bezig)."),
        (
            {"T1_01": "nagekomen", "T1_02": "niet nagekomen"},
            "T1-02 (niet nagekomen) en T1-03 (niet ingevuld).",
        ),
    ],
    ids=str,
)
def test_the_whole_is_kept_when_its_parts_are(statuses: dict[str, str], told: str | None) -> None:
    found = [f for f in judged(**statuses).findings if f.code == "AFS-034"]
    assert [(f.place.cel, f.melding.rpartition("staat dat er niet: ")[2]) for f in found] == (
        [("G7", told)] if told else []
    )


def test_the_report_says_of_what_it_is_a_part_and_when_all_signed() -> None:
    made = own(
        {"T1-02": "T1-01"},
        vastgesteld=date(2018, 12, 13),
        gewijzigd=["2019-07-01: meer middenhuur"],
    )
    text = pa.report([pa.check(pa.build(made, "gemeente"), agreements=made)], ".md").decode()
    title = next(one.titel for one in made.afspraken if one.id == "T1-02")
    assert f"{title} (onderdeel van T1-01)" in text
    assert "vastgesteld op 13 december 2018, gewijzigd op 1 juli 2019 (meer middenhuur)" in text


@pytest.mark.parametrize(
    ("parts", "gemeente", "told"),
    [
        ({"T1-02": "T1-99"}, {}, "De afspraak T1-99 bestaat niet."),
        ({"T1-02": "T1-02"}, {}, "De afspraak T1-02 is zelf een onderdeel."),
        ({"T1-02": "T1-01", "T1-03": "T1-02"}, {}, "De afspraak T1-02 is zelf een onderdeel."),
        ({}, {"gewijzigd": ["juli: meer"]}, "'juli: meer' begint niet met een dag."),
        ({}, {"gewijzigd": ["2019-07-01:"]}, "begint niet met een dag."),
        ({}, {"inleveren_voor": date(2018, 2, 15)}, "2018-02-15 ligt vóór het jaar van de"),
        ({}, {"inleveren_bij": "w" * 81}, "De tekst is langer dan 80 tekens."),
    ],
    ids=str,
)
def test_what_cannot_be_a_part_or_a_change_is_told(
    parts: dict[str, str], gemeente: dict[str, Any], told: str
) -> None:
    with pytest.raises(AfsprakenError) as caught:
        own(parts, **gemeente)
    assert told in str(caught.value)
