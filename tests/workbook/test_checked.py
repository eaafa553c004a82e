"""How a verdict is written down, whatever form it takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from proving.kit.told import verdicts

from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.validators.volledigheid import BladStand, Open, Volledigheid
from prestatieafspraken.workbook.finding import Finding, Severity, tally
from prestatieafspraken.workbook.lists.checked import Status, counts, found, stands, uri


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "WAAR"),
        (False, "ONWAAR"),
        (2018, "2018"),
        (0.35, "0,35"),
        (1e15, "1e+15"),
        ("2019-12-31", "31-12-2019"),
        ("2019-12", "2019-12"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_value_is_shown_as_it_is_typed(value: Any, shown: str) -> None:
    assert found(value) == shown


def test_a_text_is_legible_in_every_form() -> None:
    assert (
        legible("a\x00\x1b\ud800\ufffe\x85b\tc\nd é €")
        == "a\ufffd\ufffd\ufffd\ufffd\ufffdb\tc\nd é €"
    )


def test_findings_are_counted_in_dutch() -> None:
    assert counts(verdicts()) == "12 fouten, 1 vraag open, 2 tips"
    assert tally({}) == "geen fouten, geen vragen"
    assert tally({Severity.FOUT: 1, Severity.WAARSCHUWING: 11}) == "1 fout, 11 vragen open"


SHEET = BladStand("Leefbaarheid", 115, (Open("Woonforte 2019", "Uitgaven"),) * 115)


@pytest.mark.parametrize(
    ("status", "found", "sheet", "said"),
    [
        (Status.GOED, 11, None, "geen fouten, 11 vragen open"),
        (
            Status.ONVOLLEDIG,
            0,
            SHEET,
            "onvolledig: 0 van de 115 cellen ingevuld; geen fouten, geen vragen",
        ),
        (
            Status.GOED,
            1,
            BladStand("L", 1, ()),
            "geen fouten, 1 vraag open; 1 van de ene cel ingevuld",
        ),
        (Status.FOUTEN, 0, SHEET, "1 fout, geen vragen; 0 van de 115 cellen ingevuld"),
        (Status.ONLEESBAAR, 0, None, "onleesbaar"),
        (Status.INTERN, 0, None, "niet beoordeeld"),
    ],
)
def test_a_verdict_is_honest_about_its_size(
    status: Status, found: int, sheet: BladStand | None, said: str
) -> None:
    ask = Finding("VRD-004", Severity.WAARSCHUWING, "Klopt dit?", "Zeg waarom.")
    wrong = (replace(ask, ernst=Severity.FOUT),) if status is Status.FOUTEN else ()
    there = Volledigheid((sheet,)) if sheet else None
    verdict = Verdict("a.xlsx", status, (*wrong, *(ask,) * found), volledigheid=there)
    assert stands(verdict) == said


def test_a_reference_is_relative_to_the_folder(tmp_path: Path) -> None:
    assert uri(str(tmp_path / "in" / "a.xlsx"), tmp_path / "uit") == "../in/a.xlsx"
    assert uri(str(tmp_path / "uit" / "a b.xlsx"), tmp_path / "uit") == "a%20b.xlsx"
