"""`controleer`: judge workbooks and say what to repair."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.forms import Form, check_no_input, form_of, render, same_file
from prestatieafspraken.cli.output import UserError, check_free, console, write_file
from prestatieafspraken.cli.rekenkracht import Executor, scheduler_of


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
    onbeveiligd: Annotated[
        bool,
        typer.Option("--onbeveiligd", help="Zonder TLS over een netwerk dat u vertrouwt."),
    ] = False,
) -> int:
    """Controleer werkmappen en lees per cel wat er anders moet."""
    from prestatieafspraken.batch.collect import collect
    from prestatieafspraken.batch.judging.verdict import exit_code
    from prestatieafspraken.batch.run.worker import Task
    from prestatieafspraken.cli.run import judged, last_year
    from prestatieafspraken.cli.volg import follow
    from prestatieafspraken.workbook.package.content import is_folder

    form = form_of(formaat, uit)
    if uitmap and any(is_folder(path) and same_file(path, uitmap) for path in pad):
        raise UserError(
            "GBR-018",
            f"De map {uitmap} bij --uitmap is de map met de werkmappen zelf.",
            f"Kies een andere, bijvoorbeeld --uitmap {uitmap / 'uitkomst'}.",
        )
    tls = (tls_ca, tls_cert, tls_key)
    cluster = scheduler_of(executor, scheduler, werkers, tls, unsecured=onbeveiligd)
    day = parse_day(peildatum) if peildatum else None
    given = tuple(path.absolute() for path in pad)
    if volg:
        if uit or formaat:
            raise UserError(
                "GBR-016",
                "De optie --volg gaat niet samen met --uit of --formaat.",
                "Laat die weg; de resultaten komen in de map bij --uitmap.",
            )
        task = Task(day, given, previous=last_year(vorig, werkers, cluster) if vorig else None)
        verdicts = follow(pad, uitmap, task, werkers, cluster, resume=hervat, pause=tussenpoos)
    else:
        files = collect(pad, uitmap)
        if uit:
            check_no_input(uit, files)
            check_free(uit, overwrite=overschrijf)
        task = Task(day, given, previous=last_year(vorig, werkers, cluster) if vorig else None)
        verdicts = judged(
            *(files, task, werkers, uitmap),
            resume=hervat,
            scheduler=cluster,
            whole=bool(uit) or form is not Form.TEKST,
        )
    if uit:
        write_file(uit, render(form, verdicts, day, uit.parent), overwrite=overschrijf)
        console().print(f"Geschreven: {uit}", markup=False)
    elif form is not Form.TEKST:
        typer.echo(render(form, verdicts, day, Path()), nl=False)
    elif uitmap:  # the findings of hundreds of workbooks are read in the overview
        done = sum(verdict.status == "goed" for verdict in verdicts)
        console().print(f"{done} van {len(verdicts)} werkmappen zonder fouten.")
        console().print(f"Geschreven: {uitmap / 'overzicht.html'}", markup=False)
    else:
        from prestatieafspraken.cli.verdict_text import print_verdicts

        print_verdicts(verdicts, console())
    return exit_code(verdicts)
