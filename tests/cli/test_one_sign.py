"""A verdict has one sign and one word, whoever tells it: screen, page, list or overview."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console

from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.cli import progress
from prestatieafspraken.cli.verdict_text import print_verdicts
from prestatieafspraken.templates.verdicts.overview import as_csv, overview, row
from prestatieafspraken.templates.verdicts.page import html
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.lists.findings_list import findings_list

ROOT = Path(__file__).parents[2]
SIGNS = {
    "goed": "✓ geen fouten",
    "onvolledig": "◐ onvolledig",
    "fouten": "✗ fouten",
    "onleesbaar": "✗ onleesbaar",
    "intern": "? niet beoordeeld",
}


def _screen(one: Verdict) -> str:
    out = Console(file=io.StringIO(), width=120)
    print_verdicts([one], out)
    text: str = out.file.getvalue()  # type: ignore[attr-defined]
    return text


def _text(page: str) -> str:
    plain = re.sub(r"<(style|script)>.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", plain)


def _list(one: Verdict) -> str:
    book = load_workbook(io.BytesIO(findings_list([one], {}, Path.cwd())))
    return str(book["Werkmappen"]["B4"].value)


def _row(one: Verdict) -> str:
    return _text(overview([row(one.path, one.status, None, None, (), {}, "p.html")], {}))


def _own_page(one: Verdict) -> str:
    return _text(html([one], {}, "1"))


PLACES: dict[str, Callable[[Verdict], str]] = {
    "scherm": _screen,
    "pagina": lambda one: _text(html([one, one], {}, "1")),
    "Excel-lijst": _list,
    "overzicht": _row,
    "pagina van een werkmap": _own_page,
    "--volg": lambda one: progress.line("2019-12-31T14:03:59+01:00", one),
}


@pytest.mark.parametrize("status", SIGNS)
@pytest.mark.parametrize("place", PLACES)
def test_a_verdict_has_one_sign_everywhere(place: str, status: str) -> None:
    found = (Finding("CEL-001", Severity.FOUT, "Leeg.", "Vul in."),) if status == "fouten" else ()
    text = PLACES[place](Verdict("in/a.xlsx", Status(status), found))
    assert re.sub("✗ 1 fout", "✗ fouten", text).count(SIGNS[status])
    assert not set("✓◐✗?") - {SIGNS[status][0]} & set(text)


@pytest.mark.parametrize("status", SIGNS)
def test_the_list_without_signs_has_the_same_word(status: str) -> None:
    line = as_csv([row("in/a.xlsx", Status(status), None, None, (), {})]).splitlines()[1]
    assert line.split(";")[4].strip('"') == SIGNS[status].partition(" ")[2]


def test_signs_stand_in_one_place() -> None:
    """No other module pairs the verdicts with words or signs of its own."""
    pairing = []
    for path in ROOT.rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(("tests/", ".", "build/")):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                keys = [ast.unparse(key).strip("'") for key in node.keys if key]
                if {"goed", "onleesbaar"} <= {key.rpartition(".")[2].lower() for key in keys}:
                    pairing.append(path.name)
    assert pairing == ["checked.py"]
