"""The signed text: the review tells all that people saw in the document, and a workbook nothing.

What contradicts in the document or lacks in it was typed from it into opmerkingen.csv, with the
line where it says so.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from proving.kit.voorbeeld import PARTIJEN, afspraken, gedrukt
from proving.orakel.document import regels

from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.validators.document.rules import TEXT_RULES
from prestatieafspraken.validators.toets.punt import Punt
from prestatieafspraken.validators.toets.toets import toets

OF_THE_TEXT = {one.rule.code for one in TEXT_RULES}


def _is_about(punt: Punt, over: str) -> bool:
    return punt.waar == over or punt.waar.startswith(f"{over} ")


def test_the_review_tells_what_people_saw_in_the_document_and_no_more() -> None:
    left = [p for one in toets(afspraken()) for p in one.punten if p.code in OF_THE_TEXT]
    for remark in regels("opmerkingen"):
        about = [p for p in left if p.code == remark["code"] and _is_about(p, remark["over"])]
        words = remark["woorden"].split("; ")
        (told,) = (p for p in about if all(word in p.melding for word in words))
        left.remove(told)
    assert [(p.code, p.waar, p.melding) for p in left] == []


def test_every_rule_on_the_text_is_seen_in_the_document() -> None:
    """TXT-006: no agreement of 2019 counts what it names otherwise (its example does)."""
    assert OF_THE_TEXT - {remark["code"] for remark in regels("opmerkingen")} == {"TXT-006"}


@pytest.mark.parametrize("naam", PARTIJEN)
def test_no_workbook_as_it_is_sent_tells_of_the_text(naam: str, tmp_path: Path) -> None:
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(gedrukt(naam))
    assert {f.code for f in check(path).findings}.isdisjoint(OF_THE_TEXT)
