"""Writing into sheets: texts that stay texts, titles, links and page set-up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.height import lines

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet program may take for the start of a formula."""
PAGE, POINTS, LINE = (780.0, 490.0), 5.5, 15.0
"""In points: what is printed on a page, how wide a unit of a column is and how high a line."""
NEARLY_EMPTY = 0.35
"""Of a page: what does not deserve one of its own."""
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Begins what a spreadsheet program takes for the code of a character: _x0041_ is an A."""


def put(sheet: Worksheet, address: str, value: Any) -> Cell:
    """Write a value as data: a text stays a text, whatever it starts with."""
    cell: Cell = sheet[address]
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, str):
        value = "".join(c for c in value if c >= " " or c in "\n\t")
        value = _CODE.sub("_x005F_", value)
        cell.value = value
        cell.data_type = "s"
        if value.startswith(DANGEROUS):
            cell.quotePrefix = True
    elif isinstance(value, int | float | date) or value is None:
        cell.value = value
    else:
        raise TypeError(f"{type(value).__name__} cannot be written into a cell")
    return cell


def put_title(sheet: Worksheet, title: str, description: str) -> None:
    """Write the first lines of a sheet: title, what to do, and the way back."""
    put(sheet, "A1", title).font = style.TITLE
    put(sheet, "A2", description).font = style.LEAD
    sheet.row_dimensions[1].height = 28
    put_link(sheet, "A3", "Start", "A1", "← Terug naar Start")


def put_link(sheet: Worksheet, address: str, target: str, cell: str, text: str) -> None:
    """Write a link to a cell of another sheet."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    put(sheet, address, text).font = style.LINK
    name = target.replace("'", "''")
    sheet[address].hyperlink = Hyperlink(ref=address, location=f"'{name}'!{cell}", display=text)
    sheet[address].font = style.LINK


def fit_row(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row as high as its longest text needs, from each text and the width of its column."""
    amount = lines(texts)
    if amount > 1:
        sheet.row_dimensions[row].height = 15 * amount + 1


def join_last_page(sheet: Worksheet, last: int) -> None:
    """Print on a page less where the last one would be nearly empty."""
    wide = sum(one.width for one in sheet.column_dimensions.values()) * POINTS
    page = PAGE[1] * max(1.0, wide / PAGE[0])
    high = sum(sheet.row_dimensions[row].height or LINE for row in range(1, last + 1))
    pages, rest = divmod(high, page)
    if pages and rest < NEARLY_EMPTY * page:
        sheet.page_setup.fitToHeight = int(pages)


def set_up_page(sheet: Worksheet, *, header_row: int | None = None) -> None:
    """Print in landscape on the width of the page, the header on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.8
    sheet.page_margins.footer = 0.4
    footer = sheet.oddFooter or HeaderFooterItem()
    footer.left.text, footer.right.text = "&A", "Pagina &P van &N"
    sheet.oddFooter = footer
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"
