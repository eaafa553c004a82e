"""`regels`: what is checked, and the page of one rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.batch.judging.all_rules import all_rules
from prestatieafspraken.cli.output import console, say
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prestatieafspraken.workbook.finding import Rule


def regels(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]", help="Een code (CEL-006), of alleen de letters ervan (CEL)."
        ),
    ] = None,
    ernst: Annotated[
        Severity | None,
        typer.Option(
            metavar="|".join(Severity),
            help="Toon alleen regels van deze ernst.",
            case_sensitive=False,
        ),
    ] = None,
) -> int:
    """Lees wat er wordt gecontroleerd, of alles over één regel."""
    rules = all_rules()
    asked = _spelled(code or "")
    if asked in rules:
        _page(rules[asked])
        return 0
    listed = [
        rule
        for rule in rules.values()
        if (not asked or rule.code[:3] == asked) and (ernst is None or rule.ernst is ernst)
    ]
    if asked and asked not in {known[:3] for known in rules}:
        from prestatieafspraken.dutch.data_faults import suggestion

        raise UserError(
            "GBR-005",
            f"De regel {code} bestaat niet.{suggestion(asked, rules)}",
            "Zie alle regels met: prestatieafspraken regels.",
        )
    _list(listed)
    return 0


def _spelled(code: str) -> str:
    """Give a code as it is written: cel6 is CEL-006."""
    text = code.strip().upper()
    parts = re.fullmatch(r"([A-Z]{3})[ -]?(\d{1,3})", text)
    return f"{parts[1]}-{parts[2]:>03}" if parts else text


def _page(rule: Rule) -> None:
    from rich.markdown import Markdown

    from prestatieafspraken.validators.pages.rule_page import rule_page

    out, text = console(), rule_page(rule)
    if out.is_terminal:
        out.print(Markdown(text))
    else:
        say(text)


def _list(rules: Sequence[Rule]) -> None:
    from rich.table import Table

    from prestatieafspraken.cli.verdict_text import STYLES
    from prestatieafspraken.dutch.counted import count_of

    out = console()
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for rule in rules:
        style = STYLES[rule.ernst]
        table.add_row(
            f"[bold]{rule.code}[/]", f"[{style}]{rule.ernst.sign} {rule.ernst}[/]", rule.titel
        )
    if rules:
        out.print(table)
    out.print(f"{count_of(len(rules), 'regel', 'regels')}.", style="dim")
