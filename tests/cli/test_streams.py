"""What the command line writes to a pipe, and where the terminal lacks our signs."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from proving.kit.voorbeeld import GEMEENTE, gedrukt
from typer.main import get_command

from prestatieafspraken.cli.app import EXAMPLES, app
from prestatieafspraken.cli.streams import ERRORS, Trimmed, plain, prepare

PROGRAM = "import sys; from prestatieafspraken.cli import main; sys.argv[0] = 'p'; main()"


def _commands(words: list[str], command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield " ".join(words), command
    for name, one in (inner or {}).items():
        yield from _commands([*words, name], one)


COMMANDS = dict(_commands([], get_command(app)))


def said(words: list[str], encoding: str, folder: Path, *codes: int) -> str:
    """Give all that a command writes to a pipe, in a process of its own."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    if encoding == "ascii":
        environment |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        capture_output=True, env=environment, cwd=folder, timeout=120,
    )  # fmt: skip
    assert done.returncode in (codes or (0,)), done.stderr
    return (done.stdout + done.stderr).decode(encoding)


def demand_clean(text: str, whole: str) -> None:
    """Hold a text against the same in UTF-8: no sign became another one, and nothing is padded."""
    assert text.count("?") == whole.count("?")
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_what_a_check_says_has_no_question_marks(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "werkmap.xlsx").write_bytes(gedrukt(GEMEENTE))
    runs: list[tuple[list[str], tuple[int, ...]]] = [
        (["controleer", "werkmap.xlsx"], (0, 1)),
        (["controleer", "werkmap.xlsx", "--formaat", "tekst"], (0, 1)),
        (["bereken", "werkmap.xlsx", "--alles"], (0, 1)),
        (["normen"], (0,)),
        (["regels"], (0,)),
        (["regels", "VRD-004"], (0,)),
        (["controleer", "een map die er niet is • ✓"], (2, 4)),
    ]
    for words, codes in runs:
        whole = said(words, "utf-8", tmp_path, *codes)
        demand_clean(whole, whole)
        demand_clean(said(words, encoding, tmp_path, *codes), whole)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.steekproef(4, familie="uitleg in een tekenset")
def test_the_help_of_every_command_can_be_read_anywhere(
    words: str, encoding: str, tmp_path: Path
) -> None:
    whole = said([*words.split(), "--help"], "utf-8", tmp_path)
    told = said([*words.split(), "-h"], encoding, tmp_path)
    demand_clean(told, whole)
    assert "Voorbeeld: prestatieafspraken" in " ".join(told.split())


def test_every_command_has_an_example_that_it_takes() -> None:
    assert set(EXAMPLES) == set(COMMANDS)
    for words, rest in EXAMPLES.items():
        COMMANDS[words].make_context(words, shlex.split(rest), resilient_parsing=False)


def test_a_number_stays_the_number_that_it_is() -> None:
    text = "De mutaties geven −5 → 1…2 × 3 ≤ 4; ✓ ✗ ◐ é € 日"
    buffer = io.BytesIO()
    prepare()
    stream = io.TextIOWrapper(buffer, encoding="ascii", errors=ERRORS)
    stream.write(text)
    stream.flush()
    assert buffer.getvalue() == b"De mutaties geven -5 -> 1...2 x 3 <= 4; OK X ~ e EUR _"
    assert plain(UnicodeEncodeError("cp1252", "a−b", 1, 2, "")) == ("-", 2)


def test_spaces_at_the_end_of_a_line_are_left_out_and_no_others() -> None:
    stream = io.StringIO()
    trimmed = Trimmed(stream)
    for part in ("a  ", "b   \n", "  c ", "\n", "d\n  \ne "):
        assert trimmed.write(part) == len(part)
    assert stream.getvalue() == "a  b\n  c\nd\n\ne"
