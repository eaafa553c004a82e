"""The examples that stand beside a function, in every module that has one."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = re.compile(r"^\s*>>> ", re.MULTILINE)
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for folder in ROOT.glob("*/py.typed")
    for path in folder.parent.rglob("*.py")
    if EXAMPLE.search(path.read_text(encoding="utf-8"))
)


def test_there_are_examples() -> None:
    assert len(MODULES) > 10


@pytest.mark.parametrize("name", MODULES)
def test_an_example_gives_what_it_says(name: str) -> None:
    found = doctest.testmod(importlib.import_module(f"prestatieafspraken.{name}"))
    assert found.failed == 0
    assert found.attempted, "an example that stands in no docstring is never run"
