"""Who does the work of a run: workers of this computer, or those of a cluster."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from prestatieafspraken.batch.run.pool import Pool
from prestatieafspraken.batch.run.run import Judges, JudgesUnusableError, TlsUnusableError
from prestatieafspraken.batch.run.worker import Task
from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    from prestatieafspraken.batch.run.scheduler import Scheduler


def judges_of(task: Task, workers: int, scheduler: Scheduler | None) -> Judges:
    """Give those who judge (UserError when what a cluster needs is not installed)."""
    if scheduler is None:
        return Pool(workers, task)
    try:
        from prestatieafspraken.batch.run.cluster import Cluster
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
    try:
        yield
    except TlsUnusableError as error:
        raise UserError(
            "GBR-033",
            f"Er is geen beveiligde verbinding met het cluster: {error}.",
            "Controleer de bestanden bij --tls-ca, --tls-cert en --tls-key met wie het cluster "
            "beheert.",
        ) from error
    except JudgesUnusableError as error:
        raise UserError(
            "GBR-009",
            f"Het cluster kan het werk niet doen: {error}.",
            "Controleer het adres en de werkers; wat af is, blijft met --uitmap bewaard en gaat "
            "verder met --hervat.",
        ) from error
