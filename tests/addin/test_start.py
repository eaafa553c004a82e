"""What the start of a press costs: a Python of its own, that imports what its button needs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from prestatieafspraken.addin.press import ACTIONS, action_of
from prestatieafspraken.addin.stop import StopError

QUICK = "prestatieafspraken.addin.quick"
DRAWING = {"matplotlib"}
WRITING = {"docxtpl", "docx", "weasyprint"}
BUILDING = {"openpyxl"}
JUDGING = {"pydantic", "python_calamine"}
DECIDING = {"pandera"}
"""What is imported when a value in a cell is in doubt, and not before."""
NEEDLESS = {
    **dict.fromkeys(ACTIONS, DRAWING | WRITING | BUILDING | JUDGING),
    "controleer_werkmap": DRAWING | WRITING | BUILDING,
    "controleer_blad": DRAWING | WRITING | BUILDING,
    "bereken_indicatoren": DRAWING | WRITING | BUILDING,
    # What draws and writes is imported by the form that is asked for.
    "maak_jaarverslag": DRAWING | WRITING | BUILDING,
    "maak_inzending": DRAWING | WRITING,
    "herstel_keuzelijsten": DRAWING | WRITING,
    "nieuw_jaar": DRAWING | WRITING,
}
"""The libraries that a button must do without, as importing them takes as long as its work."""


@pytest.mark.steekproef(5)
@pytest.mark.parametrize("button", ACTIONS)
def test_a_press_imports_only_what_its_button_needs(button: str) -> None:
    code = (
        "import json,sys;from prestatieafspraken.addin import start;"
        "assert start.main(['proef']) == 0;"
        "from prestatieafspraken.addin.press import action_of;"
        f"action_of({button!r});print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True
    )
    assert (NEEDLESS[button] | DECIDING) & set(json.loads(done.stdout)) == set()


@pytest.mark.parametrize("button", ACTIONS)
def test_each_button_has_an_action_that_can_be_imported(button: str) -> None:
    action = action_of(button)
    assert action.__module__.startswith("prestatieafspraken.addin.")
    assert action.__annotations__ == {"book": "xw.Book", "return": "str"}


def test_only_a_listed_button_is_imported() -> None:
    for name in ("os:getcwd", "check:check_book", "__import__('os')", ""):
        with pytest.raises(StopError, match="Deze knop is onbekend"):
            action_of(name)


def test_matplotlib_is_there_for_who_asks_for_it_later() -> None:
    code = f"import {QUICK};import matplotlib;import xlwings;print(xlwings.utils.mpl)"
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], check=True, capture_output=True, text=True
    )
    assert done.stdout == "None\n"
