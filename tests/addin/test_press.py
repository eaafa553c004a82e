"""What a press does: read, judge, mark, tell, and give everything back."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from proving.kit.pressed import FAULT, Judged, here
from proving.kit.states import protect, protect_book, seen

import prestatieafspraken as pa
from prestatieafspraken.addin import (
    findings_sheet,
    marks,
    open_book,
    press,
    record,
    saved_copy,
)
from prestatieafspraken.addin.libreoffice.engine import Book as OfficeBook
from prestatieafspraken.addin.press import run
from prestatieafspraken.addin.results import is_known_to
from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.inzending import make
from prestatieafspraken.batch.judging.check import check as check_file
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.workbook.lists.checked import stands


def _state(book: xw.Book) -> dict[str, Any]:
    """Give everything that people can see on their own sheets."""
    state: dict[str, Any] = {}
    for sheet in book.sheets:
        if sheet.name in (findings_sheet.SHEET, record.SHEET):
            continue
        last = sheet.used_range.last_cell
        area = sheet.range((1, 1), (last.row, last.column))
        state[sheet.name] = (
            area.options(ndim=2, err_to_str=True).value,
            {note.location.address: note.text for note in sheet.notes},
            [one.type for table in sheet.tables for one in table.autofilter.criteria],
            sheet.visible,
            *seen(sheet),
        )
    return state


def _list(book: xw.Book) -> list[dict[str, Any]]:
    """Read the sheet Bevindingen."""
    sheet, row, columns = findings_sheet._layout(book)
    last = sheet.used_range.last_cell.row
    lines = sheet.range((row + 1, 1), (last, max(columns.values()))).options(ndim=2).value
    rows = [{h: line[c - 1] for h, c in columns.items()} for line in lines if line[0]]
    return [{**row, "Plaats": _place(row)} for row in rows]


def _emptied(book: xw.Book) -> None:
    """Take what was found from the sheet Bevindingen."""
    sheet, row, columns = findings_sheet._layout(book)
    last = sheet.used_range.last_cell.row
    sheet.range((row + 1, 1), (last, max(columns.values()))).clear_contents()


def _counted(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count from now on the calls that read values, by sheet."""
    kind = type(book.sheets[0].range("A1").impl)
    reads: Counter[str] = Counter()
    original = kind.raw_value.fget

    def counted(self: Any) -> Any:
        reads[self.sheet.name] += 1
        return original(self)

    monkeypatch.setattr(kind, "raw_value", property(counted, kind.raw_value.fset))
    return reads


def _place(row: dict[str, Any]) -> str:
    return "!".join(part for part in (row["Blad"], row["Cel"]) if part) or "werkmap"


def test_the_open_book_gives_what_the_closed_file_gives(found: Verdict, path: Path) -> None:
    closed = check_file(path)
    assert [f.as_dict() for f in found.findings] == [f.as_dict() for f in closed.findings]
    hidden = [(f.code, f.place.blad) for f in found.findings if f.code.startswith("VBG")]
    assert hidden == [("VBG-001", "Energie-index"), ("VBG-002", FAULT), ("VBG-003", FAULT)]
    (rows,) = (f.melding for f in found.findings if f.code == "VBG-002")
    assert "2 rijen met gegevens verborgen door een filter: 9 en 12." in rows
    # What the buttons remember in the workbook is no finding once it was saved.
    remembered = openpyxl.load_workbook(path)
    sheet = remembered.create_sheet(record.SHEET)
    sheet["A1"], sheet.sheet_state = '{"bevinding": "06-12345678"}', "veryHidden"
    remembered.save(path)
    assert [f.as_dict() for f in check_file(path).findings] == [
        f.as_dict() for f in closed.findings
    ]
    assert found.peildatum == closed.peildatum
    assert closed.book is not None
    assert found.book is not None
    for name, data in closed.book.tables.items():
        filled_in = [column.name for column in data.table.input_columns]
        assert found.book.tables[name].frame[filled_in].equals(data.frame[filled_in]), name


