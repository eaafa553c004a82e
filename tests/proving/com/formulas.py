"""A few formulas, worked out as Excel does: those that a test or a button writes.

What a workbook holds of other formulas keeps the outcome that was saved with it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from prestatieafspraken.workbook.address import parse_range
from proving.com.values import Error

Read = Callable[[str | None, tuple[int, int, int, int]], list[Any]]
"""Gives the values of cells, of a sheet by name or of the own sheet."""

TOKENS = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Z]+)\(
    |(?:(?P<sheet>'(?:[^']|'')+'|[A-Za-z]\w*)!)?(?P<cells>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)
    |(?P<mark>[-+*/<>=(),&]))""",
    re.X,
)
KNOWN = {"SUM", "MAX", "IF", "NA", "SQRT", "HYPERLINK"}


class UnknownFormulaError(NotImplementedError):
    """What this fake cannot work out."""


class ErrorOutcome(Exception):  # noqa: N818
    """An error value as the outcome of a part."""


def outcome(formula: str, read: Read) -> Any:
    """Work out a formula."""
    try:
        return _Parser(formula, read).whole()
    except ErrorOutcome as error:
        return Error(error.args[0])


class _Parser:
    def __init__(self, formula: str, read: Read) -> None:
        self.formula, self.read = formula, read
        self.tokens = list(_tokens(formula.removeprefix("=")))
        self.at = 0

    def whole(self) -> Any:
        value = self.compared()
        if self.at < len(self.tokens):
            raise UnknownFormulaError(self.formula)
        return value

    def next(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self, *marks: str) -> str | None:
        kind, text = self.next()
        if kind == "mark" and text in marks:
            self.at += 1
            return text
        return None

    def compared(self) -> Any:
        value = self.summed()
        while sign := self.take(">", "<", "="):
            other = self.summed()
            value = {">": value > other, "<": value < other, "=": value == other}[sign]
        return value

    def summed(self) -> Any:
        value = self.multiplied()
        while sign := self.take("+", "-"):
            one, other = _number(value), _number(self.multiplied())
            value = one + other if sign == "+" else one - other
        return value

    def multiplied(self) -> Any:
        value = self.single()
        while sign := self.take("*", "/"):
            one, other = _number(value), _number(self.single())
            if sign == "/" and not other:
                raise ErrorOutcome("#DIV/0!")
            value = one * other if sign == "*" else one / other
        return value

    def single(self) -> Any:
        if self.take("-"):
            return -_number(self.single())
        kind, text = self.next()
        self.at += 1
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "number":
            return float(text)
        if kind == "cells":
            return self.cells(text)[0]
        if kind == "name":
            return self.called(text)
        raise UnknownFormulaError(self.formula)

    def cells(self, text: str) -> list[Any]:
        sheet, _, where = text.rpartition("!")
        area = parse_range(where.replace("$", ""))
        assert area is not None
        found = self.read(sheet.strip("'").replace("''", "'") or None, area)
        if wrong := next((one for one in found if isinstance(one, Error)), None):
            raise ErrorOutcome(str(wrong))
        return found

    def called(self, name: str) -> Any:
        if name not in KNOWN:
            raise ErrorOutcome("#NAME?")
        if name in ("SUM", "MAX"):
            values = [*self.arguments(spread=True)]
            numbers = [v for v in values if isinstance(v, float) and not isinstance(v, bool)]
            return sum(numbers) if name == "SUM" else max(numbers, default=0.0)
        given = [*self.arguments(spread=False)]
        if name == "NA":
            raise ErrorOutcome("#N/A")
        if name == "SQRT":
            if given[0] < 0:
                raise ErrorOutcome("#NUM!")
            return math.sqrt(given[0])
        if name == "HYPERLINK":
            return given[-1]
        return given[1] if given[0] else given[2]

    def arguments(self, *, spread: bool) -> Iterator[Any]:
        while not self.take(")"):
            kind, text = self.next()
            if spread and kind == "cells":
                self.at += 1
                yield from self.cells(text)
            else:
                yield self.compared()
            self.take(",")


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(formula):
        found = TOKENS.match(formula, at)
        if found is None:
            raise UnknownFormulaError(formula)
        kind = found.lastgroup or ""
        text = found[kind]
        yield kind, f"{found['sheet']}!{text}" if found["sheet"] else text
        at = found.end()


def _number(value: Any) -> float:
    if isinstance(value, str):
        raise ErrorOutcome("#VALUE!")
    return float(value or 0)
