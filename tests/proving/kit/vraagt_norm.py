"""Which rules ask for a norm, a goal or a number of an agreement, read from their code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import partial
from types import CodeType, FunctionType

from prestatieafspraken.validators.registry import CROSS_RULES, ROW_RULES

OWN = "prestatieafspraken.validators.sheets"


ASKING = {
    *("norm", "klassen", "income_limit", "inkomensklassen"),
    *("has_middle_group", "most_above", "most_free", "most_local", "per_eenheid"),
    *("getallen", "genoemd", "doelen", "doelen_met", "dag", "termijn"),
}
"""By which names a rule asks for them."""


def asks(rule: object) -> set[str]:
    """Give by which of those names a rule asks, itself or in what it calls of its own room."""
    functions, seen, names = [*_functions(rule)], set(), set()
    while functions:
        codes = [functions.pop()]
        if codes[0] in seen:
            continue
        seen.add(codes[0])
        known = codes[0].__globals__
        inner: list[CodeType] = [codes[0].__code__]
        while inner:
            code = inner.pop()
            inner += [part for part in code.co_consts if isinstance(part, CodeType)]
            names |= ASKING & set(code.co_names)
            for name in code.co_names:
                called = [*_functions(known.get(name))]
                names |= ASKING & {one.__name__ for one in called}
                functions += [one for one in called if OWN in one.__module__]
    return names


def _functions(value: object) -> Iterator[FunctionType]:
    """Give the functions in a value: itself, what it wraps, and what its parts hold."""
    if isinstance(value, FunctionType):
        yield value
        cells = [cell.cell_contents for cell in value.__closure__ or ()]
        for held in (getattr(value, "__wrapped__", None), *cells):
            yield from _functions(held)
    elif isinstance(value, partial):
        for held in (value.func, *value.args):
            yield from _functions(held)
    elif is_dataclass(value) and not isinstance(value, type) and OWN in type(value).__module__:
        for part in fields(value):
            yield from _functions(getattr(value, part.name))


def asking_rules() -> set[str]:
    """Name the rules on a workbook that ask."""
    registered = [(one.rule, one.findings) for one in CROSS_RULES]
    on_rows = [(one.rule, one.faulty) for one in ROW_RULES]
    return {rule.code for rule, function in (*registered, *on_rows) if asks(function)}
