"""One piece of work in a process of its own, under bounds: it may die and takes nothing along.

For work on what came from outside (a template, a theme, a large workbook) in a command that
otherwise stays in its own process. Files of a run go through the pool, which keeps its workers.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import tempfile
import time
from collections.abc import Callable
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from prestatieafspraken.batch.guarding.bounds import limit_memory, limit_processor
from prestatieafspraken.batch.guarding.processes import context
from prestatieafspraken.workbook.package.limits import COST, Cost

T = TypeVar("T")
OnMessage = Callable[[str], None]

START_SECONDS = 120
"""How long a process may take to start, on a cold disk under a virus scanner."""

_READY, _TOLD, _DONE, _RAISED = "ready", "told", "done", "raised"


class Reason(StrEnum):
    """Why work did not come to its end."""

    MEMORY = "geheugen"
    TIME = "tijd"
    BROKEN = "afgebroken"


class ExceededError(Exception):
    """Work passed a bound or died; `reason` says which, `cost` has the bounds."""

    def __init__(self, reason: Reason, cost: Cost) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cost = cost


def limited(
    work: Callable[..., T], *args: object, cost: Cost = COST, tell: OnMessage | None = None
) -> T:
    """Give what `work(*args)` gives, done in a process of its own under the bounds of `cost`.

    `work` is a function that can be imported; it, its arguments and its result are pickled, so
    they hold no open files and no code. With `tell`, the work gets `tell=` as well, and what it
    tells arrives here while it goes on.

    Work that is limited already may call this too: its own bounds hold, and no process is started.

    Raises what the work raises, and Exceeded when it passes a bound or dies.
    """
    if multiprocessing.current_process().daemon:
        return work(*args, **({"tell": tell} if tell else {}))
    starts = context()
    with tempfile.TemporaryDirectory(prefix="prestatieafspraken-") as folder:
        stderr = Path(folder) / "stderr.txt"
        ours, theirs = starts.Pipe()
        process = starts.Process(target=_serve, args=(theirs, cost, str(stderr)), daemon=True)
        process.start()
        theirs.close()
        try:
            _heard(ours, START_SECONDS, cost)
            ours.send_bytes(pickle.dumps((work, args, tell is not None)))
            result: T = _result(ours, cost, tell)
            return result
        except (EOFError, OSError) as error:
            process.join(5)
            words = stderr.read_text(errors="replace") if stderr.exists() else ""
            raise ExceededError(died_of(process.exitcode, words), cost) from error
        finally:
            ours.close()
            process.kill()
            process.join()
            process.close()


def died_of(code: int | None, words: str) -> Reason:
    """Say what a process died of, by its exit code and by what it wrote to stderr."""
    if "memory allocation of" in words or "MemoryError" in words:
        return Reason.MEMORY
    if code is not None and code == -getattr(signal, "SIGXCPU", 0):
        return Reason.TIME
    return Reason.BROKEN


def _result(connection: Connection, cost: Cost, tell: OnMessage | None) -> Any:
    until = time.monotonic() + cost.clock
    while True:
        kind, what = _heard(connection, until - time.monotonic(), cost)
        if kind == _DONE:
            return what
        if kind == _RAISED:
            raise _again(what, cost)
        if tell:
            tell(what)


def _heard(connection: Connection, seconds: float, cost: Cost) -> tuple[str, Any]:
    if not connection.poll(max(seconds, 0)):
        raise ExceededError(Reason.TIME, cost)
    message: tuple[str, Any] = pickle.loads(connection.recv_bytes())  # noqa: S301 (of our process)
    return message


def _again(
    raised: tuple[type[Exception], tuple[Any, ...], dict[str, Any]], cost: Cost
) -> Exception:
    """Give the exception of the work as it was raised there.

    `copy` and `pickle` would call its class with its one text, which one that takes more refuses.
    """
    kind, args, state = raised
    if issubclass(kind, MemoryError):
        return ExceededError(Reason.MEMORY, cost)
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


def _serve(connection: Connection, cost: Cost, stderr: str) -> None:
    """Do the work that arrives over the connection, and end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us decides when to stop
    # What a library prints while it dies is evidence, and not for the terminal of the user.
    os.dup2(os.open(stderr, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), 2)
    limit_memory(cost.memory)

    def send(kind: str, what: Any) -> None:
        connection.send_bytes(pickle.dumps((kind, what)))

    with contextlib.suppress(OSError, EOFError):  # nobody listens any more
        send(_READY, None)
        asked = connection.recv_bytes()
        try:  # reading what is asked imports its module, which may fail like the work itself
            work, args, tells = pickle.loads(asked)  # noqa: S301 (of who started us)
            limit_processor(cost.seconds)
            named = {"tell": lambda text: send(_TOLD, text)} if tells else {}
            message = pickle.dumps((_DONE, work(*args, **named)))
        except Exception as error:
            message = _raised(error)
        connection.send_bytes(message)


def _raised(error: Exception) -> bytes:
    """Write an exception down; of one that holds what cannot be sent only its text goes along."""
    try:
        return pickle.dumps((_RAISED, (type(error), error.args, dict(error.__dict__))))
    except Exception:  # whatever a library hangs onto its exceptions
        text = f"{type(error).__name__}: {error}"
        return pickle.dumps((_RAISED, (RuntimeError, (text,), {})))
