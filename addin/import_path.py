"""Where Python finds its modules: only there where it was installed itself.

The folder of a workbook that someone sent must never be among them, whatever Python was told when
it started. Nothing here may import what is not part of Python itself.
"""

from __future__ import annotations

import os
import site
import sys
from collections.abc import Iterator
from pathlib import Path


def untrusted() -> list[str]:
    """Name the places that do not belong to this Python (none when it was started with -I)."""
    own = [Path(place).resolve() for place in _own()]
    found = []
    for place in sys.path:
        path = Path(place)
        inside = path.is_absolute() and any(path.resolve().is_relative_to(one) for one in own)
        if place == "" or (path.exists() and not inside):
            found.append(place)
    return found


def isolated() -> bool:
    """Say whether neither the current folder nor the environment can add a place."""
    return bool(sys.flags.isolated)


def leave_the_current_folder() -> None:
    """Go to the folder of Python: Windows starts programs and loads libraries from where one is."""
    os.chdir(sys.exec_prefix)


def _own() -> Iterator[str]:
    """Give where Python and its packages are, and what the packages name (files .pth)."""
    yield from {sys.prefix, sys.base_prefix, sys.exec_prefix}
    for packages in site.getsitepackages():
        yield packages
        for file in Path(packages).glob("*.pth"):
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
                if line and not line.startswith(("#", "import ", "import\t")):
                    yield str(Path(packages, line.strip()))
