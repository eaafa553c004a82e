"""The mark that Windows gives a file from elsewhere, carried to what we make of that file.

Excel opens a file with it apart, and runs nothing in it. It lies in a stream beside the content,
which a new file does not have by itself.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

STREAM = ":Zone.Identifier"
_ZONE = re.compile(r"^\s*ZoneId\s*=\s*([0-9])\s*$", re.MULTILINE)


def carry_mark(
    source: Path,
    target: Path,
    *,
    windows: bool = os.name == "nt",
    opened: Callable[[str, str], IO[Any]] = open,
) -> None:
    """Give `target` the zone of `source`, and nothing of where that came from.

    A source without a mark is of this computer, or the user has unblocked it: then there is none.
    A disk that knows no marks is no error: nothing that acts is in what we make.
    """
    if not windows:
        return
    with contextlib.suppress(OSError, ValueError):
        with opened(f"{source}{STREAM}", "r") as stream:
            zone = _ZONE.search(stream.read(4096))
        if zone and zone[1] != "0":
            with opened(f"{target}{STREAM}", "w") as stream:
                stream.write(f"[ZoneTransfer]\nZoneId={zone[1]}\n")
