"""The registry finds every rule by itself, in one order, whoever asks first."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from prestatieafspraken.validators.registry import CROSS_RULES, RULES

ROOT = Path(__file__).parents[2]
ORDER = """
from prestatieafspraken.validators.registry import CROSS_RULES
print(*[one.rule.code for one in CROSS_RULES])
"""


@pytest.mark.parametrize(
    "first", ["batch.judging.verdict", "validators.judging.judge", "validators.document.tabellen"]
)
def test_the_order_does_not_depend_on_what_was_imported_first(first: str) -> None:
    command = [sys.executable, "-c", f"import prestatieafspraken.{first}{ORDER}"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.split() == [one.rule.code for one in CROSS_RULES]


def test_the_order_is_by_wing_and_then_by_module() -> None:
    homes = list(dict.fromkeys(one.home for one in CROSS_RULES))
    wings = [home.split(".")[2] for home in homes]
    assert list(dict.fromkeys(wings)) == ["any_sheet", "sheets"]
    for wing in set(wings):
        of_wing = [home for home in homes if home.split(".")[2] == wing]
        assert of_wing == sorted(of_wing)


def _codes(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return {t for t in texts if isinstance(t, str) and re.fullmatch(r"[A-Z]{3}-\d{3}", t)}


def test_every_code_in_a_module_with_rules_is_a_rule() -> None:
    wings = [ROOT / "validators" / wing for wing in ("any_sheet", "sheets", "document")]
    paths = [path for wing in wings for path in wing.glob("*.py")]
    paths += [ROOT / "validators" / "inzending.py", *(ROOT / "workbook").rglob("*_faults.py")]
    codes = set[str]().union(*map(_codes, paths))
    assert codes == RULES.keys()
