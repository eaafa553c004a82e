"""What told parts leave of a told whole: a count that nobody told, and that everybody has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prestatieafspraken.indicators.steun import Steun

SMALL = 10
"""Below this a count can point at people; it is left out."""


def is_small(count: Decimal) -> bool:
    """Say whether a count, or a difference of two, is less than ten and not nothing."""
    return count != 0 and -SMALL < count < SMALL


@dataclass(frozen=True)
class ToldSum:
    """A sum of cells that is told, and by which value; a cell that is taken off has a minus.

    What a part leaves of a whole is a count too, and what others leave of that as well.
    """

    number: int
    cells: frozenset[str]
    count: Decimal

    @classmethod
    def by(cls, number: int, steun: Steun) -> ToldSum:
        """Take the sum out of what a value rests on."""
        off = frozenset(steun.af)
        cells = (frozenset(steun.cellen) - off) | {f"-{c}" for c in off.difference(steun.cellen)}
        return cls(number, cells, steun.aantal)


def _is_count(cells: frozenset[str]) -> bool:
    """Say whether a sum cannot be below 0: what is taken off is a part of what is in the sum.

    >>> _is_count(frozenset({"Blad!E7", "-Blad!D7"})), _is_count(frozenset({"Blad!E7", "-Blad!D8"}))
    (True, False)
    """
    rows = [(cell.startswith("-"), _COLUMN.sub("!", cell.lstrip("-"))) for cell in cells]
    counted = {row for off, row in rows if not off}
    return all(row in counted for _, row in rows)


_COLUMN = re.compile(r"![A-Z]+")


def small_leftovers(sums: Sequence[ToldSum]) -> Iterator[set[int]]:
    """Give the values that together tell that a few cells hold less than ten.

    Of 45 homes 40 have label C: A and B, left out both, hold five together, so each less than ten.
    """
    holding: dict[str, list[ToldSum]] = {}
    for one in sums:
        for cell in one.cells:
            holding.setdefault(cell, []).append(one)
    for whole in sums:
        near = {id(part): part for cell in whole.cells for part in holding[cell]}
        parts = [part for part in near.values() if part.cells < whole.cells]
        parts.sort(key=lambda part: (-len(part.cells), part.number))
        for first in parts:
            used, rest, count = {whole.number}, whole.cells, whole.count
            for part in (first, *parts):
                if part.cells <= rest:
                    used, rest = used | {part.number}, rest - part.cells
                    count -= part.count
                    if rest and is_small(count) and _is_count(rest):
                        yield used
