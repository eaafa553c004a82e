"""Where the evidence of our own faults goes: a folder of the user alone, that stays small.

What went wrong may name what stands in a cell, so a log is for nobody else and not for ever.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from prestatieafspraken.batch.guarding.safe_write import leads_away, write

KEPT = 20
"""How many logs stay: the newest."""

DAYS = 30
"""How long one stays."""

_OURS = re.compile(r"fout-[0-9a-f]{32}\.log")


def keep(text: str) -> str:
    """Write a log and give its path; where none can be written, what to say in its place.

    Nothing is raised: who calls this is telling of another fault.
    """
    data = text.encode("utf-8", "backslashreplace")
    name = f"fout-{secrets.token_hex(16)}.log"
    for place in (_own_folder, _loose_folder):
        with contextlib.suppress(OSError, RuntimeError):
            path = place() / name
            write(path, data)
            clean(path.stat().st_mtime)
            return str(path)
    return "(dat niet kon worden geschreven)"


def clean(now: float) -> None:
    """Remove the logs that are too old, and the oldest of too many; other files stay."""
    logs: list[tuple[float, Path]] = []
    with contextlib.suppress(OSError, RuntimeError):
        for entry in os.scandir(folder(os.environ)):
            if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                changed = entry.stat(follow_symlinks=False).st_mtime
                logs.append((changed, Path(entry.path)))
    for number, (changed, path) in enumerate(sorted(logs, reverse=True)):
        if number >= KEPT or changed < now - DAYS * 24 * 3600:
            with contextlib.suppress(OSError):
                path.unlink()


def folder(environ: Mapping[str, str]) -> Path:
    """Give where the system keeps such things of a user (RuntimeError when it has no home)."""
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home()) / "prestatieafspraken" / "logboek"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Logs" / "prestatieafspraken"
    given = Path(environ.get("XDG_STATE_HOME", ""))
    state = given if given.is_absolute() else Path.home() / ".local" / "state"
    return state / "prestatieafspraken"


def _own_folder() -> Path:
    """Make the folder of the user (OSError when it is a link or somebody else's)."""
    path = folder(os.environ)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    theirs = os.name == "posix" and found.st_uid != os.geteuid()
    if leads_away(found) or theirs:
        raise OSError(f"{path} is not of this user alone")
    if stat.S_IMODE(found.st_mode) & 0o077:
        path.chmod(0o700)
    return path


def _loose_folder() -> Path:
    """Make a new folder that only this user can enter, where the system puts what may go."""
    return Path(tempfile.mkdtemp(prefix="prestatieafspraken-"))
