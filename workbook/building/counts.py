"""How much is filled in, in live formulas: a line for each cell that is asked, on sheet Lijsten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from prestatieafspraken.workbook.building.still_open import NOTHING, asked_now
from prestatieafspraken.workbook.building.vragen import Kolommen, Vraag
from prestatieafspraken.workbook.column import list_name
from prestatieafspraken.workbook.dashboard.formulas import (
    ANY,
    ASKS,
    DONE,
    EMPTY,
    SHEETS,
    Cells,
    named,
)
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put
from prestatieafspraken.workbook.table import HEADER_ROW, LISTS_SHEET, Table


def fill(
    book: Workbook, tables: Sequence[Table], asked: Mapping[str, Sequence[Vraag]], first: int
) -> None:
    """Write the lines in the columns from `first` on."""
    sheet = book[LISTS_SHEET]
    letters = [get_column_letter(first + n) for n in range(3)]
    lines = [
        (table, vraag, ways)
        for table in tables
        for vraag in asked.get(table.name, ())
        for ways in vraag.een_van
    ]
    last = HEADER_ROW + max(1, len(lines)) - 1
    for name, letter in zip((SHEETS, ASKS, DONE), letters, strict=True):
        head = put(sheet, f"{letter}{HEADER_ROW - 1}", name.replace("_", " "))
        head.font, head.fill = style.HEADER, style.header_fill(0)
        where = f"{LISTS_SHEET}!${letter}${HEADER_ROW}:${letter}${last}"
        book.defined_names[name] = DefinedName(name, attr_text=where)
    for row, (table, vraag, ways) in enumerate(lines, HEADER_ROW):
        put(sheet, f"{letters[0]}{row}", table.sheet)
        sheet[f"{letters[1]}{row}"] = f"=IF({asked_now(vraag.jaar)},1,0)" if vraag.jaar else 1
        done = ",".join(_answered(table, vraag, way) for way in ways)
        sheet[f"{letters[2]}{row}"] = f"={letters[1]}{row}*MAX(0,{done})"


def _answered(table: Table, vraag: Vraag, way: Kolommen) -> str:
    """Give 1 where each of these cells of the row is filled in."""
    return f"MIN(1,{','.join(_filled(table, vraag, name) for name in way)})"


def _filled(table: Table, vraag: Vraag, name: str) -> str:
    """Count the rows of this key in which something stands, other than a word for nothing."""
    cells = Cells(table.excel_name)
    key = [(table.column(one).header, _criterion(value)) for one, value in vraag.rij.items()]
    header = table.column(name).header
    nothing = cells.count(*key, (header, list_name(NOTHING)))
    return f"{cells.count(*key, (header, ANY))}-SUMPRODUCT({nothing})"


def _criterion(value: Any) -> str:
    if value is None:
        return EMPTY
    return str(value) if isinstance(value, int) else named(str(value))
