"""What follows from sums that are known: which sums of cells are combinations of them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import gcd
from typing import TypeVar

_Key = TypeVar("_Key", str, int)
Vector = Mapping[str, int]
"""How often each cell counts in a sum."""


@dataclass(frozen=True, slots=True)
class _Row:
    pivot: str
    cells: Mapping[str, int]
    of: Mapping[int, int]


class Span:
    """All that can be computed from sums by adding and subtracting them, exactly.

    In whole numbers: instead of a share of a row, so many times the sum less so many times the row.
    """

    def __init__(self, sums: Iterable[tuple[int, Vector]]) -> None:
        self._rows: list[_Row] = []
        self._with: dict[str, int] = {}
        for number, vector in sums:
            left, used, times = self._reduced(vector)
            if left:
                of = {at: -share for at, share in used.items()}
                of[number] = of.get(number, 0) + times
                pivot = min(left)
                self._with[pivot] = len(self._rows)
                self._rows.append(_Row(pivot, left, of))

    def combination(self, vector: Vector) -> set[int]:
        """Give the numbers of the sums that a sum follows from, none when it does not follow."""
        left, used, _ = self._reduced(vector)
        return set() if left else set(used)

    def _reduced(self, vector: Vector) -> tuple[dict[str, int], dict[int, int], int]:
        """Give what no row holds of so many times a sum, how often each sum was used, and that."""
        left = {cell: times for cell, times in vector.items() if times}
        used: dict[int, int] = {}
        many = 1
        # A row holds no pivot of an earlier one, so going up through the rows is enough.
        ahead = [self._with[cell] for cell in left if cell in self._with]
        heapq.heapify(ahead)
        while ahead:
            row = self._rows[heapq.heappop(ahead)]
            if share := left.get(row.pivot, 0):
                whole = row.cells[row.pivot]
                both = gcd(share, whole)
                share, whole = share // both, whole // both
                if whole != 1:
                    many *= whole
                    left = {cell: whole * times for cell, times in left.items()}
                    used = {at: whole * times for at, times in used.items()}
                _add(left, row.cells, -share)
                _add(used, row.of, share)
                for cell in row.cells.keys() & self._with.keys():
                    if cell in left:
                        heapq.heappush(ahead, self._with[cell])
        return left, used, many


def apart(vectors: Iterable[Vector]) -> list[set[str]]:
    """Part all cells into groups so that no sum has cells of two.

    >>> [sorted(group) for group in apart([{"A": 1, "B": 1}, {"C": 1}, {"B": 1, "D": -1}])]
    [['A', 'B', 'D'], ['C']]
    """
    group_of: dict[str, set[str]] = {}
    for vector in vectors:
        joined = set(vector)
        for group in {id(g): g for cell in vector if (g := group_of.get(cell))}.values():
            joined |= group
        group_of |= dict.fromkeys(joined, joined)
    return list({id(group): group for group in group_of.values()}.values())


def _add(total: dict[_Key, int], other: Mapping[_Key, int], times: int) -> None:
    for key, value in other.items():
        if now := total.get(key, 0) + times * value:
            total[key] = now
        else:
            total.pop(key, None)
