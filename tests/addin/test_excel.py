"""What only Excel does: each of these once went wrong there, and never in LibreOffice.

xlwings' own engine for Windows runs here on the fake of tests/proving/com.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from proving.com.dispatch import BUSY_FOR, com_error
from proving.com.excel import Excel
from proving.com.notes import HEIGHT
from proving.com.sheets import SHOWN, VERY_HIDDEN, Sheet
from proving.com.tables import AutoFilter
from proving.kit.pressed import FAULT, Judged
from proving.kit.states import fake

from prestatieafspraken.addin import (
    cell_rule,
    findings_sheet,
    marks,
    open_book,
    press,
    record,
    refusal,
)
from prestatieafspraken.addin.press import Way, end
from prestatieafspraken.batch.judging.check import check as check_file
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.workbook.column import Column, ColumnKind, Format

pytestmark = [pytest.mark.com, pytest.mark.parametrize("app", ["com"], indirect=True)]

ONLINE = (
    "https://alphen.sharepoint.com/sites/Wonen/Gedeelde documenten/woonforte.xlsx",
    "https://alphen-my.sharepoint.com/personal/jan_alphen_nl/Documents/woonforte.xlsx",
    "https://alphen.sharepoint.com/teams/Wonen/woonforte.xlsx",
    "https://d.docs.live.net/0123456789abcdef/woonforte.xlsx",
)


@pytest.fixture
def excel(app: xw.App) -> Excel:
    """Give the Excel in which the workbook is open."""
    there: Excel = fake(app)
    return there


@pytest.fixture
def woningen(book: xw.Book) -> Sheet:
    """Give the sheet with the planted faults, as Excel has it."""
    there: Sheet = fake(book.sheets[FAULT])
    return there


def ended(book: xw.Book, button: str) -> str:
    """Press a button that must do its work, and give its sentence."""
    done = end(book, button)
    assert done.how is Way.DONE, done.sentence
    return done.sentence


# Where the workbook is


@pytest.mark.traag
@pytest.mark.steekproef(1)
@pytest.mark.parametrize("place", ONLINE)
def test_a_workbook_that_is_online_is_checked_and_handed_in(
    book: xw.Book,
    judged: Judged,
    place: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path / "thuis"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    fake(book).address = place
    assert ended(book, "controleer_werkmap").startswith("De werkmap is gecontroleerd: ")
    assert ended(book, "bereken_indicatoren").endswith(" op het blad Indicatoren.")
    assert f"De inzending staat in {home}" in ended(book, "maak_inzending")
    assert len(list(home.glob("inzending-*.xlsx"))) == 1


# What stands in a cell


def euros(plain: bytes, number_format: str) -> bytes:
    """Fill in amounts in the columns of Leefbaarheid, in a format of currency."""
    book = openpyxl.load_workbook(io.BytesIO(plain))
    for cell in book["Leefbaarheid"][7][3:7]:
        if cell.data_type != "f":
            cell.value, cell.number_format = 123_456.7891, number_format
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("number_format", ['"€" #,##0', '_ "€" * #,##0.00_ ', "[$€-413] #,##0.00"])
def test_amounts_in_euro_are_numbers(
    app: xw.App, plain: bytes, number_format: str, tmp_path: Path
) -> None:
    path = tmp_path / "euro.xlsx"
    path.write_bytes(euros(plain, number_format))
    book = app.books.open(path)
    told = [f.as_dict() for f in open_book.verdict(book).findings]
    assert told == [f.as_dict() for f in check_file(path).findings]
    assert not [one for one in told if "hoort een getal" in one["melding"]]


@pytest.mark.steekproef(2)
@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA", "#BLOCKED!"])
def test_errors_of_excel_365_are_errors(woningen: Sheet, book: xw.Book, error: str) -> None:
    woningen.type_in((8, 6), error)
    here = [f.melding for f in open_book.verdict(book).findings if f.place.where == f"{FAULT}!F8"]
    assert len(here) == 1
    assert f"foutwaarde {error}" in here[0]


# Putting lists back


def gone(sheet: Sheet, *where: tuple[int, int]) -> None:
    """Paste cells without a rule."""
    for cell in where:
        sheet.cells((*cell, *cell)).Validation.Delete()


def other(sheet: Sheet, *where: tuple[int, int]) -> None:
    """Paste cells with another rule."""
    gone(sheet, *where)
    for cell in where:
        sheet.cells((*cell, *cell)).Validation.Add(3, Formula1="=lijst_kernen")


@pytest.mark.steekproef(2)
@pytest.mark.parametrize("paste", [gone, other])
@pytest.mark.parametrize("rows", [range(8, 9), range(7, 9_999)], ids=["one", "all"])
def test_a_rule_that_was_pasted_away_comes_back_with_its_texts(
    book: xw.Book, woningen: Sheet, judged: Judged, paste: Callable[..., None], rows: range
) -> None:
    kept = woningen.cells((8, 4, 8, 4)).Validation
    before = kept._one().told
    assert before[1]["InputMessage"]
    if len(rows) == 1:
        paste(woningen, (8, 4), (8, 2))
    else:
        gone_ = woningen.cells((7, 4, 20_000, 4))
        gone_.Validation.Delete()
        if paste is other:
            gone_.Validation.Add(3, Formula1="=lijst_kernen")
    assert ended(book, "herstel_keuzelijsten").endswith(" tabellen zijn hersteld.")
    assert woningen.cells((8, 4, 8, 4)).Validation._one().told == before


def test_a_limit_is_no_text_in_the_language_of_the_user(book: xw.Book, excel: Excel) -> None:
    """A Dutch Excel does not read "0.5" as a number."""
    column = Column("c", "Kolom", ColumnKind.DECIMAL, Format.DECIMAAL, "Hulp.", low=0.5, high=2.5)
    cells = book.sheets[FAULT].range("D7:D9")
    cell_rule.put_back(cells, column, {})
    assert excel.comma == ","
    rule = cells.data_validation
    assert [end.lstrip("=") for end in (rule.formula1, rule.formula2)] == ["0,5", "2,5"]


# What is remembered


def test_a_check_that_finds_nothing_more_forgets_what_was_found(
    book: xw.Book, excel: Excel, judged: Judged
) -> None:
    ended(book, "controleer_werkmap")
    assert fake(book.sheets[record.SHEET]).shown == VERY_HIDDEN
    judged([])
    assert ended(book, "controleer_werkmap").startswith(
        "De werkmap is gecontroleerd: niets gevonden."
    )
    assert end(book, "volgende_bevinding").how is Way.STOPPED
    assert excel.asks, "DisplayAlerts is as it was"


def test_new_sheets_come_after_the_last_in_view(book: xw.Book, judged: Judged) -> None:
    """Not after a hidden one: xlwings would move that, and Excel may refuse."""
    sheets = fake(book).sheets
    sheets.remove(fake(book.sheets["Indicatoren"]))  # a workbook of before has none
    before = [sheet.name for sheet in sheets]
    assert sheets[-1].shown != SHOWN
    ended(book, "controleer_werkmap")
    ended(book, "bereken_indicatoren")
    names = [sheet.name for sheet in sheets]
    assert [name for name in names if name in before] == before
    assert {*names} - {*before} == {record.SHEET, "Indicatoren"}
    last = max(at for at, sheet in enumerate(sheets) if sheet.shown == SHOWN)
    assert sheets[last].name == "Indicatoren"


# Marks and notes


def test_a_cell_that_people_discuss_is_told_and_the_others_have_their_note(
    book: xw.Book, woningen: Sheet, judged: Judged
) -> None:
    woningen.threaded.add((8, 4))
    sentence = ended(book, "controleer_werkmap")
    assert sentence.endswith(
        f" Zonder notitie, want er staat al een opmerking: {FAULT}!D8. Zie het blad Bevindingen."
    )
    assert "beveiliging" not in sentence
    assert (8, 4) not in woningen.notes
    assert (7, 4) in woningen.notes
    assert len(woningen.notes) > 1


def test_a_note_shows_its_whole_text_and_begins_with_what_is_wrong(
    book: xw.Book, woningen: Sheet, judged: Judged
) -> None:
    ended(book, "controleer_werkmap")
    note = woningen.notes[8, 4]
    assert note.text.startswith(("Fout: ", "Vraag: "))
    width, height = note.size
    assert height > HEIGHT
    # At 11 points a line, and 5 points a letter at most, in the font of a note.
    lines = sum(-(-len(line) * 5 // width) or 1 for line in note.text.split("\n"))
    assert height >= lines * 11


def test_a_note_of_before_is_known_as_ours(book: xw.Book, woningen: Sheet, judged: Judged) -> None:
    """In version 0.2.0 the line by which a note is known stood first."""
    ended(book, "controleer_werkmap")
    parts = woningen.notes[8, 4].text.split("\n\n")
    woningen.notes[8, 4].text = "\n\n".join(["Van Jan", parts[-1], *parts[:-1]])
    ended(book, "wis_markeringen")
    assert woningen.notes[8, 4].text == "Van Jan"


def test_rules_of_people_stay_where_ours_go(book: xw.Book, woningen: Sheet, judged: Judged) -> None:
    own = book.sheets[FAULT].range("D7:D9").conditional_formats
    own.add_custom("=1=2", fill_color=(1, 2, 3))
    ended(book, "controleer_werkmap")
    own.add_custom("=2=3", fill_color=(1, 2, 3))
    ended(book, "wis_markeringen")
    left = [rule.formula for rule in woningen.rules]
    assert {"=1=2", "=2=3"} <= {*left}
    assert marks.RULE not in left


def test_what_a_filter_on_bevindingen_hides_is_written_as_well(
    book: xw.Book, found: Verdict, judged: Judged
) -> None:
    many = [replace(found.findings[0], melding=f"Melding {n}.") for n in range(9)]
    judged(many)
    ended(book, "controleer_werkmap")
    sheet = fake(book.sheets[findings_sheet.SHEET])
    (table,) = sheet.tables
    header = table.area[0]
    table.filter = AutoFilter(sheet, table.area, {1: ("x",)})
    sheet.hidden_rows |= {header + 2, header + 4}
    judged([replace(one, melding=f"Nu {one.melding}") for one in many[:5]])
    ended(book, "controleer_werkmap")
    told = [line for line in findings_sheet._rows(book) if line[1]["Code"]]
    assert [line["Melding"] for _, line in told] == [f"Nu Melding {n}." for n in range(5)]
    assert not table.filter.chosen


# What the user is told, and where


def test_a_long_sentence_is_cut_in_the_status_bar_and_given_back(
    book: xw.Book, excel: Excel, found: Verdict, judged: Judged, windows: Any
) -> None:
    long = [replace(f, melding="Dit is niet goed. " * 20) for f in found.findings if f.place.cel]
    judged(long)
    ended(book, "controleer_werkmap")
    assert len(ended(book, "volgende_bevinding")) > 300
    assert isinstance(excel.bar, str)
    assert len(excel.bar) <= 250
    assert windows.said == []
    ended(book, "over")
    assert excel.bar is False
    assert len(windows.said) == 1


@pytest.mark.parametrize(
    ("button", "begin"),
    [
        ("maak_inzending", "De inzending staat in "),
        ("herstel_keuzelijsten", "Keuzelijsten en opmaak van "),
        ("nieuw_jaar", "De werkmap van 2020 staat in "),
    ],
)
def test_what_is_seen_nowhere_has_a_window(
    book: xw.Book, judged: Judged, windows: Any, button: str, begin: str
) -> None:
    sentence = ended(book, button)
    assert sentence.startswith(begin)
    assert windows.said == [sentence]


def test_a_clean_workbook_is_told_in_a_window(book: xw.Book, judged: Judged, windows: Any) -> None:
    judged([])
    assert windows.said == [ended(book, "controleer_werkmap")]


def test_where_excel_saves_by_itself_that_is_told(
    book: xw.Book, judged: Judged, windows: Any
) -> None:
    fake(book).autosaved = True
    sentence = ended(book, "controleer_werkmap")
    assert "Automatisch opslaan staat aan. Wat hier is gemarkeerd is al bewaard" in sentence
    assert windows.said == [sentence]
    judged([])
    assert "Automatisch opslaan" not in ended(book, "controleer_werkmap")


def test_an_excel_without_saving_by_itself_is_asked_nothing_more(
    book: xw.Book, judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel 2016 does not know what AutoSaveOn is, nor what a discussion is."""
    monkeypatch.delattr(type(fake(book)), "AutoSaveOn")
    assert ended(book, "controleer_werkmap").startswith("De werkmap is gecontroleerd: ")


