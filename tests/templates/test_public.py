"""The public report: small counts are gone everywhere, and cannot be computed from the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reading import DAY, words_of

from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.forms import Look, lay_out, render
from prestatieafspraken.templates.public import LEFT_OUT, suppressed


def value(amount: float | None, onderdeel: str | None, eenheid: str = "woningen") -> Indicator:
    """Give one count."""
    return Indicator(
        "X-1", "X", amount, eenheid, None, Oordeel.GEEN_NORM, "T1-01", f"{amount}.", onderdeel,
        cellen=(f"Blad!{onderdeel}",),
    )  # fmt: skip


def shown(*amounts: Indicator) -> list[float | None]:
    """Give what is left."""
    return [one.waarde for one in suppressed(amounts)]


def test_a_second_part_goes_where_the_sum_would_tell() -> None:
    parts = [value(189, None), value(181, "a"), value(8, "b")]
    assert shown(*parts) == [189, None, None]
    assert shown(value(30, None), value(12, "a"), value(11, "b"), value(7, "c")) == [
        30, 12, None, None,
    ]  # fmt: skip


def test_two_small_parts_hide_each_other() -> None:
    parts = (value(12, "a"), value(5, "b"), value(3, "c"))
    assert shown(value(20, None), *parts) == [20, 12, None, None]


def test_a_lone_part_takes_the_whole_along() -> None:
    assert shown(value(8, None), value(8, "a")) == [None, None]


def test_nothing_and_things_are_not_people() -> None:
    assert shown(value(0, "a"), value(9, "b", "panelen"), value(3, "c", "kernen")) == [0, 9, 3]


def test_the_explanation_goes_with_the_figure() -> None:
    (hidden,) = suppressed([value(8, None)])
    assert (hidden.toelichting, hidden.cellen) == (LEFT_OUT, ())


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_the_public_report(suffix: str, schrijf: Callable[..., Path]) -> None:
    def change(rows: dict[str, Any]) -> None:
        rows["afspraken_1"][0]["toelichting"] = "Intern: nog niet besproken met het college"
        rows["afspraken_1"][0]["realisatie"] = "Gereed"

    path = schrijf("gemeente", change)
    whole = words_of(render(lay_out(report_of([path], DAY)), suffix, Look()), suffix)
    public = report_of([path], DAY, openbaar=True)
    text = words_of(render(lay_out(public), suffix, Look()), suffix)
    assert "Intern:" in whole
    assert "Intern:" not in text
    assert "Gereed" in text
    assert "weggelaten zijn aantallen onder 10, percentages die daarop rusten" in text
    assert "Kwaliteitsverbetering" in text
    assert "8 woningen" in whole
    assert " 8 woningen" not in text
    assert "181 woningen" not in text
