"""What the spreadsheet program refuses, as on a protected sheet, told from a fault of our own."""

from __future__ import annotations

from prestatieafspraken.addin.libreoffice.office import ReadOnlyError, RefusedError

_PROGRAM = {"com_error", "CommandError"}
"""Names of the errors that Excel gives, on Windows and on a Mac; their classes exist only there."""

SENTENCE = (
    "Excel of LibreOffice staat deze wijziging niet toe. Zijn het blad of de werkmap beveiligd? "
    "Haal de beveiliging weg en druk opnieuw op de knop."
)

READ_ONLY = (
    "De werkmap is geopend als alleen-lezen. Bewaar haar onder een andere naam en druk opnieuw op "
    "de knop."
)


def refused(error: Exception) -> bool:
    """Say whether the program refused."""
    return isinstance(error, RefusedError) or type(error).__name__ in _PROGRAM


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
        if self.name not in self.closed:
            self.closed.append(self.name)
        return True
