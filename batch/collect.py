"""From the paths that people give to the workbooks that they mean."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

WORKBOOKS = {".xlsx", ".xlsm"}
NEAR_WORKBOOKS = {".xls", ".xlsb", ".ods", ".csv"}
"""Spreadsheets of another form: worth a finding, because the sender meant to hand them in."""


def collect(paths: Iterable[Path]) -> list[Path]:
    """Give the files to check, without doubles, a folder searched to its depths and sorted.

    A path that is named is always kept, whatever it is, so that it gets a verdict. A folder
    without any workbook is kept itself, for the same reason. Lock files of an open workbook
    ("~$...") and hidden files in a folder are passed over.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _of_folder(path) if path.is_dir() else [path]:
            found.setdefault(file.absolute(), file)
    return list(found.values())


def _of_folder(folder: Path) -> list[Path]:
    files = sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in WORKBOOKS | NEAR_WORKBOOKS
        and not any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
        and file.is_file()
    )
    return files or [folder]
