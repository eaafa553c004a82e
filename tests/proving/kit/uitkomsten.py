"""The outcomes that we store with formulas, beside those of LibreOffice."""

from __future__ import annotations

from datetime import datetime
from math import isclose
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.datetime import to_excel

from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.outcomes.compute import computed


def otherwise(ours: bytes, theirs: Workbook) -> list[str]:
    """Name the cells with formulas of which our outcome is missing, or is not that of a program.

    `theirs` is the same workbook with the outcomes of a program that computed it.
    """
    found, unknown = computed(ours)
    wrong = [f"{sheet}!{address(*cell)}: niet bekend" for sheet, cell in unknown]
    for (sheet, cell), value in found.items():
        shown = theirs[sheet].cell(*cell).value
        if not _same(value, to_excel(shown) if isinstance(shown, datetime) else shown):
            wrong.append(f"{sheet}!{address(*cell)}: {value!r}, en niet {shown!r}")
    return wrong


def _same(ours: Any, shown: Any) -> bool:
    if ours == "" or isinstance(ours, Exception):
        return shown in (None, str(ours))
    if isinstance(ours, float | None):
        return type(shown) in (int, float) and isclose(ours or 0, shown, rel_tol=1e-9, abs_tol=1e-9)
    return bool(ours == shown) and type(ours) is type(shown)
