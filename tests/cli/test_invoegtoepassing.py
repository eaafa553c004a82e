"""Putting the add-in where Excel looks, checking it and taking it away."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from prestatieafspraken.cli.app import run
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
    capsys.readouterr()
    assert run(["invoegtoepassing", "controleer"]) == 0
    told = capsys.readouterr().out
    assert f"versie {metadata.version('prestatieafspraken')} en start: {sys.executable}" in told
    if sys.platform != "win32":
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


def test_elsewhere_it_names_the_other_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("APPDATA", raising=False)
    assert run(["invoegtoepassing", "installeer"]) == 2
    assert "excel controleer" in capsys.readouterr().err
