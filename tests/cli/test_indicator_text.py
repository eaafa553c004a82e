"""Indicators as text: every explanation is there, and is told once."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Console

from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.cli.indicator_text import print_indicators
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.workbook.lists.checked import Status


def indicator(code: str, onderdeel: str | None, toelichting: str) -> Indicator:
    """Give a value of 12,5% that is held against 20%."""
    oordeel = Oordeel.AANDACHT
    return Indicator(
        code, f"Naam van {code}", 0.125, "%", 0.2, oordeel, "D1-1", toelichting, onderdeel
    )


def printed(*results: Indicator) -> list[str]:
    """Give the lines that are printed, without the spaces that fill them."""
    console = Console(width=100, color_system=None)
    with console.capture() as told:
        print_indicators(results, Verdict("a.xlsx", Status.GOED, ()), console)
    return [line.rstrip() for line in told.get().splitlines()]


def test_every_verdict_can_be_printed() -> None:
    for oordeel in Oordeel:
        one = replace(indicator("A", None, "Zo staat het."), oordeel=oordeel)
        assert any(str(oordeel) in line for line in printed(one))


def test_goals_of_one_code_each_stand_under_their_own_name() -> None:
    other = replace(indicator("A", None, "Anders."), naam="Een ander doel")
    lines = printed(indicator("A", None, "Te laag."), other)
    assert [line for line in lines if line.endswith(" A")] == ["Naam van A A", "Een ander doel A"]


def test_parts_of_one_indicator_stand_together_and_tell_once_what_they_share() -> None:
    lines = printed(
        indicator("A", "Boskoop", "Te laag. Zoals opgegeven."),
        indicator("B", None, "Iets anders."),
        indicator("A", "Benthuizen", "Veel te laag. Zoals opgegeven."),
    )
    words = [line.split()[0] for line in lines if line]
    assert words == [
        "Naam",
        "Boskoop",
        "Te",
        "Benthuizen",
        "Veel",
        "Zoals",
        "Naam",
        "12,5%",
        "Iets",
    ]
    assert "Boskoop" in lines[2]
    assert all(word in lines[2] for word in ("12,5%", "norm 20%", "! aandacht"))


def test_an_explanation_that_was_told_is_referred_to() -> None:
    long = "Te laag, " * 9 + "al jaren."
    lines = printed(*(indicator(code, None, text) for text in ("Laag.", long) for code in "AB"))
    assert [line.strip() for line in lines].count("Laag.") == 2
    assert sum("al jaren." in line for line in lines) == 1
    assert "    Zie A." in lines
