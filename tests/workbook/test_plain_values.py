"""A table as read holds plain Python: whoever looks at a value needs no library to know it."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from proving.kit import voorbeeld
from proving.kit.tabellen import TABLES, of_party

from prestatieafspraken.batch.side_by_side.extract import packed, unpacked
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.column import ColumnKind
from prestatieafspraken.workbook.reading.read import read

ROOT = Path(__file__).parents[2]
TYPES = {
    ColumnKind.WHOLE: int,
    ColumnKind.DECIMAL: float,
    ColumnKind.DAY: date,
    ColumnKind.TEXT: str,
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Read a filled workbook."""
    path = tmp_path_factory.mktemp("werkmap") / "gevuld.xlsx"
    path.write_bytes(voorbeeld.werkmap(voorbeeld.GEMEENTE, 1))
    return read(path, of_party)


def test_every_value_is_of_the_type_of_its_column(book: Book) -> None:
    seen = set()
    for data in book.tables.values():
        for column in data.table.columns:
            for value in data.values[column.name]:
                if value is not None:
                    assert type(value) is TYPES[column.kind], (data.table.name, column.name)
                    seen.add(column.kind)
    assert seen == set(ColumnKind)


def test_a_bound_is_of_the_type_of_its_column() -> None:
    for table in TABLES:
        for column in table.columns:
            for bound in (column.low, column.high):
                if column.kind is ColumnKind.DAY and bound is not None:
                    assert type(bound) is date


def test_an_extract_gives_the_same_values_back(book: Book) -> None:
    back = unpacked(packed(book, ()))
    days = 0
    for name, data in back.tables.items():
        for column, values in data.values.items():
            whole = book.tables[name].values[column]
            assert values == whole
            assert [*map(type, values)] == [*map(type, whole)]
            days += sum(type(value) is date for value in values)
    assert days


PANDAS = {
    *("workbook/book.py", "workbook/frames.py"),  # where a frame is made
    "validators/judging/pandera_schema.py",
    *("validators/declaring/column.py", "validators/any_sheet/formules.py"),  # formulas
    *("validators/sheets/totalen.py", "validators/any_sheet/jaarvergelijking.py"),
}
"""Where frames are made, computed with or handed on."""


def test_nobody_else_needs_pandas() -> None:
    using = set()
    for folder in ("workbook", "validators", "indicators", "batch", "addin", "templates", "cli"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names: list[Any] = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module or ""]
                if any(name.split(".")[0] == "pandas" for name in names):
                    using.add(path.relative_to(ROOT).as_posix())
    assert using == PANDAS
