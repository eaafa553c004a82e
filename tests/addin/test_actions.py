"""What the actions do to an open workbook, cell by cell: in memory, so that each is quick."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from proving.kit.open_boek import Book, Name, Sheet, Table

from prestatieafspraken.addin import (
    beside,
    cell_rule,
    check,
    findings,
    findings_sheet,
    marks,
    open_book,
    press,
    record,
    repair,
)
from prestatieafspraken.addin.libreoffice.office import ReadOnlyError, RefusedError
from prestatieafspraken.addin.record import Record, StoredFinding
from prestatieafspraken.addin.refusal import Allowed
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.validators.volledigheid import BladStand, Open, Volledigheid
from prestatieafspraken.workbook.column import Column, ColumnKind, Format
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.findings_table import COLUMNS, SHEET

HEADERS = [header for header, *_ in COLUMNS]


def stored(cel: str | None = "D7", **more: Any) -> StoredFinding:
    """Give a finding of the sheet Voorraad."""
    given: dict[str, Any] = {
        "ernst": "FOUT", "code": "CEL-001", "blad": "Voorraad", "cel": cel, "rij": "Woonforte",
        "kolom": "DAEB", "waarde": 5, "melding": f"Fout in {cel}.", "herstel": "Verbeter.",
        "sleutel": f"CEL-001|{cel}",
    }  # fmt: skip
    return StoredFinding(**(given | more))


def listed(*found: StoredFinding, above: int = 3) -> list[list[Any]]:
    """Write the sheet Bevindingen with these rows, its headers in the second column and on."""
    rows: list[list[Any]] = [[None]] * above
    rows.append([None, *HEADERS])
    return rows + [[None, *findings_sheet._plain_row(one).values()] for one in found]


def a_book(*found: StoredFinding, **sheets: Any) -> Any:
    """Give a workbook with a sheet of figures and the sheet Bevindingen."""
    return Book(**{"Voorraad": [["kop"], [1]], **sheets, SHEET: listed(*found)})


# The raw form of an open workbook


@pytest.mark.parametrize(
    ("headers", "totals", "table"),
    [
        (True, False, (4, 2, ("Jaar", "DAEB"), 7, 0)),
        (True, True, (4, 2, ("Jaar", "DAEB"), 6, 1)),
        (False, False, (3, 2, ("", ""), 7, 0)),
    ],
)
def test_a_table_is_its_rows_without_headers_and_totals(
    headers: bool, totals: bool, table: tuple[Any, ...]
) -> None:
    rows = [[None] * 3, [None] * 3, [None, "Jaar", "DAEB"], *([None, n, 9] for n in range(4))]
    book: Any = Book(Blad=rows)
    area = book.sheets[0].range("B3:C7")
    found = open_book._table(Table("tbl", area, headers, totals), "Blad", rows, False)  # type: ignore[arg-type]
    told = (found.first_row, found.first_col, found.header, found.last_row, found.totals)
    assert (found.name, found.sheet, *told) == ("tbl", "Blad", *table)


def test_a_table_beyond_what_is_filled_has_empty_headers() -> None:
    book: Any = Book(Blad=[["Jaar"]])
    found = open_book._table(Table("tbl", book.sheets[0].range("A1:C4")), "Blad", [["Jaar"]], False)  # type: ignore[arg-type]
    assert found.header == ("Jaar", "", "")


def test_an_error_is_known_by_its_place() -> None:
    rows = [["#N/A", 1, None], ["x", "#geen", "#DIV/0!"]]
    assert open_book._errors(rows) == {
        (1, 1): ErrorValue("#N/A"),
        (2, 3): ErrorValue("#DIV/0!"),
    }


@pytest.mark.parametrize("seed", range(12))
def test_merged_cells_are_found_wherever_they_are(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    book: Any = Book(Blad=[["x"]])
    sheet: Sheet = book.sheets[0]
    for row in (2, 5, 8):  # each in rows and columns of its own
        top, left = row + chance.randint(0, 1), chance.randint(2, 5)
        down, across = chance.randint(0, 1), chance.randint(0, 2)
        if down or across:
            sheet.merged.append((top, left, top + down, left + across))
    found = list(open_book._merged(sheet, (2, 2, 10, 8)))  # type: ignore[arg-type]
    assert sorted(found) == sorted(sheet.merged)
    assert list(open_book._merged(sheet, (3, 2, 2, 8))) == []  # type: ignore[arg-type]


def test_what_is_out_of_sight_is_told_by_row_and_column() -> None:
    rows = [[1] * 5] * 4
    book: Any = Book(Blad=rows)
    sheet: Sheet = book.sheets[0]
    sheet.hidden_rows, sheet.hidden_cols = {2, 4}, {1, 5}
    assert open_book._out_of_sight(sheet, rows) == ({2, 4}, {1, 5})  # type: ignore[arg-type]
    sheet.closed = True  # Excel does not answer that
    assert open_book._out_of_sight(sheet, rows) == (frozenset(), frozenset())  # type: ignore[arg-type]


def test_what_would_take_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Just at each limit it is read, and one more is told."""
    book: Any = Book(Blad=[[1] * 3] * 4)
    sheet = book.sheets[0]
    assert open_book._values(sheet, 12) == [[1] * 3] * 4
    with pytest.raises(StopError, match="tot cel C4"):
        open_book._values(sheet, 11)
    monkeypatch.setattr(open_book, "MOST_AREAS", 12)
    assert open_book._out_of_sight(sheet, [[1] * 3] * 4) == (set(), set())
    monkeypatch.setattr(open_book, "MOST_AREAS", 11)
    with pytest.raises(StopError, match="wisselen"):
        open_book._out_of_sight(sheet, [[1] * 3] * 4)
    book.names = [Name("start_partij", "=Start!$C$4"), Name("eigen", "=Blad!$A$1")]
    monkeypatch.setattr(open_book, "MOST_NAMES", 2)
    assert open_book._names(book) == ({"start_partij": "Start!$C$4"}, {})
    monkeypatch.setattr(open_book, "MOST_NAMES", 1)
    with pytest.raises(StopError, match="meer dan 1 gedefinieerde namen"):
        open_book._names(book)


