"""The values of cells that are open, in the types that a closed file has them in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import xlwings as xw

from prestatieafspraken.addin.program import in_excel

ZERO = 2_146_828_288
"""What Excel takes off the number of an error (0x800A0000, as a signed number)."""

NUMBERED = {
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
"""The errors of Excel 365, which xlwings does not know, by their number in XlCVError."""


def values(cells: xw.Range) -> list[list[Any]]:
    """Read cells in one call, row by row; errors are their names."""
    rows: list[list[Any]] = cells.options(ndim=2, err_to_str=True).value
    return [[_plain(one) for one in row] for row in rows] if in_excel(cells) else rows


def _plain(value: Any) -> Any:
    """Give a value as a file has it: Excel gives an amount as Decimal, and only errors as int."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return NUMBERED.get(value + ZERO, "#VALUE!")
    return value
