"""Reading the text of a formula into what computes it.

Of the language of formulas this knows what our own workbooks say. What it does not know has no
outcome here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from prestatieafspraken.workbook.address import parse_range
from prestatieafspraken.workbook.outcomes.pieces import COMPARED, Node, Reference, called, of_two
from prestatieafspraken.workbook.outcomes.values import (
    PlainValue,
    UnknownOutcomeError,
    alone,
    each,
    number,
)

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


@lru_cache(2**12)
def read(text: str) -> Node:
    """Give what computes a formula, without its = (UnknownOutcomeError)."""
    return _Reader(_tokens(text, _TOKEN)).whole()


@lru_cache(2**13)
def _piece(kind: str, text: str) -> Node:
    """Give what computes a piece of a formula that occurs in many: it is read once."""
    if kind == "flat":
        return _Reader(_tokens(text, _INSIDE)).whole()
    return _named(kind, text)


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
        while sign := self.next_is(*COMPARED):
            node = of_two(sign, node, self.joined())
        return node

    def joined(self) -> Node:
        node = self.added()
        while sign := self.next_is("&"):
            node = of_two(sign, node, self.added())
        return node

    def added(self) -> Node:
        node = self.multiplied()
        while sign := self.next_is("+", "-"):
            node = of_two(sign, node, self.multiplied())
        return node

    def multiplied(self) -> Node:
        node = self.signed()
        while sign := self.next_is("*", "/"):
            node = of_two(sign, node, self.signed())
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
            return self.call(text[:-1])
        return _piece(kind, text)

    def listed(self) -> Node:
        """Read a list that is written out: {1,2}."""
        self.demand("{")
        nodes = [self.signed()]
        while self.next_is(","):
            nodes.append(self.signed())
        self.demand("}")
        return lambda at: [alone(node(at)) for node in nodes]

    def call(self, name: str) -> Node:
        arguments: list[Node] = []
        if not self.next_is(")"):
            arguments.append(self.comparison())
            while self.next_is(","):
                arguments.append(self.comparison())
            self.demand(")")
        return called(name, arguments)


def _named(kind: str, text: str) -> Node:
    """Read what stands for a value by itself, or names cells."""
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
            return lambda at: at.cells.of_column(table, header)
        return Reference(lambda at: at.cells.in_row(table, header, at.row))
    if kind == "cells":
        sheet, _, where = text.rpartition("!")
        sheet = sheet.strip("'").replace("''", "'")
        area = parse_range(where)
        if area is None:
            raise UnknownOutcomeError
        return Reference(lambda at: at.cells.of_range(sheet or at.sheet, area))
    if kind == "name" and text in ("TRUE", "FALSE"):
        return lambda _: text == "TRUE"
    if kind == "name":
        return Reference(lambda at: read(at.cells.meant(text))(at))
    raise UnknownOutcomeError
