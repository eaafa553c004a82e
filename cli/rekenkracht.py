"""Who does the work of a controle: workers of this computer, or those of a cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    from prestatieafspraken.batch.run.scheduler import Scheduler


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
