"""How high a row must be for its texts."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap


def lines(texts: Iterable[tuple[str, float]]) -> int:
    """Give how many lines a row needs for the longest of its texts, from the widths of columns."""
    needed = (
        sum(max(1, len(wrap(part, max(1, int(width))))) for part in text.split("\n"))
        for text, width in texts
    )
    return max(needed, default=1)