def test_a_workbook_is_read_sheet_by_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    book: Any = Book(Start=[["a"]], Voorraad=[["Jaar"], [2019], [2020]], **{record.SHEET: [["x"]]})
    voorraad = book.sheets["Voorraad"]
    voorraad.tables = [Table("tbl", voorraad.range("A1:A3"))]
    voorraad.merged, voorraad.hidden_rows = [(2, 1, 3, 1)], {3}
    book.sheets["Start"].visible = False
    cells = voorraad.range("A1:A3")
    type(cells).autofilter = property(  # type: ignore[attr-defined]
        lambda _: SimpleNamespace(criteria=[SimpleNamespace(type="values")])
    )
    monkeypatch.setattr(Table, "autofilter", SimpleNamespace(criteria=[]), raising=False)
    book.names = [
        Name("Voorraad!_FilterDatabase", "=Voorraad!$A$1:$A$3", cells),
        Name("weg!_FilterDatabase", "=#REF!"),
    ]
    raw = open_book.raw_book(book)
    assert [sheet.name for sheet in raw.sheets] == ["Start", "Voorraad"]
    assert [sheet.hidden for sheet in raw.sheets] == [True, False]
    start, told = raw.sheets
    assert (start.rows, start.filtered, start.merged) == ([["a"]], False, [])
    assert (told.rows, told.filtered, told.merged) == (
        [["Jaar"], [2019], [2020]],
        True,
        [(2, 1, 3, 1)],
    )
    assert (told.hidden_rows, told.hidden_cols) == ({3}, set())
    assert [table.name for table in raw.tables] == ["tbl"]
    limits = open_book.LIMITS
    monkeypatch.setattr(open_book, "LIMITS", replace(limits, sheets=2))
    with pytest.raises(StopError, match="meer dan 2 bladen"):
        open_book.raw_book(book)
    monkeypatch.setattr(open_book, "LIMITS", replace(limits, sheets=3, area=4))
    assert len(open_book.raw_book(book).sheets) == 2  # 1 and 3 cells
    monkeypatch.setattr(open_book, "LIMITS", replace(limits, area=3))
    with pytest.raises(StopError, match="loopt het gebruikte deel"):
        open_book.raw_book(book)


