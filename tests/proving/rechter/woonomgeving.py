"""Goals on the surroundings: initiatives of residents, and the Leefbaarometer of each wijk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from proving.rechter.tabel import Eis
from proving.rechter.uitspraak import GEHAALD, Uitspraak, alle, jaar_om, naast, onbekend

Rij = Mapping[str, Any]
KLASSEN = (
    *("Zeer onvoldoende", "Ruim onvoldoende", "Onvoldoende", "Zwak", "Voldoende"),
    *("Ruim voldoende", "Goed", "Zeer goed", "Uitstekend"),
)


def initiatieven(eis: Eis, rijen: Sequence[Rij], wie: str, dag: date) -> Uitspraak:
    """Count what was carried out by the day and in time; one without a day may or may not be."""
    (grens,) = eis.grenzen
    assert grens.tot is not None
    om = jaar_om(grens.tot, dag)
    if not rijen:
        return onbekend(om=om)
    done = [rij["uitgevoerd_op"] for rij in rijen if rij["fase"] == "uitgevoerd"]
    until = min(dag, date(grens.tot, 12, 31))
    sure = Fraction(sum(1 for day in done if day and day <= until))
    undated = sum(1 for day in done if not day)
    if naast(sure, grens, om=True).oordeel == GEHAALD:
        return naast(sure, grens, om=True)  # what was carried out stays so
    if naast(sure + undated, grens, om=True).oordeel == GEHAALD:
        return onbekend(om=om)
    running = 0 if om else sum(1 for rij in rijen if rij["fase"] == "in uitvoering")
    return replace(naast(sure + running, grens, om=om), cijfers=(sure,))


def leefbaarometer(eis: Eis, rijen: Sequence[Rij], wie: str, dag: date) -> Uitspraak:
    """Ask of each wijk that was ever measured what it has in the last year that counts."""
    (grens,) = eis.grenzen
    assert grens.tot is not None
    om = jaar_om(grens.tot, dag)
    known = [rij for rij in rijen if rij["jaar"] <= min(grens.tot, dag.year)]
    if not known:
        return onbekend(om=om)
    last = max(rij["jaar"] for rij in known)
    if om and last < grens.tot:
        return onbekend(om=True)
    there = [rij for rij in known if rij["jaar"] == last]
    if len({rij["versie"] for rij in there}) > 1:
        return onbekend(om=True)
    missing = {rij["wijk"] for rij in known} - {rij["wijk"] for rij in there}
    said = [naast(Fraction(KLASSEN.index(r["klasse"]) + 1), grens, om=om) for r in there]
    return alle([*said, *(onbekend(om=om, mist=True) for _ in missing)])
