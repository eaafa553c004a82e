"""The program and its open documents, in the form that xlwings asks for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import xlwings as xw

from prestatieafspraken.addin.libreoffice import office
from prestatieafspraken.addin.libreoffice.cells import Range
from prestatieafspraken.addin.libreoffice.names import Names
from prestatieafspraken.addin.libreoffice.sheets import Sheets
from prestatieafspraken.addin.libreoffice.values import clean, prepare

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}
MACROS_NEVER, LINKS_NEVER = 0, 0


def activate(pipe: str = office.PIPE) -> xw.App:
    """Make xlwings work through the LibreOffice that listens on `pipe`, and give it."""
    engine = Engine(pipe)
    xw.engines.add(xw.Engine(impl=engine))
    xw.Engine(impl=engine).activate()
    return xw.App(impl=next(iter(engine.apps)))


class Engine:
    """LibreOffice as an engine of xlwings."""

    name = "libreoffice"
    type = "desktop"
    prepare_xl_data_element = staticmethod(prepare)
    clean_value_data = staticmethod(clean)

    def __init__(self, pipe: str) -> None:
        self.apps = Apps(self, pipe)


class Apps:
    """The one LibreOffice that is talked to."""

    def __init__(self, engine: Engine, pipe: str) -> None:
        self._app = App(engine, office.connect(pipe))

    def keys(self) -> list[int]:
        return [self._app.pid]

    def add(self, **_: Any) -> App:
        return self._app

    def __iter__(self) -> Iterator[App]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self._app


class App:
    """LibreOffice; its settings are those of its open spreadsheets."""

    def __init__(self, engine: Engine, context: Any) -> None:
        self.engine = engine
        self.context = context
        self.desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        self._status: str | bool = False

    @property
    def api(self) -> Any:
        return self.desktop

    @property
    def pid(self) -> int:
        return os.getpid()

    @property
    def version(self) -> str:
        return "7.0"

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Range | None:
        book = self.books.active
        found = book.document.CurrentController.getSelection() if book else None
        if book is None or found is None or not hasattr(found, "RangeAddress"):
            return None
        area = found.RangeAddress
        sheet = next(s for s in book.sheets if s.index == area.Sheet + 1)
        return Range(sheet, found)

    @property
    def calculation(self) -> str:
        books = list(self.books)
        return (
            "automatic"
            if all(b.document.isAutomaticCalculationEnabled() for b in books)
            else "manual"
        )

    @calculation.setter
    def calculation(self, value: str) -> None:
        for book in self.books:
            if value == "manual" and book.document.isAutomaticCalculationEnabled():
                # Excel has nothing left to compute here; LibreOffice would give 0 for what it has.
                book.document.calculateAll()
            book.document.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        for book in self.books:
            book.document.calculateAll()

    @property
    def screen_updating(self) -> bool:
        return not any(book.document.hasControllersLocked() for book in self.books)

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        for book in self.books:
            if value:
                while book.document.hasControllersLocked():
                    book.document.unlockControllers()
            else:
                book.document.lockControllers()

    @property
    def display_alerts(self) -> bool:
        return True

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        """Nothing asks a question through this interface."""

    @property
    def enable_events(self) -> bool:
        return True

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        """Nothing of others is told what happens through this interface."""

    @property
    def status_bar(self) -> str | bool:
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self._status = value
        book = self.books.active
        indicator = book.document.CurrentController.getStatusIndicator() if book else None
        if indicator is not None:
            indicator.end() if value is False else indicator.start(str(value), 1)

    def alert(self, prompt: str, title: str, *_: Any) -> str:
        book = self.books.active
        window = book.document.CurrentController.Frame.ContainerWindow if book else None
        if window is not None and window.isVisible():
            kind = office.uno().Enum("com.sun.star.awt.MessageBoxType", "INFOBOX")
            window.getToolkit().createMessageBox(window, kind, 1, title or "", prompt).execute()
        return "ok"

    def activate(self, steal_focus: bool = False) -> None:
        book = self.books.active
        if book:
            book.activate()

    def quit(self) -> None:
        self.desktop.terminate()


class Books:
    """The spreadsheets that are open."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> Any:
        return self.app.desktop.Components

    def __iter__(self) -> Iterator[Book]:
        components = self.app.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            document = components.nextElement()
            if _is_spreadsheet(document):
                yield Book(self.app, document)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def active(self) -> Book | None:
        current = self.app.desktop.getCurrentComponent()
        if current is not None and _is_spreadsheet(current):
            return Book(self.app, current)
        return next(iter(self), None)

    def __call__(self, name_or_index: int | str) -> Book:
        for number, book in enumerate(self, 1):
            if name_or_index == number or (
                isinstance(name_or_index, str) and book.name.lower() == name_or_index.lower()
            ):
                return book
        raise KeyError(name_or_index)

    def add(self) -> Book:
        return Book(self.app, self._load("private:factory/scalc"))

    def open(self, fullname: str, *_: Any, **__: Any) -> Book:
        return Book(self.app, self._load(Path(fullname).absolute().as_uri()))

    def _load(self, url: str) -> Any:
        arguments = office.properties(MacroExecutionMode=MACROS_NEVER, UpdateDocMode=LINKS_NEVER)
        document = self.app.desktop.loadComponentFromURL(url, "_blank", 0, arguments)
        if document is None or not _is_spreadsheet(document):
            if document is not None:
                document.close(True)
            raise office.RefusedError
        return document


def _is_spreadsheet(document: Any) -> bool:
    service = "com.sun.star.sheet.SpreadsheetDocument"
    return hasattr(document, "supportsService") and document.supportsService(service)


class Book:
    """A spreadsheet document."""

    def __init__(self, app: App, document: Any) -> None:
        self.app = app
        self.document = document
        self.tables_seen: object = None
        self.tables_of: dict[int, list[str]] = {}

    @property
    def api(self) -> Any:
        return self.document

    @property
    def fullname(self) -> str:
        url = self.document.getURL()
        return unquote(urlparse(url).path) if url else self.document.Title

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def demand_open(self) -> None:
        """Refuse to go on where the sheets of the workbook are protected."""
        self.demand_writable()
        if self.document.isProtected():
            raise office.RefusedError

    def demand_writable(self) -> None:
        """Refuse to go on where the workbook was opened to be read only."""
        if self.read_only:
            raise office.ReadOnlyError

    @cached_property
    def read_only(self) -> bool:
        """Whether it was opened so; no action changes that."""
        return bool(self.document.isReadonly())

    def activate(self) -> None:
        self.document.CurrentController.Frame.activate()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if path is None:
            self.document.store()
        else:
            target = Path(path).absolute()
            name = FILTERS[target.suffix.lower()]
            self.document.storeAsURL(target.as_uri(), office.properties(FilterName=name))

    def save_copy(self, path: str) -> None:
        """Write a copy elsewhere; the document stays what it is, and where it is."""
        target = Path(path).absolute()
        name = FILTERS[target.suffix.lower()]
        self.document.storeToURL(target.as_uri(), office.properties(FilterName=name))

    def close(self) -> None:
        self.document.setModified(False)
        self.document.close(True)
