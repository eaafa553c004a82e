"""Where the files of the add-in belong: of this user, or of everybody on this computer."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from prestatieafspraken.dutch.user_error import UserError

NAME = "prestatieafspraken"
EXCEL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
"""Where Windows keeps which Excel it starts, of 32 or 64 bits and however it was installed."""


class AddinPlaces(NamedTuple):
    """Where the add-in with buttons goes, that with functions, what names Python, the shortcut."""

    addin: Path
    functions: Path
    conf: Path
    shortcut: Path


def own() -> AddinPlaces:
    """Give the places of this user."""
    _demand_windows()
    roaming = Path(os.environ["APPDATA"])
    home = Path(os.environ["USERPROFILE"])
    return _places(roaming / "Microsoft" / "Excel", home / f".{NAME}", roaming)


def shared() -> AddinPlaces | None:
    """Give those of everybody on this computer (None without an Excel)."""
    _demand_windows()
    excel = _excel()
    if excel is None:
        return None
    programs = os.environ.get("ProgramW6432") or os.environ["ProgramFiles"]  # noqa: SIM112
    return _places(excel.parent, Path(programs) / NAME, Path(os.environ["ProgramData"]))  # noqa: SIM112


def _places(excel: Path, settings: Path, data: Path) -> AddinPlaces:
    start = excel / "XLSTART"
    menu = data / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    return AddinPlaces(
        start / f"{NAME}.xlam",
        start / f"{NAME}-functies.xlam",
        settings / f"{NAME}.conf",
        menu / "Controleer werkmap.lnk",
    )


def _excel() -> Path | None:
    try:
        registry: Any = import_module("winreg")
        key = registry.OpenKey(registry.HKEY_LOCAL_MACHINE, EXCEL)
        return Path(registry.QueryValueEx(key, "")[0])
    except (ModuleNotFoundError, OSError):
        return None


def _demand_windows() -> None:
    if "APPDATA" in os.environ and "USERPROFILE" in os.environ:
        return
    way = "excel controleer"  # of what is open in LibreOffice
    if sys.platform == "darwin":
        way = "controleer"
    raise UserError(
        "INV-001",
        "De knoppen werken alleen in Excel voor Windows; hier valt niets te installeren.",
        f"Controleer hier een werkmap met: prestatieafspraken {way} WERKMAP.",
    )
