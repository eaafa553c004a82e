"""Who does the work of a controle: workers of this computer, or those of a cluster."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from prestatieafspraken.cli.output import UserError

if TYPE_CHECKING:
    from prestatieafspraken.batch.run import Judges
    from prestatieafspraken.batch.worker import Task


class Executor(StrEnum):
    """The values of --executor."""

    LOKAAL = "lokaal"
    DASK = "dask"


def scheduler_of(executor: Executor, scheduler: str | None, workers: int | None) -> str | None:
    """Give the address of the scheduler, None for this computer (UserError for half of it)."""
    if (executor is Executor.DASK) != bool(scheduler):
        raise UserError(
            "GBR-006",
            "De opties --executor dask en --scheduler horen bij elkaar.",
            "Geef beide, bijvoorbeeld --executor dask --scheduler tcp://10.0.0.1:8786, of geen.",
        )
    if scheduler and workers:
        raise UserError(
            "GBR-007",
            "Op een cluster staat het aantal werkers al vast.",
            "Laat --werkers weg.",
        )
    return scheduler


def judges_of(task: Task, workers: int, scheduler: str | None) -> Judges:
    """Give those who judge (UserError when what a cluster needs is not installed)."""
    from prestatieafspraken.batch.pool import Pool

    if scheduler is None:
        return Pool(workers, task)
    try:
        from prestatieafspraken.batch.cluster import Cluster
    except ImportError as error:
        raise UserError(
            "GBR-008",
            "Voor --executor dask is een onderdeel nodig dat niet is geïnstalleerd.",
            "Installeer het met: pip install 'prestatieafspraken[dask]'.",
        ) from error
    return Cluster(scheduler, task)


@contextlib.contextmanager
def unusable_told() -> Iterator[None]:
    """Tell of a cluster that cannot do the work as a UserError."""
    from prestatieafspraken.batch.run import JudgesUnusable

    try:
        yield
    except JudgesUnusable as error:
        raise UserError(
            "GBR-009",
            f"Het cluster kan het werk niet doen: {error}.",
            "Controleer het adres en de werkers; wat af is, blijft met --uitmap bewaard en gaat "
            "verder met --hervat.",
        ) from error
