"""`werkmap bouw`: build the Excel files of the repository from text, or hold one against it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prestatieafspraken.batch.guarding.written import make_folder, write_file
from prestatieafspraken.cli.agreements import AfspraakJaar, AfsprakenMap, GemeenteNaam
from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.user_error import UserError

GEMEENTE, JAAR = "alphen-aan-den-rijn", 2019


def bouw(
    uit: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP",
            help="De map waarin de vier bestanden komen; zij wordt gemaakt als zij er niet is.",
        ),
    ] = None,
    vergelijk: Annotated[
        Path | None,
        typer.Option(
            metavar="BESTAND", help="Vergelijk dit bestand met een nieuw gebouwd, deel voor deel."
        ),
    ] = None,
    afspraken: AfsprakenMap = None,
    gemeente: GemeenteNaam = None,
    jaar: AfspraakJaar = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Bestaande bestanden mogen worden vervangen.")
    ] = False,
) -> int:
    """Bouw de werkmap met knoppen, de twee invoegtoepassingen en de werkmap zonder macro's."""
    if uit is None and vergelijk is None:
        raise UserError(
            "GBR-010", "Er is niets te doen.", "Geef --uit MAP op, of --vergelijk BESTAND."
        )
    files = _files(afspraken, gemeente, jaar)
    if uit is not None:
        make_folder(uit)
        for name, data in files.items():
            write_file(uit / name, data, overwrite=overschrijf, private=False)
            console().print(f"Gemaakt: {uit / name}", markup=False)
    return 0 if vergelijk is None else _compare(files, vergelijk)


def _files(folder: Path | None, gemeente: str | None, jaar: int | None) -> dict[str, bytes]:
    from prestatieafspraken.addin.build import build
    from prestatieafspraken.batch.agreements import chosen, sources
    from prestatieafspraken.batch.front_door import build as new_workbook

    if folder is None:  # what is in the repository
        gemeente, jaar = gemeente or GEMEENTE, jaar or JAAR
    afspraken = chosen(sources(folder), gemeente, jaar)
    try:
        return build(new_workbook(afspraken))
    except ModuleNotFoundError as error:
        raise UserError(
            "GBR-011",
            "Voor werkmappen met knoppen ontbreekt xlwings.",
            "Installeer het met: pip install 'prestatieafspraken[excel]'.",
        ) from error


def _compare(files: dict[str, bytes], path: Path) -> int:
    from prestatieafspraken.addin.build import differences

    named = f"prestatieafspraken{path.suffix.lower()}"
    built = files.get(path.name.lower(), files.get(named))
    other = _whole(path)
    if built is None or other is None:
        raise UserError(
            "GBR-012",
            f"{path} is niet te vergelijken.",
            "Geef een bestaande .xlsm, .xlam of .xlsx op.",
        )
    different = differences(built, other)
    if different:
        console().print(f"{path} wijkt af van de bron: {', '.join(different)}", markup=False)
        return 1
    console().print(f"{path} is gelijk aan wat de bron oplevert.", markup=False)
    return 0


def _whole(path: Path) -> bytes | None:
    """Give the bytes of a file that passes the door (None for any other)."""
    from prestatieafspraken.workbook.package.content import content
    from prestatieafspraken.workbook.package.door import FaultyFileError, unpack
    from prestatieafspraken.workbook.package.limits import LIMITS

    try:
        data = content(path, LIMITS)
        unpack(data)
    except FaultyFileError:
        return None
    return data
