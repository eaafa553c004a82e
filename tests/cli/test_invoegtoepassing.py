"""Putting the add-in where Excel looks, checking it and taking it away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from prestatieafspraken.cli import button_python, invoegtoepassing
from prestatieafspraken.cli.app import run
from prestatieafspraken.cli.normen import reminders
from prestatieafspraken.cli.trusted_location import Trust, trusted

OWN = r"Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
ALL_OFFICE = r"Software\Policies\Microsoft\Office\16.0\Common\Security\Trusted Locations"
START = r"C:\Users\Ik\AppData\Roaming\Microsoft\Excel\XLSTART"
Registry = Mapping[str, Mapping[str, Any]]


def _registry(monkeypatch: pytest.MonkeyPatch, keys: Registry) -> None:
    """Put a registry in place of that of Windows: values by the path of their key."""

    class Fake(ModuleType):
        HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = "HKCU", "HKLM"

        def OpenKey(self, root: str, path: str) -> str:  # noqa: N802
            full = f"{root}\\{path}"
            if not any(key == full or key.startswith(f"{full}\\") for key in keys):
                raise FileNotFoundError(full)
            return full

        def QueryValueEx(self, key: str, name: str) -> tuple[Any, int]:  # noqa: N802
            try:
                return keys.get(key, {})[name], 1
            except KeyError:
                raise FileNotFoundError(name) from None

        def _below(self, key: str) -> list[str]:
            under = [k.removeprefix(f"{key}\\") for k in keys if k.startswith(f"{key}\\")]
            return sorted({name.partition("\\")[0] for name in under})

        def QueryInfoKey(self, key: str) -> tuple[int, int, int]:  # noqa: N802
            return len(self._below(key)), 0, 0

        def EnumKey(self, key: str, number: int) -> str:  # noqa: N802
            return self._below(key)[number]

    monkeypatch.setitem(sys.modules, "winreg", Fake("winreg"))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, Trust.UNSEEN),
        ({rf"HKCU\{OWN}\Location1": {"Path": START + "\\"}}, Trust.YES),
        ({rf"HKCU\{OWN}\Location1": {"Path": r"%PA_ROAMING%\Microsoft\Excel\XLSTART"}}, Trust.YES),
        ({rf"HKLM\{POLICY}\Location0": {"Path": START.upper()}}, Trust.YES),
        ({rf"HKCU\{OWN}\Location2": {"Path": r"C:\Users\Ik\AppData"}}, Trust.UNSEEN),
        (
            {rf"HKCU\{OWN}\Location2": {"Path": r"C:\Users\Ik\AppData", "AllowSubfolders": 1}},
            Trust.YES,
        ),
        (
            {rf"HKCU\{OWN}\Location2": {"Path": r"C:\Users\Ik\App", "AllowSubfolders": 1}},
            Trust.UNSEEN,
        ),
        ({rf"HKCU\{OWN}\Location1": {"Description": "zonder pad"}}, Trust.UNSEEN),
        (
            {
                rf"HKCU\{OWN}\Location1": {"Path": START},
                rf"HKCU\{POLICY}": {"AllLocationsDisabled": 1},
            },
            Trust.OFF,
        ),
        (
            {
                rf"HKCU\{OWN}\Location1": {"Path": START},
                rf"HKCU\{ALL_OFFICE}": {"Allow User Locations": 0},
            },
            Trust.UNSEEN,
        ),
    ],
)
def test_the_registry_tells_whether_a_folder_is_trusted(
    keys: Registry, expected: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PA_ROAMING", r"C:\Users\Ik\AppData\Roaming")
    _registry(monkeypatch, keys)
    assert trusted(START) is expected


def test_the_check_says_that_trusted_locations_are_off(
    windows: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["invoegtoepassing", "installeer"]) == 0
    _registry(monkeypatch, {rf"HKCU\{OWN}": {"AllLocationsDisabled": 1}})
    capsys.readouterr()
    assert run(["invoegtoepassing", "controleer"]) == 1
    assert "staan vertrouwde locaties uit" in capsys.readouterr().out


def test_the_check_reminds_of_norms_that_end(
    windows: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["invoegtoepassing", "installeer"]) == 0
    for dag, told in ((date(2026, 11, 1), True), (date(2025, 10, 31), False)):
        monkeypatch.setattr(invoegtoepassing, "reminders", lambda _, on=dag: reminders(on))
        assert run(["invoegtoepassing", "controleer"]) == 0
        assert ("op 31 december 2026, eindigen" in capsys.readouterr().out) == told


PYTHON = r"C:\Users\Wałęsa & Zn\venv\Scripts\python.exe"
Started = list[list[str]]


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a Windows user, whose Python starts."""
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setattr(sys, "executable", PYTHON)
    _start(monkeypatch, 0)
    return tmp_path