def test_merged_cells_are_told_as_in_the_file(app: xw.App, plain: bytes, tmp_path: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(plain))
    made[FAULT].merge_cells("D7:D8")
    path = tmp_path / "samengevoegd.xlsx"
    made.save(path)
    book = app.books.open(path)
    told = [[f.as_dict() for f in v.findings] for v in (open_book.verdict(book), check_file(path))]
    book.close()
    assert told[0] == told[1]
    assert any("samengevoegd" in finding["melding"] for finding in told[0])


@pytest.mark.parametrize("chosen", [["2017", "2018"], []])
def test_rows_that_a_filter_on_plain_cells_hides_are_told_as_in_the_file(
    app: xw.App, plain: bytes, tmp_path: Path, chosen: list[str]
) -> None:
    made = openpyxl.load_workbook(io.BytesIO(plain))
    sheet = made[FAULT]
    area = sheet.tables["tblWoningvoorraad"].ref
    del sheet.tables["tblWoningvoorraad"]
    sheet.auto_filter.ref = area
    if chosen:
        sheet.auto_filter.add_filter_column(1, chosen)
    for row in (9, 12):
        sheet.row_dimensions[row].hidden = True
    path = tmp_path / "gefilterd.xlsx"
    made.save(path)
    book = app.books.open(path)
    try:
        opened = [f.melding for f in open_book.verdict(book).findings if f.code == "VBG-002"]
    finally:
        book.close()
    assert opened == [f.melding for f in check_file(path).findings if f.code == "VBG-002"]
    assert [("door een filter" in melding) for melding in opened] == [bool(chosen)]


def test_controleer_marks_lists_and_selects(book: xw.Book, judged: Judged) -> None:
    assert run(book, "volgende_bevinding") == (
        "Er is nog niets gevonden om naartoe te gaan. Druk eerst op Controleer werkmap."
    )
    sentence = run(book, "controleer_werkmap")
    assert re.fullmatch(r"De werkmap is gecontroleerd: \d+ fout(en)?, .*\.", sentence)
    there = open_book.verdict(book).volledigheid
    assert there
    assert sentence.endswith(f"{there.zin}.")
    cell = book.sheets[FAULT].range("D7")
    (rule,) = (r for r in cell.conditional_formats if r.formula == marks.RULE)
    assert rule.fill_color == marks.COLORS["FOUT"]
    assert cell.note.text.startswith("Navragen bij Jan\n\nFout: ")
    assert "ongeveer 1.800" in cell.note.text
    assert "Herstel: " in cell.note.text
    listed = _list(book)
    (fault,) = [line for line in listed if line["Plaats"] == f"{FAULT}!D7"]
    assert fault["Ernst"] == "✗ fout"
    assert fault["Melding"] in cell.note.text
    assert fault["Herstel"] in cell.note.text
    order = [line["Ernst"] for line in listed]
    assert order == sorted(order, key=["✗ fout", "! vraag", "i tip"].index)
    row = next(n for n, line in enumerate(listed) if line is fault)
    sheet, header, columns = findings_sheet._layout(book)
    link = sheet.range((header + 1 + row, columns["Cel"])).formula
    assert link == f'=HYPERLINK("#\'{FAULT}\'!D7","D7")'
    assert book.sheets[findings_sheet.SHEET].range("A2").value.startswith(sentence)

    # It ends at the first fault, and from there the arrows walk along the cells.
    # What is on a hidden sheet is passed over: nobody could ever leave it again.
    hidden = [sheet.name for sheet in book.sheets if not sheet.visible]
    assert any(line["Blad"] in hidden and line["Cel"] for line in listed)
    named = [x["Plaats"] for x in listed if "!" in x["Plaats"] and x["Blad"] not in hidden]
    places = list(dict.fromkeys(place.split(":")[0] for place in named))
    assert here(book) == places[0]
    assert book.sheets.active.name == here(book).partition("!")[0]
    book.sheets[FAULT].activate()
    book.sheets[FAULT].range("D7").select()
    at = places.index(f"{FAULT}!D7")
    sentence = run(book, "volgende_bevinding")
    assert sentence.startswith(f"Bevinding {at + 2} van {len(places)}, {places[at + 1]}: ")
    assert here(book) == places[at + 1]
    assert run(book, "vorige_bevinding").startswith(f"Bevinding {at + 1} van {len(places)}, ")
    assert here(book) == f"{FAULT}!D7"


