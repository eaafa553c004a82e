"""What the page for administrators says of starting and installing is what is built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prestatieafspraken.addin import start
from prestatieafspraken.addin.build import macros
from prestatieafspraken.cli.shortcut import ARGUMENTS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "beheer.md").read_text(encoding="utf-8")
VBA = "\n".join(module.source for module in macros().modules)
SAID = " ".join((VBA, start.NO_BOOK, start.NOT_REACHED, start.NOT_ISOLATED)).replace('""', '"')


def table(header: str) -> list[list[str]]:
    """Give the rows of the table that has this first line."""
    found = re.search(rf"^{re.escape(header)}\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    assert found, header
    return [[cell.strip() for cell in row.split(" | ")] for row in found[1].splitlines()]


def test_each_sentence_on_the_page_is_one_that_is_said() -> None:
    rows = table("| wat er niet kan starten | wat de gebruiker leest |")
    assert len(rows) == 9
    told = [row[1].removesuffix(" |") for row in rows[:-1]]
    for sentence in told:
        for part in sentence.replace("(uitkomst 1).", "(uitkomst").split(" … "):
            assert part.rstrip(".") in SAID, sentence
    constants = re.findall(r'As String = "([^"]+)"', VBA)
    assert len(constants) == 2
    assert all(any(one.startswith(line.rstrip(".")) for line in told) for one in constants)


def test_the_folders_are_those_of_the_macro_and_in_that_order() -> None:
    (line,) = re.findall(r"^    For Each plaats In Array\((.*)\)$", VBA, re.MULTILINE)
    folders = [f"{place}prestatieafspraken" for place in re.findall(r'"([^"]+)"', line)]
    (text,) = re.findall(r"^- De macro zoekt in vier mappen.*$", PAGE, re.MULTILINE)
    assert re.findall(r"`(%[^`]+)`", text) == folders


def test_the_shortcut_on_the_page_is_the_one_that_is_made() -> None:
    assert f"| argumenten | `{ARGUMENTS}` |" in PAGE


@pytest.mark.parametrize(
    "line", re.findall(r"^.*\\pip\"? (?:install|download|wheel) .*$", PAGE, re.M)
)
def test_pip_takes_nothing_that_is_not_locked(line: str) -> None:
    """Each line has the hashes of the lock, or fetches nothing at all."""
    assert ("--require-hashes" in line and "requirements.lock" in line) or (
        "--no-deps" in line and "--no-index" in line
    )
