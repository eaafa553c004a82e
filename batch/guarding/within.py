"""Work on files from outside, within bounds: in this process if they are small, else in its own.

A small file is one of which the door and the rules bound the cost already: memory by what it can
unpack to, time by work that is linear in it. A clock holds that time where the system has one
that can interrupt; on Windows it has none, and there only a process of its own can be stopped.
"""

from __future__ import annotations

import signal
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TypeVar

from prestatieafspraken.batch.guarding.limited import ExceededError, OnMessage, Reason, limited
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.content import NotReadableError, opened
from prestatieafspraken.workbook.package.limits import COST, MB, Cost

SMALL = 2 * MB
"""Bytes up to which a file is read in this process; see decision 20."""

UNPACKED = 16 * MB
"""Bytes that it may unpack to: a register of 25,000 dwellings takes 9 MB."""

T = TypeVar("T")


def is_small(path: Path) -> bool:
    """Say whether a file is small, also unpacked; what is no file at all costs nothing.

    The list of the zip is believed: the door never unpacks more than it states.
    """
    try:
        with opened(path) as stream:
            if len(stream.read(SMALL + 1)) > SMALL:
                return False
            with zipfile.ZipFile(stream) as archive:
                return sum(info.file_size for info in archive.infolist()) <= UNPACKED
    except (NotReadableError, OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return True  # refused at the door


def cost_of(files: Sequence[Path], most: Cost = COST) -> Cost:
    """Give what work on so many files together may cost."""
    number = max(len(files), 1)
    return replace(
        most,
        memory=most.memory * number,
        seconds=most.seconds * number,
        clock=most.clock * number,
    )


def within(
    files: Sequence[Path],
    work: Callable[..., T],
    *args: object,
    cost: Cost = COST,
    tell: OnMessage | None = None,
) -> T:
    """Give what `work(*args)` gives (see `limited`); it reads `files`, which decide where.

    Raises what the work raises, and Exceeded when it passes a bound or dies.
    """
    if not all(map(is_small, files)):
        return limited(work, *args, cost=cost, tell=tell)
    with clock(cost):
        return work(*args, **({"tell": tell} if tell else {}))


class _Late(BaseException):
    """The time is up; no handler of faults may keep this."""


@contextmanager
def clock(cost: Cost = COST) -> Iterator[None]:
    """Let the work of this process take so many seconds of the processor.

    Raises ExceededError after that.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield
        return

    def late(_: int, __: FrameType | None) -> None:
        raise _Late

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, cost.seconds)
    try:
        yield
    except _Late:
        raise ExceededError(Reason.TIME, cost) from None
    except MemoryError as error:
        raise ExceededError(Reason.MEMORY, cost) from error
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def told(reason: Reason, cost: Cost) -> Finding:
    """Give the finding about work on a file that did not come to its end."""
    match reason:
        case Reason.MEMORY:
            return faults.LEZEN_VRAAGT_TE_VEEL.at(Place(), geheugen=f"{cost.memory // MB}")
        case Reason.TIME:
            return faults.LEZEN_DUURT_TE_LANG.at(Place(), seconden=f"{cost.seconds:.0f}")
        case Reason.BROKEN:
            return faults.LEZEN_BRAK_AF.at(Place())
