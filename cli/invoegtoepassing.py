"""`invoegtoepassing`: put the add-in where Excel looks for it, check it, or take it away."""

from __future__ import annotations

from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from prestatieafspraken.batch.guarding.written import make_folder, write_file
from prestatieafspraken.cli.addin_places import NAME, AddinPlaces, own, shared
from prestatieafspraken.cli.addin_state import built, built_functions, faults, holds
from prestatieafspraken.cli.button_python import (
    button_python,
    compile_modules,
    configuration,
    demand_start,
)
from prestatieafspraken.cli.normen import reminders
from prestatieafspraken.cli.output import console
from prestatieafspraken.cli.shortcut import make_shortcut
from prestatieafspraken.cli.trusted_location import Trust, trusted
from prestatieafspraken.dutch.user_error import UserError

Functies = Annotated[
    bool,
    typer.Option(
        "--functies", help="Ook de invoegtoepassing met de functies voor in een cel (PA_LABEL …)."
    ),
]
Iedereen = Annotated[
    bool,
    typer.Option(
        "--voor-iedereen",
        help="Voor alle gebruikers van deze computer; alleen een beheerder kan dat.",
    ),
]


def installeer(functies: Functies = False, voor_iedereen: Iedereen = False) -> int:
    """Zet de invoegtoepassing met de knoppen in de opstartmap van Excel."""
    places = _places(everybody=voor_iedereen)
    everywhere = shared()
    if not voor_iedereen and everywhere and everywhere.addin.exists():
        raise UserError(
            "INV-007",
            f"De knoppen staan al voor iedereen op deze computer: {everywhere.addin}",
            "Laat de beheerder die bijwerken met: prestatieafspraken invoegtoepassing installeer "
            "--voor-iedereen.",
        )
    python = button_python()
    _say("Python wordt voorbereid; dat kan de eerste keer een minuut duren.")
    compile_modules()
    demand_start(python)
    wanted = {places.addin: built()}
    if functies or places.functions.exists():
        wanted[places.functions] = built_functions()
    wanted[places.conf] = configuration(python)
    changed = [path for path, data in wanted.items() if not holds(path, data)]
    for path in changed:
        _write(path, wanted[path], private=not voor_iedereen)
    make_folder(places.shortcut.parent)
    make_shortcut(places.shortcut, python)
    _say(*(f"Gemaakt: {path}" for path in (*changed, places.shortcut)))
    if {places.addin, places.functions} & set(changed):
        _say("Sluit Excel en start het opnieuw.")
    return 0


def verwijder(voor_iedereen: Iedereen = False) -> int:
    """Haal de invoegtoepassing weg; uw werkmappen blijven zoals ze zijn."""
    gone = [path for path in _places(everybody=voor_iedereen) if path.exists()]
    for path in gone:
        try:
            path.unlink()
        except OSError as error:
            raise UserError(
                "INV-002", f"{path} kan niet worden verwijderd.", CLOSE_EXCEL
            ) from error
    _say(*([f"Verwijderd: {path}" for path in gone] or ["Er was niets te verwijderen."]))
    return 0


def controleer() -> int:
    """Kijk of de invoegtoepassing er staat, bij deze versie hoort, en mag en kan starten."""
    mine, everywhere = own(), shared()
    for_all = everywhere is not None and everywhere.addin.exists()
    places = everywhere if everywhere and for_all else mine
    conf = mine.conf if mine.conf.exists() else places.conf
    wrong = [*faults(places, conf)]
    twice = [str(path) for path in (mine.addin, mine.conf) if for_all and path.exists()]
    if twice:
        wrong.append(
            f"Er staat ook nog iets van een installatie voor u alleen: {' en '.join(twice)}. Voer "
            "eerst uit: prestatieafspraken invoegtoepassing verwijder."
        )
    trust = trusted(str(places.addin.parent))
    told = trust.value.format(folder=places.addin.parent)
    if trust is Trust.OFF:
        wrong.append(told)
    coming = [*reminders(date.today())]
    if wrong:
        again = " --voor-iedereen" if for_all else ""
        _say(*wrong, *coming)
        _say(f"Voer uit: prestatieafspraken invoegtoepassing installeer{again}.")
        return 1
    _say(
        f"De invoegtoepassing staat goed: {places.addin}",
        f"Zij hoort bij versie {metadata.version(NAME)} en start: {button_python()}",
        told,
        "De beheerder moet toestaan dat Excel dit programma start; zie docs/beheer.md.",
        *coming,
    )
    return 0


CLOSE_EXCEL = (
    "Sluit Excel, op een server ook dat van anderen, en probeer het opnieuw; wat voor iedereen is, "
    "kan alleen een beheerder veranderen."
)


def _places(*, everybody: bool) -> AddinPlaces:
    places = shared() if everybody else own()
    if places is None:
        raise UserError(
            "INV-006",
            "Op deze computer is geen Excel gevonden.",
            "Installeer Excel, of zet de bestanden zelf op hun plaats.",
        )
    return places


def _write(path: Path, data: bytes, *, private: bool) -> None:
    """Write a file; Excel holds an add-in that it has open."""
    try:
        make_folder(path.parent)
        write_file(path, data, overwrite=True, private=private)
    except UserError as error:
        raise UserError("INV-002", error.message, CLOSE_EXCEL) from error


def _say(*lines: str) -> None:
    for line in lines:
        console().print(line, markup=False, soft_wrap=True)
