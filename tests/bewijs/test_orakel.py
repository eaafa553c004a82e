"""The product against a slow, plain second judge, on workbooks with any number of any faults."""

from __future__ import annotations

import io
import os
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import proving.planten.afspraken  # importing registers the plantings
import proving.planten.cellen
import proving.planten.regels  # noqa: F401
import pytest
from openpyxl import load_workbook
from proving.kit.tabellen import of_party
from proving.kit.voorbeeld import PARTIJEN, PEILDATUM, afspraken, werkmap
from proving.orakel.bevinding import Bevinding, ernst
from proving.orakel.kolommen import Veld, bladen
from proving.orakel.lezen import cel
from proving.orakel.oordeel import agree, judged_in_file, told_otherwise
from proving.orakel.typen import getypt
from proving.planten.planting import (
    NO_OUTCOME,
    PLANTINGS,
    Damage,
    Filled,
    Planting,
    Put,
    day,
    in_file,
    number,
)

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.validators.judging import judge as judging
from prestatieafspraken.validators.registry import ROW_RULES, RULES
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.column import Column, Format
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.reading.coerce import coerce, is_blank
from prestatieafspraken.workbook.reading.read import raw_book
from prestatieafspraken.workbook.table import Table

pytestmark = pytest.mark.traag

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
AMOUNT = int(os.environ.get("PRESTATIEAFSPRAKEN_WERKMAPPEN", "16"))

DAYS = (PEILDATUM, date(2018, 12, 31), date(2019, 6, 15), date(2019, 7, 1), date(2020, 3, 1))
"""Days on which the same workbook is judged differently."""


def random_value(veld: Veld, column: Column, present: Any, rng: random.Random) -> Any:
    """Give something to put into a cell: often another good value, sometimes none at all."""
    if rng.random() < 0.25:
        odd = ("veel", "-", ErrorValue("#REF!"), True, "x" * 600, NO_OUTCOME)
        return rng.choice([None, None, *odd])
    if rng.random() < 0.3:
        return getypt(veld, rng)
    if column.codelist:
        return rng.choice([*codelists(afspraken())[column.codelist], "Elders"])
    if day(column):
        return rng.choice([date(1980, 1, 1), date(2014, 3, 1), date(2018, 5, 1), date(2110, 1, 1)])
    if column.format is Format.JAAR:
        return rng.choice([2009, 2016, 2017, 2018, 2019, 2061, 2018.5])
    if number(column):
        value = present if isinstance(present, int | float) else 10
        return rng.choice([value + 1, value - 1, value * 2, 0, -3, 0.5, 35, 10**8, value])
    return rng.choice(["T1-02", "Iets anders", "12", 12.0, 1.5, date(2019, 2, 1), present])


def near_value(book: Filled, table: Table, row: int, column: Column, rng: random.Random) -> Any:
    """Give a good value just on one side of another figure or day of its row, or one of a list."""
    if column.codelist:
        return rng.choice([None, *codelists(afspraken())[column.codelist]])
    same = [c for c in table.input_columns if (number(c), day(c)) == (number(column), day(column))]
    other = book.value(table, row, rng.choice(same).name)
    if day(column) and isinstance(other, date):
        return other + timedelta(rng.choice([-400, -1, 0, 1, 400, 4_000]))
    if number(column) and isinstance(other, int | float):
        return other + rng.choice([-1, 0, 1]) * rng.choice([1, 1, other])
    return None


def emptied(book: Filled, rng: random.Random) -> list[tuple[Table, int, Column, Any]]:
    """Empty a column that may be empty, or give a whole column one value of its list."""
    table: Table = rng.choice(list(book.tables.values()))
    column = rng.choice([c for c in table.input_columns if not c.required or c.codelist])
    lists = codelists(afspraken())
    value = rng.choice(lists[column.codelist]) if column.codelist else None
    rows = [row for row in book.rows(table) if rng.random() < 0.9]
    return [(table, row, column, value) for row in rows]


