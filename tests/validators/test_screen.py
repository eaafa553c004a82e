"""Three judges of a column, held equal: the first look, the schema of pandera, and plain Python.

The first two follow from the declaration; the third is written down here, value by value, from
what a column says of itself. The seed is printed when the tests start; PRESTATIEAFSPRAKEN_ZAAD
repeats a run.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import inf, nextafter
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pandera.errors import SchemaErrorReason, SchemaErrors
from proving.kit.tabellen import TABLES, table
from proving.kit.voorbeeld import afspraken, werkmap

from prestatieafspraken.validators.declaring.column import count
from prestatieafspraken.validators.judging import pandera_schema
from prestatieafspraken.validators.judging.failures import CellFailure, cell_failures
from prestatieafspraken.validators.judging.pandera_schema import failing, schema
from prestatieafspraken.validators.judging.screen import demands, doubtful
from prestatieafspraken.validators.personal.persoonsgegevens import KINDS, hinted
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.address import letter
from prestatieafspraken.workbook.book import ANY_DIGIT, TableData
from prestatieafspraken.workbook.column import Column, ColumnKind
from prestatieafspraken.workbook.table import HEADER_ROW, Table

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


def _choices(column: Column) -> tuple[str, ...]:
    return codelists(afspraken())[column.codelist] if column.codelist else ()


def _edges(column: Column) -> list[Any]:
    """Give values on both sides of each bound of a column, and on it."""
    low, high = column.low, column.high
    if column.kind is ColumnKind.TEXT:
        longest = column.longest or 20
        lengths = [n for n in (longest - 1, longest, longest + 1) if n > 0]
        near = [one + more for one in _choices(column) for more in ("", " ", "x")]
        return [*TEXTS, *("y" * n for n in lengths), *("ë" * n for n in lengths), *near]
    ends = [bound for bound in (low, high) if bound is not None]
    if column.kind is ColumnKind.DAY:
        days = (date(2019, 7, 1), *ends)
        return [day + timedelta(days=n) for day in days for n in (-1, 0, 1)]
    if column.kind is ColumnKind.WHOLE:
        return [bound + n for bound in (*ends, 0) for n in (-1, 0, 1)]
    beside = [nextafter(float(bound), to) for bound in ends for to in (-inf, inf)]
    return [*beside, *(float(bound) + n for bound in (*ends, 0) for n in (-0.001, 0, 0.001))]


def _values(column: Column, amount: int, rng: random.Random) -> list[Any]:
    own = [value for value in (None, *_edges(column)) if rng.random() < 0.4] or [None]
    return [rng.choice(own) for _ in range(amount)]


def _plainly(column: Column, value: Any) -> list[str]:
    """Give the codes of what is wrong with a value, in plain Python."""
    wrong = []
    if isinstance(value, str):
        if column.name == "bag_id" and not (
            len(value) == 16 and all("0" <= sign <= "9" for sign in value)
        ):
            wrong.append("CEL-013")
        if column.codelist is None and column.name != "bag_id" and len(value) > column.longest:
            wrong.append("CEL-009")
        if column.codelist is not None and value not in _choices(column):
            wrong.append("CEL-008")
        return wrong
    if column.low is not None and value < column.low:
        wrong.append("CEL-006")
    if column.high is not None and value > column.high:
        wrong.append("CEL-007")
    return wrong


def _by_first_look(column: Column, values: Sequence[Any]) -> list[list[str]]:
    doubts = doubtful(column, _choices(column), values)
    return [[demand.code for demand, doubt in doubts if one in doubt] for one in values]


def _by_schema(column: Column, values: Sequence[Any]) -> list[list[str]]:
    wrong: list[list[str]] = [[] for _ in values]
    for demand in demands(column, _choices(column)):
        for position in failing(column, _choices(column), demand, values):
            wrong[position].append(demand.code)
    return wrong


def _drawn(column: Column) -> st.SearchStrategy[Any]:
    """Give any value that reading can make of a cell of a column."""
    if column.kind is ColumnKind.TEXT:
        more: st.SearchStrategy[Any] = st.text(max_size=60) | st.text("0123456789", max_size=18)
    elif column.kind is ColumnKind.DAY:
        more = st.dates(date(1900, 1, 1), date(2199, 12, 31))
    elif column.kind is ColumnKind.WHOLE:
        more = st.integers(-(10**15), 10**15)
    else:
        more = st.floats(-1e15, 1e15)
    return st.sampled_from(_edges(column)) | more


INPUTS = [(table, column) for table in TABLES for column in table.input_columns]


@pytest.mark.steekproef(70)
@pytest.mark.parametrize(
    "column", [c for _, c in INPUTS], ids=[f"{t.name}.{c.name}" for t, c in INPUTS]
)
def test_three_judges_say_the_same_of_every_column(column: Column) -> None:
    edges = _edges(column)
    wrong = [_plainly(column, value) for value in edges]
    assert _by_first_look(column, edges) == wrong
    assert _by_schema(column, edges) == wrong
    declared = {demand.code for demand in demands(column, _choices(column))}
    assert {code for codes in wrong for code in codes} == declared

    @settings(max_examples=20)
    @given(st.lists(_drawn(column), min_size=1, max_size=8))
    def same(values: list[Any]) -> None:
        plainly = [_plainly(column, value) for value in values]
        assert _by_first_look(column, values) == plainly
        assert _by_schema(column, values) == plainly

    same()


def _by_pandera(data: TableData, lists: Mapping[str, tuple[str, ...]]) -> Counter[CellFailure]:
    """Give what pandera finds when the whole table goes through its schema."""
    found: Counter[CellFailure] = Counter()
    try:
        columns = [column for column in data.table.input_columns if column.name in data.letters]
        declared = {c.name: schema(c, lists[c.codelist] if c.codelist else ()) for c in columns}
        pa.DataFrameSchema(declared).validate(data.frame, lazy=True)
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


def test_pandera_decides_what_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first look doubts and pandera passes is no fault."""
    column = table("nieuwbouwprojecten").column("woningen")
    data = _one_column(column, [4, None, 0, 6_000])
    lists = codelists(afspraken())
    assert _codes(cell_failures(data, lists)) == [("CEL-001", 8), ("CEL-006", 9), ("CEL-007", 10)]
    lenient = schema(column)
    lenient.checks = [pa.Check.ge(-5, name="CEL-006"), pa.Check.le(5_000, name="CEL-007")]
    monkeypatch.setattr(pandera_schema, "schema", lambda *_: lenient)
    assert _codes(cell_failures(data, lists)) == [("CEL-001", 8), ("CEL-007", 10)]


