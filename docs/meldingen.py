"""All sentences that people can meet, read from the code itself.

python docs/meldingen.py shows them, to be read from top to bottom.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prestatieafspraken.batch.judging.all_rules import all_rules
from prestatieafspraken.validators.pages.example import example
from prestatieafspraken.workbook.reading.cell_faults import ERROR_CAUSES

ROOT = Path(__file__).parent.parent
SPEAKS = ("cli", "addin", "batch", "registers", "templates", "workbook")
"""The folders in which something is told under a code that no rule has."""
CODE = re.compile(r"[A-Z]{3}-\d{3}")


@dataclass(frozen=True)
class Told:
    """One sentence or two: under which code, as which part, and where it was found."""

    code: str
    part: str
    text: str


def told() -> list[Told]:
    """Give all sentences: of the rules and their examples, the commands and the error values."""
    return [*_rules(), *commands(), *_error_values()]


def _rules() -> Iterator[Told]:
    for code, rule in all_rules().items():
        for part in ("titel", "melding", "herstel", "waarom"):
            yield Told(code, part, getattr(rule, part))
        shown = example(code)
        for sentence in shown.sentences if shown else ():
            yield Told(code, "voorbeeld", sentence.partition("] ")[2])


def commands() -> list[Told]:
    """Give what is raised or told under a code of its own: each call with a code and two texts."""
    found = {
        texts
        for folder in SPEAKS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if CODE.search(text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and (texts := _coded(node))
    }
    return [
        Told(code, part, text)
        for code, message, repair in sorted(found)
        for part, text in (("melding", message), ("herstel", repair))
    ]


def _coded(call: ast.Call) -> tuple[str, str, str] | None:
    texts = [_text(argument) for argument in call.args[:3]]
    if len(texts) < 3 or not CODE.fullmatch(texts[0]):
        return None
    return texts[0], texts[1], texts[2]


def _text(node: ast.expr) -> str:
    """Give a text as it is written; of what is filled in, the expression in braces."""
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


def _error_values() -> Iterator[Told]:
    for name, cause in ERROR_CAUSES.items():
        yield Told(name, "oorzaak", cause)


def messages_page() -> str:
    """Give the page of what commands say under a code that no rule has, in Markdown."""
    lines = [
        "# Meldingen van de opdrachten",
        "",
        "Wat een opdracht zegt als zij niet kan doen wat is gevraagd, volgens de opdrachten zelf.",
        "Wat er over een werkmap wordt gezegd, staat bij de regels. Waar ‹…› staat, vult de",
        "opdracht iets in, zoals de naam van een bestand.",
    ]
    heading = ""
    for one in commands():
        if one.code != heading:
            heading = one.code
            lines += ["", f"## {heading}"]
        lines += ["", _filled_in(one.text)] if one.part == "melding" else [_filled_in(one.text)]
    return "\n".join(lines) + "\n"


def _filled_in(text: str) -> str:
    """Show where something is filled in; what, only the run knows."""
    while (less := re.sub(r"\{[^{}]*\}", "‹…›", text)) != text:
        text = less
    return "‹wat er mis is›" if text == "‹…›" else text


if __name__ == "__main__":
    for sentence in told():
        sys.stdout.write(f"{sentence.code} {sentence.part}: {sentence.text}\n")