# Marks


def test_marks_are_a_rule_by_severity_and_a_note_by_cell_and_go_again() -> None:
    found = [
        stored("D7"),
        stored("B9:C9", ernst="INFO", code="CEL-002"),
        stored("D8", ernst="FOUT"),
        stored("D7", code="CEL-003", ernst="INFO"),
        stored(None),
        stored("D7", blad="Weg"),
    ]
    book: Any = a_book(*found)
    sheet = book.sheets["Voorraad"]
    sheet.notes_of = {(9, 3): "Van mij", (1, 1): "Ook van mij"}
    assert marks.mark(book, found) == ([], [])
    assert [(rule.where, rule.fill_color) for rule in sheet.rules] == [
        ("D7:D8", marks.COLORS[marks.Severity.FOUT]),
        ("B9,C9", marks.COLORS[marks.Severity.INFO]),
    ]
    assert set(sheet.notes_of) == {(7, 4), (8, 4), (9, 2), (9, 3), (1, 1)}
    assert sheet.notes_of[7, 4] == (
        "Fout: Fout in D7.\nHerstel: Verbeter. (CEL-001)\n\n"
        "Tip: Fout in D7.\nHerstel: Verbeter. (CEL-003)\n\nControle prestatieafspraken"
    )
    assert sheet.notes_of[9, 3].startswith("Van mij\n\nTip: ")
    again = dict(sheet.notes_of)
    marks._add_notes(sheet, {(9, 3): [found[1]]})
    assert sheet.notes_of == again  # it is there already
    amount, closed, noted = marks.unmark(book, found)
    assert (amount, closed, noted) == (4, [], {})
    assert (sheet.rules, sheet.notes_of) == ([], {(9, 3): "Van mij", (1, 1): "Ook van mij"})


def test_a_note_that_would_come_back_stays_and_is_told() -> None:
    found = [stored("D7"), stored("D8")]
    book: Any = a_book(*found)
    sheet = book.sheets["Voorraad"]
    marks.mark(book, found)
    told = marks.unmark(book, found, [found[1]])
    assert (told.amount, told.noted) == (1, {"Voorraad": {(8, 4)}})
    assert set(sheet.notes_of) == {(8, 4)}
    marks.mark(book, [found[1]], told.noted)
    assert (len(sheet.rules), set(sheet.notes_of)) == (1, {(8, 4)})


def test_no_more_cells_are_marked_than_the_limit_and_the_worst_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marks, "LIMIT", 3)
    found = [stored("A1:A9", ernst="INFO"), stored("B2"), stored("B2", code="CEL-009")]
    assert {blad: list(cells) for blad, cells in marks._cells(found).items()} == {
        "Voorraad": [(2, 2), (1, 1), (2, 1)]
    }


def test_a_sheet_that_is_protected_is_told_once() -> None:
    book: Any = a_book(stored("D7"))
    book.sheets["Voorraad"].closed = True
    assert marks.mark(book, [stored("D7")]).closed == ["Voorraad"]


# The sheet Bevindingen


def test_rows_are_known_by_their_number_and_headers_wherever_they_are() -> None:
    book: Any = a_book(stored("D7"), stored("D8"))
    rows = findings_sheet._rows(book)
    assert [number for number, _ in rows][:2] == [5, 6]
    assert [row["Cel"] for _, row in rows][:3] == ["D7", "D8", None]
    told = findings_sheet.explanation(book, [], stored("D8"))
    assert told.address == f"{chr(ord('A') + 1 + HEADERS.index('Toelichting'))}6"
    far = findings_sheet.explanation(book, [stored("A1"), stored("A2")], stored("A2"))
    assert far.row == 6  # it is not on the sheet: the second row under the headers


