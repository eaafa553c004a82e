"""No rule hangs on the id of a goal, an agreement or a printed table."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from proving.kit.andere_ids import other_ids, put
from proving.kit.markdown import raw_from_markdown
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.pages.example import example
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.toets.toets import toets
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.reading.normalise import normalise

OWN = load("alphen-aan-den-rijn", 2019)
OTHER, NEW = other_ids(OWN)
OLD = {new: old for old, new in NEW.items()}
MISSPELT = {"AFS-005"}
"""Whose example is a misspelt id, of which the nearest is told."""
EXAMPLES = {code: shown for code in RULES.keys() - MISSPELT if (shown := example(code))}


def judged(text: str, own: Afspraken) -> list[Finding]:
    settings = dict(re.findall(r"^- (\w+): (.+)$", text, flags=re.MULTILINE))
    template = settings.pop("sjabloon", "alphen-aan-den-rijn/2019/1/gemeente")
    tables = of_party(template.rpartition("/")[2])
    book = normalise(
        raw_from_markdown(text, tables, template=template, **settings), lambda _: tables
    )
    return judge(book, own)


def told(found: Finding, ids: Mapping[str, str]) -> tuple[str, ...]:
    """Give what a finding says and where, with ids written as others."""
    place = (str(found.place.blad), str(found.place.cel))
    return (found.code, *place, put(ids, found.melding), put(ids, found.herstel))


def test_the_review_tells_the_same_under_other_ids() -> None:
    before = sorted((p.code, p.waar, p.melding) for one in toets(OWN) for p in one.punten)
    after = [
        (p.code, put(OLD, p.waar), put(OLD, p.melding)) for one in toets(OTHER) for p in one.punten
    ]
    assert sorted(after) == before


@pytest.mark.steekproef(60)
@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_a_rule_finds_the_same_under_other_ids(code: str) -> None:
    faulty = EXAMPLES[code].faulty
    before = sorted(told(found, {}) for found in judged(faulty, OWN))
    after = sorted(told(found, OLD) for found in judged(put(NEW, faulty), OTHER))
    assert after == before
