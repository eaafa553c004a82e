"""`bereken`: compute the indicators of one workbook, or of those of all parties together."""

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
from prestatieafspraken.cli.output import console, echo, say, trimmed
from prestatieafspraken.cli.side_by_side import (
    Kies,
    Lines,
    Selection,
    print_between,
    read_all,
    told,
)
from prestatieafspraken.dutch.legible import json_safe
from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from prestatieafspraken.afspraken import Afspraken
    from prestatieafspraken.batch.side_by_side.reported import Computed
    from prestatieafspraken.indicators.result import Indicator


class Formaat(StrEnum):
    """How the result is written."""

    TEKST = "tekst"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def bereken(
    pad: Annotated[
        list[Path],
        typer.Argument(metavar="PAD...", help="De werkmap, of die van alle partijen, of een map."),
    ],
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
    kies: Kies = None,
    uit: Annotated[
        Path | None, typer.Option(metavar="BESTAND", help="Schrijf naar dit bestand.")
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
) -> int:
    """Bereken de indicatoren van werkmappen samen en leg ze naast de doelen."""
    if uit:
        check_free(uit, overwrite=overschrijf)
    if formaat is Formaat.XLSX and (uit is None or uit.suffix.lower() != ".xlsx"):
        raise UserError(
            "UIT-005", "Voor xlsx is een bestand nodig.", "Geef bij --uit een naam op .xlsx."
        )
    from prestatieafspraken.batch.agreements import sources
    from prestatieafspraken.batch.collect import collect
    from prestatieafspraken.batch.guarding.bounded import bounded

    day = parse_day(peildatum) if peildatum else None
    screen = Screen.of(console()) if formaat is Formaat.TEKST and uit is None else None
    asked = Selection(tuple(pad), day, sources(afspraken), tuple(kies or ()))
    content, between = bounded(collect(pad), _made, asked, formaat, herleid, alles, screen)
    print_between(between)
    if uit:
        write_file(uit, content, overwrite=overschrijf, private=True)
        console().print(f"Geschreven: {uit}", markup=False)
    elif screen and screen.colours:
        typer.echo(content, nl=False, color=True)
    elif isinstance(content, str) and formaat is Formaat.TEKST:
        say(content)
    else:
        echo(content)
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
    asked: Selection, formaat: Formaat, herleid: str | None, alles: bool, screen: Screen | None
) -> tuple[str | bytes, Lines]:
    """Read, judge and compute the workbooks, and give what is to be written."""
    from prestatieafspraken.batch.side_by_side.reported import computed

    found = computed(read_all(asked), asked.day, asked.kies)
    between = told(found.joint.between)
    return _written(found, formaat, herleid, alles, screen), between


def _written(
    found: Computed, formaat: Formaat, herleid: str | None, alles: bool, screen: Screen | None
) -> str | bytes:
    everything = results = found.indicators
    if herleid:
        from prestatieafspraken.cli.indicator_trace import chosen

        results = chosen(everything, herleid)
    if formaat is not Formaat.TEKST:
        return _content(results, found, formaat)
    stream = StringIO()
    out = (screen or Screen()).console(stream)
    if herleid:
        _trace(results, found, out)
    else:
        from prestatieafspraken.cli.indicator_text import print_indicators

        verdicts = found.joint.verdicts
        print_indicators(results, verdicts, out, day=found.peildatum, earlier=alles)
    return stream.getvalue() if screen else trimmed(stream.getvalue())


def _content(results: Sequence[Indicator], found: Computed, formaat: Formaat) -> str | bytes:
    """Give the result in a form for another program."""
    if formaat is Formaat.JSON:
        contract = json.dumps(as_contract(results, found), ensure_ascii=False, indent=2)
        return json_safe(contract) + "\n"
    if formaat is Formaat.CSV:
        from prestatieafspraken.cli.indicator_rows import as_csv

        return as_csv(results)
    from prestatieafspraken.cli.indicator_rows import rows
    from prestatieafspraken.workbook.lists.indicator_list import result_book

    widths = {"naam": 40, "toelichting": 60, "formule": 50, "cellen": 30, "berekening": 40}
    return result_book("Indicatoren", *rows(results), widths | {"bron": 30, "norm_bron": 30})


def _trace(results: Sequence[Indicator], found: Computed, out: Console) -> None:
    """Print where the values of one indicator come from, and what they are for their goals."""
    from prestatieafspraken.cli.indicator_trace import print_trace
    from prestatieafspraken.indicators.doelbesluit import rol

    own = found.joint.verdicts[0].afspraken
    print_trace(
        results,
        [one.book for one in found.joint.verdicts if one.book],
        out,
        lambda one: rol(one, own, found.indicators) if own else None,
    )


def as_contract(results: Sequence[Indicator], found: Computed) -> dict[str, Any]:
    """Give the JSON contract of `bereken`."""
    from importlib.metadata import version

    own = found.joint.verdicts[0].afspraken
    return {
        "schema": "prestatieafspraken/indicatoren/2",
        "versie": version("prestatieafspraken"),
        "peildatum": found.peildatum.isoformat(),
        "voorbeeld": own is not None and own.gemeente.voorbeeld,
        "bestanden": [
            {"pad": one.path, "sha256": one.sha256, "status": str(one.status)}
            for one in found.joint.verdicts
        ],
        "tussen_werkmappen": [
            {
                "bestand": one.bestand,
                "gebruikt": one.gebruikt or None,
                "bevinding": one.finding.as_dict(),
            }
            for one in found.joint.between
        ],
        "indicatoren": [result.as_dict() | _role(result, found, own) for result in results],
    }


def _role(one: Indicator, found: Computed, own: Afspraken | None) -> dict[str, Any]:
    """Give the goal that a value is held against, and whether it decides that."""
    from prestatieafspraken.indicators.doelbesluit import rol

    role = rol(one, own, found.indicators) if own else None
    if role is None:
        return {"doel": None, "rol": None}
    return {"doel": role.doel.id, "rol": "beslist" if role.beslist else "licht toe"}
