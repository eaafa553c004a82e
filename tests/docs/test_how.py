"""The pages that follow one thing through the house: every module and name on them is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("path-to-finding", "figure-to-sentence")
ONE_SCREEN, WIDE = 52, 100
NAMED = re.compile(r"\b((?:[a-z_]+/)+[a-z_]+\.py)(?:::(\w+))?")


def _text(page: str) -> str:
    return (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")


def _defined(path: Path) -> set[str]:
    """Give what a module defines, or takes in to hand on."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.ImportFrom(names=taken):
                names |= {one.name for one in taken}
    return names


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    named = NAMED.findall(_text(page))
    assert len(named) > 15
    for file, name in named:
        assert (ROOT / file).is_file(), f"docs/{page}.md names {file}, which is not there"
        assert not name or name in _defined(ROOT / file), (
            f"docs/{page}.md names {file}::{name}, which is not there"
        )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_one_screen(page: str) -> None:
    lines = _text(page).splitlines()
    assert len(lines) <= ONE_SCREEN
    assert [line for line in lines if len(line) > WIDE and not line.startswith(">")] == []


def test_the_sentence_is_one_of_the_report() -> None:
    sentence = re.search(r"^> (.+)$", _text("figure-to-sentence"), re.MULTILINE)
    report = (ROOT / "tests/templates/verslag-2019.golden.md").read_text(encoding="utf-8")
    assert sentence
    assert sentence[1] in report
