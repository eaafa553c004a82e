"""Opening a workbook that somebody else may have made: nothing in it runs, no link is followed.

Excel lets macros run unasked in a file that another program tells it to open. So the file passes
the door first, and what could act although macros are off keeps it closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import xlwings as xw

from prestatieafspraken.addin.program import in_excel
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.content import content
from prestatieafspraken.workbook.package.door import FaultyFileError
from prestatieafspraken.workbook.package.limits import LIMITS
from prestatieafspraken.workbook.package.parts import open_package

SETTINGS = {"AutomationSecurity": 3, "EnableEvents": False, "AskToUpdateLinks": False}
"""What Excel must be told before it opens a file: all macros off (ForceDisable), no events, and no
question whose answer would update links."""

ACTS = (
    faults.MACROS,
    faults.MACROBLAD,
    faults.GEGEVENSVERBINDING,
    faults.DDE,
    faults.INGESLOTEN,
    faults.WEBFUNCTIE,
    faults.HAALT_OP,
)
"""What keeps a file closed; links to other files do not, as those are not updated."""

YOURSELF = (
    "Daarom opent het programma haar niet zelf. Vertrouwt u de werkmap, open haar dan eerst zelf "
    "en geef de opdracht opnieuw."
)


def open_sealed(app: xw.App, path: Path) -> xw.Book:
    """Open a workbook with macros, events and links off, and put the old settings back.

    Macros stay off in this workbook for as long as it is open. Stop for a file that could act all
    the same, or that cannot be looked into. LibreOffice, whose engine never runs macros, opens
    other kinds of workbooks as well.
    """
    others = () if in_excel(app) else (faults.OUD_FORMAAT, faults.ANDER_FORMAAT)
    try:
        acting = _acting(path)
    except FaultyFileError as fault:
        told = fault.rule.at(Place(), **fault.words)
        if fault.rule not in others:
            raise StopError(
                "XLS-003", f"{path} is niet te openen als werkmap. {told.melding}", told.herstel
            ) from fault
    else:
        if acting:
            raise StopError("XLS-003", f"{path} is niet geopend. {acting[0].melding}", YOURSELF)
    with macros_off(app):
        return app.books.open(path, update_links=False)


def _acting(path: Path) -> list[Finding]:
    """Tell what in a file could act when it is opened, from its bytes."""
    codes = {rule.code for rule in ACTS}
    package = open_package(content(path, LIMITS), LIMITS)
    return [finding for finding in package.findings if finding.code in codes]


@contextmanager
def macros_off(app: xw.App) -> Iterator[None]:
    """Hold macros, events and links off; each setting goes back, whatever happens meanwhile."""
    with ExitStack() as back:
        if in_excel(app):
            excel = app.impl.xl
            for name, value in SETTINGS.items():
                back.callback(setattr, excel, name, getattr(excel, name))
                setattr(excel, name, value)
        yield
