"""Judging many files from the command line: how many at a time, and what is seen meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from prestatieafspraken.cli.output import UserError, console
from prestatieafspraken.cli.rekenkracht import judges_of, unusable_told
from prestatieafspraken.workbook.package.limits import COST, Cost

if TYPE_CHECKING:
    from prestatieafspraken.batch.judging.previous import Previous
    from prestatieafspraken.batch.judging.verdict import Verdict
    from prestatieafspraken.batch.run.run import Done
    from prestatieafspraken.batch.run.scheduler import Scheduler
    from prestatieafspraken.batch.run.worker import Task

T = TypeVar("T")
MOST_NAMES = 3
"""Files that one sentence names."""


def judged(
    files: Sequence[Path],
    task: Task,
    workers: int | None,
    folder: Path | None,
    *,
    resume: bool = False,
    scheduler: Scheduler | None = None,
    whole: bool = True,
) -> list[Verdict]:
    """Give the verdicts in the order of the files, which are also laid side by side.

    With a folder the findings are in there, and come along only if `whole`.
    """
    from prestatieafspraken.batch.side_by_side.compare import compare
    from prestatieafspraken.cli.uitmap import judge_into, prepared

    if resume and folder is None:
        raise UserError(
            "GBR-004",
            "Bij --hervat hoort de map waarin de controle begon.",
            "Voeg --uitmap MAP toe.",
        )
    if folder is None:
        return compare(list(each(files, task, workers, scheduler)))
    results = prepared(folder, task, resume=resume)
    with unusable_told():
        judges = partial(judges_of, workers=_many(workers, files), scheduler=scheduler)
        return judge_into(results, files, judges, progress, whole=whole)


def last_year(paths: Sequence[Path], workers: int | None, scheduler: Scheduler | None) -> Previous:
    """Find out whose workbook each file of last year is.

    In a folder another file may lie about; what is named must be a workbook (UserError).
    """
    from prestatieafspraken.batch.collect import collect
    from prestatieafspraken.batch.judging.previous import previous, whose
    from prestatieafspraken.batch.run.worker import Task

    files = collect(paths)
    task = Task(check=whose, given=tuple(path.absolute() for path in paths))
    found = dict(zip(files, each(files, task, workers, scheduler), strict=True))
    for path in paths:
        if path in found and found[path].status != "goed":
            finding = found[path].findings[-1]
            raise UserError(finding.code, f"{found[path].path}: {finding.melding}", finding.herstel)
    return previous(found.items())


def each(
    files: Sequence[Path], task: Task, workers: int | None, scheduler: Scheduler | None
) -> Iterator[Verdict]:
    """Give the verdict on each file in their order; with workers or a cluster they do the work."""
    from prestatieafspraken.batch.run.run import unledgered

    if workers is None and scheduler is None:
        yield from _here(files, task)
        return
    with unusable_told():
        stream = unledgered(files, judges_of(task, _many(workers, files), scheduler))
        found = {done.path: done.verdict for done in progress(stream, len(files))}
    yield from (found[path] for path in files)


def _many(workers: int | None, files: Sequence[Path]) -> int:
    from prestatieafspraken.batch.run.pool import default_workers

    return workers or min(default_workers(), len(files))


def _here(files: Sequence[Path], task: Task) -> Iterator[Verdict]:
    """Judge the small files in this process, so that they can be laid side by side."""
    from rich.progress import track

    from prestatieafspraken.batch.guarding.limited import Exceeded
    from prestatieafspraken.batch.guarding.within import clock, is_small
    from prestatieafspraken.batch.run.pool import Pool, verdict_of
    from prestatieafspraken.batch.run.worker import bounded as kept

    earlier = task.previous.places.values() if task.previous else ()
    all_small = all(map(is_small, earlier))  # judging one reads that of last year as well
    terminal = console(stderr=True)
    for path in track(
        files,
        description="Controleren",
        console=terminal,
        transient=True,
        disable=not terminal.is_terminal,
    ):
        if all_small and is_small(path):
            try:
                with clock(task.cost):
                    verdict = kept(task.judge(path), task.cost.findings)
            except Exceeded as late:
                verdict = verdict_of(path, late.reason, late.cost)
            yield verdict
        else:
            with Pool(1, task) as pool:
                yield from (verdict for _, verdict in pool.verdicts([path]))


def bounded(
    files: Sequence[Path],
    work: Callable[..., T],
    *args: object,
    cost: Cost = COST,
    tell: Callable[[str], None] | None = None,
) -> T:
    """Give what `work(*args)` makes of files, or say that it passed a bound (UserError)."""
    from prestatieafspraken.batch.guarding.limited import Exceeded
    from prestatieafspraken.batch.guarding.within import cost_of, told, within

    try:
        return within(files, work, *args, cost=cost_of(files, cost), tell=tell)
    except Exceeded as why:
        finding = told(why.reason, why.cost)
        names = ", ".join(str(path) for path in files[:MOST_NAMES])
        more = ", ..." if len(files) > MOST_NAMES else ""
        message = f"{names}{more}: {finding.melding}"
        raise UserError(finding.code, message, finding.herstel, exit_code=4) from why


def progress(stream: Iterator[Done], total: int) -> Iterator[Done]:
    """Pass each file on, and show how many are done, how fast, and how long the rest takes."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    terminal = console(stderr=True)
    columns = (
        TextColumn("Controleren"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[tempo]}"),
        TextColumn("nog"),
        TimeRemainingColumn(),
    )
    shown = Progress(*columns, console=terminal, transient=True, disable=not terminal.is_terminal)
    with shown:
        task = shown.add_task("", total=total, tempo="")
        for done in stream:
            shown.advance(task)
            speed = shown.tasks[0].speed
            shown.update(task, tempo=f"{speed * 60:.0f} per minuut" if speed else "")
            yield done
