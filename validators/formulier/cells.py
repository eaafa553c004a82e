"""What a cell of the form holds, as the files of the agreements have it."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

from prestatieafspraken.afspraken.fields import FormField
from prestatieafspraken.dutch.data_faults import UnusableDataError, keys_of
from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.dutch.number import choose, parse
from prestatieafspraken.workbook.book import TableData

YES_NO = {"ja": True, "nee": False}


def value_of(data: TableData, row: int, name: str, field: FormField) -> Any:
    """Give the value of a filled cell; what no such field can hold stays as it was typed."""
    value, raw = data.value(row, name), data.raw_value(row, name)
    if field.many:
        return items(as_typed(value, raw))
    if field.kind is Decimal:
        return _exact(raw)
    if field.kind is dict:
        return _keys(as_typed(value, raw))
    if field.kind is bool:
        return YES_NO.get(str(value).casefold(), value)
    if field.kind is int and isinstance(value, str):  # a number that is chosen from a list
        return int(value) if value.isdecimal() and len(value) < MOST_DIGITS else value
    return as_typed(value, raw) if isinstance(value, str) else value


MOST_DIGITS = 15


def as_typed(value: str, raw: Any) -> str:
    """Give a text as it stands in the cell, unless there is something in it that nobody sees."""
    if isinstance(raw, str) and legible(raw) == raw:
        return raw.strip()
    return value


def items(text: str) -> list[str]:
    """Read a list in one cell: a semicolon between, or a line for each."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", skipinitialspace=True)
    return [item.strip() for row in rows for item in row if item.strip()]


def _keys(text: str) -> Any:
    """Read keys with their values, a line for each, as the files have them."""
    try:
        return keys_of(text, "")
    except UnusableDataError:
        return text


def _exact(raw: Any) -> Decimal:
    """Give a number with the digits that people see; a text may have more than a cell keeps."""
    number = parse(raw) if isinstance(raw, str) else None
    if number is not None:
        return choose(number, whole=False, minimum=None, maximum=None)[0]
    return Decimal(format(raw, f".{MOST_DIGITS}g"))
