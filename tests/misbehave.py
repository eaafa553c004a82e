"""Stand-ins for the judge that do what a library may do with a bad file."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from datetime import date
from pathlib import Path

from prestatieafspraken.batch.verdict import Verdict, check, guarded
from prestatieafspraken.workbook.limits import Limits


def by_name(path: Path, day: date | None, limits: Limits, *_: object) -> Verdict:  # noqa: C901 (a list)
    """Do what the name of the file says, and judge any other file."""
    match path.stem.rstrip("0123456789"):
        case "abort":
            os.abort()
        case "segv":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            sys.exit(7)
        case "lost":
            lose(path)
        case "lostonce" if not list(path.parent.glob(f"{path.stem}.keer*")):
            lose(path)
        case "lostonce":
            path.with_suffix(".keer2").touch()
            return good(path)
        case "rust":
            os.write(2, b"memory allocation of 137438953440 bytes failed\n")
            os.abort()
        case "memory":
            return check_memory(path)
        case "spin":
            while True:
                pass
        case "sleep":
            time.sleep(600)
        case "quick":
            return good(path)
        case "slow":
            time.sleep(0.05)
            return good(path)
    return check(path, day, limits)


def good(path: Path) -> Verdict:
    """Give a verdict without looking into the file, which need not be there."""
    data = path.read_bytes() if path.exists() else b""
    return Verdict(str(path), "goed", (), sha256=hashlib.sha256(data).hexdigest())


def lose(path: Path) -> None:
    """Take the worker of the cluster away, which started the process that started this one."""
    path.with_suffix(f".keer{time.monotonic_ns()}").touch()
    status = Path(f"/proc/{os.getppid()}/status").read_text()
    os.kill(int(status.split("PPid:")[1].split()[0]), signal.SIGKILL)
    time.sleep(20)


def check_memory(path: Path) -> Verdict:
    """Ask for ever more memory, within the judge that answers for it."""

    def greedy() -> Verdict:
        held = []
        while True:
            held.append(bytearray(50_000_000))

    return guarded(path, None, greedy)
