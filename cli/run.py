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
"""Bytes up to which one file alone is read in this process; see decision 20."""


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

    Without a folder the workbooks are also laid side by side, and beside those of last year. For
    a folder of results they are not kept in memory; its overview names what that leaves undone.
    """
    from prestatieafspraken.batch.inzendingen import compare
    from prestatieafspraken.batch.pool import default_workers
    from prestatieafspraken.batch.verdict import check
    from prestatieafspraken.batch.worker import Task
    from prestatieafspraken.cli.uitmap import ResultFolder, judge_into

    if resume and folder is None:
        raise UserError(
            "GBR-004",
            "Bij --hervat hoort de map waarin de controle begon.",
            "Voeg --uitmap MAP toe.",
        )
    many = workers or min(default_workers(), len(files))
    if folder is not None:
        if previous is not None:
            raise UserError(
                "GBR-005",
                "Vergelijken met vorig jaar kan niet samen met --uitmap.",
                "Laat --vorig of --uitmap weg.",
            )
        results = ResultFolder(folder)
        results.prepare(resume=resume)
        task = Task(peildatum, copies=folder / "werkmappen")
        return judge_into(results, files, task, many, progress)
    if workers is None and len(files) == 1 and _is_small(files[0]):
        return [check(files[0], peildatum, previous=previous)]
    from prestatieafspraken.batch.run import unledgered

    task = Task(peildatum, previous=previous, whole=True)
    found = {
        done.path: done.verdict for done in progress(unledgered(files, task, many), len(files))
    }
    return compare([found[path] for path in files])


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
