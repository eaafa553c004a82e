"""What the slow second judge says of the parties: r. 61-77 (who signs) and 529-530 (contacts)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from proving.orakel.document import corporaties, regels
from proving.orakel.zinnen import opsomming


def _cijfers_van(orakel: Any, name: str) -> None:
    column = orakel.bladen[name].partijkolom
    tabel, seen = orakel.tabellen[name], set()
    if column is None:
        return
    for rij, row in tabel.rijen.items():
        naam = row[column]
        if naam in orakel.feiten.buiten and naam not in seen:
            orakel.tell("PRT-002", tabel, rij, column, naam)
            seen.add(naam)
        others = orakel.feiten.corporaties - {orakel.feiten.houder}
        if orakel.feiten.eigen and orakel.feiten.houder and naam in others:
            of_whom = (f"rij is van {naam}", f"werkmap is van {orakel.feiten.houder}")
            orakel.tell("PRT-004", tabel, rij, column, *of_whom)


def cijfers(orakel: Any) -> None:
    """Point at figures of who does not sign, and of others than whose workbook it is."""
    for name in orakel.tabellen:
        _cijfers_van(orakel, name)


def contacten(orakel: Any) -> None:
    """Miss the fixed contact of whoever signs, and see a person in its place (R-47)."""
    tabel = orakel.tabellen["partijen"]
    for rij, row in tabel.rijen.items():
        asked = row["doet_mee"] == "Ja" and row["soort"] in {"gemeente", "corporatie"}
        if orakel.feiten.eigen:
            asked = asked and row["naam"] == orakel.feiten.houder
        if asked and row["contactfunctie"] is None and tabel.gaaf(rij, "contactfunctie"):
            orakel.tell("PRT-001", tabel, rij, "contactfunctie")
        naam = row["contactfunctie"] or ""
        if re.search(r"(?:Mevrouw|Jan) (?:de )?[A-Z][a-z]+", naam):
            veiled = re.sub(r"(?<=\w)\w", "•", naam)
            orakel.tell("PRT-006", tabel, rij, "contactfunctie", veiled, waarde=veiled)


def kengetallen(orakel: Any) -> None:
    """Point at key figures of D0-3 (r. 38-39) of others than the corporaties."""
    tabel = orakel.tabellen["kengetallen"]
    asked = corporaties(doen_mee=True)
    whole = {r["naam"] for r in regels("partijen") if r["soort"] == "gemeente"}
    for rij, row in tabel.rijen.items():
        known = tabel.gaaf(rij, "doel", "partij") and row["doel"] == "D0-3" and row["partij"]
        if known and row["partij"] not in {*asked, *whole}:
            named = (row["partij"], "D0-3", opsomming(asked))
            orakel.tell("KGT-006", tabel, rij, "partij", *named)


PARTIJEN: tuple[Callable[[Any], None], ...] = (cijfers, contacten, kengetallen)
