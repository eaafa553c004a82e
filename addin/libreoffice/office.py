"""Finding, starting and talking to LibreOffice through UNO, its programming interface."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

PIPE = "prestatieafspraken"
PACKAGES = ("/usr/lib/python3/dist-packages", "/usr/lib/libreoffice/program")
"""Where a Linux system keeps the bridge to Python; it is compiled for the system's own Python."""

WAIT_SECONDS = 30


class OfficeError(Exception):
    """LibreOffice cannot be reached; the text is a Dutch sentence that says why."""


class RefusedError(Exception):
    """LibreOffice does not do what was asked, as on a protected sheet."""


class ReadOnlyError(RefusedError):
    """The workbook was opened to be read only."""


def uno() -> Any:
    """Give the module uno (OfficeError where the bridge does not fit this Python)."""
    if "uno" in sys.modules:
        return sys.modules["uno"]
    added = [folder for folder in PACKAGES if Path(folder).is_dir() and folder not in sys.path]
    sys.path += added
    try:
        return import_module("uno")
    except ImportError as error:
        raise OfficeError(
            "De koppeling met LibreOffice ontbreekt. Installeer het pakket python3-uno, en gebruik "
            "dezelfde Python-versie als het systeem."
        ) from error
    finally:
        for folder in added:  # what else stands there must not mix with our own libraries
            sys.path.remove(folder)


def struct(name: str, **values: Any) -> Any:
    """Make a UNO struct such as com.sun.star.beans.PropertyValue."""
    made = uno().createUnoStruct(name)
    for key, value in values.items():
        setattr(made, key, value)
    return made


def properties(**values: Any) -> tuple[Any, ...]:
    """Give named arguments in the form that UNO wants."""
    kind = "com.sun.star.beans.PropertyValue"
    return tuple(struct(kind, Name=name, Value=value) for name, value in values.items())


def connect(pipe: str = PIPE) -> Any:
    """Give the component context of a LibreOffice that listens on `pipe` (OfficeError if none)."""
    local = uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    found = None
    # An error of UNO cannot carry a traceback, so none may leave this function.
    with suppress(Exception):
        found = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    if found is None:
        raise OfficeError("LibreOffice antwoordt niet.")
    return found


def start(
    pipe: str = PIPE, *, profile: Path | None = None, headless: bool = False
) -> subprocess.Popen[bytes]:
    """Start LibreOffice, or make the one that runs already listen, and wait until it does.

    A second start with the same profile hands its wish to the first and ends at once.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise OfficeError("LibreOffice is op deze computer niet gevonden.")
    command = [program, f"--accept=pipe,name={pipe};urp;", "--nologo", "--nodefault", "--norestore"]
    if profile is not None:
        command.append(f"-env:UserInstallation={profile.as_uri()}")
    if headless:
        command.append("--headless")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connect(pipe)
        except OfficeError:
            if time.monotonic() > deadline:
                process.terminate()
                raise
            time.sleep(0.1)
        else:
            return process