def mess(book: Filled, rng: random.Random) -> list[Put]:
    """Change cells anywhere, without any care for what that brings about."""
    cells: list[tuple[Table, int, Column, Any]] = []
    for _ in range(rng.choice([0, 1, 2, 4])):
        cells += emptied(book, rng)
    for _ in range(rng.choice([2, 8, 20, 60])):
        table: Table = rng.choice(list(book.tables.values()))
        column = rng.choice(table.input_columns)
        row = rng.choice([*book.rows(table), book.free_row(table) or 7])
        value = near_value(book, table, row, column, rng)
        if rng.random() < 0.5:
            veld = next(v for v in bladen()[table.name].velden if v.naam == column.name)
            value = random_value(veld, column, book.value(table, row, column.name), rng)
        cells.append((table, row, column, value))
    calculated = [
        (t, column) for t in book.tables.values() for column in t.columns if column.formula
    ]
    table, column = rng.choice(calculated)
    odd = rng.choice([ErrorValue("#DIV/0!"), ErrorValue("#REF!"), 12.0, "ongeveer 3", NO_OUTCOME])
    cells.append((table, rng.choice(book.rows(table)), column, odd))
    edits = {}
    for table, row, column, value in cells:
        col = 1 + list(table.columns).index(column)
        edits[table.sheet, row, col] = Put(table.sheet, row, col, value)
    return list(edits.values())


def planted(book: Filled, rng: random.Random) -> list[Put]:
    """Put damage of all kinds on top of each other."""
    edits = {}
    for _ in range(rng.randint(5, 40)):
        made = rng.choice(PLANTINGS)(book, rng)
        for edit in made.edits if made and made.planting.code[:3] != "STR" else ():
            assert isinstance(edit, Put)
            edits[edit.sheet, edit.row, edit.col] = edit
    return list(edits.values())


MESS = Planting("anything", lambda *_: None, "the mess of test_orakel.py")


def damaged(edits: list[Put]) -> list[Damage]:
    """Give each edit as a damage of its own, of which no more are shown than are needed."""
    return [Damage(MESS, (edit,)) for edit in edits]


@pytest.mark.parametrize("part", range(4))
def test_the_oracle_agrees(part: int) -> None:
    for number_ in range(part, AMOUNT, 4):
        rng = random.Random(f"orakel {SEED} {number_}")  # noqa: S311
        book = Filled(PARTIJEN[number_ % 3], SEED)
        edits, peildatum = rng.choice([mess, planted])(book, rng), rng.choice(DAYS)
        agree(book, damaged(edits), peildatum=peildatum)


@pytest.mark.parametrize("table", of_party("gemeente"), ids=lambda t: t.name)
def test_the_oracle_reads_what_people_type_the_same(table: Table) -> None:
    """Thousands of texts, in every column: the same is said of each, and the same value read."""
    rng = random.Random(f"teksten {SEED} {table.name}")  # noqa: S311
    for veld, column in zip(bladen()[table.name].velden, table.columns, strict=True):
        if column.formula:
            continue
        typed = [random_value(veld, column, 10, rng) for _ in range(20)]
        typed += [getypt(veld, rng) for _ in range(100)]
        for value in typed:
            if value is None or value is NO_OUTCOME:
                continue
            assert read_by_product(value, column) == cel(veld, _plain(value)), (veld, value)


def read_by_product(value: Any, column: Column) -> tuple[str, Any]:
    """Give what the product says of a cell and reads in it."""
    if is_blank(value):
        return "", None
    reading = coerce(value, column)
    return (reading.rule.code if reading.rule else ""), reading.value


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, ErrorValue) else value


