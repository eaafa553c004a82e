"""One bad cell hides nothing: with a text in every second number the other faults are all found."""

from __future__ import annotations

import os
import random
import re
import warnings

import pytest
from proving.kit.markdown import book_from_markdown
from proving.kit.tabellen import of_party
from proving.kit.voorbeeld import PARTIJEN, afspraken
from proving.orakel.oordeel import Verdicts, agree, laid_beside
from proving.planten.cellen import NOTHING, bad_value
from proving.planten.planting import Damage, Filled, Planting, Put, in_raw, number, put

from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.workbook.address import address

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
KINDS = ("CEL-001", "CEL-005", "CEL-006", "CEL-007", "CEL-008", "CEL-009")
TEXTS = Planting("anything", lambda *_: None, "test_verbergt_niets.py")


def half_texts(book: Filled) -> dict[Put, str]:
    """Put a text in every second cell of every column of numbers."""
    return {
        put(table, row, column.name, "veel"): "CEL-002"
        for table in book.tables.values()
        for column in table.input_columns
        if number(column)
        for row in book.rows(table)[::2]
    }


def faults_in_the_other_cells(book: Filled, rng: random.Random) -> dict[Put, str]:
    """Make faults in every column of the other rows, of any kind that the column can have.

    More than one in a column, so that the first of them may hide no other.
    """
    made = {}
    for table in book.tables.values():
        rows = book.rows(table)[1::2]
        for column in table.input_columns:
            for row in rng.sample(rows, min(3, len(rows))):
                for code in rng.sample(KINDS, len(KINDS)):
                    bad = bad_value(code, column, book.value(table, row, column.name), rng)
                    if bad is not NOTHING:
                        made[put(table, row, column.name, bad)] = code
                        break
    return made


def both(book: Filled, edits: dict[Put, str]) -> Verdicts:
    """Let both judge the workbook: what each edit was made for must be found at its own cell."""
    verdicts = agree(book, [Damage(TEXTS, (edit,)) for edit in edits])
    for edit, code in edits.items():
        assert verdicts.product[code, edit.sheet, address(edit.row, edit.col)] == 1, (code, edit)
    return verdicts


@pytest.mark.parametrize("naam", PARTIJEN)
def test_with_a_text_in_every_second_number_all_else_is_found(naam: str) -> None:
    rng, book = random.Random(f"{SEED} {naam}"), Filled(naam, SEED)  # noqa: S311
    edits = half_texts(book) | faults_in_the_other_cells(book, rng)
    assert set(edits.values()) >= {"CEL-002", *KINDS}
    found = both(book, edits).product
    assert sum(n for (code, *_), n in found.items() if code.startswith("CEL")) == len(edits)


def test_sums_and_rows_that_can_still_be_judged_are() -> None:
    """The texts stand in one year of one table; the totals of the other years are judged."""
    book = Filled(PARTIJEN[0], SEED)
    stock, totals = book.tables["woningvoorraad"], book.tables["totalen"]
    years = {row: book.value(stock, row, "jaar") for row in book.rows(stock)}
    edits = {
        put(stock, row, name, "veel"): "CEL-002"
        for row, jaar in years.items()
        for name in ("daeb", "niet_daeb", "verkoop")
        if jaar == 2017
    }
    subjects = [
        row
        for row in book.rows(totals)
        if str(book.value(totals, row, "onderdeel")).startswith("Woningvoorraad")
        and book.value(totals, row, "jaar") != 2017
    ]
    assert len(subjects) == 18
    edits |= {put(totals, row, "opgegeven", 1): "TOT-001" for row in subjects}
    found = both(book, edits).product
    assert sum(n for (code, *_), n in found.items() if code == "TOT-001") == len(subjects)
    later = {
        put(stock, row, "aankoop", book.value(stock, row, "aankoop") + 1): row
        for row, jaar in years.items()
        if jaar not in (2016, 2017, 2018)  # the stock of 2018 follows from that of 2017
    }
    found = laid_beside(in_raw(book.raw, [*edits, *later])).product
    assert {told for told in found if told[0] == "VRD-003"} == {
        ("VRD-003", stock.sheet, f"D{row}") for row in later.values()
    }


@pytest.mark.parametrize("naam", PARTIJEN)
def test_every_finding_has_a_place(naam: str) -> None:
    findings = laid_beside(in_raw((book := Filled(naam, SEED)).raw, half_texts(book))).findings
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
