"""The pages about rules and tables, written from their declarations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prestatieafspraken.validators.declaring.words import spoken
from prestatieafspraken.validators.pages.example import example
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.sheets.codelists import FIXED
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.table import Column, ColumnKind, Table
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
        "Deze lijst volgt uit de regels zelf. FOUT moet worden hersteld; WAARSCHUWING vraagt om een",
        "blik; INFO is ter kennis. Een regel met een link heeft een voorbeeld: tabellen die goed zijn,",
        "tabellen met een fout, en de meldingen daarbij. `prestatieafspraken regels CODE` toont alles",
        "over een regel: de melding, het herstel, waarom, de bron en het voorbeeld.",
        "",
    ]
    for topic in Topic:
        rules = [rule for rule in RULES.values() if rule.topic is topic]
        if rules:
            lines += [f"## {topic.title}", "", *(_line(rule, link(rule)) for rule in rules), ""]
    return "\n".join(lines).rstrip() + "\n"


def _line(rule: Rule, target: str | None) -> str:
    code = f"[{rule.code}]({target})" if target else rule.code
    return f"- {code} {rule.ernst}: {rule.titel}"


def tables_page() -> str:
    """Give the page with all tables and their columns, in Markdown."""
    lines = ["# Tabellen", "", "Deze pagina volgt uit de tabellen zoals ze zijn vastgelegd.", ""]
    for table in TABLES:
        lines += _table(table)
    lines += ["## Vaste keuzelijsten", "", "| Lijst | Waarden |", "|---|---|"]
    lines += [
        f"| {name.replace('_', ' ')} | {', '.join(values)} |" for name, values in FIXED.items()
    ]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    holder = "gemeente en corporatie" if table.party_column or table.theme == 0 else "gemeente"
    if table.name.startswith("afspraken"):
        holder = "gemeente en corporatie"
    yield f"## {table.title}"
    yield ""
    yield table.description
    yield ""
    yield f"Blad {table.sheet}, Excel-tabel `{table.excel_name}`, in de werkmap van {holder}."
    if table.source:
        yield f"Bron: {table.source}."
    yield ""
    yield "| Kolom | Soort | Eenheid | Verplicht | Grenzen | Uitleg |"
    yield "|---|---|---|---|---|---|"
    for column in table.columns:
        needed = "ja" if column.required else ""
        yield (
            f"| {column.header} | {_kind(column)} | {column.unit} | {needed} | {_bounds(column)} "
            f"| {column.help} |"
        )
    yield ""


def _kind(column: Column) -> str:
    if column.formula:
        return "berekend"
    if column.codelist:
        return f"keuze: {column.codelist.replace('_', ' ')}"
    return column.kind


def _bounds(column: Column) -> str:
    if column.formula:
        return ""
    if column.kind is ColumnKind.TEXT:
        return f"hoogstens {column.longest} tekens" if column.longest else ""
    if column.low is None or column.high is None:
        return f"vanaf {spoken(column, column.low)}" if column.low is not None else ""
    return f"{spoken(column, column.low)} tot en met {spoken(column, column.high)}"
