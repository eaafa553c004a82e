"""Two values that may be one: a cell beside what was agreed to stand in it."""

from __future__ import annotations

from typing import Any

from prestatieafspraken.dutch.folded import key
from prestatieafspraken.dutch.shown import SENTENCE, cut, in_sentence
from prestatieafspraken.validators.any_sheet.toelichtingen import same_value
from prestatieafspraken.validators.declaring.words import spoken
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.column import Column
from prestatieafspraken.workbook.reading.coerce import is_blank

BEFORE = 20
"""Characters before the first difference of two long texts that are shown."""


def same(data: TableData, row: int, column: str, agreed: Any) -> bool:
    """Say whether a cell holds what was agreed, however it is written.

    To a remark that was agreed people may add theirs.
    """
    found, raw = data.value(row, column), data.raw_value(row, column)
    if column == "toelichting" and isinstance(raw, str):
        return key(str(agreed)) in key(raw)
    return same_value(raw, agreed) or (found is not None and same_value(found, agreed))


def both(column: Column, found: Any, agreed: Any) -> tuple[str, str]:
    """Write what stands in a cell and what was agreed, so that it is seen where they differ."""
    if isinstance(agreed, str) and isinstance(found, str) and found.strip():
        return _apart(" ".join(found.split()), " ".join(agreed.split()))
    return _told(column, found), _told(column, agreed)


def _told(column: Column, value: Any) -> str:
    if is_blank(value):
        return "niets"
    is_of_column = not isinstance(value, str | bool) and (
        column.is_number == isinstance(value, int | float)
    )
    return str(spoken(column, value)) if is_of_column else in_sentence(value)


def _apart(one: str, other: str) -> tuple[str, str]:
    """Quote two texts from a little before their first difference, if they are long."""
    pairs = enumerate(zip(one, other, strict=False))
    start = next((n for n, (a, b) in pairs if a != b), min(len(one), len(other))) - BEFORE
    if max(len(one), len(other)) <= SENTENCE or start <= 0:
        return in_sentence(one), in_sentence(other)
    start = one.rfind(" ", 0, start) + 1
    return _quoted(one[start:], start), _quoted(other[start:], start)


def _quoted(text: str, start: int) -> str:
    return f"'{'… ' if start else ''}{cut(text, SENTENCE)}'"
