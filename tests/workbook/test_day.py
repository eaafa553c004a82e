"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prestatieafspraken.dutch.day import MONTHS, readings


@pytest.mark.parametrize(
    "text",
    [
        *("01-07-2018", "1-7-2018", "1.7.2018", "2018-07-01", "1 juli 2018", "1 Juli 2018"),
        *(" 1\u00a0jul 2018 ", "1 jul. 2018", "2018-07-01 00:00:00", "2018-07-01T00:00:00"),
    ],
)
def test_one_day(text: str) -> None:
    assert readings(text) == (date(2018, 7, 1),)


def test_short_march() -> None:
    assert readings("3 mrt 2019") == (date(2019, 3, 3),)


@pytest.mark.parametrize(
    "text", ["31-06-2018", "29-02-2019", "0-1-2019", "31/13/2018", "30 feb 2020"]
)
def test_a_day_that_does_not_exist(text: str) -> None:
    assert readings(text) == ()


@pytest.mark.parametrize(
    "text",
    ["", "2018", "half 2018", "juli 2018", "1 ju 2018", "1-7-18", "1-7.2018", "nvt", "eind 2018"],
)
def test_no_day(text: str) -> None:
    assert readings(text) is None


def test_slashes_can_be_american() -> None:
    assert readings("06/07/2018") == (date(2018, 7, 6), date(2018, 6, 7))
    assert readings("07/15/2018") == (date(2018, 7, 15),)
    assert readings("12/12/2018") == (date(2018, 12, 12),)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_days_come_back(day: date) -> None:
    assert readings(f"{day.day}-{day.month}-{day.year}") == (day,)
    assert readings(f"{day.day} {MONTHS[day.month - 1]} {day.year}") == (day,)
    assert readings(day.isoformat()) == (day,)


@given(st.text(max_size=30) | st.text("0123456789-/. jul", max_size=14))
def test_never_raises(text: str) -> None:
    readings(text)
