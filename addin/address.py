"""Where an open workbook is, as the program that has it open says."""

from __future__ import annotations

import xlwings as xw

from prestatieafspraken.addin.program import in_excel


def address(book: xw.Book) -> str:
    """Give the path of a workbook, or the address of one that is online.

    xlwings would turn an address on SharePoint or OneDrive into a folder of this computer, or
    raise when it finds none; where it looks can be told by a sheet `xlwings.conf` in the workbook
    itself. A workbook never says where to look.
    """
    if in_excel(book):
        return str(book.impl.xl.FullName)
    return str(book.fullname)
