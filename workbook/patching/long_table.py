"""Put very many rows into one empty table of a workbook, new or in use, without loading it.

openpyxl keeps every cell as an object; a register of a hundred thousand dwellings would take
gigabytes, and it loses the macros, pictures and ribbon of a workbook in use. Here the rows go
straight into the part of the sheet, in the styles of its first row. Of the list of sheets and of
the table only the ranges change; every other part keeps its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring
from openpyxl.utils import get_column_letter

from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.outcomes.compute import stored
from prestatieafspraken.workbook.package import archive, door
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.package.parts import main_part, relations_of, sheets_of, tables_of
from prestatieafspraken.workbook.raw import RawTable
from prestatieafspraken.workbook.table import Table

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ROW = re.compile(rb'<row\s(?:[^>]*?\s)?r="(\d{1,7})"[^>]*>')
_ROW_END = re.compile(rb"<row[\s/>]|</row>|</sheetData")
_CELL = re.compile(rb"<c\b([^>]*?)/?>")
_FILLED = re.compile(rb"<(?:v|is|f)\b[^>]*?(?<!/)>(?!</)")


class TableError(UserError):
    """The table cannot take the rows; the text is a Dutch sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(
            "EPO-006",
            sentence,
            "Gebruik de werkmap zoals die is verstuurd, met een leeg blad Energielabels.",
        )


@dataclass(frozen=True)
class _Spot:
    """Where a table is in the file: its sheet, the parts of both, and its range."""

    title: str
    sheet: str
    part: str
    excel: RawTable

    @property
    def first(self) -> int:
        return self.excel.first_row

    def ref(self, last: int) -> str:
        ends = (self.excel.first_col, self.excel.last_col)
        left, right = (get_column_letter(column) for column in ends)
        return f"{left}{self.first - 1}:{right}{last}"


def fill_long(
    workbook: bytes,
    table: Table,
    rows: Iterable[Mapping[str, Any]],
    number: int,
    limits: Limits = LIMITS,
) -> bytes:
    """Give the workbook with `number` rows in an empty table; any text stays a text.

    Raises TableError for a table that is not there, not empty, or changed so that it is not
    sure what goes where, and FaultyFileError for a file that cannot be opened.
    """
    parts = door.unpack(workbook, limits)
    main = main_part(parts)
    spot = _find(parts, main, table)
    last = spot.first - 1 + max(number, 1)
    spare = spot.excel.last_row
    old, new = (f'ref="{spot.ref(row)}"'.encode() for row in (spare, last))
    changed = {
        main: _recalculated(_area(parts[main], spot, last)),
        spot.part: parts[spot.part].replace(old, new),
        spot.sheet: b"".join(_sheet(parts[spot.sheet], table, spot, rows, last)),
    }
    filled = archive.write(
        archive.packed(entry.name, changed[name])
        if (name := door.part_name(entry.name)) in changed
        else entry
        for entry in archive.entries(workbook, limits.entries)
    )
    return stored(filled, limits)


def _find(parts: Mapping[str, bytes], main: str, table: Table) -> _Spot:
    relations = relations_of(parts, main)
    for title, relation in sheets_of(fromstring(parts[main], forbid_dtd=True)):
        sheet = relations.get(relation, ("", ""))[1]
        for kind, part in relations_of(parts, sheet).values() if sheet in parts else ():
            if kind != "table" or part not in parts:
                continue
            for excel in tables_of(parts, part, title):
                if excel.name.casefold() == table.excel_name.casefold():
                    return _Spot(title, sheet, part, excel)
    raise TableError(f"In deze werkmap staat de tabel {table.title} niet.")


def _columns(table: Table, spot: _Spot) -> dict[str, str]:
    """Give the letter of each column by its name; the headers may have changed places."""
    places = {header: n for n, header in enumerate(spot.excel.header, spot.excel.first_col)}
    absent = [c.header for c in table.columns if c.header not in places]
    if absent or spot.excel.totals:
        what = f"ontbreekt de kolom {absent[0]}" if absent else "staat een totaalrij"
        raise TableError(f"Op het blad {spot.title} {what}.")
    return {c.name: get_column_letter(places[c.header]) for c in table.columns}


