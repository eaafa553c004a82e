"""How findings are told: their order, which go together, and what a screen leaves out."""

from __future__ import annotations

import random

import pytest
from proving.kit.told import finding

from prestatieafspraken.validators.judging.telling import (
    FIRST_FEW,
    MOST_ALIKE,
    grouped,
    in_order,
    ranges,
    shortened,
    step,
)
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.workbook.topic import Step


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], []),
        (["B3"], ["B3"]),
        (["B9", "B3", "B5", "B6", "B7", "B8"], ["B3", "B5:B9"]),
        (["B3", "B3"], ["B3"]),
        (["Z3", "AA3", "AB3"], ["Z3:AB3"]),
        (["B3", "C3", "B4", "C4"], ["B3:C4"]),
        (["B3", "C3", "B4"], ["B3:B4", "C3"]),
        (["A7:C8", "A9:C9"], ["A7:C9"]),
        (["B10", "B9"], ["B9:B10"]),
        (["A1:XFD1048576"], ["A1:XFD1048576"]),
        (["B3", "de hele kolom"], ["B3", "de hele kolom"]),
    ],
)
def test_neighbouring_cells_become_a_range(cells: list[str], expected: list[str]) -> None:
    assert ranges(cells) == expected


def test_ranges_hold_exactly_the_cells() -> None:
    chance = random.Random(5)  # noqa: S311 (a fixed series)
    for _ in range(200):
        cells = {(chance.randint(1, 6), chance.randint(1, 6)) for _ in range(chance.randint(1, 30))}
        covered = []
        for area in ranges(f"{'ABCDEF'[col - 1]}{row}" for row, col in cells):
            first, _, last = area.partition(":")
            last = last or first
            covered += [
                (row, "ABCDEF".index(letter) + 1)
                for row in range(int(first[1:]), int(last[1:]) + 1)
                for letter in "ABCDEF"["ABCDEF".index(first[0]) : "ABCDEF".index(last[0]) + 1]
            ]
        assert sorted(covered) == sorted(cells)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("BST-001", Step.BESTAND),
        ("INT-001", Step.BESTAND),
        ("STR-001", Step.STRUCTUUR),
        ("VBG-001", Step.STRUCTUUR),
        ("SJB-006", Step.SJABLOON),
        ("PRT-003", Step.SJABLOON),
        ("CEL-002", Step.CELLEN),
        ("CEL-006", Step.CELLEN),
        ("VRD-001", Step.RIJEN),
        ("PRT-001", Step.TABELLEN),
        ("TOT-001", Step.TUSSEN_TABELLEN),
        ("INZ-005", Step.TUSSEN_WERKMAPPEN),
        ("XYZ-001", Step.TUSSEN_WERKMAPPEN),
        ("DOE-003", Step.TABELLEN),
        ("AFS-004", Step.TABELLEN),
        ("AFS-020", Step.TABELLEN),
        ("NBO-001", Step.NIET_BEOORDEELD),
    ],
)
def test_a_rule_is_told_at_its_step(code: str, expected: Step) -> None:
    assert step(code) is expected


def test_every_order_of_finding_is_told_in_one_order() -> None:
    codes = ["STR-001", "SJB-006", "CEL-001", "VRD-003", "PRT-001", "TOT-001", "INZ-005"]
    codes += ["NBO-003"]
    assert set(codes) <= set(RULES)
    chance = random.Random(7)  # noqa: S311
    for _ in range(20):
        mixed = [finding(code, "D7") for code in codes]
        chance.shuffle(mixed)
        assert [one.code for one in in_order(mixed)] == codes
        assert [group.first.code for group in grouped(mixed)] == codes


def test_within_a_step_the_severest_comes_first() -> None:
    told = grouped([finding("CEL-012", "D7"), finding("CEL-002", "D9"), finding("STR-004")])
    assert [group.first.code for group in told] == ["STR-004", "CEL-002", "CEL-012"]


def test_equal_findings_are_one_group_and_none_is_lost() -> None:
    findings = [
        finding("CEL-002", "D9", melding="Geen getal."),
        finding("CEL-002", "D8", melding="Anders."),
        finding("CEL-002", "D7", melding="Geen getal."),
        finding("CEL-002", "D8", melding="Geen getal."),
        finding("CEL-002", "D8", melding="Geen getal.", blad="Totalen"),
    ]
    groups = grouped(findings)
    assert [group.place() for group in groups] == [
        "Woningvoorraad!D7:D9",
        "Woningvoorraad!D8",
        "Totalen!D8",
    ]
    assert sum(len(group.findings) for group in groups) == len(findings)


def test_a_screen_shows_the_first_few_of_very_many() -> None:
    few = [finding("CEL-002", f"D{row}", melding=f"Rij {row}.") for row in range(MOST_ALIKE)]
    assert shortened(grouped(few)) == [(group, 0) for group in grouped(few)]
    many = [*few, finding("CEL-002", "D99", melding="Rij 99."), finding("CEL-003", "D7")]
    shown = shortened(grouped(many))
    assert [left for _, left in shown] == [0, 0, MOST_ALIKE + 1 - FIRST_FEW, 0]
    assert [group.first.code for group, _ in shown] == ["CEL-002"] * FIRST_FEW + ["CEL-003"]


def test_very_many_is_more_than_sixteen() -> None:
    seventeen = [finding("CEL-002", f"D{row}", melding=f"Rij {row}.") for row in range(17)]
    assert len(shortened(grouped(seventeen[:16]))) == 16
    assert [left for _, left in shortened(grouped(seventeen))] == [0, 0, 14]


def test_a_screen_names_the_first_places_of_one_group() -> None:
    (group,) = grouped(finding("CEL-002", f"D{row}", melding="x.") for row in range(1, 41, 2))
    assert group.place(3) == "Woningvoorraad!D1, D3, D5, en nog 17 andere plaatsen"
    assert group.place().count(",") == 19
