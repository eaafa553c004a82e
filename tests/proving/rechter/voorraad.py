"""The DAEB stock and how it grew since a year, of all corporaties together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from proving.rechter.tabel import Eis, corporaties, getal
from proving.rechter.uitspraak import Uitspraak, jaar_om, naast, onbekend

Rij = Mapping[str, Any]


def uitspraak(eis: Eis, rijen: Sequence[Rij], wie: str, dag: date) -> Uitspraak:
    """Lay the growth beside the goal: counted in the end, before by the plan or what is there."""
    (grens,) = eis.grenzen
    begin, eind = eis.basisjaar, grens.tot
    assert begin is not None
    assert eind is not None
    kolom = "daeb_kernen" if eis.maat == "voorraad kernen" else "daeb"
    stand = _standen(rijen, kolom, wie)
    om = jaar_om(eind, dag)
    basis = stand.get((begin, "realisatie"))
    if basis is None:
        return onbekend(om=om)
    if om:
        counted = stand.get((eind, "realisatie"))
        return onbekend(om=True) if counted is None else naast(counted - basis, grens, om=True)
    planned = stand.get((eind, "realisatie"), stand.get((eind, "prognose")))
    if planned is not None:
        return naast(planned - basis, grens, om=False)
    over = [j for (j, soort) in stand if soort == "realisatie" and begin < j <= dag.year]
    if not over:
        return onbekend(om=False)
    return naast(stand[max(over), "realisatie"] - basis, grens, om=False)


def _standen(rijen: Sequence[Rij], kolom: str, wie: str) -> dict[tuple[int, str], Fraction]:
    """Give the stock per year, where all who own homes have filed it in one kind of figure."""
    owners = [
        one
        for one in corporaties(wie)
        if one in corporaties(wie, tekent=True)
        or any(rij["corporatie"] == one and getal(rij["daeb"]) for rij in rijen)
    ]
    found: dict[tuple[int, str], Fraction] = {}
    for jaar in {rij["jaar"] for rij in rijen}:
        of_year = {rij["corporatie"]: rij for rij in rijen if rij["jaar"] == jaar}
        homes = [getal(of_year.get(one, {}).get(kolom)) for one in {*owners, *of_year}]
        soorten = {rij["soort_cijfer"] for rij in of_year.values()}
        if None not in homes:
            soort = "realisatie" if soorten == {"realisatie"} else "prognose"
            found[jaar, soort] = sum((one for one in homes if one is not None), Fraction())
    return found
