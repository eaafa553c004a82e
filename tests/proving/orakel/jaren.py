"""What the slow second judge says of figures beside other years, plans, norms and usual values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from proving.orakel.document import huis, norm
from proving.orakel.feiten import KWARTALEN, einde
from proving.orakel.kolommen import Band, banden, gewoon
from proving.orakel.zinnen import bedrag, dag, getal, gezegd, opsomming, procent

PROGRAMMAS = {
    "kwaliteitsverbetering": "gerealiseerd",
    "zonnepanelen": "gerealiseerd",
    "open_verbranding": "vervangen",
}
"""The programmes of T3-05 to T3-07, each with the column of what was done of the plan."""
LIJNEN = ("ontmoeting", "plekken", "menskracht")
"""The three lines of T2-04 along which money is spent."""
ROUNDING = 1e-9
"""What binary fractions may add to a difference that is exactly as large as it may be."""


def ongewoon(orakel: Any) -> None:
    """Point at values outside the usual ones."""
    for name, column, low, high in gewoon():
        tabel = orakel.tabellen.get(name)
        for rij, row in tabel.rijen.items() if tabel else ():
            if row[column] is not None and not low <= row[column] <= high:
                (veld,) = (v for v in tabel.velden if v.naam == column)
                named = [gezegd(veld, value) for value in (row[column], low, high)]
                orakel.tell("ONG-001", tabel, rij, column, veld.kop, *named)


# --- beside the year before ---


def _value(band: Band, tabel: Any, rij: int) -> tuple[Any, str]:
    """Give the figure of a row and the column where it is found."""
    row, column = tabel.rijen[rij], band.kolom
    if (band.tabel, column) == ("leefbaarheid", "totaal"):
        spent = [row[line] for line in LIJNEN if row[line] is not None]
        return (sum(spent) if spent and tabel.gaaf(rij, *LIJNEN) else None), column
    if column == "berekend":
        if row["teller"] is not None and row["noemer"]:
            return row["teller"] / row["noemer"], column
        assert band.opgegeven_in is not None
        return row[band.opgegeven_in], band.opgegeven_in
    return row[column], column


def sprong(orakel: Any) -> None:
    """Compare each figure with the one of a year earlier."""
    for band in banden():
        tabel = orakel.tabellen.get(band.tabel)
        if tabel is None:
            continue
        key = orakel.bladen[band.tabel].sleutel
        keys = {rij: tuple(row[part] for part in key) for rij, row in tabel.rijen.items()}
        figures = {}
        for rij, own in keys.items():
            value, where = _value(band, tabel, rij)
            if None not in own and list(keys.values()).count(own) == 1 and value is not None:
                base = tabel.rijen[rij][band.aantal_van] if band.aantal_van else None
                figures[own] = (value, where, rij, base)
        for own, (value, where, rij, base) in figures.items():
            before, partial = _before(own, key, figures)
            if before is None:
                continue
            small = any(n is not None and n < band.klein for n in (base, before[3]))
            if not band.aantal_van:
                small = max(abs(value), abs(before[0])) < band.klein or before[0] == 0
            room = band.stap if band.stap is not None else band.deel * abs(before[0])
            room *= float(huis("deel_van_jaar")) if partial else 1
            if not small and abs(value - before[0]) > room + ROUNDING:
                named = [_shown(band, figure) for figure in (value, before[0])]
                orakel.tell("JRV-001", tabel, rij, where, *named, waarde=value)


def _shown(band: Band, figure: Any) -> str:
    """Write a figure as its column has it."""
    if band.aantal_van == "noemer":
        return procent(figure)
    return (
        bedrag(figure) if (band.tabel, band.kolom) == ("leefbaarheid", "totaal") else getal(figure)
    )


def _before(own: tuple[Any, ...], key: Any, figures: Any) -> tuple[Any, bool]:
    """Give the figure of a year earlier: of the same part of that year, or else of all of it."""
    years = [value - 1 if name == "jaar" else value for name, value in zip(key, own, strict=True)]
    if tuple(years) in figures or "periode" not in key:
        return figures.get(tuple(years)), False
    at = list(key).index("periode")
    partial, years[at] = years[at] != "heel jaar", "heel jaar"
    return figures.get(tuple(years)), partial


# --- plans and norms ---


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


def leefbaarheid(orakel: Any) -> None:
    """Hold spending against the amount per unit."""
    tabel = orakel.tabellen["leefbaarheid"]
    for rij, row in tabel.rijen.items():
        if row["jaar"] is None or row["verhuureenheden"] is None or not tabel.gaaf(rij, *LIJNEN):
            continue
        amount = norm("leefbaarheid_normbedrag", date(row["jaar"], 12, 31))
        spent = sum(Fraction(row[line] or 0) for line in LIJNEN)
        if amount is not None and spent > amount * row["verhuureenheden"]:
            most = bedrag(amount * row["verhuureenheden"])
            named = (row["corporatie"], row["jaar"], bedrag(spent), most, bedrag(amount))
            units = getal(row["verhuureenheden"])
            orakel.tell("LFB-020", tabel, rij, "totaal", *named, units, waarde=float(spent))


def slaagkans(orakel: Any) -> None:
    """Look at chances below the norm without a measure, and at a year that was not measured."""
    feiten = orakel.feiten
    target = feiten.doelen["D1-2"].streefwaarde
    limit = norm("daeb_inkomensgrens", date(feiten.jaar, 1, 1))
    due = feiten.afspraken["T1-09"].tot < feiten.peildatum
    for name, first in (("slaagkans_kern", "kern"), ("slaagkans_inkomen", "inkomensklasse")):
        tabel = orakel.tabellen.get(name)
        if tabel is None:
            continue
        ends = {
            rij: einde(row["jaar"], KWARTALEN[row["periode"]])
            for rij, row in tabel.rijen.items()
            if None not in (row["jaar"], row["periode"], row[first])
        }
        for rij in (rij for rij, end in ends.items() if end == max(ends.values())):
            row, chance = tabel.rijen[rij], None
            top = feiten.hoogste_inkomens.get(row[first])
            if first == "inkomensklasse" and (top is None or limit is None or top > limit):
                continue
            if row["teller"] is not None and row["noemer"]:
                chance = Fraction(row["teller"], row["noemer"])
            elif row["opgegeven"] is not None:
                chance = Fraction(str(row["opgegeven"]))
            sound = tabel.gaaf(rij, "teller", "noemer", "opgegeven", "toelichting")
            if sound and chance is not None and chance < target and row["toelichting"] is None:
                found = float(chance)
                orakel.tell("SLK-020", tabel, rij, "toelichting", procent(target), waarde=found)
        there = any(row["jaar"] == feiten.jaar - 1 for row in tabel.rijen.values())
        whole = any(row["periode"] == "heel jaar" for row in tabel.rijen.values())
        if due and not (there and whole) and tabel.heel("jaar", "periode"):
            last = dag(feiten.afspraken["T1-09"].tot)
            orakel.tell_sheet("SLK-021", tabel, feiten.jaar - 1, last)


def schouwen(orakel: Any) -> None:
    """Count the walks of the year, and point at those of another year or yet to come."""
    tabel, feiten = orakel.tabellen.get("wijkschouwen"), orakel.feiten
    if tabel is None:
        return
    held = 0
    for rij, row in tabel.rijen.items():
        day = row["gehouden_op"]
        if day is None:
            continue
        if day.year == feiten.jaar and not feiten.komt_nog(day):
            held += 1
        else:
            orakel.tell("WSC-003", tabel, rij, "gehouden_op", row["locatie"] or "", dag(day))
    last = date(feiten.jaar, 12, 31)
    agreed = [n for maat in ("kop", "tekst") for n in feiten.getal(f"wijkschouwen_{maat}", last)]
    if feiten.om(feiten.jaar) and tabel.heel("gehouden_op"):
        if held < min(agreed):
            orakel.tell_sheet("WSC-001", tabel, feiten.jaar, held, opsomming(sorted(agreed), "of"))
        elif held < max(agreed):
            orakel.tell_sheet("WSC-002", tabel, feiten.jaar, held, *sorted(agreed))


JAREN: tuple[Callable[[Any], None], ...] = (
    *(ongewoon, sprong, programmas, toestellen, leefbaarheid, slaagkans, schouwen),
)
