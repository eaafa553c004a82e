"""What the command line writes to a pipe, and where the terminal lacks our signs."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from proving.kit.voorbeeld import GEMEENTE, gedrukt
from typer.main import get_command

from prestatieafspraken.cli.app import EXAMPLES, app
from prestatieafspraken.cli.streams import ERRORS, Trimmed, plain, prepare

PROGRAM = """
import json, sys
from prestatieafspraken.cli import main
for sys.argv in json.loads(sys.argv[1]):
    try:
        main()
    except SystemExit as end:
        print(f"=== einde {end.code}", flush=True)
"""
END = "=== einde "


def _commands(words: list[str], command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield " ".join(words), command
    for name, one in (inner or {}).items():
        yield from _commands([*words, name], one)


COMMANDS = dict(_commands([], get_command(app)))


def said(
    runs: Sequence[tuple[Sequence[str], tuple[int, ...]]], encoding: str, folder: Path
) -> list[str]:
    """Give all that each of some commands writes to a pipe, in one process; hold how it ends."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    if encoding == "ascii":
        environment |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    asked = json.dumps([["p", *words] for words, _ in runs])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, asked], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=environment, cwd=folder, timeout=180, check=True,
    )  # fmt: skip
    texts = done.stdout.decode(encoding)
    ends = re.findall(rf"^{END}(\d+)$", texts, re.M)
    assert [int(one) in codes for one, (_, codes) in zip(ends, runs, strict=True)] == [True] * len(
        runs
    ), texts
    return re.split(rf"^{END}\d+\n", texts, flags=re.M)[:-1]


def demand_clean(text: str, whole: str) -> None:
    """Hold a text against the same in UTF-8: no sign became another one, and nothing is padded."""
    assert text.count("?") == whole.count("?")
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_what_a_check_says_has_no_question_marks(tmp_path: Path) -> None:
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
    whole = said(runs, "utf-8", tmp_path)
    for texts in (whole, *(said(runs, encoding, tmp_path) for encoding in ("cp1252", "ascii"))):
        for told, meant in zip(texts, whole, strict=True):
            demand_clean(told, meant)


def test_the_help_of_every_command_can_be_read_anywhere(tmp_path: Path) -> None:
    runs = [([*words.split(), "--help"], (0,)) for words in COMMANDS]
    whole = said(runs, "utf-8", tmp_path)
    for encoding in ("cp1252", "ascii"):
        short = [([*words.split(), "-h"], (0,)) for words in COMMANDS]
        for told, meant in zip(said(short, encoding, tmp_path), whole, strict=True):
            demand_clean(told, meant)
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
