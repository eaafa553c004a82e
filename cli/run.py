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
) -> list[Verdict]:
    """Give the verdicts in the order of the files.

    Without a folder and without workers the workbooks are also laid side by side, and beside those
    of last year. Workers keep nothing of a workbook; the overview says what that leaves undone.
    """
    from prestatieafspraken.batch.inzendingen import compare
    from prestatieafspraken.batch.pool import default_workers
    from prestatieafspraken.batch.worker import Task
    from prestatieafspraken.cli.uitmap import ResultFolder, judge_into

    if resume and folder is None:
        raise UserError(
            "GBR-004",
            "Bij --hervat hoort de map waarin de controle begon.",
            "Voeg --uitmap MAP toe.",
        )
    if folder is None and workers is None:
        return compare(list(_here(files, peildatum, previous)))
    if previous is not None:
        raise UserError(
            "GBR-005",
            "Vergelijken met vorig jaar kan niet samen met --uitmap of --werkers.",
            "Laat --vorig weg, of --uitmap en --werkers.",
        )
    many = workers or min(default_workers(), len(files))
    if folder is not None:
        results = ResultFolder(folder)
        results.prepare(resume=resume)
        task = Task(peildatum, copies=folder / "werkmappen")
        return judge_into(results, files, task, many, progress)
    from prestatieafspraken.batch.run import unledgered

    found = {
        done.path: done.verdict
        for done in progress(unledgered(files, Task(peildatum), many), len(files))
    }
    return [found[path] for path in files]


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
