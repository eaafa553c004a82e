"""A run over many files: what is known already is taken from the ledger, the rest is judged."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.ledger import Ledger, look


class JudgesUnusableError(Exception):
    """Those who judge cannot be reached, or cannot do this work; the text says why, in Dutch."""


class TlsUnusableError(JudgesUnusableError):
    """There is no safe connection with those who judge."""


class Judges(AbstractContextManager[Any], Protocol):
    """Who judges the files: workers of this computer, or of others."""

    def verdicts(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Verdict]]:
        """Give each file its verdict as soon as it has one, in no particular order."""


@dataclass(frozen=True, slots=True)
class Done:
    """One file of a run; `again` says that the verdict was in the ledger already."""

    path: Path
    key: str
    verdict: Verdict
    again: bool = False


def run(
    paths: Sequence[Path], judges: Judges, ledger: Ledger, clock: Callable[[], str]
) -> Generator[Done, None, None]:
    """Give each file with its verdict as soon as that is safe in the ledger.

    A file that changes while it waits is looked at before it is judged, so a later run sees that
    it has changed. Memory stays flat: nothing of a file is kept here.
    """
    todo: list[Path] = []
    for path in paths:
        seen = look(path)
        known = ledger.known(path, seen)
        if known is None:
            todo.append(path)
        else:
            yield Done(path, seen.key, known, again=True)
    if not todo:
        return
    looked = {path: look(path) for path in todo}
    with judges:
        for path, verdict in judges.verdicts(todo):
            ledger.write(path, looked[path], verdict, clock())
            yield Done(path, looked[path].key, replace(verdict, figures=None))


def unledgered(paths: Sequence[Path], judges: Judges) -> Generator[Done, None, None]:
    """Give each file with its verdict as soon as it has one, and keep nothing."""
    with judges:
        for path, verdict in judges.verdicts(paths):
            yield Done(path, look(path).key, verdict)
