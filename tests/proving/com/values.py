"""Values as Excel keeps them in a cell, and as pywin32 gives them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

FIRST = datetime(1899, 12, 30)
"""The day that Excel counts as 0."""

ERRORS = {
    name: number - 2146828288
    for name, number in {
        "#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029,
        "#NUM!": 2036, "#N/A": 2042, "#GETTING_DATA": 2043, "#SPILL!": 2045, "#CONNECT!": 2046,
        "#BLOCKED!": 2047, "#UNKNOWN!": 2048, "#FIELD!": 2049, "#CALC!": 2050,
    }.items()
}  # fmt: skip
"""The number under which Excel gives an error: 0x800A0000 and its number in XlCVError."""

LONGEST = 32_767
"""Characters in a cell."""


class Time(datetime):
    """The time of pywin32: one of Python with a time zone."""


class Error(str):
    """An error value in a cell."""

    __slots__ = ()


def kept(value: Any) -> tuple[Any, str | None]:
    """Give a value as Excel keeps it, and the format that it gives the cell by itself."""
    if isinstance(value, Decimal):
        return float(value), '"€" #,##0.00'
    if isinstance(value, datetime):
        days = (value.replace(tzinfo=None) - FIRST) / timedelta(days=1)
        return days, "dd-mm-yyyy" if days.is_integer() else "dd-mm-yyyy hh:mm"
    if isinstance(value, date):
        return float((datetime.combine(value, time()) - FIRST).days), "dd-mm-yyyy"
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / timedelta(
            days=1
        ), "hh:mm"
    if isinstance(value, timedelta):
        return value / timedelta(days=1), "[h]:mm"
    if isinstance(value, str):
        return (Error(value) if value in ERRORS else value) or None, None
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value, None


def typed(value: Any, number_format: str) -> tuple[Any, str | None]:
    """Give what Excel makes of a value that is put in a cell: as if a person typed it."""
    if not isinstance(value, str) or value in ERRORS:
        return kept(value)
    if value.startswith("'"):
        return value[1:] or None, None
    if number_format != "@":
        if re.fullmatch(r"[-+]?\d+(,\d+)?", value):
            return float(value.replace(",", ".")), None
        if re.fullmatch(r"\d{1,2}-\d{1,2}-\d{4}", value):
            return kept(datetime.strptime(value, "%d-%m-%Y"))
    return value or None, None


def given(value: Any, number_format: str) -> Any:
    """Give a value as pywin32 does, by the format of its cell."""
    if isinstance(value, Error):
        return ERRORS[value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    kind = kind_of(number_format)
    if kind == "day":
        try:
            moment = FIRST + timedelta(days=float(value))
        except OverflowError:
            return float(value)
        return Time.fromtimestamp(0, UTC).replace(
            year=moment.year, month=moment.month, day=moment.day, hour=moment.hour,
            minute=moment.minute, second=moment.second, microsecond=moment.microsecond,
        )  # fmt: skip
    if kind == "euro":
        return Decimal(str(round(float(value), 4)))
    return float(value)


def kind_of(number_format: str) -> str | None:
    """Say whether a format is one of a day or of currency."""
    if "€" in number_format:
        return "euro"
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format)
    return "day" if plain not in ("General", "@") and re.search(r"[dmyh]", plain, re.I) else None
