"""Figures beside those of the year before: a sum without one of its parts is no leap."""

from __future__ import annotations

import pytest
from proving.kit.markdown import book_from_markdown
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import load
from prestatieafspraken.validators.judging.judge import judge

AFSPRAKEN = load("alphen-aan-den-rijn", 2019)
SPENT = ("30000", "25000", "60000")
"""Spending of 2018 by purpose: 115.000 in all; without the last it would be 55.000 (-52%)."""
HEADERS = "Ontmoeting | Plekken | Menskracht"


def _told(spent: tuple[str, ...], units: str = "9500") -> list[tuple[str, str | None]]:
    """Give what is told of the row of 2019, beside that of 2018."""
    text = f"""
    | leefbaarheid | Corporatie | Jaar | Soort cijfer | Verhuureenheden | {HEADERS} |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | | Woonforte | 2018 | realisatie | 9500 | {" | ".join(SPENT)} |
    | | Woonforte | 2019 | realisatie | {units} | {" | ".join(spent)} |
    """
    book = book_from_markdown(text, of_party("gemeente"))
    codes = ("JRV-001", "CEL-002", "CEL-005", "CEL-006")
    return [(f.code, f.place.cel) for f in judge(book, AFSPRAKEN) if f.code in codes]


def test_a_leap_of_a_sum_is_told() -> None:
    assert _told(SPENT) == []
    assert _told(("30000", "25000", "0")) == [("JRV-001", "H8")]


@pytest.mark.parametrize(
    ("spent", "found"),
    [
        (("30000", "25000", "veel"), ("CEL-002", "G8")),
        (("30000", "25000", "#N/A"), ("CEL-005", "G8")),
        (("30000", "25000", "-1"), ("CEL-006", "G8")),
    ],
)
def test_a_sum_with_a_cell_that_cannot_be_used_is_passed_over(
    spent: tuple[str, ...], found: tuple[str, str]
) -> None:
    """The bad cell has a finding; that the sum of what is left has leapt would be of our making."""
    assert _told(spent) == [found]


def test_a_bad_cell_that_is_no_part_of_the_sum_hides_no_leap() -> None:
    assert _told(("30000", "25000", "0"), units="veel") == [("CEL-002", "D8"), ("JRV-001", "H8")]
