"""What comes along with the product is used by it: nothing is there for the documentation alone.

Pages of the documentation are made in docs/, helpers of the tests stand in tests/.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = {
    path: path.read_text(encoding="utf-8")
    for folder in ROOT.glob("*/__init__.py")
    if folder.parent.name != "tests"
    for path in folder.parent.rglob("*.py")
}
MODULES[ROOT / "__init__.py"] = (ROOT / "__init__.py").read_text(encoding="utf-8")
WORDS = Counter(word for text in MODULES.values() for word in re.findall(r"\b[A-Za-z]\w*\b", text))
"""Whoever uses a name writes it, be it in a text such as "module:function"."""
ELSEWHERE = {"class_module"}
"""A project of VBA has room for classes, of which only the doubles of the tests are."""


def _public(text: str) -> Iterator[str]:
    """Give the functions and classes of a module, and the names that it gives a value.

    A function with a decorator is used by who decorates it, and a rule by the registry, which
    looks for every rule in a module.
    """
    for node in ast.parse(text).body:
        match node:
            case ast.Assign(value=ast.Call(func=ast.Name(id="Rule"))):
                pass
            case ast.FunctionDef(name=name, decorator_list=[]) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def test_every_name_is_used_by_the_product() -> None:
    unused = {
        name: path.relative_to(ROOT).as_posix()
        for path, text in MODULES.items()
        for name in _public(text)
        if not name.startswith("_") and WORDS[name] == 1
    }
    assert {name: where for name, where in unused.items() if name not in ELSEWHERE} == {}
    assert unused.keys() == ELSEWHERE