# What Excel refuses


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Give what makes an action fail so."""

    def fails(error: Exception) -> None:
        def action(_: xw.Book) -> str:
            raise error

        monkeypatch.setattr(press, "action_of", lambda _: action)

    return fails


@pytest.mark.parametrize(
    ("error", "how", "begin"),
    [
        (com_error("De cel is beveiligd"), Way.REFUSED, refusal.SENTENCE),
        (com_error("bezet", -2147418111), Way.REFUSED, refusal.BUSY),
        (com_error("bezet", -2147417846), Way.REFUSED, refusal.BUSY),
        (com_error("onbekende naam", -2147352570), Way.FAULT, "Er ging iets mis in het programma"),
        (com_error("type", -2147352571), Way.FAULT, "Er ging iets mis in het programma"),
    ],
)
def test_what_excel_says_is_told_for_what_it_is(
    book: xw.Book, refusing: Callable[[Exception], None], error: Exception, how: Way, begin: str
) -> None:
    refusing(error)
    done = end(book, "controleer_werkmap")
    assert done.how is how
    assert done.sentence.startswith(begin)
    log = re.findall(r"logboek (\S+) naar", done.sentence)[0]
    assert "com_error" in Path(log).read_text(encoding="utf-8")


def test_an_excel_that_is_busy_for_a_moment_is_asked_again(book: xw.Book, judged: Judged) -> None:
    BUSY_FOR[0] = 30
    assert ended(book, "controleer_werkmap").startswith("De werkmap is gecontroleerd: ")


def test_an_excel_that_stays_busy_is_not_asked_without_end(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: xw.Book) -> str:
        BUSY_FOR[0] = 10**6
        try:
            return str(book.name)
        finally:
            BUSY_FOR[0] = 0

    monkeypatch.setattr(press, "action_of", lambda _: busy)
    done = end(book, "controleer_werkmap")
    assert done.sentence.startswith(refusal.BUSY)


def test_others_hear_nothing_and_all_is_as_it_was(
    book: xw.Book, excel: Excel, judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, bool]] = []
    write = Sheet.type_in

    def watched(self: Sheet, cell: tuple[int, int], value: Any) -> None:
        seen.append((excel.events, excel.mode == -4105))
        write(self, cell, value)

    monkeypatch.setattr(Sheet, "type_in", watched)
    ended(book, "controleer_werkmap")
    assert set(seen) == {(False, False)}
    assert (excel.events, excel.mode, excel.updating) == (True, -4105, True)


def test_a_workbook_that_is_read_only_is_checked(book: xw.Book, judged: Judged) -> None:
    """Excel lets people change it; it only asks for another name when they save it."""
    fake(book).read_only = True
    assert ended(book, "controleer_werkmap").startswith("De werkmap is gecontroleerd: ")


def test_a_sheet_that_is_hidden_whole_is_read(book: xw.Book, woningen: Sheet) -> None:
    """Excel says in Dutch that there are no cells in sight, and xlwings waits for English."""
    woningen.hidden_rows = set(range(1, 100))
    assert open_book.verdict(book).findings
