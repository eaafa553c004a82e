"""Numbers as Dutch people type them, against a writer of our own and the rules of the house."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prestatieafspraken.dutch.number import Number, choose, clean, is_no_value, parse

SPACES = (" ", "\u00a0", "\u2009", "\u202f")
decimals = st.decimals(
    min_value=Decimal(-(10**9)), max_value=Decimal(10**9), places=2, allow_nan=False
)


def grouped(whole: int, mark: str) -> str:
    """Write the groups of three by hand; no library that the reader may share."""
    digits, parts = str(whole), []
    while digits:
        digits, part = digits[:-3], digits[-3:]
        parts.insert(0, part)
    return mark.join(parts)


def one(text: str) -> Decimal | None:
    number = parse(text)
    return number.readings[0] if number and len(number.readings) == 1 else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1829", "1829"),
        ("1,79", "1.79"),
        ("1.55", "1.55"),
        ("35,0%", "0.35"),
        ("50%", "0.5"),
        ("7,2 %", "0.072"),
        ("€ 20.000,-", "20000"),
        ("€ 20.000, -", "20000"),
        ("€ 20.000,--", "20000"),
        ("€ 20.000,–", "20000"),
        ("20.000,-", "20000"),
        ("€ 20.000", "20000"),
        ("€\u00a020.000", "20000"),
        ("20.000 euro".replace("euro", "EUR"), "20000"),
        ("-€ 5", "-5"),
        ("€ -5", "-5"),
        ("\u00a09 769\u00a0", "9769"),
        ("9\u2009769", "9769"),
        ("9\u202f769,5", "9769.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("(12)", "-12"),
        ("−12", "-12"),
        ("+3", "3"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("007", "7"),
        ("1234.567", "1234.567"),
    ],
)
def test_one_reading(text: str, value: str) -> None:
    assert one(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("9.769", "9769", "9.769"),
        ("1.234", "1234", "1.234"),
        ("9,769", "9.769", "9769"),
        ("-9.769", "-9769", "-9.769"),
        ("12.500%", "125", "0.125"),
    ],
)
def test_two_readings_the_dutch_one_first(text: str, dutch: str, english: str) -> None:
    number = parse(text)
    assert number is not None
    assert number.readings == (Decimal(dutch), Decimal(english))


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\u00a0", "abc", "12 woningen", "1.23.456", "1,2,3", "12 34", "1234 567"),
        *(
            "12-",
            "--5",
            "1e5",
            "inf",
            "nan",
            "0x10",
            "1_000",
            "²",
            "٣",
            "½",
            "%",
            "€",
            "()",
            "(",
            "-",
        ),
        *("n.v.t.", "35%%", "€ 5 €", "9.769 ca.", "1.234.56", "1.2.3", ",5", "5,", "9" * 41),
    ],
)
def test_no_number(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", ["-", "–", "—", " - ", "--", "n.v.t.", "NVT", "onbekend", "?"])
def test_no_value(text: str) -> None:
    assert is_no_value(text)
    assert parse(text) is None


@pytest.mark.parametrize("text", ["", " ", "0", "-5", "x", "nul"])
def test_not_no_value(text: str) -> None:
    assert not is_no_value(text)


def left(text: str, *, whole: bool = False, low: float | None = None, high: float | None = None):  # type: ignore[no-untyped-def]
    number = parse(text)
    assert number is not None
    return [str(v) for v in choose(number, whole=whole, minimum=low, maximum=high)]


def test_a_dot_before_three_digits_groups_in_whole_numbers() -> None:
    assert left("9.769", whole=True) == ["9769"]
    assert left("9.000", whole=True) == ["9000"]
    assert left("9.769", whole=True, low=0, high=10) == ["9769"]  # the bounds are judged later


def test_a_comma_before_three_digits_stays_a_question_in_whole_numbers() -> None:
    assert len(left("9,769", whole=True, low=0, high=1_000_000)) == 2
    assert len(left("9,000", whole=True, low=0, high=1_000_000)) == 2


def test_bounds_choose_between_readings_in_decimals() -> None:
    assert left("1.234", low=0, high=5) == ["1.234"]
    assert left("1.234", low=100, high=5_000) == ["1234"]
    assert left("1.234", low=0, high=5_000) == ["1234", "1.234"]
    assert left("1.234") == ["1234", "1.234"]
    assert left("1.234", low=2, high=5) == []
    assert left("7,5", low=0, high=5) == ["7.5"]  # one reading stands; the bounds speak later


def test_an_amount_never_has_three_decimals() -> None:
    assert parse("€ 1.234") == Number((Decimal(1234),), "€")


@given(st.integers(min_value=-(10**12), max_value=10**12), st.sampled_from(SPACES))
def test_whole_numbers_come_back(value: int, space: str) -> None:
    sign = "-" if value < 0 else ""
    for mark in (".", space):
        number = parse(sign + grouped(abs(value), mark))
        assert number is not None
        assert choose(number, whole=True, minimum=None, maximum=None) == (Decimal(value),)
    assert one(f"€ {sign}{grouped(abs(value), '.')},-") == value


@given(decimals)
def test_decimals_come_back(value: Decimal) -> None:
    sign, text = "-" if value < 0 else "", f"{abs(value):.2f}"
    whole, _, fraction = text.partition(".")
    assert one(f"{sign}{grouped(int(whole), '.')},{fraction}") == value
    assert one(f"{sign}{whole},{fraction}") == value
    assert one(f"{sign}{text}") == value  # two decimals: no group of three, so no doubt
    assert one(f"{sign}{whole},{fraction}%") == value / 100


@given(st.text(max_size=60) | st.text("0123456789.,-+%€() \u00a0eE", max_size=30))
def test_never_raises_and_never_invents(text: str) -> None:
    number = parse(text)
    clean(text)
    is_no_value(text)
    if number is not None:
        written = int("".join(c for c in text if c.isdigit()))
        for reading in number.readings:
            assert int("".join(map(str, reading.as_tuple().digits))) == written
