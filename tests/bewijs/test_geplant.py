"""Damaged workbooks: the product says exactly what the second judge says of them.

The seed is printed when the tests start. To run it again, or longer:

    PRESTATIEAFSPRAKEN_ZAAD=12345 PRESTATIEAFSPRAKEN_WERKMAPPEN=1000 pytest tests/bewijs -n 2
"""

from __future__ import annotations

import io
import os
import random
from datetime import date
from functools import lru_cache
from pathlib import Path

import proving.planten.afspraken  # importing registers the plantings
import proving.planten.regels  # noqa: F401
import pytest
from openpyxl import load_workbook
from proving.kit.voorbeeld import PARTIJEN, werkmap
from proving.orakel.oordeel import Verdicts, agree, judged_in_file, laid_beside, unproven
from proving.planten.cellen import double
from proving.planten.planting import (
    PLANTINGS,
    Filled,
    Outcome,
    Planting,
    Put,
    in_file,
    in_raw,
    plant,
)

from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.sheets.totalen import SUMS

pytestmark = pytest.mark.traag

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
AMOUNT = int(os.environ.get("PRESTATIEAFSPRAKEN_WERKMAPPEN", "16"))
PARTS = 8
"""The workbooks are divided over this many tests, for the processes to share."""


@lru_cache(maxsize=32)
def before(naam: str) -> Verdicts:
    """Give what both say of the workbook as it was."""
    return laid_beside(Filled(naam, SEED).raw)


@pytest.mark.parametrize("part", range(PARTS))
def test_both_say_the_same_of_a_damaged_workbook(part: int) -> None:
    for number in range(part, AMOUNT, PARTS):
        rng = random.Random(f"{SEED} {number}")  # noqa: S311
        book = Filled(PARTIJEN[number % len(PARTIJEN)], SEED + number // 100)
        agree(book, plant(book, rng, rng.randint(1, 30)))


@pytest.mark.steekproef(84)
@pytest.mark.parametrize("planting", PLANTINGS, ids=lambda p: f"{p.code}-{Path(p.where).name}")
def test_each_planting_brings_what_it_aims_at(planting: Planting) -> None:
    rng = random.Random(f"{SEED} {planting}")  # noqa: S311
    for naam in rng.sample(PARTIJEN, len(PARTIJEN)) * (1 if planting.is_border else 3):
        book = Filled(naam, SEED)
        damage = planting(book, rng)
        if damage is not None:
            verdicts = agree(book, [damage])
            new = (verdicts.product - before(naam).product) & (
                verdicts.oracle - before(naam).oracle
            )
            if not planting.is_border and planting.code in {code for code, *_ in new}:
                return
    assert planting.is_border, (
        f"{planting.code} is found in no workbook that was damaged, as {planting}"
    )


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("naam", PARTIJEN)
def test_the_same_in_real_files(naam: str, tmp_path: Path) -> None:
    rng = random.Random(f"{SEED} {naam}")  # noqa: S311
    path, book = tmp_path / "werkmap.xlsx", Filled(naam, SEED)
    for _ in range(2):
        damages = [
            damage
            for damage in plant(book, rng, rng.randint(10, 30))
            if not any(isinstance(e, Put) and _in_no_file(e.value) for e in damage.edits)
        ]
        opened = load_workbook(io.BytesIO(werkmap(naam, SEED)))
        in_file(opened, [edit for damage in damages for edit in damage.edits])
        opened.save(path)
        agree(book, damages, judged_in_file(path))


def _in_no_file(value: object) -> bool:
    """Say whether openpyxl cannot write it as Excel does: an outcome, a day before its first."""
    return isinstance(value, Outcome) or (isinstance(value, date) and value.year < 1900)


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_is_proven_or_says_where_else(code: str) -> None:
    missing = unproven(code, {planting.code for planting in PLANTINGS})
    assert not missing, "\n".join(missing)


def test_the_comparison_sees_what_is_missing_and_what_is_too_much() -> None:
    book = Filled(PARTIJEN[0], SEED)
    (total,) = (p for p in PLANTINGS if p.code == "TOT-002" and not p.is_border)
    damage = total(book, random.Random(1))  # noqa: S311
    assert damage is not None
    both = laid_beside(in_raw(book.raw, damage.edits))
    sound = before(book.naam)
    for product, oracle in ((sound.product, both.oracle), (both.product, sound.oracle)):
        with pytest.raises(AssertionError) as told:
            agree(book, [damage], Verdicts(product, oracle, both.findings, ()))
        files = ("sheets/totalen.py:", "orakel/totalen.py:", "regels.py:")
        for part in ("TOT-002", str(damage), *files):
            assert part in str(told.value)


@pytest.mark.parametrize("name", sorted({subject.table.name for subject in SUMS}))
def test_a_row_that_is_there_twice_makes_no_total_wrong(name: str) -> None:
    book = Filled(PARTIJEN[0], SEED)
    edits = double(book, book.tables[name], random.Random(SEED))  # noqa: S311
    verdicts = laid_beside(in_raw(book.raw, edits))
    assert verdicts.differences == []
    new = {code for code, *_ in verdicts.product - before(book.naam).product}
    assert "DUB-001" in new
    assert not {code for code in new if code.startswith("TOT")}
