"""Indicators as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

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


def print_indicators(
    results: Sequence[Indicator], verdict: Verdict, out: Console, *, earlier: bool = True
) -> None:
    """Print every value with its norm, verdict and explanation; `earlier` ones if asked."""
    if verdict.peildatum:
        out.print(f"Indicatoren van {escape(verdict.path)}, peildatum {day(verdict.peildatum)}")
    wrong = verdict.count(Severity.FOUT)
    if wrong:
        out.print(
            f"[bold red]Let op:[/] de werkmap heeft nog {count_of(wrong, 'fout', 'fouten')}; "
            "zie de opdracht controleer."
        )
    shown = [result for result in results if result.actueel or earlier]
    out.print(_table(shown))
    if len(shown) < len(results):
        left = count_of(len(results) - len(shown), "eerder cijfer", "eerdere cijfers")
        out.print(f"Niet getoond: {left}; zie --alles. Herkomst van een waarde: --herleid CODE.")


HEADLINES = (
    "VRD-GROEI-PLAN",
    "VRD-GROEI",
    "VRD-REST-PLAN",
    "SLK-KERN-ONDER",
    "SLK-INKOMEN-ONDER",
    "SLK-TOTAAL-VERSCHIL",
    "EIX-PAD",
)


def print_headlines(results: Sequence[Indicator], out: Console) -> None:
    """Print in sentences what an alderman asks first: of the whole, and the index of each."""
    table = Table.grid(padding=(0, 1), pad_edge=False)
    table.add_column(width=1)
    table.add_column(width=34)
    table.add_column(ratio=1)
    for result in results:
        whole = result.onderdeel is None
        if result.code not in HEADLINES or not result.actueel:
            continue
        if whole == (result.code == "EIX-PAD"):
            continue
        sign, style = STYLES[result.oordeel]
        name = " ".join(part for part in (result.naam, result.onderdeel) if part)
        table.add_row(f"[{style}]{sign}[/]", f"[bold]{escape(name)}[/]", escape(result.toelichting))
    out.print(table)


def _table(results: Sequence[Indicator]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Indicator", ratio=3)
    table.add_column("Waarde", justify="right", no_wrap=True)
    table.add_column("Norm", justify="right", no_wrap=True)
    table.add_column("Oordeel", no_wrap=True)
    table.add_column("Toelichting", ratio=6)
    for result in results:
        sign, style = STYLES[result.oordeel]
        of = ", ".join(part for part in (result.onderdeel, result.periode) if part)
        name = f"{escape(result.naam)}" + (f" [dim]{escape(of)}[/]" if of else "")
        cells = [
            f"{name}\n[dim]{result.code}[/]",
            "–" if result.waarde is None else measure(result.waarde, result.eenheid) + _way(result),
            "" if result.norm is None else measure(result.norm, result.eenheid),
            f"[{style}]{sign} {result.oordeel}[/]",
        ]
        table.add_row(*cells, escape(result.toelichting))
    return table


def _way(result: Indicator) -> str:
    """Give an arrow for the trend."""
    return {"omhoog": " ↑", "omlaag": " ↓", "gelijk": " ="}.get(result.trend or "", "")
