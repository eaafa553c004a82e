"""Reading the text of a formula into what computes it.

Of the language of formulas this knows what our own workbooks say. What it does not know has no
outcome here.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from prestatieafspraken.workbook.address import Cell, Range, parse_range
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
    number,
    order,
    same,
    truth,
    words,
)

SheetAddress = tuple[str, Cell]
"""A cell of a sheet."""
Node = Callable[[SheetAddress], Operand]
"""A piece of a formula: what it comes to in a cell."""

_FLAT = r"""(?P<flat>[A-Z]+\((?:[^()"]|"[^"]*")+\)) |"""
"""A call without another in it; a workbook has thousands, and few that differ."""
_PIECES = r"""
      (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]))
    | (?P<text>"(?:[^"]|"")*")
    | (?P<own>\w+\[\[\#This\ Row\],\[(?:'.|[^\[\]'])*\]\])
    | (?P<column>\w+\[(?:'.|[^\[\]'])*\])
    | (?P<cells>(?:(?:'(?:[^']|'')+'|\w+)!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![\w(.]))
    | (?P<function>[A-Z]+\()
    | (?P<name>[A-Za-z_]\w*)
    | (?P<sign><=|>=|<>|[-+*/&=<>(),{}])
"""
_TOKEN = re.compile(rf"\s*(?:{_FLAT}{_PIECES})", re.VERBOSE)
_INSIDE = re.compile(rf"\s*(?:{_PIECES})", re.VERBOSE)
_COMPARED: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt,
    ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip


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


@dataclass
class FormulaReader:
    """Reads formulas over the cells of one workbook."""

    cells: CellSource
    criteria: Criteria = field(default_factory=Criteria)
    _read: dict[str, Node] = field(default_factory=dict)

    def read(self, text: str) -> Node:
        """Give what computes a formula, without its = (UnknownOutcomeError)."""
        return _Reader(self, _tokens(text, _TOKEN)).whole()

    def piece(self, kind: str, text: str) -> Node:
        """Give what computes a piece of a formula that occurs in many: it is read once."""
        if text not in self._read:
            if kind == "flat":
                self._read[text] = _Reader(self, _tokens(text, _INSIDE)).whole()
            else:
                self._read[text] = _named(self, kind, text)
        return self._read[text]


def _tokens(text: str, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    found, at = [], 0
    for token in pattern.finditer(text):
        if token.start() != at:
            raise UnknownOutcomeError
        at = token.end()
        kind = token.lastgroup or ""
        found.append((token[kind] if kind == "sign" else kind, token[kind]))
    if text[at:].strip():
        raise UnknownOutcomeError
    return [*reversed(found)]


@dataclass
class _Reader:
    """Takes the tokens one after another; the next is the last of the list."""

    formulas: FormulaReader
    tokens: list[tuple[str, str]]

    def whole(self) -> Node:
        node = self.comparison()
        if self.tokens:
            raise UnknownOutcomeError
        return node

    def next_is(self, *kinds: str) -> str:
        """Take the next token if it is one of these."""
        if self.tokens and self.tokens[-1][0] in kinds:
            return self.tokens.pop()[1]
        return ""

    def demand(self, kind: str) -> None:
        if not self.next_is(kind):
            raise UnknownOutcomeError

    def comparison(self) -> Node:
        node = self.joined()
        while sign := self.next_is(*_COMPARED):
            node = _compared(sign, node, self.joined())
        return node

    def joined(self) -> Node:
        node = self.added()
        while self.next_is("&"):
            node = _of_two(lambda a, b: words(a) + words(b), node, self.added())
        return node

    def added(self) -> Node:
        node = self.multiplied()
        while sign := self.next_is("+", "-"):
            node = _of_two(_plus if sign == "+" else _minus, node, self.multiplied())
        return node

    def multiplied(self) -> Node:
        node = self.signed()
        while sign := self.next_is("*", "/"):
            node = _of_two(_times if sign == "*" else _divided, node, self.signed())
        return node

    def signed(self) -> Node:
        if not self.next_is("-"):
            return self.single()
        node = self.signed()
        return lambda at: each(lambda value: -number(value), node(at))

    def single(self) -> Node:
        if not self.tokens:
            raise UnknownOutcomeError
        kind, text = self.tokens.pop()
        if kind == "(":
            node = self.comparison()
            self.demand(")")
            return node
        if kind == "{":
            self.tokens.append((kind, text))
            return self.listed()
        if kind == "function":
            return self.called(text[:-1])
        return self.formulas.piece(kind, text)

    def listed(self) -> Node:
        """Read a list that is written out: {1,2}."""
        self.demand("{")
        nodes = [self.signed()]
        while self.next_is(","):
            nodes.append(self.signed())
        self.demand("}")
        return lambda at: [alone(node(at)) for node in nodes]

    def called(self, name: str) -> Node:
        arguments: list[Node] = []
        if not self.next_is(")"):
            arguments.append(self.comparison())
            while self.next_is(","):
                arguments.append(self.comparison())
            self.demand(")")
        if name in _LAZY:
            return _LAZY[name](*arguments)
        function = _function(self.formulas.criteria, name)
        return lambda at: function(*(node(at) for node in arguments))


def _function(criteria: Criteria, name: str) -> Callable[..., Operand]:
    if name in ("COUNTIFS", "COUNTIF"):
        return criteria.count
    if name == "SUMIFS":
        return criteria.sum
    if name not in FUNCTIONS:
        raise UnknownOutcomeError
    return FUNCTIONS[name]


def _named(formulas: FormulaReader, kind: str, text: str) -> Node:
    """Read what stands for a value by itself, or names cells."""
    cells = formulas.cells
    if kind == "number":
        plain: PlainValue = float(text)
        return lambda _: plain
    if kind == "text":
        said = text[1:-1].replace('""', '"')
        return lambda _: said
    if kind in ("own", "column"):
        table, _, header = text.partition("[")
        header = re.sub(r"'(.)", r"\1", header.removeprefix("[#This Row],[").rstrip("]"))
        if kind == "column":
            return lambda _: cells.of_column(table, header)
        return lambda at: cells.in_row(table, header, at[1][0])
    if kind == "cells":
        sheet, _, where = text.rpartition("!")
        sheet = sheet.strip("'").replace("''", "'")
        area = parse_range(where)
        if area is None:
            raise UnknownOutcomeError
        return lambda at: cells.of_range(sheet or at[0], area)
    if kind == "name" and text in ("TRUE", "FALSE"):
        return lambda _: text == "TRUE"
    if kind == "name":
        return formulas.read(cells.meant(text))
    raise UnknownOutcomeError


def _of_two(
    function: Callable[[CellValue, CellValue], PlainValue], left: Node, right: Node
) -> Node:
    def both(at: SheetAddress) -> Operand:
        one, two = left(at), right(at)
        if isinstance(one, list) or isinstance(two, list):
            return each(function, one, two)
        return function(one, two)

    return both


def _compared(sign: str, left: Node, right: Node) -> Node:
    side = _COMPARED[sign]
    return _of_two(lambda one, two: side(order(one, two), 0), left, right)


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
    def chosen(at: SheetAddress) -> Operand:
        if truth(alone(test(at))):
            return yes(at)
        return no(at) if no else False

    return chosen


def _if_error(value: Node, other: Node) -> Node:
    def without(at: SheetAddress) -> Operand:
        try:
            return alone(value(at))
        except CellFault:
            return other(at)

    return without


def _is_number(value: Node) -> Node:
    def told(at: SheetAddress) -> Operand:
        try:
            return FUNCTIONS["ISNUMBER"](value(at))
        except CellFault:
            return False

    return told


def _choose(at_: Node, *nodes: Node) -> Node:
    def chosen(at: SheetAddress) -> Operand:
        place = int(number(alone(at_(at))))
        if not 1 <= place <= len(nodes):
            raise CellFault("#VALUE!")
        return nodes[place - 1](at)

    return chosen


_LAZY: dict[str, Callable[..., Node]] = {
    "IF": _if,
    "IFERROR": _if_error,
    "ISNUMBER": _is_number,
    "CHOOSE": _choose,
}
"""Functions that look at an argument only where they need it, or take an error for an answer."""
