"""From a click on the ribbon to a cell: our VBA runs in LibreOffice and starts the real Python."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from proving.kit.pressed import FAULT as SHEET
from proving.kit.pressed import here
from proving.kit.vba_doubles import runnable

from prestatieafspraken.addin import findings_sheet, marks
from prestatieafspraken.addin.build import PROJECT, function_macros, macros
from prestatieafspraken.addin.libreoffice.engine import Book
from prestatieafspraken.addin.libreoffice.office import properties
from prestatieafspraken.addin.press import ACTIONS
from prestatieafspraken.workbook.vba.into_package import WORKBOOK, Macros, with_macros
from prestatieafspraken.workbook.vba.project import class_module, standard

MACROS_ALWAYS = 4
WAIT_SECONDS = 120
Click = Callable[[str], str]

SERVICE = """Attribute VB_Name = "Functies"
Public Function XLPy() As Object
    Set XLPy = New Echo
End Function
"""
ECHO = """Attribute VB_Name = "Echo"
Public Function CallUDF(module As String, naam As String, waarden As Variant) As Variant
    CallUDF = module & "|" & naam & "|" & waarden(0) & "|" & waarden(1)
End Function
"""
CONTROL = 'Attribute VB_Name = "IRibbonControl"\nPublic ID As String\n'
CLICKS = """Attribute VB_Name = "Klikken"
Public Function Klik(naam As String) As String
    Dim knop As New IRibbonControl
    Omgeving = "LOCALAPPDATA=C:"
    Bestanden = "C:\\prestatieafspraken\\Scripts\\pythonw.exe"
    knop.ID = naam
    KnopGeklikt knop
    Klik = "geklikt op " & naam
