"""What is wrong with agreements, and what could be better, on the lines of a terminal."""

from __future__ import annotations

import pytest
from rich.console import Console

from prestatieafspraken.batch.agreements_form import Written
from prestatieafspraken.cli.slip_text import MOST, MOST_POINTS, print_review, print_slips
from prestatieafspraken.dutch.data_faults import Fault
from prestatieafspraken.validators.formulier.slip import Slip
from prestatieafspraken.validators.toets.punt import Punt
from prestatieafspraken.validators.toets.toets import Toets, ToetsDeel
from prestatieafspraken.workbook.finding import Severity

SLIP = Slip("Dit klopt niet.", "Herstel het.", bestand="doelen.toml", sleutel="doel X")
PUNT = Punt("X", Fault("doelen.toml", "doel X", "Vaag.", "Noem een getal."), SLIP, "AFS-001")


def console() -> Console:
    """Give a terminal of 60 letters wide with colours."""
    return Console(width=60, force_terminal=True, color_system="standard", record=True)


def lines(out: Console) -> list[str]:
    """Give the lines without what fills them."""
    return [line.rstrip() for line in out.export_text().splitlines()]


@pytest.mark.parametrize(
    ("slips", "colour", "told"),
    [
        ((), "32", ["geen fouten  map"]),
        (
            (SLIP,),
            "31",
            ["1 fout  map", "  ✗ doelen.toml, doel X  Dit klopt niet.", "    → Herstel het."],
        ),
        (
            (Slip("Let op [dit].", "Kijk na.", Severity.INFO),),
            "32",
            ["geen fouten  map", "  i Let op [dit].", "    → Kijk na."],
        ),
    ],
)
def test_a_slip_is_told_at_its_place_with_its_repair(
    slips: tuple[Slip, ...], colour: str, told: list[str]
) -> None:
    out = console()
    print_slips(Written("map", None, slips), out)
    assert out.export_text(clear=False, styles=True).startswith(f"\x1b[1;{colour}m")
    assert lines(out) == told


@pytest.mark.parametrize(("more", "asked"), [(0, {}), (1, {}), (1, {"whole": True})])
def test_of_very_many_slips_and_points_the_first_are_told(
    more: int, asked: dict[str, bool]
) -> None:
    out = console()
    print_slips(Written("map", None, (SLIP,) * (MOST + more)), out, **asked)
    slips = lines(out)
    punten = (PUNT,) * (MOST_POINTS + more)
    print_review([Toets(ToetsDeel.CONCREET, "Wie?", 1, 9, punten)], out, **asked)
    points = lines(out)
    cut = bool(more) and not asked
    assert sum("Dit klopt niet." in line for line in slips) == (200 if cut else MOST + more)
    assert sum("Dit klopt niet." in line for line in points) == (5 if cut else MOST_POINTS + more)
    for told in (slips, points):
        assert ("  en nog 1; voeg --uit" in told[-1]) == cut


def test_a_part_of_the_review_is_told_with_its_score() -> None:
    out = console()
    none = Toets(ToetsDeel.TEGENSPRAAK, "Klopt het?", None, None, ())
    print_review([Toets(ToetsDeel.CONCREET, "Wie?", 1, 9, (PUNT,)), none], out)
    assert lines(out) == [
        "",
        "Concreet  1 van 9  Wie?",
        "  X          Dit klopt niet.",
        "             → Herstel het.",
        "             doelen.toml, doel X [AFS-001]",
        "",
        "Tegenspraak  Klopt het?",
    ]
