"""Notes at cells (Excel calls them comments), known by their place on the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prestatieafspraken.workbook.address import Cell
from proving.com.dispatch import Dispatch, Many, com_error

if TYPE_CHECKING:
    from proving.com.cells import Range
    from proving.com.sheets import Sheet

WIDTH, HEIGHT = 108.0, 59.25
"""The default box of a note, in points: Excel neither grows nor scrolls it."""


class Note:
    """What a sheet keeps of a note."""

    def __init__(self, text: str) -> None:
        self.text, self.size = text, (WIDTH, HEIGHT)


class Shape(Dispatch):
    """The box of a note."""

    def __init__(self, comment: Comment) -> None:
        self.comment = comment

    @property
    def Width(self) -> float:  # noqa: N802
        return self.comment.note.size[0]

    @Width.setter
    def Width(self, value: float) -> None:  # noqa: N802
        self.comment.sheet.demand_open()
        self.comment.note.size = (value, self.comment.note.size[1])

    @property
    def Height(self) -> float:  # noqa: N802
        return self.comment.note.size[1]

    @Height.setter
    def Height(self, value: float) -> None:  # noqa: N802
        self.comment.sheet.demand_open()
        self.comment.note.size = (self.comment.note.size[0], value)


class Comment(Dispatch):
    """A note; which one is told by its number on the sheet, so deleting moves those after it."""

    def __init__(self, sheet: Sheet, cell: Cell) -> None:
        self.sheet, self.number = sheet, sorted(sheet.notes).index(cell)

    @classmethod
    def made(cls, sheet: Sheet, cell: Cell, text: str) -> Comment:
        """Make a note."""
        sheet.notes[cell] = Note(text)
        return cls(sheet, cell)

    @property
    def cell(self) -> Cell:
        """Give the cell of the note that has this number now."""
        cells = sorted(self.sheet.notes)
        if self.number >= len(cells):
            raise com_error("Object vereist")
        return cells[self.number]

    @property
    def note(self) -> Note:
        """Give what is kept of it."""
        return self.sheet.notes[self.cell]

    @property
    def Parent(self) -> Range:  # noqa: N802
        return self.sheet.cells((*self.cell, *self.cell))

    @property
    def Author(self) -> str:  # noqa: N802
        return "Gebruiker"

    @property
    def Shape(self) -> Shape:  # noqa: N802
        return Shape(self)

    def Text(self, value: str | None = None) -> str:  # noqa: N802
        if value is not None:
            self.sheet.demand_open()
            self.note.text = value
        return self.note.text

    def Delete(self) -> None:  # noqa: N802
        self.sheet.demand_open()
        del self.sheet.notes[self.cell]


def comments(sheet: Sheet) -> Many:
    """Give the notes of a sheet."""
    return Many([Comment(sheet, cell) for cell in sorted(sheet.notes)])
