"""`werkmap nieuw`: make a workbook that is filled in with what the agreements say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prestatieafspraken.batch.guarding.written import check_free, write_file
from prestatieafspraken.cli.agreements import AfspraakJaar, AfsprakenMap, GemeenteNaam
from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.user_error import UserError


def nieuw(
    partij: Annotated[
        str,
        typer.Option(metavar="NAAM", help="Een corporatie, of 'gemeente' voor de hele werkmap."),
    ],
    uit: Annotated[Path, typer.Option(metavar="BESTAND.xlsx", help="Waar de werkmap komt.")],
    afspraken: AfsprakenMap = None,
    gemeente: GemeenteNaam = None,
    jaar: AfspraakJaar = None,
    peildatum: Annotated[
        str | None,
        typer.Option(metavar="JJJJ-MM-DD", help="De peildatum; anders 31 december van het jaar."),
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
) -> int:
    """Maak een nieuwe werkmap, voorgevuld uit de afspraken."""
    from prestatieafspraken.batch.agreements import chosen, sources
    from prestatieafspraken.batch.front_door import build

    if uit.suffix.lower() != ".xlsx":
        raise UserError(
            "UIT-005", f"{uit} is geen naam voor een werkmap.", "Laat de naam eindigen op .xlsx."
        )
    check_free(uit, overwrite=overschrijf)
    agreed = chosen(sources(afspraken), gemeente, jaar)
    day = parse_day(peildatum) if peildatum else None
    write_file(uit, build(agreed, partij, peildatum=day), overwrite=overschrijf, private=False)
    console().print(f"Gemaakt: {uit}", markup=False)
    return 0
