"""Goals on energy and lifetime homes: index or label, gas, renewable energy, and shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from proving.rechter.tabel import Eis, corporaties, getal, regels
from proving.rechter.uitspraak import Uitspraak, jaar_om, naast, onbekend

Rij = Mapping[str, Any]
EIGEN_METHODE = "voor 2015 (EPA)"
"""The method of the convenant of 2012 that the goal refers to (r. 698-699)."""


IN_DIE_JAREN, ONBEKEND = "2015-2020 (Nader Voorschrift)", "onbekend"
"""What is assumed where nobody wrote the method down: that of the years of the goal."""
ZONDER_INDEX = "NTA 8800"


def lijn(a: tuple[int, Fraction], b: tuple[int, Fraction], jaar: int) -> Fraction:
    """Give the point of a year on the straight line through two others."""
    return a[1] + (b[1] - a[1]) * (jaar - a[0]) / (b[0] - a[0])


def index(
    eis: Eis, rijen: Sequence[Rij], wie: str, dag: date, voorraad: Sequence[Rij] = ()
) -> Uitspraak:
    """Lay the index beside 1,25, or beside what label B is in the method that was used.

    A bound of another method than that of the index, or of one that is assumed, is not sure.
    """
    (grens,) = eis.grenzen
    eind, begin = grens.tot, eis.basisjaar
    assert eind is not None
    assert begin is not None
    om = jaar_om(eind, dag)
    jaren = sorted(rij["jaar"] for rij in rijen if rij["jaar"] <= eind)
    last = _index_van(rijen, wie, jaren[-1], voorraad) if jaren else None
    if last is None or (om and (jaren[-1] < eind or last[2] != "realisatie")):
        return onbekend(om=om)
    value, methode, _ = last
    if jaren[-1] < eind:
        first = _index_van(rijen, wie, begin, voorraad)
        if first is None or jaren[-1] <= begin or first[1] != methode:
            return onbekend(om=om)
        value = lijn((begin, first[0]), (jaren[-1], value), eind)
    if eis.maat == "index":
        return naast(value, grens, om=om, zeker=methode == EIGEN_METHODE)
    used = IN_DIE_JAREN if methode == ONBEKEND else methode
    (bound,) = (r["hoogste index"] for r in regels("labels") if r["methode"] == used)
    label = replace(grens, hoogstens=Fraction(bound))
    return naast(value, label, om=om, zeker=used == methode)


def _index_van(
    rijen: Sequence[Rij], wie: str, jaar: int, voorraad: Sequence[Rij]
) -> tuple[Fraction, str, str] | None:
    """Give the mean index of a year by homes, its method, and whether all of it was counted."""
    there = [rij for rij in rijen if rij["jaar"] == jaar]
    methoden = {rij["methode"] for rij in there}
    if not set(corporaties(wie, tekent=True)) <= {rij["corporatie"] for rij in there}:
        return None
    if len(methoden) > 1 or ZONDER_INDEX in methoden:
        return None
    homes = [getal(rij["woningen"]) for rij in there]
    if None in homes:
        homes = [_geteld(voorraad, rij["corporatie"], jaar) for rij in there]
    weights = [one for one in homes if one is not None]
    if len(weights) < len(there) or not sum(weights):
        return None
    values = [getal(rij["energie_index"]) or Fraction() for rij in there]
    whole = sum((v * w for v, w in zip(values, weights, strict=True)), Fraction())
    counted = all(rij["soort_cijfer"] == "realisatie" for rij in there)
    return whole / sum(weights), methoden.pop(), "realisatie" if counted else "prognose"


def _geteld(voorraad: Sequence[Rij], corporatie: str, jaar: int) -> Fraction | None:
    """Give the DAEB homes of the last year that was counted, where homes with an index are not."""
    known = {
        rij["jaar"]: getal(rij["daeb"])
        for rij in voorraad
        if rij["corporatie"] == corporatie
        and rij["soort_cijfer"] == "realisatie"
        and rij["jaar"] <= jaar
    }
    return known[max(known)] if known else None


def gas(eis: Eis, rijen: Sequence[Rij], wie: str, dag: date) -> Uitspraak:
    """Give the change since the first year; before the end where the straight line leads."""
    (grens,) = eis.grenzen
    eind, begin = grens.tot, eis.basisjaar
    assert eind is not None
    assert begin is not None
    om = jaar_om(eind, dag)
    used = {
        rij["jaar"]: value
        for rij in rijen
        if rij["jaar"] <= min(dag.year, eind) and (value := getal(rij["gas"]))
        is not None
    }  # fmt: skip
    later = [jaar for jaar in used if jaar > begin]
    if not used.get(begin) or not later or (om and eind not in used):
        return onbekend(om=om)
    last = max(later)
    change = used[last] / used[begin] - 1
    ahead = naast(change * (eind - begin) / (last - begin), grens, om=om)
    return replace(ahead, cijfers=(change,))


def duurzaam(eis: Eis, rijen: Sequence[Rij], wie: str, dag: date) -> Uitspraak:
    """Divide what was made by what was needed, of all corporaties that sign."""
    (grens,) = eis.grenzen
    assert grens.tot is not None
    om = jaar_om(grens.tot, dag)
    jaren = {rij["jaar"] for rij in rijen if rij["jaar"] <= min(grens.tot, dag.year)}
    if not jaren or (om and grens.tot not in jaren):
        return onbekend(om=om)
    there = [rij for rij in rijen if rij["jaar"] == max(jaren)]
    if not set(corporaties(wie, tekent=True)) <= {rij["corporatie"] for rij in there}:
        return onbekend(om=om)
    made, needed = ([getal(rij[kolom]) for rij in there] for kolom in ("opgewekt", "behoefte"))
    if None in made or None in needed or not sum(n for n in needed if n):
        return onbekend(om=om)
    share = sum((m for m in made if m), Fraction()) / sum(n for n in needed if n)
    return naast(share, grens, om=om)


def levensloop(eis: Eis, rijen: Sequence[Rij], wie: str, dag: date) -> Uitspraak:
    """Lay the last share beside the first, of the same owners."""
    (grens,) = eis.grenzen
    assert grens.tot is not None
    om = jaar_om(grens.tot, dag)
    jaren = sorted({rij["jaar"] for rij in rijen if rij["jaar"] <= min(grens.tot, dag.year)})
    if len(jaren) < 2 or (om and jaren[-1] < grens.tot):
        return onbekend(om=om)
    a, b = jaren[0], jaren[-1]
    first, last = _aandeel(rijen, a), _aandeel(rijen, b)
    owners = [{r["eigenaar"] for r in rijen if r["jaar"] == jaar} for jaar in (a, b)]
    needed = {*corporaties(wie, tekent=True), "overige voorraad"}
    if not first or last is None or owners[0] != owners[1] or not needed <= owners[0]:
        return onbekend(om=om)
    grown = (last - first) * 100 if eis.maat == "levensloop punten" else last / first - 1
    return replace(naast(grown * (grens.tot - a) / (b - a), grens, om=om), cijfers=(grown,))


def _aandeel(rijen: Sequence[Rij], jaar: int) -> Fraction | None:
    there = [rij for rij in rijen if rij["jaar"] == jaar]
    fit, homes = ([getal(rij[k]) for rij in there] for k in ("geschikt", "woningen"))
    if None in fit or None in homes or not sum(h for h in homes if h):
        return None
    return sum((f for f in fit if f), Fraction()) / sum(h for h in homes if h)
