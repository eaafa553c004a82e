"""`controleer`: judge workbooks and say what to repair."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.output import check_free, console, write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prestatieafspraken.batch.verdict import Verdict


class Formaat(StrEnum):
    """How the result is written."""

    TEKST = "tekst"
    JSON = "json"


def controleer(
    pad: Annotated[
        list[Path], typer.Argument(metavar="PAD...", help="Werkmappen, of mappen met werkmappen.")
    ],
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="JJJJ-MM-DD", help="Beoordeel op deze dag; anders geldt die van de werkmap."
        ),
    ] = None,
    formaat: Annotated[
        Formaat, typer.Option(metavar="tekst|json", help="Leesbare tekst, of JSON.")
    ] = Formaat.TEKST,
    uit: Annotated[
        Path | None, typer.Option(metavar="BESTAND", help="Schrijf naar dit bestand.")
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
    uitmap: Annotated[
        Path | None,
        typer.Option(metavar="MAP", help="Schrijf per werkmap een pagina, en een overzicht."),
    ] = None,
    hervat: Annotated[
        bool, typer.Option("--hervat", help="Ga in de uitmap verder waar een controle ophield.")
    ] = False,
    werkers: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=64, help="Zoveel werkmappen tegelijk."),
    ] = None,
) -> int:
    """Controleer werkmappen en lees per cel wat er anders moet."""
    from importlib.metadata import version

    from prestatieafspraken.batch.collect import collect
    from prestatieafspraken.batch.verdict import exit_code, report
    from prestatieafspraken.cli.run import judged

    if uit:
        check_free(uit, overwrite=overschrijf)
    day = parse_day(peildatum) if peildatum else None
    verdicts = judged(collect(pad, uitmap), day, werkers, uitmap, resume=hervat)
    if formaat is Formaat.JSON:
        contract = report(verdicts, version("prestatieafspraken"), day)
        text = json.dumps(contract, ensure_ascii=False, indent=2) + "\n"
    else:
        text = ""
    if uit:
        write_file(uit, text or as_text(verdicts), overwrite=overschrijf)
        console().print(f"Geschreven: {uit}", markup=False)
    elif text:
        typer.echo(text, nl=False)
    elif uitmap:  # the findings of hundreds of workbooks are read in the overview
        done = sum(verdict.status == "goed" for verdict in verdicts)
        console().print(f"{done} van {len(verdicts)} werkmappen zonder fouten.")
        console().print(f"Geschreven: {uitmap / 'overzicht.html'}", markup=False)
    else:
        show(verdicts)
    return exit_code(verdicts)


def as_text(verdicts: Sequence[Verdict]) -> str:
    """Give the readable form without colours, 120 characters wide."""
    from io import StringIO

    from rich.console import Console

    stream = StringIO()
    _print(verdicts, Console(file=stream, width=120, highlight=False))
    return stream.getvalue()


def show(verdicts: Sequence[Verdict]) -> None:
    """Print the readable form."""
    _print(verdicts, console())


def _print(verdicts: Sequence[Verdict], out: object) -> None:
    from prestatieafspraken.cli.verdict_text import print_verdicts

    print_verdicts(verdicts, out)  # type: ignore[arg-type]
