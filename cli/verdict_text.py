"""The verdict as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.dutch.counted import count_of, counted
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.judging.telling import MOST_CELLS, grouped, shortened
from prestatieafspraken.validators.judging.telling import Group as Alike
from prestatieafspraken.workbook.finding import EXPLAIN, Finding, Severity
from prestatieafspraken.workbook.lists.checked import (
    TOLD_AS,
    Status,
    beside,
    counts,
    headline,
    sound_of,
)

STYLES = {
    Severity.FOUT: "bold red",
    Severity.WAARSCHUWING: "bold yellow",
    Severity.INFO: "cyan",
}
STYLE_OF = {Status.GOED: "bold green", Status.ONVOLLEDIG: "bold yellow"}
MOST_SHEETS = 6
"""Sheets with cells to fill in that are named under a verdict; a page names them all."""


def style_of(status: Status) -> str:
    """Give the style of a verdict."""
    return STYLE_OF.get(status, "bold red")


def print_verdicts(verdicts: Sequence[Verdict], out: Console, *, whole: bool = False) -> None:
    """Print each verdict with its findings, and the sum of them when there are more.

    With `whole` no finding is left out, however many are alike.
    """
    for verdict in verdicts:
        sign, _ = TOLD_AS[verdict.status]
        said = (f"{sign} {headline(verdict)}", style_of(verdict.status))
        out.print(Text.assemble(said, "  ", (verdict.path, "bold")))
        if more := beside(verdict):
            out.print(f"  {more}", style="dim")
        if left := still_to_fill(verdict):
            out.print(Padding(escape(left), (0, 0, 0, 2)))
        print_findings(verdict.findings, out, whole=whole)
        out.print()
    if len(verdicts) > 1:
        done = sound_of([one.status for one in verdicts], counted(len(verdicts), "werkmappen"))
        out.print(f"[bold]{done}[/]; {counts(verdicts)}")


def still_to_fill(verdict: Verdict) -> str:
    """Name the sheets on which cells wait, with how many: Nog in te vullen: Leefbaarheid (4)."""
    there = verdict.volledigheid
    waiting = [(one.blad, len(one.open)) for one in there.bladen if one.open] if there else []
    if not waiting:
        return ""
    named = [f"{sheet} ({amount})" for sheet, amount in waiting[:MOST_SHEETS]]
    if more := len(waiting) - len(named):
        named.append(f"nog {count_of(more, 'blad', 'bladen')}")
    return f"Nog in te vullen: {listing(named)}."


def print_findings(findings: Sequence[Finding], out: Console, *, whole: bool = False) -> None:
    """Print findings by step, with their place, what is wrong and how to repair it."""
    groups = grouped(findings)
    shown = [(group, 0) for group in groups] if whole else shortened(groups)
    steps = {group.step for group in groups}
    step = None
    for group, left_out in shown:
        if len(steps) > 1 and group.step is not step:
            step = group.step
            out.print(f"\n  [bold underline]{step}[/]")
        out.print(Padding(_line(group, None if whole else MOST_CELLS), (0, 0, 0, 2)))
        if left_out:
            out.print(Padding(_rest(group, left_out), (0, 0, 0, 2)))
    if any(finding.asks for finding in findings):
        out.print(Padding(f"\n[dim]{escape(EXPLAIN)}[/]", (0, 0, 0, 2)))


def _line(group: Alike, most: int | None) -> Group:
    first = group.first
    style = STYLES[first.ernst]
    where = group.place(most)
    grid = _grid()
    head = f"[bold]{escape(where)}[/]  {escape(first.melding)}" if where else escape(first.melding)
    grid.add_row(f"[{style}]{first.ernst.sign}[/]", f"[{style}]{first.code}[/]", head)
    if first.toelichting:
        grid.add_row("", "", f"Toelichting in de werkmap: '{escape(first.toelichting)}'")
    if first.herstel:
        grid.add_row("", "", f"[dim]→ {escape(first.herstel)}[/]")
    return Group(grid)


def _rest(group: Alike, amount: int) -> Group:
    column = group.first.place.kolom
    where = f" in de kolom {column}" if column else " op dit blad"
    more = count_of(amount, "andere bevinding", "andere bevindingen")
    grid = _grid()
    grid.add_row(
        "",
        "",
        f"[dim]en nog {more} van {group.first.code}{escape(where)}; "
        "voeg --uit bevindingen.html toe voor de hele lijst.[/]",
    )
    return Group(grid)


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(width=8)
    grid.add_column(ratio=1)
    return grid
