"""A workbook in a state that a button cannot use gets a sentence that says what to do."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.workbook.defined_name import DefinedName
from proving.kit.pressed import FAULT, Judged
from proving.kit.states import drop_column, merge, open_unsaved, rename

from prestatieafspraken.addin import (
    attach,
    check,
    findings_sheet,
    marks,
    open_book,
    press,
    produce,
    record,
    refusal,
    repair,
    report,
    results,
)
from prestatieafspraken.addin.libreoffice.engine import Book
from prestatieafspraken.addin.libreoffice.office import properties
from prestatieafspraken.addin.press import ACTIONS, Ended, Way, run
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.cli.app import run as cli
from prestatieafspraken.workbook.note_text import HEAD

WRITING = ("controleer_werkmap", "controleer_blad", "herstel_keuzelijsten", "bereken_indicatoren")


@pytest.fixture
def unsaved(app: xw.App, path: Path) -> Iterator[xw.Book]:
    """Open it as a workbook that was never saved."""
    book = open_unsaved(app, path)
    yield book
    book.close()


def _ours(book: xw.Book) -> list[str]:
    """Give the sheets with a mark of ours."""
    return [
        sheet.name
        for sheet in book.sheets
        if any(rule.formula == marks.RULE for rule in sheet.cells.conditional_formats)
        or any(HEAD in note.text for note in sheet.notes)
    ]


@pytest.mark.parametrize("app", ["libreoffice"], indirect=True)
def test_a_workbook_that_is_read_only_is_left_alone(
    app: xw.App, path: Path, judged: Judged
) -> None:
    how = properties(ReadOnly=True)
    document = app.impl.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, how)
    book = xw.Book(impl=Book(app.impl, document))
    names = [sheet.name for sheet in book.sheets]
    book.sheets[FAULT].activate()
    for button in WRITING:
        assert run(book, button) == refusal.READ_ONLY
    assert run(book, "wis_markeringen") == "Er waren geen markeringen."
    assert [sheet.name for sheet in book.sheets] == names
    assert _ours(book) == []
    assert str(path.parent) in run(book, "maak_inzending")
    book.close()


def test_a_workbook_that_was_never_saved_has_its_files_in_the_home_folder(
    unsaved: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, judged: Judged
) -> None:
    home = tmp_path / "thuis"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    book = unsaved
    assert run(book, "controleer_werkmap").startswith("De werkmap is gecontroleerd: ")
    sentence = run(book, "maak_inzending")
    (made,) = home.iterdir()
    assert sentence.startswith(f"De inzending staat in {made}. Oordeel: ")


def test_without_the_sheet_bevindingen_nothing_is_marked(book: xw.Book, judged: Judged) -> None:
    book.sheets[findings_sheet.SHEET].delete()
    assert run(book, "controleer_werkmap") == (
        "Het blad Bevindingen ontbreekt. Zet het terug vanuit de werkmap zoals u die kreeg."
    )
    assert _ours(book) == []
    assert record.SHEET not in [sheet.name for sheet in book.sheets]


def test_marks_can_be_taken_away_when_bevindingen_has_lost_its_headers(
    book: xw.Book, path: Path, judged: Judged
) -> None:
    run(book, "controleer_werkmap")
    sheet, row, columns = findings_sheet._layout(book)
    sheet.range((row, 1), (row, max(columns.values()))).clear_contents()
    before = _ours(book)
    assert run(book, "controleer_werkmap").startswith(
        "Op het blad Bevindingen is de rij met koppen gewijzigd. Er moet staan: Ernst, Code, "
    )
    assert _ours(book) == before
    assert run(book, "maak_inzending").startswith("De inzending staat in ")
    assert run(book, "wis_markeringen").startswith("De markering van ")
    assert _ours(book) == []


def test_bevindingen_itself_is_not_checked(book: xw.Book, judged: Judged) -> None:
    book.sheets[findings_sheet.SHEET].activate()
    assert run(book, "controleer_blad") == (
        "Het blad Bevindingen is de uitkomst van de controle. Ga naar het blad dat u wilt "
        "controleren, of druk op Controleer werkmap."
    )
    assert _ours(book) == []


def test_an_inzending_without_a_table_is_not_made(book: xw.Book, path: Path) -> None:
    drop_column(book.sheets[FAULT], 4)
    assert run(book, "maak_inzending") == (
        f"De inzending zou niet volledig zijn, want dit is niet te lezen: {FAULT}. "
        "Controleer de werkmap, volg wat bij de fouten over blad, tabel en kolom staat, en maak de "
        "inzending dan opnieuw."
    )
    assert list(path.parent.glob("*.xlsx")) == [path]


def test_a_cell_far_away_is_named(book: xw.Book) -> None:
    book.sheets[FAULT].range("AMJ900000").value = 1
    assert run(book, "controleer_werkmap").startswith(
        f"Op het blad {FAULT} loopt het gebruikte deel tot cel AMJ900000. Verwijder "
    )


def test_what_is_no_workbook_is_not_attached_to(
    app: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attach, "_program", lambda may_start: app)
    path = tmp_path / "tekst.xlsx"
    path.write_text("geen werkmap", encoding="utf-8")
    amount = len(app.books)
    with pytest.raises(StopError, match=r"tekst\.xlsx is niet te openen als werkmap\."):
        attach.attach(path)
    assert len(app.books) == amount


def test_the_command_ends_as_every_command_does(
    book: xw.Book,
    found: Verdict,
    judged: Judged,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(attach, "attach", lambda path: book)
    assert cli(["excel", "controleer"]) == 1
    assert cli(["excel", "wis"]) == 0
    judged([finding for finding in found.findings if finding.ernst != "FOUT"])
    assert cli(["excel", "controleer"]) == 0
    monkeypatch.setattr(check, "verdict", lambda book: 1 / 0)
    assert cli(["excel", "controleer"]) == 3
    told = capsys.readouterr().out
    Path(re.findall(r"logboek (\S+) naar", " ".join(told.split()))[0]).unlink()
    book.sheets[findings_sheet.SHEET].delete()
    judged(found.findings)
    assert cli(["excel", "controleer"]) == 2


WAYS = {
    "controleer_werkmap": "controleer", "controleer_blad": "controleer --blad",
    "vorige_bevinding": "vorige", "volgende_bevinding": "volgende",
    "leg_toelichting_vast": "toelichting", "wis_markeringen": "wis",
    "bereken_indicatoren": "indicatoren", "maak_jaarverslag": "verslag",
    "maak_inzending": "inzending", "herstel_keuzelijsten": "herstel", "nieuw_jaar": "nieuw-jaar",
}  # fmt: skip
"""The commands that do what a button does; what is left tells of the program itself."""


def test_every_button_has_a_command(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set(ACTIONS) - set(WAYS) == {"handleiding", "over"}
    monkeypatch.setattr(attach, "attach", lambda path: book)
    pressed: list[str] = []

    def work(book: xw.Book, button: str) -> Ended:
        pressed.append(button)
        return Ended("Gedaan.", Way.DONE)

    monkeypatch.setattr(press, "work", work)
    for button, words in WAYS.items():
        assert cli(["excel", *words.split()]) in (0, 1)
        assert pressed[-1] == button
    assert capsys.readouterr().out.count("Gedaan.") == len(WAYS)


@pytest.mark.steekproef(1)
def test_a_walk_without_buttons(
    book: xw.Book,
    judged: Judged,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """From a check along what was found to the files, each by a command and nothing else."""
    monkeypatch.setattr(attach, "attach", lambda path: book)
    assert cli(["excel", "volgende"]) == 2  # nothing was checked yet
    assert cli(["excel", "controleer", "--blad"]) in (0, 1)
    codes = {words: cli(["excel", words]) for words in (
        "controleer", "volgende", "toelichting", "vorige", "indicatoren", "herstel", "wis"
    )}  # fmt: skip
    assert codes.pop("controleer") == 1
    assert set(codes.values()) == {0}, capsys.readouterr().out
    told = " ".join(capsys.readouterr().out.split())
    (last,) = set(re.findall(r"Bevinding \d+ van (\d+)", told))
    for words in (
        f"Bevinding 2 van {last}",
        f"Bevinding {last} van {last}",
        "Typ hier de toelichting",
        "is gewist.",
        "Indicatoren",
    ):
        assert words in told, told


def _merge(book: xw.Book) -> None:
    merge(book.sheets[FAULT], "D9:E10")


def _rename(book: xw.Book) -> None:
    rename(book.sheets[FAULT], "Woningen & meer")


def _drop_column(book: xw.Book) -> None:
    drop_column(book.sheets[FAULT], 4)


def _drop_start(book: xw.Book) -> None:
    book.sheets["Start"].delete()


@pytest.mark.traag
@pytest.mark.steekproef(1, familie="alle knoppen")
@pytest.mark.parametrize("damage", [_merge, _rename, _drop_column, _drop_start])
def test_every_button_ends_with_a_plain_sentence_on_a_damaged_workbook(
    app: xw.App,
    planted: bytes,
    tmp_path: Path,
    damage: Callable[[xw.Book], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is read once as it is; judging it takes most of a press, and is the same for each."""
    path = tmp_path / "map met spaties é & 100%" / "werkmap é #1.xlsx"
    path.parent.mkdir()
    path.write_bytes(planted)
    book = app.books.open(path)
    try:
        damage(book)
        assert run(book, "controleer_werkmap").endswith(".")
        with suppress(StopError):  # what cannot be judged at all costs no time either
            verdict = open_book.verdict(book)
            for module in (check, produce, repair, report, results):
                monkeypatch.setattr(module, "verdict", lambda book: verdict)
        for button in ACTIONS:
            sentence = run(book, button)
            assert sentence.endswith("."), button
            assert "logboek" not in sentence, button
    finally:
        book.close()
    assert path.read_bytes() == planted, "no button saves the workbook"


