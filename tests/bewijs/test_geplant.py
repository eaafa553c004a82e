"""N planted, N found: the findings on a workbook with faults are exactly those faults.

The seed is printed when the tests start. To run it again, or longer:

    PRESTATIEAFSPRAKEN_ZAAD=12345 PRESTATIEAFSPRAKEN_WERKMAPPEN=1000 pytest tests/bewijs -n 2
"""

from __future__ import annotations

import io
import os
import random
from collections import Counter
from pathlib import Path

import planten_cellen
import pytest
from openpyxl import load_workbook
from planten import (
    PLANTINGS,
    Fault,
    Filled,
    Told,
    in_file,
    in_raw,
    known_by,
    plant,
)
from planten_regels import total_is_another
from voorbeeld import PARTIJEN, afspraken, werkmap

from prestatieafspraken.batch.verdict import check
from prestatieafspraken.validators.judge import judge
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.tables import of_party
from prestatieafspraken.validators.totalen import SUMS
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.normalise import normalise

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
AMOUNT = int(os.environ.get("PRESTATIEAFSPRAKEN_WERKMAPPEN", "16"))
PARTS = 8
"""The workbooks are divided over this many tests, for the processes to share."""

ELSEWHERE = {
    "BST": "the file cannot be opened, so nothing else in it can be found (test_read)",
    "SJB-001": "without the id of the template nothing else is read (test_read)",
    "SJB-002": "without the id of the template nothing else is read (test_read)",
    "SJB-003": "a layout that is not known is not read (test_read)",
    "SJB-004": "a party of an unknown kind has no tables (test_read)",
    "SJB-005": "without the agreements nothing is judged (test_cli)",
}
"""Codes of faults that leave nothing to plant other faults in, with where they are tested."""

MAY_FOLLOW = {
    "ONG-001": "a planted value may be unusual as well",
    "JRV-001": "a planted value may be a swing beside the year before",
    "DOE": "a planted value, or one that is gone, may move the way to a goal",
    **dict.fromkeys(("VRD-020", "VRD-021", "OVT-020", "OVT-021", "OVT-022"), "a chain of years"),
    **dict.fromkeys(("EIX-020", "EIX-021", "LVB-020", "PLN-003"), "a part beside its stock"),
    **dict.fromkeys(("PLN-001", "PLN-002", "LFB-020"), "a plan or norm beside the figure"),
    **dict.fromkeys(("SLK-020", "SLK-021"), "a chance beside its norm"),
    **{f"TWZ-02{n}": "a planted value may break a ceiling as well" for n in range(7)},
    **{f"GPB-02{n}": "a planted withdrawal may be early or unknown as well" for n in range(4)},
    **{f"NBW-02{n}": "a planted day may lie on another side of the bound" for n in range(6)},
    **{f"AFS-02{n}": "a planted cell may differ from what was agreed" for n in range(7)},
    **{f"WSC-00{n}": "a walk that is gone or late is counted" for n in range(1, 4)},
}
"""Warnings that a planting of something else may rightly bring; never a FOUT."""


def may_follow(told: Told) -> bool:
    """Say whether a finding is a warning that another planting may bring along."""
    known = told[0] in MAY_FOLLOW or told[0][:3] in MAY_FOLLOW
    return known and RULES[told[0]].ernst is Severity.WAARSCHUWING


def found_in(book: Filled, faults: list[Fault]) -> Counter[Told]:
    """Give what is found on the workbook with these faults."""
    read = normalise(in_raw(book.raw, faults), of_party)
    return known_by(judge(read, afspraken()))


