"""What the second judge says of what stands outside the tables: copies, and error values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proving.orakel.bevinding import Bevinding
from proving.orakel.lezen import FOUTWAARDEN
from proving.orakel.opbouw import adres, eigenaar, koppen, lijkt_op, losse


def kopieen(orakel: Any) -> None:
    """Point at headers on a sheet of nobody, of a table that was found elsewhere."""
    bestand, tabellen = orakel.bestand, orakel.tabellen
    told = {(t.blad, t.kop) for tabel in tabellen.values() for t in tabel.gevonden}
    there = [orakel.bladen[naam] for naam, tabel in tabellen.items() if len(tabel.gevonden) == 1]
    for copy in losse(bestand):
        is_new = eigenaar(copy.blad) is None and (copy.blad, copy.kop) not in told
        if is_new and any(lijkt_op(bestand, copy, blad) for blad in there):
            at = adres(copy.kop, copy.kolommen.start)
            orakel.told.append(Bevinding("STR-012", copy.blad, at, (copy.blad,), None))


def foutwaarden(orakel: Any) -> None:
    """Count the error values beside and above the tables, per sheet and value."""
    bestand = orakel.bestand
    within = [
        (tabel.gevonden[0], koppen(bestand, tabel.gevonden[0]))
        for tabel in orakel.tabellen.values()
        if len(tabel.gevonden) == 1
    ]
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for (blad, rij, kolom), value in bestand.cellen.items():
        if value in FOUTWAARDEN and not any(
            t.blad == blad and rij > t.kop and min(heads) <= kolom <= max(heads)
            for t, heads in within
        ):
            found.setdefault((blad, value), []).append((rij, kolom))
    for (blad, value), cells in found.items():
        often = f"{len(cells)} keer"
        orakel.told.append(
            Bevinding("STR-014", blad, adres(*min(cells)), (value, often), waarde=value)
        )


BUITEN: tuple[Callable[[Any], None], ...] = (kopieen, foutwaarden)
