"""The four classic surprises, on real files of a completely filled workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pandas.testing import assert_frame_equal
from proving.hostile.damage import repack
from proving.kit.soffice import convert
from proving.kit.voorbeeld import PARTIJEN, PEILDATUM, printed, werkmap
from proving.planten.planting import known_by

from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.finding import Severity

pytestmark = pytest.mark.traag

SEED = 2019
ERRORS = (
    *("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"),
    *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!"),
    *("#BUSY!", "#PYTHON!", "#EXTERNAL!", "#GETTING_DATA"),
)
"""All that a cell of Excel can show, written down here once more and not taken from the product."""

Judge = Callable[[bytes], Verdict]


@pytest.fixture(params=PARTIJEN)
def naam(request: pytest.FixtureRequest) -> str:
    """Give each party in turn."""
    return str(request.param)


@pytest.fixture
def oordeel(tmp_path: Path) -> Judge:
    """Give a function that writes bytes to a file and judges it."""

    def oordeel(data: bytes) -> Verdict:
        path = tmp_path / "werkmap.xlsx"
        path.write_bytes(data)
        return check(path)

    return oordeel


def same(one: Verdict, other: Verdict) -> None:
    """Compare the template, the start sheet and all values, to the type of each column."""
    assert one.book is not None
    assert other.book is not None
    assert one.book.template == other.book.template
    assert one.book.start == other.book.start
    assert set(one.book.tables) == set(other.book.tables)
    for name, data in one.book.tables.items():
        inputs = [column.name for column in data.table.input_columns]
        assert_frame_equal(data.frame[inputs], other.book.tables[name].frame[inputs])


def silent(verdict: Verdict) -> None:
    """Fail on anything that is said beyond information, and not about the agreements."""
    told = [
        f"{f.code} {f.place} {f.melding}"
        for f in verdict.findings
        if f.ernst is not Severity.INFO and not printed(f)
    ]
    assert told == []
    assert verdict.status.is_sound


def data_sheets(name: str) -> bool:
    """Say whether a part is a sheet."""
    return re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name) is not None


# --- error values ---


def test_all_error_values_are_named_at_their_cell(oordeel: Judge) -> None:
    opened = load_workbook(io.BytesIO(werkmap(PARTIJEN[0], SEED)))
    sheet = opened["Energielabels"]
    for number, error in enumerate(ERRORS):
        cell: Any = sheet.cell(7 + number, 1 + number % 9)
        cell._value, cell.data_type = error, "e"
    stream = io.BytesIO()
    opened.save(stream)
    found = {
        f.place.cel: (f.code, f.waarde, f.place.kolom)
        for f in oordeel(stream.getvalue()).findings
        if f.ernst is not Severity.INFO and not printed(f)
    }
    headers = [cell.value for cell in sheet[6]]
    assert len(ERRORS) == 17
    assert found == {
        address(7 + number, 1 + number % 9): ("CEL-005", error, headers[number % 9])
        for number, error in enumerate(ERRORS)
    }


# --- Excel's other kind of .xlsx ---

STRICT = [
    (
        rb"/officeDocument/2006/relationships/extended-properties",
        b"relationships/extendedProperties",
    ),
    (rb"/officeDocument/2006/relationships/custom-properties", b"relationships/customProperties"),
    (rb"/officeDocument/2006/extended-properties", b"extendedProperties"),
    (rb"/officeDocument/2006/custom-properties", b"customProperties"),
    (rb"/officeDocument/2006/docPropsVTypes", b"docPropsVTypes"),
    (rb"/officeDocument/2006/relationships", b"relationships"),
]
"""What the namespaces and kinds of relations are called in the strict form (ISO/IEC 29500-1)."""


def _strict(name: str, content: bytes) -> bytes:
    if name == "[Content_Types].xml":
        return content
    old, new = b"http://schemas.openxmlformats.org", b"http://purl.oclc.org/ooxml"
    for transitional, strict in STRICT:
        content = content.replace(old + transitional, new + b"/officeDocument/" + strict)
    for form in (b"spreadsheetml", b"drawingml"):
        content = re.sub(
            old + rb"/" + form + rb"/2006/(\w+)", new + rb"/" + form + rb"/\1", content
        )
    if name == "xl/workbook.xml":
        content = content.replace(b"<workbook ", b'<workbook conformance="strict" ', 1)
    return content


def _days_as_text(data: bytes, form: str) -> Callable[[str, bytes], bytes]:
    """Write the cells that look like a day as ISO 8601, which only the strict form knows."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        looks = parts.read("xl/styles.xml")
    (number,) = re.findall(rb'<numFmt numFmtId="(\d+)" formatCode="dd-mm-yyyy"', looks)
    cells = re.findall(rb"<xf [^>]*>", re.findall(rb"<cellXfs.*?</cellXfs>", looks, re.DOTALL)[0])
    styles = {n for n, xf in enumerate(cells) if b'numFmtId="' + number + b'"' in xf}

    def change(name: str, content: bytes) -> bytes:
        if not data_sheets(name):
            return content

        def iso(match: re.Match[bytes]) -> bytes:
            if int(match[2]) not in styles:
                return match[0]
            day = date(1899, 12, 30) + timedelta(int(match[3]))
            text = f"{day.isoformat()}{form}".encode()
            return b'<c r="' + match[1] + b'" s="' + match[2] + b'" t="d"><v>' + text + b"</v></c>"

        return re.sub(rb'<c r="([A-Z]+\d+)" s="(\d+)"(?: t="n")?><v>(\d+)</v></c>', iso, content)

    return change


