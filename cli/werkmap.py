"""`werkmap nieuw`: make a workbook that is filled in with what the agreements say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.batch.guarding.written import check_free, write_file
from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    from prestatieafspraken.afspraken import Afspraken


def nieuw(
    gemeente: Annotated[str, typer.Option(metavar="NAAM", help="De gemeente van de afspraken.")],
    jaar: Annotated[int, typer.Option(metavar="JJJJ", help="Het jaar van de afspraken.")],
    partij: Annotated[
        str,
        typer.Option(metavar="NAAM", help="Een corporatie, of 'gemeente' voor de hele werkmap."),
    ],
    uit: Annotated[Path, typer.Option(metavar="BESTAND.xlsx", help="Waar de werkmap komt.")],
    peildatum: Annotated[
        str | None,
        typer.Option(metavar="JJJJ-MM-DD", help="De peildatum; anders 31 december van het jaar."),
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
) -> int:
    """Maak een nieuwe werkmap, voorgevuld uit de afspraken."""
    from datetime import date

    from prestatieafspraken.batch.front_door import build

    if uit.suffix.lower() != ".xlsx":
        raise UserError(
            "UIT-005", f"{uit} is geen naam voor een werkmap.", "Laat de naam eindigen op .xlsx."
        )
    check_free(uit, overwrite=overschrijf)
    afspraken = agreements(gemeente, jaar)
    day = parse_day(peildatum) if peildatum else date(jaar, 12, 31)
    write_file(uit, build(afspraken, partij, peildatum=day), overwrite=overschrijf, private=False)
    console().print(f"Gemaakt: {uit}", markup=False)
    return 0


def agreements(gemeente: str, jaar: int) -> Afspraken:
    """Load the agreements, or say which there are (UserError)."""
    from prestatieafspraken.afspraken import UnknownAfsprakenError, load

    try:
        return load(gemeente, jaar)
    except UnknownAfsprakenError as error:
        raise UserError(
            "AFS-900", str(error), "Kies een gemeente en jaar waarvan de afspraken er zijn."
        ) from error