def test_a_bound_of_nothing_is_a_bound() -> None:
    column = count("krimp", "Krimp", minimum=-5, maximum=0, help="Hoeveel het er minder werden.")
    data = _one_column(column, [-6, -5, 0, 1])
    assert _codes(cell_failures(data, {})) == [("CEL-006", 7), ("CEL-007", 10)]


@pytest.mark.parametrize(
    ("name", "values"),
    [("woningen", ["12"]), ("maatwerk", ["0,5"]), ("oplevering", [1.0]), ("project", [1])],
)
def test_the_schema_refuses_a_column_of_another_type(name: str, values: list[Any]) -> None:
    column = table("nieuwbouwprojecten").column(name)
    with pytest.raises(SchemaErrors) as told:
        schema(column).validate(pd.DataFrame({name: values}), lazy=True)
    reasons = {error.reason_code for error in told.value.schema_errors}
    assert SchemaErrorReason.WRONG_DATATYPE in reasons


def _one_column(column: Column, values: list[Any]) -> TableData:
    alone = Table("een", "Een", "tblEen", "Een", "Een", 1, (column,), (column.name,))
    held = {column.name: values}
    rows = range(7, 7 + len(values))
    return TableData(alone, alone.sheet, rows, held, held, {}, {column.name: "A"})


def _codes(failures: Sequence[CellFailure]) -> list[tuple[str, int]]:
    return [(code, row) for code, _, row in failures]


CHECKING = """
import sys
from prestatieafspraken.batch.judging.check import check
verdict = check(__import__("pathlib").Path(sys.argv[1]))
print([f.code for f in verdict.findings if f.code in sys.argv[2]], "pandera" in sys.modules)
"""


def test_a_workbook_without_a_value_in_doubt_is_judged_without_pandera(tmp_path: Path) -> None:
    good, bad = tmp_path / "goed.xlsx", tmp_path / "fout.xlsx"
    good.write_bytes(werkmap("Woonforte", SEED))
    book = load_workbook(good)
    sheet = book["Woningvoorraad"]
    (header,) = (cell for cell in sheet[HEADER_ROW] if cell.value == "Jaar")
    sheet.cell(HEADER_ROW + 1, header.column).value = 1900
    book.save(bad)
    codes = "CEL-006 CEL-007 CEL-008 CEL-009 CEL-013"
    for path, told in ((good, "[] False"), (bad, "['CEL-006'] True")):
        command = [sys.executable, "-c", CHECKING, str(path), codes]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == told


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
