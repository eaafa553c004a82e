"""The VBA of xlwings, taken from the installed xlwings, with a few changes for safety."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from prestatieafspraken.workbook.vba_project import Module, class_module, standard

PROJECT = "prestatieafspraken"
"""Name of the configuration, so that it never meets that of another program with xlwings."""

INTERPRETER = rf"%LOCALAPPDATA%\{PROJECT}\Scripts\python.exe"

QUICK = "prestatieafspraken.addin.quick"
"""What imports xlwings without what it takes along for nothing."""

_CHANGES = (
    ('PROJECT_NAME As String = "{own}"', f'PROJECT_NAME As String = "{PROJECT}"', 1),
    # The folder of a workbook that someone sent must never become a place to load code from,
    ('AddExcelDir = GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")', 'AddExcelDir = "false"', 2),
    # nor may a sheet in it, or a file beside it, say which program to start.
    ('If source = "" Or source = "sheet" Then', 'If source = "sheet" Then', 1),
    ('If source = "" Or source = "directory" Then', 'If source = "directory" Then', 1),
    # A bare "python" is first sought in the current folder, which can be that of the workbook.
    ('GetConfig("INTERPRETER", "python")', f'GetConfig("INTERPRETER", "{INTERPRETER}")', 1),
    ('GetConfig("INTERPRETER", "pythonw")', f'GetConfig("INTERPRETER", "{INTERPRETER}")', 2),
    # Every press is a Python of its own, which should not wait for what no button uses.
    ('-B -c ""import xlwings.utils;', f'-B -c ""import {QUICK};import xlwings.utils;', 1),
    # What users can get to see is Dutch.
    (
        '"Could not find Interpreter!", vbCritical',
        '"Het programma prestatieafspraken is op deze computer niet gevonden. '
        'Vraag de beheerder om het te installeren.", vbCritical, "Prestatieafspraken"',
        1,
    ),
    (
        '"Press Ctrl+C to copy this message to the clipboard."',
        '"Kopieer deze melding met Ctrl+C en stuur haar naar de beheerder."',
        1,
    ),
    ('AUTO_DISMISS, "Error", OK_BUTTON', 'AUTO_DISMISS, "Prestatieafspraken", OK_BUTTON', 1),
)
"""What stands there, what comes instead, and how often it must stand there."""


def modules(*, addin: bool) -> list[Module]:
    """Give xlwings and its dictionary for a workbook with macros, or for an add-in.

    An xlwings whose text differs at a place that is changed is refused (ValueError): a change
    that silently does nothing would be unsafe.
    """
    folder = _folder()
    name, own = ("xlwings_custom_addin", "myaddin") if addin else ("xlwings", "xlwings")
    source = (folder / f"{name}.bas").read_text(encoding="cp1252")
    for old, new, times in _CHANGES:
        text = old.replace("{own}", own)
        if source.count(text) != times:
            raise ValueError(f"this xlwings has another text at: {text}")
        source = source.replace(text, new)
    dictionary = (folder / "addin" / "Dictionary.cls").read_text(encoding="cp1252")
    return [standard(source), class_module(dictionary)]


def _folder() -> Path:
    """Give the folder of xlwings without importing it, which takes half a second."""
    spec = find_spec("xlwings")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("xlwings is not installed", name="xlwings")
    return Path(spec.submodule_search_locations[0])
