"""Who does the work of a controle: workers of this computer, or those of a cluster."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.cli.output import UserError

if TYPE_CHECKING:
    from prestatieafspraken.batch.run.run import Judges
    from prestatieafspraken.batch.run.scheduler import Scheduler
    from prestatieafspraken.batch.run.worker import Task


class Executor(StrEnum):
    """The values of --executor."""

    LOKAAL = "lokaal"
    DASK = "dask"


def scheduler_of(
    executor: Executor,
    address: str | None,
    workers: int | None,
    tls: Sequence[Path | None] = (),
    *,
    unsecured: bool = False,
) -> Scheduler | None:
    """Give the scheduler, None for this computer (UserError for half of it).

    `tls` are the files of the authority, the certificate and the key; `unsecured` is the word of
    consent for tcp over a network.
    """
    files = [path for path in tls if path]
    if (executor is Executor.DASK) != bool(address) or ((files or unsecured) and not address):
        raise UserError(
            "GBR-006",
            "De opties --executor dask en --scheduler horen bij elkaar, en --tls-ca, --tls-cert, "
            "--tls-key en --onbeveiligd horen daarbij.",
            "Geef beide, bijvoorbeeld --executor dask --scheduler tls://10.0.0.1:8786, of geen.",
        )
    if address is None:
        return None
    if workers:
        raise UserError(
            "GBR-007",
            "Op een cluster staat het aantal werkers al vast.",
            "Laat --werkers weg.",
        )
    return _trusted(_scheduler_at(address), files, unsecured=unsecured)


def _scheduler_at(address: str) -> Scheduler:
    from prestatieafspraken.batch.run.scheduler import scheduler_at

    try:
        return scheduler_at(address)
    except ValueError as error:
        raise UserError(
            "GBR-030",
            f"{address} is geen adres van een scheduler.",
            "Schrijf het als tls://naam:poort, of als tcp://naam:poort op deze computer zelf.",
        ) from error


def _trusted(scheduler: Scheduler, files: Sequence[Path], *, unsecured: bool) -> Scheduler:
    """Give the scheduler with its files (UserError when nothing says that it can be trusted)."""
    from prestatieafspraken.batch.run.scheduler import Tls

    if files and (not scheduler.secure or len(files) != len(fields(Tls))):
        raise UserError(
            "GBR-031",
            "Een beveiligde verbinding vraagt een adres met tls:// en alle drie de bestanden.",
            "Geef --scheduler tls://naam:poort met --tls-ca, --tls-cert en --tls-key, of laat de "
            "drie weg als zij in de instellingen van dask staan.",
        )
    if not (scheduler.secure or scheduler.is_near or unsecured):
        raise UserError(
            "GBR-032",
            f"Het adres {scheduler.address} ligt buiten deze computer en is niet beveiligd: wie "
            "daar antwoordt of meeluistert, kan hier en op het cluster elk programma starten.",
            "Geef een adres met tls://, of voeg --onbeveiligd toe als niemand anders dit netwerk "
            "kan bereiken.",
        )
    return replace(scheduler, tls=Tls(*files)) if files else scheduler


def judges_of(task: Task, workers: int, scheduler: Scheduler | None) -> Judges:
    """Give those who judge (UserError when what a cluster needs is not installed)."""
    from prestatieafspraken.batch.run.pool import Pool

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
    from prestatieafspraken.batch.run.run import JudgesUnusable, TlsUnusable

    try:
        yield
    except TlsUnusable as error:
        raise UserError(
            "GBR-033",
            f"Er is geen beveiligde verbinding met het cluster: {error}.",
            "Controleer de bestanden bij --tls-ca, --tls-cert en --tls-key met wie het cluster "
            "beheert.",
        ) from error
    except JudgesUnusable as error:
        raise UserError(
            "GBR-009",
            f"Het cluster kan het werk niet doen: {error}.",
            "Controleer het adres en de werkers; wat af is, blijft met --uitmap bewaard en gaat "
            "verder met --hervat.",
        ) from error
