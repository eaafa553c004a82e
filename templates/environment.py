"""The sandbox in which every template runs, and the files of this package."""

from __future__ import annotations

from importlib import resources

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup


class Sandbox(ImmutableSandboxedEnvironment):
    """A template can print what it is given and loop over it; it can change and reach nothing."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Allow no attribute that begins with an underscore, and no method that formats."""
        return attr not in ("format", "format_map") and super().is_safe_attribute(obj, attr, value)


def sandbox(*, escape: bool) -> Sandbox:
    """Give a sandbox that escapes (or not) and that does not know what it was not given."""
    return Sandbox(
        autoescape=escape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def text(name: str) -> str:
    """Read a file of this package."""
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


def template(name: str, *, escape: bool = True) -> Template:
    """Load a template of this package; a value that it misses is an error."""
    return sandbox(escape=escape).from_string(text(name))


def style() -> Markup:
    """Give the style sheet that all pages share: our own file, not data."""
    return Markup(text("verslag.css"))  # noqa: S704
