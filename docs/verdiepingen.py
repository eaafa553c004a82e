"""The table of floors in the README: from docs/huis.toml, and what each folder says of itself."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
FIRST, LAST = "<!-- verdiepingen -->\n", "<!-- /verdiepingen -->\n"


def table() -> str:
    """Give the table in Markdown, the highest floor first; a wing stands under its room."""
    house = tomllib.loads((ROOT / "docs" / "huis.toml").read_text(encoding="utf-8"))
    lines = ["| floor | folder | what it is |", "|---|---|---|"]
    for number, rooms in reversed(list(enumerate(house["floors"]))):
        for room in rooms:
            lines.append(f"| {number} | `{room}/` | {said(ROOT / room)} |")
            for wings in reversed(house["wings"].get(room, [])):
                folders = [wing for wing in wings if (ROOT / room / wing / "__init__.py").exists()]
                lines += [
                    f"| | `{room}/{wing}/` | {said(ROOT / room / wing)} |"
                    for wing in folders
                    if wing
                ]
    return "\n".join(lines) + "\n"


def said(folder: Path) -> str:
    """Give the first sentence of what a folder says of itself."""
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    text = ast.get_docstring(tree)
    if not text:
        raise ValueError(f"{folder / '__init__.py'} does not say what the folder is")
    return text.partition("\n\n")[0].replace("\n", " ").rstrip(".")


def readme() -> str:
    """Give the README with the table as it follows from the code."""
    before, _, rest = (ROOT / "README.md").read_text(encoding="utf-8").partition(FIRST)
    _, _, after = rest.partition(LAST)
    return f"{before}{FIRST}\n{table()}\n{LAST}{after}"
