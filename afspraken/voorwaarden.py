"""Goals and agreements that hold in a condition: whose state is asked of which years, and of whom.

Example: the goal of 50 flexwoningen that holds if the council adopts a plan, with a number for 2025
and one for 2026, is asked for both years; an agreement only for the year that it was made for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prestatieafspraken.afspraken.doel import Voldaan, Voorwaarde, VoorwaardeStand
from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Doel

TABEL = "voorwaarden"
"""The table of the workbook in which parties say how a condition stands."""


@dataclass(frozen=True)
class Voorwaardelijk:
    """A goal or an agreement that holds in a condition, by its code, and how that stands a year."""

    code: str
    thema: int
    tekst: str
    gesteld_door: str
    standen: Mapping[int, Voldaan]


def voorwaardelijk(own: Afspraken) -> list[Voorwaardelijk]:
    """Give what holds in a condition: the goals in their order, and then the agreements."""
    jaar = own.gemeente.jaar
    found = []
    for doel in own.doelen:
        if said := next((w.voorwaarde for w in (doel, *doel.manieren) if w.voorwaarde), None):
            standen = {year: said.in_jaar(year) for year in _jaren(doel, said, jaar)}
            one = Voorwaardelijk(doel.id, doel.thema, said.tekst, said.gesteld_door, standen)
            found.append(one)
    return found + [
        Voorwaardelijk(one.id, one.thema, its.tekst, its.gesteld_door, {jaar: its.stand})
        for one in own.afspraken
        if (its := one.voorwaarde)
    ]


def _jaren(doel: Doel, voorwaarde: Voorwaarde, jaar: int) -> list[int]:
    """Give the years in which it matters how the condition of a goal stands."""
    ways = [doel, *map(doel.als, doel.manieren)]
    ends = [one.eind for way in ways for one in way.op_dag(None) if one.eind]
    ends += [one.jaar for one in voorwaarde.standen if one.jaar]
    ends += [doel.streefdatum.year] if doel.streefdatum else []
    return sorted({*ends} or {jaar})


def wie_zegt_het(gesteld_door: str, own: Afspraken) -> str:
    """Name the party that says how a condition stands: who sets it, if that is one party."""
    known = {one.naam for one in own.partijen}
    named = own.leden([gesteld_door]) if gesteld_door else []
    return named[0] if len(named) == 1 and named[0] in known else own.gemeentepartij.naam


def met_standen(own: Afspraken, rows: Iterable[Mapping[str, object]]) -> Afspraken:
    """Give the agreements with the states that a workbook says; where it says none it is open."""
    said: dict[object, list[VoorwaardeStand]] = {}
    for row in rows:
        jaar, stand = row.get("jaar"), row.get("stand")
        if isinstance(jaar, int | float):
            found = next((one for one in Voldaan if one == stand), Voldaan.OPEN)
            said.setdefault(row.get("code"), []).append(
                VoorwaardeStand(jaar=int(jaar), stand=found)
            )
    if not said:
        return own
    goals = [_goal(doel, said[doel.id]) if doel.id in said else doel for doel in own.doelen]
    jaar = own.gemeente.jaar
    afspraken = [_afspraak(one, said.get(one.id, []), jaar) for one in own.afspraken]
    return own.model_copy(update={"doelen": goals, "afspraken": afspraken})


def _afspraak(afspraak: Afspraak, said: list[VoorwaardeStand], jaar: int) -> Afspraak:
    stand = next((one.stand for one in said if one.jaar == jaar), None)
    if afspraak.voorwaarde is None or stand is None:
        return afspraak
    stated = afspraak.voorwaarde.model_copy(update={"stand": stand})
    return afspraak.model_copy(update={"voorwaarde": stated})


def _goal(doel: Doel, said: list[VoorwaardeStand]) -> Doel:
    ways = [one.model_copy(update=_stated(one.voorwaarde, said)) for one in doel.manieren]
    return doel.model_copy(update={**_stated(doel.voorwaarde, said), "manieren": ways})


def _stated(
    voorwaarde: Voorwaarde | None, said: list[VoorwaardeStand]
) -> dict[str, Voorwaarde | None]:
    if voorwaarde is None:
        return {"voorwaarde": None}
    years = {one.jaar for one in said}
    agreed = [one for one in voorwaarde.standen if one.jaar not in years]
    return {"voorwaarde": voorwaarde.model_copy(update={"standen": [*agreed, *said]})}
