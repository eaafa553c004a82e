"""Indicators as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.workbook.dutch import count_of, day, measure
from prestatieafspraken.workbook.finding import Severity

STYLES = {
    Oordeel.GEHAALD: ("✓", "green"),
    Oordeel.OP_KOERS: ("↗", "green"),
    Oordeel.AANDACHT: ("!", "yellow"),
    Oordeel.NIET_GEHAALD: ("✗", "red"),
    Oordeel.NIET_TE_BEPALEN: ("?", "dim"),
    Oordeel.GEEN_NORM: ("·", "dim"),
}


def print_indicators(results: Sequence[Indicator], verdict: Verdict, out: Console) -> None:
    """Print every value with its norm, verdict and explanation."""
    if verdict.peildatum:
        out.print(f"Indicatoren van {escape(verdict.path)}, peildatum {day(verdict.peildatum)}")
    wrong = verdict.count(Severity.FOUT)
    if wrong:
        out.print(
            f"[bold red]Let op:[/] de werkmap heeft nog {count_of(wrong, 'fout', 'fouten')}; "
            "zie de opdracht controleer."
        )
    out.print(_table(results))


def print_headlines(results: Sequence[Indicator], out: Console) -> None:
    """Print only the current values that have a norm, in short."""
    current = [r for r in results if r.actueel and r.oordeel is not Oordeel.GEEN_NORM]
    out.print(_table(current, title="Indicatoren van de gemeente", explain=False))


def as_text(results: Sequence[Indicator], verdict: Verdict) -> str:
    """Give the readable form without colours, 120 characters wide."""
    stream = StringIO()
    print_indicators(results, verdict, Console(file=stream, width=120, highlight=False))
    return stream.getvalue()


def _table(results: Sequence[Indicator], title: str | None = None, explain: bool = True) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column("Indicator", ratio=3)
    table.add_column("Waarde", justify="right", no_wrap=True)
    table.add_column("Norm", justify="right", no_wrap=True)
    table.add_column("Oordeel", no_wrap=True)
    if explain:
        table.add_column("Toelichting", ratio=6)
    for result in results:
        sign, style = STYLES[result.oordeel]
        of = ", ".join(part for part in (result.onderdeel, result.periode) if part)
        name = f"{escape(result.naam)}" + (f" [dim]{escape(of)}[/]" if of else "")
        cells = [
            f"{name}\n[dim]{result.code}[/]" if explain else name,
            "–" if result.waarde is None else measure(result.waarde, result.eenheid),
            "" if result.norm is None else measure(result.norm, result.eenheid),
            f"[{style}]{sign} {result.oordeel}[/]",
        ]
        table.add_row(*cells, *([escape(result.toelichting)] if explain else []))
    return table
