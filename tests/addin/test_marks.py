"""Marks: a rule and a note per cell, in one go per sheet, and everything back afterwards."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from proving.kit.soffice import needed
from proving.kit.states import insert_rows, protect

from prestatieafspraken.addin import marks
from prestatieafspraken.addin.libreoffice import office
from prestatieafspraken.addin.record import StoredFinding
from prestatieafspraken.workbook.address import address

OWN = (0x99, 0xCC, 0x00)


@pytest.fixture
def book(app: xw.App) -> Iterator[xw.Book]:
    """Give a new workbook with four sheets, closed without saving after the test."""
    book = app.books.add()
    for name in ("Een", "Twee", "Drie", "Vier"):
        book.sheets.add(name, after=book.sheets[-1])
    yield book
    book.close()


def _told(
    blad: str, cel: str, ernst: str = "FOUT", melding: str = "Er klopt iets niet."
) -> StoredFinding:
    where = {"blad": blad, "cel": cel, "rij": None, "kolom": None}
    rest = {"waarde": None, "herstel": "Vul iets anders in.", "sleutel": f"X|{blad}|{cel}"}
    return StoredFinding(ernst=ernst, code="CEL-001", melding=melding, **where, **rest)


def _fills(sheet: xw.Sheet, where: str) -> list[tuple[int, int, int]]:
    rules = sheet.range(where).conditional_formats
    return [rule.fill_color for rule in rules if rule.formula == marks.RULE]


def test_a_cell_gets_a_fill_and_a_note_and_loses_both(book: xw.Book) -> None:
    sheet = book.sheets["Een"]
    told = [_told("Een", "B3"), _told("Een", "B3", "INFO"), _told("Een", "C4:C6", "WAARSCHUWING")]
    assert marks.mark(book, told) == ([], [])
    assert _fills(sheet, "B3") == [marks.COLORS["FOUT"]]
    assert sheet.range("B3").note.text.count("Herstel: Vul iets anders in.") == 2
    assert [_fills(sheet, f"C{n}") for n in range(3, 8)] == [
        [],
        *[[marks.COLORS["WAARSCHUWING"]]] * 3,
        [],
    ]
    assert [note.location.address for note in sheet.notes] == ["$B$3", "$C$4", "$C$5", "$C$6"]
    assert marks.unmark(book, told)[:2] == (4, [])
    assert list(sheet.notes) == []
    assert len(sheet.cells.conditional_formats) == 0


def test_what_people_have_or_change_themselves_is_theirs(book: xw.Book) -> None:
    sheet = book.sheets["Een"]
    sheet.range("B2").color = OWN
    sheet.range("B2").add_note("Navragen bij Jan")
    own = sheet.range("A1:C9").conditional_formats.add_custom("=1=2", fill_color=OWN)
    told = [_told("Een", cel) for cel in ("B2", "B3", "B4")]
    marks.mark(book, told)
    assert sheet.range("B2").color == OWN
    assert sheet.range("B2").note.text.endswith("\n\nControle prestatieafspraken")
    sheet.range("B3").note.text = "Mijn eigen woorden"
    sheet.range("B3").color = (1, 2, 3)
    sheet.range("B4").note.text += " En dit erachter."
    assert marks.unmark(book, told)[:2] == (1, [])
    assert sheet.range("B2").note.text == "Navragen bij Jan"
    assert sheet.range("B2").color == OWN
    assert sheet.range("B3").note.text == "Mijn eigen woorden"
    assert sheet.range("B3").color == (1, 2, 3)
    assert sheet.range("B4").note.text.endswith("En dit erachter.")
    assert [rule.formula for rule in sheet.cells.conditional_formats] == [own.formula]


def test_a_marked_cell_that_moved_is_found_back(book: xw.Book) -> None:
    sheet = book.sheets["Een"]
    sheet.range("B2").add_note("Navragen bij Jan")
    told = [_told("Een", "B2"), _told("Een", "B3")]
    marks.mark(book, told)
    insert_rows(sheet, 1, 2)
    assert _fills(sheet, "B4") == [marks.COLORS["FOUT"]]
    assert marks.unmark(book, told)[:2] == (2, [])
    assert [(n.location.address, n.text) for n in sheet.notes] == [("$B$4", "Navragen bij Jan")]
    assert len(sheet.cells.conditional_formats) == 0


def test_without_a_record_the_first_line_of_a_note_tells_that_it_is_ours(book: xw.Book) -> None:
    sheet = book.sheets["Een"]
    sheet.range("A1").add_note("Van mij")
    marks.mark(book, [_told("Een", "B2")])
    assert marks.unmark(book, [])[:2] == (1, [])
    assert [note.text for note in sheet.notes] == ["Van mij"]


@pytest.mark.parametrize("app", ["libreoffice"], indirect=True)  # for Excel: test_calls.py
def test_200_findings_are_marked_in_one_batch_per_sheet(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Een", "Twee", "Drie", "Vier")
    severities = ("FOUT", "WAARSCHUWING", "INFO")
    told = [
        _told(names[n % 4], address(7 + n // 8, 2 + n % 8), severities[n % 3]) for n in range(200)
    ]
    calls: Counter[tuple[str, str]] = Counter()
    cells = type(book.sheets[0].range("A1").impl)
    rules = type(book.sheets[0].range("A1").conditional_formats.impl)

    def counted(kind: Any, name: str, sheet_of: Any) -> None:
        original = getattr(kind, name)

        def wrapper(self: Any, *args: Any) -> Any:
            calls[name, sheet_of(self).name] += 1
            return original(self, *args)

        monkeypatch.setattr(kind, name, wrapper)

    counted(rules, "add_custom", lambda formats: formats.sheet)
    counted(cells, "add_note", lambda cell: cell.sheet)
    for name in ("raw_value", "color"):
        read = getattr(cells, name).fget

        def asked(self: Any, name: str = name, read: Any = read) -> Any:
            calls[name, self.sheet.name] += 1
            return read(self)

        monkeypatch.setattr(cells, name, property(asked, getattr(cells, name).fset))
    marks.mark(book, told)
    assert {(kind, calls[kind, name]) for kind in ("raw_value", "color") for name in names} == {
        ("raw_value", 0),
        ("color", 0),
    }
    # Per sheet one call per severity for all the fills, and one per cell for its note.
    assert {calls["add_custom", name] for name in names} == {len(severities)}
    assert [calls["add_note", name] for name in names] == [50] * 4


def test_a_note_that_comes_back_the_same_is_left(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = book.sheets["Een"]
    sheet.range("B2").add_note("Navragen bij Jan")
    before = [_told("Een", cel) for cel in ("B2", "B3", "B4")]
    after = [_told("Een", "B2"), _told("Een", "B3"), _told("Een", "B4", melding="Nu iets anders.")]
    marks.mark(book, before)
    expected = [note.text for note in sheet.notes][:2]
    amount, closed, noted = marks.unmark(book, before, after)
    assert (amount, closed, noted) == (1, [], {"Een": {(2, 2), (3, 2)}})
    monkeypatch.setattr(type(sheet.range("A1").impl), "add_note", _only_b4)
    looked: list[str] = []
    look = type(sheet.range("A1")).note
    monkeypatch.setattr(
        xw.Range, "note", property(lambda at: looked.append(at.address) or look.fget(at))
    )
    marks.mark(book, after, noted)
    assert set(looked) == {"$B$4"}  # the others need not be asked whether they have a note
    assert [note.text for note in sheet.notes] == expected
    monkeypatch.undo()
    marks.mark(book, after)
    assert [note.text for note in sheet.notes] == [*expected, marks.note(after[2:])]
    assert marks.unmark(book, after)[:2] == (3, [])
    assert [note.text for note in sheet.notes] == ["Navragen bij Jan"]


def _only_b4(cell: Any, text: str) -> None:
    assert (cell.row, cell.column) == (4, 2)


def test_addresses_are_joined_and_no_longer_than_excel_takes() -> None:
    cells = [(row, 2) for row in range(7, 12_007)] + [(3 * n, 5) for n in range(1, 301)]
    texts = list(marks._addresses(cells))
    assert texts[0].startswith("B7:B12006,E3,E6,")
    assert max(map(len, texts)) <= 255
    assert sum(text.count(",") + 1 for text in texts) == 301


def test_no_more_cells_are_marked_than_the_limit(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "LIMIT", 4)
    told = [_told("Een", "A1:A3", "INFO"), _told("Een", "B1:B3"), _told("Twee", "A1:XFD1048576")]
    marks.mark(book, told)
    noted = [note.location.address for sheet in book.sheets for note in sheet.notes]
    assert noted == ["$B$1", "$B$2", "$B$3", "$A$1"]
    assert [sheet.name for sheet in book.sheets if list(sheet.notes)] == ["Een", "Twee"]


def test_a_protected_sheet_is_passed_over_and_named(book: xw.Book) -> None:
    told = [_told("Een", "B2"), _told("Twee", "B2")]
    marks.mark(book, told)
    protect(book.sheets["Een"])
    assert marks.unmark(book, told)[:2] == (1, ["Een"])
    assert "Een" in marks.mark(book, told).closed
    assert book.sheets["Twee"].range("B2").note is not None


def _drawn(book: xw.Book, folder: Path) -> set[tuple[int, int, int]]:
    """Give the colours that are seen of the workbook as it is open now, drawn by pdftoppm."""
    program = needed("pdftoppm", "pdftoppm is missing")
    pdf = folder / "nu.pdf"
    kind = office.properties(FilterName="calc_pdf_Export")
    book.impl.document.storeToURL(pdf.as_uri(), kind)
    subprocess.run([program, "-r", "50", pdf, folder / "nu"], check=True, timeout=60)
    seen = set()
    for picture in folder.glob("nu-*.ppm"):
        pixels = picture.read_bytes().split(b"\n", 3)[3]
        seen |= set(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    return seen


@pytest.mark.parametrize("app", ["libreoffice"], indirect=True)
def test_the_colours_are_seen_at_once(book: xw.Book, tmp_path: Path) -> None:
    """What LibreOffice knows of a rule, and what it draws of it, are two things."""
    told = [
        _told("Een", f"B{3 + 4 * n}:D{5 + 4 * n}", severity)
        for n, severity in enumerate(("FOUT", "WAARSCHUWING", "INFO"))
    ]
    book.sheets["Een"].range("B3:D13").value = "Hier staat iets."
    one, other = book.sheets["Een"].range("B3:D5"), book.sheets["Een"].range("A1:Z9")
    for own in (one, other):
        own.conditional_formats.add_custom("=1=2", fill_color=OWN)
    ours = set(marks.COLORS.values())
    assert not _drawn(book, tmp_path) & ours
    marks.mark(book, told)
    assert ours <= _drawn(book, tmp_path)
    rules = [rule.impl.native for rule in book.sheets["Een"].cells.conditional_formats]
    theirs = [
        rule.Range.RangeAddressesAsString for rule in rules if rule.getByIndex(0).Formula1 == "1=2"
    ]
    assert theirs == ["Een.B3:D5", "Een.A1:Z9"]
    marks.unmark(book, told)
    for old in tmp_path.glob("nu-*"):
        old.unlink()
    assert not _drawn(book, tmp_path) & ours
