"""Where the cells of a sheet stand, before a reader makes room for them.

A reader keeps room for every cell between the first and the last: one lost cell in the far corner
asks for the memory of a whole sheet, and the library that reads aborts the process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar
from xml.parsers import expat

from prestatieafspraken.workbook.address import Cell, parse_address

LAST_ROW, LAST_COL = 1_048_576, 16_384
"""The corner of a sheet of Excel."""

_ODD = re.compile(
    rb"<(?:[^\s<>/!?\"'=]+:)?c(?=[\s>/])"
    rb"(?! r=\"[A-Z]{1,3}[1-9]\d{0,6}\"(?: [a-z]+=\"[\w.]*\")*/?>)"
)
"""A cell that is written otherwise than Excel and nearly all other programs do."""

_FILLED = re.compile(rb"<c r=\"([A-Z]{1,3}\d{1,7})\"(?: [a-z]+=\"[\w.]*\")*>")
_PREFIXED = re.compile(rb":c[\s>/]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([^\"']*)[\"']")
_DATA = re.compile(rb"<(?:\w+:)?sheetData[\s>/]")


_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_Text = TypeVar("_Text", str, bytes)


@dataclass(frozen=True, slots=True)
class Extent:
    """The last filled cell of a sheet, and the first address that stands there twice."""

    last: Cell
    doubled: str | None = None

    @property
    def fits(self) -> bool:
        """Whether Excel has such cells at all."""
        return self.last[0] <= LAST_ROW and self.last[1] <= LAST_COL


def extent(content: bytes) -> Extent:
    """Find the last filled cell of a sheet, which is well-formed XML."""
    if _ODD.search(content) or _PREFIXED.search(content):
        return _slowly(content)
    found = _FILLED.findall(content)
    if not found:
        return Extent((1, 1))
    joined = b" ".join(found)
    letters = set(joined.translate(None, b"0123456789").split())
    widest = max(letters, key=lambda text: (len(text), text))
    _, col = parse_address(f"{widest.decode()}1") or (1, 1)
    row = max(map(int, joined.translate(None, _LETTERS).split()))
    double = _doubled(found)
    return Extent((row, col), double.decode() if double else None)


def _doubled(found: list[_Text]) -> _Text | None:
    if len(set(found)) == len(found):
        return None
    seen: set[_Text] = set()
    return next(at for at in found if at in seen or seen.add(at))  # type: ignore[func-returns-value]


def _slowly(content: bytes) -> Extent:
    """Count rows and cells one by one, those without an address too, as readers do."""
    places: list[str] = []
    last_row = last_col = row = col = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, col, last_row, last_col
        name = tag.rpartition(":")[2]
        if name == "row":
            number = attributes.get("r", "").strip()
            row = int(number) if number.isdecimal() else row + 1
            col = 0
        elif name == "c":
            at = attributes.get("r", "").strip().upper()
            cell = parse_address(at) if at else (row, col + 1)
            # An address that is none may mean anything to a reader, the far corner included.
            here, col = cell or (LAST_ROW + 1, LAST_COL + 1)
            last_row, last_col = max(last_row, here), max(last_col, col)
            places.append(at or f"{here}/{col}")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return Extent((max(last_row, 1), max(last_col, 1)), _doubled(places))


def merges(content: bytes) -> list[str]:
    """Give the merged ranges of a sheet as they are written."""
    return [ref.decode("utf-8", "replace") for ref in _MERGE.findall(content)]


def blocks_of_cells(content: bytes) -> int:
    """Count the blocks of cells of a sheet: a reader stops after the first."""
    return len(_DATA.findall(content))
