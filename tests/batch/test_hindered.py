"""The disk is full, shut or in use while results are written: told, and nothing half-written."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from prestatieafspraken.cli.app import run

FULL = "de schijf is vol"
SHUT = "u mag daar niet schrijven"


@pytest.fixture
def results(tmp_path: Path) -> list[str]:
    """Judge a file into a folder; give the words that judge it again, with one more file."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.xlsx").write_text("geen werkmap")
    words = ["controleer", str(source), "--uitmap", str(tmp_path / "uit"), "--hervat"]
    assert run(words) == 4
    (source / "b.xlsx").write_text("ook geen werkmap")
    return words


def refuse(number: int, at: str, only: str) -> Any:
    """Give what `os` has at that name, but failing with this error for a path with `only` in it."""
    real = getattr(os, at)

    def fail(*words: Any, **named: Any) -> Any:
        if any(only in str(word) for word in (*words, *named.values())):
            raise OSError(number, os.strerror(number))
        return real(*words, **named)

    return fail


def whole(folder: Path) -> None:
    """Check that no file in the folder is half of one."""
    assert not list(folder.rglob("*.deel"))
    for path in folder.rglob("*.html"):
        assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")


@pytest.mark.parametrize(
    ("at", "number", "cause"),
    [
        ("open", errno.EACCES, SHUT),
        ("open", errno.EROFS, "de schijf is alleen te lezen"),
        ("fsync", errno.ENOSPC, FULL),
        ("replace", errno.EACCES, SHUT),
        ("replace", errno.EBUSY, "het bestand is in gebruik"),
    ],
)
def test_what_cannot_be_written_is_told(
    at: str,
    number: int,
    cause: str,
    results: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with monkeypatch.context() as hindered:
        hindered.setattr(os, at, refuse(number, at, "" if at == "fsync" else ".deel"))
        assert run(results) == 2
    told = capsys.readouterr().err
    assert "UIT-004" in told
    assert cause in " ".join(told.split())
    whole(tmp_path / "uit")
    overview = (tmp_path / "uit" / "overzicht.html").read_text(encoding="utf-8")
    assert "0 van 1 werkmap zonder fouten<" in overview  # the earlier one, whole
    assert run(results) == 4  # and the run goes on as if nothing had been
    assert "0 van 2 werkmappen" in (tmp_path / "uit" / "overzicht.html").read_text(encoding="utf-8")
    assert len(list((tmp_path / "uit" / "werkmappen").glob("*.html"))) == 2


def test_an_overview_that_is_open_keeps_no_other_from_you(
    results: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Excel keeps a workbook that is open to itself."""
    before = (tmp_path / "uit" / "overzicht.xlsx").read_bytes()
    monkeypatch.setattr(os, "replace", refuse(errno.EACCES, "replace", "overzicht.xlsx"))
    assert run(results) == 2
    told = capsys.readouterr().err
    assert "UIT-004" in told
    assert "overzicht.xlsx" in told.replace("\n", "")
    assert "Sluit het bestand" in told
    assert (tmp_path / "uit" / "overzicht.xlsx").read_bytes() == before
    assert "0 van 2 werkmappen" in (tmp_path / "uit" / "overzicht.html").read_text(encoding="utf-8")
    assert "b.xlsx" in (tmp_path / "uit" / "overzicht.csv").read_text(encoding="utf-8-sig")
    whole(tmp_path / "uit")


@pytest.mark.skipif(sys.platform != "linux", reason="/sys is where nobody may write, on Linux")
@pytest.mark.parametrize("option", ["--uitmap", "--uit"])
def test_a_folder_where_nobody_may_write(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xlsx").write_text("geen werkmap")
    assert run(["controleer", str(tmp_path), option, "/sys/uitkomst.json"]) == 2
    told = capsys.readouterr().err
    assert "UIT-004" in told
    assert any(cause in told for cause in (SHUT, "alleen te lezen"))
    assert "Traceback" not in told


def test_ctrl_c_while_writing_leaves_nothing(
    results: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as hindered:
        hindered.setattr(os, "fsync", interrupt)
        assert run(results) == 130
    whole(tmp_path / "uit")
    assert run(results) == 4
