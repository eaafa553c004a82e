"""What of a workbook counts once it is handed in, as one number and a few digits per cell.

The same content gives the same number, whichever program saved it: looks, the order of sheets and
the outcomes of formulas do not count. See decision 78.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from prestatieafspraken.dutch.folded import key
from prestatieafspraken.workbook.address import Cell, letter
from prestatieafspraken.workbook.findings_table import SHEET as FINDINGS
from prestatieafspraken.workbook.raw import RawBook, RawSheet
from prestatieafspraken.workbook.reading.explanations import explanations
from prestatieafspraken.workbook.table import COMPUTED_SHEETS, PRINTS_SHEET, RECORD_SHEET

Formulas = Mapping[str, Mapping[Cell, str]]
"""The texts of the formulas of each sheet."""
PrintKey = tuple[str, str]
"""A sheet, and on it the number of a row or a word for what is in no row."""

OURS = {key(name) for name in (*COMPUTED_SHEETS, RECORD_SHEET, PRINTS_SHEET)}
"""Sheets that the program itself fills, with what follows from the others."""
SHEET, ROWS, COLUMNS, EXPLAINED = "blad", "rijen", "kolommen", "toelichting "
"""What a line is about that is not a row of cells."""
EPOCH = datetime(1899, 12, 30)
DAY = timedelta(days=1)
_QUOTED = re.compile(r"(\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*')")
_NEWER = re.compile(r"_XL(?:FN|WS)\.")
_TRUTH = re.compile(r"\b(TRUE|FALSE)\(\)")
_ZEROS = re.compile(r"(\.\d*?[1-9])0+(?!\d)|\.0+(?!\d)")


@dataclass(frozen=True)
class Inhoud:
    """The number over all that counts, and the prints of the cells of each row: `A1f3e C77aa`."""

    getal: str
    prints: Mapping[PrintKey, str]


def inhoud(raw: RawBook, formulas: Formulas, besides: Container[str] = ()) -> Inhoud:
    """Give what counts of a workbook; the sheets `besides` have prints, and are not in the number.

    Those are the cover, which tells the number.
    """
    digest = hashlib.sha256()
    prints: dict[PrintKey, str] = {}
    for sheet in sorted(raw.sheets, key=lambda one: one.name):
        if key(sheet.name) in OURS:
            continue
        lines = _explained(raw) if sheet.name == FINDINGS else _lines(sheet, formulas)
        for where, cells in lines:
            prints[sheet.name, where] = " ".join(at + printed(value) for at, value in cells)
            if sheet.name not in besides:
                line = json.dumps([sheet.name, where, cells], ensure_ascii=False)
                digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return Inhoud(digest.hexdigest(), prints)


InhoudRow = tuple[str, list[tuple[str, str]]]


def _lines(sheet: RawSheet, formulas: Formulas) -> Iterator[InhoudRow]:
    yield SHEET, [("", "verborgen" if sheet.hidden else "zichtbaar")]
    rows = list(_rows(sheet, formulas))
    held = {at for where, cells in rows for at in (where, *(column for column, _ in cells))}
    yield from _hidden(ROWS, held.intersection(map(str, sheet.hidden_rows)))
    yield from _hidden(COLUMNS, held.intersection(map(letter, sheet.hidden_cols)))
    yield from rows


def _rows(sheet: RawSheet, formulas: Formulas) -> Iterator[InhoudRow]:
    computed: dict[int, dict[int, str]] = {}
    for (row, col), text in formulas.get(sheet.name, {}).items():
        computed.setdefault(row, {})[col] = _computed(text)
    for (row, col), error in sheet.errors.items():
        computed.setdefault(row, {}).setdefault(col, f"e{error}")
    for row in sorted(set(computed).union(range(1, len(sheet.rows) + 1))):
        typed = sheet.rows[row - 1] if row <= len(sheet.rows) else ()
        own = computed.get(row, {})
        found = {
            col: _plain(value) for col, value in enumerate(typed, 1) if value not in (None, "")
        }
        cells = [(letter(col), value) for col, value in sorted((found | own).items())]
        if cells:
            yield str(row), cells


def _hidden(what: str, found: Iterable[str]) -> Iterator[InhoudRow]:
    """Give what is out of sight, of the rows or columns that hold anything."""
    cells = [(f"{one}:", "verborgen") for one in sorted(found, key=lambda one: (len(one), one))]
    if cells:
        yield what, cells


def _explained(raw: RawBook) -> Iterator[InhoudRow]:
    """Give the explanations; the rest of that sheet is what a check wrote."""
    found: dict[str, list[str]] = {}
    for one in explanations(raw):
        where = f"{EXPLAINED}{one.code} {one.blad} {one.cel} {one.kolom}"[:200]
        found.setdefault(where, []).append(f"{one.rij}|{_plain(one.waarde)}|{one.tekst}")
    for where, texts in sorted(found.items()):
        yield where, [("", json.dumps(sorted(texts), ensure_ascii=False))]


def _plain(value: Any) -> str:
    """Write a value so that what is the same is the same text: 1 and 1.0, a day and its number."""
    match value:
        case None:
            return ""
        case bool():
            return f"b{value}"
        case int() | float():
            return f"n{value or 0:.15g}"
        case str():
            return "t" + value.replace("\r\n", "\n").replace("\r", "\n")
        case datetime():
            return _plain((value - EPOCH) / DAY)
        case date():
            return _plain((datetime(value.year, value.month, value.day) - EPOCH) / DAY)
        case timedelta():
            return _plain(value / DAY)
        case time():
            return _plain(((value.hour * 60 + value.minute) * 60 + value.second) / 86400)
    return f"e{value}"


def _computed(text: str) -> str:
    """Write a formula as every program means it: without spaces, capitals and marks of newness."""
    parts = _QUOTED.split(text.lstrip("="))
    bare = (_NEWER.sub("", "".join(part.split()).upper()) for part in parts[::2])
    parts[::2] = [_ZEROS.sub(r"\1", _TRUTH.sub(r"\1", part)) for part in bare]
    plain = "".join(parts)
    return _plain(plain == "TRUE") if plain in ("TRUE", "FALSE") else f"={plain}"


def printed(value: str) -> str:
    """Give four digits: enough to see that a cell has changed, too few to tell what stood there."""
    coded = value.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(coded, digest_size=2, usedforsecurity=False).hexdigest()
