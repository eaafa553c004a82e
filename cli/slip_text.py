"""What is wrong with agreements as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from prestatieafspraken.batch.agreements_form import Written
from prestatieafspraken.cli.verdict_text import STYLES
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.validators.formulier.slip import Slip
from prestatieafspraken.validators.toets.punt import Punt
from prestatieafspraken.validators.toets.toets import Toets

MOST_POINTS = 5
"""Points of one part of the review that a screen shows."""
MOST = 200
"""Slips that a screen shows; nobody reads more before repairing some."""


def counted(written: Written) -> str:
    """Say how many faults there are."""
    return count_of(written.faults, "fout", "fouten") if written.faults else "geen fouten"


def print_slips(written: Written, out: Console, *, whole: bool = False) -> None:
    """Print what is wrong with agreements, each with its place and its repair."""
    style = "bold red" if written.faults else "bold green"
    out.print(f"[{style}]{counted(written)}[/]  [bold]{escape(written.pad)}[/]")
    shown = written.slips if whole else written.slips[:MOST]
    for slip in shown:
        out.print(_line(slip))
    if len(shown) < len(written.slips):
        more = len(written.slips) - len(shown)
        out.print(f"  [dim]en nog {more}; voeg --uit controle.txt toe voor de hele lijst.[/]")


def _line(slip: Slip) -> Table:
    mark = f"[{STYLES[slip.ernst]}]{slip.ernst.sign}[/]"
    where = f"[bold]{escape(slip.where)}[/]  " if slip.where else ""
    told = (where + escape(slip.melding), f"[dim]→ {escape(slip.herstel)}[/]")
    return _beside(mark, told, width=3, justify="right")


def print_review(review: Sequence[Toets], out: Console, *, whole: bool = False) -> None:
    """Print the review of the agreements: each part with its score and its points."""
    for one in review:
        score = f"  [bold]{one.score}[/]" if one.score else ""
        out.print(f"\n[bold underline]{str(one.deel).capitalize()}[/]{score}  {escape(one.vraag)}")
        shown = one.punten if whole else one.punten[:MOST_POINTS]
        print_points(shown, out)
        if len(shown) < len(one.punten):
            more = len(one.punten) - len(shown)
            out.print(f"  [dim]en nog {more}; voeg --uit toets.html toe voor de hele lijst.[/]")


def print_points(points: Sequence[Punt], out: Console) -> None:
    """Print points of a review, each with its repair and its place."""
    for punt in points:
        out.print(_point(punt))


def _point(punt: Punt) -> Table:
    place = f"[dim]{escape(' '.join((punt.slip.where, punt.told_code)).strip())}[/]"
    told = (escape(punt.melding), f"[dim]→ {escape(punt.herstel)}[/]", place)
    return _beside(f"  {escape(punt.waar)}", told, width=12)


def _beside(
    mark: str, told: Sequence[str], *, width: int, justify: Literal["left", "right"] = "left"
) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=width, justify=justify)
    grid.add_column(ratio=1)
    for number, line in enumerate(told):
        grid.add_row("" if number else mark, line)
    return grid
