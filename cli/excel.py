"""`excel`: work in the workbook that is open in Excel or LibreOffice, without macros."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.cli.agreements import AfsprakenMap
from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    from prestatieafspraken.afspraken import Sources

Bestand = Annotated[
    Path | None,
    typer.Argument(
        metavar="BESTAND", help="De werkmap; anders die u voor u hebt.", show_default=False
    ),
]


def controleer(bestand: Bestand = None, afspraken: AfsprakenMap = None) -> int:
    """Controleer de geopende werkmap: markeer de cellen en vul het blad Bevindingen."""
    from prestatieafspraken.batch.agreements import sources

    return _press(bestand, "controleer_werkmap", sources(afspraken))


def inzending(bestand: Bestand = None, afspraken: AfsprakenMap = None) -> int:
    """Maak van de geopende werkmap de inzending, in een bestand ernaast."""
    from prestatieafspraken.batch.agreements import sources

    return _press(bestand, "maak_inzending", sources(afspraken))


def wis(bestand: Bestand = None) -> int:
    """Haal de markeringen weg uit de geopende werkmap."""
    from prestatieafspraken.afspraken import OF_PRODUCT

    return _press(bestand, "wis_markeringen", OF_PRODUCT)


def _press(bestand: Path | None, button: str, there: Sources) -> int:
    if bestand is not None:
        _check(bestand)
    try:
        import prestatieafspraken.addin.quick  # noqa: F401 (before anything that imports xlwings)
        from prestatieafspraken.addin.attach import attach
        from prestatieafspraken.addin.libreoffice.office import OfficeError
        from prestatieafspraken.addin.open_book import NAMED
        from prestatieafspraken.addin.press import Way, end
        from prestatieafspraken.addin.record import load
    except ModuleNotFoundError as error:
        raise UserError(
            "XLS-001",
            "Voor werken in Excel ontbreekt xlwings.",
            "Installeer het met: pip install 'prestatieafspraken[excel]'.",
        ) from error
    try:
        book = attach(bestand)
    except OfficeError as error:
        raise UserError(
            "XLS-004", str(error), "Start LibreOffice Calc en probeer het opnieuw."
        ) from error
    before = NAMED.set(there)
    try:
        ended = end(book, button)
    finally:
        NAMED.reset(before)
    console().print(ended.sentence, markup=False)
    if ended.how is not Way.DONE:
        return 3 if ended.how is Way.FAULT else 2
    faults = any(told.ernst == "FOUT" for told in load(book).bevindingen)
    return int(button == "controleer_werkmap" and faults)


def _check(bestand: Path) -> None:
    """Refuse what is no file; a program that opens a pipe waits for ever."""
    from prestatieafspraken.workbook.package.content import NotReadableError, opened

    try:
        opened(bestand).close()
    except NotReadableError as why:
        raise UserError(
            "XLS-002",
            f"{bestand} {why}.",
            "Geef de naam van een bestaande werkmap op.",
        ) from why
