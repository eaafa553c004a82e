"""Every command that a page tells people to type exists, with its options."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from prestatieafspraken.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = [
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/beslissingen/*.md"))
    if path.name not in {"CHANGELOG.md", "opdrachten.md"}
]
PLACEHOLDERS = {"…", "...", "BESTAND", "[BESTAND]", "CODE"}


def _typed(text: str) -> Iterator[str]:
    """Give what is typed after the name of the program, between backticks or on a line of code."""
    yield from re.findall(r"`(?:[\w.\\/]*[\\/])?prestatieafspraken ([^`\n]+)`", text)
    for block in re.findall(r"^```\w*\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE):
        for line in re.split(r"\n|&&|;", block):
            program, _, words = line.strip().partition(" ")
            if re.split(r"[\\/]", program)[-1] == "prestatieafspraken" and words:
                yield words


COMMANDS = sorted(
    {(page.name, typed) for page in PAGES for typed in _typed(page.read_text(encoding="utf-8"))}
)


def _unknown(typed: str) -> list[str]:
    """Give the words of a command that the program does not know."""
    command: Any = get_command(app)
    words = [word for word in shlex.split(typed.replace("\\", "/")) if word not in PLACEHOLDERS]
    while words and hasattr(command, "commands"):
        if words[0].startswith("--"):
            break
        if words[0] not in command.commands:
            return [words[0]]
        command = command.commands[words.pop(0)]
    known = {name for one in command.params for name in one.opts} | {"--help"}
    return [word for word in words if word.startswith("--") and word not in known]


def test_pages_tell_people_what_to_type() -> None:
    assert len(COMMANDS) > 20


@pytest.mark.parametrize(("page", "typed"), COMMANDS)
def test_what_people_are_told_to_type_exists(page: str, typed: str) -> None:
    assert _unknown(typed) == []


def test_a_command_that_is_not_there_is_seen() -> None:
    assert _unknown("controleer a.xlsx --uitmap x --hervat") == []
    assert _unknown("controleer a.xlsx --uitmpa x") == ["--uitmpa"]
    assert _unknown("werkmap maak --uit x") == ["maak"]