def test_explanations_are_taken_over_and_rows_of_people_stay() -> None:
    kept = Record([stored("D7"), stored("D8")], {"CEL-001|D8": "oud"})
    book: Any = a_book(*kept.bevindingen, stored("Z9", code="EIG-001"))
    sheet = book.sheets[SHEET]
    at = 2 + HEADERS.index("Toelichting")
    sheet.cells_of[5, at], sheet.cells_of[7, at] = " Klopt. ", "Van mij."
    own = findings_sheet.harvest(book, kept)
    assert kept.toelichtingen == {"CEL-001|D7": "Klopt."}  # that of D8 was taken away
    assert [(row["Code"], row["Toelichting"]) for row in own] == [("EIG-001", "Van mij.")]


def test_the_list_is_written_in_place_of_the_one_before() -> None:
    old, new = [stored(f"D{n}") for n in range(7, 12)], [stored("E5"), stored(None, code="X-001")]
    book: Any = a_book(*old)
    sheet = book.sheets[SHEET]
    sheet.tables = [Table("tbl", sheet.range("B4:K5"))]
    findings_sheet.show(book, Record(new, {"CEL-001|E5": "=1+1"}), "Klaar.", [{"Code": "EIG-001"}])
    assert sheet.cells_of[2, 1] == "Klaar."
    lines = sheet.range((5, 2), (9, 1 + len(HEADERS))).lines()
    told = [dict(zip(HEADERS, line, strict=True)) for line in lines]
    assert [row["Code"] for row in told] == ["CEL-001", "X-001", "EIG-001", None, None]
    assert told[0]["Cel"] == '=HYPERLINK("#\'Voorraad\'!E5","E5")'
    assert told[0]["Toelichting"] == "=1+1"
    assert (told[1]["Cel"], told[0]["Waarde"], told[0]["Melding"]) == (None, 5, "Fout in E5.")
    assert sheet.tables[0].range.address == "B4:K7"
    assert sheet.done["copy"] == [("A5:K5", "A6:K7")]
    assert sheet.done["wrap_text"] == [("A5:K7", True)]
    findings_sheet.show(book, Record(), "Niets.")
    assert {row for row, _ in sheet.cells_of} == {2, 4}
    assert sheet.tables[0].range.address == "B4:K7"


def test_an_explanation_that_counts_goes_along_and_another_stays_a_row() -> None:
    soft: dict[str, Any] = {"zacht": True, "code": "CEL-009", "ernst": "WAARSCHUWING"}
    was = [
        stored("D7", sleutel="weg", **soft),
        stored("D8", sleutel="blijft", **soft),
        stored("D9", sleutel="zonder", **soft),
        stored("E1", sleutel="hard"),
    ]
    now = [
        stored("D8", sleutel="blijft", toelichting=None, **soft),
        stored("F2", sleutel="nieuw", waarde=7, toelichting="Geteld op straat, zie brief", **soft),
    ]
    kept = Record(now, {"weg": "Klopte.", "blijft": "Klopt.", "hard": "Nee."})
    typed = {
        "Code": "CEL-009",
        "Blad": "Voorraad",
        "Waarde": 7,
        "Toelichting": " Geteld op  straat",
    }
    own = [
        typed,
        typed | {"Waarde": 8},
        typed | {"Code": "CEL-008"},
        typed | {"Toelichting": "Anders"},
    ]
    left = findings_sheet.absorb(kept, was, own)
    assert [(row["Code"], row["Waarde"], row["Toelichting"]) for row in left] == [
        ("CEL-009", 5, "Klopte."),
        ("CEL-009", 8, " Geteld op  straat"),
        ("CEL-008", 7, " Geteld op  straat"),
        ("CEL-009", 7, "Anders"),
    ]
    assert kept.toelichtingen["nieuw"] == "Geteld op  straat"


def test_of_very_many_findings_the_cells_are_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings_sheet, "LINKS", 2)
    for amount, linked in ((2, True), (3, False)):
        book: Any = a_book()
        findings_sheet.show(book, Record([stored(f"D{n}") for n in range(7, 7 + amount)]), "")
        cell = book.sheets[SHEET].cells_of[5, 2 + HEADERS.index("Cel")]
        assert cell.startswith("=HYPERLINK") is linked


