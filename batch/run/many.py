"""Judging many files: here one after the other, or by workers, and then laid side by side."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.batch.collect import collect
from prestatieafspraken.batch.run.events import Begun, Judged, Tell, silent
from prestatieafspraken.batch.run.worker import Task
from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    from prestatieafspraken.batch.judging.previous import Previous
    from prestatieafspraken.batch.judging.verdict import Verdict
    from prestatieafspraken.batch.run.order import Order
    from prestatieafspraken.batch.run.results import JudgesFor, ResultFolder

Clock = Callable[[], str]
"""Gives the moment, to the second; only an entrance may ask for it."""


def judge_all(
    order: Order, clock: Clock, tell: Tell = silent, files: Sequence[Path] | None = None
) -> list[Verdict]:
    """Give the verdicts in the order of the files, which are also laid side by side.

    With a folder the findings are in there, and come along only if the order says so. `files` are
    those of the order, for who asked for them already.
    """
    from prestatieafspraken.batch.run.opened import prepared
    from prestatieafspraken.batch.side_by_side.compare import compare

    if files is None:
        files = order.files()
    task = order.task(last_year(order, tell))
    if order.resume and order.folder is None:
        raise UserError(
            "GBR-004",
            "Bij --hervat hoort de map waarin de controle begon.",
            "Voeg --uitmap MAP toe.",
        )
    if order.folder is None:
        return compare(list(each(files, task, order, tell)), sources=order.sources)
    from prestatieafspraken.batch.run.judges import judges_of, unusable_told

    results = prepared(order.folder, task, resume=order.resume, clock=clock)
    with unusable_told():
        workers = _many(order.workers, files)
        judges = partial(judges_of, workers=workers, scheduler=order.scheduler)
        return judge_into(results, files, judges, clock, tell, whole=order.whole)


def last_year(order: Order, tell: Tell = silent) -> Previous | None:
    """Find out whose workbook each file of last year is; None when there are none.

    In a folder another file may lie about; what is named must be a workbook (UserError).
    """
    if not order.previous:
        return None
    from prestatieafspraken.batch.judging.previous import previous, whose

    files = collect(order.previous)
    task = Task(check=whose, given=tuple(path.absolute() for path in order.previous))
    found = dict(zip(files, each(files, task, order, tell), strict=True))
    for path in order.previous:
        if path in found and not found[path].status.is_sound:
            finding = found[path].findings[-1]
            raise UserError(finding.code, f"{found[path].path}: {finding.melding}", finding.herstel)
    return previous(found.items())


def each(files: Sequence[Path], task: Task, order: Order, tell: Tell) -> Iterator[Verdict]:
    """Give the verdict on each file in their order; with workers or a cluster they do the work."""
    tell(Begun(len(files)))
    if order.workers is None and order.scheduler is None:
        for verdict in _here(files, task):
            tell(Judged(verdict))
            yield verdict
        return
    from prestatieafspraken.batch.run.judges import judges_of, unusable_told
    from prestatieafspraken.batch.run.run import unledgered

    found: dict[Path, Verdict] = {}
    with unusable_told():
        judges = judges_of(task, _many(order.workers, files), order.scheduler)
        for done in unledgered(files, judges):
            found[done.path] = done.verdict
            tell(Judged(done.verdict))
    yield from (found[path] for path in files)


def _many(workers: int | None, files: Sequence[Path]) -> int:
    from prestatieafspraken.batch.run.pool import default_workers

    return workers or min(default_workers(), len(files))


def _here(files: Sequence[Path], task: Task) -> Iterator[Verdict]:
    """Judge the small files in this process, so that they can be laid side by side."""
    from prestatieafspraken.batch.guarding.limited import ExceededError
    from prestatieafspraken.batch.guarding.within import clock, is_small
    from prestatieafspraken.batch.run.pool import Pool, verdict_of
    from prestatieafspraken.batch.run.worker import bounded as kept

    earlier = task.previous.places.values() if task.previous else ()
    all_small = all(map(is_small, earlier))  # judging one reads that of last year as well
    for path in files:
        if all_small and is_small(path):
            try:
                with clock(task.cost):
                    verdict = kept(task.judge(path), task.cost.findings)
            except ExceededError as late:
                verdict = verdict_of(path, late.reason, late.cost)
            yield verdict
        else:
            with Pool(1, task) as pool:
                yield from (verdict for _, verdict in pool.verdicts([path]))


def judge_into(
    folder: ResultFolder,
    files: Sequence[Path],
    judges: JudgesFor,
    clock: Clock,
    tell: Tell = silent,
    *,
    whole: bool,
) -> list[Verdict]:
    """Judge the files, keep the results in the folder, and give the verdicts in order.

    Their findings come along if `whole`; of very many files they take much memory. Ctrl+C writes
    the overview of what was done (UserError); a run that resumes does the rest.
    """
    from prestatieafspraken.batch.collect import OVERVIEW
    from prestatieafspraken.batch.run.ledger import look
    from prestatieafspraken.batch.run.opened import ledger_of
    from prestatieafspraken.batch.run.run import run

    paths = {look(path).key: path for path in files}
    with ledger_of(folder) as ledger:
        if not (folder.path / f"{OVERVIEW}.html").exists():
            folder.finish(ledger, paths)  # so that a run that is killed leaves one too
        try:
            tell(Begun(len(files)))
            with contextlib.closing(run(files, judges(folder.task), ledger, clock)) as stream:
                for done in stream:
                    tell(Judged(done.verdict))
                    folder.add(done)
            folder.beside_each_other(ledger, paths, judges)
        except KeyboardInterrupt as stop:
            raise UserError(
                "GBR-017",
                "De controle is afgebroken. Beoordeeld en bewaard: "
                f"{len(folder.done)} van {counted(len(paths), 'werkmappen')}, in {folder.path}.",
                "Voeg --hervat toe om daarmee verder te gaan.",
                exit_code=130,
            ) from stop
        finally:
            folder.finish(ledger, paths)
        verdicts = (verdict for _, verdict in folder.verdicts(ledger, paths))
        return [one if whole else replace(one, findings=()) for one in verdicts]
