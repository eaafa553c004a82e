"""The buttons in years of which the income limit is known by household, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw
from proving.kit.jaren import copy, filled
from proving.kit.voorbeeld import GEMEENTE

from prestatieafspraken.addin.press import run
from prestatieafspraken.afspraken import load_folder
from prestatieafspraken.batch.agreements import SETTING

pytestmark = pytest.mark.traag


@pytest.mark.steekproef(1, familie="alle knoppen")
@pytest.mark.parametrize("jaar", [2022, 2027])
def test_every_button_works_in_a_year_with_other_norms(
    app: xw.App, jaar: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = load_folder(copy(tmp_path / "sets", jaar))
    copy(tmp_path / "sets", jaar + 1)
    monkeypatch.setenv(SETTING, str(tmp_path / "sets"))
    path = tmp_path / "werkmap" / "gemeente.xlsx"
    path.parent.mkdir()
    path.write_bytes(filled(own, GEMEENTE))
    book = app.books.open(path)
    try:
        assert run(book, "controleer_werkmap").startswith("De werkmap is gecontroleerd")
        listed = book.sheets["Bevindingen"].used_range.options(ndim=2).value
        assert ("NBO-005" in {cell for row in listed for cell in row}) == (jaar == 2027)
        assert "uitkomsten op het blad Indicatoren" in run(book, "bereken_indicatoren")
        assert run(book, "maak_jaarverslag").endswith(f"jaarverslag-{jaar}.docx.")
        assert "De inzending staat in" in run(book, "maak_inzending")
        assert run(book, "nieuw_jaar").endswith(f"prestatieafspraken-{jaar + 1}.xlsx.")
    finally:
        book.close()
