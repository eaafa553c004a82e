"""What told sums give away of counts that nobody told, beside what trying every count gives."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from prestatieafspraken.indicators.steun import Steun
from prestatieafspraken.templates.publishing.bounds import KnownSum, highest
from prestatieafspraken.templates.publishing.leftover import ToldSum, is_small, small_leftovers
from prestatieafspraken.templates.publishing.span import Span, Vector, apart

CELLS = "ABCD"
MOST = 4


def drawn(seed: int) -> tuple[dict[str, int], list[KnownSum]]:
    """Draw counts of up to four, and a few sums of them that are told."""
    chance = random.Random(seed)  # noqa: S311
    counts = {cell: chance.randint(0, MOST) for cell in CELLS}
    sums = []
    for number in range(chance.randint(1, 4)):
        signs = {cell: chance.choice([0, 1, 1, 2, -1]) for cell in CELLS}
        of = {cell: times for cell, times in signs.items() if times}
        value = sum(times * counts[cell] for cell, times in of.items())
        sums.append(KnownSum(of, Decimal(value), number))
    return counts, sums


def holds(one: KnownSum, counts: dict[str, int]) -> bool:
    return sum(times * counts[cell] for cell, times in one.of.items()) == one.value


@pytest.mark.parametrize("seed", range(40))
def test_no_count_is_above_its_bound_and_what_bounds_it_is_named(seed: int) -> None:
    _, sums = drawn(seed)
    told = highest(sums)
    every = (dict(zip(CELLS, counts, strict=True)) for counts in product(range(2 * MOST), repeat=4))
    for counts in every:
        if all(holds(one, counts) for one in sums):
            for cell, bound in told.items():
                assert counts[cell] <= bound.value, (sums, cell, bound)
    for cell, bound in told.items():
        alone = highest([one for one in sums if one.number in bound.by])
        assert alone[cell].value <= bound.value


def test_bounds_follow_from_each_other() -> None:
    """A + B is 9 and C − A is 3: A is at most 9 and so C at most 12; of D nobody said anything."""
    sums = [
        KnownSum({"A": 1, "B": 1}, Decimal(9), 1),
        KnownSum({"C": 1, "A": -1}, Decimal(3), 2),
        KnownSum({"D": 1, "E": -1}, Decimal(0), 3),
    ]
    told = highest(sums)
    assert {cell: (bound.value, set(bound.by)) for cell, bound in told.items()} == {
        "A": (9, {1}),
        "B": (9, {1}),
        "C": (12, {1, 2}),
    }


def test_a_count_that_is_at_least_so_many_leaves_the_others_less() -> None:
    """A − B is 3, so A is at least that, and of A + C = 5 no more than 2 are left for C."""
    sums = [
        KnownSum({"A": 1, "B": -1}, Decimal(3), 1),
        KnownSum({"A": 1, "C": 1}, Decimal(5), None),
    ]
    told = highest(sums)
    assert {cell: bound.value for cell, bound in told.items()} == {"A": 5, "C": 2, "B": 2}
    assert told["C"].by == {1}


def rank(vectors: Sequence[Vector]) -> int:
    """Count the vectors that do not follow from others, by elimination in fractions."""
    rows = [[Fraction(vector.get(cell, 0)) for cell in CELLS] for vector in vectors]
    found = 0
    for col in range(len(CELLS)):
        pivot = next((n for n in range(found, len(rows)) if rows[n][col]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for n in range(found + 1, len(rows)):
            share = rows[n][col] / rows[found][col]
            rows[n] = [a - share * b for a, b in zip(rows[n], rows[found], strict=True)]
        found += 1
    return found


@pytest.mark.parametrize("seed", range(60))
def test_a_sum_follows_from_the_sums_that_are_named(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    vectors = [
        {cell: chance.choice([-2, -1, 0, 0, 1, 2, 3]) for cell in CELLS}
        for _ in range(chance.randint(1, 5))
    ]
    asked = {cell: chance.choice([-1, 0, 0, 1, 2]) for cell in CELLS}
    follows = rank([*vectors, asked]) == rank(vectors)
    named = Span(enumerate(vectors)).combination(asked)
    if any(asked.values()):
        assert bool(named) is follows
        own = [vectors[number] for number in named]
        assert not named or rank([*own, asked]) == rank(own)
    else:
        assert named == set()


def test_cells_that_some_sum_has_both_are_in_one_group() -> None:
    vectors: list[Vector] = [{"A": 1, "B": 1}, {"C": 1, "D": 1}, {"E": 1}, {"D": 1, "B": 1}]
    assert sorted(map(sorted, apart(vectors))) == [["A", "B", "C", "D"], ["E"]]


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (9, True), (10, False)])
def test_a_count_is_small_up_to_nine_on_either_side(count: int, small: bool) -> None:
    assert is_small(Decimal(count)) is small
    assert is_small(Decimal(-count)) is small


def sums(*told: tuple[str, int]) -> list[ToldSum]:
    """Give told sums of cells, as "ABC"."""
    return [
        ToldSum.by(number, Steun(Decimal(count), tuple(f"X!{cell}1" for cell in cells)))
        for number, (cells, count) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ([("ABC", 45), ("C", 40)], {0, 1}),  # A and B hold five
        ([("ABC", 45), ("C", 35)], None),  # ten can be told
        ([("ABC", 45), ("C", 45)], None),  # nothing is left
        ([("ABC", 45), ("ABC", 45)], None),
        ([("ABC", 45), ("D", 40)], None),  # no part of it
        ([("ABC", 60), ("A", 20), ("B", 35)], {0, 1, 2}),  # C holds five, after both
        ([("ABC", 60), ("AB", 40), ("BC", 40), ("C", 55)], {0, 3}),
        ([("ABCDE", 60), ("AB", 20), ("BC", 39), ("CD", 35)], {0, 1, 3}),  # E holds five
    ],
)
def test_what_is_left_of_a_whole(told: list[tuple[str, int]], found: set[int] | None) -> None:
    left = list(small_leftovers(sums(*told)))
    assert (found in left) if found else left == []


def test_what_is_taken_off_leaves_a_count_only_within_its_own_row() -> None:
    """Of 45 homes 40 are not done: five are; homes less those of another row are no count."""
    for off, found in (("E7", [{0, 1}]), ("E8", [])):
        whole = ToldSum(0, frozenset({"X!D7", f"-X!{off}", "X!F9"}), Decimal(45))
        part = ToldSum(1, frozenset({"X!F9"}), Decimal(40))
        assert list(small_leftovers([whole, part])) == found
