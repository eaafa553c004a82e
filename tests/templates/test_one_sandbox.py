"""Every template runs in the one sandbox: no other environment is made, by us or by a library."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import docxtpl
import jinja2
import jinja2.nativetypes
import jinja2.sandbox
import pytest

from prestatieafspraken.templates.sandbox.environment import Sandbox

ROOT = Path(__file__).parents[2]
HOME = ROOT / "templates" / "sandbox" / "environment.py"
MODULES = sorted(
    path
    for folder in ROOT.glob("*/__init__.py")
    if folder.parent.name != "tests"
    for path in folder.parent.rglob("*.py")
)
MAKERS = {
    *("Template", "Environment", "NativeEnvironment", "NativeTemplate"),
    *("SandboxedEnvironment", "ImmutableSandboxedEnvironment"),
}
"""What runs a template, or makes something that does, when it is called."""


def test_nothing_of_jinja_that_runs_a_template_is_forgotten() -> None:
    runs = {
        name
        for module in (jinja2, jinja2.sandbox, jinja2.nativetypes)
        for name, value in inspect.getmembers(module, inspect.isclass)
        if issubclass(value, (jinja2.Environment, jinja2.Template))
    }
    assert runs == MAKERS


def _called(tree: ast.AST) -> set[str]:
    """Give the names that a module calls or derives a class from, and those that it renames."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                names.add(name)
            case ast.ClassDef(bases=bases):
                names |= {getattr(base, "id", getattr(base, "attr", "")) for base in bases}
            case ast.alias(name=name, asname=str()):
                names.add(name.rpartition(".")[2])
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_environment_is_made(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    made = _called(tree) & MAKERS
    assert made == ({"ImmutableSandboxedEnvironment"} if path == HOME else set())


def test_the_library_of_word_never_makes_its_own() -> None:
    """It makes an environment that allows everything where it is not given one."""
    own = {
        name: list(inspect.signature(method).parameters).index("jinja_env") - 1
        for name, method in inspect.getmembers(docxtpl.DocxTemplate, inspect.isfunction)
        if "jinja_env" in inspect.signature(method).parameters
    }
    assert "render" in own
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        if "docxtpl" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Call(func=ast.Attribute(attr=name), args=args, keywords=named) if (
                    name in own
                ):
                    given = len(args) > own[name] or any(k.arg == "jinja_env" for k in named)
                    assert given, f"{path}:{node.lineno} calls {name} without our sandbox"


def test_a_template_can_change_nothing_and_reach_nothing() -> None:
    assert issubclass(Sandbox, jinja2.sandbox.ImmutableSandboxedEnvironment)
    assert Sandbox(escape=True).is_safe_attribute("", "format", "".format) is False