def test_without_headers_or_sheet_nothing_is_read() -> None:
    with pytest.raises(StopError, match="ontbreekt"):
        findings_sheet._rows(Book(Voorraad=[["x"]]))  # type: ignore[arg-type]
    low: Any = Book(**{SHEET: listed(above=findings_sheet.SEARCH_ROWS - 1)})
    assert findings_sheet._layout(low)[1] == findings_sheet.SEARCH_ROWS
    lower: Any = Book(**{SHEET: listed(above=findings_sheet.SEARCH_ROWS)})
    with pytest.raises(StopError, match="koppen gewijzigd"):
        findings_sheet._layout(lower)


# From finding to finding


def test_the_findings_are_gone_through_in_a_circle() -> None:
    found = [stored("D7"), stored("D8:D9"), stored("D7", code="X-001"), stored("A1", blad="Dicht")]
    book: Any = a_book(*found, Dicht=[["x"]], **{record.SHEET: []})
    book.sheets["Dicht"].visible = False
    record.save(book, Record(found))
    first, last = (
        "Bevinding 1 van 2, Voorraad!D7: Fout in D7.",
        ("Bevinding 2 van 2, Voorraad!D8:D9: Fout in D8:D9."),
    )
    for step, told, cell in (
        (findings.next_finding, first, "D7"),  # nothing is selected
        (findings.next_finding, last, "D8"),
        (findings.next_finding, first, "D7"),
        (findings.previous_finding, last, "D8"),
    ):
        assert step(book) == told
        assert book.app.selection.address == cell
    book.app.selection = None
    assert findings.previous_finding(book) == last
    with pytest.raises(StopError, match="nog niets gevonden"):
        findings.next_finding(a_book())


def test_an_explanation_is_typed_where_the_finding_is_listed() -> None:
    found = [stored("D7"), stored("D8")]
    book: Any = a_book(*found, **{record.SHEET: []})
    record.save(book, Record(found))
    book.sheets["Voorraad"].range("D8").select()
    assert findings.explain(book) == "Typ hier de toelichting bij CEL-001 op Voorraad!D8."
    assert (book.sheets.active.name, book.app.selection.row) == (SHEET, 6)
    assert findings.explain(book).startswith("Er is nog geen toelichting")
    book.app.selection.value = "Klopt."
    assert findings.explain(book) == "Vastgelegd: 1 toelichting."
    assert record.load(book).toelichtingen == {"CEL-001|D8": "Klopt."}
    book.sheets["Voorraad"].activate()
    book.sheets["Voorraad"].range("A1").select()
    with pytest.raises(StopError, match="geen bevinding"):
        findings.explain(book)


@pytest.mark.parametrize(
    ("marked", "protected", "told"),
    [
        ([], False, "Er waren geen markeringen."),
        (["D7"], False, "De markering van 1 cel is gewist."),
        (["D7", "D8"], False, "De markering van 2 cellen is gewist."),
        (["D7"], True, "Er is niets gewist. Door een beveiliging niet gewist: Voorraad. Haal de "
                       "beveiliging weg."),
    ],
)  # fmt: skip
def test_what_was_taken_away_is_told(marked: list[str], protected: bool, told: str) -> None:
    found = [stored(cel) for cel in marked]
    book: Any = a_book(*found, **{record.SHEET: []})
    record.save(book, Record(found))
    marks.mark(book, found)
    book.sheets["Voorraad"].closed = protected
    assert findings.clear(book) == told


# What is remembered


def test_what_is_remembered_comes_back_and_damage_is_passed_over() -> None:
    book: Any = a_book()
    kept = Record([stored("D7"), stored("D8", waarde=None)], {"a": "b"})
    record.save(book, kept)
    sheet = book.sheets[-1]
    assert (sheet.name, sheet.visible) == (record.SHEET, record.VERY_HIDDEN)
    assert book.sheets.active.name == "Voorraad"
    assert record.load(book) == kept
    sheet.cells_of |= {(4, 1): "{", (5, 1): '{"bevinding": 3}', (6, 1): '["x"]', (7, 1): "null"}
    sheet.cells_of[8, 1] = '{"toelichting": ["c", "d"]}'
    assert record.load(book).toelichtingen == {"a": "b", "c": "d"}
    record.save(book, Record([stored("E1")]))
    assert set(sheet.cells_of) == {(1, 1)}
    record.save(book, Record())
    assert record.load(book) == Record()
    assert record.SHEET in [one.name for one in book.sheets]  # Excel deletes no hidden one
    bare: Any = a_book()
    record.save(bare, Record())
    assert record.SHEET not in [one.name for one in bare.sheets]


