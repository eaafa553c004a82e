"""A rule stands in the module that declares its table, or beside it under that table's name."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

from prestatieafspraken.validators import sheets
from prestatieafspraken.validators.declaring.rule import CrossRule, RowRule
from prestatieafspraken.validators.registry import CROSS_RULES, ROW_RULES
from prestatieafspraken.workbook.table import Table

SHEETS = Path(*sheets.__path__)
OF_NO_TABLE = {"ONG-002", "PRT-003", "PRT-005"}
"""Rules of the sheets that look at whose workbook it is, or at columns of many, per home."""


def _declared() -> dict[str, str]:
    """Give the module that declares each table: the one that gives it its name."""
    found: dict[str, str] = {}
    for path in sorted(SHEETS.glob("*.py")):
        module = import_module(f"{sheets.__name__}.{path.stem}")
        body = ast.parse(path.read_text(encoding="utf-8")).body
        targets = [
            target for node in body if isinstance(node, ast.Assign) for target in node.targets
        ]
        for name in [target.id for target in targets if isinstance(target, ast.Name)]:
            value = getattr(module, name)
            for table in value if isinstance(value, tuple) else (value,):
                if isinstance(table, Table):
                    assert found.setdefault(table.name, path.stem) == path.stem
    return found


def _tables(one: RowRule | CrossRule) -> list[str]:
    return [one.table] if isinstance(one, RowRule) else list(one.needs)


def test_a_rule_of_a_sheet_stands_in_the_module_of_its_table_or_under_its_name() -> None:
    declared = _declared()
    strangers = set()
    rules = [(one, one.home.rpartition(".")) for one in (*ROW_RULES, *CROSS_RULES)]
    of_sheets = [(one, module) for one, (wing, _, module) in rules if wing == sheets.__name__]
    assert len(of_sheets) > 100
    for one, module in of_sheets:
        names = {name for table in _tables(one) for name in (table, declared[table])}
        if module not in names and not module.startswith(tuple(f"{name}_" for name in names)):
            strangers.add(one.rule.code)
    assert strangers == OF_NO_TABLE
