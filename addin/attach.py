"""Reaching the workbook that is open, without macros: Excel, or on Linux LibreOffice."""

from __future__ import annotations

import sys
from pathlib import Path

import xlwings as xw

from prestatieafspraken.addin.address import address
from prestatieafspraken.addin.libreoffice.engine import activate
from prestatieafspraken.addin.libreoffice.office import OfficeError, connect, start
from prestatieafspraken.addin.program import in_excel
from prestatieafspraken.addin.refusal import refused
from prestatieafspraken.addin.sealed import open_sealed
from prestatieafspraken.addin.stop import StopError


def attach(path: Path | None) -> xw.Book:
    """Give the workbook in view, or the one at `path`, opened where it is not open yet.

    Stop when there is none or it is no workbook, OfficeError when LibreOffice cannot be reached.
    """
    app = _program(may_start=path is not None)
    if path is None or app is None:
        if app is None or len(app.books) == 0:
            raise StopError(
                "XLS-003",
                "Er is geen werkmap open.",
                "Open de werkmap, of geef haar naam op. Staat er een gele balk boven de werkmap, "
                "klik dan op Bewerken inschakelen.",
            )
        return app.books.active
    full = path.resolve()
    called_so = [book for book in app.books if book.name.casefold() == full.name.casefold()]
    for book in called_so:
        if _same(address(book), full):
            return book
    if called_so and in_excel(app):  # which cannot have two of one name
        raise StopError(
            "XLS-003", f"Er is al een andere werkmap open die {full.name} heet.", "Sluit die eerst."
        )
    try:
        return open_sealed(app, full)
    except Exception as error:
        if not refused(error):
            raise
        raise StopError(
            "XLS-003", f"{path} is niet te openen als werkmap.", "Kies een bestand van Excel."
        ) from error


def _same(name: str, path: Path) -> bool:
    # A workbook on SharePoint has an address instead of a path: its name must do.
    return "://" in name or Path(name).resolve() == path


def _program(*, may_start: bool) -> xw.App | None:
    """Give Excel, started only where there is something to open in it."""
    if sys.platform in ("win32", "darwin"):
        return xw.apps.active or (xw.App(add_book=False) if may_start else None)
    try:
        connect()
    except OfficeError:
        start()  # also the way to reach a LibreOffice that runs and does not listen
    return activate()
