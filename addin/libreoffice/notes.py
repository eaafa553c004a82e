"""Notes of cells."""

from __future__ import annotations

from typing import Any

NOTE = 8
"""What clearing takes away when it takes away a note."""


class Note:
    """The note of one cell, known by its cell, its annotation or both."""

    def __init__(self, sheet: Any, cell: Any = None, native: Any = None) -> None:
        self.sheet = sheet
        self._cell = cell
        self._native = native

    @property
    def api(self) -> Any:
        if self._native is None:
            self._native = self.location.native.getCellByPosition(0, 0).getAnnotation()
        return self._native

    @property
    def text(self) -> str:
        return str(self.api.getString())

    @text.setter
    def text(self, value: str) -> None:
        self.location.demand_open()
        self.api.setString(value)

    @property
    def location(self) -> Any:
        if self._cell is None:
            at = self._native.getPosition()
            self._cell = self.sheet.area(at.Row + 1, at.Column + 1, at.Row + 1, at.Column + 1)
        return self._cell

    def delete(self) -> None:
        self.location.demand_open()
        self.location.native.clearContents(NOTE)
