"""The sandbox in which every template runs, and the files of this package."""

from __future__ import annotations

from importlib import resources

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment


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
