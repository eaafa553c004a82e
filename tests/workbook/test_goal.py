"""What a goal aims at, in a few words: as whoever fills in a workbook reads it."""

from __future__ import annotations

from datetime import date

import pytest

from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.workbook.goal import NO_FIGURE, aim


def _goal(eenheid: str, *waarden: dict[str, object]) -> Doel:
    told = {"id": "X", "thema": 0, "titel": "", "regels": "1"}
    return Doel.model_validate({**told, "eenheid": eenheid, "waarden": list(waarden)})


@pytest.mark.parametrize(
    ("eenheid", "waarde", "words"),
    [
        ("woningen", {"tot": 2026, "minstens": 1250}, "ten minste 1.250 woningen tot en met 2026"),
        (
            "woningen",
            {"van": 2022, "tot": 2026, "minstens": 200, "hoogstens": 260},
            "ten minste 200 woningen en ten hoogste 260 woningen van 2022 tot en met 2026",
        ),
        ("%", {"jaar": 2024, "minstens": "0.5", "strikt": True}, "meer dan 50% in 2024"),
        ("woningen", {"getal": 170, "ongeveer": True}, "ongeveer 170 woningen"),
        ("woningen", {"partij": "Ymere", "getal": 40, "jaar": 2021}, "Ymere 40 woningen in 2021"),
        (
            "%",
            {"jaar": 2023, "norm": "loonontwikkeling", "plus": "-0.005"},
            "volgens de norm 'loonontwikkeling in cao's waarmee de huurverhoging van het jaar "
            "rekent' −0,5% in 2023",
        ),
        ("%", {"jaar": 2023, "norm": "loon", "plus": "0.01"}, "volgens de norm 'loon' +1% in 2023"),
        ("%", {"jaar": 2023, "norm": "loon"}, "volgens de norm 'loon' in 2023"),
        ("label", {"jaar": 2025, "klasse": "C"}, "minstens C in 2025"),
        ("woningen", {"partij": "Ymere", "jaar": 2021}, NO_FIGURE),
    ],
)
def test_a_number_is_told_with_its_time(
    eenheid: str, waarde: dict[str, object], words: str
) -> None:
    assert aim(_goal(eenheid, waarde)) == words


RANGE = {"van": 2024, "tot": 2027, "hoogstens": 15}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            {"vorm": "per_jaar", "waarden": [RANGE]},
            "ten hoogste 15 woningen per jaar van 2024 tot en met 2027",
        ),
        (
            {"vorm": "gemiddeld_per_jaar", "waarden": [RANGE]},
            "ten hoogste 15 woningen gemiddeld per jaar van 2024 tot en met 2027",
        ),
        (
            {"vorm": "per_jaar", "voor": "elk", "elk_van": "corporatie", "waarden": [RANGE]},
            "ten hoogste 15 woningen per corporatie per jaar van 2024 tot en met 2027",
        ),
        (
            {
                "voor": "elk",
                "elk_van": "wijk",
                "streefwaarde": 2,
                "streefjaar": 2027,
                "richting": "minimaal",
            },
            "ten minste 2 woningen per wijk in 2027",
        ),
        ({"verandering": 200, "basisjaar": 2023}, "+200 woningen sinds 2023"),
        ({"vorm": "ja_nee", "streefjaar": 2025}, "het is gebeurd in 2025"),
        ({"vorm": "mijlpaal", "streefdatum": date(2025, 12, 31)}, "uiterlijk 31 december 2025"),
        (
            {
                "waarden": [{"jaar": 2027, "minstens": 60}],
                "versies": [
                    {"vanaf": date(2025, 7, 1), "waarden": [{"jaar": 2027, "minstens": 80}]}
                ],
            },
            "ten minste 80 woningen in 2027",
        ),
        (
            {
                "streefwaarde": 7,
                "manieren": [
                    {"naam": "alle samen"},
                    {"naam": "ieder", "voor": "elk", "elk_van": "corporatie"},
                ],
            },
            "alle samen: ten hoogste 7 woningen; ieder: ten hoogste 7 woningen per corporatie",
        ),
    ],
)
def test_a_goal_is_told_in_its_form(said: dict[str, object], words: str) -> None:
    told = {"id": "X", "thema": 0, "titel": "", "eenheid": "woningen"}
    assert aim(Doel.model_validate(told | said)) == words


def test_numbers_of_one_party_stand_together_and_can_be_told_without_those_of_others() -> None:
    doel = _goal(
        "woningen",
        *(
            {"partij": partij, "jaar": jaar, "minstens": number}
            for partij, jaar, number in (
                ("A", 2025, 60),
                ("B", 2025, 30),
                ("A", 2026, 70),
                ("B", 2026, 35),
            )
        ),
    )
    ours = "A ten minste 60 woningen in 2025, 70 woningen in 2026"
    assert aim(doel) == f"{ours}; B ten minste 30 woningen in 2025, 35 woningen in 2026"
    assert aim(doel, "A") == ours
    assert aim(doel, "C") == aim(doel)
