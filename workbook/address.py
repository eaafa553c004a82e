"""Addresses of cells and ranges, as spreadsheets write them: A1, B2:C9."""

from __future__ import annotations

import re

Cell = tuple[int, int]
"""Excel row and column, both from 1: cell B3 is (3, 2)."""


Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, all from 1 and all included."""


_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.A)


def letter(col: int) -> str:
    """Give the letters of a column: 1 is A, 27 is AA."""
    text = ""
    while col:
        col, rest = divmod(col - 1, 26)
        text = chr(65 + rest) + text
    return text


def column(letters: str) -> int:
    """Give the number of a column: A is 1, AA is 27."""
    col = 0
    for character in letters:
        col = col * 26 + ord(character) - 64
    return col


def address(row: int, col: int) -> str:
    """Give the address of a cell: (3, 2) is B3."""
    return f"{letter(col)}{row}"


def parse_address(text: str) -> Cell | None:
    """Read the address of a cell, dollar signs allowed; None if it is none."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    return int(match[2]), column(match[1])


def parse_range(text: str) -> Range | None:
    """Read a range such as B3:D9, or a single cell; None if it is none."""
    first, _, last = text.partition(":")
    start, end = parse_address(first), parse_address(last or first)
    return None if start is None or end is None else (*start, *end)
