"""The page with every goal: each that asks a number or class has what decides it."""

from __future__ import annotations

from pathlib import Path

from prestatieafspraken.afspraken import available, load
from prestatieafspraken.indicators.doelbesluit import beslissers

PAGE = (Path(__file__).parents[2] / "docs" / "doelen.md").read_text(encoding="utf-8")
LINES = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ")]
DECIDED = {(line[0].removeprefix("| "), line[3]) for line in LINES}


def test_every_goal_that_asks_something_is_decided_by_something() -> None:
    seen = 0
    for own in (load(*one) for one in available()):
        for doel in own.doelen:
            deciding, aside = beslissers(doel)
            assert bool(deciding) == bool(doel.gevolgd_door), doel.id
            assert not {one.code for one in deciding} & {one.code for one in aside}
            assert set(doel.beslist_door) <= {one.code for one in deciding}
            seen += 1
    # 16 goals of Alphen in each of two years, 26 of Rietmeer, and the head and rule of each table.
    assert (seen, len(LINES)) == (58, 58 + 3 * 2)


def test_the_page_names_what_decides() -> None:
    assert {("D1-2", "SLK-DOELGROEP"), ("D2-3", "LBM-LAAGSTE"), ("D3-1", "EIX-PAD, EIX-PAD-B"),
            ("D2-4", "LVB-RELATIEF, LVB-PUNTEN"), ("V3", "KGT-DOEL"),
            ("S2", "–")} <= DECIDED  # fmt: skip
