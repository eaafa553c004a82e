"""How much a template may make: bounds on its steps, its texts, its lists and its depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import Any

from jinja2 import TemplateRuntimeError

LONGEST = 1_000_000
"""Characters of one text; the longest in a report is a cell of 32,767."""
MOST_ITEMS = 100_000
"""Items of one list; the longest list of a report has some thousands."""
WIDEST = 1_000
"""The largest number that says how often or how wide something becomes."""
LARGEST = 10**15
"""The largest whole number that is computed with; a report holds counts of homes."""
DEEPEST = 40
"""Macros that call each other; a report needs two or three."""
UNKNOWN = 2_000
"""Characters that anything but a text is taken for: a picture as markup, a number."""


class ExcessError(TemplateRuntimeError):
    """A template asks for more than it may have; the text is a piece of a Dutch sentence."""


class Budget:
    """What is left of the bounds of one document; without numbers there is no end to it."""

    def __init__(self, steps: float = inf, text: float = inf) -> None:
        self.steps, self.text = steps, text
        self.depth = 0

    def step(self, amount: int = 1) -> None:
        """Take steps: a turn of a loop, a call, an item of a new list."""
        self.steps -= amount
        if self.steps < 0:
            raise ExcessError("het sjabloon herhaalt te veel")

    def write(self, amount: int) -> None:
        """Take characters that were made."""
        self.text -= amount
        if self.text < 0:
            raise ExcessError("het sjabloon maakt te veel tekst")

    def turns(self, items: Iterable[Any]) -> Iterator[Any]:
        """Give items one by one, each for a step."""
        for item in items:
            self.step()
            yield item


def room(amount: int, most: int = LONGEST) -> None:
    """Refuse what would become too long, before it is made."""
    if amount > most:
        raise ExcessError("een veld wordt te lang")


def weight(value: object, most: int = LONGEST) -> int:
    """Give the characters that a value takes when it is written, counted until there are too many.

    A list that holds one list twice, which holds another twice, is short and endless at once:
    therefore nothing is written before it was counted.
    """
    total, todo = 0, [value]
    while todo and total <= most:
        item = todo.pop()
        if isinstance(item, str):
            total += len(item)
        elif isinstance(item, Mapping):
            total += len(item)
            todo += [*item.keys(), *item.values()]
        elif isinstance(item, list | tuple):
            total += len(item)
            todo += item
        elif not isinstance(item, bool | int | float | None):
            total += UNKNOWN
        else:
            total += 1
    return total
