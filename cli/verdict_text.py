"""The verdict as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.workbook.dutch import count_of
from prestatieafspraken.workbook.finding import Finding, Severity

MARKS = {
    Severity.FOUT: ("✗", "bold red"),
    Severity.WAARSCHUWING: ("!", "bold yellow"),
    Severity.INFO: ("i", "cyan"),
}
WORDS = {
    "goed": ("✓ goed", "bold green"),
    "fouten": ("✗ fouten", "bold red"),
    "onleesbaar": ("✗ onleesbaar", "bold red"),
    "intern": ("✗ niet beoordeeld", "bold red"),
}


def print_verdicts(verdicts: Sequence[Verdict], out: Console) -> None:
    """Print each verdict with its findings, and the sum of them when there are more."""
    for verdict in verdicts:
        word, style = WORDS[verdict.status]
        out.print(Text.assemble((word, style), "  ", (verdict.path, "bold")))
        out.print(f"  {_counts([verdict])}", style="dim")
        print_findings(verdict.findings, out)
        out.print()
    if len(verdicts) > 1:
        done = sum(verdict.status == "goed" for verdict in verdicts)
        out.print(
            f"[bold]{done} van {len(verdicts)} werkmappen zonder fouten[/]; {_counts(verdicts)}"
        )


def print_findings(findings: Sequence[Finding], out: Console) -> None:
    """Print findings with their place, what is wrong and how to repair it."""
    for group in grouped(findings):
        out.print(Padding(_line(group), (0, 0, 0, 2)))


def grouped(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Put together findings that say the same of several cells; what must be repaired first."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: list(Severity).index(finding.ernst)):
        place = finding.place
        key = (finding.code, place.blad, finding.melding, finding.herstel, finding.toelichting)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def _line(group: list[Finding]) -> Group:
    first = group[0]
    mark, style = MARKS[first.ernst]
    cells = ", ".join(finding.place.cel for finding in group if finding.place.cel)
    where = "!".join(part for part in (first.place.blad, cells) if part)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(width=8)
    grid.add_column(ratio=1)
    head = f"[bold]{escape(where)}[/]  {escape(first.melding)}" if where else escape(first.melding)
    grid.add_row(f"[{style}]{mark}[/]", f"[{style}]{first.code}[/]", head)
    if first.toelichting:
        grid.add_row("", "", f"Toelichting in de werkmap: '{escape(first.toelichting)}'")
    if first.herstel:
        grid.add_row("", "", f"[dim]→ {escape(first.herstel)}[/]")
    return Group(grid)


def _counts(verdicts: Sequence[Verdict]) -> str:
    totals = {s: sum(verdict.count(s) for verdict in verdicts) for s in Severity}
    return ", ".join(
        (
            count_of(totals[Severity.FOUT], "fout", "fouten"),
            count_of(totals[Severity.WAARSCHUWING], "waarschuwing", "waarschuwingen"),
            count_of(totals[Severity.INFO], "opmerking", "opmerkingen"),
        )
    )
