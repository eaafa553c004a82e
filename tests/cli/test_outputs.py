"""Outputs of commands: who may read them, and what is never written over or through."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from proving.kit import voorbeeld

from prestatieafspraken.cli.app import run

pytestmark = pytest.mark.traag

OWN, ALL = 0o600, 0o644


@pytest.fixture(autouse=True)
def _usual_mask() -> Iterator[None]:
    old = os.umask(0o022)
    yield
    os.umask(old)


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    """Give the workbook of the municipality."""
    path = tmp_path / "gemeente.xlsx"
    path.write_bytes(voorbeeld.gedrukt("gemeente"))
    return path


@pytest.mark.parametrize(
    ("words", "name", "mode"),
    [
        (["controleer", "{map}"], "c.json", OWN),
        (["controleer", "{map}"], "c.html", OWN),
        (["bereken", "{map}"], "b.csv", OWN),
        (["verslag", "{map}"], "v.md", OWN),
        (["verslag", "{map}", "--openbaar"], "v.html", ALL),
        (["sjabloon", "maak"], "s.docx", ALL),
    ],
)
def test_what_holds_texts_of_people_is_for_its_owner(
    words: list[str], name: str, mode: int, werkmap: Path
) -> None:
    out = werkmap.parent / name
    given = [word.format(map=werkmap) for word in words]
    assert run([*given, "--uit", str(out)]) in (0, 1)
    assert stat.S_IMODE(out.stat().st_mode) == mode


def _linked(out: Path) -> None:
    out.symlink_to(out.with_name("precious"))


def _dangling(out: Path) -> None:
    out.symlink_to(out.with_name("elders"))


@pytest.mark.parametrize("lay", [_linked, _dangling, os.mkfifo])
@pytest.mark.parametrize(
    ("words", "end"),
    [
        (["controleer", "{map}"], "json"),
        (["verslag", "{map}"], "md"),
        (["sjabloon", "maak"], "docx"),
    ],
)
def test_what_is_no_file_is_not_written_to(
    words: list[str],
    end: str,
    lay: Callable[[Path], None],
    werkmap: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, precious = werkmap.with_name(f"uit.{end}"), werkmap.with_name("precious")
    precious.write_bytes(b"kostbaar")
    lay(out)
    given = [word.format(map=werkmap) for word in words]
    assert run([*given, "--uit", str(out), "--overschrijf"]) == 2
    assert "UIT-012" in capsys.readouterr().err
    assert precious.read_bytes() == b"kostbaar"
    assert not werkmap.with_name("elders").exists()


def test_a_file_that_comes_while_we_work_is_not_overwritten(
    werkmap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the look beforehand, and after the last look, somebody else makes the file."""
    out, flush = werkmap.with_name("s.docx"), os.fsync

    def meanwhile(handle: int) -> None:
        out.write_bytes(b"van een ander")
        flush(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert run(["sjabloon", "maak", "--uit", str(out)]) == 2
    assert "UIT-001" in capsys.readouterr().err
    assert out.read_bytes() == b"van een ander"
