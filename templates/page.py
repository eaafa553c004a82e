"""Filling a template: what is in it is ours, what goes into it is data and never markup."""

from __future__ import annotations

import re
from importlib import resources

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup


def template(name: str, *, escape: bool = True) -> Template:
    """Load a template of this folder; a value that it misses is an error."""
    environment = SandboxedEnvironment(
        autoescape=escape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["cel"] = _markdown_cell
    return environment.from_string(_text(name))


def style() -> Markup:
    """Give the style sheet that all pages share: our own file, not data."""
    return Markup(_text("verslag.css"))  # noqa: S704


def _text(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


def _markdown_cell(value: str) -> str:
    """Make a text harmless inside a Markdown table: no markup, no new cell, no new line."""
    text = re.sub(r"\s+", " ", value).strip()
    return re.sub(r"([\\`*_{}\[\]<>|#~])", r"\\\1", text)
