"""The sheet Lijsten: each code list a column, each column a defined name."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from prestatieafspraken.workbook.column import list_name
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put, put_title, set_up_page
from prestatieafspraken.workbook.table import LISTS_SHEET

SHEET = LISTS_SHEET


def fill(book: Workbook, codelists: Mapping[str, tuple[str, ...]]) -> None:
    """Write the lists and name them; the sheet is hidden, as nobody needs to work in it."""
    sheet = book[SHEET]
    put_title(sheet, "Lijsten", "De waarden van de keuzelijsten. Niet wijzigen.")
    for number, (name, values) in enumerate(codelists.items(), 1):
        letter = get_column_letter(number)
        head = put(sheet, f"{letter}5", name.replace("_", " "))
        head.font, head.fill = style.HEADER, style.header_fill(0)
        for row, value in enumerate(values, 6):
            put(sheet, f"{letter}{row}", value).font = style.BODY
        sheet.column_dimensions[letter].width = max(12, *(len(v) + 2 for v in (name, *values)))
        # An empty list still is a cell: a name of no cells cannot be.
        where = f"{SHEET}!${letter}$6:${letter}${5 + max(1, len(values))}"
        book.defined_names[list_name(name)] = DefinedName(list_name(name), attr_text=where)
    sheet.sheet_state = "hidden"
    set_up_page(sheet)
