"""How large each unknown can be, given sums that lie between bounds: linear programming, dense.

Own and small: numpy and nothing else. Unknowns are counts, so none is below 0.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Unknown = Hashable
EPS = 1e-9


@dataclass(frozen=True)
class Sum:
    """A sum of unknowns, each so often, that lies between two bounds."""

    of: Mapping[Unknown, float]
    low: float
    high: float


class ContradictionError(Exception):
    """No counts fit all sums."""


def largest(sums: Sequence[Sum], wanted: Sequence[Unknown]) -> dict[Unknown, float]:
    """Give the largest that each wanted unknown can be (infinite where nothing bounds it)."""
    found: dict[Unknown, float] = {}
    for part in _apart(sums):
        inside = {unknown for one in part for unknown in one.of}
        asked = [unknown for unknown in wanted if unknown in inside]
        if asked:
            found |= _largest(part, asked)
    return found


def _apart(sums: Sequence[Sum]) -> Iterator[list[Sum]]:
    """Part the sums into groups that have no unknown in common."""
    root: dict[Unknown, Unknown] = {}

    def top(unknown: Unknown) -> Unknown:
        while root.setdefault(unknown, unknown) != unknown:
            unknown = root[unknown]
        return unknown

    for one in sums:
        first, *others = one.of
        for other in others:
            root[top(other)] = top(first)
    groups: dict[Unknown, list[Sum]] = {}
    for one in sums:
        groups.setdefault(top(next(iter(one.of))), []).append(one)
    yield from groups.values()


def _largest(sums: Sequence[Sum], wanted: Sequence[Unknown]) -> dict[Unknown, float]:
    unknowns = list(dict.fromkeys(unknown for one in sums for unknown in one.of))
    column = {unknown: at for at, unknown in enumerate(unknowns)}
    lines: list[tuple[np.ndarray, int, float]] = []
    for one in sums:
        line = np.zeros(len(unknowns))
        for unknown, times in one.of.items():
            line[column[unknown]] += times
        size = np.abs(line).max()
        if one.low == one.high:
            lines.append((line / size, 0, one.low / size))
            continue
        for slack, bound in ((1, one.high), (-1, one.low)):
            if math.isfinite(bound):
                lines.append((line / size, slack, bound / size))
    table, basis = _started(lines, len(unknowns))
    bounds = {}
    for unknown in wanted:
        goal = np.zeros(table.shape[1])
        goal[column[unknown]] = 1
        bounds[unknown] = _raised(table, basis, goal)
    return bounds


def _started(
    lines: Sequence[tuple[np.ndarray, int, float]], width: int
) -> tuple[np.ndarray, list[int]]:
    """Find counts that fit: the table of the simplex method, and its basis."""
    slacks = [at for at, (_, slack, _) in enumerate(lines) if slack]
    total = width + len(slacks) + len(lines)
    table = np.zeros((len(lines), total + 1))
    for at, (line, slack, bound) in enumerate(lines):
        table[at, :width], table[at, -1] = line, bound
        if slack:
            table[at, width + slacks.index(at)] = slack
        if bound < 0:
            table[at] *= -1
        table[at, width + len(slacks) + at] = 1
    basis = [width + len(slacks) + at for at in range(len(lines))]
    goal = np.zeros(total + 1)
    goal[width + len(slacks) : -1] = -1
    left = -_raised(table, basis, goal)
    if left > 1e-6:
        raise ContradictionError(f"{left}")
    kept = []
    for at, chosen in enumerate(basis):
        if chosen >= width + len(slacks):
            usable = np.flatnonzero(np.abs(table[at, : width + len(slacks)]) > 1e-7)
            if not len(usable):
                continue
            _turn(table, basis, at, int(usable[0]))
        kept.append(at)
    columns = [*range(width + len(slacks)), total]
    return table[np.ix_(kept, columns)], [basis[at] for at in kept]


def _raised(table: np.ndarray, basis: list[int], goal: np.ndarray) -> float:
    """Raise a goal as far as it goes; the table goes along, which the next goal may begin with."""
    costs = goal - goal[basis] @ table
    for turn in range(20_000):
        ahead = np.flatnonzero(costs[:-1] > EPS)
        if not len(ahead):
            return float(-costs[-1])
        # The steepest way first; after long turning the first way, which never goes in circles.
        enters = int(ahead[0]) if turn > 500 else int(ahead[np.argmax(costs[ahead])])
        rising = table[:, enters] > EPS
        if not rising.any():
            return math.inf
        ratios = np.full(len(table), math.inf)
        ratios[rising] = table[rising, -1] / table[rising, enters]
        least = ratios.min()
        leaves = min(np.flatnonzero(ratios <= least + 1e-12), key=lambda at: basis[at])
        _turn(table, basis, int(leaves), enters)
        costs = costs - costs[enters] * table[leaves]
    raise RuntimeError("the simplex method does not end")


def _turn(table: np.ndarray, basis: list[int], leaves: int, enters: int) -> None:
    table[leaves] /= table[leaves, enters]
    others = np.arange(len(table)) != leaves
    table[others] -= np.outer(table[others, enters], table[leaves])
    basis[leaves] = enters
