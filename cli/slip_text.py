"""What is wrong with agreements as people read it in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from prestatieafspraken.batch.agreements_form import Written, faults
from prestatieafspraken.cli.verdict_text import STYLES
from prestatieafspraken.dutch.written import count_of
from prestatieafspraken.validators.formulier.slip import Slip
from prestatieafspraken.workbook.lists.checked import SIGNS

MOST = 200
"""Slips that a screen shows; nobody reads more before repairing some."""


def print_slips(written: Written, out: Console, *, whole: bool = False) -> None:
    """Print what is wrong with agreements, each with its place and its repair."""
    number = faults(written.slips)
    word = count_of(number, "fout", "fouten") if number else "geen fouten"
    style = "bold red" if number else "bold green"
    out.print(f"[{style}]{word}[/]  [bold]{escape(written.pad)}[/]")
    shown = written.slips if whole else written.slips[:MOST]
    for slip in shown:
        out.print(_line(slip))
    if len(shown) < len(written.slips):
        more = len(written.slips) - len(shown)
        out.print(f"  [dim]en nog {more}; voeg --uit controle.txt toe voor de hele lijst.[/]")


def _line(slip: Slip) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=3, justify="right")
    grid.add_column(ratio=1)
    where = f"[bold]{escape(slip.where)}[/]  " if slip.where else ""
    grid.add_row(f"[{STYLES[slip.ernst]}]{SIGNS[slip.ernst]}[/]", where + escape(slip.melding))
    grid.add_row("", f"[dim]→ {escape(slip.herstel)}[/]")
    return grid
