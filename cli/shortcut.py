"""The shortcut Controleer werkmap: a check of the workbook in view that needs no macro.

Who drops a workbook on it has that one opened and checked.
"""

from __future__ import annotations

import ntpath
from importlib import import_module
from pathlib import Path
from typing import Any

from prestatieafspraken.dutch.user_error import UserError

ARGUMENTS = "-I -m prestatieafspraken.cli.window excel controleer"
PURPOSE = "Controleert de werkmap van de prestatieafspraken die in Excel open is."


def make_shortcut(place: Path, python: str) -> None:
    """Have Windows write the shortcut (UserError when it will not); an older one is replaced."""
    com: Any = import_module("pythoncom")
    shell: Any = import_module("win32com.shell.shell")
    link = com.CoCreateInstance(
        shell.CLSID_ShellLink, None, com.CLSCTX_INPROC_SERVER, shell.IID_IShellLink
    )
    link.SetPath(python)
    link.SetArguments(ARGUMENTS)
    link.SetWorkingDirectory(ntpath.dirname(python))
    link.SetDescription(PURPOSE)
    try:
        link.QueryInterface(com.IID_IPersistFile).Save(str(place), True)
    except com.com_error as error:
        raise UserError(
            "INV-008",
            f"De snelkoppeling {place} kon niet worden gemaakt.",
            "Controleer uw rechten en probeer het opnieuw.",
        ) from error
