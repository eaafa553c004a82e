"""No text of a sender becomes a formula in a file with semicolons, whatever it begins with."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from proving.kit.soffice import needed

from prestatieafspraken.workbook.lists.csv_text import harmless

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "=cmd|' /C calc'!A0",
    "|calc",
    " =1+1",
    "\u00a0=1+1",
    "\t=1+1",
    "\n=1+1",
    "−1+1",
    "＝1+1",
    "＋1+1",
    "＠SUM(1)",
    '="a"',
    "=1;=2",
]
LATER = ["a,=1+1", "a, =1+1", "a\n=1+1", 'a"\n=1+1', "a\t=1+1", "a,@SUM(1)", "a,-cmd|1", "a\r\n=1"]
IMPORT = "Text - txt - csv (StarCalc):{},34,76,1,,1043,false,true,false,false,false,-1,true"
"""The filter of LibreOffice that reads with this separator, and takes formulas for formulas."""


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_be_a_formula_is_text(text: str) -> None:
    assert harmless(text) == f"'{text}".replace("\t", " ").replace("\n", " ")


def test_other_texts_stay_as_they_are() -> None:
    for text in ("", "v1", "1-2", "a=b", "2401 AB 12", "1, 2 en -5, -6", "'t Hof", "a  b.xlsx"):
        assert harmless(text) == text


def test_what_is_not_seen_is_shown() -> None:
    assert harmless("a\x1b[31m\u202e=") == "a�[31m�="
    assert harmless("\u202e=1+1") == "�=1+1"
    assert harmless("\r=1+1") == "�=1+1"


@pytest.mark.parametrize("separator", ";,\t")
def test_a_spreadsheet_program_reads_texts(separator: str, tmp_path: Path) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([["kop", harmless(text), "a"] for text in FORMULAS + LATER])
    writer.writerows([[harmless(text), "a"] for text in FORMULAS + LATER])
    writer.writerow(["raw", "=1+1", "a,=1+1"])  # so that we know that the program would
    path = tmp_path / "rest.csv"
    path.write_text("\ufeff" + stream.getvalue(), encoding="utf-8", newline="")
    words = [needed(), f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}", "--headless"]
    words += [f"--infilter={IMPORT.format(ord(separator))}", "--convert-to", "xlsx", str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=120, cwd=tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "rest.xlsx").active
    assert sheet is not None
    *rows, raw = sheet.iter_rows()
    assert len(rows) == 2 * len(FORMULAS + LATER)
    assert not [cell.value for row in rows for cell in row if cell.data_type == "f"]
    assert (separator == "\t") != any(cell.data_type == "f" for cell in raw)
