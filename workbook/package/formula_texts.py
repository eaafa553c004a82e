"""The texts of the formulas in a workbook, which nothing else of reading asks for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from defusedxml.ElementTree import fromstring

from prestatieafspraken.workbook.address import Cell, address, parse_address
from prestatieafspraken.workbook.package import door
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.package.parts import main_part, relations_of, sheets_of
from prestatieafspraken.workbook.package.plain_xml import plain

_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3}\d{1,7})["'][^>]*>\s*"""
    rb"""<(?:\w+:)?f(\s[^>]*?)?(?:/>|>([^<]*)</(?:\w+:)?f>)"""
)
_SHARED = re.compile(rb"""\bsi=["'](\d{1,9})["']""")


def formula_texts(data: bytes, limits: Limits = LIMITS) -> dict[str, Mapping[Cell, str]]:
    """Give the formulas of each sheet by their cell (FaultyFileError as for reading)."""
    parts = door.unpack(data, limits)
    main = main_part(parts)
    known = relations_of(parts, main)
    found: dict[str, Mapping[Cell, str]] = {}
    for name, relation in sheets_of(fromstring(parts[main], forbid_dtd=True)):
        kind, part = known.get(relation, ("", ""))
        if kind == "worksheet" and part in parts and b"f" in parts[part]:
            found[name] = dict(_formulas(plain(parts[part])))
    return found


def _formulas(content: bytes) -> Iterator[tuple[Cell, str]]:
    """Give each formula; of one that cells share, the others refer to the first."""
    shared: dict[bytes, tuple[str, str]] = {}
    for at, attributes, text in _CELL.findall(content):
        cell = parse_address(at.decode("ascii"))
        if cell is None:
            continue
        written = html.unescape(text.decode("utf-8", "replace"))
        group = _SHARED.search(attributes)
        if group and written:
            shared[group[1]] = address(*cell), written
        elif group and group[1] in shared:
            written = _moved(*shared[group[1]], address(*cell))
        yield cell, written


def _moved(first: str, text: str, to: str) -> str:
    from openpyxl.formula.translate import Translator  # half a second, for who has such formulas

    return str(Translator(f"={text}", first).translate_formula(to))[1:]
