"""One bad cell hides nothing: with a text in every second number the other faults are all found."""

from __future__ import annotations

import os
import random
import re
import warnings
from collections import Counter

import pytest
from proving.kit.markdown import book_from_markdown
from proving.kit.voorbeeld import PARTIJEN, afspraken
from proving.planten.cellen import (
    NOTHING,
    error_value,
    not_in_list,
    required_but_empty,
    too_high,
    too_long,
    too_low,
)
from proving.planten.planting import Fault, Filled, fault, in_raw, known_by, number, put, told

from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.reading.normalise import normalise
from prestatieafspraken.workbook.table import Table

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
KINDS = {
    "CEL-001": required_but_empty,
    "CEL-005": error_value,
    "CEL-006": too_low,
    "CEL-007": too_high,
    "CEL-008": not_in_list,
    "CEL-009": too_long,
}


def judged(book: Filled, faults: list[Fault]) -> list[Finding]:
    """Give all findings on the workbook with these faults."""
    return judge(normalise(in_raw(book.raw, faults), of_party), afspraken())


def half_texts(book: Filled) -> list[Fault]:
    """Put a text in every second cell of every column of numbers."""
    return [
        fault(
            "text",
            [put(table, row, column.name, "veel")],
            [told("CEL-002", table, row, column.name)],
        )
        for table in book.tables.values()
        for column in table.input_columns
        if number(column)
        for row in book.rows(table)[::2]
    ]


def faults_in_the_other_cells(
    book: Filled, table: Table, rng: random.Random, taken: set[tuple[str, int, int]]
) -> list[Fault]:
    """Make faults in every column of the other rows, of any kind that the column can have.

    More than one in a column, so that the first of them may hide no other.
    """
    made = []
    rows = book.rows(table)[1::2]
    places = [(c, row) for c in table.input_columns for row in rng.sample(rows, min(3, len(rows)))]
    for column, row in places:
        for code in rng.sample(sorted(KINDS), len(KINDS)):
            bad = KINDS[code](column, book.value(table, row, column.name), rng)
            if bad is NOTHING:
                continue
            edit = put(table, row, column.name, bad)
            if (edit.sheet, edit.row, edit.col) not in taken:
                made.append(fault(code, [edit], [told(code, table, row, column.name)]))
            break
    return made


@pytest.mark.parametrize("naam", PARTIJEN)
def test_with_a_text_in_every_second_number_all_else_is_found(naam: str) -> None:
    rng, book = random.Random(f"{SEED} {naam}"), Filled(naam, SEED)  # noqa: S311
    faults = half_texts(book)
    taken = {cell for one in faults for cell in one.touches}
    for table in book.tables.values():
        faults += faults_in_the_other_cells(book, table, rng, taken)
    expected = Counter(one for fault_ in faults for one in fault_.expected)
    assert {code for code, _, _ in expected} >= {"CEL-002", *KINDS}
    assert known_by(judged(book, faults)) == expected, f"seed {SEED}"


def test_sums_and_rows_that_can_still_be_judged_are() -> None:
    """The texts stand in one year of one table; the totals of the other years are judged."""
    book = Filled(PARTIJEN[0], SEED)
    stock, totals = book.tables["woningvoorraad"], book.tables["totalen"]
    years = {row: book.value(stock, row, "jaar") for row in book.rows(stock)}
    bad = [row for row, jaar in years.items() if jaar == 2017]
    faults = [
        fault("text", [put(stock, row, name, "veel")], [told("CEL-002", stock, row, name)])
        for row in bad
        for name in ("daeb", "niet_daeb", "verkoop")
    ]
    subjects = [
        row
        for row in book.rows(totals)
        if str(book.value(totals, row, "onderdeel")).startswith("Woningvoorraad")
        and book.value(totals, row, "jaar") != 2017
    ]
    assert len(subjects) == 18
    for row in subjects:
        edit = put(totals, row, "opgegeven", 1)
        faults.append(fault("total", [edit], [told("TOT-001", totals, row, "opgegeven")]))
    for row, jaar in years.items():
        if jaar not in (2016, 2017, 2018):  # the stock of 2018 follows from that of 2017
            value = book.value(stock, row, "aankoop") + 1
            edit = put(stock, row, "aankoop", value)
            faults.append(fault("stock", [edit], [told("VRD-003", stock, row, "daeb")]))
    expected = Counter(one for fault_ in faults for one in fault_.expected)
    assert known_by(judged(book, faults)) == expected, f"seed {SEED}"


@pytest.mark.parametrize("naam", PARTIJEN)
def test_every_finding_has_a_place(naam: str) -> None:
    book = Filled(naam, SEED)
    findings = judged(book, half_texts(book))
    assert findings
    for finding in findings:
        assert finding.place.blad, finding
        if finding.code.startswith("CEL"):
            assert re.fullmatch(r"[A-Z]+\d+", finding.place.cel or ""), finding
            assert finding.place.kolom, finding
            assert finding.place.rij, finding
            assert finding.place.tabel, finding


def test_a_row_without_its_period_brings_no_warning_on_the_screen() -> None:
    text = """
    | slaagkans_kern | Kern | Jaar | Periode | Verhuringen | Woningzoekenden |
    | --- | --- | --- | --- | --- | --- |
    |     | Boskoop | 2018 | heel jaar | 40 | 90 |
    |     | Boskoop | 2019 | | 20 | 80 |
    |     | Boskoop | | kwartaal 1 | 20 | 80 |
    |     | Totaal | 2019 | kwartaal 1 | 20 | 80 |
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = book_from_markdown(text, of_party("gemeente"))
        cells = [f.place.cel for f in judge(book, afspraken()) if f.code == "SLK-004"]
    assert cells == ["C10"]
