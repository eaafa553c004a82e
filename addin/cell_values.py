"""The values of cells that are open, in the types that a closed file has them in."""

from __future__ import annotations

import sys
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlwings as xw

from prestatieafspraken.addin.program import WINDOWS, in_excel

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
    if not in_excel(cells):
        rows: list[list[Any]] = cells.options(ndim=2, err_to_str=True).value
        return rows
    engine: Any = sys.modules[WINDOWS]
    raw = cells.raw_value  # asked through options it takes a dozen questions more
    lines = raw if isinstance(raw, tuple) else ((raw,),)
    read = engine.engine.clean_value_data(lines, datetime, None, None, True)
    return [[_plain(one) for one in row] for row in read]


def _plain(value: Any) -> Any:
    """Give a value as a file has it: Excel gives an amount as Decimal, and only errors as int."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return NUMBERED.get(value + ZERO, "#VALUE!")
    return value
