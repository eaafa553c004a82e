"""`invoegtoepassing`: put the add-in where Excel looks for it, check it, or take it away."""

from __future__ import annotations

import os
from datetime import date
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from prestatieafspraken.batch.guarding.written import write_file
from prestatieafspraken.cli.button_python import button_python, configuration, demand_start
from prestatieafspraken.cli.normen import reminders
from prestatieafspraken.cli.output import console
from prestatieafspraken.cli.trusted_location import Trust, trusted
from prestatieafspraken.dutch.user_error import UserError

NAME = "prestatieafspraken"
Functies = Annotated[
    bool,
    typer.Option(
        "--functies", help="Ook de invoegtoepassing met de functies voor in een cel (PA_LABEL …)."
    ),
]


def installeer(functies: Functies = False) -> int:
    """Zet de invoegtoepassing met de knoppen in de opstartmap van Excel."""
    places = _places()
    python = button_python()
    demand_start(python)
    wanted = {places.addin: _built(), places.conf: configuration(python)}
    if functies or places.functions.exists():
        wanted[places.functions] = _built_functions()
    for path, data in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data, overwrite=True)
    _say(*(f"Gemaakt: {path}" for path in wanted), "Sluit Excel en start het opnieuw.")
    return 0


def verwijder() -> int:
    """Haal de invoegtoepassing weg; uw werkmappen blijven zoals ze zijn."""
    gone = [path for path in _places() if path.exists()]
    for path in gone:
        try:
            path.unlink()
        except OSError as error:
            raise UserError(
                "INV-002",
                f"{path} kan niet worden verwijderd.",
                "Sluit Excel en probeer het opnieuw.",
            ) from error
    _say(*([f"Verwijderd: {path}" for path in gone] or ["Er was niets te verwijderen."]))
    return 0


def controleer() -> int:
    """Kijk of de invoegtoepassing er staat, bij deze versie hoort, en mag en kan starten."""
    places = _places()
    addin, conf = places.addin, places.conf
    wrong = []
    if not addin.exists():
        wrong.append(f"De invoegtoepassing ontbreekt: {addin}.")
    elif addin.read_bytes() != _built():
        wrong.append("De invoegtoepassing hoort bij een andere versie van het programma.")
    if not conf.exists():
        wrong.append(f"De configuratie ontbreekt: {conf}.")
    elif conf.read_bytes() != configuration(button_python()):
        wrong.append("De configuratie verwijst naar een andere Python dan deze.")
    functions = places.functions
    if functions.exists() and functions.read_bytes() != _built_functions():
        wrong.append("De invoegtoepassing met functies hoort bij een andere versie.")
    if find_spec("xlwings") is None:
        wrong.append("Deze Python heeft xlwings niet; de knoppen kunnen dan niets.")
    trust = trusted(str(addin.parent))
    told = trust.value.format(folder=addin.parent)
    if trust is Trust.OFF:
        wrong.append(told)
    coming = [*reminders(date.today())]
    if wrong:
        _say(*wrong, *coming, "Voer uit: prestatieafspraken invoegtoepassing installeer.")
        return 1
    _say(
        f"De invoegtoepassing staat goed: {addin}",
        f"Zij hoort bij versie {metadata.version(NAME)} en start: {button_python()}",
        told,
        "De beheerder moet toestaan dat Excel dit programma start; zie docs/beheer.md.",
        *coming,
    )
    return 0


class _Places(NamedTuple):
    """Where the add-in with buttons goes, that with functions, and what names Python."""

    addin: Path
    functions: Path
    conf: Path


def _places() -> _Places:
    roaming, home = os.environ.get("APPDATA"), os.environ.get("USERPROFILE")
    if not roaming or not home:
        raise UserError(
            "INV-001",
            "Een invoegtoepassing kan alleen op Windows worden geïnstalleerd.",
            "Gebruik hier: prestatieafspraken excel controleer WERKMAP.",
        )
    start = Path(roaming) / "Microsoft" / "Excel" / "XLSTART"
    conf = Path(home) / f".{NAME}" / f"{NAME}.conf"
    return _Places(start / f"{NAME}.xlam", start / f"{NAME}-functies.xlam", conf)


def _built() -> bytes:
    from prestatieafspraken.addin.build import addin

    return addin()


def _built_functions() -> bytes:
    from prestatieafspraken.addin.build import functions_addin

    try:
        return functions_addin()
    except ModuleNotFoundError as error:
        raise UserError(
            "INV-005",
            "Voor de functies in een cel ontbreekt xlwings.",
            "Installeer het met: pip install 'prestatieafspraken[excel]'.",
        ) from error


def _say(*lines: str) -> None:
    for line in lines:
        console().print(line, markup=False, soft_wrap=True)
