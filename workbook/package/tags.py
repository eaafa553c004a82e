"""The tags of a sheet, found all at once where it is written the way nearly all programs do.

Cell by cell in Python a register takes longer to look over than to read. Here numpy finds every
tag in the bytes, and the addresses of all cells are worked out side by side. Whatever is written
in another way (prefixes, comments, a bare ">") is left to the scan that goes cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from prestatieafspraken.workbook.address import Cell

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]

_PAD = bytes(32)
"""Room behind the last byte, so that looking ahead needs no care."""

_WIDE = 15
"""Bits for a column of three letters."""

_PIECE = 1 << 19
"""Bytes that are looked at together."""

_MARK = b"\xef\xbb\xbf"
"""What may precede the first tag."""

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

    `may_have_errors` and `may_hide` say whether to look for error values and hidden rows at all.
    `around` is the sheet without its block of cells, `rows` where the block begins and ends;
    `formulas` has the places of the cells that begin with a formula.
    """

    last: Cell
    keys: Numbers
    formulas: list[int]
    may_have_errors: bool
    may_hide: bool
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
    block = _block(content)
    if block is None:
        return None
    start, head, foot, stop = block
    around = content[:start] + content[stop:]
    # Within a comment or an instruction "<" need not begin a tag; one may open the file.
    if b"<!" in around or around.rfind(b"<?") > len(_MARK) or b"<sst" in around:
        return None
    if _BLOCK.search(around) or b"</sheetData" in around or _PREFIXED.search(around):
        return None
    if content.find(b":", head, foot) >= 0 and _PREFIXED.search(content, head, foot):
        return None
    found = [_piece(content[at:end], at) for at, end in _pieces(content, head, foot)]
    pieces = [piece for piece in found if piece is not None]
    if len(pieces) < len(found):
        return None
    keys = np.concatenate([piece.keys for piece in pieces]) if pieces else np.zeros(0, np.int64)
    last = (1, 1)
    if len(keys):
        last = int(keys.max()) >> _WIDE, int((keys & (1 << _WIDE) - 1).max())
    formulas = [at for piece in pieces for at in piece.formulas]
    return Tags(
        last,
        keys,
        formulas,
        any(piece.may_have_errors for piece in pieces),
        any(piece.may_hide for piece in pieces),
        around,
        (start, stop),
    )


def _block(content: bytes) -> tuple[int, int, int, int] | None:
    """Give where the block of cells begins, its first tag ends, its last tag begins and ends."""
    begin = _BLOCK.search(content)
    if begin is None:
        return None
    start, head = begin.start(), content.find(b">", begin.end()) + 1
    foot = content.rfind(b"</sheetData")
    if foot < 0:
        return start, head, head, head
    return (start, head, foot, content.find(b">", foot) + 1) if foot >= head else None


def _pieces(content: bytes, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Cut a block of cells between its rows, in pieces that the memory of a processor holds."""
    while start < stop:
        end = content.find(b"<row", start + _PIECE, stop)
        end = stop if end < 0 else end
        yield start, end
        start = end


@dataclass(frozen=True, slots=True)
class _Piece:
    """The tags of some rows: the filled cells, the places of the formulas, and what may be."""

    keys: Numbers
    formulas: list[int]
    may_have_errors: bool
    may_hide: bool


def _piece(content: bytes, offset: int) -> _Piece | None:
    """Find the tags of some whole rows, which lie at `offset`; None as for `tags`."""
    data = np.frombuffer(content + _PAD, np.uint8)
    opens, closes = np.flatnonzero(data == ord("<")), np.flatnonzero(data == ord(">"))
    if len(opens) != len(closes) or not _alternate(opens, closes):
        return None
    first, second = data[opens + 1], data[opens + 2]
    if not _KNOWN.take(first.astype(np.uint16) << 8 | second).all():
        return None
    is_cell = first == ord("c")
    cells = opens[is_cell]
    keys = _addresses(data, cells)
    if keys is None:
        return None
    keys = keys[data[closes[is_cell] - 1] != ord("/")]
    has_formula = first == ord("f")
    before = opens[:-1][has_formula[1:] & is_cell[:-1]] + offset
    # Three bytes beside each other: to look for a word in the bytes takes several times as long.
    one, two, three = data[:-2], data[1:-1], data[2:]
    quoted = (three == ord('"')) | (three == ord("'"))
    errors = ((two == ord("e")) & (one == three) & quoted).any()
    hidden = ((one == ord("h")) & (two == ord("i")) & (three == ord("d"))).any()
    return _Piece(keys, before.tolist(), bool(errors), bool(hidden))


def _alternate(opens: Numbers, closes: Numbers) -> bool:
    return bool((opens < closes).all() and (closes[:-1] < opens[1:]).all())


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
        if not more.any():
            break
        col = np.where(more, col * 26 + (here - (ord("A") - 1)), col)
        at = at + more
    row = np.zeros(len(cells), np.int64)
    if (data[at] == ord("0")).any():
        return None
    digits = at
    for _ in range(7):
        here = data[at] - ord("0")
        more = here <= 9
        if not more.any():
            break
        row = np.where(more, row * 10 + here, row)
        at = at + more
    if (at == digits).any() or (data[at] != ord('"')).any():
        return None
    return row << _WIDE | col
