"""From the paths that people give to the workbooks that they mean."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from prestatieafspraken.validators.told import shown_path
from prestatieafspraken.workbook.package.content import is_folder

WORKBOOKS = {".xlsx", ".xlsm"}
NEAR_WORKBOOKS = {".xls", ".xlsb", ".ods", ".csv"}
"""Spreadsheets of another form: worth a finding, because the sender meant to hand them in."""

LEDGER = "voortgang.sqlite"
"""The record of a run; beside it stand its results."""
PAGES, OVERVIEW = "werkmappen", "overzicht"
"""The folder with a page and a marked copy per workbook, and the name of the overviews."""


def collect(paths: Iterable[Path], skip: Path | None = None) -> list[Path]:
    """Give the files to check, without doubles, a folder searched to its depths and sorted.

    A path that is named is always kept, whatever it is, so that it gets a verdict. A folder
    without any workbook is kept itself, for the same reason, and so is one that may not be
    searched. Lock files of an open workbook ("~$...") and hidden files in a folder are passed
    over, and so are the folder `skip`, where results go, and what other runs wrote.
    """
    found: dict[Path, Path] = {}
    away = skip.absolute() if skip else None
    for path in paths:
        for file in _of_folder(path, away) if is_folder(path) else [path]:
            found.setdefault(file.absolute(), file)
    return list(found.values())


def leads_out(path: Path, given: Iterable[Path]) -> bool:
    """Tell whether a link took us out of the folders that were given; what is named itself may.

    `in/a.xlsx`, a link to `/home/ander/b.xlsx`, leads out of the folder `in`.
    """
    places = [one.absolute() for one in given]
    if not places or path.absolute() in places:
        return False
    try:
        there = path.resolve()
        return not any(there.is_relative_to(place.resolve()) for place in places)
    except (OSError, RuntimeError):  # links in a ring: there is nothing to read
        return False


def shown(path: Path) -> str:
    """Give a path as every output shows it: legible, and with personal data in a name veiled.

    What is no text in it (an old coding) shows as a question mark. Two files may be shown alike;
    what tells them apart is their place in the run and their SHA-256.
    """
    return shown_path(os.fsencode(path).decode("utf-8", "replace"))


def _of_folder(folder: Path, skip: Path | None) -> list[Path]:
    closed: list[Path] = []
    files: list[Path] = []

    def refused(error: OSError) -> None:
        closed.append(Path(error.filename))

    for parent, folders, names in os.walk(folder, onerror=refused):
        here = Path(parent)
        written = {PAGES, f"{OVERVIEW}.xlsx", f"{OVERVIEW}.csv"} if LEDGER in names else set()
        folders[:] = [
            name
            for name in folders
            if not name.startswith((".", "~$"))
            and name not in written
            and (here / name).absolute() != skip
        ]
        files += [
            here / name
            for name in names
            if (here / name).suffix.lower() in WORKBOOKS | NEAR_WORKBOOKS
            and not name.startswith((".", "~$"))
            and name not in written
            and ((here / name).is_file() or _leads_nowhere(here / name))
        ]
    return sorted(files + closed) or [folder]


def _leads_nowhere(path: Path) -> bool:
    """Tell whether a path is a link to a file that is gone; who made it meant to hand that in."""
    return path.is_symlink() and not path.exists()
