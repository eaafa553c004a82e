"""What the slow second judge says of plans and what became of them: C5, C7, T3-05 to T3-07."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from proving.orakel.voorraad import eenmaal
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
        for rij, row in tabel.rijen.items():
            plan, what = row["gepland"], row[done]
            if row["jaar"] is not None and plan and what is not None and what > 4 * plan:
                named = (row["jaar"], getal(plan), getal(what))
                orakel.tell("PLN-004", tabel, rij, done, *named)
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


def nagekomen(orakel: Any) -> None:
    """Look at programmes that were kept while somebody did less than planned (T3-05, T3-07)."""
    jaar, status = orakel.feiten.jaar, orakel.tabellen["afspraken_3"]
    for name, code in (("kwaliteitsverbetering", "T3-05"), ("zonnepanelen", "T3-07")):
        tabel = orakel.tabellen[name]
        headers = ("corporatie", "jaar", "gepland", "gerealiseerd")
        if not tabel.plek or any(h not in tabel.plek.kolommen for h in headers):
            continue
        short = [
            f"{row['corporatie']} {getal(row['gerealiseerd'])} van {getal(row['gepland'])}"
            for row in tabel.rijen.values()
            if row["jaar"] == jaar
            and None not in (row["corporatie"], row["gepland"], row["gerealiseerd"])
            and row["gerealiseerd"] < row["gepland"]
        ]
        for rij, row in status.rijen.items():
            kept = row["code"] == code and row["status"] == "nagekomen"
            if kept and short and orakel.feiten.om(jaar):
                orakel.tell("AFS-035", status, rij, "status", code, *short)


def grootte(orakel: Any) -> None:
    """Look at energy and spending that are far too little, or too much, for each home."""
    stock, energie = orakel.tabellen["woningvoorraad"], orakel.tabellen["duurzame_energie"]
    homes = {}
    for own, rij in eenmaal(stock, "corporatie", "jaar").items():
        if stock.rijen[rij]["soort_cijfer"] == "realisatie":
            homes[own] = stock.rijen[rij]["daeb"]
    for rij, row in energie.rijen.items():
        there = homes.get((row["corporatie"], row["jaar"]))
        for naam, least in (("opgewekt", 1), ("behoefte", 300)):
            value = row[naam]
            if there and value and not least <= Fraction(str(value)) / there <= 30_000:
                orakel.tell("ONG-002", energie, rij, naam)
    tabel = orakel.tabellen["leefbaarheid"]
    lines = ("ontmoeting", "plekken", "menskracht")
    for rij, row in tabel.rijen.items():
        spent, units = sum(row[n] or 0 for n in lines), row["verhuureenheden"]
        whole = tabel.gaaf(rij, "verhuureenheden", *lines) and units and spent
        if whole and Fraction(str(spent)) / units < 5:
            orakel.tell("ONG-002", tabel, rij, "totaal", waarde=float(spent))


PROGRAMMA: tuple[Callable[[Any], None], ...] = (programmas, toestellen, nagekomen, grootte)
