"""A workbook as people fill it in: untouched and good nothing is said; of a mistake one thing."""

from __future__ import annotations

from collections import Counter

import pytest
from proving.kit import gevuld, ingevuld

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.front_door import build, check
from prestatieafspraken.workbook.finding import Severity

SETS = {naam: load(*whose) for naam, whose in gevuld.SETS.items()}
PARTIES = [(naam, p.naam) for naam, own in SETS.items() for p in gevuld.houders(own)]
each_party = pytest.mark.parametrize(("naam", "partij"), PARTIES)


@each_party
def test_an_untouched_workbook_has_no_fault_and_a_question_a_sheet_at_most(
    naam: str, partij: str
) -> None:
    verdict = check(build(SETS[naam], partij))
    assert verdict.status == "onvolledig"
    assert {one.ernst for one in verdict.findings} <= {Severity.WAARSCHUWING, Severity.INFO}
    asks = Counter(one.place.blad for one in verdict.findings if one.asks)
    assert max(asks.values(), default=0) <= 1, asks
    # What only says that something is not filled in yet, the completeness says.
    assert {one.code for one in verdict.findings if one.asks} <= {"PRT-001"}


@each_party
def test_of_a_filled_year_nothing_is_said(naam: str, partij: str) -> None:
    own = SETS[naam]
    verdict = check(ingevuld.werkmap(own, own.partij(partij)))
    told = [f"{f.code} {f.place.where} {f.melding}" for f in verdict.findings if f.asks]
    assert told == []
    assert verdict.status == "goed"
