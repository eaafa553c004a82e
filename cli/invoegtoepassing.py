"""`invoegtoepassing`: put the add-in where Excel looks for it, check it, or take it away."""

from __future__ import annotations

import os
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from prestatieafspraken.cli.output import UserError, console, write_file
from prestatieafspraken.cli.trusted_location import Trust, trusted

NAME = "prestatieafspraken"


def installeer() -> int:
    """Zet de invoegtoepassing met de knoppen in de opstartmap van Excel."""
    addin, conf = _places()
    for path in (addin, conf):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_file(addin, _built(), overwrite=True)
    write_file(conf, _configuration(), overwrite=True)
    _say(f"Gemaakt: {addin}", f"Gemaakt: {conf}", "Sluit Excel en start het opnieuw.")
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
    addin, conf = _places()
    wrong = []
    if not addin.exists():
        wrong.append(f"De invoegtoepassing ontbreekt: {addin}.")
    elif addin.read_bytes() != _built():
        wrong.append("De invoegtoepassing hoort bij een andere versie van het programma.")
    if not conf.exists():
        wrong.append(f"De configuratie ontbreekt: {conf}.")
    elif conf.read_bytes() != _configuration():
        wrong.append("De configuratie verwijst naar een andere Python dan deze.")
    if find_spec("xlwings") is None:
        wrong.append("Deze Python heeft xlwings niet; de knoppen kunnen dan niets.")
    trust = trusted(str(addin.parent))
    told = trust.value.format(folder=addin.parent)
    if trust is Trust.OFF:
        wrong.append(told)
    if wrong:
        _say(*wrong, "Voer uit: prestatieafspraken invoegtoepassing installeer.")
        return 1
    _say(
        f"De invoegtoepassing staat goed: {addin}",
        f"Zij hoort bij versie {metadata.version('prestatieafspraken')} en start: {sys.executable}",
        told,
        "De beheerder moet toestaan dat Excel dit programma start; zie docs/beheer.md.",
    )
    return 0


def _places() -> tuple[Path, Path]:
    """Give where the add-in goes and where its configuration goes."""
    roaming, home = os.environ.get("APPDATA"), os.environ.get("USERPROFILE")
    if not roaming or not home:
        raise UserError(
            "INV-001",
            "Een invoegtoepassing kan alleen op Windows worden geïnstalleerd.",
            "Gebruik hier: prestatieafspraken excel controleer WERKMAP.",
        )
    start = Path(roaming) / "Microsoft" / "Excel" / "XLSTART"
    return start / f"{NAME}.xlam", Path(home) / f".{NAME}" / f"{NAME}.conf"


def _built() -> bytes:
    from prestatieafspraken.addin.build import addin

    return addin()


def _configuration() -> bytes:
    """Give the file in which xlwings finds Python: the one that runs this command."""
    return f'"INTERPRETER_WIN","{sys.executable}"\r\n'.encode("cp1252")


def _say(*lines: str) -> None:
    for line in lines:
        console().print(line, markup=False, soft_wrap=True)
