"""Closed files: what cannot be read is told with a code; what can be read is read exactly."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from pandas.testing import assert_frame_equal
from proving.hostile.damage import ole, repack, with_flag, zipped
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.kopie import Kopie
from prestatieafspraken.workbook.book import Book, Start
from prestatieafspraken.workbook.building.build import LAYOUT_VERSION
from prestatieafspraken.workbook.reading.carried import carried
from prestatieafspraken.workbook.reading.cell_faults import ERROR_CAUSES
from prestatieafspraken.workbook.reading.faults import FAULTS
from prestatieafspraken.workbook.reading.read import raw_book, read
from prestatieafspraken.workbook.reading.template import LAYOUTS
from prestatieafspraken.workbook.table import COPY_SHEET
from prestatieafspraken.workbook.template_id import TEMPLATE_PROPERTY

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
FOLLOW = "http://schemas.openxmlformats.org/officeDocument/2006"

Lees = Callable[..., Book]


def codes(book: Book) -> list[str]:
    """Give the codes of all findings."""
    return [finding.code for finding in book.findings]


def same(one: Book, other: Book) -> None:
    """Compare all tables of two books, to the type of each column."""
    assert set(one.tables) == set(other.tables)
    for name, data in one.tables.items():
        assert_frame_equal(data.frame, other.tables[name].frame)


# --- files that are no workbook ---


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "BST-004", "leeg"),
        (b"Corporatie;Jaar\nWoonforte;2018\n", "BST-006", "tekstbestand"),
        (b"<!DOCTYPE html><html></html>", "BST-006", "webpagina"),
        (b"\n <HTML><body>", "BST-006", "webpagina"),
        (b"<?xml version='1.0'?><a/>", "BST-006", "XML"),
        (PNG, "BST-006", "afbeelding"),
        (b"%PDF-1.7\n", "BST-006", "PDF"),
        (bytes(range(256)), "BST-006", "onbekende soort"),
        (b"PK", "BST-006", "ingepakt"),
        (ole("Workbook"), "BST-007", ".xls"),
        (ole("Book"), "BST-007", ".xls"),
        (b"\x09\x08\x10\x00\x00\x06", "BST-007", ".xls"),
        (ole("EncryptionInfo", "EncryptedPackage"), "BST-009", "wachtwoord"),
        (ole("WordDocument"), "BST-006", "Word"),
        (ole("Iets"), "BST-006", "oud Office"),
        (zipped(a_txt=b"x"), "BST-006", "zipbestand"),
        (zipped(word__document_xml=b"<x/>"), "BST-006", "Word"),
        (zipped(ppt__presentation_xml=b"<x/>"), "BST-006", "presentatie"),
        (zipped(xl__workbook_bin=b""), "BST-008", ".xlsb"),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            "BST-008",
            ".ods",
        ),
        (zipped(Index__Document_iwa=b""), "BST-008", "Numbers"),
        (b"PK\x03\x04" + bytes(40), "BST-010", "niet volledig"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_no_workbook(data: bytes, code: str, word: str, lees: Lees) -> None:
    book = lees(data)
    assert not book.readable
    assert codes(book) == [code]
    assert word in book.findings[0].melding
    assert "{" not in book.findings[0].melding + book.findings[0].herstel
    assert book.sha256 == hashlib.sha256(data).hexdigest()
    assert book.tables == {}


def test_a_path_without_a_readable_file(tmp_path: Path) -> None:
    assert codes(read(tmp_path / "weg.xlsx", of_party)) == ["BST-001"]
    assert codes(read(tmp_path / "a\x00b.xlsx", of_party)) == ["BST-001"]
    assert codes(read(tmp_path, of_party)) == ["BST-003"]
    (tmp_path / "bestand").write_text("x")
    assert codes(read(tmp_path / "bestand" / "x.xlsx", of_party)) == ["BST-001"]
    assert codes(read(tmp_path / ("x" * 400), of_party)) == ["BST-003"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path, werkmap: bytes) -> None:
    path = tmp_path / "dicht.xlsx"
    path.write_bytes(werkmap)
    path.chmod(0)
    assert codes(read(path, of_party)) == ["BST-003"]


def test_the_lock_that_excel_puts_beside_a_workbook(lees: Lees) -> None:
    assert codes(lees(b"\x05Bea" + bytes(100), "~$werkmap.xlsx")) == ["BST-005"]


def test_the_name_of_a_file_does_not_count(lees: Lees, werkmap: bytes) -> None:
    assert lees(werkmap, "werkmap.xls").readable
    assert lees(werkmap, "werkmap").readable


def replaced(part: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    """Give a change of one part, which must have something to change."""

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert old in content, f"{part} has no {old!r}"
        return content.replace(old, new)

    return change


SHEET = "xl/worksheets/sheet7.xml"  # Woningvoorraad
FAR = b'<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("change", "code", "word"),
    [
        (lambda n, c: None if n == SHEET else c, "BST-010", "blad Woningvoorraad ontbreekt"),
        (lambda n, c: None if n == "xl/workbook.xml" else c, "BST-010", "lijst van bladen"),
        (lambda n, c: c[:-20] if n == "xl/workbook.xml" else c, "BST-010", "verminkt"),
        (lambda n, c: c[: len(c) // 2] if n == SHEET else c, "BST-010", "is verminkt"),
        (replaced(SHEET, b"<worksheet", b"<!DOCTYPE a><worksheet"), "BST-011", "declaratie"),
        (replaced("xl/workbook.xml", b"<workbook", b"<!DOCTYPE a><workbook"), "BST-011", ""),
        (replaced(SHEET, b"</sheetData>", FAR), "BST-012", "Woningvoorraad loopt"),
        (replaced(SHEET, b'<row r="7"', b'<row r="9999999"'), None, ""),
        (
            lambda n, c: c.decode().encode("utf-16") if n == SHEET else c,
            "BST-010",
            "tekencodering",
        ),
        (
            replaced("xl/workbook.xml", b'name="Doelen"', b'name="Partijen"'),
            "BST-010",
            "twee bladen heten Partijen",
        ),
    ],
    ids=[
        *("no sheet", "no workbook part", "cut workbook part", "cut sheet", "doctype in sheet"),
        *("doctype in workbook", "far cell", "far row without cells", "utf-16", "same name twice"),
    ],
)
def test_a_damaged_workbook(change: Any, code: str | None, word: str, verander: Lees) -> None:
    book = verander(change)
    assert book.readable is (code is None)
    if code:
        assert codes(book) == [code]
        assert word in book.findings[0].melding


def test_a_zip_that_is_cut_locked_or_doubled(lees: Lees, werkmap: bytes) -> None:
    assert codes(lees(werkmap[:-400])) == ["BST-010"]
    assert codes(lees(werkmap[: len(werkmap) // 2])) == ["BST-010"]
    assert codes(lees(with_flag(werkmap, 1))) == ["BST-009"]
    stream = io.BytesIO(werkmap)
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("XL/workbook.xml", b"<x/>")
    assert codes(lees(stream.getvalue())) == ["BST-010"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_makes_it_raise(data: st.DataObject, werkmap: bytes, tmp_path: Path) -> None:
    where = data.draw(st.lists(st.integers(0, len(werkmap) - 1), max_size=8))
    damaged = bytearray(werkmap)
    for at in where:
        damaged[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(werkmap) - 200, len(werkmap)))
    path = tmp_path / "x.xlsx"
    path.write_bytes(damaged[:cut])
    book = read(path, of_party)
    assert book.readable or len(book.findings) == 1


# --- the template ---


def test_a_fresh_workbook_is_read_without_a_finding(
    lees: Lees, werkmap: bytes, afspraken: Afspraken
) -> None:
    book = lees(werkmap)
    assert book.findings == []
    assert book.not_judged == {}
    assert str(book.template) == "alphen-aan-den-rijn/2019/1/corporatie"
    assert (book.start.gemeente, book.start.jaar) == ("Alphen aan den Rijn", 2019)
    assert (book.start.partij, book.start.status) == ("Woonforte", "concept")
    assert book.start.peildatum == date(2019, 12, 31)
    assert set(book.tables) == {table.name for table in of_party("corporatie")}
    stock = book.frame("woningvoorraad")
    assert stock is not None
    assert list(stock.index) == [7, 8, 9]
    assert stock["daeb"].tolist() == [9769, 9823, 10053]  # the document, r. 276-280
    index = book.frame("energie_index")
    assert index is not None
    assert index["energie_index"].tolist() == [1.79, 1.63]  # the document, r. 769-776


def test_the_reader_knows_the_layout_that_is_built() -> None:
    assert LAYOUT_VERSION in LAYOUTS


def test_another_workbook(lees: Lees) -> None:
    stream = io.BytesIO()
    Workbook().save(stream)
    book = lees(stream.getvalue())
    assert not book.readable
    assert codes(book) == ["SJB-001"]


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("alphen-aan-den-rijn/2019/1", "SJB-002"),
        ("x/jaar/1/gemeente", "SJB-002"),
        ("{x}", "SJB-002"),
        ("alphen-aan-den-rijn/2019/99/gemeente", "SJB-003"),
        ("alphen-aan-den-rijn/2019/1/bouwer", "SJB-004"),
    ],
)
def test_a_template_that_is_not_ours(template: str, code: str, bewerk: Callable[..., Book]) -> None:
    def edit(book: Workbook) -> None:
        del book.custom_doc_props[TEMPLATE_PROPERTY]
        book.custom_doc_props.append(StringProperty(name=TEMPLATE_PROPERTY, value=template))
        book["Start"]["C9"] = template

    book = bewerk(edit)
    assert not book.readable
    assert book.template is None
    assert codes(book) == [code]


def test_the_cell_stands_in_for_a_dropped_property(verander: Lees) -> None:
    book = verander(lambda name, c: c.replace(b"prestatieafspraken.sjabloon", b"iets.anders"))
    assert book.readable
    assert book.findings == []


def test_a_property_that_is_no_id_counts_for_nothing(bewerk: Callable[..., Book]) -> None:
    def edit(book: Workbook) -> None:
        del book.custom_doc_props[TEMPLATE_PROPERTY]
        book.custom_doc_props.append(StringProperty(name=TEMPLATE_PROPERTY, value="{x}"))

    book = bewerk(edit)
    assert (str(book.template), book.findings) == ("alphen-aan-den-rijn/2019/1/corporatie", [])


def _without_names(book: Workbook) -> None:
    for name in list(book.defined_names):
        del book.defined_names[name]


NAMELESS = (
    "Op het startblad is de naam weg van de cel bij Gemeente, Jaar van de afspraken, Partij, "
    "Peildatum en Status; er is gekeken naast dat woord."
)


@pytest.mark.parametrize("title", ["Start", "START ", "Start - Table 1"])
def test_what_lost_its_name_is_read_beside_its_label(
    title: str, bewerk: Callable[..., Book]
) -> None:
    def edit(book: Workbook) -> None:
        _without_names(book)
        del book.custom_doc_props[TEMPLATE_PROPERTY]
        book["Start"].title = title

    book = bewerk(edit)
    assert str(book.template) == "alphen-aan-den-rijn/2019/1/corporatie"
    assert book.start == Start(
        "Alphen aan den Rijn", 2019, "Woonforte", date(2019, 12, 31), "concept"
    )
    # One cause, one finding.
    assert [(f.code, f.melding) for f in book.findings] == [("SJB-014", NAMELESS)]


def test_of_a_label_that_stands_there_twice_nothing_is_read(bewerk: Callable[..., Book]) -> None:
    def edit(book: Workbook) -> None:
        _without_names(book)
        book["Start"]["A12"], book["Start"]["B12"] = "peildatum", "30-06-2019"

    book = bewerk(edit)
    assert book.start.peildatum is None
    assert [f.place.kolom for f in book.findings if f.code == "SJB-008"] == ["Peildatum"]


@pytest.mark.parametrize(
    ("cell", "value", "code", "word"),
    [
        ("C5", 2018, "SJB-007", "Gebruik de werkmap van 2018"),
        ("C5", "2018", "SJB-007", "2019"),
        ("C5", "vorig jaar", "SJB-009", "jaar"),
        ("C4", "Gouda", "SJB-006", "gemeente"),
        ("C4", None, "SJB-008", "Gemeente"),
        ("C6", " ", "SJB-008", "Partij"),
        ("C7", "31-06-2019", "SJB-009", "31-12-2019"),
        ("C7", "#N/A", "SJB-009", "31-12-2019"),
        ("C7", 43830, "SJB-009", "31-12-2019"),
        ("C8", None, "SJB-008", "Status"),
    ],
)
def test_the_start_sheet(
    cell: str, value: Any, code: str, word: str, bewerk: Callable[..., Book]
) -> None:
    def edit(book: Workbook) -> None:
        book["Start"][cell].number_format = "General"
        book["Start"][cell].value = value

    book = bewerk(edit)
    assert book.readable
    (finding,) = [f for f in book.findings if not f.code.startswith("STR-014")]
    assert finding.code == code
    assert (finding.place.blad, finding.place.cel) == ("Start", cell)
    assert word in finding.melding + finding.herstel


def test_the_start_sheet_is_forgiving(bewerk: Callable[..., Book]) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Start"]
        sheet["C4"], sheet["C5"], sheet["C7"] = "  ALPHEN  aan den Rijn", "2019", "30-6-2019"

    book = bewerk(edit)
    assert book.findings == []
    assert (book.start.jaar, book.start.peildatum) == (2019, date(2019, 6, 30))


# --- what calamine does not tell ---


@pytest.mark.parametrize("error", [*sorted(ERROR_CAUSES), "#NIEUW!"])
def test_every_error_value_is_found_at_its_cell(error: str, verander: Lees) -> None:
    def change(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        broken = b'<c r="D8" t="e"><v>' + error.encode() + b"</v></c>"
        changed, hits = re.subn(rb'<c r="D8"[^>]*><v>9823</v></c>', broken, content)
        assert hits == 1
        return changed

    book = verander(change)
    (finding,) = book.findings
    assert (finding.code, finding.place.cel, finding.waarde) == ("CEL-005", "D8", error)
    assert finding.place.rij == "Woonforte 2018"
    stock = book.frame("woningvoorraad")
    assert stock is not None
    assert stock["daeb"].tolist() == [9769, pd.NA, 10053]
    assert stock["verkoop"].tolist() == [52, 5, 15]


def test_an_error_value_outside_the_tables_is_told_once_per_sheet(
    bewerk: Callable[..., Book],
) -> None:
    def edit(book: Workbook) -> None:
        for cell in ("A2", "B3", "C4"):
            book["Dashboard"][cell] = "#REF!"
        book["Woningvoorraad"]["D4"] = "#N/A"

    found = [(f.code, f.place.blad, f.place.cel) for f in bewerk(edit).findings]
    assert found == [("STR-014", "Woningvoorraad", "D4"), ("STR-014", "Dashboard", "A2")]


def test_formulas_of_people(bewerk: Callable[..., Book]) -> None:
    def edit(book: Workbook) -> None:
        book["Woningvoorraad"]["D8"] = "=9769+54"  # openpyxl stores no outcome
        book["Levensloopbestendig"]["A7"] = "Woonforte"
        book["Levensloopbestendig"]["B7"] = 2018
        sheet = book["Levensloopbestendig"]
        share = next(cell for cell in sheet[6] if cell.value == "Aandeel")
        sheet.cell(7, share.column).value = 0.4

    found = {(f.code, f.place.blad, f.place.cel) for f in bewerk(edit).findings}
    assert ("CEL-020", "Woningvoorraad", "D8") in found
    assert [code for code, blad, _ in found if blad == "Levensloopbestendig"] == ["CEL-021"]


def test_dates_that_count_from_1904(verander: Lees) -> None:
    def change(name: str, content: bytes) -> bytes:
        if name == "xl/workbook.xml":
            changed, count = re.subn(rb"<workbookPr ?/>", b'<workbookPr date1904="1"/>', content)
            assert count == 1
            return changed
        if name == "xl/worksheets/sheet1.xml":
            assert b"<v>43830</v>" in content
            return content.replace(b"<v>43830</v>", b"<v>42368</v>")  # 1,462 days fewer
        return content

    assert verander(change).start.peildatum == date(2019, 12, 31)


def test_strict_open_xml(verander: Lees, lees: Lees, werkmap: bytes) -> None:
    """Excel's other kind of .xlsx, with other namespaces for everything."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def change(name: str, content: bytes) -> bytes:
        content = content.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        if not name.startswith("[Content"):
            strict = b"http://purl.oclc.org/ooxml/officeDocument/"
            for what in (b"relationships", b"custom-properties"):
                content = content.replace(FOLLOW.encode() + b"/" + what, strict + what)
        return content

    book = verander(change)
    assert book.findings == []
    same(book, lees(werkmap))