def compare(book: Filled, faults: list[Fault], before: Counter[Told], after: Counter[Told]) -> None:
    """Fail, with the seed, if other things were found than were planted.

    What was found before may only be gone where its own row was planted in.
    """
    expected = Counter(told for fault in faults for told in fault.expected)
    rows = {(sheet, row) for fault in faults for sheet, row, _ in fault.touches}
    gone = Counter(
        {
            told: count
            for told, count in (before - after).items()
            if not may_follow(told)
            and (told[1], int("".join(filter(str.isdigit, told[2])) or 0)) not in rows
        }
    )
    extra = (after - before) - expected
    extra = Counter({told: count for told, count in extra.items() if not may_follow(told)})
    wrong = {
        "planted and not found": dict(expected - (after - before)),
        "found and not planted": dict(extra),
        "no longer found": dict(gone),
    }
    told = [f"{fault.kind}: {fault.edits} -> {fault.expected}" for fault in faults]
    assert not any(wrong.values()), "\n".join(
        [f"seed {SEED}, workbook of {book.naam} {book.seed}", *map(str, wrong.items()), *told]
    )


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_planted_is_found_and_nothing_else(part: int) -> None:
    for number in range(part, AMOUNT, PARTS):
        rng = random.Random(f"{SEED} {number}")  # noqa: S311
        book = Filled(PARTIJEN[number % len(PARTIJEN)], SEED + number // 100)
        before = found_in(book, [])
        faults = plant(book, rng, rng.randint(1, 30))
        compare(book, faults, before, found_in(book, faults))


@pytest.mark.parametrize("number", range(len(PLANTINGS)))
def test_each_planting_alone(number: int) -> None:
    rng = random.Random(f"{SEED} {number} alleen")  # noqa: S311
    planting = PLANTINGS[number]
    for naam in rng.sample(PARTIJEN, len(PARTIJEN)):
        book = Filled(naam, SEED)
        fault = planting.make(book, rng)
        if fault is not None:
            assert {code for code, _, _ in fault.expected} & set(planting.codes)
            compare(book, [fault], found_in(book, []), found_in(book, [fault]))
            return
    pytest.fail(f"{planting.codes} cannot be planted in any workbook")


@pytest.mark.parametrize("naam", PARTIJEN)
def test_the_same_in_real_files(naam: str, tmp_path: Path) -> None:
    rng = random.Random(f"{SEED} {naam}")  # noqa: S311
    path, book = tmp_path / "werkmap.xlsx", Filled(naam, SEED)
    data = werkmap(naam, SEED)
    path.write_bytes(data)
    before = known_by(check(path).findings)
    for _ in range(2):
        faults = plant(book, rng, rng.randint(10, 30))
        opened = load_workbook(io.BytesIO(data))
        in_file(opened, faults)
        opened.save(path)
        compare(book, faults, before, known_by(check(path).findings))


def test_every_fout_can_be_planted_or_says_why_not() -> None:
    planted = {code for planting in PLANTINGS for code in planting.codes}
    fouten = {code for code, rule in RULES.items() if rule.ernst is Severity.FOUT}
    assert {c for c in fouten - planted if c not in ELSEWHERE and c[:3] not in ELSEWHERE} == set()
    assert planted <= set(RULES)


def test_the_comparison_sees_what_is_missing_and_what_is_too_much() -> None:
    book, rng = Filled(PARTIJEN[0], SEED), random.Random(1)  # noqa: S311
    fault = total_is_another(book, rng)
    assert fault is not None
    after = found_in(book, [fault])
    compare(book, [fault], Counter(), after)
    with pytest.raises(AssertionError, match="planted and not found"):
        compare(book, [fault], Counter(), Counter())
    with pytest.raises(AssertionError, match="found and not planted"):
        compare(book, [], Counter(), after)


@pytest.mark.parametrize("name", sorted({subject.table.name for subject in SUMS}))
def test_a_row_that_is_there_twice_makes_no_total_wrong(name: str) -> None:
    book = Filled(PARTIJEN[0], SEED)
    table = book.tables[name]
    for number in range(200):
        fault = planten_cellen.row_twice(book, random.Random(number))  # noqa: S311
        assert fault is not None
        if fault.expected[0][1] == table.sheet:
            compare(book, [fault], Counter(), found_in(book, [fault]))
            return
    pytest.fail(f"no row of {name} was doubled in 200 tries")