def _sheet(
    xml: bytes, table: Table, spot: _Spot, rows: Iterable[Mapping[str, Any]], last: int
) -> Iterator[bytes]:
    """Give the sheet in pieces: what is before the rows, the rows, and the rest."""
    below = [row for row in _rows(xml) if row.number >= spot.first]
    if any(_FILLED.search(row.xml) for row in below):
        raise TableError(f"Op het blad {spot.title} zijn al rijen ingevuld; er is niets gewijzigd.")
    columns = _columns(table, spot)
    styles = _styles(below[0].xml) if below and below[0].number == spot.first else {}
    if not set(columns.values()) <= set(styles):
        raise TableError(
            f"Op het blad {spot.title} is de eerste rij van de tabel haar opmaak kwijt."
        )
    order = sorted(columns.items(), key=lambda item: (len(item[1]), item[1]))
    before = xml[: below[0].start]
    yield re.sub(rb'(<dimension ref="[A-Z]+\d+:[A-Z]+)\d+', rb"\g<1>%d" % last, before, count=1)
    for row, values in enumerate(rows, spot.first):
        cells = (
            _cell(f"{letter}{row}", styles[letter], values.get(name)) for name, letter in order
        )
        yield f'<row r="{row}">{"".join(cells)}</row>'.encode()
    yield _stretched(xml[below[-1].stop :], spot.first, last)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet: its number, its bytes, and where they begin and end."""

    number: int
    xml: bytes
    start: int
    stop: int


def _rows(xml: bytes) -> Iterator[_Row]:
    """Give the rows one after another; each byte is looked at once, however they are written."""
    for tag in _ROW.finditer(xml):
        stop = tag.end()
        if not tag[0].endswith(b"/>"):
            end = _ROW_END.search(xml, stop)
            stop = end.end() if end and end[0] == b"</row>" else stop
        yield _Row(int(tag[1]), xml[tag.start() : stop], tag.start(), stop)


def _styles(row: bytes) -> dict[str, str]:
    """Give the style of each cell of a row, by its letter."""
    found = {}
    for cell in _CELL.finditer(row):
        address = re.search(rb'\br="([A-Z]+)\d+"', cell[1])
        style = re.search(rb'\bs="(\d+)"', cell[1])
        if address and style:
            found[address[1].decode()] = style[1].decode()
    return found


def _stretched(rest: bytes, first: int, last: int) -> bytes:
    """Let validation and marks that begin on the first row reach the last one."""

    def longer(area: re.Match[bytes]) -> bytes:
        letter = area[1]
        return b"%s%d:%s%d" % (letter, first, letter, max(last, int(area[2])))

    one = re.compile(rb"\b([A-Z]+)%d:\1(\d+)\b" % first)
    return re.sub(rb'sqref="[^"]*"', lambda found: one.sub(longer, found[0]), rest)


def _area(main: bytes, spot: _Spot, last: int) -> bytes:
    """Let the area that is printed reach the last row."""
    title = re.escape(escape(spot.title.replace("'", "''")).encode())
    area = rb"(>'?" + title + rb"'?!\$[A-Z]+\$1:\$[A-Z]+\$)" + b"%d<" % spot.excel.last_row
    return re.sub(area, rb"\g<1>%d<" % last, main)


def _recalculated(main: bytes) -> bytes:
    """Ask for new outcomes of all formulas: those that are stored are of before."""
    if b"fullCalcOnLoad" in main:
        return main
    if b"<calcPr" in main:
        return main.replace(b"<calcPr", b'<calcPr fullCalcOnLoad="1"', 1)
    after = b"</definedNames>" if b"</definedNames>" in main else b"</sheets>"
    return main.replace(after, after + b'<calcPr fullCalcOnLoad="1"/>', 1)


def _cell(address: str, style: str, value: Any) -> str:
    if value is None:
        return f'<c r="{address}" s="{style}"/>'
    if isinstance(value, date):
        days = value.toordinal() - date(1899, 12, 30).toordinal()
        return f'<c r="{address}" s="{style}"><v>{days}</v></c>'
    if isinstance(value, int | Decimal | float):
        return f'<c r="{address}" s="{style}"><v>{value}</v></c>'
    text = escape(_UNWRITABLE.sub("", str(value)))
    kept = '<t xml:space="preserve">'
    return f'<c r="{address}" s="{style}" t="inlineStr"><is>{kept}{text}</t></is></c>'