def _start(monkeypatch: pytest.MonkeyPatch, code: int | None) -> Started:
    """Let Python end with a code, or not start at all, and give the command lines."""
    started: Started = []

    def start(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        started.append(command)
        if code is None:
            raise PermissionError
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(button_python.subprocess, "run", start)
    return started


def test_install_check_and_remove(windows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    addin = windows / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / "prestatieafspraken.xlam"
    functions = addin.with_name("prestatieafspraken-functies.xlam")
    conf = windows / ".prestatieafspraken" / "prestatieafspraken.conf"
    assert run(["invoegtoepassing", "controleer"]) == 1
    assert "ontbreekt" in capsys.readouterr().out
    assert run(["invoegtoepassing", "installeer"]) == 0
    assert addin.read_bytes().startswith(b"PK")
    assert not functions.exists()
    assert conf.read_bytes() == b"\xff\xfe" + f"python={PYTHON}\r\n".encode("utf-16-le")
    capsys.readouterr()
    assert run(["invoegtoepassing", "controleer"]) == 0
    told = capsys.readouterr().out
    assert f"versie {metadata.version('prestatieafspraken')} en start: {PYTHON}" in told
    assert "vertrouwde locatie is, is hier niet te zien" in told
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


def test_the_functions_come_when_asked_for_and_stay_of_this_version(
    windows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = windows / "Roaming" / "Microsoft" / "Excel" / "XLSTART"
    functions = start / "prestatieafspraken-functies.xlam"
    assert run(["invoegtoepassing", "installeer", "--functies"]) == 0
    made = functions.read_bytes()
    assert made != (start / "prestatieafspraken.xlam").read_bytes()
    functions.write_bytes(b"een oude versie")
    assert run(["invoegtoepassing", "controleer"]) == 1
    assert "met functies hoort bij een andere versie" in capsys.readouterr().out
    assert run(["invoegtoepassing", "installeer"]) == 0
    assert functions.read_bytes() == made
    assert run(["invoegtoepassing", "controleer"]) == 0
    assert run(["invoegtoepassing", "verwijder"]) == 0
    assert list(start.iterdir()) == []


def test_python_is_started_as_a_button_would(
    windows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = _start(monkeypatch, 0)
    assert run(["invoegtoepassing", "installeer"]) == 0
    assert started == [[PYTHON, "-I", "-m", "prestatieafspraken.addin.start", "proef"]]


def test_the_python_of_these_tests_starts_so_too() -> None:
    button_python.demand_start(sys.executable)


@pytest.mark.parametrize("code", [1, None])
def test_a_python_that_does_not_start_so_is_told(
    windows: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: int | None,
) -> None:
    _start(monkeypatch, code)
    assert run(["invoegtoepassing", "installeer"]) == 2
    assert "INV-004" in capsys.readouterr().err
    assert [path for path in windows.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "python",
    [
        r"\\server\deel\Scripts\python.exe",
        r"C:\100%\Scripts\python.exe",
        r"Scripts\python.exe",
        "/usr/bin/python3",
        r"C:\Office\EXCEL.EXE",
        "",
    ],
)
def test_a_python_that_the_macro_would_refuse_is_told(
    windows: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], python: str
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    assert run(["invoegtoepassing", "installeer"]) == 2
    assert "INV-003" in capsys.readouterr().err


def test_elsewhere_it_names_the_other_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("APPDATA", raising=False)
    assert run(["invoegtoepassing", "installeer"]) == 2
    assert "excel controleer" in capsys.readouterr().err
