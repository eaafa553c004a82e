"""What one document may take: just at each bound, and one past it."""

from __future__ import annotations

from typing import Any

import pytest

from prestatieafspraken.templates.sandbox.budget import UNKNOWN, Budget, ExcessError, room, weight


def test_steps_and_texts_end_at_their_bound() -> None:
    budget = Budget(steps=3, text=5)
    assert list(budget.turns("ab")) == ["a", "b"]
    budget.step()
    with pytest.raises(ExcessError, match="herhaalt"):
        budget.step()
    budget.write(5)
    with pytest.raises(ExcessError, match="tekst"):
        budget.write(1)
    endless = Budget()
    endless.step(10**9)
    endless.write(10**9)


def test_a_text_may_be_so_long() -> None:
    room(5, 5)
    with pytest.raises(ExcessError):
        room(6, 5)


@pytest.mark.parametrize(
    ("value", "characters"),
    [
        ("", 0),
        ("abc", 3),
        (7, 1),
        (None, 1),
        (True, 1),
        (0.5, 1),
        ([], 0),
        (["abc", 1], 2 + 3 + 1),
        (("ab",), 1 + 2),
        ({"ab": "cde"}, 1 + 2 + 3),
        ([["a"], ["b", "c"]], 2 + 1 + 2 + 3),
        (object(), UNKNOWN),
        ({1, 2}, UNKNOWN),
    ],
)
def test_a_value_weighs_what_it_takes_to_write(value: Any, characters: int) -> None:
    assert weight(value) == characters


def test_what_holds_itself_over_and_over_is_counted_until_it_is_too_much() -> None:
    value: list[Any] = ["x"]
    for _ in range(200):
        value = [value, value]
    assert 100 < weight(value, 100) < 200
    assert weight(["a" * 50, "b" * 51], 50) > 50
