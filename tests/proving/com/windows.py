"""A Windows on which xlwings' own engine works: its windows by number, and pywin32."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import xlwings as xw

from proving.com.dispatch import CALLS, Dispatch, com_error
from proving.com.excel import Excel
from proving.com.values import Time

ENGINE = "xlwings._xlwindows"


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
                module("pywintypes", **error, TimeType=Time, IID=str),
                module("pythoncom", **error, ole_error=com_error, CoInitialize=lambda: None),
                module("win32api", MessageBox=self._say),
                module("win32con", **{f"MB_{k}": v for k, v in boxes.items()}, **icons),
                module("win32gui", FindWindowEx=lambda window, *_: window),
                module("win32process", GetWindowThreadProcessId=lambda window: (0, window)),
                module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: UTC)),
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
    CALLS.clear()
    active = xw.engines.active
    modules = made.modules()
    vars(modules["pythoncom"])["__file__"] = "pythoncom.dll"
    before = {name: sys.modules.get(name) for name in modules}
    sys.modules.update(modules)
    with patch.multiple(ctypes, create=True, **made.libraries()):
        from xlwings import _xlwindows

        engine: Any = _xlwindows
        if not keep_cleanup:
            from prestatieafspraken.addin import quick

            quick.tame(engine)
        engine.WindowsError = OSError  # a name that Python has on Windows alone
        xw.Engine(impl=engine.engine).activate()
        try:
            yield made
        finally:
            xw.engines.active = active
            del xw._xlwindows
            sys.modules.pop(ENGINE, None)
            for name, module in before.items():  # what was imported meanwhile stays
                sys.modules.pop(name)
                if module:
                    sys.modules[name] = module
