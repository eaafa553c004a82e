"""The reminder: from sixty days before the last known year ends until the year after is there."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from proving.kit.jaren import copy, filled
from proving.kit.voorbeeld import GEMEENTE

from prestatieafspraken.afspraken import load_folder
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.batch.front_door import compute
from prestatieafspraken.batch.judging.all_rules import all_rules
from prestatieafspraken.cli.app import run
from prestatieafspraken.cli.side_by_side import checked
from prestatieafspraken.indicators.compute import DEFINITIONS
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome
from prestatieafspraken.normen import ending, noted
from prestatieafspraken.normen.load import load
from prestatieafspraken.normen.model import Normen

LAST = date(2026, 12, 31)
FIRST = date(2026, 11, 1)
"""30 days of November and 31 of December, less one: sixty days before the last of December."""


def _ends(dag: date) -> set[str]:
    return {one.naam for one in ending(dag) if one.tot == LAST}


@pytest.mark.parametrize(
    ("dag", "told"),
    [
        (date(2026, 10, 31), False),
        (FIRST, True),
        (LAST, True),
        (date(2027, 1, 1), True),
        (date(2028, 5, 1), True),
    ],
)
def test_the_income_limits_end_with_2026(dag: date, told: bool) -> None:
    limits = {"daeb_inkomensgrens_eenpersoons", "daeb_inkomensgrens_meerpersoons"}
    assert _ends(dag) >= limits if told else not _ends(dag)


def test_what_the_law_ended_and_what_has_no_end_is_never_told() -> None:
    """80-10-10 and the amount for leefbaarheid ended with 2021; 95% passend goes on."""
    named = {one.naam for one in ending(date(2030, 1, 1))}
    lapsed = {"daeb_inkomensgrens", "middeninkomensgrens", "toewijzing_middeninkomen"}
    assert not named & {*lapsed, "leefbaarheid_normbedrag", "passend_toewijzen", "lokaal_maatwerk"}


def test_once_the_year_after_is_there_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = load()
    series = whole.series["daeb_huurgrens"]
    coming = series.waarden[-1].model_copy(
        update={"vanaf": date(2027, 1, 1), "tot": date(2027, 12, 31)}
    )
    longer = series.model_copy(update={"waarden": [*series.waarden, coming]})
    known = Normen({**whole.series, series.naam: longer}, whole.klassen, whole.dagen)
    assert series.naam in _ends(FIRST)
    monkeypatch.setattr(sys.modules["prestatieafspraken.normen.ending"], "load", lambda: known)
    assert series.naam not in {one.naam for one in ending(FIRST)}
    assert series.naam in {one.naam for one in ending(date(2027, 11, 1))}


def test_what_is_said_to_rest_on_a_norm_exists() -> None:
    codes = {definition.code for definition in DEFINITIONS} | all_rules().keys()
    named = {code for series in load().series.values() for code in series.gebruik}
    assert named
    assert named <= codes


@pytest.mark.parametrize("jaar", [2019, 2025])
def test_every_indicator_that_asks_for_a_norm_is_named_at_it(
    jaar: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = load_folder(copy(tmp_path, jaar))
    path = tmp_path / "gevuld.xlsx"
    path.write_bytes(filled(own, GEMEENTE))
    whole, asked = Context.indicator, defaultdict[str, set[str]](set)

    def watched(
        self: Context, definition: Definition, calculate: Callable[[], Outcome], **more: Any
    ) -> Indicator:
        with noted() as used:
            result = whole(self, definition, calculate, **more)
        for held in used.values():
            asked[held.naam].add(definition.code)
        return result

    monkeypatch.setattr(Context, "indicator", watched)
    compute(checked(path, None, only(own)))
    limit = "daeb_inkomensgrens" if jaar == 2019 else "daeb_inkomensgrens_meerpersoons"
    assert limit in asked
    told = {naam: codes - set(load().series[naam].gebruik) for naam, codes in asked.items()}
    assert {naam: codes for naam, codes in told.items() if codes} == {}


def test_the_command_tells_what_ends_and_what_rests_on_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["normen", "--op", "2026-11-01"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Over 60 dagen, op 31 december 2026, eindigen deze normen" in told
    assert "regel SLK-020" in told
    assert "€ 51.537 per jaar, t/m 31 december 2026 bevestigd" in told
    assert "Wet versterking regie volkshuisvesting in werking" in told
    assert run(["normen", "--op", "2027-01-01"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Op 31 december 2026 eindigden deze normen" in told
    assert run(["normen", "--op", "2026-10-31"]) == 0
    assert "31 december 2026, eindigen" not in capsys.readouterr().out
    assert run(["normen", "--op", "31 oktober"]) == 2
