"""What every object of Excel is to pywin32, and how Excel refuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

EXCEPTION, BUSY, SCODE = -2147352567, -2147418111, -2146827284
"""DISP_E_EXCEPTION, RPC_E_CALL_REJECTED, and the scode that is 1004 in VBA."""


class com_error(Exception):  # noqa: N801, N818 (its name on Windows)
    """What pywin32 raises when Excel refuses."""

    def __init__(self, text: str = "geweigerd", hresult: int = EXCEPTION) -> None:
        details = (0, "Microsoft Excel", text, None, 0, SCODE) if hresult == EXCEPTION else None
        super().__init__(hresult, "Er is een uitzondering opgetreden.", details, None)
        self.hresult, self.excepinfo = hresult, details


class ole_error(com_error):  # noqa: N801 (its name on Windows)
    """What pywin32 raises when there is no such member."""


class _Members:
    def GetIDsOfNames(self, *_: object) -> None:  # noqa: N802
        raise com_error("onbekend lid", -2147352570)


CALLS: Counter[str] = Counter()
"""What was asked of all objects, by name: over COM each is a call to another process."""

BUSY_FOR = [0]
"""How many calls Excel will still reject, as it does while a cell is being typed in."""


class Dispatch:
    """An object of Excel. What begins with a capital is Excel's and counted; the rest is ours."""

    _oleobj_ = _Members()

    def __getattribute__(self, name: str) -> Any:
        if name[:1].isupper():
            _asked(name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name[:1].isupper():
            _asked(name)
            if not hasattr(type(self), name):
                raise AttributeError(f"{type(self).__name__}.{name}")
        object.__setattr__(self, name, value)

    def put(self, name: str, value: Any) -> None:
        """Set what Excel shows of it, without a call."""
        object.__setattr__(self, name, value)


def _asked(name: str) -> None:
    CALLS[name] += 1
    if BUSY_FOR[0]:
        BUSY_FOR[0] -= 1
        raise com_error("bezet", BUSY)


def inner(value: Any) -> Any:
    """Give what xlwings wrapped to ask again when Excel is busy."""
    return object.__getattribute__(value, "_inner") if hasattr(value, "_inner") else value


class Many(Dispatch):
    """A collection, counted from one; a name is looked up without regard to capitals."""

    def __init__(self, items: Sequence[Any]) -> None:
        self.items = items

    @property
    def Count(self) -> int:  # noqa: N802
        return len(self.items)

    def __call__(self, key: Any) -> Any:
        return self.Item(key)

    def Item(self, key: Any) -> Any:  # noqa: N802
        for number, item in enumerate(self.items, 1):
            if key == number or (isinstance(key, str) and key.casefold() == _name(item).casefold()):
                return item
        raise com_error("Het subscript valt buiten het bereik")

    def __iter__(self) -> Iterator[Any]:
        for item in list(self.items):
            CALLS["Next"] += 1
            yield item


def _name(item: Any) -> str:
    return str(object.__getattribute__(item, "name")) if hasattr(item, "name") else ""
