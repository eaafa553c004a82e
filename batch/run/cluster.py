"""Workers on other computers: the same judge for each file, on a dask cluster.

The computers of the cluster must see the files under the same paths, have this version of the
product, and write annotated copies into the same folder. What goes to and fro are pickles, so
each of them runs code of the others: see `tls` and decision 47.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import uuid4

from distributed import (
    CancelledError,
    Client,
    Future,
    KilledWorker,
    SchedulerPlugin,
    wait,
)

from prestatieafspraken.batch.collect import shown
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.ledger import rules_version
from prestatieafspraken.batch.run.pool import Pool, broken_off
from prestatieafspraken.batch.run.run import JudgesUnusableError
from prestatieafspraken.batch.run.scheduler import Scheduler
from prestatieafspraken.batch.run.tls import security_of, without_tls
from prestatieafspraken.batch.run.worker import Task

NAME = "prestatieafspraken"
SECONDS_TO_CONNECT = 10
"""How long a scheduler may take to answer at all; with a wrong address a person waits for it."""
SECONDS_TO_ANSWER = 30
"""How long a cluster may take to have its first worker, and to say that one is left."""


class OtherRulesError(Exception):
    """A worker has another version of the rules, so that its verdicts are not ours."""


class NotAgain(SchedulerPlugin):  # type: ignore[misc]
    """A file whose worker is lost comes back to us at once, whatever the cluster does for others.

    Left to itself a cluster gives it to three more workers, and takes for a loss that a file was
    in store with a worker that another file took away.
    """

    def update_graph(self, scheduler: Any, *, tasks: Iterable[Any], **_: Any) -> None:
        """Count the losses that the cluster would forgive as had."""
        for key in tasks:
            if str(key).startswith(f"{NAME}-"):
                scheduler.tasks[key].suspicious = scheduler.allowed_failures


class Cluster:
    """The workers behind a scheduler; `verdicts` gives each file its verdict when it has one."""

    def __init__(self, scheduler: Scheduler, task: Task) -> None:
        self._scheduler = scheduler
        self._task = replace(task, copies=task.copies.absolute() if task.copies else None)
        self._rules = rules_version()

    def __enter__(self) -> Cluster:
        where = self._scheduler
        security = security_of(where, SECONDS_TO_CONNECT) if where.secure else without_tls()
        try:
            self._client = Client(where.address, timeout=SECONDS_TO_CONNECT, security=security)
        except (OSError, ValueError) as error:  # a time-out is an OSError too
            raise JudgesUnusableError("daar antwoordt geen scheduler") from error
        try:
            self._client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
            self._client.register_plugin(NotAgain(), name=NAME)
        except TimeoutError as error:
            self._client.close()
            raise JudgesUnusableError("er is geen werker aangemeld") from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()  # what was still asked of the cluster is let go of

    def verdicts(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Verdict]]:
        """Judge all files; those whose worker was lost come once more at the end, each alone.

        So a worker that is lost again was lost to that file and to no other.
        """
        lost = []
        for path, verdict in self._handed_out(paths):
            if verdict is None:
                lost.append(path)
            else:
                yield path, verdict
        for path in lost:
            for _, verdict in self._handed_out([path]):
                yield path, verdict or broken_off(path)

    def _handed_out(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Verdict | None]]:
        """Hand out no more files than can be in hand, so that memory stays flat."""
        left = iter(paths)
        busy: dict[Future, Path] = {}
        while True:
            for path in islice(left, max(self._threads() - len(busy), 0 if busy else 1)):
                key = f"{NAME}-{uuid4()}"
                words = (self._task, path.absolute(), self._rules)
                busy[self._client.submit(judge_here, *words, key=key, pure=False)] = path
            if not busy:
                return
            for future in self._finished(list(busy)):
                path = busy.pop(future)
                yield path, self._verdict(path, future)

    def _finished(self, busy: list[Future]) -> list[Future]:
        """Wait for a file or more; nothing comes of a cluster that has no worker left."""
        try:
            return list(wait(busy, SECONDS_TO_ANSWER, "FIRST_COMPLETED").done)
        except TimeoutError as error:
            if not self._threads():
                raise JudgesUnusableError("er is geen werker meer") from error
            return []
        except CancelledError as error:
            raise JudgesUnusableError("de verbinding is verbroken") from error

    def _threads(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return sum(threads.values())

    def _verdict(self, path: Path, future: Future) -> Verdict | None:
        try:
            found: Verdict = future.result()
        except KilledWorker:
            return None
        except CancelledError as error:
            raise JudgesUnusableError("de verbinding is verbroken") from error
        except OtherRulesError as error:
            raise JudgesUnusableError("een werker heeft een andere versie van de regels") from error
        except (ImportError, AttributeError) as error:
            raise JudgesUnusableError("een werker heeft dit programma niet") from error
        return replace(found, path=shown(path))


def judge_here(task: Task, path: Path, rules: str) -> Verdict:
    """Judge one file on the computer of a worker, in a process of its own that may be killed."""
    if _own_rules() != rules:
        raise OtherRulesError
    # A process that dask started may not have children unless it is told that it may.
    multiprocessing.current_process().daemon = False
    with Pool(1, task) as pool:
        ((_, verdict),) = pool.verdicts([path])
    return verdict


@lru_cache(maxsize=1)
def _own_rules() -> str:
    return rules_version()
