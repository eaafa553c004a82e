"""The page of one rule, from its declaration and its example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prestatieafspraken.validators.document.rules import is_of_text
from prestatieafspraken.validators.pages.example import Example, example, no_example
from prestatieafspraken.workbook.finding import AsPrinted, Rule

REVIEW = "de toets van de afspraken (`afspraken controleer`)"
NO_EXAMPLE_YET = "Van deze regel is nog geen voorbeeld."
"""What is said of a rule that a table could show, and of which nobody wrote one."""


def rule_page(rule: Rule) -> str:
    """Give the page of a rule in Markdown: what must hold, what is said if not, and an example."""
    lines = [f"# {rule.code}: {rule.titel}", ""]
    lines += [f"- Ernst: {rule.ernst}"]
    lines += [f"- Melding: {blanks(rule.melding)}"]
    lines += [f"- Herstel: {blanks(rule.herstel)}"]
    if rule.waarom:
        lines += [f"- Waarom: {rule.waarom}"]
    lines += [f"- Geldt: {_years(rule)}"] if _years(rule) else []
    lines += [f"- Waar: {_where(rule)}"] if _where(rule) else []
    lines += [f"- Bron: {rule.told_source}", ""]
    shown = example(rule.code)
    if shown is None:
        reason = no_example(rule.code)
        lines += [f"{reason}; een tabel kan dat niet laten zien." if reason else NO_EXAMPLE_YET]
    else:
        lines += _example(rule, shown)
    return "\n".join(lines).rstrip() + "\n"


def _years(rule: Rule) -> str:
    first = f"vanaf {rule.holds_from}" if rule.holds_from else ""
    last = f"tot en met {rule.holds_until}" if rule.holds_until else ""
    years = " ".join(part for part in (first, last) if part)
    return f"voor afspraken {years}" if years else ""


def _where(rule: Rule) -> str:
    """Say where it speaks, if that is not in the check of a workbook alone."""
    if is_of_text(rule):
        return f"alleen in {REVIEW}; wie een werkmap invult, kan dit niet veranderen"
    match rule.gedrukt:
        case AsPrinted.TOETS:
            return f"over wat gedrukt is alleen in {REVIEW}, verder in de controle van een werkmap"
        case AsPrinted.BEIDE:
            return f"over wat gedrukt is ook in {REVIEW}"
    return ""


def _example(rule: Rule, shown: Example) -> Iterator[str]:
    yield from ("## Goed", "", shown.good, "", "## Fout", "", shown.faulty, "")
    yield from ("## Wat de toets zegt" if is_of_text(rule) else "## Wat de controle zegt", "")
    yield from (f"- {sentence}" for sentence in shown.sentences)


def blanks(template: str) -> str:
    """Show what is filled in: {gevonden} becomes ‹gevonden›, a noun or verb is that of many."""
    shown = re.sub(r"\{\w+:[^|}]*\|([^}]*)\}", r"\1", template)
    return re.sub(r"\{(\w+):([^}]*)\}", r"‹\1› \2", shown).replace("{", "‹").replace("}", "›")
