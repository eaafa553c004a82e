"""The cells of a sheet as its XML has them: values and formulas, and outcomes put beside these."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from prestatieafspraken.workbook.address import Cell, column
from prestatieafspraken.workbook.outcomes.values import CellFault, CellValue

_CELL = re.compile(rb"<((?:\w+:)?)c(\s[^>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
_AT = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_TYPE = re.compile(rb"""\st=["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>)")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?v>)")
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</(?:\w+:)?t>")
_STRING = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_SOUND = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetCell(NamedTuple):
    """What stands in a cell; of one with a formula the outcome that was stored."""

    value: CellValue
    formula: str | None


def shared_texts(part: bytes) -> list[str]:
    """Give the texts that cells share."""
    return [_texts(found[1] or b"") for found in _STRING.finditer(part)]


def cells_of(part: bytes, shared: Sequence[str]) -> Iterator[tuple[Cell, SheetCell]]:
    """Give the cells of a sheet in which something stands."""
    for found in _CELL.finditer(part):
        at, inside = _place(found[2]), found[3]
        if at is None or not inside:
            continue
        formula = _FORMULA.search(inside)
        text = None if formula is None else _said(formula[1] or b"")
        yield at, SheetCell(_value(_kind(found[2]), inside, shared), text)


def with_outcomes(part: bytes, outcomes: Mapping[Cell, CellValue]) -> bytes:
    """Give the sheet with the outcomes in it; every other cell keeps its bytes."""

    def written(found: re.Match[bytes]) -> bytes:
        at = _place(found[2])
        formula = _FORMULA.search(found[3] or b"")
        if at is None or at not in outcomes or formula is None:
            return found[0]
        kind, text = _written(outcomes[at])
        mark, about = found[1], _TYPE.sub(b"", found[2]) + kind
        stored = b"<%sv>%s</%sv>" % (mark, text, mark)
        return b"<%sc%s>%s%s</%sc>" % (mark, about, formula[0], stored, mark)

    return _CELL.sub(written, part)


def _written(value: CellValue) -> tuple[bytes, bytes]:
    """Give the type of a cell with an outcome, and the outcome as it is stored."""
    if isinstance(value, CellFault):
        return b' t="e"', str(value).encode()
    if isinstance(value, bool):
        return b' t="b"', b"1" if value else b"0"
    if isinstance(value, str):
        return b' t="str"', escape(value).encode()
    known = value or 0.0
    return b"", (str(int(known)) if known == int(known) else repr(known)).encode()


def _place(attributes: bytes) -> Cell | None:
    found = _AT.search(attributes)
    return (int(found[2]), _column(found[1])) if found else None


@cache
def _column(letters: bytes) -> int:
    return column(letters.decode("ascii"))


def _kind(attributes: bytes) -> bytes:
    found = _TYPE.search(attributes)
    return found[1] if found else b"n"


def _value(kind: bytes, inside: bytes, shared: Sequence[str]) -> CellValue:
    if kind == b"inlineStr":
        return _texts(inside)
    found = _VALUE.search(inside)
    if found is None or not found[1]:
        return None
    if kind == b"s":
        return shared[int(found[1])] if int(found[1]) < len(shared) else None
    if kind == b"b":
        return found[1] == b"1"
    text = _said(found[1])
    if kind == b"e":
        return CellFault(text)
    return text if kind == b"str" else float(text)


def _texts(inside: bytes) -> str:
    heard = _SOUND.sub(b"", inside) if b"rPh" in inside else inside
    return "".join(map(_said, _TEXT.findall(heard)))


def _said(text: bytes) -> str:
    plain = html.unescape(text.decode("utf-8", "replace"))
    return _CODE.sub(lambda found: chr(int(found[1], 16)), plain) if "_x" in plain else plain
