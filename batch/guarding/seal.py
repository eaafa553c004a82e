"""The seal on what a run keeps: what this user did not write is never believed.

A folder with results may be sent, or be open to others. Whoever writes in it can make a record of
any verdict, for any file that he knows; what he cannot make is the seal on it, because the key
lies with the user and not in the folder.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Sequence
from pathlib import Path

from prestatieafspraken.batch.guarding import safe_write

SIZE = 32
"""Bytes of the key."""


def seal(key: bytes, record: Sequence[str | int | None]) -> str:
    """Give the seal on a record of texts, numbers and gaps: 64 characters of HMAC-SHA-256."""
    return hmac.digest(key, json.dumps(record).encode(), "sha256").hex()


def holds(key: bytes, record: Sequence[str | int | None], sealed: object) -> bool:
    """Tell whether this is the seal that this key gives this record."""
    return isinstance(sealed, str) and hmac.compare_digest(seal(key, record), sealed)


def own_key() -> bytes:
    """Give the key of this user, made at its first use.

    Where it cannot be kept there is one for this run: what the run keeps is then judged again by
    the next, which costs time and nothing else.
    """
    with contextlib.suppress(OSError, RuntimeError):  # the second when there is no home
        path = _home() / "prestatieafspraken" / "zegel"
        return _kept(path) or _made(path)
    return secrets.token_bytes(SIZE)


def _home() -> Path:
    """Give where programs of this user keep what is his on this computer."""
    name, otherwise = ("LOCALAPPDATA", "AppData/Local") if os.name == "nt" else _CONFIG
    given = os.environ.get(name, "")
    return Path(given) if Path(given).is_absolute() else Path.home() / otherwise


_CONFIG = ("XDG_CONFIG_HOME", ".config")


def _kept(path: Path) -> bytes | None:
    """Give the key that is there; one that others can read or have made is none."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or (os.name != "nt" and not _private(found)):
            return None
        key = os.read(handle, SIZE + 1)
    finally:
        os.close(handle)
    return key if len(key) == SIZE else None


def _private(found: os.stat_result) -> bool:
    return found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _made(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_bytes(SIZE)
    try:
        safe_write.write(path, key)
    except FileExistsError:  # another run made it at this moment, or it is none
        other = _kept(path)
        if other is not None:
            return other
        safe_write.write(path, key, overwrite=True)
    return key
