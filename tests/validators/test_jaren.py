"""A rule that does not hold for the year of the agreements is not applied, and that is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from proving.kit.markdown import raw_from_markdown
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import load
from prestatieafspraken.validators.any_sheet import not_judged
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.pages.example import example
from prestatieafspraken.validators.pages.rule_page import rule_page
from prestatieafspraken.validators.registry import CROSS_RULES, ROW_RULES, RULES
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding, Rule
from prestatieafspraken.workbook.reading.normalise import normalise

TEMPLATE = "alphen-aan-den-rijn/2019/1/gemeente"


@pytest.fixture(autouse=True)
def _rules_as_they_were() -> Iterator[None]:
    rows, cross = [*ROW_RULES], [*CROSS_RULES]
    not_judged._needs.cache_clear()
    yield
    ROW_RULES[:], CROSS_RULES[:] = rows, cross
    not_judged._needs.cache_clear()


def _hold(code: str, first: int | None, last: int | None) -> None:
    def changed(rule: Rule) -> Rule:
        mine = rule.code == code
        return replace(rule, holds_from=first, holds_until=last) if mine else rule

    ROW_RULES[:] = [replace(one, rule=changed(one.rule)) for one in ROW_RULES]
    CROSS_RULES[:] = [replace(one, rule=changed(one.rule)) for one in CROSS_RULES]


def _book(code: str) -> Book:
    """Give the workbook with the faulty tables of an example."""
    shown = example(code)
    assert shown
    settings = dict(re.findall(r"^- (\w+): (.+)$", shown.faulty, flags=re.MULTILINE))
    tables = of_party("gemeente")
    template = settings.pop("sjabloon", TEMPLATE)
    raw = raw_from_markdown(shown.faulty, tables, template=template, **settings)
    return normalise(raw, lambda _: tables)


def _judged(book: Book) -> list[Finding]:
    return judge(book, load("alphen-aan-den-rijn", 2019))


def _found(code: str) -> list[Finding]:
    return _judged(_book(code))


def _of(code: str, findings: list[Finding]) -> list[str]:
    return [finding.melding for finding in findings if finding.code == code]


BOTH = pytest.mark.parametrize("code", ["EIX-003", "EIX-002", "TOT-001", "PLN-002"])
"""A rule on each row, one on rows beside each other, one between tables and one on a table."""


@BOTH
@pytest.mark.parametrize(
    ("first", "last"), [(None, None), (2019, None), (None, 2019), (2019, 2019)]
)
def test_a_rule_is_applied_in_its_years(code: str, first: int | None, last: int | None) -> None:
    _hold(code, first, last)
    found = _found(code)
    assert _of(code, found)
    assert _of("NBO-004", found) == []


@BOTH
@pytest.mark.parametrize(("first", "last"), [(2020, None), (None, 2018), (2010, 2018)])
def test_outside_its_years_it_is_not_and_that_is_told(
    code: str, first: int | None, last: int | None
) -> None:
    others = [one for one in _found(code) if one.code != code]
    _hold(code, first, last)
    found = _found(code)
    assert _of(code, found) == []
    assert _of("NBO-004", found) == [
        f"Deze regels zijn niet toegepast, omdat zij voor 2019 niet gelden: {code}."
    ]
    assert [one for one in found if one.code != "NBO-004"] == others


def test_such_rules_are_told_together_and_once() -> None:
    _hold("EIX-003", 2020, None)
    _hold("PRV-001", None, 2018)
    found = _found("EIX-003")
    assert [one.partition(": ")[2] for one in _of("NBO-004", found)] == ["EIX-003 en PRV-001."]


def test_a_column_that_only_another_year_needs_is_not_missed() -> None:
    book = _book("EIX-003")
    labels = book.tables["energielabels"]
    letters = {name: at for name, at in labels.letters.items() if name != "geldig_tot"}
    book.tables["energielabels"] = replace(labels, letters=letters)
    assert "EIX-003" in "".join(_of("NBO-002", _judged(book)))
    _hold("EIX-003", 2020, None)
    not_judged._needs.cache_clear()
    assert "EIX-003" not in "".join(_of("NBO-002", _judged(book)))
    assert "EIX-003" in "".join(_of("NBO-004", _judged(book)))


@pytest.mark.parametrize(("code", "table"), [("TOT-001", "totalen"), ("EIX-003", "energielabels")])
def test_a_rule_on_a_table_that_is_not_there_is_not_told(code: str, table: str) -> None:
    book = _book("EIX-003")
    _hold(code, 2020, None)
    assert _of("NBO-004", _judged(book))
    del book.tables[table]
    assert _of("NBO-004", _judged(book)) == []


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (2020, None, "- Geldt: voor afspraken vanaf 2020\n"),
        (None, 2018, "- Geldt: voor afspraken tot en met 2018\n"),
        (2016, 2018, "- Geldt: voor afspraken vanaf 2016 tot en met 2018\n"),
    ],
)
def test_its_page_says_for_which_years(first: int | None, last: int | None, told: str) -> None:
    rule = RULES["EIX-003"]
    assert "Geldt:" not in rule_page(rule)
    assert told in rule_page(replace(rule, holds_from=first, holds_until=last))
