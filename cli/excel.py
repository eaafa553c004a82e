"""`excel`: work in the workbook that is open in Excel or LibreOffice, without macros."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.cli.output import UserError, console

if TYPE_CHECKING:
    import xlwings as xw

Bestand = Annotated[
    Path | None,
    typer.Argument(
        metavar="BESTAND", help="De werkmap; anders die u voor u hebt.", show_default=False
    ),
]


def controleer(bestand: Bestand = None) -> int:
    """Controleer de geopende werkmap: markeer de cellen en vul het blad Bevindingen."""
    return _press(bestand, "controleer_werkmap")


def wis(bestand: Bestand = None) -> int:
    """Haal de markeringen weg uit de geopende werkmap."""
    return _press(bestand, "wis_markeringen")


def _press(bestand: Path | None, button: str) -> int:
    try:
        from prestatieafspraken.addin.press import run
    except ModuleNotFoundError as error:
        raise UserError(
            "XLS-001",
            "Voor werken in Excel ontbreekt xlwings.",
            "Installeer het met: pip install 'prestatieafspraken[excel]'.",
        ) from error
    console().print(run(_open(bestand), button), markup=False)
    return 0


def _open(bestand: Path | None) -> xw.Book:
    """Find the workbook in the program that has it open, or open it there."""
    if bestand is not None and not bestand.is_file():
        raise UserError(
            "XLS-002", f"{bestand} bestaat niet.", "Geef de naam van een bestaande werkmap op."
        )
    app = _program()
    if bestand is None:
        if len(app.books) == 0:
            raise UserError(
                "XLS-003", "Er is geen werkmap open.", "Open de werkmap, of geef haar naam op."
            )
        return app.books.active
    full = bestand.resolve()
    for book in app.books:
        if book.name.casefold() == full.name.casefold() and _same(book.fullname, full):
            return book
    return app.books.open(full)


def _same(name: str, path: Path) -> bool:
    # A workbook on SharePoint has an address instead of a path: its name must do.
    return "://" in name or Path(name).resolve() == path


def _program() -> xw.App:
    """Give Excel, or on Linux the LibreOffice of this user."""
    import xlwings as xw

    if sys.platform in ("win32", "darwin"):
        return xw.apps.active or xw.App(add_book=False)
    from prestatieafspraken.addin.libreoffice.engine import activate
    from prestatieafspraken.addin.libreoffice.office import OfficeError, connect, start

    try:
        try:
            connect()
        except OfficeError:
            start()
        return activate()
    except OfficeError as error:
        raise UserError(
            "XLS-004", str(error), "Start LibreOffice Calc en probeer het opnieuw."
        ) from error
