"""What is asked of a run: which files, judged how, by whom, and where the results go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.afspraken import OF_PRODUCT, Sources
from prestatieafspraken.batch.collect import collect
from prestatieafspraken.batch.run.worker import Task

if TYPE_CHECKING:
    from prestatieafspraken.batch.judging.previous import Previous
    from prestatieafspraken.batch.run.scheduler import Scheduler


@dataclass(frozen=True, slots=True)
class Order:
    """A run as somebody asked for it.

    `paths` are workbooks or folders with workbooks, `previous` those of last year. Without a
    `peildatum` the one in each workbook holds. With a `folder` the results are kept there and a
    later run can `resume`; the findings then come along only if `whole`. Without `workers` or a
    `scheduler` the files are judged one after the other. `sources` are the agreements besides those
    of the product.
    """

    paths: tuple[Path, ...]
    peildatum: date | None = None
    previous: tuple[Path, ...] = ()
    folder: Path | None = None
    resume: bool = False
    workers: int | None = None
    scheduler: Scheduler | None = None
    whole: bool = True
    sources: Sources = OF_PRODUCT

    def files(self) -> list[Path]:
        """Give the workbooks that are meant (UserError when there are none)."""
        return collect(self.paths, self.folder)

    def task(self, previous: Previous | None) -> Task:
        """Say how each file is judged."""
        given = tuple(path.absolute() for path in self.paths)
        return Task(self.peildatum, given, previous=previous, sources=self.sources)
