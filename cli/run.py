"""Judging many files from the command line: how many at a time, and what is seen meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.cli.output import UserError, console

if TYPE_CHECKING:
    from datetime import date

    from prestatieafspraken.batch.previous import Previous
    from prestatieafspraken.batch.run import Done
    from prestatieafspraken.batch.verdict import Verdict

SMALL = 2 * 1024 * 1024
"""Bytes up to which a file is read in this process; see decision 20."""


def judged(
    files: Sequence[Path],
    peildatum: date | None,
    workers: int | None,
    folder: Path | None,
    *,
    resume: bool = False,
    previous: Previous | None = None,
    scheduler: str | None = None,
    whole: bool = True,
) -> list[Verdict]:
    """Give the verdicts in the order of the files.

    The workbooks are also laid side by side; only without a folder and without workers they are
    laid beside those of last year as well.
    With a folder the findings are in there, and come along only if `whole`.
    """
    from prestatieafspraken.batch.inzendingen import compare
    from prestatieafspraken.batch.pool import default_workers
    from prestatieafspraken.batch.run import unledgered
    from prestatieafspraken.cli.rekenkracht import judges_of, unusable_told
    from prestatieafspraken.cli.uitmap import judge_into, prepared

    if resume and folder is None:
        raise UserError(
            "GBR-004",
            "Bij --hervat hoort de map waarin de controle begon.",
            "Voeg --uitmap MAP toe.",
        )
    if folder is None and workers is None and scheduler is None:
        return compare(list(_here(files, peildatum, previous)))
    if previous is not None:
        raise UserError(
            "GBR-005",
            "Vergelijken met vorig jaar kan niet samen met --uitmap, --werkers of --executor.",
            "Laat --vorig weg, of --uitmap, --werkers en --executor.",
        )
    many = workers or min(default_workers(), len(files))
    with unusable_told():
        if folder is not None:
            results = prepared(folder, resume=resume)
            judges = judges_of(results.task(peildatum), many, scheduler)
            return judge_into(results, files, judges, peildatum, progress, whole=whole)
        from prestatieafspraken.batch.worker import Task

        stream = unledgered(files, judges_of(Task(peildatum), many, scheduler))
        found = {done.path: done.verdict for done in progress(stream, len(files))}
    return compare([found[path] for path in files])


def _here(
    files: Sequence[Path], peildatum: date | None, previous: Previous | None
) -> Iterator[Verdict]:
    """Judge the small files in this process, so that they can be laid side by side."""
    from rich.progress import track

    from prestatieafspraken.batch.pool import Pool
    from prestatieafspraken.batch.verdict import check
    from prestatieafspraken.batch.worker import Task

    terminal = console(stderr=True)
    for path in track(
        files,
        description="Controleren",
        console=terminal,
        transient=True,
        disable=not terminal.is_terminal,
    ):
        if _is_small(path) or previous is not None:
            yield check(path, peildatum, previous=previous)
        else:
            with Pool(1, Task(peildatum)) as pool:
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
