"""What the slow second judge says of the chances: C1, C2, T1-09 and D1-2."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from proving.orakel.document import norm
from proving.orakel.feiten import KWARTALEN, einde
from proving.orakel.tabel import Tabel
from proving.orakel.zinnen import dag, getal, opsomming, procent

EERSTE_JAAR = 2017
"""R. 27: the agreements are of 2017 until 2022; no norm of theirs holds before."""


def tellingen(orakel: Any) -> None:
    """Look at the counts of each period: complete, and sums that fit (domein 2)."""
    if "slaagkans_kern" not in orakel.tabellen:
        return
    for name in ("slaagkans_kern", "slaagkans_inkomen"):
        _delen_van_jaren(orakel, orakel.tabellen[name])
        _kaal(orakel, orakel.tabellen[name])
    kernen, klassen = orakel.feiten.kernen, orakel.feiten.klassen
    by_kern = _perioden(orakel, "slaagkans_kern", "kern")
    by_class = _perioden(orakel, "slaagkans_inkomen", "inkomensklasse")
    kern, klasse = orakel.tabellen["slaagkans_kern"], orakel.tabellen["slaagkans_inkomen"]
    _kernen(orakel, kern, by_kern, kernen)
    for period, rows in by_class.items():
        if set(klassen) > rows.keys():
            absent = [naam for naam in klassen if naam not in rows]
            first = min(rows.values())
            named = (*period, opsomming(absent))
            orakel.tell("SLK-006", klasse, first, "inkomensklasse", *named, waarde=None)
            continue
        whole = by_kern.get(period, {}).get("Totaal")
        for column in ("teller", "noemer") if whole else ():
            counts = [klasse.rijen[rows[naam]][column] for naam in klassen]
            total = kern.rijen[whole or 0][column]
            if total is not None and None not in counts and sum(counts) != total:
                named = (*period, getal(sum(counts)), getal(total))
                first = min(rows.values())
                orakel.tell("SLK-009", klasse, first, column, *named, waarde=sum(counts))


def _kernen(
    orakel: Any, kern: Tabel, periods: Mapping[Any, dict[str, int]], kernen: Sequence[str]
) -> None:
    for period, rows in periods.items():
        if set(kernen) | {"Totaal"} > rows.keys():
            absent = [naam for naam in (*kernen, "Totaal") if naam not in rows]
            first, named = min(rows.values()), (*period, opsomming(absent))
            orakel.tell("SLK-006", kern, first, "kern", *named, waarde=None)
            continue
        for code, column in (("SLK-007", "noemer"), ("SLK-008", "teller")):
            counts = [kern.rijen[rows[naam]][column] for naam in kernen]
            total = kern.rijen[rows["Totaal"]][column]
            if total is None or None in counts:
                continue
            low = max(counts) if code == "SLK-007" else sum(counts)
            if not low <= total <= sum(counts):
                bounds = (low, sum(counts)) if code == "SLK-007" else (low,)
                named = (*period, getal(total), *map(getal, bounds))
                orakel.tell(code, kern, rows["Totaal"], column, *named)


def _perioden(orakel: Any, name: str, first: str) -> dict[tuple[int, str], dict[str, int]]:
    tabel, found = orakel.tabellen[name], {}
    for rij, row in tabel.rijen.items():
        if not tabel.gaaf(rij, first, "jaar", "periode"):
            return {}
        rows: dict[str, int] = found.setdefault((row["jaar"], row["periode"]), {})
        if row[first] in rows:
            return {}
        rows[row[first]] = rij
    return found


def _delen_van_jaren(orakel: Any, tabel: Tabel) -> None:
    periods = [(row["jaar"], row["periode"]) for row in tabel.rijen.values()]
    seen = set()
    for rij, period in zip(tabel.rijen, periods, strict=True):
        partial = None not in period and period[1] != "heel jaar"
        if partial and period not in seen and any(p == "heel jaar" for _, p in periods):
            orakel.tell("SLK-004", tabel, rij, "periode", *period)
        seen.add(period)


def _kaal(orakel: Any, tabel: Tabel) -> None:
    """Point at the first stated chance without its counts, if that row has no fault."""
    for rij, row in tabel.rijen.items():
        if row["opgegeven"] is not None and None in (row["teller"], row["noemer"]):
            if tabel.gaaf(rij, "jaar", "teller", "noemer"):
                orakel.tell("SLK-005", tabel, rij, "opgegeven", row["jaar"])
            return


def norm_en_termijn(orakel: Any) -> None:
    """Look at chances below the norm without a measure, and at a year that was not measured."""
    feiten = orakel.feiten
    target = feiten.doelen["D1-2"].streefwaarde
    limit = norm("daeb_inkomensgrens", date(feiten.jaar, 1, 1))
    due = feiten.afspraken["T1-09"].tot <= feiten.peildatum
    for name, first in (("slaagkans_kern", "kern"), ("slaagkans_inkomen", "inkomensklasse")):
        tabel = orakel.tabellen.get(name)
        if tabel is None:
            continue
        ends = {
            rij: einde(row["jaar"], KWARTALEN[row["periode"]])
            for rij, row in tabel.rijen.items()
            if None not in (row["jaar"], row["periode"], row[first])
        }
        last = max(ends.values(), default=date.min)
        for rij in (rij for rij, end in ends.items() if end == last):
            if last.year < EERSTE_JAAR:
                continue
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


SLAAGKANSEN: tuple[Callable[[Any], None], ...] = (tellingen, norm_en_termijn)
