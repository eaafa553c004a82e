"""Workers side by side: a file is read in a process that may be killed, and gets its verdict."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType

from prestatieafspraken.batch.collect import shown
from prestatieafspraken.batch.guarding.limited import START_SECONDS, Reason, died_of
from prestatieafspraken.batch.guarding.processes import context
from prestatieafspraken.batch.guarding.within import told
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.worker import READY, Task, serve
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.limits import COST, Cost

FILES_PER_WORKER = 250
"""A worker is replaced after so many files, so that nothing can pile up in it."""


@dataclass
class _Worker:
    process: BaseProcess
    connection: Connection
    stderr: Path
    ready: bool = False
    path: Path | None = None
    done: int = 0
    since: float = field(default_factory=time.monotonic)


class Pool:
    """So many workers; `verdicts` gives each file its verdict as soon as it has one."""

    def __init__(self, workers: int, task: Task) -> None:
        self._amount = workers
        self._task = task
        # A server that has the libraries in memory starts a worker in a blink of an eye.
        self._context = context()
        if sys.platform != "win32":
            self._context.set_forkserver_preload(["prestatieafspraken.batch.run.worker"])
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        self._folder = tempfile.TemporaryDirectory(prefix="prestatieafspraken-")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in list(self._workers):
            self._end(worker)
        self._folder.cleanup()

    def verdicts(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Verdict]]:
        """Judge all files; a verdict comes when it is there, in no particular order."""
        left = deque(paths)
        again: set[Path] = set()
        while left or any(worker.path for worker in self._workers):
            while len(self._workers) < min(self._amount, len(left) + self._busy()):
                self._workers.append(self._start())
            self._hand_out(left)
            ends = [w.connection for w in self._workers]
            for end in wait(ends, timeout=self._patience()):
                worker = next(w for w in self._workers if w.connection is end)
                path, verdict = self._hear(worker)
                if verdict is None and path is not None and path not in again:
                    again.add(path)  # killed by something outside: once more, to be sure
                    left.append(path)
                elif path is not None:
                    yield path, verdict or broken_off(path)
            for worker in [w for w in self._workers if self._overdue(w)]:
                late, cost = worker.path, self._task.cost
                self._end(worker)
                if late is None:
                    raise RuntimeError("a worker does not start")
                yield late, verdict_of(late, Reason.TIME, replace(cost, seconds=cost.clock))

    def _busy(self) -> int:
        return sum(worker.path is not None for worker in self._workers)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        stderr = Path(self._folder.name) / f"{time.monotonic_ns()}-{len(self._workers)}.txt"
        process = self._context.Process(
            target=serve, args=(theirs, self._task, str(stderr)), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, stderr)

    def _hand_out(self, left: deque[Path]) -> None:
        for worker in self._workers:
            if worker.ready and worker.path is None and left:
                path = left.popleft()
                # A worker that just died is seen at the next turn, with this file in its hands.
                worker.path, worker.since = path, time.monotonic()
                with contextlib.suppress(OSError):
                    worker.connection.send(path)

    def _hear(self, worker: _Worker) -> tuple[Path | None, Verdict | None]:
        """Give the file and verdict of a worker; no verdict when it was killed from outside."""
        path = worker.path
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            return path, self._autopsy(worker)
        if message == READY:
            worker.ready, worker.since = True, time.monotonic()
            return None, None
        worker.path = None
        worker.done += 1
        codes = {finding.code for finding in message.findings}
        if worker.done >= FILES_PER_WORKER or faults.LEZEN_VRAAGT_TE_VEEL.code in codes:
            self._end(worker)
        return path, message

    def _autopsy(self, worker: _Worker) -> Verdict | None:
        """Say what a dead worker died of; None when the cause lies outside the file."""
        worker.process.join(5)
        code = worker.process.exitcode
        words = worker.stderr.read_text(errors="replace") if worker.stderr.exists() else ""
        path, was_ready = worker.path, worker.ready
        self._end(worker)
        if path is None:
            if not was_ready:
                raise RuntimeError(f"a worker does not start (exit code {code}): {words[-2000:]}")
            return None
        reason = died_of(code, words)
        if reason is Reason.BROKEN and code in (-signal.SIGTERM, -9):
            return None
        return verdict_of(path, reason, self._task.cost)

    def _overdue(self, worker: _Worker) -> bool:
        if worker.ready and worker.path is None:
            return False
        limit = self._task.cost.clock if worker.ready else START_SECONDS
        return time.monotonic() - worker.since > limit

    def _patience(self) -> float:
        busy = [w.since for w in self._workers if w.path is not None]
        left = min(busy, default=time.monotonic()) + self._task.cost.clock - time.monotonic()
        return min(max(left, 0.01), 1.0)

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        with contextlib.suppress(OSError):
            worker.stderr.unlink()


def broken_off(path: Path) -> Verdict:
    """Give the verdict on a file whose worker died of it."""
    return verdict_of(path, Reason.BROKEN, COST)


def verdict_of(path: Path, reason: Reason, cost: Cost) -> Verdict:
    """Give the verdict on a file of which the reading did not come to its end."""
    return Verdict(shown(path), Status.ONLEESBAAR, (told(reason, cost),))


def default_workers() -> int:
    """Give how many workers suit this computer."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
