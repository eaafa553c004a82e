"""`afspraken`: forms and folders in which people write agreements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prestatieafspraken.batch.guarding.written import check_free, write_file
from prestatieafspraken.cli.output import console, echo
from prestatieafspraken.cli.review_forms import REVIEW_SUFFIXES, ReviewForm, review_in
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.dutch.written import listing

FormFile = Annotated[Path, typer.Option(metavar="FORMULIER.xlsx", help="Waar het formulier komt.")]
Overwrite = Annotated[
    bool, typer.Option("--overschrijf", help="Wat er al staat mag worden vervangen.")
]


def nieuw(uit: FormFile, overschrijf: Overwrite = False) -> int:
    """Maak een leeg formulier om afspraken in te schrijven."""
    from prestatieafspraken.batch.agreements_form import new_form

    _check_form(uit, overwrite=overschrijf)
    write_file(uit, new_form(), overwrite=overschrijf, private=False)
    console().print(f"Gemaakt: {uit}", markup=False)
    return 0


def schrijf(
    map: Annotated[Path, typer.Argument(metavar="MAP", help="De map met de afspraken.")],  # noqa: A002
    uit: FormFile,
    overschrijf: Overwrite = False,
) -> int:
    """Schrijf de afspraken van een map in een formulier."""
    from prestatieafspraken.batch.agreements import chosen, sources
    from prestatieafspraken.batch.agreements_form import form_of

    _check_form(uit, overwrite=overschrijf)
    data = form_of(chosen(sources(map), None, None))
    write_file(uit, data, overwrite=overschrijf, private=False)
    console().print(f"Gemaakt: {uit}", markup=False)
    return 0


def lees(
    formulier: Annotated[
        Path, typer.Argument(metavar="FORMULIER", help="Het ingevulde formulier.")
    ],
    uit: Annotated[Path, typer.Option(metavar="MAP", help="De map waarin de afspraken komen.")],
    overschrijf: Overwrite = False,
) -> int:
    """Maak van een ingevuld formulier een map met afspraken."""
    from prestatieafspraken.batch.agreements_folder import check_folder, write_folder
    from prestatieafspraken.batch.agreements_form import read_agreements
    from prestatieafspraken.cli.slip_text import print_slips

    check_folder(uit, overwrite=overschrijf)
    written = read_agreements(formulier)
    print_slips(written, console())
    if written.afspraken is None:
        console().print("Er is niets geschreven.", markup=False)
        return 1
    write_folder(uit, written.afspraken, overwrite=overschrijf)
    console().print(f"Gemaakt: {uit}", markup=False)
    return 0


def volgend_jaar(
    map: Annotated[Path, typer.Argument(metavar="MAP", help="De map met de afspraken.")],  # noqa: A002
    uit: Annotated[
        Path, typer.Option(metavar="MAP", help="De map waarin die van een jaar later komen.")
    ],
    overschrijf: Overwrite = False,
) -> int:
    """Zet afspraken een jaar verder, als begin van een nieuwe set."""
    from prestatieafspraken.afspraken import volgend_jaar as later
    from prestatieafspraken.batch.agreements import chosen, sources
    from prestatieafspraken.batch.agreements_folder import check_folder, write_folder

    check_folder(uit, overwrite=overschrijf)
    moved = later.volgend_jaar(chosen(sources(map), None, None))
    write_folder(uit, moved, overwrite=overschrijf)
    console().print(f"Gemaakt: {uit}", markup=False)
    return 0


def controleer(
    pad: Annotated[
        Path, typer.Argument(metavar="PAD", help="Een formulier, of een map met afspraken.")
    ],
    formaat: Annotated[
        ReviewForm | None,
        typer.Option(
            metavar="|".join(ReviewForm),
            help="Het formaat; anders volgt het uit de naam bij --uit, of is het leesbare tekst.",
        ),
    ] = None,
    uit: Annotated[
        Path | None, typer.Option(metavar="BESTAND", help="Schrijf naar dit bestand.")
    ] = None,
    overschrijf: Overwrite = False,
) -> int:
    """Controleer afspraken per cel of regel, en toets hoe goed ze zijn opgeschreven."""
    from prestatieafspraken.batch.agreements_form import read_agreements
    from prestatieafspraken.cli.slip_text import print_review, print_slips

    form = _form(formaat, uit)
    if uit:
        check_free(uit, overwrite=overschrijf)
    written = read_agreements(pad, review=True)
    if uit:
        write_file(uit, review_in(form, written), overwrite=overschrijf)
        console().print(f"Geschreven: {uit}", markup=False)
    elif form is not ReviewForm.TEKST:
        echo(review_in(form, written))
    else:
        print_slips(written, console())
        print_review(written.review, console())
    return 1 if written.faults else 0


def _form(asked: ReviewForm | None, target: Path | None) -> ReviewForm:
    """Give the form that was asked for, else the one that the name of the file says."""
    named = REVIEW_SUFFIXES.get(target.suffix.lower()) if target else ReviewForm.TEKST
    form = asked or named
    if form is None or (target and named is not form):
        raise UserError(
            "UIT-014",
            f"Het is niet duidelijk in welke vorm {target} moet worden geschreven.",
            f"Laat de naam eindigen op {listing(list(REVIEW_SUFFIXES), 'of')}, passend bij "
            "--formaat.",
        )
    return form


def _check_form(uit: Path, *, overwrite: bool) -> None:
    if uit.suffix.lower() != ".xlsx":
        raise UserError(
            "UIT-005", f"{uit} is geen naam voor een werkmap.", "Laat de naam eindigen op .xlsx."
        )
    check_free(uit, overwrite=overwrite)
