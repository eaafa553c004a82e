"""The list of all rules, written from their declarations."""

from __future__ import annotations

from collections.abc import Callable

from prestatieafspraken.batch.judging.all_rules import all_rules
from prestatieafspraken.validators.pages.example import example
from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.topic import Topic

EXAMPLES = "../validators/regels"
"""Where the examples stand, seen from the folder of the pages."""


def _example_link(rule: Rule) -> str | None:
    return f"{EXAMPLES}/{rule.code}.md" if example(rule.code) else None


def rules_page(link: Callable[[Rule], str | None] = _example_link) -> str:
    """Give the index of all rules, in Markdown; `link` says where one rule can be read.

    What a rule says stands in its declaration and in its example, and nowhere a second time.
    """
    lines = [
        "# Regels",
        "",
        "Deze lijst volgt uit de regels zelf. Een FOUT moet weg. Een WAARSCHUWING heet op schermen",
        "en in verslagen een vraag: een zin uitleg volstaat. INFO heet daar een tip. Een regel met",
        "een link heeft een voorbeeld: tabellen die goed zijn, tabellen met een fout, en de",
        "meldingen daarbij. De opdracht",
        "`prestatieafspraken regels CODE` toont alles over een regel: de melding, het herstel,",
        "waarom, de bron en het voorbeeld.",
        "",
        "De controle van een werkmap zegt niets over wat gedrukt is en wie invult niet kan",
        "veranderen: dat staat in de toets van de afspraken (`prestatieafspraken afspraken",
        "controleer`). De regels over de tekst, de gedrukte tabellen en de doelen spreken daar.",
        "",
    ]
    for topic in Topic:
        rules = [rule for rule in all_rules().values() if rule.topic is topic]
        if rules:
            lines += [f"## {topic.title}", "", *(_line(rule, link(rule)) for rule in rules), ""]
    return "\n".join(lines).rstrip() + "\n"


def _line(rule: Rule, target: str | None) -> str:
    code = f"[{rule.code}]({target})" if target else rule.code
    return f"- {code} {rule.ernst}: {rule.titel}"
