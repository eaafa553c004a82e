"""Goals that hold in a condition: of which years its state is asked, and who says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prestatieafspraken.afspraken.doel import Voldaan, Voorwaarde, VoorwaardeStand
from prestatieafspraken.afspraken.model import Afspraken, Doel

TABEL = "voorwaarden"
"""The table of the workbook in which parties say how a condition stands."""


def voorwaardelijk(own: Afspraken) -> list[tuple[Doel, Voorwaarde]]:
    """Give each goal with a condition: its own, else that of the first way to read it."""
    found = [
        (doel, [way.voorwaarde for way in (doel, *doel.manieren) if way.voorwaarde])
        for doel in own.doelen
    ]
    return [(doel, voorwaarden[0]) for doel, voorwaarden in found if voorwaarden]


def jaren(doel: Doel, voorwaarde: Voorwaarde, own: Afspraken) -> list[int]:
    """Give the years in which it matters how a condition stands."""
    ways = [doel, *map(doel.als, doel.manieren)]
    ends = [one.eind for way in ways for one in way.op_dag(None) if one.eind]
    ends += [one.jaar for one in voorwaarde.standen if one.jaar]
    ends += [doel.streefdatum.year] if doel.streefdatum else []
    return sorted({*ends} or {own.gemeente.jaar})


def wie_zegt_het(voorwaarde: Voorwaarde, own: Afspraken) -> str:
    """Name the party that says how it stands: who sets it, if that is one party."""
    known = {one.naam for one in own.partijen}
    named = own.leden([voorwaarde.gesteld_door]) if voorwaarde.gesteld_door else []
    return named[0] if len(named) == 1 and named[0] in known else own.leden(["Gemeente"])[0]


def met_standen(own: Afspraken, rows: Iterable[Mapping[str, object]]) -> Afspraken:
    """Give the agreements with the states that a workbook says; where it says none it is open."""
    said: dict[object, list[VoorwaardeStand]] = {}
    for row in rows:
        jaar, stand = row.get("jaar"), row.get("stand")
        if isinstance(jaar, int | float):
            found = next((one for one in Voldaan if one == stand), Voldaan.OPEN)
            said.setdefault(row.get("doel"), []).append(
                VoorwaardeStand(jaar=int(jaar), stand=found)
            )
    if not said:
        return own
    goals = [_with(doel, said[doel.id]) if doel.id in said else doel for doel in own.doelen]
    return own.model_copy(update={"doelen": goals})


def _with(doel: Doel, said: list[VoorwaardeStand]) -> Doel:
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
