"""What a press does: read, judge, mark, tell, and give everything back."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from prestatieafspraken.addin import check, findings_sheet, marks, open_book, press, record
from prestatieafspraken.addin.press import run
from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.batch.verdict import check as check_file
from prestatieafspraken.workbook.source import address

FAULT = "Woningvoorraad"
"""The sheet whose first cell below Daeb holds a planted fault."""


def _planted(plain: bytes) -> bytes:
    """Plant faults in the shared workbook, with fills, notes, a filter and a hidden column."""
    book = openpyxl.load_workbook(io.BytesIO(plain))
    sheet = book[FAULT]
    sheet["D7"] = "ongeveer 1.800"
    sheet["D7"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF99CC00")
    sheet["D7"].comment = openpyxl.comments.Comment("Navragen bij Jan", "Ik")
    sheet["D8"] = -5
    sheet["B9"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF00CCFF")
    sheet["B9"].comment = openpyxl.comments.Comment("Van mij", "Ik")
    sheet.column_dimensions["F"].hidden = True
    sheet.tables["tblWoningvoorraad"].autoFilter = openpyxl.worksheet.filters.AutoFilter(
        ref=sheet.tables["tblWoningvoorraad"].ref
    )
    book["Energie-index"]["E7"] = 15.5
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def planted(plain: bytes) -> bytes:
    """Give the bytes of the workbook with planted faults."""
    return _planted(plain)


@pytest.fixture
def path(planted: bytes, tmp_path: Path) -> Path:
    """Write that workbook to a folder of its own."""
    path = tmp_path / "ingevuld.xlsx"
    path.write_bytes(planted)
    return path


@pytest.fixture
def book(app: xw.App, path: Path) -> Iterator[xw.Book]:
    """Open it."""
    book = app.books.open(path)
    yield book
    book.close()


def _state(book: xw.Book) -> dict[str, Any]:
    """Give everything that people can see on their own sheets."""
    state: dict[str, Any] = {}
    for sheet in book.sheets:
        if sheet.name in (findings_sheet.SHEET, record.SHEET):
            continue
        last = sheet.used_range.last_cell
        area = sheet.range((1, 1), (last.row, last.column))
        native = area.impl.native
        groups = native.getCellFormatRanges()
        looks = {}
        for group in (groups.getByIndex(n) for n in range(groups.getCount())):
            place, color = group.RangeAddress, group.CellBackColor
            for row in range(place.StartRow, place.EndRow + 1):
                for col in range(place.StartColumn, place.EndColumn + 1):
                    looks[row, col] = color
        state[sheet.name] = (
            area.options(ndim=2, err_to_str=True).value,
            native.getFormulaArray(),
            looks,
            {note.location.address: note.text for note in sheet.notes},
            [native.Columns.getByIndex(n).IsVisible for n in range(last.column)],
            sheet.visible,
        )
    return state


def _list(book: xw.Book) -> list[dict[str, Any]]:
    """Read the sheet Bevindingen."""
    sheet, row, columns = findings_sheet._layout(book)
    last = sheet.used_range.last_cell.row
    lines = sheet.range((row + 1, 1), (last, max(columns.values()))).options(ndim=2).value
    rows = [{h: line[c - 1] for h, c in columns.items()} for line in lines if line[0]]
    return [{**row, "Plaats": _place(row)} for row in rows]


def _place(row: dict[str, Any]) -> str:
    return "!".join(part for part in (row["Blad"], row["Cel"]) if part) or "werkmap"


def _but_hidden(verdict: Verdict) -> list[dict[str, Any]]:
    """Give the findings but the one on the planted hidden column, which only a file tells."""
    told = [finding.as_dict() for finding in verdict.findings]
    rest = [finding for finding in told if finding["code"] != "VBG-003"]
    assert len(told) - len(rest) == 1
    return rest


def test_the_open_book_gives_what_the_closed_file_gives(book: xw.Book, path: Path) -> None:
    closed, opened = check_file(path), open_book.verdict(book)
    assert [f.as_dict() for f in opened.findings] == _but_hidden(closed)
    assert opened.peildatum == closed.peildatum
    assert closed.book is not None
    assert opened.book is not None
    for name, data in closed.book.tables.items():
        filled_in = [column.name for column in data.table.input_columns]
        assert opened.book.tables[name].frame[filled_in].equals(data.frame[filled_in]), name


def test_one_call_reads_a_sheet(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = type(book.sheets[0].range("A1").impl)
    reads: list[str] = []
    original = kind.raw_value.fget

    def counted(self: Any) -> Any:
        reads.append(self.sheet.name)
        return original(self)

    monkeypatch.setattr(kind, "raw_value", property(counted, kind.raw_value.fset))
    open_book.raw_book(book)
    assert sorted(reads) == sorted(sheet.name for sheet in book.sheets)


def test_controleer_marks_the_cells_and_fills_the_list(book: xw.Book) -> None:
    sentence = run(book, "controleer_werkmap")
    assert re.fullmatch(r"De werkmap is gecontroleerd: \d+ fouten, .*\.", sentence)
    cell = book.sheets[FAULT].range("D7")
    assert cell.color == marks.COLORS["FOUT"]
    assert cell.note.text.startswith("Navragen bij Jan\n\nControle prestatieafspraken\n\nCEL-")
    assert "ongeveer 1.800" in cell.note.text
    assert "Herstel: " in cell.note.text
    listed = _list(book)
    (fault,) = [line for line in listed if line["Plaats"] == f"{FAULT}!D7"]
    assert fault["Ernst"] == "FOUT"
    assert fault["Melding"] in cell.note.text
    assert fault["Herstel"] in cell.note.text
    order = [line["Ernst"] for line in listed]
    assert order == sorted(order, key=["FOUT", "WAARSCHUWING", "INFO"].index)
    row = next(n for n, line in enumerate(listed) if line is fault)
    sheet, header, columns = findings_sheet._layout(book)
    link = sheet.range((header + 1 + row, columns["Cel"])).formula
    assert link == f'=HYPERLINK("#\'{FAULT}\'!D7","D7")'
    assert book.sheets[findings_sheet.SHEET].range("A2").value.startswith(sentence)


def test_controleer_selects_the_first_fault(book: xw.Book) -> None:
    run(book, "controleer_werkmap")
    first = next(line for line in _list(book) if "!" in line["Plaats"])
    here = book.app.selection
    assert f"{here.sheet.name}!{here.get_address(False, False)}" == first["Plaats"].split(":")[0]
    assert book.sheets.active.name == here.sheet.name


def test_open_check_mark_clear_leaves_the_workbook_as_it_was(book: xw.Book) -> None:
    before = _state(book)
    run(book, "controleer_werkmap")
    assert _state(book) != before
    run(book, "controleer_werkmap")
    sentence = run(book, "wis_markeringen")
    assert re.fullmatch(r"De markering van \d+ cellen is gewist\.", sentence)
    after = _state(book)
    assert after.keys() == before.keys()
    for name, state in before.items():
        for part, (was, now) in enumerate(zip(state, after[name], strict=True)):
            assert now == was, f"{name}, part {part}"
    assert run(book, "wis_markeringen") == "Er waren geen markeringen."


def test_what_people_changed_meanwhile_is_theirs(book: xw.Book) -> None:
    run(book, "controleer_werkmap")
    sheet = book.sheets[FAULT]
    sheet.range("D7").color = (1, 2, 3)
    sheet.range("D8").note.text = "Mijn eigen woorden"
    run(book, "wis_markeringen")
    assert sheet.range("D7").color == (1, 2, 3)
    assert sheet.range("D7").note.text == "Navragen bij Jan"
    assert sheet.range("D8").note.text == "Mijn eigen woorden"
    assert sheet.range("D8").color is None


def test_a_marked_cell_that_moved_is_found_back(book: xw.Book) -> None:
    run(book, "controleer_werkmap")
    sheet = book.sheets[FAULT]
    sheet.impl.native.Rows.insertByIndex(6, 2)
    run(book, "wis_markeringen")
    assert sheet.range("D9").note.text == "Navragen bij Jan"
    assert sheet.range("D9").color == (0x99, 0xCC, 0x00)
    assert sheet.range("D10").note is None


def test_explanations_survive_another_check(book: xw.Book) -> None:
    run(book, "controleer_werkmap")
    book.sheets[FAULT].activate()
    book.sheets[FAULT].range("D7").select()
    assert run(book, "leg_toelichting_vast").endswith(f"op {FAULT}!D7.")
    cell = book.app.selection
    assert cell.sheet.name == findings_sheet.SHEET
    cell.value = "'=SOM(1) volgt in maart"
    assert run(book, "leg_toelichting_vast") == "Vastgelegd: 1 toelichting."
    book.sheets[FAULT].range("D8").value = 1824
    run(book, "controleer_werkmap")
    (line,) = [line for line in _list(book) if line["Plaats"] == f"{FAULT}!D7"]
    assert line["Toelichting"] == "=SOM(1) volgt in maart"
    book.sheets[FAULT].range("D7").value = 1829
    run(book, "controleer_werkmap")
    assert f"{FAULT}!D7" not in [line["Plaats"] for line in _list(book)]
    book.sheets[FAULT].range("D7").value = "weer fout"
    run(book, "controleer_werkmap")
    (line,) = [line for line in _list(book) if line["Plaats"] == f"{FAULT}!D7"]
    assert line["Toelichting"] == "=SOM(1) volgt in maart"


def test_controleer_blad_leaves_other_sheets_as_they_were(book: xw.Book) -> None:
    run(book, "controleer_werkmap")
    others = [line for line in _list(book) if line["Plaats"].partition("!")[0] != FAULT]
    book.sheets["Energie-index"].range("E7").value = 1.5
    book.sheets[FAULT].activate()
    sentence = run(book, "controleer_blad")
    assert sentence.startswith(f"Het blad {FAULT} is gecontroleerd: ")
    assert [x for x in _list(book) if x["Plaats"].partition("!")[0] != FAULT] == others
    assert book.sheets["Energie-index"].range("E7").color == marks.COLORS["FOUT"]


def test_next_and_previous_walk_along_the_cells(book: xw.Book) -> None:
    assert run(book, "volgende_bevinding") == check.NOTHING
    run(book, "controleer_werkmap")
    listed = [line["Plaats"] for line in _list(book) if "!" in line["Plaats"]]
    places = list(dict.fromkeys(place.split(":")[0] for place in listed))

    def here() -> str:
        cell = book.app.selection
        return f"{cell.sheet.name}!{cell.get_address(False, False)}"

    assert here() == places[0]
    for expected in (*places[1:3], places[1], places[0], places[-1]):
        ahead = expected in places[1:3] and here() != places[2]
        sentence = run(book, "volgende_bevinding" if ahead else "vorige_bevinding")
        assert here() == expected
        assert sentence.startswith(f"Bevinding {places.index(expected) + 1} van {len(places)}, ")


def test_a_workbook_of_someone_else_is_left_alone(app: xw.App) -> None:
    book = app.books.add()
    try:
        names = [sheet.name for sheet in book.sheets]
        sentence = run(book, "controleer_werkmap")
        assert sentence.endswith(".")
        assert "Traceback" not in sentence
        assert [sheet.name for sheet in book.sheets] == names
    finally:
        book.close()


def test_a_fault_of_our_own_is_one_sentence_and_restores_the_program(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: xw.Book) -> str:
        assert not book.app.screen_updating
        assert book.app.calculation == "manual"
        raise RuntimeError("stuk")

    monkeypatch.setattr(press, "ACTIONS", {"over": broken})
    sentence = run(book, "over")
    found = re.fullmatch(
        r"Er ging iets mis in het programma zelf\. Uw werkmap is niet opgeslagen\. "
        r"Stuur het logboek (\S+) naar de beheerder\.",
        sentence,
    )
    assert found
    log = Path(found[1])
    assert "RuntimeError: stuk" in log.read_text(encoding="utf-8")
    log.unlink()
    assert book.app.screen_updating
    assert book.app.calculation == "automatic"
    assert book.app.status_bar == sentence


def test_nothing_is_ever_saved(book: xw.Book, path: Path, planted: bytes) -> None:
    for button in press.ACTIONS:
        run(book, button)
    assert path.read_bytes() == planted
    assert run(book, "__import__('os')").startswith("Deze knop is onbekend.")


def test_bereken_indicatoren_writes_them_on_their_sheet(book: xw.Book) -> None:
    sentence = run(book, "bereken_indicatoren")
    rows = book.sheets["Indicatoren"].range("A4").expand("table").value
    assert sentence == f"{len(rows) - 1} uitkomsten op het blad Indicatoren."
    assert rows[0][:2] == ["Code", "Indicator"]
    again = run(book, "bereken_indicatoren")
    assert again == sentence
    assert [s.name for s in book.sheets].count("Indicatoren") == 1


def test_jaarverslag_stands_beside_the_workbook(book: xw.Book, path: Path) -> None:
    assert run(book, "maak_jaarverslag").endswith("jaarverslag-2019.docx.")
    assert run(book, "maak_jaarverslag").endswith("jaarverslag-2019-2.docx.")
    with zipfile.ZipFile(path.parent / "jaarverslag-2019.docx") as made:
        assert "Alphen aan den Rijn" in made.read("word/document.xml").decode("utf-8")


def test_inzending_is_a_frozen_copy_with_its_verdict(book: xw.Book, path: Path) -> None:
    sentence = run(book, "maak_inzending")
    (made,) = path.parent.glob("inzending-*.xlsx")
    assert sentence == f"De inzending staat in {made}; oordeel: fouten."
    copy = openpyxl.load_workbook(made)
    sheet = copy["Inzending"]
    facts = {sheet[f"A{row}"].value: sheet[f"B{row}"].value for row in range(4, 12)}
    assert facts["Oordeel"] == "fouten"
    assert re.fullmatch(r"[0-9a-f]{64}", facts["Controlegetal (SHA-256)"])
    assert re.fullmatch(r"\d\d-\d\d-\d{4} \d\d:\d\d:\d\d", facts["Gemaakt op"])
    closed, sent = check_file(path), check_file(made)
    assert [f.as_dict() for f in sent.findings] == _but_hidden(closed)
    book.sheets["Energie-index"].range("E8").value = 1.11
    run(book, "maak_inzending")
    other = next(p for p in path.parent.glob("inzending-*.xlsx") if p != made)
    assert openpyxl.load_workbook(other)["Inzending"]["B10"].value != sheet["B10"].value


def test_herstel_brings_back_lists_and_formats(book: xw.Book) -> None:
    sheet = book.sheets[FAULT]
    table = sheet.tables["tblWoningvoorraad"]
    before = table.range.options(ndim=2).value
    for cell in (sheet.range("B7"), sheet.range("D9")):
        cell.data_validation.delete()
        cell.number_format = "General"
    assert run(book, "herstel_keuzelijsten").endswith("tabellen zijn hersteld.")
    assert sheet.range("D9").data_validation.type == "whole_number"
    assert sheet.range("D9").number_format == "#,##0"
    assert table.range.options(ndim=2).value == before
    lists = [
        sheet.range(f"{letter}7").data_validation.source
        for letter in "ABCDEF"
        if sheet.range(f"{letter}7").data_validation.type == "list"
    ]
    assert lists
    assert all(source.startswith("lijst_") for source in lists)


def test_nieuw_jaar_says_what_is_missing(book: xw.Book, path: Path) -> None:
    sentence = run(book, "nieuw_jaar")
    assert sentence == (
        "De afspraken van Alphen aan den Rijn voor 2020 staan nog niet in het programma. "
        "Vraag de beheerder om ze toe te voegen."
    )
    assert list(path.parent.glob("*.xlsx")) == [path]


def test_help_buttons(book: xw.Book) -> None:
    assert run(book, "handleiding") == "De handleiding staat op het blad Start, onder Wat te doen."
    assert book.sheets.active.name == "Start"
    assert re.fullmatch(
        r"Prestatieafspraken, versie \S+\. "
        r"Sjabloon van deze werkmap: alphen-aan-den-rijn/2019/1/gemeente\.",
        run(book, "over"),
    )


def test_a_damaged_record_never_stops_a_check(book: xw.Book) -> None:
    run(book, "controleer_werkmap")
    hidden = book.sheets[record.SHEET]
    assert not hidden.visible
    hidden.range("A1").value = "kapot {"
    hidden.range("A2").value = json.dumps({"merk": {"blad": 1}})
    assert run(book, "controleer_werkmap").startswith("De werkmap is gecontroleerd")


def test_no_more_cells_are_marked_than_the_limit(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = book.sheets[FAULT]
    cells = [address(row, 4) for row in range(7, 7 + 10)]
    sheet.range("D7:D16").options(transpose=True).value = ["fout"] * 10
    monkeypatch.setattr(marks, "LIMIT", 4)
    run(book, "controleer_werkmap")
    marked = [c for c in cells if sheet.range(c).color == marks.COLORS["FOUT"]]
    assert 0 < len(marked) <= 4
    assert len(record.load(book).merken) == 4
    assert len([x for x in _list(book) if x["Plaats"].startswith(f"{FAULT}!D")]) == 10
