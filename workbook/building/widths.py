"""How wide the columns of a sheet are: together as wide as a small screen, each as it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prestatieafspraken.workbook.column import Format
from prestatieafspraken.workbook.table import Table

SCREEN = 158.0
"""What fits beside each other on a screen of 1366 pixels, in the unit of Excel."""
LONGEST = (21.0, 19.5, 18.0, 16.0, 14.0, 12.0)
"""What a column keeps for its longest word: the most with which the sheet fits on the screen."""
SENTENCE = 28.0
"""The width of a column that people write sentences in; half of it is left on a small screen."""
_LEAST = {Format.TEKST: 7.5, Format.KEUZE: 9.0, Format.DATUM: 11.5, Format.JAAR: 6.5}


def fitting(table: Table, rows: Sequence[Mapping[str, Any]]) -> Mapping[str, float]:
    """Give the width of each column: that of its declaration, or what there is room for.

    Each keeps what the longest word in it needs; they share what is left.
    """
    tries = [_least(table, rows, most) for most in LONGEST]
    least = next((one for one in tries if sum(one.values()) <= SCREEN), tries[-1])
    wanted = {c.name: max(c.width, least[c.name]) for c in table.columns}
    room, over = SCREEN - sum(least.values()), sum(wanted.values()) - sum(least.values())
    share = min(1.0, max(room, 0.0) / over) if over else 1.0
    return {name: least[name] + (wanted[name] - least[name]) * share for name in wanted}


def _least(table: Table, rows: Sequence[Mapping[str, Any]], most: float) -> dict[str, float]:
    """Give what each column needs at least, with `most` for the longest word in it."""
    least = {}
    for column in table.columns:
        texts = [value for row in rows if isinstance(value := row.get(column.name), str)]
        held = min(_longest(texts) * 0.92 + 1.8, most)
        head = _longest([column.header]) * 1.1 + 1.5
        asked = min(column.width, SENTENCE, 2 * most) / 2
        least[column.name] = max(_LEAST.get(column.format, 7.5), held, head, asked)
    return least


def _longest(texts: Sequence[str]) -> int:
    """Count the letters of the longest word."""
    words = [word for text in texts for word in text.replace("-", "- ").split()]
    return max(map(len, words), default=0)
