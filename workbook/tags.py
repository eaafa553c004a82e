"""The tags of a sheet, found all at once where it is written the way nearly all programs do.

Cell by cell in Python a register takes longer to look over than to read. Here numpy finds every
tag in the bytes, and the addresses of all cells are worked out side by side. Whatever is written
in another way (prefixes, comments, a bare ">") is left to the scan that goes cell by cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from prestatieafspraken.workbook.source import Cell

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]

_PAD = bytes(32)
"""Room behind the last byte, so that looking ahead needs no care."""

_WIDE = 15
"""Bits for a column of three letters."""

_BLOCK = re.compile(rb"<sheetData(?=[\s>/])")
_PREFIXED = re.compile(rb":(?:sheetData|row|c|f|v|is|t|r|sst)[\s>/]")
_KNOWN = np.zeros(1 << 16, bool)
"""How the tags within the block of cells begin: rows, cells, values, texts and formulas."""
for _pair in (b"ro", b"c ", b"v>", b"v/", b"is", b"t>", b"t ", b"t/", b"f>", b"f ", b"f/"):
    _KNOWN[_pair[0] << 8 | _pair[1]] = True
for _name in b"rcvitf":
    _KNOWN[ord("/") << 8 | _name] = True


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tags tell: the last filled cell, the filled cells, and where formulas are.

    `around` is the sheet without its block of cells, `rows` where the block begins and ends;
    `formulas` has the places of the cells that begin with a formula.
    """

    last: Cell
    keys: Numbers
    formulas: list[int]
    has_formulas: bool
    around: bytes
    rows: tuple[int, int]

    def doubled(self) -> Cell | None:
        """Give the first cell that stands there twice."""
        if (np.diff(self.keys) > 0).all():
            return None
        _, first = np.unique(self.keys, return_index=True)
        again = np.setdiff1d(np.arange(len(self.keys)), first)
        if not len(again):
            return None
        key = int(self.keys[again[0]])
        return key >> _WIDE, key & (1 << _WIDE) - 1


def tags(content: bytes) -> Tags | None:
    """Find the tags of a sheet, which is well-formed XML; None if it is written otherwise."""
    data = np.frombuffer(content + _PAD, np.uint8)
    opens, closes = np.flatnonzero(data == ord("<")), np.flatnonzero(data == ord(">"))
    if len(opens) != len(closes) or not _alternate(opens, closes):
        return None
    first, second = data[opens + 1], data[opens + 2]
    if (first == ord("!")).any() or (first[1:] == ord("?")).any():
        return None
    block = _block(content, opens, first, second)
    if block is None:
        return None
    begin, end = block
    start, stop = int(opens[begin]), int(closes[end])
    around = content[:start] + content[stop + 1 :]
    if b"<sst" in around:
        return None
    inside = slice(begin + 1, end)
    opens, closes, first, second = opens[inside], closes[inside], first[inside], second[inside]
    if not _KNOWN[first.astype(np.uint16) << 8 | second].all() or _PREFIXED.search(around):
        return None
    if content.find(b":", start, stop) >= 0 and _PREFIXED.search(content, start, stop):
        return None
    is_cell = first == ord("c")
    cells = opens[is_cell]
    keys = _addresses(data, cells)
    if keys is None:
        return None
    keys = keys[data[closes[is_cell] - 1] != ord("/")]
    last = (1, 1)
    if len(keys):
        last = int(keys.max()) >> _WIDE, int((keys & (1 << _WIDE) - 1).max())
    has_formula = first == ord("f")
    before = opens[:-1][has_formula[1:] & is_cell[:-1]]
    return Tags(last, keys, before.tolist(), bool(has_formula.any()), around, (start, stop))


def _alternate(opens: Numbers, closes: Numbers) -> bool:
    return bool((opens < closes).all() and (closes[:-1] < opens[1:]).all())


def _block(content: bytes, opens: Numbers, first: Bytes, second: Bytes) -> tuple[int, int] | None:
    """Give the tags that begin and end the one block of cells; the same tag when it is empty."""
    named = np.flatnonzero((first == ord("s")) & (second == ord("h")))
    begins = [int(n) for n in named if _BLOCK.match(content, opens[n])]
    named = np.flatnonzero((first == ord("/")) & (second == ord("s")))
    ends = [int(n) for n in named if content.startswith(b"</sheetData", opens[n])]
    if len(begins) != 1:
        return None
    if not ends:
        return begins[0], begins[0]
    return (begins[0], ends[0]) if len(ends) == 1 and ends[0] > begins[0] else None


def _addresses(data: Bytes, cells: Numbers) -> Numbers | None:
    """Read the address of each cell, its first attribute, as one number; None if one has none."""
    for step, letter in enumerate(b' r="', 2):
        if (data[cells + step] != letter).any():
            return None
    at = cells + 6
    col = np.zeros(len(cells), np.int64)
    for number in range(3):
        here = data[at]
        more = (here >= ord("A")) & (here <= ord("Z"))
        if number == 0 and not more.all():
            return None
        col = np.where(more, col * 26 + here - ord("A") + 1, col)
        at = at + more
    row = np.zeros(len(cells), np.int64)
    if (data[at] == ord("0")).any():
        return None
    digits = at
    for _ in range(7):
        here = data[at]
        more = (here >= ord("0")) & (here <= ord("9"))
        row = np.where(more, row * 10 + here - ord("0"), row)
        at = at + more
    if (at == digits).any() or (data[at] != ord('"')).any():
        return None
    return row << _WIDE | col
