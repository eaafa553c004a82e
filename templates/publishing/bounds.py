"""How large a count can be at most, given the sums that are told: each sum bounds what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from prestatieafspraken.templates.publishing.span import Vector

SumNumbers = frozenset[int]
NONE: SumNumbers = frozenset()
TURNS = 30
"""How often all sums are gone through at most; most bounds are found in a few."""


@dataclass(frozen=True)
class Bound:
    """A bound of a count, and the numbers of the sums that it follows from."""

    value: Decimal
    by: SumNumbers


@dataclass(frozen=True)
class KnownSum:
    """A sum of counts, each so often, that is known to be `value`; `number` says who tells it."""

    of: Vector
    value: Decimal
    number: int | None = None


def highest(sums: Iterable[KnownSum]) -> Mapping[str, Bound]:
    """Give for each count that is bounded the most that it can be; no count is below 0.

    >>> all_of_them = KnownSum({"A": 1, "B": 1, "C": 1}, Decimal(45), 7)
    >>> told = highest([all_of_them, KnownSum({"C": 1}, Decimal(40), 8)])
    >>> str(told["A"].value), sorted(told["A"].by)
    ('5', [7, 8])
    """
    known = list(sums)
    low: dict[str, Bound] = {}
    high: dict[str, Bound] = {}
    for _ in range(TURNS):
        closer = [_tightened(one, low, high) for one in known]
        if not any(closer):
            break
    return high


def rest(part: str) -> str:
    """Name what a part leaves of its whole."""
    return f"{part} (rest)"


def with_rests(of: Vector, parts: Mapping[str, str]) -> Vector:
    """Write a sum with what parts leave, instead of each whole less its part.

    >>> with_rests({"E7": 1, "D7": -1, "E8": 1}, {"D7": "E7", "D8": "E8"})
    {'E8': 1, 'D7 (rest)': 1}
    """
    left = dict(of)
    for part, whole in parts.items():
        if left.get(part) and left.get(part) == -left.get(whole, 0):
            left[rest(part)] = left.pop(whole)
            del left[part]
    return left


def _tightened(one: KnownSum, low: dict[str, Bound], high: dict[str, Bound]) -> bool:
    """Draw the bounds of all counts in a sum closer; say whether any became closer."""
    own = NONE if one.number is None else frozenset((one.number,))
    closer = False
    for sign in (1, -1):
        # sign × a count is at most sign × the value less the least that all others can be.
        least: dict[str, Bound | None] = {}
        for cell, times in one.of.items():
            bound = low.get(cell, Bound(Decimal(0), NONE)) if sign * times > 0 else high.get(cell)
            least[cell] = bound
        lost = [cell for cell, bound in least.items() if bound is None]
        if len(lost) > 1:
            continue
        total = sum(
            (sign * one.of[c] * bound.value for c, bound in least.items() if bound), Decimal(0)
        )
        for cell in lost or one.of:
            mine, times = least[cell], sign * one.of[cell]
            rest = sign * one.value - total + (times * mine.value if mine else Decimal(0))
            bounds = high if times > 0 else low
            value, held = rest / times, bounds.get(cell)
            if times < 0 and value <= 0:
                continue
            if held is None or (value < held.value if times > 0 else value > held.value):
                others = (b.by for c, b in least.items() if b and c != cell)
                bounds[cell] = Bound(value, own.union(*others))
                closer = True
    return closer
