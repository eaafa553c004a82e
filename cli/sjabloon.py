"""`sjabloon`: write the Word template of the report, or check an own one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from prestatieafspraken.cli.output import UserError, check_free, console, write_file

if TYPE_CHECKING:
    from prestatieafspraken.templates.word.filled import TemplateError

T = TypeVar("T")

MEMORY, SECONDS = 1024 * 1024 * 1024, 60
"""Bytes of address space, and seconds of the processor, for an own template; a report takes 200 MB
and one second, on a slow computer ten."""


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
    from prestatieafspraken.templates.word import own as own_word
    from prestatieafspraken.templates.word.filled import TemplateError

    try:
        missing = apart(own_word.unknown, own_word.read(eigen))
    except TemplateError as error:
        raise UserError(
            "VSL-001",
            f"Het sjabloon kan niet worden ingevuld: {error}",
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


def own(path: Path | None) -> bytes | None:
    """Read an own template, if there is one (UserError when it cannot be read)."""
    if path is None:
        return None
    from prestatieafspraken.templates.word import own as own_word
    from prestatieafspraken.templates.word.filled import TemplateError

    try:
        return own_word.read(path)
    except TemplateError as error:
        raise refused(error) from error


def apart(work: Callable[..., T], *args: object) -> T:
    """Do work on an own template in a process that can be ended (TemplateError when it was)."""
    from prestatieafspraken.batch.guarding.limited import Exceeded, Reason, limited
    from prestatieafspraken.templates.word.filled import TemplateError
    from prestatieafspraken.workbook.package.limits import Cost

    cost = Cost(memory=MEMORY, seconds=SECONDS, clock=2 * SECONDS)
    try:
        return limited(work, *args, cost=cost)
    except Exceeded as error:
        words = {
            Reason.TIME: f"het duurde langer dan {SECONDS} seconden en is afgebroken.",
            Reason.MEMORY: f"het vroeg meer dan {MEMORY >> 20} MB geheugen en is afgebroken.",
            Reason.BROKEN: "het invullen brak af.",
        }
        raise TemplateError(words[error.reason]) from error


def refused(error: TemplateError) -> UserError:
    """Say that an own template cannot be used, and why."""
    return UserError(
        "VSL-001",
        f"Het sjabloon kan niet worden ingevuld: {error}",
        "Controleer het met: prestatieafspraken sjabloon controleer EIGEN.docx.",
    )
