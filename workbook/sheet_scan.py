"""A scan of the XML of one sheet for what calamine does not tell of its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from prestatieafspraken.workbook.source import Cell, ErrorValue, parse_address

READABLE = {b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"}
"""Error values that calamine takes (as an empty cell); for any other it refuses the sheet."""

_ERROR = re.compile(rb"""\st=["']e["']""")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:/>|\s[^>]*/>|(?:\s[^>]*)?>[^<]*</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v>[^<])?",
    re.DOTALL,
)
_AT = re.compile(rb"""(?:^|\s)r=["']([A-Z]{1,3}\d{1,7})["']""")
_TEXT = re.compile(rb"""\bt=["'](?:str|s|inlineStr)["']""")


@dataclass(frozen=True)
class SheetScan:
    """What a sheet holds: error values, formulas (with whether the outcome is stored).

    `repaired` is the XML with #N/A for each error value that calamine does not take; None when
    nothing needed that.
    """

    errors: Mapping[Cell, ErrorValue]
    formulas: Mapping[Cell, bool]
    repaired: bytes | None


def scan(content: bytes) -> SheetScan | None:
    """Scan a sheet; None if a cell that matters has no address."""
    errors: dict[Cell, ErrorValue] = {}
    pieces: list[bytes] = []
    done = 0
    for match in _ERROR.finditer(content):
        cell = _CELL.match(content, content.rfind(b"<", 0, match.start()))
        value = _VALUE.search(content, cell.start(2), cell.end(2)) if cell else None
        if cell is None or value is None:
            continue
        at = _address(cell[1])
        if at is None:
            return None
        errors[at] = ErrorValue(value[1].decode("utf-8", "replace"))
        if value[1] not in READABLE:
            pieces += [content[done : value.start(1)], b"#N/A"]
            done = value.end(1)
    formulas: dict[Cell, bool] = {}
    for match in _FORMULA.finditer(content):
        at = _address(match[1])
        if at is None:
            return None
        formulas[at] = match[2] is not None or _TEXT.search(match[1]) is not None
    repaired = b"".join([*pieces, content[done:]]) if pieces else None
    return SheetScan(errors, formulas, repaired)


def _address(attributes: bytes) -> Cell | None:
    found = _AT.search(attributes)
    return parse_address(found[1].decode("ascii")) if found else None
