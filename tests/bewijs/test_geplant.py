"""N planted, N found: the findings on a workbook with faults are exactly those faults.

The seed is printed when the tests start. To run it again, or longer:

    PRESTATIEAFSPRAKEN_ZAAD=12345 PRESTATIEAFSPRAKEN_WERKMAPPEN=1000 pytest tests/bewijs -n 2
"""

from __future__ import annotations

import io
import os
import random
from collections import Counter
from functools import lru_cache
from pathlib import Path

import proving.planten.afspraken  # noqa: F401  # importing registers the plantings
import pytest
from openpyxl import load_workbook
from proving.kit.voorbeeld import PARTIJEN, afspraken, werkmap
from proving.planten import cellen
from proving.planten.planting import (
    PLANTINGS,
    Fault,
    Filled,
    Told,
    in_file,
    in_raw,
    known_by,
    plant,
)
from proving.planten.regels import total_is_another

from prestatieafspraken.batch.judging.verdict import check
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.registry import CROSS_RULES, ROW_RULES, RULES
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.validators.sheets.totalen import SUMS
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.reading.normalise import normalise

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

UNPLANTED = {
    "SLK-020": "the filled workbook has no chance below the norm; tested on its example page",
    "SLK-021": "about a year that is not there at all; tested on its example page",
    "AFS-021": "the filled workbook has a result for every milestone; tested on its example page",
    "AFS-025": "no agreement without an end is not begun; tested on its example page",
    "AFS-027": "a whole sheet without a status; tested on its example page",
    "OVT-021": "only before the year is over; tested on its example page",
    "EIX-021": "needs more labels than the stock has homes; tested on its example page",
    "PLN-003": "a party without any row, which planting PRT-004 brings about",
    "TWZ-022": "needs both corporaties together; tested on its example page",
    "TWZ-025": "a party without any row, which planting PRT-004 brings about",
    "WSC-001": "a year without walks; planting WSC-003 brings it about",
    "FRM-001": "about stored outcomes; tested in test_formules",
    "PRV-005": "about a name with an address; tested in test_persoonsgegevens",
    "PRV-006": "about words before a number; tested in test_persoonsgegevens",
    "PRV-007": "about words beside a name; tested in test_persoonsgegevens",
    "DOE": "about the goals of the document",
    "GDR": "about the printed tables",
    "TXT": "about the printed text",
}
"""Warnings on cells, rows and tables that nothing plants, each with the reason."""


def _is_brought(book: Filled, faults: list[Fault], told: Told) -> bool:
    """Say whether a finding is a warning that one of the plantings may bring at that place."""
    is_fault = RULES[told[0]].ernst is Severity.FOUT
    return not is_fault and any(fault.may_bring(book, told) for fault in faults)


@lru_cache(maxsize=32)
def found_before(naam: str, seed: int) -> Counter[Told]:
    """Give what is found on the workbook as it was."""
    return found_in(Filled(naam, seed), [])


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
            if (told[1], int("".join(filter(str.isdigit, told[2])) or 0)) not in rows
        }
    )
    extra = (after - before) - expected
    extra = Counter({t: n for t, n in extra.items() if not _is_brought(book, faults, t)})
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
        faults = plant(book, rng, rng.randint(1, 30))
        before = found_before(book.naam, book.seed)
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
            compare(book, [fault], found_before(naam, SEED), found_in(book, [fault]))
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


def test_every_warning_on_rows_and_tables_can_be_planted_or_says_why_not() -> None:
    planted = {code for planting in PLANTINGS for code in planting.codes}
    rules = {rule.rule for rule in (*ROW_RULES, *CROSS_RULES)}
    warn = {rule.code for rule in rules if rule.ernst is Severity.WAARSCHUWING}
    assert {c for c in warn - planted if c not in UNPLANTED and c[:3] not in UNPLANTED} == set()
    assert {c for c in UNPLANTED if not any(code.startswith(c) for code in warn - planted)} == set()


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
        fault = cellen.row_twice(book, random.Random(number))  # noqa: S311
        assert fault is not None
        if fault.expected[0][1] == table.sheet:
            compare(book, [fault], Counter(), found_in(book, [fault]))
            return
    pytest.fail(f"no row of {name} was doubled in 200 tries")
