"""The workbook of a huurdersorganisatie: its agreements and its own words, and no figures."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from proving.kit.getypt import typed

import prestatieafspraken as pa
from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.inzending import make

ALPHEN = load("alphen-aan-den-rijn", 2019)
NAAM = "Huurdersorganisatie Woonforte"
OTHERS = ("gemeente", "Woonforte", "Habeko Wonen", "Huurdersorganisatie Habeko Wonen")


def test_it_has_its_agreements_and_no_sheet_with_figures() -> None:
    book = openpyxl.load_workbook(io.BytesIO(pa.build(ALPHEN, NAAM)))
    themes = ["0 Partners in wonen", "1 Huurvoorraad", "2 Woonomgeving", "3 Kwaliteit"]
    told = ["Dashboard", "Bevindingen", "Handleiding"]
    seen = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert seen == ["Start", "Partijen", "Doelen", *themes, *told]
    # In the document (r. 754-813) they share T3-01, T3-02 and T3-05 and lead T3-09.
    codes = [row[0].value for row in book["3 Kwaliteit"].iter_rows(min_row=7, max_col=1)]
    assert [code for code in codes if code] == ["T3-01", "T3-02", "T3-05", "T3-09"]
    assert "uw oordeel of advies" in book["3 Kwaliteit"]["A2"].value


def test_untouched_it_is_incomplete_and_asks_for_what_it_leads() -> None:
    verdict = pa.check(pa.build(ALPHEN, NAAM))
    # 4 + 9 + 7 + 4 agreements of the document name the huurdersorganisaties.
    assert (verdict.partij, verdict.volledigheid.gevraagd) == (NAAM, 24)  # type: ignore[union-attr]
    assert not verdict.findings
    assert "3 Kwaliteit" in {one.blad for one in verdict.volledigheid.bladen}  # type: ignore[union-attr]


def test_its_words_come_back_in_the_report_of_all() -> None:
    words = "Wij zien dat er te weinig coaches zijn"
    mine = typed(pa.build(ALPHEN, NAAM), {"3 Kwaliteit!G10": "bezig", "3 Kwaliteit!L10": words})
    shared = pa.check(pa.build(ALPHEN), name="gemeente.xlsx")
    verdicts = [shared, pa.check(mine, name="huurders.xlsx")]
    text = pa.report(verdicts, ".md").decode()
    assert f"{NAAM}" in text
    assert f"{words}." in text


@pytest.mark.traag
@pytest.mark.parametrize("left_out", [(), ("Huurdersorganisatie Habeko Wonen",)])
def test_of_who_signs_a_workbook_is_missed(left_out: tuple[str, ...]) -> None:
    there = [one for one in (NAAM, *OTHERS) if one not in left_out]
    verdicts = pa.check_all([pa.build(ALPHEN, naam) for naam in there])
    told = [f.melding for one in verdicts for f in one.findings if f.code == "INZ-003"]
    assert [melding.partition("maar niet van ")[2] for melding in told] == [
        f"{naam}." for naam in left_out
    ]


def test_it_is_handed_in_under_its_own_name() -> None:
    data = typed(pa.build(ALPHEN, NAAM), {"3 Kwaliteit!G10": "nagekomen", "Start!C8": "definitief"})
    made = make(data, "w.xlsx", datetime(2020, 1, 15, 9, 30))
    assert made.naam == "inzending-huurdersorganisatie-woonforte-alphen-aan-den-rijn-2019"
    received = pa.check(made.data)
    assert received.volledigheid.ingevuld == 1  # type: ignore[union-attr]
    assert [f.code for f in received.findings if f.code.startswith("INL")] == []


@pytest.mark.parametrize("naam", ["Woonforte", "Gemeente Alphen aan den Rijn"])
def test_another_kind_of_party_on_its_start_sheet_is_a_fault(naam: str) -> None:
    verdict = pa.check(typed(pa.build(ALPHEN, NAAM), {"Start!C6": naam}))
    told = {f.code: f.melding for f in verdict.findings}
    assert told["PRT-005"].endswith("maar deze werkmap is gemaakt voor een huurdersorganisatie.")
