"""The Python that the buttons in Excel start, and the file in which they find it."""

from __future__ import annotations

import codecs
import compileall
import ntpath
import re
import subprocess
import sys
import sysconfig
from importlib.util import cache_from_source, find_spec
from pathlib import Path

from prestatieafspraken.dutch.user_error import UserError

START = ("-I", "-m", "prestatieafspraken.addin.start", "proef")
"""How a button starts Python, but for the button: this only shows that it can be started so."""


def button_python() -> str:
    """Give the Python without a window that runs this command, as the buttons are to start it.

    UserError for a path that the macro refuses: on a command line it would mean something else.
    """
    folder, name = ntpath.split(sys.executable)
    python = ntpath.join(folder, "pythonw.exe")
    if not Path(python).exists():
        python = ntpath.join(folder, name)
    if not re.fullmatch(r"[A-Za-z]:\\[^\"%:]*\\pythonw?\.exe", python, re.IGNORECASE):
        raise UserError(
            "INV-003",
            f"De knoppen kunnen Python niet starten vanaf {python}.",
            "Installeer Python en het programma op een schijf met een letter, zoals C:, in een map "
            "zonder procentteken.",
        )
    return python


def demand_start(python: str) -> None:
    """Start Python as a button would, so that what does not work is told now."""
    try:
        done = subprocess.run([python, *START], capture_output=True, check=False)  # noqa: S603
        started = done.returncode == 0
    except OSError:
        started = False
    if not started:
        raise UserError(
            "INV-004",
            "De knoppen kunnen het programma met deze Python niet starten.",
            "Installeer het programma in een virtuele omgeving (py -m venv) en niet met pip "
            "install --user: een knop laadt alleen wat bij Python zelf staat.",
        )


def compile_modules() -> None:
    """Compile what has not been, of Python, of its packages and of ours.

    Not everybody who installs has it done (uv, an installer for all users), and who presses a
    button may not write there: then each press compiles everything anew, which takes seconds.
    """
    paths = sysconfig.get_paths()
    compileall.compile_dir(
        paths["stdlib"], rx=re.compile(r"[\\/](site-packages|tests?)[\\/]"), quiet=2
    )
    for folder in {paths["purelib"], paths["platlib"]}:
        compileall.compile_dir(folder, rx=re.compile(r"[\\/]tests?[\\/]"), quiet=2)


def is_compiled() -> bool:
    """Say whether modules that every check needs are compiled: of ours and of a package."""
    specs = [find_spec(name) for name in ("prestatieafspraken.batch", "pandas")]
    files = [spec.origin for spec in specs if spec and spec.origin]
    return all(Path(cache_from_source(file)).exists() for file in files)


def configuration(python: str) -> bytes:
    """Give the file in which the macro finds Python: one line, so that any name can stand in it."""
    return codecs.BOM_UTF16_LE + f"python={python}\r\n".encode("utf-16-le")
