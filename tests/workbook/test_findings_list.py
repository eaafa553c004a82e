"""The Excel list of findings, read back by two readers that share nothing with the writer."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from proving.kit.told import HOSTILE, Told, verdicts
from python_calamine import load_workbook as calamine

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.lists.findings_list import (
    COLUMNS,
    FILE_COLUMNS,
    FILES,
    FINDINGS,
    HEADER,
    LONGEST,
    findings_list,
)


@pytest.fixture(scope="module")
def data() -> bytes:
    """Give the list of workbooks of every kind."""
    return findings_list(verdicts(), RULES, Path())


def _rows(data: bytes, sheet: str) -> list[list[object]]:
    return calamine(io.BytesIO(data)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def test_every_finding_has_a_row(data: bytes) -> None:
    header, *rows = _rows(data, FINDINGS)[HEADER - 1 :]
    assert header == list(COLUMNS)
    expected = [(one, finding) for one in verdicts() for finding in one.findings]
    assert [row[2] for row in rows] == [finding.code for _, finding in expected]
    assert [row[0] for row in rows] == [legible(one.path) for one, _ in expected]
    assert [row[9] for row in rows] == ["Herstel dit."] * len(expected)
    header, *rows = _rows(data, FILES)[HEADER - 1 :]
    assert header == list(FILE_COLUMNS)
    assert [row[1] for row in rows] == [
        "✓ geen fouten",
        "✗ fouten",
        "✗ onleesbaar",
        "? niet beoordeeld",
    ]
    assert [row[2] for row in rows] == ["8 van 8", "", "", ""]
    assert [row[3] for row in rows] == [0, 10, 1, 1]


def test_a_text_never_becomes_a_formula(data: bytes) -> None:
    book = load_workbook(io.BytesIO(data))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert types <= {"s", "inlineStr", "n", "d"}
    told = [row[8] for row in _rows(data, FINDINGS)]
    for text in HOSTILE:
        assert legible(text)[:LONGEST] in told
    parts = zipfile.ZipFile(io.BytesIO(data))
    for name in parts.namelist():
        if name.startswith("xl/worksheets/sheet"):
            assert b"<f>" not in parts.read(name)


def test_it_is_a_table_with_a_filter(data: bytes) -> None:
    book = load_workbook(io.BytesIO(data))
    for name, table, columns in (
        (FINDINGS, "tblBevindingen", COLUMNS),
        (FILES, "tblWerkmappen", FILE_COLUMNS),
    ):
        sheet = book[name]
        found = sheet.tables[table]
        assert found.autoFilter.ref == found.ref
        assert [column.name for column in found.tableColumns] == list(columns)
        assert sheet.freeze_panes == f"B{HEADER + 1}"
    fills = {row[1].value: row[1].fill.fgColor.rgb for row in book[FINDINGS].iter_rows(min_row=4)}
    assert len(set(fills.values())) == len(fills) == 3


def test_a_link_goes_to_the_cell(data: bytes) -> None:
    sheet = load_workbook(io.BytesIO(data))[FINDINGS]
    row = next(r for r in sheet.iter_rows(min_row=4) if r[2].value == "CEL-001")
    assert unquote(row[4].hyperlink.target) == "map/met #1 é & <b>.xlsx"
    assert row[4].hyperlink.location == "'Woningvoorraad'!D7"
    assert unquote(row[0].hyperlink.target) == "map/met #1 é & <b>.xlsx"
    assert "#" not in row[0].hyperlink.target


def test_the_same_run_gives_the_same_bytes(data: bytes) -> None:
    assert findings_list(verdicts(), RULES, Path()) == data
    core = zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml")
    assert set(re.findall(rb">(\d{4}-\d\d-\d\d)T", core)) == {b"2019-12-31"}


def test_a_list_without_findings_is_whole() -> None:
    data = findings_list([Told("goed.xlsx", Status.GOED)], RULES, Path())
    assert "De controle heeft niets gevonden." in {row[0] for row in _rows(data, FINDINGS)}
    assert load_workbook(io.BytesIO(data))[FINDINGS].tables["tblBevindingen"].ref == "A3:L4"
