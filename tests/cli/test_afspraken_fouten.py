"""Whatever people do to a form or a folder is told at its place, with the repair."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.cli.app import run

FOLDER = Path(__file__).parents[2] / "afspraken" / "alphen-aan-den-rijn" / "2019"
HEADERS, FIRST = 6, 7


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("formulier") / "goed.xlsx"
    assert run(["afspraken", "schrijf", str(FOLDER), "--uit", str(path)]) == 0
    return path


@pytest.fixture
def checked(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[Callable[[Any], None]], tuple[int, dict[str, Any]]]:
    """Give what is said of a form that somebody did something to."""

    def check(damage: Callable[[Any], None]) -> tuple[int, dict[str, Any]]:
        book = openpyxl.load_workbook(good)
        damage(book)
        path = tmp_path / "kapot.xlsx"
        book.save(path)
        return _said(path, capsys)

    return check


def _said(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = run(["afspraken", "controleer", str(path), "--formaat", "json"])
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert "INT-001" not in told.err
    return code, json.loads(told.out)


def _cell(sheet: Worksheet, header: str, row: int = FIRST) -> Any:
    for cell in sheet[HEADERS]:
        if cell.value == header:
            return sheet.cell(row, cell.column)
    raise KeyError(header)


def _put(sheet: str, header: str, value: Any, row: int = FIRST) -> Callable[[Any], None]:
    def damage(book: Any) -> None:
        cell = _cell(book[sheet], header, row)
        cell.value = value

    return damage


SLIPS = {
    "a text in a year": (_put("Gemeente", "Jaar", "tweeduizend"), "Gemeente!C7", "een getal"),
    "a year far off": (_put("Gemeente", "Jaar", 3019), "Gemeente!C7", "3019"),
    "an empty code": (_put("Afspraken", "Code", None), "Afspraken!A7", "Code is niet ingevuld"),
    "a code twice": (_put("Afspraken", "Code", "T0-02"), "Afspraken!A8", "komt 2 keer voor"),
    "a theme that is none": (_put("Afspraken", "Thema", 9), "Afspraken!B7", "Thema 9 bestaat niet"),
    "a theme in words": (_put("Afspraken", "Thema", "wonen"), "Afspraken!B7", "wonen"),
    "a word of no list": (_put("Partijen", "Soort", "corporatei"), "Partijen!B7", "corporatie"),
    "yes or no in between": (_put("Partijen", "Doet mee", "misschien"), "Partijen!C7", "misschien"),
    "a lead that is none": (_put("Afspraken", "Trekker", "Gemeentje"), "Afspraken!E7", "Gemeente"),
    "a party that is none": (
        _put("Afspraken", "Partijen", "Gemeente; Woonfort"),
        "Afspraken!F7",
        "Woonforte",
    ),
    "a goal that is none": (_put("Afspraken", "Doelen", "D0-11"), "Afspraken!K7", "D0-1"),
    "a number of no agreement": (_put("Getallen", "Afspraak", "T0-33"), "Getallen!A7", "T0-03"),
    "a number of nobody": (_put("Getallen", "Afspraak", None), "Getallen!A7", "niet ingevuld"),
    "a number in words": (_put("Getallen", "Waarde", "veel"), "Getallen!C7", "'veel'"),
    "a number with two readings": (_put("Getallen", "Waarde", "1.234"), "Getallen!C7", "1.234"),
    "too many digits": (_put("Getallen", "Waarde", 10**12), "Getallen!C7", "te veel cijfers"),
    "a measure that is none": (
        _put("Doelen", "Maat", "voorraad_deab"),
        "Doelen!D7",
        "voorraad_daeb",
    ),
    "a day that is none": (_put("Afspraken", "Termijn van", "31-02-2019"), "Afspraken!H7", "31-02"),
    "an end before the beginning": (
        _put("Afspraken", "Termijn van", date(2020, 1, 1)),
        "Afspraken!G7",
        "na het einde",
    ),
    "a formula without outcome": (_put("Doelen", "Titel", "=A1"), "Doelen!C7", "formule"),
    "an error value": (_put("Doelen", "Titel", "#REF!"), "Doelen!C7", "#REF!"),
    "half a group": (_put("Doelen", "Cijfer kolom", None), None, "Cijfer kolom is niet ingevuld"),
    "a printed value beside a dash": (
        _put("Gedrukte cijfers", "Soort", "streepje"),
        "Gedrukte cijfers!A7",
        "past niet bij waarde",
    ),
    "a table that is no name of a file": (
        _put("Gedrukte tabellen", "Code", "../x"),
        None,
        "Gebruik alleen letters",
    ),
    "keys that are none": (
        _put("Gedrukte tabellen", "Overname kolommen", "dit is = geen TOML ["),
        "Gedrukte tabellen!I7",
        "op elke regel",
    ),
    "a second municipality": (_put("Gemeente", "Naam", "Elders", FIRST + 1), None, "maar één rij"),
    "a text beyond all": (_put("Doelen", "Titel", "x" * 10_001), "Doelen!C7", "10000 tekens"),
}


@pytest.mark.steekproef(8)
@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_at_its_cell(name: str, checked: Any) -> None:
    damage, cell, words = SLIPS[name]
    code, said = checked(damage)
    assert code == 1, said["gebreken"]
    faults = [one for one in said["gebreken"] if one["ernst"] == "FOUT"]
    assert any(
        words in one["melding"] + one["herstel"]
        and (cell is None or f"{one['blad']}!{one['cel']}" == cell)
        for one in faults
    ), faults
    assert all(one["herstel"] for one in faults)
    assert ".toml" not in json.dumps(faults)
    assert "sleutel ontbreekt" not in json.dumps(faults)


@pytest.mark.traag
def test_one_cause_is_one_fault(checked: Any) -> None:
    for name in ("a text in a year", "an empty code", "a lead that is none", "a day that is none"):
        _, said = checked(SLIPS[name][0])
        faults = [one for one in said["gebreken"] if one["ernst"] == "FOUT"]
        at_cell = [one for one in faults if f"{one['blad']}!{one['cel']}" == SLIPS[name][1]]
        assert len(at_cell) == 1, (name, at_cell)


def test_a_sheet_that_is_gone_is_told_once(checked: Any) -> None:
    code, said = checked(lambda book: book.remove(book["Getallen"]))
    assert code == 1
    assert [one["blad"] for one in said["gebreken"] if one["ernst"] == "FOUT"] == ["Getallen"]


def test_a_header_of_another_name_is_told_with_the_nearest(checked: Any) -> None:
    def rename(book: Any) -> None:
        sheet = book["Afspraken"]
        (table,) = sheet.tables.values()
        _cell(sheet, "Titel", HEADERS).value = "Titels"
        next(c for c in table.tableColumns if c.name == "Titel").name = "Titels"

    code, said = checked(rename)
    assert code == 1
    assert "Bedoelt u kolom D, Titels?" in json.dumps(said["gebreken"], ensure_ascii=False)


def test_merged_cells_are_told(checked: Any) -> None:
    code, said = checked(lambda book: book["Doelen"].merge_cells("C7:C8"))
    assert code == 1
    assert any(one["cel"] == "C7:C8" for one in said["gebreken"])


def test_a_day_and_a_number_as_text_are_read_and_told(checked: Any) -> None:
    def damage(book: Any) -> None:
        _put("Afspraken", "Termijn van", "1 maart 2019")(book)
        _put("Getallen", "Waarde", "1,5")(book)

    code, said = checked(damage)
    assert code == 0
    assert {one["ernst"] for one in said["gebreken"]} == {"WAARSCHUWING"}
    assert {one["cel"] for one in said["gebreken"]} == {"H7", "C7"}


def test_personal_data_are_veiled(checked: Any) -> None:
    _, said = checked(_put("Afspraken", "Trekker", "j.jansen@voorbeeld.nl"))
    assert "jansen" not in json.dumps(said["gebreken"])


@pytest.mark.traag
def test_ten_thousand_rows_are_judged(checked: Any) -> None:
    def damage(book: Any) -> None:
        sheet = book["Getallen"]
        for number in range(10_000):
            sheet.append([f"T9-{number}", "iets", number, "stuks"])

    code, said = checked(damage)
    assert code == 1
    assert len(said["gebreken"]) >= 10_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tekst.xlsx", b"geen werkmap"),
        ("leeg.xlsx", b""),
        ("half.xlsx", b"PK\x03\x04" + b"x" * 100),
        ("oud.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ],
)
def test_what_is_no_form_at_all_cannot_be_read(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert run(["afspraken", "controleer", str(tmp_path / name)]) == 4
    said = capsys.readouterr()
    assert "INT-001" not in said.err
    assert run(["afspraken", "controleer", str(tmp_path / "weg.xlsx")]) == 4


def test_a_workbook_is_no_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ander.xlsx"
    openpyxl.Workbook().save(path)
    code, said = _said(path, capsys)
    assert code == 1
    assert [one["melding"][:19] for one in said["gebreken"]] == ["Dit is geen formuli"]


def test_a_bomb_is_refused(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    shutil.copyfile(good, path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * 70 * 1024 * 1024)
    assert run(["afspraken", "controleer", str(path)]) == 4


def test_a_folder_is_told_by_file_and_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "map"
    shutil.copytree(FOLDER, folder)
    file = folder / "afspraken.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('trekker = "Corporaties"', 'trekker = "Corporatie"', 1), "utf-8")
    code, said = _said(folder, capsys)
    assert code == 1
    (fault,) = said["gebreken"]
    assert (fault["bestand"], fault["sleutel"]) == ("afspraken.toml", "afspraak T0-01 trekker")
    assert "Bedoelt u Corporaties?" in fault["melding"]
    file.write_text("[[afspraak]\n", "utf-8")
    code, said = _said(folder, capsys)
    assert code == 1
    assert "regel 1" in said["gebreken"][0]["sleutel"]
    assert run(["afspraken", "controleer", str(tmp_path)]) in (1, 2)
    assert run(["afspraken", "controleer", str(tmp_path / "weg")]) in (2, 4)
