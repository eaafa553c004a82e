"""How a run is shown while it goes on: a bar in a terminal, and lines for what is followed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.events import Begun, Event, Follows, Hindered, Judged, Tell
from prestatieafspraken.cli.output import console
from prestatieafspraken.workbook.lists.checked import TOLD_AS


def line(moment: str, verdict: Verdict) -> str:
    """Say what became of one file: 14:03:59  ✓ geen fouten      in/woonforte.xlsx."""
    return f"{moment[11:19]}  {' '.join(TOLD_AS[verdict.status]):<17}  {verdict.path}"


@contextlib.contextmanager
def bar() -> Iterator[Tell]:
    """Give who shows how many files are done, how fast, and how long the rest takes."""
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

    def tell(event: Event) -> None:
        match event:
            case Begun(total):
                for task in shown.task_ids:
                    shown.remove_task(task)
                shown.add_task("", total=total, tempo="")
            case Judged():
                (task,) = shown.task_ids
                shown.advance(task)
                speed = shown.tasks[0].speed
                shown.update(task, tempo=f"{speed * 60:.0f} per minuut" if speed else "")

    with shown:
        yield tell


def lines(event: Event) -> None:
    """Write a line for what happens while folders are followed."""
    match event:
        case Follows(folders):
            where = ", ".join(map(str, folders))
            console().print(f"Volgt {where}; stop met Ctrl+C.", markup=False, soft_wrap=True)
        case Judged(verdict, moment) if moment:
            console().print(line(moment, verdict), markup=False, soft_wrap=True)
        case Hindered(sentence):
            console(stderr=True).print(sentence, markup=False, soft_wrap=True)
