"""What the slow second judge says of the indexes: C6 and E-31 (methods do not compare)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def methoden(orakel: Any) -> None:
    """Point at an index of another method than the first of its corporatie."""
    tabel = orakel.tabellen["energie_index"]
    known = [
        (row["jaar"], rij, row["corporatie"], row["methode"])
        for rij, row in tabel.rijen.items()
        if None not in (row["jaar"], row["methode"], row["corporatie"])
        and row["methode"] != "onbekend"
    ]
    first: dict[str, str] = {}
    for jaar, rij, naam, methode in sorted(known):
        if first.setdefault(naam, methode) != methode:
            orakel.tell("EIX-002", tabel, rij, "methode", naam, jaar, methode)


ENERGIE: tuple[Callable[[Any], None], ...] = (methoden,)