def with_sheets(data: openpyxl.Workbook) -> None:
    """Give it very many sheets."""
    for number in range(210):
        data.create_sheet(f"Blad {number}")


def with_names(data: openpyxl.Workbook) -> None:
    """Give it very many defined names."""
    for number in range(2_100):
        name = f"naam_{number}"
        data.defined_names[name] = DefinedName(name, attr_text="'Woningvoorraad'!$A$1")


def with_wide_sheets(data: openpyxl.Workbook) -> None:
    """Give it sheets of which none is too large, and all together are."""
    for number in range(4):
        data.create_sheet(f"Breed {number}").cell(200_000, 8, 1)


def with_stripes(data: openpyxl.Workbook) -> None:
    """Hide every second row of very many."""
    sheet = data.create_sheet("Strepen")
    sheet.cell(500, 1, 1)
    for row in range(1, 500, 2):
        sheet.row_dimensions[row].hidden = True


@pytest.mark.traag
@pytest.mark.steekproef(1)
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (with_sheets, "Deze werkmap heeft meer dan 200 bladen."),
        (with_names, "Deze werkmap heeft meer dan 2.000 gedefinieerde namen."),
        (with_wide_sheets, "loopt het gebruikte deel tot cel H200000."),
        (with_stripes, "wisselen te veel verborgen rijen of kolommen elkaar af."),
    ],
)
def test_an_open_workbook_without_end_is_told(
    change: Callable[[openpyxl.Workbook], None],
    sentence: str,
    app: xw.App,
    plain: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(open_book, "MOST_AREAS", 200)
    data = openpyxl.load_workbook(io.BytesIO(plain))
    change(data)
    data.save(tmp_path / "zonder-einde.xlsx")
    book = app.books.open(tmp_path / "zonder-einde.xlsx")
    try:
        assert sentence in run(book, "controleer_werkmap")
    finally:
        book.close()
