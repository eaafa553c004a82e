"""Putting the add-in where Excel looks, checking it and taking it away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from importlib import metadata
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from prestatieafspraken.batch.guarding import safe_write
from prestatieafspraken.cli import addin_state, button_python, invoegtoepassing
from prestatieafspraken.cli.addin_places import EXCEL, AddinPlaces, shared
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
    monkeypatch.setattr(invoegtoepassing, "compile_modules", lambda: None)
    monkeypatch.setattr(addin_state, "is_compiled", lambda: True)
    _start(monkeypatch, 0)
    _shell(monkeypatch)
    return tmp_path


class ComError(Exception):
    """What Windows raises when it refuses (pythoncom.com_error)."""


def _shell(monkeypatch: pytest.MonkeyPatch, *, refuses: bool = False) -> None:
    """Put something in place of what writes shortcuts: a file with what was set, line by line."""

    class Link:
        def __init__(self) -> None:
            self.lines: list[str] = []

        def __getattr__(self, name: str) -> Any:
            assert name in ("SetPath", "SetArguments", "SetWorkingDirectory", "SetDescription")
            return self.lines.append

        def QueryInterface(self, wanted: str) -> Link:  # noqa: N802
            assert wanted == "IID_IPersistFile"
            return self

        def Save(self, place: str, remember: bool) -> None:  # noqa: N802
            if refuses:
                raise ComError
            Path(place).write_text("\n".join(self.lines), encoding="utf-8")

    com, shell = ModuleType("pythoncom"), ModuleType("win32com.shell.shell")
    com.CoCreateInstance = lambda *_: Link()  # type: ignore[attr-defined]
    com.com_error = ComError  # type: ignore[attr-defined]
    for module, names in (
        (com, ("CLSCTX_INPROC_SERVER", "IID_IPersistFile")),
        (shell, ("CLSID_ShellLink", "IID_IShellLink")),
    ):
        for name in names:
            setattr(module, name, name)
        monkeypatch.setitem(sys.modules, module.__name__, module)


@pytest.fixture
def of_everybody(windows: Path, monkeypatch: pytest.MonkeyPatch) -> AddinPlaces:
    """Give the places of everybody on a Windows with Excel."""
    excel = windows / "Program Files" / "Microsoft Office" / "root" / "Office16" / "EXCEL.EXE"
    monkeypatch.setenv("ProgramW6432", str(windows / "Program Files"))
    monkeypatch.setenv("ProgramData", str(windows / "ProgramData"))
    _registry(monkeypatch, {rf"HKLM\{EXCEL}": {"": str(excel)}})
    found = shared()
    assert found
    assert found.addin == excel.parent / "XLSTART" / "prestatieafspraken.xlam"
    return found


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


@pytest.mark.parametrize(
    ("system", "way"),
    [("linux", "excel controleer WERKMAP"), ("darwin", "prestatieafspraken controleer WERKMAP")],
)
def test_elsewhere_it_names_the_other_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], system: str, way: str
) -> None:
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.setattr(sys, "platform", system)
    for command in ("installeer", "controleer", "verwijder", "installeer --voor-iedereen"):
        assert run(["invoegtoepassing", *command.split()]) == 2
        told = capsys.readouterr().err
        assert "INV-001" in told
        assert way in told


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_for_everybody_all_stands_where_an_administrator_alone_writes(
    of_everybody: AddinPlaces, windows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["invoegtoepassing", "installeer", "--voor-iedereen"]) == 0
    assert _files(windows) == {*of_everybody} - {of_everybody.functions}
    assert of_everybody.conf == (
        windows / "Program Files" / "prestatieafspraken" / "prestatieafspraken.conf"
    )
    assert of_everybody.addin.stat().st_mode & 0o044, "others can read it"
    assert run(["invoegtoepassing", "controleer"]) == 0
    assert str(of_everybody.addin) in capsys.readouterr().out
    # Two add-ins of one name: Excel would open the first, and complain of the other at each start.
    assert run(["invoegtoepassing", "installeer"]) == 2
    assert "INV-007" in capsys.readouterr().err
    assert run(["invoegtoepassing", "verwijder"]) == 0
    assert "niets te verwijderen" in capsys.readouterr().out
    assert run(["invoegtoepassing", "verwijder", "--voor-iedereen"]) == 0
    assert _files(windows) == set()


def test_what_is_left_of_an_installation_for_one_user_is_told(
    of_everybody: AddinPlaces, windows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["invoegtoepassing", "installeer"]) == 0
    left = _files(windows)
    assert run(["invoegtoepassing", "installeer", "--voor-iedereen"]) == 0
    capsys.readouterr()
    assert run(["invoegtoepassing", "controleer"]) == 1
    told = capsys.readouterr().out
    assert all(str(path) in told for path in left if path.suffix != ".lnk")
    assert run(["invoegtoepassing", "verwijder"]) == 0
    assert run(["invoegtoepassing", "controleer"]) == 0


def test_without_excel_there_is_no_place_for_everybody(
    windows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["invoegtoepassing", "installeer", "--voor-iedereen"]) == 2
    assert "INV-006" in capsys.readouterr().err


def test_only_what_differs_is_written_so_excel_may_be_open(
    windows: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["invoegtoepassing", "installeer"]) == 0
    conf = windows / ".prestatieafspraken" / "prestatieafspraken.conf"
    conf.write_text("oud", encoding="utf-8")
    write = safe_write.write

    def held(path: Path, *rest: Any, **named: Any) -> None:
        if path.suffix == ".xlam":
            raise PermissionError(13, "open in Excel")
        write(path, *rest, **named)

    monkeypatch.setattr(safe_write, "write", held)
    capsys.readouterr()
    assert run(["invoegtoepassing", "installeer"]) == 0
    told = capsys.readouterr().out
    assert str(conf) in told
    assert "Sluit Excel" not in told
    (addin,) = windows.rglob("*.xlam")
    addin.write_bytes(b"een oude versie")
    assert run(["invoegtoepassing", "installeer"]) == 2
    told = capsys.readouterr().err
    assert "INV-002" in told
    assert "Sluit Excel" in told
    assert addin.read_bytes() == b"een oude versie"


def test_a_shortcut_checks_without_a_macro(
    windows: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["invoegtoepassing", "installeer"]) == 0
    menu = windows / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    target, words, folder, _ = (menu / "Controleer werkmap.lnk").read_text("utf-8").split("\n")
    assert (target, folder) == (PYTHON, PYTHON.rpartition("\\")[0])
    assert words == "-I -m prestatieafspraken.cli.window excel controleer"
    assert run(["invoegtoepassing", "verwijder"]) == 0
    assert not any(menu.iterdir())
    _shell(monkeypatch, refuses=True)
    assert run(["invoegtoepassing", "installeer"]) == 2
    assert "INV-008" in capsys.readouterr().err


def test_modules_are_compiled_where_python_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [tmp_path / name for name in ("lib/a.py", "lib/test/b.py", "pakket/c.py", "plat/d.py")]
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "pakket" / "kapot.py").write_text("x =\n", encoding="utf-8")
    places = {"stdlib": "lib", "purelib": "pakket", "platlib": "plat"}
    monkeypatch.setattr(
        button_python.sysconfig,
        "get_paths",
        lambda: {name: str(tmp_path / folder) for name, folder in places.items()},
    )
    monkeypatch.setattr(button_python, "find_spec", lambda _: SimpleNamespace(origin=str(made[2])))
    assert not button_python.is_compiled()
    button_python.compile_modules()
    assert {path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")} == {"a", "c", "d"}
    assert button_python.is_compiled()


def test_modules_that_are_not_compiled_are_told(
    windows: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["invoegtoepassing", "installeer"]) == 0
    monkeypatch.setattr(addin_state, "is_compiled", lambda: False)
    capsys.readouterr()
    assert run(["invoegtoepassing", "controleer"]) == 1
    assert "niet vooraf vertaald" in capsys.readouterr().out
