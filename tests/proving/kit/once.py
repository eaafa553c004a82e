"""What takes long and is never changed is made once, for all processes that share the tests."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Give the folder that `make` filled, in this process or in one beside it."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder, done = root / name, root / f"{name}.klaar"
    with (root / f"{name}.slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go of by itself when its holder dies
        if not done.exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            done.touch()
    return folder
