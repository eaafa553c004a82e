"""Real workbooks to read, and ways to damage them as people and programs do."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from proving.hostile.damage import repack
from proving.kit import voorbeeld
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.reading.read import read

Edit = Callable[[Workbook], object]


@pytest.fixture(scope="session")
def afspraken() -> Afspraken:
    """Load the agreements of 2019."""
    return load("alphen-aan-den-rijn", 2019)


@pytest.fixture(scope="session")
def werkmap() -> bytes:
    """Build the workbook of Woonforte."""
    return voorbeeld.gedrukt("Woonforte")


@pytest.fixture
def lees(tmp_path: Path) -> Callable[..., Book]:
    """Give a function that writes bytes to a file and reads it."""

    def lees(data: bytes, name: str = "werkmap.xlsx") -> Book:
        path = tmp_path / name
        path.write_bytes(data)
        return read(path, of_party)

    return lees


@pytest.fixture
def bewerk(werkmap: bytes, lees: Callable[..., Book]) -> Callable[[Edit], Book]:
    """Give a function that changes the workbook with openpyxl, and reads what that made."""

    def bewerk(edit: Edit) -> Book:
        book = load_workbook(io.BytesIO(werkmap))
        edit(book)
        stream = io.BytesIO()
        book.save(stream)
        return lees(stream.getvalue())

    return bewerk


@pytest.fixture
def verander(werkmap: bytes, lees: Callable[..., Book]) -> Callable[..., Book]:
    """Give a function that changes parts of the workbook as bytes, and reads what that made."""

    def verander(change: Callable[[str, bytes], bytes | None]) -> Book:
        return lees(repack(werkmap, change))

    return verander
