"""Putting the add-in where Excel looks, checking it and taking it away."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from prestatieafspraken.cli.app import run


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a Windows user."""
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


def test_install_check_and_remove(windows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    addin = windows / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / "prestatieafspraken.xlam"
    conf = windows / ".prestatieafspraken" / "prestatieafspraken.conf"
    assert run(["invoegtoepassing", "controleer"]) == 1
    assert "ontbreekt" in capsys.readouterr().out
    assert run(["invoegtoepassing", "installeer"]) == 0
    assert addin.read_bytes().startswith(b"PK")
    assert conf.read_bytes().decode("cp1252") == f'"INTERPRETER_WIN","{sys.executable}"\r\n'
    assert run(["invoegtoepassing", "controleer"]) == 0
    addin.write_bytes(b"een oude versie")
    conf.write_text('"INTERPRETER_WIN","C:\\\\elders\\\\python.exe"', encoding="cp1252")
    capsys.readouterr()
    assert run(["invoegtoepassing", "controleer"]) == 1
    told = capsys.readouterr().out
    assert "andere versie" in told
    assert "andere Python" in told
    assert run(["invoegtoepassing", "verwijder"]) == 0
    assert not addin.exists()
    assert not conf.exists()
    capsys.readouterr()
    assert run(["invoegtoepassing", "verwijder"]) == 0
    assert capsys.readouterr().out == "Er was niets te verwijderen.\n"


def test_elsewhere_it_names_the_other_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("APPDATA", raising=False)
    assert run(["invoegtoepassing", "installeer"]) == 2
    assert "excel controleer" in capsys.readouterr().err
