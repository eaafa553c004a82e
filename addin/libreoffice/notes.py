"""Notes of cells."""

from __future__ import annotations

from typing import Any


class Note:
    """The note of one cell, known by its cell, its annotation or both.

    `number` is its place among the notes of the sheet, as far as known: that may have changed.
    """

    def __init__(
        self, sheet: Any, cell: Any = None, native: Any = None, number: int | None = None
    ) -> None:
        self.sheet = sheet
        self._cell = cell
        self._native = native
        self._number = number

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
        notes, (row, column) = self.sheet.annotations, (self.location.row, self.location.column)
        likely = [] if self._number is None else [self._number]
        for number in (*likely, *range(notes.getCount())):
            at = notes.getByIndex(number).getPosition() if number < notes.getCount() else None
            if at is not None and (at.Row + 1, at.Column + 1) == (row, column):
                notes.removeByIndex(number)  # clearing the cell takes many times as long
                return
