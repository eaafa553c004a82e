"""A scan of the XML of one sheet for what calamine does not tell of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.workbook.address import Cell, address, parse_address
from prestatieafspraken.workbook.package.extent import (
    LAST_COL,
    Extent,
    blocks_of_cells,
    extent,
    merges,
)
from prestatieafspraken.workbook.package.plain_xml import plain
from prestatieafspraken.workbook.package.tags import Tags, tags

READABLE = {b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"}
"""Error values that calamine takes (as an empty cell); for any other it refuses the sheet."""

_ERROR = re.compile(rb"""<[^<]*?\st=["']e["']""")
"""A tag with an error value; it ends before the next begins, so that no tag is looked at twice."""

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
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

    `extent` and `merged` say how far its cells reach, `blocks` how many blocks of cells it has.
    `hidden_rows` and `hidden_cols` are out of sight, `filtered` says that a filter of the sheet
    is on. `repaired` is the XML in a form that calamine takes rightly (see `plain`), with #N/A for
    each error value that it does not take; None when nothing needed that. `addressed` is false
    if a cell that matters has no address.
    """

    extent: Extent
    blocks: int = 1
    merged: Sequence[str] = ()
    errors: Mapping[Cell, ErrorValue] = field(default_factory=dict)
    formulas: Mapping[Cell, bool] = field(default_factory=dict)
    repaired: bytes | None = None
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    filtered: bool = False
    addressed: bool = True


def scan(content: bytes) -> SheetScan:
    """Scan a sheet, which is well-formed XML."""
    seen = tags(content)
    if seen is not None:
        return _quickly(content, seen)
    found = _slowly(plain(content))
    return found if found.repaired is not None else replace(found, repaired=plain(content))


def _quickly(content: bytes, seen: Tags) -> SheetScan:
    """Look only where the tags say that there is something to see."""
    doubled = seen.doubled()
    errors, repaired = _errors(content, *seen.rows) if seen.may_have_errors else ({}, None)
    matches = (_FORMULA.match(content, at) for at in seen.formulas)
    formulas = _formulas(match for match in matches if match)
    rows, cols = _hidden(seen.around)
    if seen.may_hide and content.find(b"hidden=", *seen.rows) >= 0:
        rows |= _hidden(content)[0]
    return SheetScan(
        Extent(seen.last, address(*doubled) if doubled else None),
        1,
        merges(seen.around),
        errors or {},
        formulas or {},
        repaired,
        rows,
        cols,
        _FILTER.search(seen.around) is not None,
        errors is not None and formulas is not None,
    )


def _slowly(content: bytes) -> SheetScan:
    """Look at every cell, however it is written."""
    errors, repaired = _errors(content, 0, len(content))
    formulas = _formulas(_FORMULA.finditer(content))
    return SheetScan(
        extent(content),
        blocks_of_cells(content),
        merges(content),
        errors or {},
        formulas or {},
        repaired,
        *_hidden(content),
        _FILTER.search(content) is not None,
        errors is not None and formulas is not None,
    )


def _errors(
    content: bytes, start: int, stop: int
) -> tuple[dict[Cell, ErrorValue] | None, bytes | None]:
    """Give the error values (None if one has no address), and the repaired sheet if it needs it.

    The cells lie between `start` and `stop`.
    """
    errors: dict[Cell, ErrorValue] = {}
    pieces: list[bytes] = []
    done = 0
    none = content.find(b't="e"', start, stop) < 0 and (
        content.find(b"'", start, stop) < 0 or content.find(b"t='e'", start, stop) < 0
    )
    behind = start
    for match in () if none else _ERROR.finditer(content, start, stop):
        cell = _CELL.match(content, match.start())
        if cell is None or cell[1].endswith(b"/"):
            continue
        end = _CELL_END.search(content, cell.end())
        if end is None or cell.start() < behind:  # no program writes cells in cells
            return None, None
        behind = end.end()
        value = _VALUE.search(content, cell.end(), end.start())
        if value is None:
            continue
        at = _address(cell[1])
        if at is None:
            return None, None
        errors[at] = ErrorValue(value[1].decode("utf-8", "replace"))
        if value[1] not in READABLE:
            pieces += [content[done : value.start(1)], b"#N/A"]
            done = value.end(1)
    return errors, b"".join([*pieces, content[done:]]) if pieces else None


def _formulas(matches: Iterable[re.Match[bytes]]) -> dict[Cell, bool] | None:
    """Give the formulas, with whether their outcome is stored (None if one has no address)."""
    formulas: dict[Cell, bool] = {}
    for match in matches:
        at = _address(match[1])
        if at is None:
            return None
        formulas[at] = match[2] is not None or _TEXT.search(match[1]) is not None
    return formulas


def _hidden(content: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Give the rows and the columns that are out of sight."""
    rows: set[int] = set()
    spans: set[tuple[int, int]] = set()
    for what, attributes in _HIDDEN.findall(content) if b"hidden=" in content else ():
        numbers = [int(number) for number in _SPAN.findall(attributes)]
        if not numbers:
            continue
        if what == b"row":
            rows.add(numbers[0])
        else:
            spans.add((min(numbers), min(max(numbers), LAST_COL)))
    cols: set[int] = set()
    end = 0  # of what was counted: spans that lie over each other cost no more than one
    for first, last in sorted(spans):
        cols.update(range(max(first, end + 1), last + 1))
        end = max(end, last)
    return frozenset(rows), frozenset(cols)


def _address(attributes: bytes) -> Cell | None:
    found = _AT.search(attributes)
    return parse_address(found[1].decode("ascii")) if found else None