def test_backslashes_and_capitals_in_names_of_parts(lees: Lees, werkmap: bytes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(werkmap)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            other = name.replace("xl/tables/", "xl/Tables/")
            new.writestr(other, old.read(name))
    book = lees(stream.getvalue())
    assert book.findings == []


# --- saved by other programs ---


def test_saved_by_openpyxl(bewerk: Callable[..., Book], lees: Lees, werkmap: bytes) -> None:
    book = bewerk(lambda _: None)
    assert book.findings == []
    same(book, lees(werkmap))


def test_saved_by_libreoffice(lees: Lees, werkmap: bytes, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("PRESTATIEAFSPRAKEN_VOLLEDIG"):
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "in.xlsx").write_bytes(werkmap)
    subprocess.run(
        [
            soffice,
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}",
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "uit")),
            str(tmp_path / "in.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    book = read(tmp_path / "uit" / "in.xlsx", of_party)
    assert book.findings == []
    assert book.template == lees(werkmap).template
    assert book.start == lees(werkmap).start
    same(book, lees(werkmap))


def test_macros_change_nothing_to_reading(lees: Lees, werkmap: bytes) -> None:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )

    assert lees(repack(werkmap, change), "werkmap.xlsm").findings == []


# --- the catalogue ---


@pytest.mark.parametrize("rule", FAULTS, ids=lambda rule: rule.code)
def test_every_fault_has_a_test(rule: Any) -> None:
    folder = Path(__file__).parent.parent
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("test_*.py")]
    assert any(rule.code in text for text in texts)


