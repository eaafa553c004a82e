"""`controleer`: judge workbooks and say what to repair."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.forms import Form, check_no_input, form_of, render
from prestatieafspraken.cli.output import UserError, check_free, console, write_file


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
    vorig: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PAD",
            help="Vergelijk met deze werkmap van vorig jaar, of met die in deze map.",
        ),
    ] = None,
    formaat: Annotated[
        Form | None,
        typer.Option(
            metavar="|".join(Form),
            help="Het formaat; anders volgt het uit de naam bij --uit, of is het leesbare tekst.",
        ),
    ] = None,
    uit: Annotated[
        Path | None, typer.Option(metavar="BESTAND", help="Schrijf naar dit bestand.")
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
) -> int:
    """Controleer werkmappen en lees per cel wat er anders moet."""
    from rich.progress import track

    from prestatieafspraken.batch.collect import collect
    from prestatieafspraken.batch.inzendingen import compare
    from prestatieafspraken.batch.previous import Previous
    from prestatieafspraken.batch.verdict import check, exit_code

    form = form_of(formaat, uit)
    files = collect(pad)
    if uit:
        check_no_input(uit, files)
        check_free(uit, overwrite=overschrijf)
    day = parse_day(peildatum) if peildatum else None
    previous = Previous(vorig) if vorig else None
    for path in vorig or ():
        # In a folder another file may lie about; what is named must be a workbook.
        if previous and (finding := previous.unreadable.get(path)):
            raise UserError(finding.code, f"{path}: {finding.melding}", finding.herstel)
    terminal = console(stderr=True)
    checked = [
        check(file, day, previous)
        for file in track(
            files,
            description="Controleren",
            console=terminal,
            transient=True,
            disable=not terminal.is_terminal,
        )
    ]
    verdicts = compare(checked)
    if uit:
        write_file(uit, render(form, verdicts, day, uit.parent), overwrite=overschrijf)
        console().print(f"Geschreven: {uit}", markup=False)
    elif form is Form.TEKST:
        from prestatieafspraken.cli.verdict_text import print_verdicts

        print_verdicts(verdicts, console())
    else:
        typer.echo(render(form, verdicts, day, Path()), nl=False)
    return exit_code(verdicts)
