"""A goal that no other sheet knows, followed from the sheet Kengetallen; worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.indicators.result import Oordeel

KEY = "KGT-DOEL", None, None
HEAD = "doel | partij | jaar | soort_cijfer | teller | noemer | waarde"


def _own(afspraken: Afspraken, **more: Any) -> Afspraken:
    told = {"id": "G-1", "thema": 1, "titel": "Middenhuur", "regels": "1", **more}
    goal = Doel.model_validate({"over": {"partijen": ["Woonforte", "Habeko Wonen"]}, **told})
    return afspraken.model_copy(update={"doelen": [goal]})


def test_a_sum_of_two_parties_is_traced_to_its_cells(
    reken: Callable[..., Any], afspraken: Afspraken
) -> None:
    waarden = [{"jaar": 2019, "minstens": 60}]
    own = _own(afspraken, eenheid="woningen", vorm="som", waarden=waarden)
    rows = "G-1|Woonforte|2019|realisatie|||41\nG-1|Habeko Wonen|2019|realisatie|||18"
    found = reken({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)[KEY]
    assert (found.waarde, found.norm, found.oordeel) == (59, 60, Oordeel.NIET_GEHAALD)
    assert found.cellen == ("kengetallen!waarde7", "kengetallen!waarde8")
    assert found.bron.startswith("G-1")


def test_a_share_is_that_of_the_counts_and_no_mean_of_shares(
    reken: Callable[..., Any], afspraken: Afspraken
) -> None:
    # 30 of 100 and 10 of 300 is 10%; the mean of 30% and 3,3% would be above 16%.
    waarden = [{"jaar": 2019, "minstens": "0.16"}]
    own = _own(afspraken, eenheid="%", vorm="niveau", waarden=waarden)
    rows = "G-1|Woonforte|2019|realisatie|30|100|\nG-1|Habeko Wonen|2019|realisatie|10|300|"
    found = reken({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)[KEY]
    assert (found.waarde, found.oordeel) == (0.1, Oordeel.NIET_GEHAALD)


def test_a_party_without_a_figure_is_named(reken: Callable[..., Any], afspraken: Afspraken) -> None:
    own = _own(afspraken, eenheid="woningen", vorm="som", waarden=[{"jaar": 2019, "minstens": 1}])
    rows = "G-1|Woonforte|2019|realisatie|||41\nG-1|Habeko Wonen|2019|realisatie|||"
    found = reken({"kengetallen": f"{HEAD}\n{rows}"}, date(2020, 1, 15), own)[KEY]
    assert (found.waarde, found.oordeel) == (None, Oordeel.NIET_TE_BEPALEN)
    assert "van Habeko Wonen is geen cijfer bekend" in found.toelichting