def test_a_refusal_is_passed_over_and_anything_else_is_not() -> None:
    closed: list[str] = []
    for _ in range(2):
        with Allowed("Blad", closed):
            raise RefusedError
    assert closed == ["Blad"]
    for error in (ReadOnlyError(), ValueError()):
        with pytest.raises(type(error)), Allowed("Blad", closed):
            raise error


# Sentences of a check


@pytest.mark.parametrize(
    ("severities", "told"),
    [
        ([], "De werkmap is gecontroleerd: niets gevonden."),
        (["FOUT"], "De werkmap is gecontroleerd: 1 fout, geen vragen."),
        (["INFO", "FOUT", "WAARSCHUWING"],
         "De werkmap is gecontroleerd: 1 fout, 1 vraag open, 1 tip."),
        (["INFO", "FOUT", "WAARSCHUWING"] * 2,
         "De werkmap is gecontroleerd: 2 fouten, 2 vragen open, 2 tips."),
    ],
)  # fmt: skip
def test_what_was_found_is_counted(severities: list[str], told: str) -> None:
    assert check._outcome([stored(ernst=one) for one in severities], None) == told
    assert check._outcome([], "Start") == "Het blad Start is gecontroleerd: niets gevonden."


@pytest.mark.parametrize(
    ("closed", "told"),
    [
        ([], ""),
        (["Voorraad", "Energie"], " Door een beveiliging niet gemarkeerd: Voorraad en Energie."),
        ([SHEET], f" Het blad {SHEET} is beveiligd en is niet gevuld."),
        ([record.SHEET], " De werkmap is beveiligd; Vorige en Volgende bevinding werken daardoor "
                         "niet."),
    ],
)  # fmt: skip
def test_what_could_not_be_written_is_told(closed: list[str], told: str) -> None:
    rest = " Haal de beveiliging weg en controleer opnieuw." if closed else ""
    assert check._protected(closed) == told + rest


def test_how_much_is_filled_in_is_told_of_what_was_checked() -> None:
    one = BladStand("Voorraad", 3, (Open("a", "b", "C1"),))  # type: ignore[call-arg]
    two = BladStand("Energie", 2, ())
    there = Volledigheid((one, two))
    assert check._filled(there, None) == " 4 van de 5 cellen ingevuld."
    assert check._filled(there, "Voorraad") == " 2 van de 3 cellen ingevuld."
    assert check._filled(there, "Start") == check._filled(None, None) == ""


def finding(cel: str, blad: str = "Voorraad", ernst: Severity = Severity.FOUT) -> Finding:
    """Give a finding of a check."""
    return Finding("CEL-001", ernst, f"Fout in {cel}.", "Verbeter.", Place(blad, cel=cel))


def test_a_check_shows_marks_and_remembers_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    book: Any = a_book(Energie=[["kop"]], **{record.SHEET: []})
    there = Volledigheid((BladStand("Voorraad", 2, ()), BladStand("Energie", 3, ())))
    found = [finding("D7", ernst=Severity.INFO), finding("E5", "Energie"), finding("D8")]
    judged = SimpleNamespace(findings=found, volledigheid=there)
    monkeypatch.setattr(check, "verdict", lambda _: judged)
    told = check.check_book(book)
    assert told == (
        "De werkmap is gecontroleerd: 2 fouten, geen vragen, 1 tip. 5 van de 5 cellen ingevuld."
    )
    list_ = book.sheets[SHEET]
    assert list_.cells_of[2, 1].startswith(told[:-1])
    col = 2 + HEADERS.index("Blad")
    shown = [(list_.cells_of[row, col], list_.cells_of[row, col + 1]) for row in (5, 6, 7)]
    assert [blad for blad, _ in shown] == ["Energie", "Voorraad", "Voorraad"]  # the worst first
    assert [one.cel for one in record.load(book).bevindingen] == ["E5", "D8", "D7"]
    assert (book.sheets.active.name, book.app.selection.address) == ("Energie", "E5")
    assert set(book.sheets["Voorraad"].notes_of) == {(7, 4), (8, 4)}

    judged.findings = [finding("D9"), finding("E6", "Energie")]
    book.sheets["Voorraad"].activate()
    assert check.check_sheet(book) == (
        "Het blad Voorraad is gecontroleerd: 1 fout, geen vragen. 2 van de 2 cellen ingevuld."
    )
    assert {one.cel for one in record.load(book).bevindingen} == {"D9", "E5"}
    assert book.app.selection.address == "D9"
    assert set(book.sheets["Voorraad"].notes_of) == {(9, 4)}
    assert set(book.sheets["Energie"].notes_of) == {(5, 5)}

    book.sheets["Energie"].closed = list_.closed = True
    judged.findings = []
    assert check.check_book(book).endswith(
        f"Door een beveiliging niet gemarkeerd: Energie. Het blad {SHEET} is beveiligd en is niet "
        "gevuld. Haal de beveiliging weg en controleer opnieuw."
    )
    list_.activate()
    with pytest.raises(StopError, match="is de uitkomst"):
        check.check_sheet(book)