@pytest.mark.parametrize("naam", PARTIJEN)
def test_the_oracle_agrees_on_a_new_workbook(naam: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nearly all is still open, the rules speak that miss something.

    Of what the print brings about by itself the review tells; which that is, test_toets shows. The
    oracle knows of agreements alone what the document leaves out.
    """
    _of_print(monkeypatch)
    data = workbook(afspraken(), afspraken().partij(naam), PEILDATUM)
    book = Filled(naam, SEED)
    book.raw = raw_book("nieuw.xlsx", "0" * 64, data)
    for peildatum in DAYS[:3]:
        agree(book, [], peildatum=peildatum)


@pytest.mark.parametrize("naam", PARTIJEN)
def test_the_oracle_agrees_on_rows_that_somebody_began(
    naam: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A row that stands ready is one as soon as anything is filled in, changed or wiped there."""
    _of_print(monkeypatch)
    rng = random.Random(f"klaargezet {SEED}")  # noqa: S311
    data = workbook(afspraken(), afspraken().partij(naam), PEILDATUM)
    path = tmp_path / "nieuw.xlsx"
    path.write_bytes(data)
    waiting = check(path).book
    assert waiting is not None
    opened = load_workbook(io.BytesIO(data))
    rows = [(table, row) for table in waiting.tables.values() for row in table.ready]
    assert rows
    for table, row in rows:
        for column in rng.sample(table.table.input_columns, rng.choice((0, 1, 1, 2))):
            cell = opened[table.sheet][f"{table.letters[column.name]}{row}"]
            cell.value = rng.choice((None, 2019, 3, "onzin", "Woonforte", " "))
    saved = io.BytesIO()
    opened.save(saved)
    book = Filled(naam, SEED)
    book.raw = raw_book("begonnen.xlsx", "0" * 64, saved.getvalue())
    agree(book, [])


def _of_print(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = judging.of_print

    def of_agreements(findings: list[Finding], agreed: Afspraken) -> list[Finding]:
        return [one for one in printed(findings, agreed) if one.code.startswith("AFS")]

    monkeypatch.setattr(judging, "of_print", of_agreements)


def test_the_oracle_agrees_on_a_real_file(tmp_path: Path) -> None:
    rng, path = random.Random(f"bestand {SEED}"), tmp_path / "werkmap.xlsx"  # noqa: S311
    book = Filled(PARTIJEN[0], SEED)
    edits = mess(book, rng)
    opened = load_workbook(io.BytesIO(werkmap(book.naam, SEED)))
    in_file(opened, edits)
    opened.save(path)
    agree(book, damaged(edits), judged_in_file(path))


def test_the_oracle_knows_every_rule_on_columns_rows_and_sums() -> None:
    """A new rule needs its plain words in the oracle (test_geplant says of which it does not)."""
    unknown = {code for code in RULES if not ernst(code)}
    assert not {c for c in unknown if c.startswith("CEL")}, "no rule on cells goes without"
    assert not {rule.rule.code for rule in ROW_RULES} & unknown, "no rule on rows goes without"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"waarde": 4}, ["its value is 4, and not 3"]),
        ({"ernst": Severity.INFO}, ["it is a INFO, by ernst.csv a FOUT"]),
        ({"melding": "Van de 13 zijn er 3."}, ["it does not say '12': Van de 13 zijn er 3."]),
        ({"melding": "Van de 1.012 zijn er 3."}, ["it does not say '12': Van de 1.012 zijn er 3."]),
        ({"melding": "Van de 12,5 zijn er 3."}, ["it does not say '12': Van de 12,5 zijn er 3."]),
        ({"melding": "Van de 12 zijn er 3,"}, []),
    ],
)
def test_what_is_told_otherwise_is_a_difference(changes: Any, said: list[str]) -> None:
    """The comparison itself can fail: on a value, a severity, and a number of the sentence."""
    found = Finding("TWZ-002", Severity.FOUT, "Van de 12 zijn er 3.", "", Place("A", cel="B7"))
    oracle = Bevinding("TWZ-002", "A", "B7", (12, 3), 3)
    product = replace(found, waarde=3)
    told = told_otherwise([replace(product, **changes)], [oracle])
    assert told == [(("TWZ-002", "A", "B7"), text) for text in said]
