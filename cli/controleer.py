"""`controleer`: judge workbooks and say what to repair."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.batch.guarding.written import check_free, write_file
from prestatieafspraken.cli.agreements import AfsprakenMap
from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.forms import Form, check_no_input, form_of, render, same_file
from prestatieafspraken.cli.output import console, echo
from prestatieafspraken.cli.rekenkracht import Executor, scheduler_of
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.package.content import is_folder

if TYPE_CHECKING:
    from prestatieafspraken.batch.judging.verdict import Verdict
    from prestatieafspraken.batch.run.order import Order


MOST_OF_A_MAIL = 100_000
"""Bytes of the text for a mail."""


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
    afspraken: AfsprakenMap = None,
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
    volg: Annotated[
        bool,
        typer.Option("--volg", help="Blijf kijken en controleer wat erbij komt, tot Ctrl+C."),
    ] = False,
    tussenpoos: Annotated[
        float,
        typer.Option(
            metavar="SECONDEN", min=0.1, max=3600, help="Zo vaak kijkt --volg in de mappen."
        ),
    ] = 2,
    executor: Annotated[
        Executor,
        typer.Option(metavar="|".join(Executor), help="Wie het werk doet: deze computer of dask."),
    ] = Executor.LOKAAL,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADRES", help="De scheduler van het cluster van dask."),
    ] = None,
    tls_ca: Annotated[
        Path | None,
        typer.Option(metavar="BESTAND", help="De certificaatautoriteit van het cluster."),
    ] = None,
    tls_cert: Annotated[
        Path | None, typer.Option(metavar="BESTAND", help="Uw certificaat voor het cluster.")
    ] = None,
    tls_key: Annotated[
        Path | None, typer.Option(metavar="BESTAND", help="De sleutel van dat certificaat.")
    ] = None,
    volledig: Annotated[
        bool,
        typer.Option("--volledig", help="Eindig met 1 als een werkmap nog niet volledig is."),
    ] = False,
    onbeveiligd: Annotated[
        bool,
        typer.Option("--onbeveiligd", help="Zonder TLS over een netwerk dat u vertrouwt."),
    ] = False,
) -> int:
    """Controleer werkmappen en lees per cel wat er anders moet."""
    from prestatieafspraken.batch.agreements import sources
    from prestatieafspraken.batch.judging.verdict import exit_code
    from prestatieafspraken.batch.run.order import Order

    form = form_of(formaat, uit)
    _check_folders(pad, uitmap)
    tls = (tls_ca, tls_cert, tls_key)
    cluster = scheduler_of(executor, scheduler, werkers, tls, unsecured=onbeveiligd)
    order = Order(
        tuple(sorted(pad)),  # the order in which they are named changes nothing
        parse_day(peildatum) if peildatum else None,
        tuple(vorig or ()),
        uitmap,
        hervat,
        werkers,
        cluster,
        whole=bool(uit) or form is not Form.TEKST,
        sources=sources(afspraken),
    )
    if volg:
        verdicts = _followed(order, tussenpoos, elsewhere=bool(uit or formaat))
    else:
        verdicts = _judged(order, uit, overwrite=overschrijf)
    if uit:
        content = render(form, verdicts, order.peildatum, uit.parent)
        write_file(uit, content, overwrite=overschrijf)
        console().print(f"Geschreven: {uit}", markup=False)
    elif form is not Form.TEKST:
        echo(render(form, verdicts, order.peildatum, Path()))
    else:
        _print(verdicts, uitmap)
    return exit_code(verdicts, whole=volledig)


def _check_folders(paths: Sequence[Path], folder: Path | None) -> None:
    """Refuse to put results among the workbooks themselves (UserError)."""
    if folder and any(is_folder(path) and same_file(path, folder) for path in paths):
        raise UserError(
            "GBR-018",
            f"De map {folder} bij --uitmap is de map met de werkmappen zelf.",
            f"Kies een andere, bijvoorbeeld --uitmap {folder / 'uitkomst'}.",
        )


def _followed(order: Order, pause: float, *, elsewhere: bool) -> list[Verdict]:
    from prestatieafspraken.batch.front_door import now
    from prestatieafspraken.batch.run.following import follow
    from prestatieafspraken.cli.progress import lines

    if elsewhere:
        raise UserError(
            "GBR-016",
            "De optie --volg gaat niet samen met --uit of --formaat.",
            "Laat die weg; de resultaten komen in de map bij --uitmap.",
        )
    return follow(order, pause, now, lines)


def _judged(order: Order, target: Path | None, *, overwrite: bool) -> list[Verdict]:
    from prestatieafspraken.batch.front_door import now
    from prestatieafspraken.batch.run.many import judge_all
    from prestatieafspraken.cli.progress import bar

    files = order.files()
    if target:
        check_no_input(target, files)
        check_free(target, overwrite=overwrite)
    with bar() as tell:
        return judge_all(order, now, tell, files)


def _print(verdicts: Sequence[Verdict], folder: Path | None) -> None:
    if folder is None:
        from prestatieafspraken.cli.verdict_text import print_verdicts

        print_verdicts(verdicts, console())
        return
    from prestatieafspraken.dutch.counted import counted
    from prestatieafspraken.workbook.lists.checked import sound_of

    done = sound_of([one.status for one in verdicts], counted(len(verdicts), "werkmappen"))
    # The findings of hundreds of workbooks are read in the overview.
    console().print(f"{done}.")
    console().print(f"Geschreven: {folder / 'overzicht.html'}", markup=False)
    _print_mail(folder)


def _print_mail(folder: Path) -> None:
    """Print the text for the mail back, or where those of many workbooks are."""
    from prestatieafspraken.batch.collect import PAGES
    from prestatieafspraken.batch.run.copies import MAIL
    from prestatieafspraken.workbook.package.content import NotReadableError, taken

    texts = sorted((folder / PAGES).glob(f"*/*-{MAIL}"))
    if len(texts) > 1:
        console().print(
            f"Bij elke werkmap ligt een tekst voor de mail terug: {folder / PAGES}", markup=False
        )
    for path in texts if len(texts) == 1 else ():
        with suppress(NotReadableError, UnicodeDecodeError):
            text = taken(path, MOST_OF_A_MAIL).decode("utf-8")
            console().print(f"\n{text}", markup=False, soft_wrap=True)