def test_codes_are_not_those_of_the_judges() -> None:
    found = [rule.code for rule in FAULTS]
    assert len(set(found)) == len(found)
    assert not set(found) & {f"CEL-{n:03}" for n in (1, 6, 7, 8, 9, 13)}


def test_the_agreements_that_go_with_a_workbook_are_no_sheet_of_it(werkmap: bytes) -> None:
    kopie, rest = carried(raw_book("werkmap.xlsx", "", werkmap))
    assert isinstance(kopie, Kopie)
    assert "Start" in [sheet.name for sheet in rest.sheets]
    assert COPY_SHEET not in [sheet.name for sheet in rest.sheets]
    assert carried(rest) == (None, rest)


def test_the_text_of_a_note_or_a_chart_stands_on_its_sheet() -> None:
    book = Workbook()
    sheet = book.create_sheet("Eigen")
    sheet["P9"].comment = Comment("Navragen bij de afdeling", "Iemand")
    chart = BarChart()
    chart.title = "Een eigen grafiek"
    sheet.add_chart(chart, "R9")
    stream = io.BytesIO()
    book.save(stream)
    raw = raw_book("werkmap.xlsx", "", stream.getvalue())
    told = {one.text: (one.place.blad, one.place.cel) for one in raw.asides}
    assert told["Navragen bij de afdeling"] == ("Eigen", "P9")
    assert told["Een eigen grafiek"] == ("Eigen", None)
