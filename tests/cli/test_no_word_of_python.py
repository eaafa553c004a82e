"""No text that a user sees holds a word of the program: None, True, False, nan or NaT.

What is filled in half, or in an odd way, is where such a word slips through. The texts of all
outputs are read back from their files, as whoever opens them sees them.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from proving.kit import voorbeeld
from proving.kit.reading import words_of

from prestatieafspraken.cli.app import run
from prestatieafspraken.workbook.table import HEADER_ROW

WORD = re.compile(r"\b(?:None|True|False|NaN|nan|NaT)\b")
ODD = (
    *(True, False, -1, 0, 1e20, 0.5, 2019, "", " ", "x", "n.v.t.", "-", "Totaal", "31 juni 2018"),
    *(date(2019, 2, 28), datetime(2019, 5, 1, 13, 30), time(13, 30), "#N/A", "#DIV/0!", "=1/0"),
)
SEEN = {"alt", "title", "aria-label", "placeholder", "content"}
"""Attributes of a page that are read aloud or shown."""


class _Page(HTMLParser):
    """The texts of a page, with what is read aloud; without its script and its style."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        self.texts += [value for name, value in attrs if name in SEEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


def _strings(value: Any) -> Iterator[str]:
    """Give the texts in JSON, in which true and null are words of the form itself."""
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from _strings(part)
        case list():
            for part in value:
                yield from _strings(part)


def _page(path: Path) -> Iterator[str]:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    yield from page.texts


def _xml(path: Path) -> Iterator[str]:
    for part in ElementTree.fromstring(path.read_bytes()).iter():  # noqa: S314 (our own)
        yield from (part.text or "", *part.attrib.values())


def _excel(path: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is asked for its words alone
        book = load_workbook(path)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    cells = (cell for row in rows for cell in row if isinstance(cell, str))
    yield from (cell for cell in cells if not cell.startswith("="))


def _csv(path: Path) -> Iterator[str]:
    stream = io.StringIO(path.read_text(encoding="utf-8-sig"))
    yield from (cell for row in csv.reader(stream, delimiter=";") for cell in row)


def _lines(path: Path) -> Iterator[str]:
    yield from path.read_text(encoding="utf-8").splitlines()


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".json": lambda path: _strings(json.loads(path.read_text(encoding="utf-8"))),
    ".sarif": lambda path: _strings(json.loads(path.read_text(encoding="utf-8"))),
    ".html": _page,
    ".xml": _xml,
    ".xlsx": _excel,
    ".docx": lambda path: iter([words_of(path.read_bytes(), ".docx")]),
    ".csv": _csv,
    ".md": _lines,
    ".txt": _lines,
}
"""How the texts of a file are read, as whoever opens it sees them."""


def slips(folder: Path) -> list[str]:
    """Give each text in a folder that holds such a word, with its file."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in READERS)
    return [
        f"{path.relative_to(folder)}: …{text[max(0, found.start() - 80) : found.end() + 40]}…"
        for path in files
        for text in READERS[path.suffix](path)
        for found in WORD.finditer(text)
    ]


def filled(seed: int, kind: str) -> bytes:
    """Give a workbook of which half the cells are empty, or some hold something odd."""
    rows = voorbeeld.rijen(voorbeeld.GEMEENTE, seed)
    chance = random.Random(seed)  # noqa: S311 (a fixed series)
    if kind == "half":
        rows = {
            name: [
                {column: value if chance.random() < 0.5 else None for column, value in row.items()}
                for row in table
            ]
            for name, table in rows.items()
        }
    whole = voorbeeld.werkmap(voorbeeld.GEMEENTE, seed, rows)
    if kind == "half":
        return whole
    book = load_workbook(io.BytesIO(whole))
    for sheet in book:
        for row in sheet.iter_rows(min_row=HEADER_ROW + 1 if sheet.tables else 4):
            for cell in row:
                if cell.value is not None and chance.random() < 0.08:
                    cell.value = chance.choice(ODD)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_slip_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Er zijn None woningen.\nNonetheless: Waar, niets, nano.")
    (tmp_path / "b.html").write_text('<p title="False">x</p><script>True</script>')
    (tmp_path / "c.json").write_text('{"a": [null, true, "nan procent"]}')
    (tmp_path / "d.csv").write_text('x;"tot NaT"')
    assert [line.partition(":")[0] for line in slips(tmp_path)] == [
        "a.md", "b.html", "c.json", "d.csv",
    ]  # fmt: skip


@pytest.mark.traag
def test_the_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--uit", str(tmp_path / "demo")]) == 0
    listed = Path(__file__).parents[2].joinpath("docs/excel-controlelijst.md").read_text("utf-8")
    names = set(re.findall(r"`demo\\([^`]+)`", listed))
    assert names
    assert [name for name in names if not (tmp_path / "demo" / name).is_file()] == []
    (tmp_path / "demo" / "scherm.txt").write_text(capsys.readouterr().out, encoding="utf-8")
    assert slips(tmp_path / "demo") == []


@pytest.mark.steekproef(1)
@pytest.mark.traag
@pytest.mark.parametrize("kind", ["half", "vreemd"])
def test_every_output(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a run there is a page, a list, a table and JSON; a report is one content in all forms."""
    path, out = tmp_path / f"{kind}.xlsx", tmp_path / "uit"
    path.write_bytes(filled(1, kind))
    commands = [
        ["controleer", str(path), "--uitmap", str(out)],
        ["controleer", str(path)],
        ["controleer", str(path), "--formaat", "sarif", "--uit", str(out / "controle.sarif")],
        ["bereken", str(path), "--alles"],
        ["bereken", str(path), "--formaat", "json", "--uit", str(out / "cijfers.json")],
        ["verslag", str(path), "--uit", str(out / "verslag.html")],
    ]
    for command in commands:
        assert run(command) < 4, command
    (out / "scherm.txt").write_text(capsys.readouterr().out, encoding="utf-8")
    assert {".html", ".csv", ".json", ".xlsx", ".sarif", ".txt"} <= {
        path.suffix for path in out.rglob("*")
    }
    assert slips(out) == []
