"""The constant of a rule is Dutch and named after the fault, as the function that finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from prestatieafspraken.batch.judging import internal
from prestatieafspraken.validators import any_sheet, document, inzending, sheets
from prestatieafspraken.validators.registry import CROSS_RULES, ROW_RULES
from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.package import file_faults
from prestatieafspraken.workbook.reading import cell_faults, inzending_faults, structure_faults

ENGLISH = re.compile(
    r"(?:^|_)(ABSENT|BETWEEN|CELL|COLUMN|DATA|EMPTY|INTERNAL|LESS|NO|NONE|NOT|OTHER|RULE|TOO)(?:_|$)"
)
"""Words that names of rules had; a name may hold none of them."""


def _modules() -> Iterator[ModuleType]:
    yield from (internal, inzending, file_faults, structure_faults, inzending_faults, cell_faults)
    for wing in (any_sheet, sheets, document):
        for found in iter_modules(wing.__path__):
            yield import_module(f"{wing.__name__}.{found.name}")


def _constants() -> Iterator[tuple[str, Rule]]:
    for module in _modules():
        for name, value in vars(module).items():
            if isinstance(value, Rule) and not name.startswith("_"):
                yield name, value


def _functions() -> dict[str, set[str]]:
    """Give the functions that find each fault, by the code of its rule."""
    found: dict[str, set[str]] = {}
    for row in ROW_RULES:
        found.setdefault(row.rule.code, set()).add(_name(row.faulty))
    for cross in CROSS_RULES:
        found.setdefault(cross.rule.code, set()).add(_name(cross.findings))
    return found


def _name(function: object) -> str:
    inner = getattr(function, "__wrapped__", None) or getattr(function, "func", None)
    return _name(inner) if inner else str(getattr(function, "__name__", ""))


def test_a_rule_has_one_name_and_a_name_one_rule() -> None:
    pairs = {(name, rule.code) for name, rule in _constants()}
    assert len(pairs) > 140
    assert len({name for name, _ in pairs}) == len(pairs)
    assert len({code for _, code in pairs}) == len(pairs)


def test_the_name_is_that_of_the_function_that_finds_it() -> None:
    functions = _functions()
    for name, rule in _constants():
        own = functions.get(rule.code, set())
        if len(own) == 1:
            assert {name.lower()} == own


def test_no_name_is_english() -> None:
    for name, _ in _constants():
        assert name.isupper()
        assert not ENGLISH.search(name), name
