"""The examples in words that stand beside each formula."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from prestatieafspraken import indicators

MODULES = sorted(m.name for m in pkgutil.iter_modules(indicators.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    module = importlib.import_module(f"prestatieafspraken.indicators.{name}")
    assert doctest.testmod(module).failed == 0
