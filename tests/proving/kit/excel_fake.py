"""A small Excel for Windows: the engine of xlwings for Windows itself runs on it, anywhere.

It is a reading of Excel and no proof of it. What it knows: windows by their number, workbooks and
their sheets, the settings that decide what happens when a file is opened, and what happens then.
Nothing of the cells. Reading of Excel that it rests on: a program that opens a file has its macros
run unless AutomationSecurity is 3 (ForceDisable); events reach add-ins unless EnableEvents is off;
links are updated unless UpdateLinks is 0.
"""

from __future__ import annotations

import atexit
import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import xlwings as xw

LOW, FORCE_DISABLE = 1, 3
ENGINE = "xlwings._xlwindows"


class com_error(Exception):  # noqa: N801, N818 (its name on Windows)
    """What pywin32 raises when Excel refuses."""

    def __init__(self, text: str = "geweigerd") -> None:
        details = (0, "Microsoft Excel", text, None, 0, -2146827284)
        super().__init__(-2147352567, text, details, None)
        self.hresult = -2147352567


class Dispatch:
    """What every object of Excel is to pywin32."""


class Many(Dispatch):
    """A collection, counted from one."""

    def __init__(self, items: list[Any]) -> None:
        self.items = items

    @property
    def Count(self) -> int:  # noqa: N802
        return len(self.items)

    def __call__(self, key: int | str) -> Any:
        return self.Item(key)

    def Item(self, key: int | str) -> Any:  # noqa: N802
        for number, item in enumerate(self.items, 1):
            if key == number or str(key).casefold() == item.Name.casefold():
                return item
        raise com_error("Het subscript valt buiten het bereik")

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self.items))


class Sheet(Dispatch):
    """A sheet without cells; the one that is in view is told by its workbook."""

    def __init__(self, book: Book, name: str) -> None:
        self.Parent, self.Name, self.Visible = book, name, -1

    def Activate(self) -> None:  # noqa: N802
        self.Parent.ActiveSheet = self

    def Range(self, *_: object) -> Sheet:  # noqa: N802
        return self

    def Select(self) -> None:  # noqa: N802
        """Choose a cell."""


class Book(Dispatch):
    """A workbook; `address` is what Excel gives as its full name."""

    def __init__(self, excel: Excel, name: str, address: str, sheets: tuple[str, ...] = ()) -> None:
        self.Application, self.Name, self.FullName = excel, name, address
        self.sheets = [Sheet(self, called) for called in ("Start", "Handleiding", *sheets)]
        self.ActiveSheet = self.sheets[0]
        self.Names = Many([])

    @property
    def Worksheets(self) -> Many:  # noqa: N802
        return Many(self.sheets)

    def Activate(self) -> None:  # noqa: N802
        """Come in view."""


class Books(Many):
    """The workbooks that are open."""

    def __init__(self, excel: Excel) -> None:
        self.excel = excel
        super().__init__(excel.books)

    @property
    def Application(self) -> Excel:  # noqa: N802
        return self.excel

    def Open(self, name: str, links: object = None, *_: object) -> Book:  # noqa: N802
        """Open a file as Excel does: what may happen by itself, happens."""
        excel = self.excel
        excel.happened.append(f"open {Path(name).name}")
        if excel.AutomationSecurity != FORCE_DISABLE:
            excel.happened.append("macro")
        if excel.EnableEvents:
            excel.happened.append("event")
        if links != 0 or links is None:
            excel.happened.append("links")
        if excel.broken:
            raise com_error("Bestand beschadigd")
        book = Book(excel, Path(name).name, name)
        excel.books.append(book)
        return book


class Excel(Dispatch):
    """Excel itself; `happened` is what it was made to do, in that order."""

    def __init__(self, window: int = 4711) -> None:
        self.books: list[Book] = []
        self.happened: list[str] = []
        self.refuses: set[str] = set()
        self.broken = False
        self.in_view: Book | None = None
        self.Hwnd, self.Version, self.Selection = window, "16.0", None
        self.ScreenUpdating, self.Calculation, self.StatusBar = True, -4105, False
        self.AutomationSecurity, self.EnableEvents, self.AskToUpdateLinks = LOW, True, True

    def __setattr__(self, name: str, value: object) -> None:
        """Take a setting, and remember it where it guards the opening of a file."""
        if name in ("AutomationSecurity", "EnableEvents", "AskToUpdateLinks") and name in vars(
            self
        ):
            if name in self.refuses:
                raise com_error(f"{name} kan niet worden ingesteld")
            self.happened.append(f"{name}={value}")
        super().__setattr__(name, value)

    @property
    def Application(self) -> Excel:  # noqa: N802
        return self

    @property
    def Workbooks(self) -> Books:  # noqa: N802
        return Books(self)

    @property
    def ActiveWorkbook(self) -> Book | None:  # noqa: N802
        return self.in_view

    @property
    def settings(self) -> tuple[object, ...]:
        """What decides about the opening of a file."""
        return self.AutomationSecurity, self.EnableEvents, self.AskToUpdateLinks

    def open(self, name: str, address: str | None = None) -> Book:
        """Have a workbook open that the user opened; it comes in view."""
        book = Book(self, name, address or f"C:\\Users\\Jan\\Downloads\\{name}")
        self.books.append(book)
        self.in_view = book
        return book


