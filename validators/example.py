"""The example of a rule: tables that are good, tables that are not, and what is said of those.

One Markdown file per code serves three times: it is the test of its rule, what the command
`regels` shows, and part of the page about the rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

FOLDER = resources.files(__package__) / "regels"
PARTS = ("Goed", "Fout", "Meldingen")


@dataclass(frozen=True)
class Example:
    """The parts of a file: two workbooks as Markdown tables, and the sentences on the second."""

    good: str
    faulty: str
    sentences: tuple[str, ...]


def codes() -> list[str]:
    """Give the codes that have an example."""
    return sorted(file.name.removesuffix(".md") for file in FOLDER.iterdir())


def example(code: str) -> Example | None:
    """Read the example of a rule, None if it has none (ValueError if it is no example)."""
    path = FOLDER / f"{code}.md"
    if not path.is_file():
        return None
    titles = re.split(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    parts = dict(zip(titles[1::2], titles[2::2], strict=True))
    if tuple(parts) != PARTS:
        raise ValueError(f"{path} has {', '.join(parts)} and not {', '.join(PARTS)}")
    good, faulty, told = (parts[name].strip() for name in PARTS)
    return Example(good, faulty, tuple(line for line in told.splitlines() if line))
