"""`verslag`: the annual report, from one workbook or from those of all parties together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.batch.guarding.written import check_free, write_file
from prestatieafspraken.cli.agreements import AfsprakenMap
from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.output import console
from prestatieafspraken.cli.side_by_side import (
    Kies,
    Lines,
    Selection,
    print_between,
    read_all,
    told,
)
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.package.limits import COST, Cost

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from prestatieafspraken.afspraken import Sources
    from prestatieafspraken.templates.forms.form import Look
    from prestatieafspraken.templates.forms.theme import Theme
    from prestatieafspraken.templates.report.report import Report


def verslag(
    pad: Annotated[
        list[Path],
        typer.Argument(metavar="PAD...", help="De werkmap, of die van alle partijen, of een map."),
    ],
    uit: Annotated[
        Path, typer.Option(metavar="BESTAND.docx|html|pdf|md", help="Waar het verslag komt.")
    ],
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="JJJJ-MM-DD", help="De dag van het verslag; anders geldt die van de werkmap."
        ),
    ] = None,
    afspraken: AfsprakenMap = None,
    sjabloon: Annotated[
        Path | None,
        typer.Option(metavar="EIGEN.docx", help="Een eigen Word-sjabloon; zie sjabloon maak."),
    ] = None,
    thema: Annotated[
        Path | None,
        typer.Option(metavar="THEMA.css", help="Kleuren en letters van de eigen gemeente."),
    ] = None,
    openbaar: Annotated[
        bool,
        typer.Option(
            "--openbaar",
            help="Laat weg wat niet voor iedereen is: kleine aantallen, interne opmerkingen, "
            "bestandsnamen en cellen.",
        ),
    ] = False,
    kies: Kies = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
) -> int:
    """Maak het jaarverslag: samenvatting, doelen, afspraken, indicatoren en de herkomst ervan."""
    from prestatieafspraken.batch.agreements import sources
    from prestatieafspraken.batch.guarding.own_template import own
    from prestatieafspraken.templates.forms.form import SUFFIXES, Look

    form = uit.suffix.lower()
    if form not in SUFFIXES:
        raise UserError(
            "UIT-006",
            f"Een verslag met de naam {uit.name} kan niet worden gemaakt.",
            f"Laat de naam eindigen op {', '.join(SUFFIXES[:-1])} of {SUFFIXES[-1]}.",
        )
    check_free(uit, overwrite=overschrijf)
    look = Look(own(sjabloon), _theme(thema))
    day = parse_day(peildatum) if peildatum else None
    asked = Selection(tuple(pad), day, sources(afspraken), tuple(kies or ()))
    report, between = _within_bounds(asked, openbaar, form, look)
    write_file(uit, report, overwrite=overschrijf, private=not openbaar)
    print_between(between)
    console().print(f"Geschreven: {uit}", markup=False)
    return 0


RENDERING = Cost(memory=COST.memory, seconds=120, clock=300)
"""What a report on one workbook may cost; a PDF of many pages takes the most of it."""


def _within_bounds(asked: Selection, openbaar: bool, form: str, look: Look) -> tuple[bytes, Lines]:
    """Make the report from files that may hold anything, and show how far it is."""
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from prestatieafspraken.batch.collect import collect
    from prestatieafspraken.batch.guarding.bounded import bounded

    files = collect(asked.paths)
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        task = progress.add_task("Werkmappen lezen", total=None)

        def tell(step: str) -> None:
            progress.update(task, description=step)

        # The paths as given go along: only they say which file a link in a folder leads out to.
        return bounded(files, _made, asked, openbaar, form, look, cost=RENDERING, tell=tell)


def _made(
    asked: Selection, openbaar: bool, form: str, look: Look, tell: Callable[[str], None]
) -> tuple[bytes, Lines]:
    from prestatieafspraken.batch.side_by_side.reported import made

    report = report_of(asked.paths, asked.day, asked.agreed, openbaar=openbaar, kies=asked.kies)
    return made(report, form, look, tell), told(report.between)


def _theme(path: Path | None) -> Theme:
    from prestatieafspraken.templates.forms.theme import PLAIN, read

    if path is None:
        return PLAIN
    theme = read(path)
    for remark in theme.remarks:
        console(stderr=True).print(remark, markup=False)
    return theme


def report_of(
    paths: Sequence[Path],
    day: date | None,
    agreed: Sources | None = None,
    *,
    openbaar: bool = False,
    kies: Sequence[str] = (),
) -> Report:
    """Read and judge the workbooks, compute their indicators, and gather the report."""
    from prestatieafspraken.afspraken import OF_PRODUCT
    from prestatieafspraken.batch.side_by_side.reported import gathered

    asked = Selection(tuple(paths), day, agreed or OF_PRODUCT, kies)
    return gathered(read_all(asked), day, public=openbaar, chosen=kies)
