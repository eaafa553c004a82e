"""Opening the folder in which the results of a run are kept, and the ledger in it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from prestatieafspraken.batch.collect import LEDGER, PAGES
from prestatieafspraken.batch.guarding.own_folder import NotOursError, own_folder
from prestatieafspraken.batch.guarding.sound_ledger import (
    LedgerForeignError,
    LedgerInUseError,
    LedgerUnusableError,
)
from prestatieafspraken.batch.guarding.written import cause
from prestatieafspraken.batch.run.ledger import Ledger, rules_version
from prestatieafspraken.batch.run.results import ResultFolder
from prestatieafspraken.batch.run.worker import Task
from prestatieafspraken.dutch.user_error import UserError


def prepared(
    path: Path, task: Task, *, resume: bool, clock: Callable[[], str] | None = None
) -> ResultFolder:
    """Make the folder (UserError when it holds results already and nobody said to go on)."""
    try:
        own_folder(path)
    except NotOursError as error:
        raise UserError(
            "UIT-023",
            f"In {path} worden geen resultaten bewaard: {error.path} is {error.why}.",
            "Kies bij --uitmap een nieuwe map, binnen een map die van u is.",
        ) from error
    except OSError as error:
        raise _not_written(path, error) from error
    if not resume and (path / LEDGER).exists():
        raise UserError(
            "UIT-020",
            f"In de map {path} staan al resultaten van een controle.",
            "Voeg --hervat toe om daarmee verder te gaan, of kies bij --uitmap een andere map.",
        )
    return ResultFolder(path, replace(task, copies=path / PAGES), clock)


@contextlib.contextmanager
def ledger_of(folder: ResultFolder) -> Iterator[Ledger]:
    """Open the ledger of a folder of results; what may be wrong with it is told as a UserError."""
    path, task = folder.path / LEDGER, folder.task
    marks = [task.previous.mark if task.previous else "", task.sources.mark]
    rules = "+".join([rules_version(), *filter(None, marks)])
    try:
        with Ledger(path, rules, task.peildatum) as ledger:
            yield ledger
    except LedgerInUseError as error:
        raise UserError(
            "UIT-021",
            f"In de map {folder.path} is al een controle bezig.",
            "Wacht tot die klaar is, of kies bij --uitmap een andere map.",
        ) from error
    except LedgerForeignError as error:
        raise UserError(
            "UIT-024",
            f"Met de voortgang in {path} kan niet verder worden gegaan: zij is van een andere "
            "versie van het programma, of iemand heeft haar veranderd.",
            "Kies bij --uitmap een nieuwe map; de werkmappen worden dan opnieuw beoordeeld.",
        ) from error
    except LedgerUnusableError as error:
        raise UserError(
            "UIT-022",
            f"De voortgang kon niet worden bewaard in {path}.",
            "Kijk of de schijf vol is en of u in de map mag schrijven; ga dan verder met --hervat.",
        ) from error


def _not_written(path: Path, error: OSError) -> UserError:
    return UserError(
        "UIT-004",
        f"{path} kon niet worden geschreven: {cause(error)}.",
        "Controleer of u in deze map mag schrijven, of kies een andere map.",
    )
