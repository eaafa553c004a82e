"""How often a press asks something of Excel: over COM each question takes its time.

Counted on the fake, on the workbook of the municipality with all that was printed filled in. What
is counted is no time: how long a question takes in Excel is in the list of what only Excel shows.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from proving.com.windows import Windows
from proving.kit import voorbeeld

from prestatieafspraken.addin import open_book
from prestatieafspraken.addin.press import ACTIONS, Way, end

pytestmark = pytest.mark.com

MOST = {
    "controleer_werkmap": 4_200,
    "controleer_blad": 3_300,
    "vorige_bevinding": 170,
    "volgende_bevinding": 170,
    "leg_toelichting_vast": 80,
    "wis_markeringen": 1_600,
    "bereken_indicatoren": 1_600,
    "maak_jaarverslag": 1_200,
    "maak_inzending": 25,
    "herstel_keuzelijsten": 4_000,
    "nieuw_jaar": 1_200,
    "handleiding": 25,
    "over": 35,
}
"""Questions at most, a fifth above what is asked now."""


@pytest.mark.traag
def test_a_press_asks_no_more_than_it_must(windows: Windows, tmp_path: Path) -> None:
    path = tmp_path / "gemeente.xlsx"
    path.write_bytes(voorbeeld.gedrukt(voorbeeld.GEMEENTE))
    excel = windows.excel()
    excel.open(str(path))
    book = windows.app(excel).books.active
    asked: Counter[str] = Counter()
    for button in ACTIONS:
        excel.calls.clear()
        assert end(book, button).how is Way.DONE, button
        asked[button] = excel.calls.total()
    assert {button: amount for button, amount in asked.items() if amount > MOST[button]} == {}
    assert asked.keys() == MOST.keys()


def test_what_a_filter_hides_takes_three_questions_a_stretch(
    windows: Windows, tmp_path: Path
) -> None:
    rows = 400
    made = openpyxl.Workbook()
    for row in range(1, rows + 1):
        made.active.append([row, "x"])
        made.active.row_dimensions[row].hidden = row % 2 == 0
    made.save(tmp_path / "strepen.xlsx")
    excel = windows.excel()
    excel.open(str(tmp_path / "strepen.xlsx"))
    sheet = windows.app(excel).books.active.sheets[0]
    excel.calls.clear()
    hidden, _ = open_book._out_of_sight(sheet, [[1, "x"]] * rows)
    assert hidden == set(range(2, rows + 1, 2))
    assert excel.calls.total() <= 3 * rows // 2
