"""A workbook as people fill it in: untouched and good nothing is said; of a mistake one thing."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from proving.kit import gevuld, ingevuld
from proving.kit.vergissingen import LEEG, VERGISSINGEN, Vergissing, gemaakt

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.front_door import build, check
from prestatieafspraken.workbook.finding import Severity

SETS = {naam: load(*whose) for naam, whose in gevuld.SETS.items()}
PARTIES = [(naam, p.naam) for naam, own in SETS.items() for p in gevuld.houders(own)]
each_party = pytest.mark.parametrize(("naam", "partij"), PARTIES)


@pytest.mark.steekproef(2)
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


@pytest.mark.traag
@pytest.mark.steekproef(2)
@each_party
def test_of_a_filled_year_nothing_is_said(naam: str, partij: str) -> None:
    own = SETS[naam]
    verdict = check(ingevuld.werkmap(own, own.partij(partij)))
    told = [f"{f.code} {f.place.where} {f.melding}" for f in verdict.findings if f.asks]
    assert told == []
    assert verdict.status == "goed"


JARGON = re.compile(r"\btbl[A-Z]|\b[A-Z]{3}-\d{3}\b|\\d|\[A-Z\]|\^|\bNone\b|\bTrue\b")
"""Names of tables, codes and patterns: what a sentence for users never has."""


@pytest.mark.traag
@pytest.mark.steekproef(5)
@pytest.mark.parametrize("one", VERGISSINGEN, ids=lambda one: one.wat)
def test_of_each_mistake_one_thing_is_said_at_its_cell(one: Vergissing) -> None:
    data, cellen = gemaakt(one.naam, one.partij, one.daden)
    found = [f for f in check(data).findings if f.ernst is not Severity.INFO]
    told = [f"{f.code} {f.place.where} {f.melding} {f.herstel}" for f in found]
    assert [f.code for f in found] == [one.code], told
    cel = cellen[one.bij] if isinstance(one.bij, int) else one.bij
    assert (found[0].place.blad, found[0].place.cel or "") == (one.daden[0].blad, cel)
    assert one.zegt in f"{found[0].melding} {found[0].herstel}"
    assert not JARGON.search(f"{found[0].melding} {found[0].herstel}")


def test_what_was_left_empty_is_told_by_the_completeness() -> None:
    for daden, blad, nog in LEEG:
        data, _ = gemaakt("alphen-aan-den-rijn 2019", "Woonforte", daden)
        verdict = check(data)
        assert verdict.status == "onvolledig"
        assert verdict.volledigheid is not None
        (sheet,) = (one for one in verdict.volledigheid.bladen if one.open)
        assert (sheet.blad, sheet.nog[0]) == (blad, nog)
