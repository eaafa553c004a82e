"""`verslag`: the first report of one workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.output import UserError, check_free, console, write_file


def verslag(
    pad: Annotated[Path, typer.Argument(metavar="WERKMAP", help="De werkmap met de cijfers.")],
    uit: Annotated[Path, typer.Option(metavar="BESTAND.md|html", help="Waar het verslag komt.")],
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="JJJJ-MM-DD", help="De dag van het verslag; anders geldt die van de werkmap."
        ),
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
) -> int:
    """Maak het verslag: doelen, indicatoren, afspraken en bevindingen."""
    from prestatieafspraken.cli.bereken import checked, computed
    from prestatieafspraken.templates.report import FORMS, context

    form = uit.suffix.lower()
    if form not in FORMS:
        raise UserError(
            "UIT-006",
            f"Een verslag met de naam {uit.name} kan niet worden gemaakt.",
            f"Laat de naam eindigen op {' of '.join(FORMS)}.",
        )
    check_free(uit, overwrite=overschrijf)
    verdict = checked(pad, parse_day(peildatum) if peildatum else None)
    if verdict.book is None or verdict.afspraken is None or verdict.peildatum is None:
        raise ValueError("only a workbook that was read can be reported")
    content = context(
        verdict.book, verdict.afspraken, verdict.findings, computed(verdict), verdict.peildatum
    )
    write_file(uit, FORMS[form](content), overwrite=overschrijf)
    console().print(f"Geschreven: {uit}", markup=False)
    return 0
