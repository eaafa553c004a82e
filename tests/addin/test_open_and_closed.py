"""What is found in a workbook that is open in Excel is what is found in its closed file.

On values as Windows gives them: all numbers floats, amounts Decimal, days with a time zone, errors
numbers. Damaged workbooks are those of the plantings. What only a file tells is left out: that
what stands in a cell is a formula (FRM), a title or a look that Excel keeps apart.
"""

from __future__ import annotations

import io
import os
import random
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import proving.planten.afspraken  # importing registers the plantings
import proving.planten.cellen
import proving.planten.personen
import proving.planten.regels  # noqa: F401
import pytest
from openpyxl import load_workbook
from proving.com.windows import Windows
from proving.kit import gevuld
from proving.kit.voorbeeld import PARTIJEN, gedrukt, werkmap
from proving.planten.planting import NO_OUTCOME, Filled, Outcome, Put, in_file, plant

from prestatieafspraken.addin import open_book
from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.judging.check import check as check_file
from prestatieafspraken.cli import demo
from prestatieafspraken.cli.app import run as cli

pytestmark = [pytest.mark.com, pytest.mark.traag]

SEED = os.environ["PRESTATIEAFSPRAKEN_ZAAD"]
IN_FILE_ALONE = ("FRM-", "CEL-021")
Told = list[dict[str, Any]]

OWNERS = [
    (naam, one.naam) for naam, where in gevuld.SETS.items() for one in gevuld.houders(load(*where))
]


def both(windows: Windows, path: Path) -> tuple[Told, Told]:
    """Judge a workbook open and closed."""
    excel = windows.excel()
    excel.open(str(path))
    opened = open_book.verdict(windows.app(excel).books.active).findings
    closed = check_file(path).findings
    a, b = (
        [f.as_dict() for f in one if not f.code.startswith(IN_FILE_ALONE)]
        for one in (opened, closed)
    )
    return a, b


@pytest.mark.steekproef(3, familie="open en dicht")
@pytest.mark.parametrize("make", [gevuld.verstuurd, gevuld.vol], ids=["as sent", "filled in"])
@pytest.mark.parametrize(("naam", "partij"), OWNERS)
def test_of_every_party_of_every_set(
    windows: Windows, naam: str, partij: str, make: Any, tmp_path: Path
) -> None:
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(make(naam, partij))
    opened, closed = both(windows, path)
    assert opened == closed


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("naam", PARTIJEN)
def test_of_what_was_printed(windows: Windows, naam: str, tmp_path: Path) -> None:
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(gedrukt(naam))
    opened, closed = both(windows, path)
    assert opened == closed


def test_of_every_workbook_of_the_demo(
    windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "FORMS", (".md",))  # the other reports are tried elsewhere
    assert cli(["demo", "--uit", str(tmp_path / "demo")]) == 0
    there = sorted((tmp_path / "demo").glob("*.xlsx"))
    assert "met-ingebouwde-fouten-2019.xlsx" in {path.name for path in there}
    for path in there:
        opened, closed = both(windows, path)
        assert opened == closed, path.name
        assert closed, path.name


@pytest.mark.steekproef(3)
@pytest.mark.parametrize("number", range(100))
def test_of_damaged_workbooks(windows: Windows, number: int, tmp_path: Path) -> None:
    naam = PARTIJEN[number % len(PARTIJEN)]
    rng = random.Random(f"{SEED} open {number}")  # noqa: S311
    book = Filled(naam, number % 7)
    damages = plant(book, rng, rng.randint(1, 20))
    edits = [e for one in damages for e in one.edits if not _is_of_a_file(e)]
    made = load_workbook(io.BytesIO(werkmap(naam, number % 7)))
    in_file(made, edits)
    path = tmp_path / "werkmap.xlsx"
    made.save(path)
    opened, closed = both(windows, path)
    assert opened == closed, damages


def _is_of_a_file(edit: object) -> bool:
    """Say whether only a file can hold it: an outcome, a time, a day before the first of Excel."""
    if not isinstance(edit, Put):
        return False
    value = edit.value
    return (
        value is NO_OUTCOME
        or isinstance(value, Outcome | time | timedelta)
        or (isinstance(value, date) and value.year < 1900)
        or (isinstance(value, datetime) and value.tzinfo is not None)
        or (isinstance(value, str) and value.startswith("="))
    )
