"""What a button in Excel starts: `pythonw -I -m prestatieafspraken.addin.start BUTTON WINDOW`.

BUTTON is an id of the ribbon, WINDOW the number of the window of Excel. Which workbook it is about
is asked of Excel itself, so no name of a workbook ever stands on a command line. Exit codes: 0
when the user was told how it ended, 1 when nobody could be told, 2 for another command line.
"""

from __future__ import annotations

import ctypes
import re
import sys
from typing import TYPE_CHECKING, Any

from prestatieafspraken.addin import import_path

if TYPE_CHECKING:
    import xlwings as xw

TOLD, UNTOLD, WRONG_USE = 0, 1, 2
TRIAL = ["proef"]
"""The command line that does nothing but show that Python can start so."""

NO_BOOK = (
    "Open eerst een werkmap van de prestatieafspraken. Staat er een gele balk boven de werkmap, "
    "klik dan op Bewerken inschakelen."
)
NOT_ISOLATED = (
    "De knop is niet gestart: Python zou ook modules laden uit een map die niet van Python zelf is "
    "({where}). Vraag de beheerder om prestatieafspraken opnieuw te installeren."
)
NOT_REACHED = (
    "Excel is niet te bereiken. Sluit een cel die u aan het invullen bent af met Enter, sluit open "
    "vensters van Excel en druk opnieuw op de knop. Helpt dat niet, stuur dan het logboek {log} "
    "naar de beheerder."
)


def main(arguments: list[str]) -> int:
    """Do what a button does, in the workbook that Excel has in view."""
    foreign = import_path.untrusted()
    if foreign or not import_path.isolated():
        if arguments == TRIAL:
            return UNTOLD
        return tell(NOT_ISOLATED.format(where=", ".join(foreign) or "de map waarin u werkt"))
    import_path.leave_the_current_folder()
    if arguments == TRIAL:
        return _trial()
    if len(arguments) != 2 or not re.fullmatch(r"-?[0-9]{1,10}", arguments[1]):
        return WRONG_USE
    return _press(arguments[0], int(arguments[1]))


def excel(window: int) -> xw.App:
    """Give the Excel that has a window (an error of Windows when it has none)."""
    import xlwings as xw
    from xlwings import _xlwindows

    windows: Any = _xlwindows
    return xw.App(impl=windows.App(xl=window))


def tell(sentence: str, window: int = 0) -> int:
    """Show a sentence without the help of Excel and give the exit code that says so."""
    windows = getattr(ctypes, "windll", None)
    if windows is None:
        sys.stderr.write(f"{sentence}\n")
    else:
        exclamation, in_front = 0x30, 0x10000
        windows.user32.MessageBoxW(window, sentence, "Prestatieafspraken", exclamation | in_front)
    return TOLD


def _press(button: str, window: int) -> int:
    import prestatieafspraken.addin.quick  # noqa: F401 (before anything that imports xlwings)
    from prestatieafspraken.addin.press import ACTIONS, run
    from prestatieafspraken.batch.judging.internal import write_log

    if button not in ACTIONS:
        return WRONG_USE
    try:
        app = excel(window)
        book = _active(app)
    except Exception:
        return tell(NOT_REACHED.format(log=write_log()), window)
    if book is None:
        return tell(NO_BOOK, window)
    run(book, button)
    return TOLD


def _active(app: xw.App) -> xw.Book | None:
    """Give the workbook in view: the one whose ribbon was pressed."""
    book = app.books.active
    has_none = hasattr(book.impl, "xl") and book.impl.xl is None
    return None if has_none else book


def _trial() -> int:
    import prestatieafspraken.addin.quick  # noqa: F401 (before anything that imports xlwings)
    from prestatieafspraken.addin import press  # noqa: F401

    return TOLD


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
