"""What people do to an open workbook by hand, in whichever program it is open.

xlwings has no word for these; each program has its own.
"""

from __future__ import annotations

from typing import Any

import xlwings as xw

from prestatieafspraken.addin.libreoffice.engine import Book as OfficeBook
from prestatieafspraken.addin.libreoffice.office import properties
from prestatieafspraken.addin.program import in_excel


def fake(of: Any) -> Any:
    """Give the object of the fake Excel behind one of xlwings."""
    return of.impl.xl._inner


def protect(sheet: xw.Sheet) -> None:
    """Protect a sheet."""
    if in_excel(sheet.book.app):
        fake(sheet).protected = True
    else:
        sheet.impl.native.protect("geheim")


def protect_book(book: xw.Book) -> None:
    """Protect the structure of a workbook."""
    if in_excel(book.app):
        fake(book).structure = True
    else:
        book.impl.document.protect("geheim")


def insert_rows(sheet: xw.Sheet, row: int, amount: int) -> None:
    """Put empty rows before a row."""
    if in_excel(sheet.book.app):
        sheet.range((row, 1), (row + amount - 1, 1)).api.EntireRow.Insert()
    else:
        sheet.impl.native.Rows.insertByIndex(row - 1, amount)


def drop_column(sheet: xw.Sheet, column: int) -> None:
    """Take a column away."""
    if in_excel(sheet.book.app):
        sheet.range((1, column)).api.EntireColumn.Delete()
    else:
        sheet.impl.native.Columns.removeByIndex(column - 1, 1)


def hide_row(sheet: xw.Sheet, row: int) -> None:
    """Hide a row."""
    if in_excel(sheet.book.app):
        sheet.range((row, 1)).api.EntireRow.Hidden = True
    else:
        sheet.impl.native.Rows.getByIndex(row - 1).IsVisible = False


def merge(sheet: xw.Sheet, where: str) -> None:
    """Merge cells."""
    if in_excel(sheet.book.app):
        sheet.range(where).api.Merge()
    else:
        sheet.impl.native.getCellRangeByName(where).merge(True)


def rename(sheet: xw.Sheet, name: str) -> None:
    """Give a sheet another name."""
    if in_excel(sheet.book.app):
        sheet.name = name
    else:
        sheet.impl.native.Name = name


def open_unsaved(app: xw.App, path: Any) -> xw.Book:
    """Open a file as a template is: a workbook that was never saved."""
    if in_excel(app):
        fake(app).open("werkmap1", path.read_bytes())
        return app.books.active
    how = properties(AsTemplate=True)
    document = app.impl.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, how)
    return xw.Book(impl=OfficeBook(app.impl, document))


def seen(sheet: xw.Sheet) -> tuple[Any, ...]:
    """Give what people see of a sheet besides its values and notes."""
    if in_excel(sheet.book.app):
        there = fake(sheet)
        rules = [(rule.areas, rule.formula) for rule in there.rules]
        looks = {at: look for at, look in there.looks.items() if look}
        hidden = there.hidden_rows, there.hidden_cols
        return dict(there.formulas), looks, hidden, rules, there.validations
    last = sheet.used_range.last_cell
    native = sheet.range((1, 1), (last.row, last.column)).impl.native
    groups = native.getCellFormatRanges()
    looks: dict[Any, Any] = {}
    for group in (groups.getByIndex(n) for n in range(groups.getCount())):
        place, color = group.RangeAddress, group.CellBackColor
        for row in range(place.StartRow, place.EndRow + 1):
            for col in range(place.StartColumn, place.EndColumn + 1):
                looks[row, col] = color
    rules = sheet.cells.conditional_formats.impl
    areas = [_joined(sheet.book, rule.native.Range.RangeAddresses) for rule in rules]
    return (
        native.getFormulaArray(),
        looks,
        native.queryVisibleCells().RangeAddressesAsString,
        areas,
    )


def _joined(book: xw.Book, areas: Any) -> str:
    """Name cells by their areas, those beside each other as one: LibreOffice joins them itself."""
    joined = book.impl.document.createInstance("com.sun.star.sheet.SheetCellRanges")
    joined.addRangeAddresses(areas, True)
    named: str = joined.RangeAddressesAsString
    return named
