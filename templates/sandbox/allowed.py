"""What a template may be made of. All that is not named here is refused, in every branch of it.

The filters are those of Jinja that make one plain value of another. What could multiply a text is
counted before it is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import nodes
from jinja2.filters import FILTERS as OF_JINJA
from jinja2.tests import TESTS as TESTS_OF_JINJA

from prestatieafspraken.templates.sandbox.budget import (
    MOST_ITEMS,
    WIDEST,
    ExcessError,
    room,
    weight,
)

NODES = frozenset(
    {
        *(nodes.Template, nodes.TemplateData, nodes.Output, nodes.Name, nodes.Const),
        *(nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair, nodes.Keyword),
        *(nodes.For, nodes.If, nodes.CondExpr, nodes.With, nodes.Assign, nodes.AssignBlock),
        *(nodes.Macro, nodes.Call, nodes.CallBlock, nodes.Filter, nodes.FilterBlock, nodes.Test),
        *(nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Compare, nodes.Operand, nodes.Concat),
        *(nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul),
        *(nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow),
    }
)
"""The kinds of node that a template may have: no import, include, block, extends or autoescape."""

OF_THE_LOOP = frozenset(
    {
        *("index", "index0", "revindex", "revindex0", "first", "last", "length"),
        *("depth", "depth0", "previtem", "nextitem", "cycle", "changed"),
    }
)
"""What `loop` may be asked for."""

FILTERS = frozenset(
    {
        *("abs", "capitalize", "count", "d", "default", "e", "escape", "float", "int", "length"),
        *("lower", "round", "string", "striptags", "title", "trim", "truncate", "upper"),
        *("wordcount", "batch", "center", "dictsort", "first", "format", "groupby", "indent"),
        *("items", "join", "last", "list", "map", "max", "min", "reject", "rejectattr"),
        *("replace", "reverse", "select", "selectattr", "slice", "sort", "sum", "unique"),
    }
)
TESTS = frozenset(TESTS_OF_JINJA) - {"callable", "escaped", "filter", "sameas", "test"}

_WIDTH = re.compile(r"%(?:\([^)]*\))?[-#0 +]*(\*|\d*)(?:\.(\*|\d*))?")


def _join(value: Iterable[Any], d: object = "", attribute: object = None) -> None:
    items = list(value)
    room(weight(items) + len(items) * weight(d))


def _replace(s: object, old: object, new: object, count: object = None) -> None:
    text = str(s)
    room(len(text) + (text.count(str(old)) if weight(old) else len(text) + 1) * weight(new))


def _wide(s: object, width: object = 4, *_: object, **__: object) -> None:
    if not isinstance(s, str | int | float):
        raise TypeError("only a text has a width")  # to a list `indent` would add lines, for good
    if not isinstance(width, int) or abs(width) > WIDEST:
        raise ExcessError("een veld wordt te breed")
    room(weight(s) + (str(s).count("\n") + 1) * abs(width))


def _pieces(value: object, number: object, *_: object, **__: object) -> None:
    if not isinstance(number, int) or abs(number) > WIDEST:
        raise ExcessError("een veld wordt te breed")


def _round(value: object, precision: object = 0, method: object = "common") -> None:
    _pieces(value, precision)


def formatted(pattern: object, *values: object, **named: object) -> None:
    """Refuse a pattern that asks for a width of hundreds, or for one that is computed."""
    for widths in _WIDTH.findall(str(pattern)):
        if any("*" in width or len(width) > 2 for width in widths):
            raise ExcessError("een veld wordt te breed")
    room(weight(pattern) + weight(values) + weight(named))


def _sum(iterable: object, attribute: object = None, start: object = 0) -> None:
    if not isinstance(start, int | float):
        raise TypeError("only numbers are added up")


BEFORE: dict[str, Callable[..., None]] = {
    "batch": _pieces,
    "center": _wide,
    "format": formatted,
    "indent": _wide,
    "join": _join,
    "replace": _replace,
    "round": _round,
    "slice": _pieces,
    "sum": _sum,
}
"""What is looked at before a filter makes something of its value, with the same arguments."""

INSTEAD = {"items": "items", "keys": "list", "values": "dictsort", "strip": "trim"}
"""The filter that does the work of a method of another name."""


def filters() -> dict[str, Any]:
    """Give the filters of Jinja that may be used, as they are there."""
    return {name: OF_JINJA[name] for name in FILTERS}


def tests() -> dict[str, Any]:
    """Give the tests of Jinja that may be used."""
    return {name: TESTS_OF_JINJA[name] for name in TESTS}


def numbers(*limits: int) -> list[int]:
    """Give whole numbers as the word `range` asks for them, in a list."""
    wanted = range(*limits)
    if len(wanted) > MOST_ITEMS // 100:
        raise OverflowError
    return list(wanted)
