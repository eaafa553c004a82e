"""The guide for who writes agreements, followed to the letter: from an empty form to a workbook."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from prestatieafspraken.cli.app import run

GUIDE = Path(__file__).parents[2] / "docs" / "afspraken-schrijven.md"
HEADERS = 6


def _commands() -> list[list[str]]:
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]


def _tables() -> dict[str, list[dict[str, str]]]:
    """Give what the guide says to fill in: the rows of each sheet by their headers."""
    found: dict[str, list[dict[str, str]]] = {}
    for block in re.findall(r"(?:^\|.*\n)+", GUIDE.read_text(encoding="utf-8"), re.M):
        lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in block.splitlines()]
        (sheet, *headers), _, *rows = lines
        found[sheet] = [dict(zip(headers, row[1:], strict=True)) for row in rows]
    return found


def _typed(text: str) -> Any:
    """Give what Excel makes of what is typed."""
    if re.fullmatch(r"\d{2}-\d{2}-\d{4}", text):
        day, month, year = map(int, text.split("-"))
        return date(year, month, day)
    return int(text) if text.isdecimal() else text or None


def _fill(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for name, rows in _tables().items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[HEADERS]}
        for number, row in enumerate(rows, HEADERS + 1):
            for header, text in row.items():
                sheet.cell(number, columns[header]).value = _typed(text)
    book.save(path)


@pytest.mark.traag
def test_who_follows_the_guide_has_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    new, check, page, read, *workbooks = _commands()
    assert run(new) == 0
    _fill(tmp_path / "formulier.xlsx")
    capsys.readouterr()
    assert run(check) == 0
    said = capsys.readouterr().out
    assert "geen fouten" in said
    steps = re.findall(r"^\d\. (\w+):", GUIDE.read_text(encoding="utf-8"), re.M)
    assert [word for word in re.findall(r"^(\w+)  ", said, re.M) if word in steps] == steps
    assert run(page) == 0
    assert (tmp_path / "toets.html").stat().st_size > 1000
    assert run(read) == 0
    assert len(workbooks) == 3
    for words in workbooks:
        assert run(words) == 0
    for path in ("gemeente-2026.xlsx", "woonbedrijf-2026.xlsx"):
        assert run(["controleer", path]) in (0, 1)  # nobody filled in anything yet
    mail = (tmp_path / "werkmappen" / "woonbedrijf-2026-mail.txt").read_text(encoding="utf-8")
    assert "vóór 15 februari 2027 bij wonen@voorbeeldstad.nl" in mail
    sheets = openpyxl.load_workbook("gemeente-2026.xlsx").sheetnames
    assert any("Beschikbaarheid" in name for name in sheets), sheets
    book = openpyxl.load_workbook("gemeente-2026.xlsx")
    asked = {row[0]: row[7] for row in book["Kengetallen"].iter_rows(min_row=7, values_only=True)}
    assert asked["D1-2"].startswith("Verkochte sociale huurwoningen, in woningen. Waarde: ")
    assert "T1-01 opgeleverd" not in asked  # the sheet Woningvoorraad has it
