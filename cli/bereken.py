"""`bereken`: compute the indicators of one workbook."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.output import UserError, check_free, console, write_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from prestatieafspraken.batch.verdict import Verdict
    from prestatieafspraken.indicators.result import Indicator


class Formaat(StrEnum):
    """How the result is written."""

    TEKST = "tekst"
    JSON = "json"


def bereken(
    pad: Annotated[Path, typer.Argument(metavar="WERKMAP", help="De werkmap met de cijfers.")],
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="JJJJ-MM-DD", help="Bereken op deze dag; anders geldt die van de werkmap."
        ),
    ] = None,
    formaat: Annotated[
        Formaat, typer.Option(metavar="tekst|json", help="Leesbare tabel, of JSON.")
    ] = Formaat.TEKST,
    uit: Annotated[
        Path | None, typer.Option(metavar="BESTAND", help="Schrijf naar dit bestand.")
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
) -> int:
    """Bereken de indicatoren van een werkmap en leg ze naast de doelen."""
    if uit:
        check_free(uit, overwrite=overschrijf)
    verdict = checked(pad, parse_day(peildatum) if peildatum else None)
    results = computed(verdict)
    if formaat is Formaat.JSON:
        text = json.dumps(as_contract(results, verdict), ensure_ascii=False, indent=2) + "\n"
        if not uit:
            typer.echo(text, nl=False)
    else:
        from prestatieafspraken.cli.indicator_text import as_text, print_indicators

        text = as_text(results, verdict)
        if not uit:
            print_indicators(results, verdict, console())
    if uit:
        write_file(uit, text, overwrite=overschrijf)
        console().print(f"Geschreven: {uit}", markup=False)
    return 0


def checked(path: Path, peildatum: date | None) -> Verdict:
    """Read and judge one workbook, or say why that cannot be (UserError, exit code 4)."""
    from datetime import date

    from prestatieafspraken.batch.verdict import check, exit_code

    if path.is_dir():
        raise UserError(
            "GBR-004", f"{path} is een map.", "Geef de naam van één werkmap op.", exit_code=2
        )
    verdict = check(path, peildatum)
    if verdict.status in ("onleesbaar", "intern"):
        last = verdict.findings[-1]
        code = exit_code([verdict])
        raise UserError(last.code, f"{path}: {last.melding}", last.herstel, exit_code=code)
    if verdict.peildatum is None:
        from dataclasses import replace

        verdict = replace(verdict, peildatum=date.today())  # the user's own day
    return verdict


def computed(verdict: Verdict) -> list[Indicator]:
    """Compute all indicators of a workbook that was read."""
    from prestatieafspraken.indicators.compute import compute

    book, afspraken, day = verdict.book, verdict.afspraken, verdict.peildatum
    if book is None or afspraken is None or day is None:
        raise ValueError("only a workbook that was read can be computed")
    frames = {name: data.frame for name, data in book.tables.items()}
    return compute(
        frames, afspraken, day, lambda table, row, column: _cell(book, table, row, column)
    )


def _cell(book: Any, table: str, row: int, column: str) -> str:
    place = book.tables[table].place(row, column)
    return f"{place.blad}!{place.cel}"


def as_contract(results: Sequence[Indicator], verdict: Verdict) -> dict[str, Any]:
    """Give the JSON contract of `bereken`."""
    from importlib.metadata import version

    return {
        "schema": "prestatieafspraken/indicatoren/1",
        "versie": version("prestatieafspraken"),
        "peildatum": verdict.peildatum.isoformat() if verdict.peildatum else None,
        "bestand": {"pad": verdict.path, "sha256": verdict.sha256, "status": verdict.status},
        "indicatoren": [result.as_dict() for result in results],
    }
