"""The key of a row, in the form in which two spellings of one key are the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prestatieafspraken.workbook.book import TableData

_BETWEEN = "\0"


def doubles(data: TableData, key: Sequence[str]) -> list[list[int]]:
    """Give the Excel rows of each key that is there more than once.

    Case and spaces do not count; rows without a whole key are left out.
    """
    columns = [_plain(data.values[name]) for name in key]
    if any(len(set(column)) == len(column) for column in columns):
        return []
    rows: dict[tuple[object, ...], list[int]] = {}
    keys = zip(*columns, strict=True)
    for row, words in zip(data.row_numbers, keys, strict=True):
        if None not in words:
            rows.setdefault(words, []).append(row)
    return [same for same in rows.values() if len(same) > 1]


def _plain(values: Sequence[Any]) -> Sequence[Any]:
    if not any(isinstance(value, str) for value in values):
        return values
    # The whole column at once: a register may have half a million rows.
    folded = _BETWEEN.join([value or "" for value in values]).casefold()
    texts = folded.split(_BETWEEN)
    if len(texts) != len(values):
        texts = [(value or "").casefold() for value in values]
    if len(folded.split()) > 1 or folded[:1].isspace() or folded[-1:].isspace():
        texts = [" ".join(text.split()) for text in texts]
    return [text or None for text in texts]
