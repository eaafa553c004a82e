"""What computes a piece of a formula, made of what computes the pieces in it."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from prestatieafspraken.workbook.address import Range
from prestatieafspraken.workbook.outcomes.criteria import Criteria
from prestatieafspraken.workbook.outcomes.functions import FUNCTIONS
from prestatieafspraken.workbook.outcomes.values import (
    CellFault,
    CellValue,
    Operand,
    PlainValue,
    UnknownOutcomeError,
    alone,
    each,
    items,
    number,
    order,
    same,
    truth,
    words,
)


class CellSource(Protocol):
    """The cells that formulas look at."""

    def of_range(self, sheet: str, area: Range) -> Operand:
        """Give one cell, or a row or a column of them."""

    def of_column(self, table: str, header: str) -> Operand:
        """Give a column of a table."""

    def in_row(self, table: str, header: str, row: int) -> Operand:
        """Give the cell of a column in a row of the sheet."""

    def meant(self, name: str) -> str:
        """Give what a name stands for, as a formula."""


@dataclass(frozen=True)
class Standing:
    """Where a formula stands: the cells around it, its sheet and its row."""

    cells: CellSource
    criteria: Criteria
    sheet: str
    row: int


Node = Callable[[Standing], Operand]
"""A piece of a formula: what it comes to where it stands."""


@dataclass(frozen=True)
class Reference:
    """A piece that names cells; a function over cells passes the texts in them over."""

    named: Node

    def __call__(self, at: Standing) -> Operand:
        """Give what stands there."""
        return self.named(at)

    def cells(self, at: Standing) -> Operand:
        """Give what stands there as a column, be it one cell."""
        try:
            return items(self.named(at))
        except CellFault as fault:
            return [fault]


OVER_CELLS = {"SUM", "MAX", "MIN", "COUNT", "COUNTA"}
COMPARED: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt,
    ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip


def of_two(sign: str, left: Node, right: Node) -> Node:
    """Join two pieces by a sign."""
    function = _SIGNS[sign]

    def both(at: Standing) -> Operand:
        one, two = left(at), right(at)
        if isinstance(one, list) or isinstance(two, list):
            return each(function, one, two)
        return function(one, two)

    return both


def _plus(one: CellValue, two: CellValue) -> float:
    return number(one) + number(two)


def _minus(one: CellValue, two: CellValue) -> float:
    """Subtract; of what is the same nothing is left."""
    left, right = number(one), number(two)
    return 0.0 if same(left, right) else left - right


def _times(one: CellValue, two: CellValue) -> float:
    return number(one) * number(two)


def _divided(one: CellValue, two: CellValue) -> float:
    above, below = number(one), number(two)
    if not below:
        raise CellFault("#DIV/0!")
    return above / below


def _if(test: Node, yes: Node, no: Node | None = None) -> Node:
    def chosen(at: Standing) -> Operand:
        if truth(alone(test(at))):
            return yes(at)
        return no(at) if no else False

    return chosen


def _if_error(value: Node, other: Node) -> Node:
    def without(at: Standing) -> Operand:
        try:
            return alone(value(at))
        except CellFault:
            return other(at)

    return without


def _is_number(value: Node) -> Node:
    def told(at: Standing) -> Operand:
        try:
            return FUNCTIONS["ISNUMBER"](value(at))
        except CellFault:
            return False

    return told


def _choose(at_: Node, *nodes: Node) -> Node:
    def chosen(at: Standing) -> Operand:
        place = int(number(alone(at_(at))))
        if not 1 <= place <= len(nodes):
            raise CellFault("#VALUE!")
        return nodes[place - 1](at)

    return chosen


def _comparing(side: Callable[[int, int], bool]) -> Callable[[CellValue, CellValue], PlainValue]:
    return lambda one, two: side(order(one, two), 0)


_SIGNS: dict[str, Callable[[CellValue, CellValue], PlainValue]] = {
    "+": _plus,
    "-": _minus,
    "*": _times,
    "/": _divided,
    "&": lambda one, two: words(one) + words(two),
    **{sign: _comparing(side) for sign, side in COMPARED.items()},
}


def called(name: str, arguments: list[Node]) -> Node:
    """Call a function (UnknownOutcomeError for one that is not known)."""
    if name in LAZY:
        return LAZY[name](*arguments)
    if name in ("COUNTIFS", "COUNTIF"):
        return lambda at: at.criteria.count(*(node(at) for node in arguments))
    if name == "SUMIFS":
        return lambda at: at.criteria.sum(*(node(at) for node in arguments))
    if name not in FUNCTIONS:
        raise UnknownOutcomeError
    function = FUNCTIONS[name]
    if name in OVER_CELLS:
        arguments = [one.cells if isinstance(one, Reference) else one for one in arguments]
    return lambda at: function(*(node(at) for node in arguments))


LAZY: dict[str, Callable[..., Node]] = {
    "IF": _if,
    "IFERROR": _if_error,
    "ISNUMBER": _is_number,
    "CHOOSE": _choose,
}
"""Functions that look at an argument only where they need it, or take an error for an answer."""
