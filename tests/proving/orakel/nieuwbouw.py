"""What the slow second judge says of the projects: C3 and T3-04 (gas)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from proving.orakel.zinnen import dag, getal


def projectsleutel(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """Give what tells a project from another, whatever its case."""
    if row["corporatie"] is None or row["project"] is None:
        return None
    return row["corporatie"], " ".join(row["project"].lower().split())


def projecten(orakel: Any) -> None:
    """Look at the days of projects, at gas, and at what was delivered beside the stock."""
    tabel, feiten = orakel.tabellen["nieuwbouwprojecten"], orakel.feiten
    bound = orakel.feiten.dag("gasloos_vanaf")
    delivered: dict[tuple[str, int], int] = {}
    keys = [projectsleutel(row) for row in tabel.rijen.values()]
    for rij, row in tabel.rijen.items():
        asked, gas, done = row["aanvraag"], row["gasloos"], row["oplevering"]
        if asked is not None and tabel.gaaf(rij, "gasloos"):
            if asked >= bound and gas != "Ja":
                named = (row["project"] or "", dag(asked))
                if gas == "Nee":
                    orakel.tell("NBW-020", tabel, rij, "gasloos", *named, dag(bound))
                else:
                    orakel.tell("NBW-022", tabel, rij, "gasloos", *named)
            silent = row["toelichting"] is None and tabel.gaaf(rij, "toelichting")
            if asked < bound and gas == "Nee" and silent:
                named = (row["project"] or "", dag(asked))
                orakel.tell("NBW-021", tabel, rij, "toelichting", *named)
        if done is not None and feiten.komt_nog(done) and row["opgeleverd"]:
            named = (row["project"] or "", getal(row["opgeleverd"]), dag(done))
            orakel.tell("NBW-024", tabel, rij, "oplevering", *named)
        twice = projectsleutel(row) is not None and keys.count(projectsleutel(row)) > 1
        if done is not None and row["corporatie"] is not None and not twice:
            own = row["corporatie"], done.year
            delivered[own] = delivered.get(own, 0) + (row["opgeleverd"] or 0)
    stock = orakel.tabellen["woningvoorraad"]
    for rij, row in stock.rijen.items():
        built = delivered.get((row["corporatie"], row["jaar"]), 0)
        counted = row["soort_cijfer"] == "realisatie" and stock.gaaf(rij, "nieuwbouw")
        if counted and built > (row["nieuwbouw"] or 0):
            named = (row["corporatie"], row["jaar"], getal(built))
            orakel.tell("NBW-025", stock, rij, "nieuwbouw", *named)


NIEUWBOUW: tuple[Callable[[Any], None], ...] = (projecten,)
