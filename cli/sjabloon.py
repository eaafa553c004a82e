"""`sjabloon`: write the Word template of the report, or check an own one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.batch.guarding.written import check_free, write_file
from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    pass


def maak(
    uit: Annotated[Path, typer.Option(metavar="EIGEN.docx", help="Waar het sjabloon komt.")],
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
) -> int:
    """Schrijf het Word-sjabloon van het verslag, om in Word naar eigen smaak op te maken."""
    from importlib import resources

    from prestatieafspraken.templates.word.fields import names

    if uit.suffix.lower() != ".docx":
        raise UserError(
            "UIT-006",
            f"Een sjabloon met de naam {uit.name} kan niet worden gemaakt.",
            "Laat de naam eindigen op .docx.",
        )
    check_free(uit, overwrite=overschrijf)
    data = (resources.files("prestatieafspraken.templates") / "verslag.docx").read_bytes()
    write_file(uit, data, overwrite=overschrijf, private=False)
    out = console()
    out.print(f"Geschreven: {uit}", markup=False)
    out.print("De velden die u kunt gebruiken ([] is een lijst, om met for te doorlopen):\n")
    for name in names():
        out.print(f"  {name}", markup=False, highlight=False)
    return 0


def controleer(
    eigen: Annotated[
        Path, typer.Argument(metavar="EIGEN.docx", help="Het sjabloon om te controleren.")
    ],
) -> int:
    """Zeg welke velden van een eigen sjabloon niet bestaan, met de naam die erop lijkt."""
    from prestatieafspraken.batch.guarding.own_template import apart
    from prestatieafspraken.templates.word import own as own_word
    from prestatieafspraken.templates.word.filled import TemplateError

    try:
        missing = apart(own_word.unknown, own_word.read(eigen))
    except TemplateError as error:
        raise UserError(
            error.code,
            error.message,
            "Herstel het in Word. Een goed sjabloon schrijft: "
            "prestatieafspraken sjabloon maak --uit EIGEN.docx.",
            exit_code=1,
        ) from error
    out = console()
    for line in missing:
        out.print(f"✗ {line}", markup=False)
    if not missing:
        out.print(f"✓ Alle velden van {eigen} bestaan.", markup=False)
    return 1 if missing else 0
