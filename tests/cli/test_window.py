"""A command without a console: what it says comes in a window, once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from prestatieafspraken.cli import window
from prestatieafspraken.cli.shortcut import ARGUMENTS


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the sentences that come in a window."""
    said: list[str] = []
    monkeypatch.setattr(window, "tell", said.append)
    monkeypatch.setattr(window, "leave_the_current_folder", lambda: None)
    return said


def test_what_a_command_says_comes_in_a_window(told: list[str], tmp_path: Path) -> None:
    assert window.main(["regels", "CEL-001"]) == 0
    assert len(told) == 1
    assert "CEL-001" in told[0]
    assert "\n" not in told[0]


def test_so_does_what_keeps_it_from_beginning(told: list[str], tmp_path: Path) -> None:
    assert window.main(["excel", "controleer", str(tmp_path / "weg.xlsx")]) == 2
    assert told[0].startswith("XLS-002 ")
    assert "Geef de naam van een bestaande werkmap op." in told[0]


def test_what_stopped_it_comes_in_a_window_too(
    told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: list[str]) -> int:
        sys.stdout.write("Deze werkmap is niet te lezen.\n")
        return 2

    monkeypatch.setattr(window, "run", stopped)
    assert window.main(["excel", "controleer"]) == 2
    assert told == ["Deze werkmap is niet te lezen."]


def test_the_words_of_the_shortcut_start_it_from_the_folder_of_a_sender(tmp_path: Path) -> None:
    ran = tmp_path / "gedraaid"
    for name in ("pandas", "typer", "xlwings"):
        (tmp_path / f"{name}.py").write_text(f"open({str(ran)!r}, 'w').close()", encoding="utf-8")
    command = [sys.executable, *ARGUMENTS.split(), str(tmp_path / "weg.xlsx")]
    done = subprocess.run(
        command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    assert done.returncode == 2
    assert b"XLS-002" in done.stderr
    assert not ran.exists()