@pytest.mark.steekproef(1, familie="alle knoppen")
def test_open_check_mark_clear_leaves_the_workbook_as_it_was(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _state(book)
    with monkeypatch.context() as patched:
        reads = _counted(book, patched)
        run(book, "controleer_werkmap")
    assert {name: amount for name, amount in reads.items() if amount > 1} == {
        findings_sheet.SHEET: 3
    }
    assert reads.keys() == before.keys() | {findings_sheet.SHEET}
    assert _state(book) != before
    run(book, "controleer_blad")
    sentence = run(book, "wis_markeringen")
    assert re.fullmatch(r"De markering van \d+ cellen is gewist\.", sentence)
    assert _list(book)  # the findings stay, and the dashboard says so as long as they are there
    _emptied(book)
    after = _state(book)
    assert after.keys() == before.keys()
    for name, state in before.items():
        for part, (was, now) in enumerate(zip(state, after[name], strict=True)):
            assert now == was, f"{name}, part {part}"
    assert run(book, "wis_markeringen") == "Er waren geen markeringen."


def test_explanations_survive_another_check(book: xw.Book, found: Verdict, judged: Judged) -> None:
    run(book, "controleer_werkmap")
    book.sheets[FAULT].activate()
    book.sheets[FAULT].range("D7").select()
    assert run(book, "leg_toelichting_vast").endswith(f"op {FAULT}!D7.")
    cell = book.app.selection
    assert cell.sheet.name == findings_sheet.SHEET
    cell.value = "'=SOM(1) volgt in maart"
    assert run(book, "leg_toelichting_vast") == "Vastgelegd: 1 toelichting."
    rest = [finding for finding in found.findings if finding.place.cel != "D7"]
    for told, expected in (
        (found.findings[::-1], ["=SOM(1) volgt in maart"]),
        (rest, []),
        (found.findings, ["=SOM(1) volgt in maart"]),
    ):
        judged(told)
        run(book, "controleer_werkmap")
        texts = [x["Toelichting"] for x in _list(book) if x["Plaats"] == f"{FAULT}!D7"]
        assert texts == expected


def test_fewer_findings_leave_the_table_as_long_as_it_was(
    book: xw.Book, found: Verdict, judged: Judged
) -> None:
    """Its last rows have the looks of the list, which the next check may need again."""

    def table() -> str:
        sheet, header, _ = findings_sheet._layout(book)
        (own,) = (t for t in sheet.tables if t.range.row == header)
        return str(own.range.address)

    many = [replace(found.findings[0], melding=f"Melding {n}.") for n in range(40)]
    judged(many)
    run(book, "controleer_werkmap")
    assert len(_list(book)) == 40
    long = table()
    judged(many[:2])
    run(book, "controleer_werkmap")
    assert len(_list(book)) == 2
    assert table() == long


def test_rows_of_people_and_expired_explanations_stay(
    book: xw.Book, found: Verdict, judged: Judged
) -> None:
    soft = next(f for f in found.findings if f.zacht and f.place.cel)
    explained = [f for f in found.findings if f is not soft]
    explained += [replace(soft, waarde=n, melding=f"Er staat {n}.") for n in (7, 8)]
    judged(explained)
    run(book, "controleer_werkmap")
    sheet, header, columns = findings_sheet._layout(book)
    own = {"Code": "SLK-003", "Blad": FAULT, "Cel": "D8", "Waarde": 12, "Toelichting": "Van ons"}
    under = header + 1 + len(_list(book))
    for head, value in own.items():
        sheet.range((under, columns[head])).value = value
    at = next(n for n, x in enumerate(_list(book)) if x["Waarde"] == 7 and x["Code"] == soft.code)
    sheet.range((header + 1 + at, columns["Toelichting"])).value = "Zo was het"
    judged([f for f in explained if f.waarde != 7])
    run(book, "controleer_werkmap")
    last = sheet.used_range.last_cell.row
    lines = sheet.range((header + 1, 1), (last, max(columns.values()))).options(ndim=2).value
    kept = [
        (line[columns["Code"] - 1], line[columns["Waarde"] - 1], text)
        for line in lines
        if (text := line[columns["Toelichting"] - 1])
    ]
    assert ("SLK-003", 12, "Van ons") in kept
    assert (soft.code, 7, "Zo was het") in kept


def test_controleer_blad_leaves_other_sheets_as_they_were(
    book: xw.Book, found: Verdict, judged: Judged
) -> None:
    run(book, "controleer_werkmap")
    others = [line for line in _list(book) if line["Plaats"].partition("!")[0] != FAULT]
    judged([finding for finding in found.findings if finding.place.cel != "D8"])
    book.sheets[FAULT].activate()
    sentence = run(book, "controleer_blad")
    assert sentence.startswith(f"Het blad {FAULT} is gecontroleerd: ")
    # A municipality is not asked the stock: each corporatie delivers its own.
    assert "ingevuld" not in sentence
    assert [x for x in _list(book) if x["Plaats"].partition("!")[0] != FAULT] == others
    assert f"{FAULT}!D8" not in [line["Plaats"] for line in _list(book)]
    assert book.sheets[FAULT].range("D8").note is None
    assert book.sheets["Energie-index"].range("E7").note is not None
    book.sheets["0 Partners in wonen"].activate()
    assert run(book, "controleer_blad").endswith(" 0 van de 5 cellen ingevuld.")


def test_a_protected_sheet_is_told_and_the_list_is_still_filled(
    book: xw.Book, judged: Judged
) -> None:
    protect(book.sheets[FAULT])
    sentence = run(book, "controleer_werkmap")
    closed = re.search(r" Door een beveiliging niet gemarkeerd: (.*)\. Haal de bev", sentence)
    assert closed
    assert FAULT in closed[1]
    assert book.sheets[FAULT].range("D8").note is None
    assert book.sheets["Energie-index"].range("E7").note is not None
    assert f"{FAULT}!D7" in [line["Plaats"] for line in _list(book)]
    assert run(book, "herstel_keuzelijsten") == (
        "Keuzelijsten en opmaak van 24 tabellen zijn hersteld. Door een beveiliging niet hersteld: "
        f"{FAULT}. Haal de beveiliging weg."
    )


def test_a_protected_workbook_is_told_and_the_marks_can_still_be_taken_away(
    book: xw.Book, judged: Judged
) -> None:
    protect_book(book)
    protect(book.sheets[findings_sheet.SHEET])
    names = [sheet.name for sheet in book.sheets]
    sentence = run(book, "controleer_werkmap")
    assert sentence.endswith(
        " Het blad Bevindingen is beveiligd en is niet gevuld. De werkmap is beveiligd; Vorige en "
        "Volgende bevinding werken daardoor niet. Haal de beveiliging weg en controleer opnieuw."
    )
    assert "Controle prestatieafspraken" in book.sheets[FAULT].range("D7").note.text
    assert run(book, "wis_markeringen").startswith("De markering van ")
    assert book.sheets[FAULT].range("D7").note.text == "Navragen bij Jan"
    log = re.search(r"logboek (\S+) naar", run(book, "bereken_indicatoren"))
    assert log
    Path(log[1]).unlink()
    assert [sheet.name for sheet in book.sheets] == names


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

    monkeypatch.setattr(press, "action_of", lambda button: broken)
    sentence = run(book, "controleer_blad")
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
    assert book.app.status_bar is False, "the sentence had a window of its own"


def test_herstel_brings_back_lists_and_formats(book: xw.Book, judged: Judged) -> None:
    sheet = book.sheets[FAULT]
    table = sheet.tables["tblWoningvoorraad"]
    before = table.range.options(ndim=2).value
    note = sheet.range("A6:Z6").value.index("Toelichting")
    for cell in (sheet.range("B7"), sheet.range("D9"), sheet.range((7, note + 1))):
        cell.data_validation.delete()
        cell.number_format = "General"
    assert run(book, "herstel_keuzelijsten").endswith("tabellen zijn hersteld.")
    assert sheet.range("D9").data_validation.type == "whole_number"
    assert sheet.range("D9").number_format == "#,##0"
    text = sheet.range((7, note + 1)).data_validation
    assert (text.type, text.operator, text.formula1.lstrip("=")) == (
        "text_length",
        "less_than_or_equal",
        "500",
    )
    assert table.range.options(ndim=2).value == before
    lists = [
        sheet.range(f"{letter}7").data_validation.source
        for letter in "ABCDEF"
        if sheet.range(f"{letter}7").data_validation.type == "list"
    ]
    assert lists
    assert all(source.lstrip("=").startswith("lijst_") for source in lists)


def test_nieuw_jaar_says_that_it_is_of_an_example(
    book: xw.Book, path: Path, judged: Judged
) -> None:
    made = path.with_name("prestatieafspraken-2020.xlsx")
    assert run(book, "nieuw_jaar") == (
        f"De werkmap van 2020 staat in {made}. Let op: de afspraken van 2020 zijn een voorbeeld."
    )
    assert sorted(path.parent.glob("*.xlsx")) == sorted([path, made])
    assert {f.ernst for f in check_file(made).findings} <= {"WAARSCHUWING", "INFO"}


def test_bereken_indicatoren_writes_them_on_their_sheet(book: xw.Book, judged: Judged) -> None:
    sentence = run(book, "bereken_indicatoren")
    sheet = book.sheets["Indicatoren"]
    assert sheet.visible
    rows = sheet.range((6, 1), sheet.used_range.last_cell).value
    assert sentence == f"{len(rows) - 1} uitkomsten op het blad Indicatoren."
    assert rows[0][:2] == ["Oordeel", "Wat"]
    said = [row[0] for row in rows[1:]]
    known = [one for one in said if one not in ("? niet te bepalen", "· geen norm")]
    assert known
    assert said[: len(known)] == known  # verdicts first
    protect_book(book)  # it is in sight already, and nothing else is asked of the workbook
    assert run(book, "bereken_indicatoren") == sentence
    assert [s.name for s in book.sheets].count("Indicatoren") == 1


def test_a_corporatie_is_not_told_what_only_others_can_know() -> None:
    """Of the figures of Habeko Wonen and of all together Woonforte lacks what others fill in."""
    found = pa.check(pa.build(load("alphen-aan-den-rijn", 2019), "Woonforte"))
    every = pa.compute(found)
    told = [one for one in every if is_known_to("Woonforte", one)]
    assert {one.onderdeel for one in every} >= {"Habeko Wonen", "Woonforte", None}
    silent = {one.onderdeel for one in told if one.oordeel == "niet te bepalen"}
    assert silent == {"Woonforte"}


def test_jaarverslag_stands_beside_the_workbook(book: xw.Book, path: Path, judged: Judged) -> None:
    (path.parent / "jaarverslag-2019.docx").write_bytes(b"van vorige week")
    assert run(book, "maak_jaarverslag").endswith("jaarverslag-2019-2.docx.")
    assert (path.parent / "jaarverslag-2019.docx").read_bytes() == b"van vorige week"
    with zipfile.ZipFile(path.parent / "jaarverslag-2019-2.docx") as made:
        assert "Alphen aan den Rijn" in made.read("word/document.xml").decode("utf-8")


@pytest.mark.traag
def test_an_inzending_holds_what_the_open_workbook_holds(
    book: xw.Book, path: Path, found: Verdict, judged: Judged
) -> None:
    """The same number as that of the closed file, and every cell that is typed since."""
    closed = make(path.read_bytes(), path.name, datetime(2026, 1, 5))
    sentence = run(book, "maak_inzending")
    made = path.parent / "inzending-gemeente-alphen-aan-den-rijn-2019.xlsx"
    sent = check_file(made)
    assert sentence == f"De inzending staat in {made}. Oordeel: {stands(sent)}."
    assert [f.as_dict() for f in sent.findings] == [f.as_dict() for f in found.findings]
    assert sent.ingeleverd is not None
    assert sent.ingeleverd.is_unchanged
    assert sent.ingeleverd.controlegetal == closed.controlegetal
    book.sheets["Start"].range("C8").value = "definitief"
    run(book, "maak_inzending")
    again = check_file(made.with_stem(f"{made.stem}-2"))
    assert again.book is not None
    assert again.book.start.status == "definitief"
    assert again.ingeleverd is not None
    assert again.ingeleverd.controlegetal != closed.controlegetal


def test_an_inzending_that_is_open_says_what_was_changed(app: xw.App, tmp_path: Path) -> None:
    """By the copy that LibreOffice saves of it, which is none of its own bytes."""
    path = tmp_path / "inzending.xlsx"
    own = pa.build(load("alphen-aan-den-rijn", 2019), "Woonforte")
    path.write_bytes(make(own, "w.xlsx", datetime(2026, 1, 5)).data)
    book = app.books.open(path)
    try:
        assert [f.code for f in open_book.verdict(book).findings if f.code[:3] == "INL"] == []
        book.sheets["Woningvoorraad"].range("C8").value = 12
        found = [f for f in open_book.verdict(book).findings if f.code[:3] == "INL"]
        assert [(f.code, f.place.where) for f in found] == [("INL-001", "Woningvoorraad!C8")]
    finally:
        book.close()


@pytest.mark.parametrize("app", ["libreoffice"], indirect=True)
def test_where_no_copy_can_be_saved_the_command_is_named(
    book: xw.Book, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(OfficeBook, "save_copy")
    assert "prestatieafspraken inzending maak BESTAND" in run(book, "maak_inzending")
    assert list(path.parent.glob("inzending-*")) == []


def test_excel_saves_a_copy_and_keeps_the_workbook_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved: list[str] = []

    def save(to: str) -> None:
        saved.append(to)
        Path(to).write_bytes(b"PK van Excel")

    impl = SimpleNamespace(xl=SimpleNamespace(SaveCopyAs=save))
    monkeypatch.setattr(saved_copy, "in_excel", lambda app: True)
    there = SimpleNamespace(name="werkmap.xlsm", app=None, impl=impl)
    assert saved_copy.saved_copy(there) == b"PK van Excel"  # type: ignore[arg-type]
    assert [Path(one).suffix for one in saved] == [".xlsm"]
    assert not Path(saved[0]).exists()


def test_help_buttons(book: xw.Book) -> None:
    assert run(book, "handleiding") == "De handleiding staat op het blad Handleiding."
    assert here(book) == "Handleiding!A1"
    assert re.fullmatch(
        r"Prestatieafspraken, versie \S+\. "
        r"Sjabloon van deze werkmap: alphen-aan-den-rijn/2019/1/gemeente\.",
        run(book, "over"),
    )
    assert run(book, "__import__('os')").startswith("Deze knop is onbekend.")


def test_a_damaged_record_never_stops_a_check(book: xw.Book, judged: Judged) -> None:
    run(book, "controleer_werkmap")
    hidden = book.sheets[record.SHEET]
    assert hidden.visible in (False, record.VERY_HIDDEN)
    hidden.range("A1").value = "kapot {"
    hidden.range("A2").value = json.dumps({"bevinding": {"blad": 1}})
    assert run(book, "controleer_werkmap").startswith("De werkmap is gecontroleerd")
