"""What the spreadsheet program refuses, as on a protected sheet, told from a fault of our own."""

from __future__ import annotations

from prestatieafspraken.addin.libreoffice.office import ReadOnlyError, RefusedError
from prestatieafspraken.batch.judging.internal import write_log

_PROGRAM = {"com_error", "CommandError"}
"""Names of the errors that Excel gives, on Windows and on a Mac; their classes exist only there."""

_REFUSALS = {-2147352567, -2146827284, None}
"""DISP_E_EXCEPTION and 1004, with which Excel refuses; other numbers tell that a call was wrong."""

_BUSY = {-2147418111, -2147417846, -2146777998}
"""A call that is rejected, or to be tried later: a cell is being filled in, a window is open."""

BUSY = (
    "Excel is bezig. Sluit een cel die u aan het invullen bent af met Enter, sluit open vensters "
    "van Excel en druk opnieuw op de knop."
)

SENTENCE = (
    "Excel of LibreOffice staat deze wijziging niet toe. Zijn het blad of de werkmap beveiligd? "
    "Haal de beveiliging weg en druk opnieuw op de knop."
)

READ_ONLY = (
    "De werkmap is geopend als alleen-lezen. Bewaar haar onder een andere naam en druk opnieuw op "
    "de knop."
)


def refused(error: Exception) -> bool:
    """Say whether the program refused, as on a protected sheet."""
    if isinstance(error, RefusedError):
        return True
    told = getattr(error, "hresult", None)
    return type(error).__name__ in _PROGRAM and told in _REFUSALS and not busy(error)


def of_program(error: Exception) -> bool:
    """Say whether Excel says this, whatever it says: also that it does not know what is asked."""
    return type(error).__name__ in _PROGRAM


def busy(error: Exception) -> bool:
    """Say whether Excel was busy with something else: it answers again when that is done."""
    if type(error).__name__ == "ExcelBusyError":
        return True
    details = getattr(error, "excepinfo", None)
    told = {getattr(error, "hresult", None), details[5] if details else None}
    return type(error).__name__ in _PROGRAM and not told.isdisjoint(_BUSY)


class Allowed:
    """Pass over what the program refuses on a sheet, and add the name of the sheet to `closed`.

    A class, as an error of LibreOffice cannot travel through a generator.
    """

    def __init__(self, name: str, closed: list[str]) -> None:
        self.name = name
        self.closed = closed

    def __enter__(self) -> None:
        """Begin to write."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        """Take a refusal away, and nothing else; of a whole workbook it is for the user to know."""
        if (
            not isinstance(error, Exception)
            or not refused(error)
            or isinstance(error, ReadOnlyError)
        ):
            return False
        write_log()  # what Excel said is nowhere else to be found
        if self.name not in self.closed:
            self.closed.append(self.name)
        return True
