"""What the slow second judge says of plans and what became of them: C5, C7, T3-05 to T3-07."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from proving.orakel.zinnen import getal, opsomming

PROGRAMMAS = {
    "kwaliteitsverbetering": "gerealiseerd",
    "zonnepanelen": "gerealiseerd",
    "open_verbranding": "vervangen",
}
"""The programmes of T3-05 to T3-07, each with the column of what was done of the plan."""


def programmas(orakel: Any) -> None:
    """Look at plans of years that are over, and at who has no row at all."""
    feiten = orakel.feiten
    for name, done in PROGRAMMAS.items():
        tabel = orakel.tabellen[name]
        for rij, row in tabel.rijen.items():
            if row["jaar"] is None or not feiten.om(row["jaar"]) or row["gepland"] is None:
                continue
            named = (row["corporatie"], row["jaar"], getal(row["gepland"]))
            if row[done] is None:
                if row["gepland"] > 0 and tabel.gaaf(rij, done):
                    orakel.tell("PLN-001", tabel, rij, done, *named)
            elif row[done] < row["gepland"] and _silent(tabel, rij):
                orakel.tell("PLN-002", tabel, rij, done, *named, getal(row[done]))
        present = {r["corporatie"] for r in tabel.rijen.values() if r["jaar"] == feiten.jaar}
        known = feiten.om(feiten.jaar) and tabel.heel("corporatie", "jaar")
        absent = [naam for naam in feiten.deelnemers if naam not in present]
        if known and absent:
            orakel.tell_sheet("PLN-003", tabel, feiten.jaar, opsomming(absent))


def _silent(tabel: Any, rij: int) -> bool:
    return tabel.rijen[rij]["toelichting"] is None and tabel.gaaf(rij, "toelichting")


def toestellen(orakel: Any) -> None:
    """Look at open appliances that are left, planned to be left, or lost between two years."""
    tabel, feiten = orakel.tabellen["open_verbranding"], orakel.feiten
    (most,) = feiten.getal("open_toestellen", date(feiten.jaar, 12, 31))
    left: dict[tuple[str, int], list[int]] = {}
    for row in tabel.rijen.values():
        if None not in (row["corporatie"], row["jaar"], row["begin"], row["vervangen"]):
            own = row["corporatie"], row["jaar"]
            left.setdefault(own, []).append(row["begin"] - row["vervangen"])
    for rij, row in tabel.rijen.items():
        jaar, begin = row["jaar"], row["begin"]
        if jaar is None or begin is None:
            continue
        for code, name, asked in (
            ("OVT-020", "vervangen", jaar >= feiten.jaar and feiten.om(jaar)),
            ("OVT-021", "gepland", jaar == feiten.jaar and not feiten.om(jaar)),
        ):
            if asked and row[name] is not None and begin - row[name] > most:
                left_over = [getal(begin - row[name])] if code == "OVT-020" else []
                named = (
                    row["corporatie"],
                    jaar,
                    getal(begin),
                    getal(row[name]),
                    getal(most) if most else "geen",
                )
                orakel.tell(code, tabel, rij, name, *named, *left_over)
        before = left.get((row["corporatie"], jaar - 1), [])
        if len(before) == 1 and before[0] != begin:
            named = (jaar, getal(begin), jaar - 1, getal(before[0]))
            orakel.tell("OVT-022", tabel, rij, "begin", *named)


PROGRAMMA: tuple[Callable[[Any], None], ...] = (programmas, toestellen)
