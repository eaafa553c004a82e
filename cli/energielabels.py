"""`energielabels`: fill the label sheet of a workbook, new or in use, from EP-Online."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.batch.guarding.written import check_free, write_file
from prestatieafspraken.cli.agreements import AfspraakJaar, AfsprakenMap, GemeenteNaam
from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.forms import same_file
from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.package.limits import Cost

if TYPE_CHECKING:
    from collections.abc import Callable

    from prestatieafspraken.afspraken import Afspraken, Sources
    from prestatieafspraken.afspraken.model import Partij
    from prestatieafspraken.registers.dwellings import Dwelling
    from prestatieafspraken.registers.ep_online import Match

SHOWN = 10
FILLING = Cost(seconds=60, clock=180)
"""What filling the sheet may cost: half a million dwellings, with room."""


def energielabels(
    bestand: Annotated[
        Path,
        typer.Argument(metavar="EP-ONLINE-BESTAND", help="Het totaalbestand van EP-Online."),
    ],
    adressen: Annotated[
        Path,
        typer.Option(
            metavar="BESTAND",
            help="De lijst met woningen (csv of xlsx): BAG-id, of postcode en huisnummer.",
        ),
    ],
    uit: Annotated[Path, typer.Option(metavar="BESTAND.xlsx", help="Waar de werkmap komt.")],
    werkmap: Annotated[
        Path | None,
        typer.Option(
            "--in",
            metavar="WERKMAP",
            help="Vul een kopie van deze werkmap; al het andere erin blijft zoals het is.",
        ),
    ] = None,
    afspraken: AfsprakenMap = None,
    gemeente: GemeenteNaam = None,
    jaar: AfspraakJaar = None,
    partij: Annotated[
        str | None,
        typer.Option(metavar="NAAM", help="De corporatie van de woningen, of 'gemeente'."),
    ] = None,
    rapport: Annotated[
        Path | None,
        typer.Option(metavar="BESTAND.csv", help="Schrijf hier welke woningen geen label kregen."),
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(metavar="JJJJ-MM-DD", help="De peildatum; anders 31 december van het jaar."),
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
) -> int:
    """Vul de energielabels per woning uit EP-Online in een nieuwe of een bestaande werkmap."""
    from prestatieafspraken.batch.agreements import chosen, sources
    from prestatieafspraken.batch.guarding.bounded import bounded
    from prestatieafspraken.registers.dwellings import read_list
    from prestatieafspraken.workbook.patching.internet_mark import carry_mark

    _check_target(uit, werkmap)
    agreed = sources(afspraken)
    for path in (uit, *([rapport] if rapport else [])):
        check_free(path, overwrite=overschrijf)
    if werkmap:
        if gemeente or jaar or partij or peildatum:
            raise UserError(
                "EPO-004",
                "Gemeente, jaar, partij en peildatum staan al in de werkmap.",
                "Laat --gemeente, --jaar, --partij en --peildatum weg bij --in.",
            )
        workbook_, party = bounded([werkmap], _existing, werkmap, agreed)
    elif partij and (afspraken or (gemeente and jaar)):
        workbook_, party = _new(chosen(agreed, gemeente, jaar), partij, peildatum)
    else:
        raise UserError(
            "EPO-005",
            "Het is niet bekend voor wie de werkmap is.",
            "Geef --gemeente, --jaar en --partij, of met --in een werkmap die er al is.",
        )
    dwellings = bounded([adressen], read_list, adressen)
    owner = party.naam if party.is_corporatie else None
    _check_owners([d for d in dwellings.all if d.corporatie is None], owner)
    found = _matched(bestand, dwellings)
    given = [werkmap] if werkmap else []
    filled = bounded(given, _filled, workbook_, found, owner, cost=FILLING)
    write_file(uit, filled, overwrite=overschrijf)
    if werkmap:
        carry_mark(werkmap, uit)
    missing = [d for place, d in enumerate(dwellings.all) if place not in found.labels]
    _tell(found, missing)
    if rapport:
        write_file(rapport, _report(missing), overwrite=overschrijf)
    console().print(f"Gemaakt: {uit}", markup=False)
    return 0


def _check_target(uit: Path, werkmap: Path | None) -> None:
    """Refuse a target of another kind than the workbook, and the workbook itself."""
    suffix = werkmap.suffix.lower() if werkmap else ".xlsx"
    if uit.suffix.lower() != suffix:
        raise UserError(
            "UIT-005",
            f"{uit} is geen naam voor deze werkmap.",
            f"Laat de naam eindigen op {suffix}.",
        )
    if werkmap and same_file(uit, werkmap):
        raise UserError(
            "EPO-007",
            f"{werkmap} wordt niet zelf gewijzigd.",
            "Kies bij --uit een andere naam; daar komt de werkmap met de labels.",
        )


def _new(afspraken: Afspraken, partij: str, peildatum: str | None) -> tuple[bytes, Partij]:
    from prestatieafspraken.batch.front_door import build, party

    owner = party(afspraken, partij)
    day = parse_day(peildatum) if peildatum else None
    return build(afspraken, partij, peildatum=day), owner


def _existing(path: Path, agreed: Sources) -> tuple[bytes, Partij]:
    """Give the bytes of a workbook in use, and whose it is."""
    from prestatieafspraken.batch.front_door import party
    from prestatieafspraken.cli.side_by_side import checked
    from prestatieafspraken.workbook.package.content import content
    from prestatieafspraken.workbook.package.limits import LIMITS
    from prestatieafspraken.workbook.patching.handed_on import ActsError, demand_known

    verdict = checked(path, None, agreed)
    if verdict.afspraken is None or verdict.partij is None:
        raise UserError(
            "EPO-008",
            f"In {path} staat niet van welke partij de werkmap is.",
            "Controleer het blad Start, of gebruik de werkmap zoals die is verstuurd.",
        )
    data = content(path, LIMITS)
    try:
        demand_known(data)
    except ActsError as error:
        raise UserError(
            "EPO-009",
            f"In {path} zit iets dat meer doet dan rekenen, zoals een macro die niet van deze "
            "versie van het programma is, of een koppeling met een ander bestand.",
            "Gebruik de werkmap zoals die is verstuurd, of haal dat eruit.",
        ) from error
    return data, party(verdict.afspraken, verdict.partij)


def _filled(workbook: bytes, found: Match, owner: str | None) -> bytes:
    """Put the labels into the workbook (UserError when its sheet cannot take them)."""
    from prestatieafspraken.validators.sheets.energie import ENERGIELABELS
    from prestatieafspraken.workbook.patching.long_table import fill_long

    number = len(found.dwellings.all)
    return fill_long(workbook, ENERGIELABELS, found.rows(owner), number)


def _check_owners(without: list[Dwelling], owner: str | None) -> None:
    from prestatieafspraken.dutch.counted import counted

    if without and owner is None:
        raise UserError(
            "EPO-002",
            f"Bij {counted(len(without), 'woningen')} staat geen corporatie.",
            "Voeg aan de lijst een kolom corporatie toe, of kies bij --partij een corporatie.",
        )


def _matched(path: Path, dwellings: object) -> Match:
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    from prestatieafspraken.registers.dwellings import Dwellings
    from prestatieafspraken.registers.ep_online import match

    if not isinstance(dwellings, Dwellings):
        raise TypeError("only a list of dwellings can be matched")
    columns = (TextColumn("EP-Online lezen: {task.completed:.0f} regels"), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as shown:
        task = shown.add_task("lezen", total=None)
        update: Callable[[int], None] = lambda lines: shown.update(task, completed=lines)  # noqa: E731
        return match(path, dwellings, update)


def _tell(found: Match, missing: list[Dwelling]) -> None:
    """Say what matched and what did not."""
    from prestatieafspraken.dutch.counted import count_of, the_of
    from prestatieafspraken.dutch.written import number

    out = console()
    total, by_bag = len(found.dwellings.all), sum(x.by_bag for x in found.labels.values())
    out.print(f"EP-Online: {count_of(found.lines, 'regel', 'regels')} gelezen.")
    out.print(
        f"Gekoppeld: {number(len(found.labels))} van {the_of(total, 'woningen')} "
        f"({number(by_bag)} op BAG-id, {number(len(found.labels) - by_bag)} op adres)."
    )
    if found.unreadable:
        out.print(f"Overgeslagen: {number(found.unreadable)} met een onbekende energieklasse.")
    if found.dwellings.doubles:
        names = [d.eenheid for d in found.dwellings.doubles]
        out.print(f"Dubbel in de lijst: {_some(names)}.", markup=False)
    if missing:
        out.print(
            f"Zonder label: {number(len(missing))}: {_some([d.eenheid for d in missing])}.",
            markup=False,
        )
    unusable = [d.eenheid for d in missing if d.bag_id is None and d.adres is None]
    if unusable:
        out.print(f"Daarvan zonder bruikbaar BAG-id of adres: {_some(unusable)}.", markup=False)


def _some(names: list[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" en nog {more}" if more > 0 else "")


def _report(missing: list[Dwelling]) -> str:
    from prestatieafspraken.workbook.lists.csv_text import harmless

    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(["regel", "eenheid", "bag_id", "adres", "reden"])
    for d in missing:
        usable = d.bag_id is not None or d.adres is not None
        reason = "niet in EP-Online" if usable else "geen bruikbaar BAG-id of adres"
        texts = [harmless(text or "") for text in (d.eenheid, d.bag_id, d.adres)]
        writer.writerow([d.regel, *texts, reason])
    return "\ufeff" + stream.getvalue()
