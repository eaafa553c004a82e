"""The buttons on a computer that has no agreements but those in the open workbook."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlwings as xw
from proving.kit.elders import NAAM, elders

import prestatieafspraken as pa
from prestatieafspraken.addin.press import run
from prestatieafspraken.afspraken import Herkomst
from prestatieafspraken.batch.agreements import SETTING
from prestatieafspraken.workbook.table import COPY_SHEET

pytestmark = pytest.mark.traag


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "werkmap" / "woonforte.xlsx"
    path.parent.mkdir()
    afspraken = pa.load_agreements(elders(tmp_path / "set"))
    path.write_bytes(pa.build(afspraken, "Woonforte"))
    return path


@pytest.mark.steekproef(1, familie="alle knoppen")
def test_every_button_works_with_the_agreements_of_the_workbook(book: xw.Book, path: Path) -> None:
    assert run(book, "controleer_werkmap").startswith("De werkmap is gecontroleerd")
    listed = book.sheets["Bevindingen"].used_range.options(ndim=2).value
    assert "SJB-010" in {cell for row in listed for cell in row}
    assert book.sheets[COPY_SHEET].visible in (False, 0, 2)
    assert "uitkomsten op het blad Indicatoren" in run(book, "bereken_indicatoren")
    assert run(book, "maak_jaarverslag").endswith("jaarverslag-2019.docx.")
    with zipfile.ZipFile(path.parent / "jaarverslag-2019.docx") as made:
        text = made.read("word/document.xml").decode("utf-8")
    assert NAAM in text
    assert "de afzender van de werkmap" in text
    assert "De inzending staat in" in run(book, "maak_inzending")
    (made_,) = path.parent.glob("inzending-woonforte-*.xlsx")
    assert pa.check(made_).herkomst is Herkomst.WERKMAP
    assert run(book, "nieuw_jaar").startswith(f"De afspraken van {NAAM} voor 2020 zijn hier niet.")


def test_next_year_comes_from_the_folder_that_is_set(
    book: xw.Book, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elders(tmp_path / "sets" / "2020", jaar=2020)
    monkeypatch.setenv(SETTING, str(tmp_path / "sets"))
    assert run(book, "nieuw_jaar").endswith("prestatieafspraken-2020.xlsx.")
    made = pa.check(path.parent / "prestatieafspraken-2020.xlsx")
    assert (made.jaar, made.herkomst) == (2020, Herkomst.INSTELLING)


def test_a_folder_that_cannot_be_used_is_told(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "weg"))
    sentence = run(book, "controleer_werkmap")
    assert SETTING in sentence
    assert "logboek" not in sentence
