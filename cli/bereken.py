"""`bereken`: compute the indicators of one workbook."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from prestatieafspraken.batch.guarding.written import check_free, write_file
from prestatieafspraken.cli.agreements import AfsprakenMap
from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.legible import json_safe
from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.console import Console

    from prestatieafspraken.afspraken import Sources
    from prestatieafspraken.batch.judging.verdict import Verdict
    from prestatieafspraken.indicators.result import Indicator


class Formaat(StrEnum):
    """How the result is written."""

    TEKST = "tekst"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def bereken(
    pad: Annotated[Path, typer.Argument(metavar="WERKMAP", help="De werkmap met de cijfers.")],
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="JJJJ-MM-DD", help="Bereken op deze dag; anders geldt die van de werkmap."
        ),
    ] = None,
    afspraken: AfsprakenMap = None,
    formaat: Annotated[
        Formaat,
        typer.Option(
            metavar="tekst|json|csv|xlsx",
            help="Leesbare tabel, JSON, of rijen voor Excel (xlsx vraagt --uit).",
        ),
    ] = Formaat.TEKST,
    herleid: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Toon van deze indicator de cellen, de ingevulde berekening en de norm.",
        ),
    ] = None,
    alles: Annotated[
        bool, typer.Option("--alles", help="Toon in de tabel ook eerdere cijfers.")
    ] = False,
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
    if formaat is Formaat.XLSX and (uit is None or uit.suffix.lower() != ".xlsx"):
        raise UserError(
            "UIT-005", "Voor xlsx is een bestand nodig.", "Geef bij --uit een naam op .xlsx."
        )
    from prestatieafspraken.batch.agreements import sources
    from prestatieafspraken.batch.guarding.bounded import bounded

    day = parse_day(peildatum) if peildatum else None
    screen = Screen.of(console()) if formaat is Formaat.TEKST and uit is None else None
    content = bounded([pad], _made, pad, day, sources(afspraken), formaat, herleid, alles, screen)
    if uit:
        write_file(uit, content, overwrite=overschrijf, private=True)
        console().print(f"Geschreven: {uit}", markup=False)
    else:
        typer.echo(content, nl=False, color=True if screen else None)
    return 0


@dataclass(frozen=True)
class Screen:
    """What must be known of a terminal to write for it in another process."""

    width: int = 120
    colours: Literal["auto", "standard", "256", "truecolor", "windows"] | None = None

    @classmethod
    def of(cls, out: Console) -> Screen:
        """Describe a terminal; an old one of Windows understands no codes for colours."""
        colours: Any = None if out.legacy_windows else out.color_system
        return cls(out.width, colours)

    def console(self, stream: StringIO) -> Console:
        """Give a console that writes into a text as the terminal itself would."""
        from prestatieafspraken.cli.terminal import Terminal

        return Terminal(
            file=stream,
            width=self.width,
            color_system=self.colours,
            force_terminal=self.colours is not None,
            legacy_windows=False,
            highlight=False,
        )


def _made(
    pad: Path,
    day: date | None,
    agreed: Sources,
    formaat: Formaat,
    herleid: str | None,
    alles: bool,
    screen: Screen | None,
) -> str | bytes:
    """Read, judge and compute a workbook, and give what is to be written."""
    from prestatieafspraken.batch.front_door import compute

    verdict = checked(pad, day, agreed)
    everything = results = compute(verdict, peildatum=day)
    if herleid:
        from prestatieafspraken.cli.indicator_trace import chosen

        results = chosen(everything, herleid)
    if formaat is not Formaat.TEKST:
        return _content(results, verdict, formaat)
    stream = StringIO()
    out = (screen or Screen()).console(stream)
    if herleid and verdict.book:
        _trace(results, everything, verdict, out)
    else:
        from prestatieafspraken.cli.indicator_text import print_indicators

        print_indicators(results, verdict, out, earlier=alles)
    return stream.getvalue()


def _content(results: Sequence[Indicator], verdict: Verdict, formaat: Formaat) -> str | bytes:
    """Give the result in a form for another program."""
    if formaat is Formaat.JSON:
        contract = json.dumps(as_contract(results, verdict), ensure_ascii=False, indent=2)
        return json_safe(contract) + "\n"
    if formaat is Formaat.CSV:
        from prestatieafspraken.cli.indicator_rows import as_csv

        return as_csv(results)
    from prestatieafspraken.cli.indicator_rows import rows
    from prestatieafspraken.workbook.lists.indicator_list import result_book

    widths = {"naam": 40, "toelichting": 60, "formule": 50, "cellen": 30, "berekening": 40}
    return result_book("Indicatoren", *rows(results), widths | {"bron": 30, "norm_bron": 30})


def _trace(
    results: Sequence[Indicator], everything: Sequence[Indicator], verdict: Verdict, out: Console
) -> None:
    """Print where the values of one indicator come from, and what they are for their goals."""
    from prestatieafspraken.cli.indicator_trace import print_trace
    from prestatieafspraken.indicators.doelbesluit import rol

    own = verdict.afspraken
    if verdict.book:
        print_trace(
            results, verdict.book, out, lambda one: rol(one, own, everything) if own else None
        )


def checked(path: Path, peildatum: date | None, sources: Sources) -> Verdict:
    """Read and judge one workbook, or say why that cannot be (UserError, exit code 4)."""
    from prestatieafspraken.batch.judging.check import check
    from prestatieafspraken.batch.judging.verdict import exit_code
    from prestatieafspraken.batch.run.worker import bounded
    from prestatieafspraken.workbook.package.content import is_folder
    from prestatieafspraken.workbook.package.limits import COST

    if is_folder(path):
        raise UserError(
            "GBR-004", f"{path} is een map.", "Geef de naam van één werkmap op.", exit_code=2
        )
    verdict = bounded(check(path, peildatum, sources=sources), COST.findings)
    if not verdict.status.is_judged:
        last = verdict.findings[-1]
        code = exit_code([verdict])
        raise UserError(last.code, f"{verdict.path}: {last.melding}", last.herstel, exit_code=code)
    return verdict


def as_contract(results: Sequence[Indicator], verdict: Verdict) -> dict[str, Any]:
    """Give the JSON contract of `bereken`."""
    from importlib.metadata import version

    return {
        "schema": "prestatieafspraken/indicatoren/1",
        "versie": version("prestatieafspraken"),
        "peildatum": verdict.peildatum.isoformat() if verdict.peildatum else None,
        "bestand": {"pad": verdict.path, "sha256": verdict.sha256, "status": str(verdict.status)},
        "indicatoren": [result.as_dict() for result in results],
    }
