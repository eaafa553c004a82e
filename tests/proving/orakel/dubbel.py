"""What the slow second judge says of rows that are there twice: the keys of tabellen.csv."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from proving.orakel.zinnen import opsomming


def sleutel(orakel: Any, name: str, rij: int, naast: Sequence[str] = ()) -> tuple[str, ...] | None:
    """Give what tells a row from another, whatever its case; None if it is not whole."""
    row = orakel.tabellen[name].rijen[rij]
    parts = [row[part] for part in (*orakel.bladen[name].sleutel, *naast)]
    if None in parts:
        return None
    return tuple(" ".join(str(part).casefold().split()) for part in parts)


def ingehaald(orakel: Any, name: str, rij: int) -> bool:
    """Say whether a row only expects what another of the same key has counted."""
    rows, kind = orakel.tabellen[name].rijen, "soort_cijfer"
    if kind not in orakel.bladen[name].naast or rows[rij][kind] != "prognose":
        return False
    own = sleutel(orakel, name, rij)
    return any(
        row[kind] == "realisatie" and sleutel(orakel, name, other) == own
        for other, row in rows.items()
    )


def _dubbel(orakel: Any, name: str) -> None:
    naast, tabel, seen = orakel.bladen[name].naast, orakel.tabellen[name], set()
    key = (*orakel.bladen[name].sleutel, *naast)
    for rij in tabel.rijen if orakel.bladen[name].uniek else ():
        own = sleutel(orakel, name, rij, naast)
        if own is not None and own in seen and tabel.gaaf(rij, *key):
            same = [other for other in tabel.rijen if sleutel(orakel, name, other, naast) == own]
            orakel.tell("DUB-001", tabel, rij, key[0], f"{len(same)} keer", opsomming(same))
        seen.add(own)


def dubbele(orakel: Any) -> None:
    """Look at every table of which no two rows may say the same."""
    for name in orakel.tabellen:
        _dubbel(orakel, name)


DUBBEL: tuple[Callable[[Any], None], ...] = (dubbele,)
