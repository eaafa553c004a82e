"""The command line as a whole: its commands, its exit codes, and what it says when things fail."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from typing import Annotated

from prestatieafspraken.cli import (
    afspraken,
    bereken,
    bouw,
    controleer,
    demo,
    energielabels,
    excel,
    invoegtoepassing,
    inzending,
    normen,
    regels,
    sjabloon,
    verslag,
    werkmap,
)
from prestatieafspraken.cli.dutch import DutchCommand, DutchGroup, typer, wrong_use
from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.data_faults import DataError
from prestatieafspraken.dutch.user_error import UserError

OK, FAULTS, WRONG_USE, INTERNAL, UNREADABLE = range(5)
DATA_REPAIR = "Laat de beheerder dit herstellen; er is niets geschreven."
INTERRUPTED = 130
"""Exit codes: no FOUT, a FOUT, wrong use, a fault of our own, a file that could not be read."""

EXAMPLES = {
    "controleer": "woonforte-2019.xlsx",
    "bereken": "woonforte-2019.xlsx",
    "regels": "CEL-001",
    "normen": "--op 2019-12-31",
    "energielabels": "EP-Online.zip --adressen adressen.csv --uit labels.xlsx",
    "verslag": "inzendingen --uit verslag-2019.docx",
    "demo": "",
    "werkmap nieuw": "--partij 'De Brink Wonen'",
    "werkmap bouw": "--uit werkmappen",
    "afspraken nieuw": "--uit afspraken-2020.xlsx",
    "afspraken lees": "afspraken-2020.xlsx --uit afspraken-2020",
    "afspraken schrijf": "afspraken-2020 --uit afspraken-2020.xlsx",
    "afspraken volgend-jaar": "afspraken-2020 --uit afspraken-2021",
    "afspraken controleer": "afspraken-2020.xlsx",
    "sjabloon maak": "--uit eigen.docx",
    "sjabloon controleer": "eigen.docx",
    "inzending maak": "woonforte-2019.xlsx",
    "inzending controleer": "inzending-woonforte-2019.xlsx",
    "excel controleer": "woonforte-2019.xlsx",
    "excel volgende": "",
    "excel vorige": "",
    "excel toelichting": "",
    "excel wis": "",
    "excel indicatoren": "woonforte-2019.xlsx",
    "excel verslag": "woonforte-2019.xlsx",
    "excel inzending": "woonforte-2019.xlsx",
    "excel herstel": "woonforte-2019.xlsx",
    "excel nieuw-jaar": "woonforte-2019.xlsx",
    "invoegtoepassing installeer": "",
    "invoegtoepassing verwijder": "",
    "invoegtoepassing controleer": "",
}
"""What follows a command in the example of its help."""

app = typer.Typer(
    cls=DutchGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Houd prestatieafspraken bij: werkmappen maken, controleren, indicatoren berekenen en "
    "verslag doen.",
    epilog="Een opdracht eindigt met 0 (geen fouten), 1 (fouten gevonden), 2 (verkeerd gebruik), "
    "3 (fout in het programma) of 4 (een bestand was niet te lezen).",
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"prestatieafspraken {metadata.version('prestatieafspraken')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie."),
    ] = False,
) -> None:
    pass


def _command(group: typer.Typer, name: str, function: Callable[..., object], *within: str) -> None:
    words = " ".join([*within, name])
    example = f"Voorbeeld: prestatieafspraken {words} {EXAMPLES[words]}".rstrip()
    group.command(name, cls=DutchCommand, epilog=example)(function)


def _group(name: str, purpose: str, **commands: Callable[..., object]) -> None:
    group = typer.Typer(cls=DutchGroup, no_args_is_help=True, help=purpose, rich_markup_mode="rich")
    for command, function in commands.items():
        _command(group, command, function, name)
    app.add_typer(group, name=name)


_command(app, "controleer", controleer.controleer)
_command(app, "bereken", bereken.bereken)
_command(app, "regels", regels.regels)
_command(app, "normen", normen.normen)
_command(app, "energielabels", energielabels.energielabels)
_command(app, "verslag", verslag.verslag)
_command(app, "demo", demo.demo)
_group("werkmap", "Werkmappen maken.", nieuw=werkmap.nieuw, bouw=bouw.bouw)
_group(
    "afspraken",
    "Afspraken opschrijven, in een formulier of in bestanden.",
    nieuw=afspraken.nieuw,
    lees=afspraken.lees,
    schrijf=afspraken.schrijf,
    **{"volgend-jaar": afspraken.volgend_jaar},
    controleer=afspraken.controleer,
)
_group(
    "sjabloon",
    "Het Word-sjabloon van het verslag.",
    maak=sjabloon.maak,
    controleer=sjabloon.controleer,
)
_group(
    "inzending",
    "Een werkmap inleveren, en zien of zij daarna is gewijzigd.",
    maak=inzending.maak,
    controleer=inzending.controleer,
)
_group(
    "excel",
    "Werken in een werkmap die open is, zonder macro's.",
    controleer=excel.controleer,
    volgende=excel.volgende,
    vorige=excel.vorige,
    toelichting=excel.toelichting,
    wis=excel.wis,
    indicatoren=excel.indicatoren,
    verslag=excel.verslag,
    inzending=excel.inzending,
    herstel=excel.herstel,
    **{"nieuw-jaar": excel.nieuw_jaar},
)
_group(
    "invoegtoepassing",
    "De knoppen in Excel installeren en verwijderen.",
    installeer=invoegtoepassing.installeer,
    verwijder=invoegtoepassing.verwijder,
    controleer=invoegtoepassing.controleer,
)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; nothing that goes wrong shows a traceback."""
    try:
        result = app(arguments, standalone_mode=False, prog_name="prestatieafspraken")
    except UserError as error:
        _tell(error.code, error.message, error.repair)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        result = INTERRUPTED
    except DataError as error:
        _tell("INT-002", str(error), DATA_REPAIR)
        return INTERNAL
    except Exception as error:
        if hasattr(error, "format_message"):
            if type(error).__name__ != "NoArgsIsHelpError":
                _tell("GBR-001", wrong_use(error), "Zie prestatieafspraken --help.")
            return WRONG_USE
        return _internal()
    if result == INTERRUPTED:  # the library of the command line catches Ctrl+C itself
        _tell(
            "GBR-002", "De opdracht is afgebroken.", "Start de opdracht opnieuw als u verder wilt."
        )
    return result if isinstance(result, int) else OK


def _tell(code: str, message: str, repair: str) -> None:
    out = console(stderr=True)
    out.print(f"[bold red]{code}[/]  {_plain(message)}", soft_wrap=True)
    out.print(f"         {_plain(repair)}", soft_wrap=True)


def _plain(text: str) -> str:
    """Give a text as text to the terminal; it may name a file that is called after a person."""
    from rich.markup import escape

    from prestatieafspraken.validators.personal.persoonsgegevens import masked

    return escape(masked(text))


def _internal() -> int:
    from prestatieafspraken.batch.judging.internal import write_log

    _tell(
        "INT-001",
        "Er ging iets mis in het programma zelf; uw bestanden zijn niet gewijzigd.",
        f"Stuur het logboek {write_log()} naar de beheerder.",
    )
    return INTERNAL
