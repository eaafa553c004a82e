"""Folders that are followed: which workbooks lie there quietly, and which have not been judged."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prestatieafspraken.batch.collect import collect
from prestatieafspraken.batch.run.ledger import Seen, is_fresh, look
from prestatieafspraken.batch.run.run import Done
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.content import is_folder

LATER = {faults.GEEN_TOEGANG.code, faults.VERANDERT.code, faults.NIET_OPGEHAALD.code}
"""What may pass without the file looking any different: somebody had it open, or it was away."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one look at the folders gave.

    `new` is to be judged now. `there` is all that has a verdict, or gets one now.
    """

    new: tuple[Path, ...]
    there: tuple[Path, ...]


class Watch:
    """Folders that are looked at again and again, which works on any disk, a network's included.

    A file is read once it has looked the same twice: what is still being copied grows. Results
    go to the folder `skip`.
    """

    def __init__(self, folders: Sequence[Path], skip: Path) -> None:
        self._folders = folders
        self._skip = skip
        self._before: dict[Path, Seen] = {}
        self._judged: dict[Path, Seen] = {}

    def look(self) -> Round | None:
        """Look once; None when a folder is not there, as when a network is away."""
        found = collect(self._folders, self._skip)
        if not all(map(is_folder, self._folders)):
            return None
        now = {path: look(path) for path in found if path not in self._folders}
        quiet = {path for path, seen in now.items() if self._before.get(path) == seen}
        self._before = now
        self._judged = {path: seen for path, seen in self._judged.items() if path in now}
        new = tuple(path for path in now if path in quiet and self._judged.get(path) != now[path])
        return Round(new, tuple(path for path in now if path in self._judged or path in new))

    def note(self, done: Done) -> None:
        """Remember that a file has its verdict, unless that may be another one a moment later."""
        seen = self._before[done.path]
        passing = LATER & {finding.code for finding in done.verdict.findings}
        if not passing and not is_fresh(seen, time.time()):
            self._judged[done.path] = seen
