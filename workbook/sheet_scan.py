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
_HIDDEN = re.compile(rb"""<(?:\w+:)?(row|col)\s([^>]*\bhidden=["'](?:1|true)["'][^>]*)>""")
_SPAN = re.compile(rb"""(?:^|\s)(?:r|min|max)=["'](\d{1,7})["']""")
_FILTER = re.compile(rb"<(?:\w+:)?filterColumn\b")
_TEXT = re.compile(rb"""\bt=["'](?:str|s|inlineStr)["']""")


@dataclass(frozen=True)
class SheetScan:
    """What a sheet holds: error values, formulas (with whether the outcome is stored).

    `hidden_rows` and `hidden_cols` are out of sight, `filtered` says that a filter of the sheet
    is on. `repaired` is the XML with #N/A for each error value that calamine does not take; None
    when nothing needed that.
    """

    errors: Mapping[Cell, ErrorValue]
    formulas: Mapping[Cell, bool]
    repaired: bytes | None
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    filtered: bool = False


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
    rows, cols = _hidden(content)
    filtered = _FILTER.search(content) is not None
    return SheetScan(errors, formulas, repaired, rows, cols, filtered)


def _hidden(content: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Give the rows and the columns that are out of sight."""
    rows: set[int] = set()
    cols: set[int] = set()
    for what, attributes in _HIDDEN.findall(content) if b"hidden=" in content else ():
        numbers = [int(number) for number in _SPAN.findall(attributes)]
        if not numbers:
            continue
        if what == b"row":
            rows.add(numbers[0])
        else:
            cols.update(range(min(numbers), min(max(numbers), 16_384) + 1))
    return frozenset(rows), frozenset(cols)


def _address(attributes: bytes) -> Cell | None:
    found = _AT.search(attributes)
    return parse_address(found[1].decode("ascii")) if found else None
