"""One meaning of the last day: a peildatum is the end of its day, for whatever is judged."""

from __future__ import annotations

from datetime import date

import pytest

from prestatieafspraken.afspraken import load
from prestatieafspraken.afspraken.model import Termijn, TermijnSoort
from prestatieafspraken.afspraken.voorbij import is_over, is_overdue, parts_over

OUD_EN_NIEUW = (date(2019, 12, 30), date(2019, 12, 31), date(2020, 1, 1))
"""The days around the default peildatum of the workbook of 2019."""


def test_on_31_december_year_quarters_and_terms_are_over_alike() -> None:
    year = Termijn(soort=TermijnSoort.JAAR, van=date(2019, 1, 1), tot=date(2019, 12, 31))
    for dag, over in zip(OUD_EN_NIEUW, (False, True, True), strict=True):
        assert is_over(2019, dag) is over
        assert parts_over(2019, 4, dag) == (4 if over else 3)
        assert parts_over(2019, 2, dag) == (2 if over else 1)
        assert is_overdue(year, year.tot, "bezig", 2019, dag) is over
        assert not is_overdue(year, year.tot, "nagekomen", 2019, dag)


def test_of_the_forty_agreements_33_are_over_at_the_end_of_the_year() -> None:
    """By hand, from the column Wanneer: three name no time, two begin, one goes on, one is 2020."""
    known = load("alphen-aan-den-rijn", 2019).afspraken
    over = {
        dag: {a.id for a in known if is_overdue(a.termijn, a.termijn.tot, None, 2019, dag)}
        for dag in OUD_EN_NIEUW
    }
    before, on, after = over.values()
    assert on == after
    assert before == {"T0-01", "T0-02", "T0-04", "T0-05", "T1-07", "T1-09", "T1-10"}
    open_ended = {"T1-02", "T1-03", "T1-06", "T1-13", "T2-03", "T2-04", "T2-11"}
    assert on == {a.id for a in known} - open_ended
    assert len(on) == 33


@pytest.mark.parametrize(
    ("status", "late"),
    [(None, True), ("niet begonnen", True), ("bezig", False), ("nagekomen", False)],
)
def test_what_must_start_by_a_day_is_in_time_once_it_has_begun(
    status: str | None, late: bool
) -> None:
    start = Termijn(soort=TermijnSoort.START, van=date(2020, 1, 1), tot=date(2020, 12, 31))
    assert is_overdue(start, start.tot, status, 2020, date(2020, 12, 31)) is late


def test_a_scheme_that_began_before_the_year_is_never_late() -> None:
    """T2-11: "1 januari 2018" is the day from which loans are given."""
    scheme = load("alphen-aan-den-rijn", 2019).afspraak("T2-11").termijn
    assert scheme.soort is TermijnSoort.START
    for status in (None, "niet begonnen", "bezig"):
        for dag in (date(2018, 12, 31), *OUD_EN_NIEUW):
            assert not is_overdue(scheme, scheme.tot, status, 2019, dag)