End Function
"""
SCRIPT = f"vnd.sun.star.script:{PROJECT}.Klikken.Klik?language=Basic&location=document"


@pytest.fixture(scope="module")
def clicked(
    libreoffice: xw.App, office: str, plain: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[xw.Book, Click, Path]]:
    """Open a workbook with a fault and our macros, and give what clicks on its buttons."""
    folder = tmp_path_factory.mktemp("klik")
    done, stub = folder / "klaar", folder / "stub.sh"
    starter = f'#!/bin/sh\nexec env -u PYTHONHOME -u PYTHONPATH "{sys.executable}" -I '
    stub.write_text(
        f'{starter}"{Path(__file__).parent / "click.py"}" {office} "{done}" "$*"\n',
        encoding="utf-8",
    )
    stub.chmod(0o755)
    own = macros()
    functions = [one for one in function_macros().modules if one.name == "Werkbladfuncties"]
    modules = [
        # What is started here works in this very LibreOffice, so that may not wait for it.
        *runnable([*own.modules, *functions], run=f'Shell "{stub}", 0, regel, False'),
        standard(SERVICE),
        class_module(ECHO),
        class_module(CONTROL),
        standard(CLICKS),
    ]
    program = Macros(PROJECT, modules, own.ribbon, own.images)
    book = openpyxl.load_workbook(io.BytesIO(plain))
    book[SHEET]["D7"] = "ongeveer 1.800"
    stream = io.BytesIO()
    book.save(stream)
    path = folder / "klik.xlsm"
    path.write_bytes(with_macros(stream.getvalue(), program, WORKBOOK))
    document = libreoffice.impl.desktop.loadComponentFromURL(
        path.as_uri(), "_blank", 0, properties(MacroExecutionMode=MACROS_ALWAYS)
    )
    opened = xw.Book(impl=Book(libreoffice.impl, document))

    def click(name: str) -> str:
        done.unlink(missing_ok=True)
        script = document.getScriptProvider().getScript(SCRIPT)
        value, _, _ = script.invoke((name,), (), ())
        assert value == f"geklikt op {name}"
        deadline = time.monotonic() + WAIT_SECONDS
        while not done.exists():
            assert time.monotonic() < deadline, f"{name} never reached Python"
            time.sleep(0.05)
        result: dict[str, Any] = json.loads(done.read_text(encoding="utf-8"))
        assert "fout" not in result, result.get("fout")
        assert result["uitkomst"] == 0
        return str(result["zin"])

    yield opened, click, folder
    opened.close()


@pytest.mark.steekproef(1, familie="alle knoppen")
def test_every_button_from_click_to_cell(clicked: tuple[xw.Book, Click, Path]) -> None:
    """Click on every button in the order in which people would, and look after each click."""
    book, click, folder = clicked
    cell = book.sheets[SHEET].range("D7")
    saved = (folder / "klik.xlsm").read_bytes()
    pressed: list[str] = []

    def press(name: str) -> str:
        pressed.append(name)
        return click(name)

    assert press("controleer_werkmap").startswith("De werkmap is gecontroleerd: ")
    (rule,) = cell.conditional_formats
    assert (rule.formula, rule.fill_color) == (marks.RULE, marks.COLORS["FOUT"])
    assert "ongeveer 1.800" in cell.note.text
    sheet, row, columns = findings_sheet._layout(book)
    first = sheet.range((row + 1, 1), (row + 1, max(columns.values()))).value
    assert (first[0], first[2], first[3]) == ("✗ fout", SHEET, "D7")
    # What LibreOffice had not computed yet when the button was pressed is no stale outcome.
    last = (sheet.used_range.last_cell.row, columns["Code"])
    codes = sheet.range((row + 1, columns["Code"]), last).value
    assert "FRM-001" not in codes
    assert len(codes) >= 20
    assert here(book) == f"{SHEET}!D7"

    assert press("volgende_bevinding").startswith("Bevinding 2 van ")
    assert here(book) != f"{SHEET}!D7"
    assert press("vorige_bevinding").startswith("Bevinding 1 van ")
    assert here(book) == f"{SHEET}!D7"

    assert press("controleer_blad").startswith(f"Het blad {SHEET} is gecontroleerd: ")
    assert press("leg_toelichting_vast").endswith(f"op {SHEET}!D7.")
    assert here(book) == f"{findings_sheet.SHEET}!J{row + 1}"
    book.sheets[SHEET].range("D9").data_validation.delete()
    book.sheets[SHEET].range("D9").number_format = "General"
    assert press("herstel_keuzelijsten").endswith("zijn hersteld.")
    assert book.sheets[SHEET].range("D9").data_validation.type == "whole_number"
    assert book.sheets[SHEET].range("D9").number_format == "#,##0"

    assert press("wis_markeringen").startswith("De markering van ")
    assert len(cell.conditional_formats) == 0
    assert cell.note is None
    assert cell.value == "ongeveer 1.800"

    assert press("bereken_indicatoren").endswith("op het blad Indicatoren.")
    assert book.sheets["Indicatoren"].range("A6").value == "Oordeel"
    assert press("maak_jaarverslag").endswith("jaarverslag-2019.docx.")
    assert (folder / "jaarverslag-2019.docx").exists()
    assert press("maak_inzending").startswith("De inzending staat in ")
    assert list(folder.glob("inzending-*.xlsx"))
    assert press("nieuw_jaar").endswith("Let op: de afspraken van 2020 zijn een voorbeeld.")
    assert press("handleiding") == "De handleiding staat op het blad Handleiding."
    assert here(book) == "Handleiding!A1"
    assert book.sheets["Handleiding"].range("B6").value.startswith("Kijk op het blad Start")
    assert press("over").startswith("Prestatieafspraken, versie ")
    assert (folder / "klik.xlsm").read_bytes() == saved, "no button saves the workbook"
    assert set(pressed) == set(ACTIONS)


def test_a_worksheet_function_hands_its_arguments_over(
    clicked: tuple[xw.Book, Click, Path],
) -> None:
    document = clicked[0].impl.document
    name = f"vnd.sun.star.script:{PROJECT}.Werkbladfuncties.PA_SLAAGKANS"
    script = document.getScriptProvider().getScript(f"{name}?language=Basic&location=document")
    value, _, _ = script.invoke((50, 200), (), ())
    assert value == "prestatieafspraken.addin.worksheet_functions|PA_SLAAGKANS|50|200"
