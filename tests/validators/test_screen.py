"""The first look at a column and pandera: equal on random columns, so that neither hides a fault.

The seed is printed when the tests start; PRESTATIEAFSPRAKEN_ZAAD repeats a run.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.errors import SchemaErrorReason, SchemaErrors
from voorbeeld import afspraken

from prestatieafspraken.validators.codelists import codelists
from prestatieafspraken.validators.persoonsgegevens import KINDS, hinted
from prestatieafspraken.validators.schema import CellFailure, cell_failures, cell_schema
from prestatieafspraken.validators.screen import doubtful
from prestatieafspraken.validators.tables import TABLES
from prestatieafspraken.workbook.book import ANY_DIGIT, TableData
from prestatieafspraken.workbook.coerce import kind
from prestatieafspraken.workbook.source import letter
from prestatieafspraken.workbook.table import Column, Table

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
TEXTS = ("", "x", "Ja", "Woonforte", "Boskoop", "naïef é", "1234567890123456", "1234567890123456\n")
PER_TABLE = 3
"""Random tables of each kind; pandera takes some tens of milliseconds for one."""


def _table(table: Table, rng: random.Random) -> TableData:
    """Give a table of some rows with values on, just inside and just outside the bounds."""
    numbers = range(7, 7 + rng.randrange(1, 9))
    values = {c.name: _values(c, len(numbers), rng) for c in table.columns}
    unusable = {
        name: frozenset(
            row
            for row, value in zip(numbers, listed, strict=True)
            if value is None and rng.random() < 0.2
        )
        for name, listed in values.items()
    }
    letters = {column.name: letter(n) for n, column in enumerate(table.columns, 1)}
    left = rng.choice([None, *letters])
    return TableData(
        table,
        table.sheet,
        numbers,
        values,
        values,
        unusable,
        {name: at for name, at in letters.items() if name != left},
    )


def _values(column: Column, amount: int, rng: random.Random) -> list[Any]:
    bounds, what = column.statistics, kind(column)
    low, high = bounds.get("min_value"), bounds.get("max_value")
    pool: list[Any] = [None]
    if what == "text":
        longest = high or 20
        pool += [*TEXTS, "y" * (longest - 1), "y" * longest, "y" * (longest + 1)]
        pool += codelists(afspraken())[column.codelist] if column.codelist else ()
    elif what == "day":
        days = [pd.Timestamp("2019-07-01"), low, high]
        pool += [day + pd.Timedelta(days=n) for day in days for n in (-1, 0, 1)]
    else:
        step = 1 if what == "whole" else 0.001
        ends = [bound for bound in (low, high) if bound is not None]
        pool += [bound + n * step for bound in (*ends, 0) for n in (-1, 0, 1)]
    own = [value for value in pool if rng.random() < 0.4] or [None]
    return [rng.choice(own) for _ in range(amount)]


def _pandera_passes(column: Column, checks: Sequence[pa.Check], series: pd.Series) -> bool:
    schema = pa.Column(column.schema.dtype, checks, nullable=column.schema.nullable)
    try:
        pa.DataFrameSchema({column.name: schema}).validate(series.to_frame(column.name), lazy=True)
    except SchemaErrors:
        return False
    return True


def _by_pandera(data: TableData, lists: Mapping[str, Sequence[str]]) -> Counter[CellFailure]:
    """Give what pandera finds when the whole table goes through its schema."""
    found: Counter[CellFailure] = Counter()
    try:
        cell_schema(data.table, list(data.letters), lists).validate(data.frame, lazy=True)
    except SchemaErrors as errors:
        for error in errors.schema_errors:
            name = str(error.schema.name)
            if error.reason_code is SchemaErrorReason.SERIES_CONTAINS_NULLS:
                empty = data.frame[name].isna() & ~data.unusable[name]
                found.update(("CEL-001", name, row) for row in data.frame.index[empty])
            else:
                wrong = error.check_output.index[~error.check_output.astype(bool)]
                found.update((str(error.check.name), name, row) for row in wrong)
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_cells_are_judged_as_by_the_schema_of_pandera(table: Table) -> None:
    rng = random.Random(f"{SEED} {table.name}")  # noqa: S311
    lists, told = codelists(afspraken()), 0
    for _ in range(PER_TABLE):
        data = _table(table, rng)
        found = Counter(cell_failures(data, lists))
        told += len(found)
        assert found == _by_pandera(data, lists), (SEED, data.frame.to_dict("list"))
    assert told


def test_what_the_first_look_does_not_know_is_left_to_pandera() -> None:
    even = pa.Check(lambda numbers: numbers % 2 == 0, name="EVEN")
    own_words = pa.Check.le(10, name="CEL-007", error="hoogstens tien")
    known = pa.Check.le(10, name="CEL-007")
    assert doubtful([even, own_words, known], [4, None, 6]) == [(even, {4, 6}), (own_words, {4, 6})]
    assert doubtful([even, known], [4, 12, 4]) == [(even, {4, 12}), (known, {12})]
    assert doubtful([even, known], [None]) == []


def test_the_form_of_a_text_shows_what_its_digits_may_hide() -> None:
    rng = random.Random(SEED)  # noqa: S311
    pieces = ["111222333", "123456782", "06-12345678", "+31 6 12345678", "0172 123456", "tel ",
              "NL91ABNA0417164300", "jan@x.nl", "Dorpsstraat 12", "2401 AB", "-", " ", "x", "€ ",
              "9", "0", "VHE-", "(0172) 12 34 56", "0031", "12.34", "1", "\n",
              "geb. ", "is dement", "\u00a0", "\uff11"]  # fmt: skip
    seen = set()
    for _ in range(4_000):
        made = "".join(rng.choice(pieces) for _ in range(rng.randrange(1, 5)))
        for one in KINDS:
            if hinted(one, made):
                seen.add(one.name)
                assert hinted(one, made.translate(ANY_DIGIT)), (SEED, one.name, made)
    assert seen == {one.name for one in KINDS}
