"""All sentences that people can meet, in one file to read from top to bottom.

python tests/meldingen.py --schrijf writes tests/meldingen.md; the test only compares, so that a
change of wording is seen and meant.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from prestatieafspraken.cli.rules import all_rules
from prestatieafspraken.validators.page import TOPICS
from prestatieafspraken.workbook.cell_faults import ERROR_CAUSES

SNAPSHOT = Path(__file__).with_suffix(".md")
CLI = Path(__file__).parent.parent / "cli"


def sentences() -> str:
    """Give the file: rules by topic, then what the command line says, then the error values."""
    return "\n".join([*_rules(), *_command_line(), *_error_values()]).rstrip() + "\n"


def _rules() -> Iterator[str]:
    rules = all_rules()
    topics = {**TOPICS, **{code[:3]: "Het programma" for code in rules if code[:3] not in TOPICS}}
    yield "# Alle meldingen"
    for letters, title in topics.items():
        yield from ("", f"## {title} ({letters})")
        for code, rule in rules.items():
            if code.startswith(letters):
                yield from ("", f"**{code}** {rule.ernst}: {rule.titel}", "")
                yield f"> {rule.melding}"
                yield from (">", f"> {rule.herstel}")
                yield from ("", f"{rule.waarom} ({rule.bron or 'eigen eis'})")


def _command_line() -> Iterator[str]:
    """Find what is raised or told with a code; its f-strings show what is filled in."""
    yield from ("", "## De opdrachten")
    told = set()
    for path in sorted(CLI.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("UserError", "_tell"):
                texts = [_text(argument) for argument in node.args[:3]]
                if len(texts) == 3 and texts[0][:1].isupper():
                    told.add(tuple(texts))
    for code, message, repair in sorted(told):
        yield from ("", f"**{code}**", "", f"> {message}", ">", f"> {repair}")


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            f"{{{ast.unparse(part.value)}}}"
            if isinstance(part, ast.FormattedValue)
            else _text(part)
            for part in node.values
        )
    return f"{{{ast.unparse(node)}}}"


def _error_values() -> Iterator[str]:
    yield from ("", "## Foutwaarden", "")
    yield from (f"- {name}: {cause}" for name, cause in ERROR_CAUSES.items())


if __name__ == "__main__":
    if sys.argv[1:] != ["--schrijf"]:
        sys.exit("python tests/meldingen.py --schrijf")
    SNAPSHOT.write_text(sentences(), encoding="utf-8", newline="\n")
