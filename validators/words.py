"""Values as they are named in a sentence, in the notation of their column."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd

from prestatieafspraken.workbook.dutch import day, euro, number, percent
from prestatieafspraken.workbook.table import Column, Format


def spoken(column: Column, value: Any) -> str:
    """Give a value as people write it: 1.234 woningen without the noun, 12,6%, 1 juli 2018."""
    if value is None or pd.isna(value):
        return "leeg"
    if isinstance(value, datetime | date):
        return day(value)
    if isinstance(value, str):
        return value
    if column.format is Format.PROCENT:
        return percent(value)
    if column.format is Format.JAAR:
        return str(int(value))
    if column.format is Format.EURO:
        return euro(value)
    return number(float(value)) if not float(value).is_integer() else number(int(value))


def plain(value: Any) -> str | int | float | bool | None:
    """Give a value in a form that JSON knows, long texts cut at 200 characters."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, str):
        return value if len(value) <= 200 else value[:199] + "…"
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) or hasattr(value, "item"):
        exact = float(value)
        if exact != exact or exact in (float("inf"), float("-inf")):
            return None
        return int(exact) if exact.is_integer() else exact
    return str(value)[:200]
