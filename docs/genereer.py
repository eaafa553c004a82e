"""Write the pages that follow from the code; with --check only say whether they are up to date.

python docs/genereer.py [--check] [--alles] [--zonder-beeld]

With --alles the generated files as well: the workbook, the Word template, icons and pictures; the
last, which need an office and a browser, not with --zonder-beeld.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent


def commands() -> list[list[str]]:
    """Give the words of every command, of the groups too, from the command line itself."""
    from typer.main import get_command

    from prestatieafspraken.cli.app import app

    return [words for words, _ in _below([], get_command(app))]


def _below(words: list[str], command: Any) -> Iterator[tuple[list[str], Any]]:
    """Give a command and what stands under it, each before what stands under that."""
    yield words, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from _below([*words, name], inner)


def commands_page() -> str:
    """Give the reference of all commands, as their own help says it."""
    from typer.testing import CliRunner

    from prestatieafspraken.cli.app import app

    os.environ["TERMINAL_WIDTH"] = "100"
    parts = ["# Opdrachten\n", "Deze pagina volgt uit de uitleg van de opdrachten zelf.\n"]
    for words in commands():
        help_text = (
            CliRunner().invoke(app, [*words, "--help"], prog_name="prestatieafspraken").output
        )
        lines = "\n".join(line.rstrip() for line in help_text.strip().splitlines())
        parts.append(f"## {' '.join(['prestatieafspraken', *words])}\n\n```text\n{lines}\n```\n")
    return "\n".join(parts)


def pages() -> dict[str, Callable[[], str]]:
    """Give what makes each generated page."""
    from dekking import coverage_page
    from doelen import goals_page
    from handleiding import manual_page
    from indicatoren import indicators_page
    from macros import macros_module
    from maten import measures_page
    from regellijst import rules_page
    from tabellen import tables_page
    from verdiepingen import readme

    return {
        "opdrachten.md": commands_page,
        "dekking.md": coverage_page,
        "doelen.md": goals_page,
        "handleiding.md": manual_page,
        "indicatoren.md": indicators_page,
        "maten.md": measures_page,
        "regels.md": rules_page,
        "tabellen.md": tables_page,
        "../README.md": readme,
        "../workbook/package/own_macros.py": macros_module,
    }


def main() -> int:
    """Write the pages, or compare them (exit code 1 when one is out of date)."""
    check, everything = "--check" in sys.argv[1:], "--alles" in sys.argv[1:]
    stale = []
    for name, make in pages().items():
        path, text = DOCS / name, make()
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if everything:
        import bestanden

        if check:
            stale += bestanden.stale(bestanden.made())
        else:
            bestanden.write(pictures="--zonder-beeld" not in sys.argv[1:])
    if stale and check:
        print(f"Out of date: {', '.join(stale)}. Run python docs/genereer.py --alles.")
    return bool(stale and check)


if __name__ == "__main__":
    sys.exit(main())