# How a press ends


def fails(error: Exception) -> Any:
    """Give an action that fails so."""

    def action(_: Any) -> str:
        raise error

    return action


class com_error(Exception):  # noqa: N801, N818 (the name that Windows gives it)
    """Excel does not do it."""


@pytest.mark.parametrize(
    ("action", "how", "mode", "begin"),
    [
        (lambda _: "Gedaan.", press.Way.DONE, None, "Gedaan."),
        (fails(StopError("XLS-005", "Dit niet.", "Doe dat.")), press.Way.STOPPED, "info",
         "Dit niet. Doe dat."),
        (fails(ReadOnlyError()), press.Way.STOPPED, "info", "De werkmap is geopend als alleen-"),
        (fails(com_error()), press.Way.REFUSED, "critical",
         "Excel of LibreOffice staat deze wijziging niet toe."),
        (fails(ZeroDivisionError()), press.Way.FAULT, "critical",
         "Er ging iets mis in het programma zelf. Uw werkmap is niet opgeslagen. Stuur het logboek "
         "LOG naar de beheerder."),
    ],
    ids=["done", "stopped", "read only", "refused", "fault"],
)  # fmt: skip
@pytest.mark.parametrize("button", ["over", "controleer_blad"])
def test_every_end_is_told_and_the_program_is_as_it_was(
    action: Any, how: press.Way, mode: str | None, begin: str, button: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    seen: list[tuple[bool, str, bool]] = []

    def watched(book: Any) -> Any:
        seen.append((book.app.screen_updating, book.app.calculation, book.app.enable_events))
        return action(book)

    monkeypatch.setattr(press, "action_of", lambda _: watched)
    monkeypatch.setattr(press, "write_log", lambda: "LOG")
    book: Any = a_book()
    ended = press.end(book, button)
    assert ended.how is how
    assert ended.sentence.startswith(begin)
    loud = mode or ("info" if button == "over" else None)
    assert book.app.said == ([(ended.sentence, loud)] if loud else [])
    assert book.app.status_bar == (False if loud else ended.sentence)
    held = (False, "automatic", True) if button == "over" else (False, "manual", False)
    assert seen == [held]
    there = (book.app.screen_updating, book.app.calculation, book.app.enable_events)
    assert there == (True, "automatic", True)


# Putting back what was pasted away


def column(kind: ColumnKind, **more: Any) -> Column:
    """Give a column of a kind."""
    return Column("c", "Kolom", kind, Format.TEKST, "Hulp.", **more)


@pytest.mark.parametrize(
    ("given", "call"),
    [
        (column(ColumnKind.TEXT, longest=80), ("set_text_length", ("less_than_or_equal", "80"))),
        (column(ColumnKind.WHOLE, low=0, high=9), ("set_whole_number", ("between", "0", "9"))),
        (column(ColumnKind.DECIMAL, low=0.5), ("set_decimal", ("greater_than_or_equal", "0.5"))),
        (column(ColumnKind.DECIMAL, high=2), ("set_decimal", ("less_than_or_equal", "2"))),
        (column(ColumnKind.TEXT, codelist="kernen"), ("set_list", ("de lijst",))),
        (column(ColumnKind.TEXT, codelist="weg"), None),
    ],
)
def test_each_kind_of_column_gets_its_own_validation_back(given: Column, call: Any) -> None:
    book: Any = a_book()
    cells = book.sheets[0].range("C3:C9")
    cell_rule.put_back(cells, given, {"lijst_kernen": "de lijst"})  # type: ignore[dict-item]
    gone = {"delete": [("C3:C9", ())]}
    assert book.sheets[0].done == (gone | {call[0]: [("C3:C9", call[1])]} if call else {})


def test_a_table_gets_its_lists_back_as_far_as_it_goes_and_some_more() -> None:
    book: Any = a_book()
    sheet = book.sheets[0]
    years, share = column(ColumnKind.WHOLE, low=1), column(ColumnKind.DECIMAL, formula="=1")
    known = {
        "jaar": replace(years, format=Format.JAAR),
        "deel": replace(share, format=Format.PROCENT),
    }
    table = SimpleNamespace(excel_name="tbl", column=known.__getitem__)
    data: Any = SimpleNamespace(
        table=table, letters={"jaar": "B", "deel": "D"}, frame=SimpleNamespace(index=[8, 12])
    )
    repair._restore(sheet, data, {})
    assert sheet.done == {
        "number_format": [("B8:B62", Format.JAAR.value), ("D8:D62", Format.PROCENT.value)],
        "delete": [("B8:B62", ())],
        "set_whole_number": [("B8:B62", ("greater_than_or_equal", "1"))],
    }
    sheet.done.clear()
    sheet.tables = [Table("tbl", sheet.range("B6:D20"))]
    repair._restore(sheet, data, {})
    assert sheet.done["set_whole_number"] == [("B7:B70", ("greater_than_or_equal", "1"))]


def test_how_many_tables_were_put_right_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    book: Any = a_book(Energie=[["kop"]])
    whole = column(ColumnKind.WHOLE)

    def data(sheet: str) -> Any:
        table = SimpleNamespace(excel_name="tbl", column=lambda _: whole)
        frame = SimpleNamespace(index=[8])
        return SimpleNamespace(sheet=sheet, table=table, letters={"c": "B"}, frame=frame)

    filed = SimpleNamespace(tables={"a": data("Voorraad"), "b": data("Energie")})
    monkeypatch.setattr(repair, "verdict", lambda _: SimpleNamespace())
    monkeypatch.setattr(repair, "read", lambda _: (filed, None))
    assert repair.repair(book) == "Keuzelijsten en opmaak van 2 tabellen zijn hersteld."
    assert all("set_whole_number" in book.sheets[one].done for one in ("Voorraad", "Energie"))
    book.sheets["Energie"].closed = True
    assert repair.repair(book) == (
        "Keuzelijsten en opmaak van 1 tabel zijn hersteld. Door een beveiliging niet hersteld: "
        "Energie. Haal de beveiliging weg."
    )
    book.sheets["Voorraad"].closed = True
    assert repair.repair(book).startswith("Er is niets hersteld. Door een beveiliging")


# A new file


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    book: Any = a_book()
    book.fullname = str(tmp_path / "werkmap.xlsx")
    names = [beside.write(book, "verslag", ".html", data).name for data in (b"a", b"b", b"c")]
    assert names == ["verslag.html", "verslag-2.html", "verslag-3.html"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"a", b"b", b"c"]


@pytest.mark.parametrize("place", ["https://voorbeeld.nl/map/werkmap.xlsx", "Map1"])
def test_beside_what_is_in_no_folder_is_the_home_folder(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    book: Any = a_book()
    book.fullname = place
    assert beside.write(book, "verslag", ".html", b"a") == tmp_path / "verslag.html"


def test_where_nothing_can_be_written_that_is_told(tmp_path: Path) -> None:
    book: Any = a_book()
    book.fullname = str(tmp_path / "weg" / "werkmap.xlsx")
    with pytest.raises(UserError, match="kan niet worden geschreven"):
        beside.write(book, "verslag", ".html", b"a")
