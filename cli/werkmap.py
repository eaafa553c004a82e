"""`werkmap nieuw`: make workbooks that are filled in with what the agreements say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.batch.guarding.written import check_free, write_all, write_file
from prestatieafspraken.cli.agreements import AfspraakJaar, AfsprakenMap, GemeenteNaam
from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    from datetime import date

    from prestatieafspraken.afspraken import Afspraken


def nieuw(
    partij: Annotated[
        str | None,
        typer.Option(
            metavar="NAAM",
            help="Een partij die meedoet, of 'gemeente' voor de hele werkmap.",
        ),
    ] = None,
    alle: Annotated[
        bool,
        typer.Option(
            "--alle", help="De werkmappen van alle partijen, elk met een tekst voor de mail."
        ),
    ] = False,
    uit: Annotated[
        Path | None,
        typer.Option(
            metavar="BESTAND.xlsx|MAP",
            help="Waar de werkmap komt, of bij --alle de map; anders de map waarin u werkt.",
        ),
    ] = None,
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
    """Maak een nieuwe werkmap, voorgevuld uit de afspraken, of die van alle partijen tegelijk."""
    from prestatieafspraken.batch.agreements import chosen, sources

    if alle and partij:
        raise UserError(
            "GBR-034", "--alle en --partij gaan niet samen.", "Laat een van de twee weg."
        )
    if uit and not alle:
        if uit.suffix.lower() != ".xlsx":
            raise UserError(
                "UIT-005",
                f"{uit} is geen naam voor een werkmap.",
                "Laat de naam eindigen op .xlsx.",
            )
        check_free(uit, overwrite=overschrijf)
    agreed = chosen(sources(afspraken), gemeente, jaar, partij)
    day = parse_day(peildatum) if peildatum else None
    if alle:
        _all(agreed, uit or Path(), day, overwrite=overschrijf)
    else:
        _one(agreed, partij, uit, day, overwrite=overschrijf)
    return 0


def _one(
    agreed: Afspraken, partij: str | None, uit: Path | None, day: date | None, *, overwrite: bool
) -> None:
    from prestatieafspraken.batch.front_door import build, party
    from prestatieafspraken.batch.werkmappen import file_name

    if partij is None:
        raise UserError(
            "GBR-035",
            "Het is niet bekend van wie de werkmap wordt.",
            f"{party_names(agreed)} Of geef --alle voor de werkmappen van allemaal.",
        )
    owner = party(agreed, partij)
    path = uit or Path(file_name(owner, agreed))
    check_free(path, overwrite=overwrite)
    write_file(path, build(agreed, partij, peildatum=day), overwrite=overwrite, private=False)
    console().print(f"Gemaakt: {path}", markup=False)


def party_names(agreed: Afspraken) -> str:
    """Say what --partij may be."""
    from prestatieafspraken.batch.front_door import with_workbook

    return f"Kies bij --partij uit: {', '.join(with_workbook(agreed))}."


def _all(agreed: Afspraken, folder: Path, day: date | None, *, overwrite: bool) -> None:
    from prestatieafspraken.batch.inzending import hand_in
    from prestatieafspraken.batch.werkmappen import of_all
    from prestatieafspraken.dutch.counted import count_of

    made = list(of_all(agreed, day))
    files: dict[Path, str | bytes] = {}
    for one in made:
        files |= {folder / one.naam: one.data, folder / one.brief_naam: one.brief}
    write_all(folder, files, overwrite=overwrite)
    out, gemeente = console(), agreed.gemeente
    out.print(f"Werkmappen van {gemeente.naam} {gemeente.jaar}, in {folder}:", markup=False)
    for one in made:
        cells = count_of(one.vraagt.gevraagd, "cel", "cellen")
        sheets = count_of(len(one.vraagt.bladen), "blad", "bladen")
        out.print(f"  {one.naam}: {cells} op {sheets}", markup=False, soft_wrap=True)
        out.print(f"    de tekst voor de mail: {one.brief_naam}", markup=False, soft_wrap=True)
    out.print(f"Inleveren {hand_in(gemeente)}.", markup=False, soft_wrap=True)
