"""A run over many files: what is known already is taken from the ledger, the rest is judged."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prestatieafspraken.batch.ledger import Ledger, look
from prestatieafspraken.batch.pool import Pool
from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.batch.worker import Task


@dataclass(frozen=True, slots=True)
class Done:
    """One file of a run; `again` says that the verdict was in the ledger already."""

    path: Path
    key: str
    verdict: Verdict
    again: bool = False


def run(
    paths: Sequence[Path], task: Task, workers: int, ledger: Ledger, clock: Callable[[], str]
) -> Generator[Done, None, None]:
    """Give each file with its verdict as soon as that is safe in the ledger.

    A file that changes while it waits is looked at before it is judged, so a later run sees that
    it has changed. Memory stays flat: nothing of a file is kept here.
    """
    todo: list[Path] = []
    for path in paths:
        seen = look(path)
        known = ledger.known(seen)
        if known is None:
            todo.append(path)
        else:
            yield Done(path, seen.key, known, again=True)
    looked = {path: look(path) for path in todo}
    with Pool(workers, task) as pool:
        for path, verdict in pool.verdicts(todo):
            ledger.write(looked[path], verdict, clock())
            yield Done(path, looked[path].key, verdict)


def unledgered(paths: Sequence[Path], task: Task, workers: int) -> Generator[Done, None, None]:
    """Give each file with its verdict as soon as it has one, and keep nothing."""
    with Pool(workers, task) as pool:
        for path, verdict in pool.verdicts(paths):
            yield Done(path, look(path).key, verdict)
