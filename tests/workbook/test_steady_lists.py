"""A list for Excel is the same file whenever it is made of the same things."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from prestatieafspraken.templates.verdicts.overview import row, table
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.lists.findings_list import findings_list
from prestatieafspraken.workbook.lists.indicator_list import result_book
from prestatieafspraken.workbook.lists.overview_list import overview_book

LISTS: dict[str, Callable[[], bytes]] = {
    "bevindingen": lambda: findings_list([], {}, Path.cwd()),
    "overzicht": lambda: overview_book(table([row("a.xlsx", Status.GOED, None, None, (), {})])),
    "indicatoren": lambda: result_book("Indicatoren", ["code"], [["A"]], {}),
}


def test_the_filter_of_a_list_is_over_all_its_lines() -> None:
    data = result_book("Indicatoren", ["code", "waarde"], [["A", "1"], ["B", "2"]], {})
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet.auto_filter.ref == sheet.dimensions == "A1:B3"


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_no_time_at_which_it_was_made(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(LISTS[name]())) as archive:
        days = {info.date_time[:3] for info in archive.infolist()}
        core = archive.read("docProps/core.xml").decode("utf-8")
    assert days == {(1980, 1, 1)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:.]+Z", core)) == {"1980-01-01T00:00:00Z"}
