"""The slaagkans of the target group: what was let to it of all who looked, by income class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from proving.rechter.tabel import Eis, getal, norm, regels
from proving.rechter.uitspraak import Uitspraak, jaar_om, naast, onbekend

Rij = Mapping[str, Any]
PERIODEN = ("kwartaal 1", "kwartaal 1 t/m 2", "kwartaal 1 t/m 3", "heel jaar")


def uitspraak(eis: Eis, rijen: Sequence[Rij], wie: str, dag: date) -> Uitspraak:
    """Lay the last year that was measured beside the goal, which holds in every year."""
    known = [rij for rij in rijen if rij["jaar"] <= dag.year and _ingevuld(rij)]
    if not known:
        return onbekend(om=True)
    jaar = max(rij["jaar"] for rij in known)
    deel = max((r["periode"] for r in known if r["jaar"] == jaar), key=PERIODEN.index)
    over, whole = jaar_om(jaar, dag), deel == PERIODEN[-1]
    if over and not whole:
        return onbekend(om=True)
    limit = norm("inkomensgrens", int(wie[-4:]))  # the classes are those of its prices
    klassen = None if limit is None else _doelgroep(limit[0])
    if limit is None or klassen is None:
        return onbekend(om=True)
    counts = [_tellingen(known, klasse, jaar, deel) for klasse in klassen]
    if None in counts:
        return onbekend(om=True)
    let, looking = (sum((one[n] for one in counts if one), Fraction()) for n in (0, 1))
    if not looking:
        return onbekend(om=True)
    (grens,) = eis.grenzen
    return naast(let / looking, grens, om=over and whole, zeker=limit[1])


def _ingevuld(rij: Rij) -> bool:
    return any(rij.get(kolom) is not None for kolom in ("teller", "noemer", "opgegeven"))


def _doelgroep(limit: Fraction) -> list[str] | None:
    """Give the classes up to the income limit, if it is the bound between two of them."""
    klassen = regels("inkomensklassen")
    inside = [rij["klasse"] for rij in klassen if (getal(rij["tot en met"]) or limit + 1) <= limit]
    above = [rij["klasse"] for rij in klassen if Fraction(rij["boven"]) >= limit]
    return inside if len(inside) + len(above) == len(klassen) else None


def _tellingen(
    rijen: Sequence[Rij], klasse: str, jaar: int, deel: str
) -> tuple[Fraction, Fraction] | None:
    for rij in rijen:
        if (rij["inkomensklasse"], rij["jaar"], rij["periode"]) == (klasse, jaar, deel):
            let, looking = getal(rij.get("teller")), getal(rij.get("noemer"))
            return None if let is None or looking is None else (let, looking)
    return None
