"""Following folders: what comes in is judged, and the overview is always that of what is there."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.batch.run.events import Follows, Hindered, Judged, Tell, silent
from prestatieafspraken.batch.run.judges import judges_of, unusable_told
from prestatieafspraken.batch.run.many import Clock, last_year
from prestatieafspraken.batch.run.opened import ledger_of, prepared
from prestatieafspraken.batch.run.results import ResultFolder
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.package.content import is_folder

if TYPE_CHECKING:
    from prestatieafspraken.batch.judging.verdict import Verdict
    from prestatieafspraken.batch.run.ledger import Ledger
    from prestatieafspraken.batch.run.order import Order
    from prestatieafspraken.batch.run.results import JudgesFor
    from prestatieafspraken.batch.run.run import Done


def follow(order: Order, pause: float, clock: Clock, tell: Tell = silent) -> list[Verdict]:
    """Judge what is new or changed in the folders, over and over until Ctrl+C.

    Give the verdicts on what is there then, without their findings: those are in the folder of
    the order. Between two looks lie `pause` seconds.
    """
    from prestatieafspraken.batch.run.pool import default_workers

    task = order.task(last_year(order, tell))
    folder = _checked(order.paths, order.folder)
    results = prepared(folder, task, resume=order.resume, clock=clock)
    many = order.workers or default_workers()
    judges = partial(judges_of, workers=many, scheduler=order.scheduler)
    with unusable_told(), ledger_of(results) as ledger:
        following = _Following(order.paths, results, judges, ledger, clock, tell)
        try:
            tell(Follows(order.paths))
            while True:
                following.look()
                time.sleep(pause)
        except KeyboardInterrupt:
            following.renew()
        found = results.verdicts(ledger, following.paths)
        return [replace(verdict, findings=()) for _, verdict in found]


def _checked(folders: Sequence[Path], uitmap: Path | None) -> Path:
    for path in folders:
        if not is_folder(path):
            raise UserError(
                "GBR-014",
                f"{path} is geen map, en volgen kan alleen een map.",
                "Geef bij --volg de map op waarin de werkmappen binnenkomen.",
            )
    if uitmap is None:
        raise UserError(
            "GBR-015",
            "Bij --volg hoort een map voor de resultaten.",
            "Voeg --uitmap MAP toe.",
        )
    return uitmap


class _Following:
    """Where following has come to: `paths` are the files of the overview, by their key."""

    def __init__(
        self,
        folders: Sequence[Path],
        results: ResultFolder,
        judges: JudgesFor,
        ledger: Ledger,
        clock: Clock,
        tell: Tell,
    ) -> None:
        from prestatieafspraken.batch.run.watch import Watch

        self.paths: dict[str, Path] = {}
        self._watch = Watch(folders, results.path)
        self._results = results
        self._judges = judges
        self._ledger = ledger
        self._clock = clock
        self._say = tell
        self._due = True
        self._told = ""
        self._verdicts: dict[str, int] = {}

    def look(self) -> None:
        """Look once, judge what is new, and renew the overview when anything is different."""
        from prestatieafspraken.batch.run.ledger import look
        from prestatieafspraken.batch.run.run import run

        found = self._watch.look()
        if found is None:
            self._tell("Een map is nu niet te bereiken; het volgen gaat verder als zij er weer is.")
            return
        paths = {look(path).key: path for path in found.there}
        if list(paths) != list(self.paths):
            self.paths, self._due = paths, True
        if found.new:
            judges = self._judges(self._results.task)
            with contextlib.closing(run(found.new, judges, self._ledger, self._clock)) as stream:
                for done in stream:
                    self._take(done)
        self.renew()

    def renew(self) -> None:
        """Write the overview when it is due; while it stands open elsewhere it stays due."""
        if self._due:
            try:
                self._results.beside_each_other(self._ledger, self.paths, self._judges)
                self._results.finish(self._ledger, self.paths)
            except UserError as error:
                self._tell(f"{error.message} {error.repair}")
            else:
                self._due, self._told = False, ""

    def _take(self, done: Done) -> None:
        from prestatieafspraken.batch.run.ledger import as_text

        self._results.add(done)
        self._watch.note(done)
        verdict = hash(as_text(done.verdict))
        if self._verdicts.get(done.key) != verdict:
            self._verdicts[done.key], self._due = verdict, True
            self._say(Judged(done.verdict, self._clock()))

    def _tell(self, sentence: str) -> None:
        """Say something once, until something else is to be said."""
        if sentence != self._told:
            self._told = sentence
            self._say(Hindered(sentence))
