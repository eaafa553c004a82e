"""Judging many files from the command line: how many at a time, and what is seen meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.cli.output import UserError, console
from prestatieafspraken.cli.rekenkracht import judges_of, unusable_told

if TYPE_CHECKING:
    from prestatieafspraken.batch.previous import Previous
    from prestatieafspraken.batch.run import Done
    from prestatieafspraken.batch.scheduler import Scheduler
    from prestatieafspraken.batch.verdict import Verdict
    from prestatieafspraken.batch.worker import Task

SMALL = 2 * 1024 * 1024
"""Bytes up to which a file is read in this process; see decision 20."""


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
    from prestatieafspraken.batch.inzendingen import compare
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
    from prestatieafspraken.batch.previous import previous, whose
    from prestatieafspraken.batch.worker import Task

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
    from prestatieafspraken.batch.run import unledgered

    if workers is None and scheduler is None:
        yield from _here(files, task)
        return
    with unusable_told():
        stream = unledgered(files, judges_of(task, _many(workers, files), scheduler))
        found = {done.path: done.verdict for done in progress(stream, len(files))}
    yield from (found[path] for path in files)


def _many(workers: int | None, files: Sequence[Path]) -> int:
    from prestatieafspraken.batch.pool import default_workers

    return workers or min(default_workers(), len(files))


def _here(files: Sequence[Path], task: Task) -> Iterator[Verdict]:
    """Judge the small files in this process, so that they can be laid side by side."""
    from rich.progress import track

    from prestatieafspraken.batch.pool import Pool

    terminal = console(stderr=True)
    for path in track(
        files,
        description="Controleren",
        console=terminal,
        transient=True,
        disable=not terminal.is_terminal,
    ):
        if _is_small(path):
            yield task.judge(path)
        else:
            with Pool(1, task) as pool:
                yield from (verdict for _, verdict in pool.verdicts([path]))


def _is_small(path: Path) -> bool:
    try:
        return path.stat().st_size <= SMALL
    except (OSError, ValueError):
        return True


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