def test_strict_open_xml(naam: str, oordeel: Judge) -> None:
    data = werkmap(naam, SEED)
    strict = repack(data, _strict)
    with zipfile.ZipFile(io.BytesIO(strict)) as parts:
        names = {name for name in parts.namelist() if name != "[Content_Types].xml"}
        assert not [n for n in names if b"openxmlformats.org/spreadsheetml" in parts.read(n)]
        assert b'conformance="strict"' in parts.read("xl/workbook.xml")
    verdict = oordeel(strict)
    silent(verdict)
    same(verdict, oordeel(data))


@pytest.mark.parametrize("form", ["", "T00:00:00", "T00:00:00.000"])
def test_days_that_the_strict_form_writes_as_text(form: str, oordeel: Judge) -> None:
    data = werkmap("Habeko Wonen", SEED)
    strict = repack(repack(data, _days_as_text(data, form)), _strict)
    with zipfile.ZipFile(io.BytesIO(strict)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if data_sheets(name))
    assert sheets.count(b't="d"') > 20
    verdict = oordeel(strict)
    silent(verdict)
    same(verdict, oordeel(data))


def test_the_template_is_known_by_the_property_of_a_strict_file(oordeel: Judge) -> None:
    def change(name: str, content: bytes) -> bytes:
        content = _strict(name, content)
        if name == "xl/workbook.xml":  # without the cell that stands in for the property
            content, hits = re.subn(rb'<definedName name="sjabloon".*?</definedName>', b"", content)
            assert hits == 1
        return content

    assert oordeel(repack(werkmap("Woonforte", SEED), change)).status.is_sound


# --- days that count from 1904 ---


def test_days_that_count_from_1904(naam: str, oordeel: Judge) -> None:
    data = werkmap(naam, SEED)
    opened = load_workbook(io.BytesIO(data))
    opened.epoch = datetime(1904, 1, 1)
    stream = io.BytesIO()
    opened.save(stream)
    raw = stream.getvalue()
    parts: dict[str, bytes] = {}
    repack(raw, lambda name, content: parts.setdefault(name, content))
    assert re.search(rb'<workbookPr[^>]*date1904="(?:1|true)"', parts["xl/workbook.xml"])
    assert b"<v>42368</v>" in parts["xl/worksheets/sheet1.xml"]  # 1,462 days fewer than 43830
    verdict = oordeel(raw)
    silent(verdict)
    assert verdict.peildatum == PEILDATUM
    same(verdict, oordeel(data))


# --- saved by other programs ---


def test_saved_by_a_library_that_stores_no_outcomes(naam: str, oordeel: Judge) -> None:
    data = werkmap(naam, SEED)
    opened = load_workbook(io.BytesIO(data))
    stream = io.BytesIO()
    opened.save(stream)
    verdict = oordeel(stream.getvalue())
    silent(verdict)
    same(verdict, oordeel(data))


@pytest.mark.steekproef(1)
def test_saved_by_libreoffice(naam: str, oordeel: Judge, tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    data = werkmap(naam, SEED)
    path.write_bytes(data)
    saved = convert(path, "xlsx", tmp_path).read_bytes()
    assert load_workbook(io.BytesIO(saved), data_only=True)["Dashboard"].max_row > 5
    verdict = oordeel(saved)
    silent(verdict)
    same(verdict, oordeel(data))
    wrong = load_workbook(io.BytesIO(saved))
    wrong["Woningvoorraad"]["D10"] = "veel"  # of 2019, of which the document printed nothing
    stream = io.BytesIO()
    wrong.save(stream)
    told = known_by(oordeel(stream.getvalue()).findings)
    assert told == {("CEL-002", "Woningvoorraad", "D10"): 1}
