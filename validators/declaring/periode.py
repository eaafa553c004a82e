"""When the part of a year that figures cover ends."""

from __future__ import annotations

from datetime import date

from prestatieafspraken.afspraken.voorbij import last_day
from prestatieafspraken.workbook.periode import QUARTERS


def end(jaar: int, periode: str) -> date:
    """Give the last day of a part of a year."""
    return last_day(jaar, QUARTERS[periode], 4)
