"""Indicators as text: every explanation is there, and is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rich.console import Console

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.cli.indicator_text import print_headlines, print_indicators
from prestatieafspraken.cli.indicator_trace import chosen, print_trace
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.doelbesluit import rol
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.workbook.book import Book
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
        print_indicators(results, [Verdict("a.xlsx", Status.GOED, ())], console)
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


def test_what_decides_a_goal_is_told_first_and_named() -> None:
    # Of the target group 850 of 3.257 found a home, 26,1%; of the kern 3 of 24, 12,5%.
    own = load("alphen-aan-den-rijn", 2019)
    whole = {"jaar": 2019, "periode": "heel jaar"}
    counts = [(400, 1500), (300, 1100), (150, 657)]
    tables = {
        "slaagkans_inkomen": [
            {"inkomensklasse": k.naam, "teller": t, "noemer": n, **whole}
            for k, (t, n) in zip(own.inkomensklassen, counts, strict=False)
        ],
        "slaagkans_kern": [
            {"kern": kern.naam, "teller": 3, "noemer": 24, **whole} for kern in own.kernen
        ],
    }
    plain = {name: dict(enumerate(rows, 7)) for name, rows in tables.items()}
    results = compute(plain, own, date(2020, 1, 15))
    verdict = Verdict("a.xlsx", Status.GOED, (), afspraken=own)
    console = Console(width=200, color_system=None)
    with console.capture() as told:
        print_indicators(results, [verdict], console)
    lines = [line.strip() for line in told.get().splitlines()]
    start = lines.index("Doelen")
    goal = next(n for n, line in enumerate(lines) if line.startswith("✓ D1-2"))
    assert start < goal < next(n for n, line in enumerate(lines) if line.startswith("Slaagkans"))
    assert lines[goal].endswith(": gehaald")
    assert lines[goal + 1].startswith("De slaagkans van de doelgroep was 26,1% in 2019")
    assert lines[goal + 1].endswith("Beslist door: SLK-DOELGROEP.")
    named = {line.split(" SLK-")[1] for line in lines if " SLK-" in line and "D1-2" in line}
    assert "DOELGROEP, beslist over D1-2" in named
    assert "KERN, licht D1-2 toe en beslist er niet over" in named
    book = cast(Book, SimpleNamespace(tables={}))
    with console.capture() as told:
        print_trace(
            chosen(results, "slk-kern"), [book], console, lambda one: rol(one, own, results)
        )
    assert "Rol: licht D1-2 toe en beslist er niet over; dat doet SLK-DOELGROEP" in told.get()


def traced(**more: Any) -> dict[str, str]:
    """Give what is printed of a value, by its label."""
    one = replace(indicator("A", None, "Zo staat het."), norm_bron="de wet", **more)
    console = Console(width=200, color_system=None)
    with console.capture() as told:
        print_trace([one], [cast(Book, SimpleNamespace(tables={}))], console)
    lines = told.get().splitlines()
    return {line[2:17].strip(): line[17:] for line in lines if line.startswith("  ")}


@pytest.mark.parametrize(
    ("more", "label", "text"),
    [
        ({}, "trend", None),
        ({"trend": "beter"}, "trend", None),
        ({"vorige": 0.1}, "trend", None),
        ({"trend": "beter", "vorige": 0.1}, "trend", "beter, de vorige keer was het 10%"),
        ({"trend": "beter", "vorige": 0}, "trend", "beter, de vorige keer was het 0%"),
        ({}, "nodig per jaar", None),
        ({"nodig_per_jaar": 0.015}, "nodig per jaar", "1,5 procentpunt"),
        ({}, "norm bereikt", None),
        ({"aankomst": 2023.5}, "norm bereikt", "in de loop van 2024"),
        ({"norm": None}, "norm", None),
        (
            {"norm_status": "bevestigd", "norm_vanaf": date(2019, 1, 1)},
            "norm",
            "20% (de wet; bevestigd, vanaf 1 januari 2019)",
        ),
        ({"norm_status": "bevestigd"}, "norm", "20% (de wet; bevestigd)"),
        ({"cellen": ("Blad!A1",)}, "cellen", "Blad!A1 = niet gelezen"),
        ({"cellen": ("Blad!A1:A9",)}, "cellen", "Blad!A1:A9 = een hele kolom"),
        ({}, "cellen", None),
    ],
)
def test_a_trace_tells_what_there_is(more: dict[str, Any], label: str, text: str | None) -> None:
    assert traced(**more).get(label) == text


@pytest.mark.parametrize(("amount", "rest"), [(40, None), (41, "en nog 1 cel"), (50, "10 cellen")])
def test_of_very_many_cells_the_first_are_told(amount: int, rest: str | None) -> None:
    one = replace(indicator("A", None, "x."), cellen=tuple(f"Blad!A{n}" for n in range(amount)))
    console = Console(width=200, color_system=None)
    with console.capture() as told:
        print_trace([one], [cast(Book, SimpleNamespace(tables={}))], console)
    text = told.get()
    assert text.count("niet gelezen") == 40
    assert ("en nog" in text) is bool(rest)
    assert rest is None or rest in text


def test_a_headline_is_its_sign_its_name_and_its_sentence() -> None:
    one = replace(indicator("VRD-GROEI", None, "Te laag."), onderdeel=None)
    console = Console(width=80, color_system=None)
    with console.capture() as told:
        print_headlines([one, replace(one, code="VRD-ANDERS")], console)
    (line,) = told.get().splitlines()
    assert line.rstrip() == f"! {one.naam:<34} Te laag."
