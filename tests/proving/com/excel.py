"""Excel itself, and its settings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from proving.com.books import Book, Books
from proving.com.cells import Range
from proving.com.dispatch import CALLS, Dispatch, com_error, inner
from proving.com.file import small
from proving.com.rules import overlap

LOW, FORCE_DISABLE = 1, 3
AUTOMATIC = -4105
BAR = 255
"""Characters in the status bar."""
GUARDED = {"security": "AutomationSecurity", "events": "EnableEvents", "ask": "AskToUpdateLinks"}
"""What decides about the opening of a file; `happened` tells each time that one is set."""


class Excel(Dispatch):
    """Excel; `happened` is what it was made to do, in that order."""

    def __init__(self, window: int = 4711) -> None:
        self.books: list[Book] = []
        self.happened: list[str] = []
        self.refuses: set[str] = set()
        self.broken, self.comma = False, ","
        self.in_view: Book | None = None
        self.selected: Range | None = None
        self.window = window
        self.updating, self.mode, self.bar, self.asks = True, AUTOMATIC, False, True
        self.shown = False
        self.security, self.events, self.ask = LOW, True, True

    @property
    def calls(self) -> Counter[str]:
        """Give what was asked, by name, of this and every other object of Excel."""
        return CALLS

    @property
    def settings(self) -> tuple[object, ...]:
        """Give what decides about the opening of a file."""
        return self.security, self.events, self.ask

    def open(self, address: str, data: bytes | None = None) -> Book:
        """Have a workbook open that the user opened; it comes in view.

        Its address is a path, a place on the web, or a name for what was never saved; what no
        file is has a sheet Start and a sheet Handleiding.
        """
        path = Path(address)
        book = Book(self, address, data or (path.read_bytes() if path.exists() else small()))
        self.books.append(book)
        self.in_view = book
        self.selected = Range(book.active, [(1, 1, 1, 1)])
        return book

    def _guard(self, name: str, value: Any) -> None:
        told = GUARDED[name]
        if told in self.refuses:
            raise com_error(f"{told} kan niet worden ingesteld")
        self.happened.append(f"{told}={value}")
        setattr(self, name, value)

    @property
    def Application(self) -> Excel:  # noqa: N802
        return self

    @property
    def Hwnd(self) -> int:  # noqa: N802
        return self.window

    @property
    def Version(self) -> str:  # noqa: N802
        return "16.0"

    @property
    def International(self) -> tuple[str, ...]:  # noqa: N802
        return ("", "", "", ",", ".", ";")

    @property
    def Workbooks(self) -> Books:  # noqa: N802
        return Books(self)

    @property
    def ActiveWorkbook(self) -> Book | None:  # noqa: N802
        return self.in_view

    @property
    def Selection(self) -> Range | None:  # noqa: N802
        return self.selected

    def Intersect(self, one: Any, other: Any) -> Range | None:  # noqa: N802
        one, other = inner(one), inner(other)
        common = [
            (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
            for a in one.areas
            for b in other.areas
            if overlap(a, b)
        ]
        return Range(one.sheet, common) if common else None

    def Calculate(self) -> None:  # noqa: N802
        """Work out: what was typed is worked out when it is asked."""

    def Quit(self) -> None:  # noqa: N802
        self.books.clear()

    @property
    def Visible(self) -> bool:  # noqa: N802
        return self.shown

    @Visible.setter
    def Visible(self, value: bool) -> None:  # noqa: N802
        self.shown = value

    @property
    def ScreenUpdating(self) -> bool:  # noqa: N802
        return self.updating

    @ScreenUpdating.setter
    def ScreenUpdating(self, value: bool) -> None:  # noqa: N802
        self.updating = value

    @property
    def Calculation(self) -> int:  # noqa: N802
        return self.mode

    @Calculation.setter
    def Calculation(self, value: int) -> None:  # noqa: N802
        if not self.books:
            raise com_error("Methode Calculation van object _Application is mislukt")
        self.mode = value

    @property
    def StatusBar(self) -> str | bool:  # noqa: N802
        return self.bar

    @StatusBar.setter
    def StatusBar(self, value: str | bool) -> None:  # noqa: N802
        if isinstance(value, str) and len(value) > BAR:
            raise com_error("Eigenschap StatusBar van klasse Application kan niet worden ingesteld")
        self.bar = value  # type: ignore[assignment]

    @property
    def DisplayAlerts(self) -> bool:  # noqa: N802
        return self.asks

    @DisplayAlerts.setter
    def DisplayAlerts(self, value: bool) -> None:  # noqa: N802
        self.asks = value

    @property
    def AutomationSecurity(self) -> int:  # noqa: N802
        return self.security

    @AutomationSecurity.setter
    def AutomationSecurity(self, value: int) -> None:  # noqa: N802
        self._guard("security", value)

    @property
    def EnableEvents(self) -> bool:  # noqa: N802
        return self.events

    @EnableEvents.setter
    def EnableEvents(self, value: bool) -> None:  # noqa: N802
        self._guard("events", value)

    @property
    def AskToUpdateLinks(self) -> bool:  # noqa: N802
        return self.ask

    @AskToUpdateLinks.setter
    def AskToUpdateLinks(self, value: bool) -> None:  # noqa: N802
        self._guard("ask", value)
