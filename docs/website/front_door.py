"""The page about the front door: what `import prestatieafspraken` gives, by its docstrings."""

from __future__ import annotations

import inspect
from types import ModuleType

import prestatieafspraken

HEAD = """:lang: en

The front door
==============

"""
MEMBERS = "   :members:\n   :undoc-members:\n   :exclude-members: model_post_init\n"


def front_door_page() -> str:
    """Give the page, in reStructuredText: what one calls, what that gives, and what it raises."""
    there = [name for name in prestatieafspraken.__all__ if not name.startswith("_")]
    kinds = {name: _kind(getattr(prestatieafspraken, name)) for name in there}
    return (
        HEAD
        + _told(prestatieafspraken)
        + "".join(
            f"\n{title}\n{'-' * len(title)}\n"
            + "".join(_entry(name, kind) for name, kind in kinds.items() if kind == wanted)
            for title, wanted in (
                ("What one calls", "function"),
                ("What that gives", "class"),
                ("What it raises", "exception"),
            )
        )
    )


def _told(module: ModuleType) -> str:
    """Give the docstring of the package, in which an indented paragraph is a script."""
    parts = (inspect.getdoc(module) or "").split("\n\n")
    scripts = (".. code-block:: python\n\n" + part if part[:1] == " " else part for part in parts)
    return "\n\n".join(scripts) + "\n"


def _kind(value: object) -> str:
    if not inspect.isclass(value):
        return "function"
    return "exception" if issubclass(value, BaseException) else "class"


def _entry(name: str, kind: str) -> str:
    members = "" if kind == "function" else MEMBERS
    return f"\n.. auto{kind}:: prestatieafspraken.{name}\n{members}"
