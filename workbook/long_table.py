"""Put very many rows into one table of a workbook that was just built, without loading it.

openpyxl keeps every cell as an object; a register of a hundred thousand dwellings would take
gigabytes. Here the rows go straight into the part of the sheet, in the styles of its first row.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from prestatieafspraken.workbook.table import HEADER_ROW, Table
from prestatieafspraken.workbook.validation import LAST_ROW

FIRST = HEADER_ROW + 1
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def fill_long(
    workbook: bytes, table: Table, rows: Iterable[Mapping[str, Any]], number: int
) -> bytes:
    """Give the workbook with `number` rows in an empty table; any text stays a text."""
    last = HEADER_ROW + max(number, 1)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        sheet, part, spare = _parts(source, table)
        for info in source.infolist():
            data = source.read(info)
            if info.filename == sheet:
                with target.open(info, "w", force_zip64=True) as stream:
                    for piece in _sheet(data.decode("utf-8"), table, rows, last, spare):
                        stream.write(piece.encode("utf-8"))
                continue
            if info.filename == part:
                data = data.replace(_ref(table, spare), _ref(table, last))
            elif info.filename == "xl/workbook.xml":
                end = get_column_letter(len(table.columns))
                area = f"'{table.sheet}'!$A$1:${end}$"
                data = data.replace(f"{area}{spare}<".encode(), f"{area}{last}<".encode())
            target.writestr(info, data)
    return out.getvalue()


def _ref(table: Table, last: int) -> bytes:
    return f'ref="A{HEADER_ROW}:{get_column_letter(len(table.columns))}{last}"'.encode()


def _parts(source: zipfile.ZipFile, table: Table) -> tuple[str, str, int]:
    """Give the part of the sheet, the part of the table, and its last row as built."""
    names = source.namelist()
    marker = f'displayName="{table.excel_name}"'.encode()
    for part in (name for name in names if name.startswith("xl/tables/")):
        text = source.read(part)
        if marker not in text:
            continue
        found = re.search(rb'ref="A\d+:[A-Z]+(\d+)"', text)
        file = part.rsplit("/", 1)[-1].encode()
        for rels in (name for name in names if name.startswith("xl/worksheets/_rels/")):
            if b"/" + file + b'"' in source.read(rels) and found:
                sheet = f"xl/worksheets/{rels.rsplit('/', 1)[-1].removesuffix('.rels')}"
                return sheet, part, int(found[1])
    raise ValueError(f"the workbook has no table {table.excel_name}")


def _sheet(
    xml: str, table: Table, rows: Iterable[Mapping[str, Any]], last: int, spare: int
) -> Iterator[str]:
    """Give the sheet in pieces: what is before the rows, the rows, and the rest."""
    start = xml.index(f'<row r="{FIRST}"')
    stop = xml.index("</sheetData>")
    one = xml[start : xml.index("</row>", start)]
    styles = dict(re.findall(rf'<c r="([A-Z]+){FIRST}" s="(\d+)"', one))
    end = get_column_letter(len(table.columns))
    yield xml[:start].replace(f'ref="A1:{end}{spare}"', f'ref="A1:{end}{last}"', 1)
    columns = [(c.name, get_column_letter(n)) for n, c in enumerate(table.columns, 1)]
    for row, values in enumerate(rows, FIRST):
        cells = (
            _cell(f"{letter}{row}", styles.get(letter, "0"), values.get(name))
            for name, letter in columns
        )
        yield f'<row r="{row}">{"".join(cells)}</row>'
    rest = xml[stop:]
    for _, letter in columns:
        reach = f"{letter}{FIRST}:{letter}"
        rest = rest.replace(f"{reach}{LAST_ROW}", f"{reach}{max(last, LAST_ROW)}")
    yield rest


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
