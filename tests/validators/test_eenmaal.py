"""Sales, demolition and delivery are asked once: where the stock has them, a goal takes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.gevraagd import kolommen_gevraagd
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.batch.front_door import compute
from prestatieafspraken.batch.judging.check import check_data
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.building.prefill import prefill

SALES = {
    "id": "G-1", "thema": 1, "titel": "Verkoop", "maat": "verkoop", "vorm": "som",
    "over": {"partijen": ["Woonforte", "Habeko Wonen"]},
    "waarden": [{"jaar": 2019, "hoogstens": 15}],
}  # fmt: skip
DAY = date(2020, 1, 15)


def agreed(**more: Any) -> Afspraken:
    known = load("alphen-aan-den-rijn", 2019)
    return known.model_copy(update={"doelen": [Doel.model_validate(SALES | more)]})


def judged(own: Afspraken, here: dict[str, float]) -> Verdict:
    """Check a workbook in which each corporatie sold eight homes, or one with figures `here`."""
    stock = [
        {"corporatie": naam, "jaar": 2019, "soort_cijfer": "realisatie", "verkoop": 8}
        for naam in ("Woonforte", "Habeko Wonen")
    ]
    figures = [
        {"doel": "G-1", "partij": naam, "jaar": 2019, "soort_cijfer": "realisatie", "waarde": n}
        for naam, n in here.items()
    ]
    partij = own.partij("gemeente")
    rows = {**prefill(own, partij), "woningvoorraad": stock, "kengetallen": figures}
    return check_data(workbook(own, partij, DAY, rows), "w.xlsx", sources=only(own))


def value(found: Verdict) -> Indicator:
    (one,) = [one for one in compute(found) if one.code == "KGT-DOEL" and one.toets]
    return one


def test_the_goal_takes_the_figure_of_the_stock() -> None:
    own = agreed()
    assert prefill(own, own.partij("gemeente"))["kengetallen"] == []
    assert "verkoop" in kolommen_gevraagd(own)["woningvoorraad"][2019]
    found = judged(own, {})
    one = value(found)
    assert (one.waarde, one.oordeel) == (16, "niet gehaald")
    assert all(cel.startswith("Woningvoorraad!") for cel in one.cellen)


def test_two_figures_of_one_thing_are_told_and_not_chosen() -> None:
    found = judged(agreed(), {"Woonforte": 5.0, "Habeko Wonen": 8.0})
    (told,) = [one for one in found.findings if one.code == "KGT-008"]
    assert told.place.cel == "K7"
    assert "Van Woonforte staat hier over 2019 5, en op blad Woningvoorraad bij Verkoop 8" in (
        told.melding
    )
    one = value(found)
    assert one.oordeel == "niet te bepalen"
    assert "met twee cijfers" in one.toelichting


def test_what_the_stock_cannot_know_is_asked_itself() -> None:
    for more in (
        {"waarden": [{"jaar": 2019, "gebied": "Boskoop", "hoogstens": 15}]},
        {"over": {"partijen": ["Woonforte"], "labels": ["G"]}},
        {"over": {}},
        {"maat": "liberalisatie"},
    ):
        own = agreed(**more)
        assert prefill(own, own.partij("gemeente"))["kengetallen"], more
