"""Stand-ins for the judge that do what a library may do with a bad file."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.judging.verdict import Verdict, guarded
from prestatieafspraken.dutch.data_faults import Fault
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.normen import NormenError
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package.limits import LIMITS, Limits


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


def misbehave(path: Path) -> None:
    """Do what the name of the file says."""
    by_name(path, None, LIMITS)


def grow() -> None:
    """Ask for ever more memory."""
    held = []
    while True:
        held.append(bytearray(50_000_000))


def steps(
    amount: int, seconds: float = 0, mark: str = "", tell: Callable[[str], None] = lambda _: None
) -> list[int]:
    """Count, tell each step, and leave a mark at the end."""
    for step in range(amount):
        tell(f"stap {step}")
        time.sleep(seconds)
    if mark:
        Path(mark).touch()
    return list(range(amount))


def refuse() -> None:
    """Raise an exception of which the class takes more than its text."""
    raise UserError("XXX-001", "Dit is geen werkmap.", "Geef een werkmap.", exit_code=4)


def good(path: Path) -> Verdict:
    """Give a verdict without looking into the file, which need not be there."""
    data = path.read_bytes() if path.exists() else b""
    return Verdict(str(path), Status.GOED, (), sha256=hashlib.sha256(data).hexdigest())


def lose(path: Path) -> None:
    """Take the worker of the cluster away, which started the process that started this one."""
    path.with_suffix(f".keer{time.monotonic_ns()}").touch()
    status = Path(f"/proc/{os.getppid()}/status").read_text()
    os.kill(int(status.split("PPid:")[1].split()[0]), signal.SIGKILL)
    time.sleep(20)


def check_memory(path: Path) -> Verdict:
    """Ask for ever more memory, within the judge that answers for it."""

    def greedy() -> Verdict:
        grow()
        raise AssertionError("memory without end")

    return guarded(path, None, greedy)


def slip() -> NoReturn:
    """Raise what a slip in the norms raises."""
    fault = Fault("huren.toml", "norm x", "Iets klopt niet.", "Herstel het.")
    raise NormenError("De normen zijn niet te laden.", [fault])
