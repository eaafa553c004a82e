"""The box of a note in Excel, which neither grows with its text nor scrolls."""

from __future__ import annotations

import math
from typing import Any

import xlwings as xw

from prestatieafspraken.addin.program import in_excel
from prestatieafspraken.addin.refusal import of_program

WIDTH, LINE, MARGIN = 260, 13, 10
"""Of the box, of a line in it, and above and below: in points."""

CHARACTERS = 46
"""How many fit on a line of that width, in the font that Excel gives a note."""


def fit(note: xw.main.Note, text: str) -> None:
    """Make the box of a note as large as its text."""
    if not in_excel(note):
        return
    lines = sum(math.ceil(len(line) / CHARACTERS) or 1 for line in text.split("\n"))
    box: Any = note.api.Shape
    box.Width, box.Height = WIDTH, MARGIN + LINE * lines


def is_discussed(cell: xw.Range) -> bool:
    """Say whether people discuss a cell: Excel 365 gives such a cell no note."""
    if not in_excel(cell):
        return False
    try:
        return cell.api.CommentThreaded is not None
    except Exception as error:  # an Excel that has no such comments
        if not of_program(error):
            raise
        return False