class Windows:
    """The Windows on which it runs: its windows by number, and what its message boxes said."""

    def __init__(self) -> None:
        self.excels: dict[int, Excel] = {}
        self.said: list[str] = []

    def excel(self, window: int = 4711) -> Excel:
        """Start an Excel."""
        self.excels[window] = Excel(window)
        return self.excels[window]

    def app(self, excel: Excel) -> xw.App:
        """Give an Excel as xlwings does."""
        return xw.App(impl=sys.modules[ENGINE].App(xl=excel.Hwnd))

    def _accessible(self, window: int, _: int, __: object, pointer: Any) -> int:
        if window not in self.excels:
            raise OSError("geen venster van Excel")
        pointer._obj.value = window
        return 0

    def _window_after(self, window: int | None) -> int:
        """Give the next window in their order from front to back, or 0."""
        order = [*reversed(self.excels), 0]
        return order[0] if window is None else order[order.index(window) + 1]

    def _say(self, _: int, text: str, *__: object) -> int:
        self.said.append(text)
        return 1

    def modules(self) -> dict[str, ModuleType]:
        """Give the modules of pywin32 that the engine imports, with what it uses of them."""

        def module(name: str, **content: Any) -> ModuleType:
            made = ModuleType(name)
            vars(made).update(content)
            return made

        client = module(
            "win32com.client",
            CDispatch=Dispatch,
            CoClassBaseClass=type("CoClass", (), {}),
            DispatchBaseClass=type("Base", (), {}),
            Dispatch=lambda window: self.excels[window],
            DispatchEx=lambda _: self.excel(),
        )
        error = {"com_error": com_error, "error": com_error}
        boxes = {"OK": 0, "OKCANCEL": 1, "YESNO": 4, "YESNOCANCEL": 3}
        icons = {"MB_ICONINFORMATION": 64, "MB_ICONWARNING": 48}
        return {
            made.__name__: made
            for made in (
                module("pywintypes", **error, TimeType=type("Time", (), {}), IID=str),
                module("pythoncom", **error, ole_error=com_error, CoInitialize=lambda: None),
                module("win32api", MessageBox=self._say),
                module("win32con", **{f"MB_{k}": v for k, v in boxes.items()}, **icons),
                module("win32gui", FindWindowEx=lambda window, *_: window),
                module("win32process", GetWindowThreadProcessId=lambda window: (0, window)),
                module("win32timezone"),
                module("win32com", client=client),
                client,
                module("xlwings._win32patch", CoClassBaseClass=type("CoClass", (), {})),
            )
        }

    def libraries(self) -> dict[str, Any]:
        """Give the libraries of Windows, as ctypes has them."""

        class Anything:
            def __getattr__(self, name: str) -> Any:
                return lambda *_: 0

        oleacc = SimpleNamespace(AccessibleObjectFromWindow=self._accessible)
        user32 = Anything()
        vars(user32).update(
            GetForegroundWindow=lambda: self._window_after(None),
            GetTopWindow=self._window_after,
            GetWindow=lambda window, _: self._window_after(window),
            MessageBoxW=self._say,
        )

        def from_pointer(pointer: Any, *_: object) -> int:
            return int(pointer.value)

        return {
            "oledll": SimpleNamespace(oleacc=oleacc, ole32=Anything()),
            "windll": SimpleNamespace(user32=user32),
            "PyDLL": lambda _: SimpleNamespace(PyCom_PyObjectFromIUnknown=from_pointer),
        }


@contextmanager
def windows(*, keep_cleanup: bool = False) -> Iterator[Windows]:
    """Give a Windows on which xlwings works, and leave everything as it was.

    What xlwings does when Python ends is left out, unless that is what a test is about.
    """
    made = Windows()
    active = xw.engines.active
    modules = made.modules()
    vars(modules["pythoncom"])["__file__"] = "pythoncom.dll"
    with patch.dict(sys.modules, modules), patch.multiple(ctypes, create=True, **made.libraries()):
        from xlwings import _xlwindows

        engine: Any = _xlwindows
        if not keep_cleanup:
            atexit.unregister(engine.cleanup)
        engine.WindowsError = OSError  # a name that Python has on Windows alone
        xw.Engine(impl=engine.engine).activate()
        try:
            yield made
        finally:
            xw.engines.active = active
            del xw._xlwindows
    sys.modules.pop(ENGINE, None)
