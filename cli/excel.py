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


CHECKS = ("controleer_werkmap", "controleer_blad")
AlleenBlad = Annotated[
    bool, typer.Option("--blad", help="Controleer alleen het blad dat u voor u hebt.")
]


def controleer(
    bestand: Bestand = None, afspraken: AfsprakenMap = None, *, blad: AlleenBlad = False
) -> int:
    """Controleer de geopende werkmap: markeer de cellen en vul het blad Bevindingen."""
    return _judge(bestand, "controleer_blad" if blad else "controleer_werkmap", afspraken)


def volgende(bestand: Bestand = None) -> int:
    """Ga in de geopende werkmap naar de volgende bevinding."""
    return _look(bestand, "volgende_bevinding")


def vorige(bestand: Bestand = None) -> int:
    """Ga in de geopende werkmap naar de vorige bevinding."""
    return _look(bestand, "vorige_bevinding")


def toelichting(bestand: Bestand = None) -> int:
    """Ga van een gemarkeerde cel naar haar toelichting, of leg vast wat u daar schreef."""
    return _look(bestand, "leg_toelichting_vast")


def wis(bestand: Bestand = None) -> int:
    """Haal de markeringen weg uit de geopende werkmap."""
    return _look(bestand, "wis_markeringen")


def indicatoren(bestand: Bestand = None, afspraken: AfsprakenMap = None) -> int:
    """Zet op het blad Indicatoren van de geopende werkmap hoe het met elk doel staat."""
    return _judge(bestand, "bereken_indicatoren", afspraken)


def verslag(bestand: Bestand = None, afspraken: AfsprakenMap = None) -> int:
    """Schrijf het jaarverslag van de geopende werkmap, als Word-document ernaast."""
    return _judge(bestand, "maak_jaarverslag", afspraken)


def inzending(bestand: Bestand = None, afspraken: AfsprakenMap = None) -> int:
    """Maak van de geopende werkmap de inzending, in een bestand ernaast."""
    return _judge(bestand, "maak_inzending", afspraken)


def herstel(bestand: Bestand = None, afspraken: AfsprakenMap = None) -> int:
    """Zet in de geopende werkmap de keuzelijsten, grenzen en opmaak terug."""
    return _judge(bestand, "herstel_keuzelijsten", afspraken)


def nieuw_jaar(bestand: Bestand = None, afspraken: AfsprakenMap = None) -> int:
    """Schrijf de werkmap van het volgende jaar, in een bestand naast de geopende."""
    return _judge(bestand, "nieuw_jaar", afspraken)


def _judge(bestand: Path | None, button: str, afspraken: Path | None) -> int:
    from prestatieafspraken.batch.agreements import sources

    return _press(bestand, button, sources(afspraken))


def _look(bestand: Path | None, button: str) -> int:
    """Press a button that asks no agreements."""
    from prestatieafspraken.afspraken import OF_PRODUCT

    return _press(bestand, button, OF_PRODUCT)


def _press(bestand: Path | None, button: str, there: Sources) -> int:
    if bestand is not None:
        _check(bestand)
    try:
        import prestatieafspraken.addin.quick  # noqa: F401 (before anything that imports xlwings)
        from prestatieafspraken.addin.attach import attach
        from prestatieafspraken.addin.libreoffice.office import OfficeError
        from prestatieafspraken.addin.open_book import NAMED
        from prestatieafspraken.addin.press import Way, work
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
        ended = work(book, button)
    finally:
        NAMED.reset(before)
    console().print(ended.sentence, markup=False)
    if ended.how is not Way.DONE:
        return 3 if ended.how is Way.FAULT else 2
    faults = any(told.ernst == "FOUT" for told in load(book).bevindingen)
    return int(button in CHECKS and faults)


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
