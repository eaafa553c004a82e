"""What an installed add-in must be, and what of it is not so."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from prestatieafspraken.cli.addin_places import AddinPlaces
from prestatieafspraken.cli.button_python import button_python, configuration, is_compiled
from prestatieafspraken.dutch.user_error import UserError


def faults(places: AddinPlaces, conf: Path) -> Iterator[str]:
    """Say what is not as this version puts it."""
    if not places.addin.exists():
        yield f"De invoegtoepassing ontbreekt: {places.addin}."
    elif not holds(places.addin, built()):
        yield "De invoegtoepassing hoort bij een andere versie van het programma."
    if not conf.exists():
        yield f"De configuratie ontbreekt: {conf}."
    elif not holds(conf, configuration(button_python())):
        yield f"De configuratie verwijst naar een andere Python dan deze: {conf}"
    if places.functions.exists() and not holds(places.functions, built_functions()):
        yield "De invoegtoepassing met functies hoort bij een andere versie."
    if find_spec("xlwings") is None:
        yield "Deze Python heeft xlwings niet; de knoppen kunnen dan niets."
    elif not is_compiled():
        yield "De modules van Python zijn niet vooraf vertaald; elke druk op een knop duurt langer."


def holds(path: Path, data: bytes) -> bool:
    """Say whether a file is there with just this in it."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def built() -> bytes:
    """Give the add-in with buttons of this version."""
    from prestatieafspraken.addin.build import addin

    return addin()


def built_functions() -> bytes:
    """Give the add-in with functions (UserError without xlwings)."""
    from prestatieafspraken.addin.build import functions_addin

    try:
        return functions_addin()
    except ModuleNotFoundError as error:
        raise UserError(
            "INV-005",
            "Voor de functies in een cel ontbreekt xlwings.",
            "Installeer het met: pip install 'prestatieafspraken[excel]'.",
        ) from error
