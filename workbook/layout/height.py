"""How high a row must be for its texts."""

from __future__ import annotations

from collections.abc import Iterable


def lines(texts: Iterable[tuple[str, float]]) -> int:
    """Give how many lines a row needs for the longest of its texts, from the widths of columns."""
    needed = (
        sum(1 + int(len(part) * 0.95 / width) for part in text.split("\n")) for text, width in texts
    )
    return max(needed, default=1)
