"""The first look at a column and pandera: equal on random columns, so that neither hides a fault.

The seed is printed when the tests start; PRESTATIEAFSPRAKEN_ZAAD repeats a run.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.errors import SchemaErrors
from voorbeeld import afspraken

from prestatieafspraken.validators.codelists import codelists
from prestatieafspraken.validators.column import count, text
from prestatieafspraken.validators.persoonsgegevens import KINDS
from prestatieafspraken.validators.schema import checks_of
from prestatieafspraken.validators.screen import is_clean
from prestatieafspraken.validators.tables import TABLES
from prestatieafspraken.workbook.book import ANY_DIGIT
from prestatieafspraken.workbook.coerce import kind
from prestatieafspraken.workbook.table import Column

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
TEXTS = ("", "x", "Ja", "Woonforte", "Boskoop", "naïef é", "1234567890123456", "1234567890123456\n")
PER_TABLE = 12
"""Random columns per table; a check of pandera takes some milliseconds."""


def _values(column: Column, rng: random.Random) -> list[Any]:
    """Give values of the type of a column, on, just inside and just outside its bounds."""
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
    return [rng.choice(own) for _ in range(rng.randrange(1, 8))]


def _pandera_passes(column: Column, checks: Sequence[pa.Check], series: pd.Series) -> bool:
    schema = pa.Column(column.schema.dtype, checks, nullable=column.schema.nullable)
    try:
        pa.DataFrameSchema({column.name: schema}).validate(series.to_frame(column.name), lazy=True)
    except SchemaErrors:
        return False
    return True


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_first_look_says_what_pandera_says(table) -> None:  # type: ignore[no-untyped-def]
    rng = random.Random(f"{SEED} {table.name}")  # noqa: S311
    lists = codelists(afspraken())
    for _ in range(PER_TABLE):
        column = rng.choice(table.input_columns)
        values = _values(column, rng)
        dtype = str(column.schema.dtype) if rng.random() < 0.95 else "object"
        series = pd.Series(values, dtype=object).astype(dtype)
        checks = checks_of(column, lists)
        looked, passes = (
            is_clean(column, checks, series.dtype, values),
            _pandera_passes(column, checks, series),
        )
        # A column of another type goes to pandera, whatever that says of it.
        assert looked == (passes and dtype != "object"), (SEED, column.name, values, dtype)


def test_what_the_first_look_does_not_know_is_left_to_pandera() -> None:
    column = count("aantal", "Aantal", help="Aantal.")
    values, dtype = [4, 6], pd.Series([1], dtype="Int64").dtype
    even = pa.Check(lambda numbers: numbers % 2 == 0, name="EVEN")
    assert is_clean(column, column.schema.checks, dtype, values)
    assert not is_clean(column, [*column.schema.checks, even], dtype, values)
    own_words = pa.Check.le(10, name="CEL-007", error="hoogstens tien")
    assert not is_clean(column, [own_words], dtype, values)
    assert not is_clean(text("naam", "Naam", help="Naam."), [], dtype, values)


def test_the_form_of_a_text_shows_what_its_digits_may_hide() -> None:
    rng = random.Random(SEED)  # noqa: S311
    pieces = ["111222333", "123456782", "06-12345678", "+31 6 12345678", "0172 123456", "tel ",
              "NL91ABNA0417164300", "jan@x.nl", "Dorpsstraat 12", "2401 AB", "-", " ", "x", "€ ",
              "9", "0", "VHE-", "(0172) 12 34 56", "0031", "12.34", "1", "\n"]  # fmt: skip
    seen = set()
    for _ in range(4_000):
        made = "".join(rng.choice(pieces) for _ in range(rng.randrange(1, 5)))
        for one in KINDS:
            if one.hint.search(made):
                seen.add(one.name)
                assert one.form.search(made.translate(ANY_DIGIT)), (SEED, one.name, made)
    assert seen == {one.name for one in KINDS}
