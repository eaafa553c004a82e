"""What the slow second judge says of the stock: C4, T1-02 and D0-1, and what is part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from proving.orakel.zinnen import getal, met_teken


def eenmaal(tabel: Any, *names: str) -> Mapping[tuple[Any, ...], int]:
    """Give the row of each combination of values that is whole and there once."""
    seen: dict[tuple[Any, ...], list[int]] = {}
    for rij, row in tabel.rijen.items():
        own = tuple(row[name] for name in names)
        if None not in own:
            seen.setdefault(own, []).append(rij)
    return {own: rijen[0] for own, rijen in seen.items() if len(rijen) == 1}


def _homes(orakel: Any) -> Mapping[tuple[str, int], int]:
    """Give the whole stock by corporatie and year, where it is there once and whole."""
    tabel = orakel.tabellen["woningvoorraad"]
    found = {}
    for own, rij in eenmaal(tabel, "corporatie", "jaar").items():
        parts = tabel.rijen[rij]["daeb"], tabel.rijen[rij]["niet_daeb"]
        if None not in parts:
            found[own] = sum(parts)
    return found


def mutaties(orakel: Any) -> None:
    """Explain each stock by the one of a year before and its movements (E-11)."""
    tabel = orakel.tabellen["woningvoorraad"]
    into, out = ("nieuwbouw", "aankoop", "naar_daeb"), ("sloop", "verkoop", "naar_niet_daeb")
    stock: dict[Any, list[int]] = {}
    for row in tabel.rijen.values():
        if None not in (row["corporatie"], row["jaar"], row["daeb"]):
            stock.setdefault((row["corporatie"], row["jaar"]), []).append(row["daeb"])
    for rij, row in tabel.rijen.items():
        if row["jaar"] is None or row["daeb"] is None:
            continue
        before = stock.get((row["corporatie"], row["jaar"] - 1), [])
        if len(before) != 1 or not tabel.gaaf(rij, "corporatie", *into, *out):
            continue
        moves = [row[name] or 0 for name in into] + [-(row[name] or 0) for name in out]
        expected = before[0] + sum(moves)
        if expected == row["daeb"]:
            continue
        absent = [v.kop for v in tabel.velden if v.naam in (*into, *out)]
        order = {v.kop: v.naam for v in tabel.velden}
        absent = [kop for kop in absent if row[order[kop]] is None]
        begin, now = getal(before[0]), getal(row["daeb"])
        if absent:
            change, known = met_teken(row["daeb"] - before[0]), met_teken(sum(moves))
            orakel.tell("VRD-004", tabel, rij, "daeb", begin, now, change, known, *absent)
        else:
            off, year = met_teken(row["daeb"] - expected), row["jaar"]
            named = (year - 1, begin, year, getal(expected), now, off)
            orakel.tell("VRD-003", tabel, rij, "daeb", *named)


def delen(orakel: Any) -> None:
    """Hold counts of homes against the stock that they are part of."""
    stock = _homes(orakel)
    for name, owner, code in (
        ("levensloopbestendig", "eigenaar", "LVB-020"),
        ("energie_index", "corporatie", "EIX-020"),
    ):
        tabel = orakel.tabellen[name]
        for rij, row in tabel.rijen.items():
            whole, part = stock.get((row[owner], row["jaar"])), row["woningen"]
            if whole is not None and part is not None and part > whole:
                named = (getal(part), row[owner], row["jaar"], getal(whole))
                orakel.tell(code, tabel, rij, "woningen", *named)
    labels = orakel.tabellen["energielabels"]
    for naam in sorted(orakel.feiten.corporaties):
        rijen = [rij for rij, row in labels.rijen.items() if row["corporatie"] == naam]
        years = [jaar for own, jaar in stock if own == naam and jaar <= orakel.feiten.jaar]
        if years and len(rijen) > stock[naam, max(years)]:
            named = (naam, getal(len(rijen)), max(years), getal(stock[naam, max(years)]))
            orakel.tell("EIX-021", labels, rijen[0], "corporatie", *named)


def niet_daeb(orakel: Any) -> None:
    """Compare the change of the other stock with the transfers."""
    tabel = orakel.tabellen["woningvoorraad"]
    seen: dict[tuple[Any, Any], list[int]] = {}
    for row in tabel.rijen.values():
        if None not in (row["corporatie"], row["jaar"], row["niet_daeb"]):
            seen.setdefault((row["corporatie"], row["jaar"]), []).append(row["niet_daeb"])
    needed = ("corporatie", "jaar", "niet_daeb", "naar_niet_daeb", "naar_daeb")
    for rij, row in tabel.rijen.items():
        if None in [row[name] for name in needed] or row["toelichting"] is not None:
            continue
        before = seen.get((row["corporatie"], row["jaar"] - 1), [])
        if len(before) != 1 or not tabel.gaaf(rij, "toelichting"):
            continue
        if row["niet_daeb"] - before[0] != row["naar_niet_daeb"] - row["naar_daeb"]:
            change = met_teken(row["niet_daeb"] - before[0])
            moved = met_teken(row["naar_niet_daeb"] - row["naar_daeb"])
            named = (getal(before[0]), getal(row["niet_daeb"]), change, moved)
            orakel.tell("VRD-020", tabel, rij, "niet_daeb", *named)


def groei(orakel: Any) -> None:
    """Hold the planned growth against the goal, while homes are sold or transferred."""
    tabel, doel = orakel.tabellen["woningvoorraad"], orakel.feiten.doelen["D0-1"]
    needed = ("corporatie", "jaar", "daeb", "verkoop", "naar_niet_daeb")
    pairs = [(row["corporatie"], row["jaar"]) for row in tabel.rijen.values()]
    pairs = [pair for pair in pairs if None not in pair]
    if orakel.feiten.eigen or not tabel.heel(*needed) or len(set(pairs)) < len(pairs):
        return
    sums = {}
    for jaar in (doel.basisjaar, doel.streefjaar):
        rows = [r for r in tabel.rijen.values() if r["jaar"] == jaar]
        rows = [r for r in rows if None not in (r["corporatie"], r["daeb"])]
        if not set(orakel.feiten.deelnemers) <= {row["corporatie"] for row in rows}:
            return
        sums[jaar] = sum(row["daeb"] for row in rows)
    gone = [
        (rij, name)
        for rij, row in tabel.rijen.items()
        for name in ("verkoop", "naar_niet_daeb")
        if row["jaar"] is not None and doel.basisjaar < row["jaar"] <= doel.streefjaar
        if row[name] is not None and row[name] > 0
    ]
    if gone and sums[doel.streefjaar] - sums[doel.basisjaar] < doel.verandering:
        grown = getal(sums[doel.streefjaar] - sums[doel.basisjaar])
        away = sum(tabel.rijen[rij][name] for rij, name in gone)
        named = (doel.basisjaar, doel.streefjaar, grown, doel.code, getal(doel.verandering))
        orakel.tell("VRD-021", tabel, *gone[-1], *named, getal(away))


VOORRAAD: tuple[Callable[[Any], None], ...] = (mutaties, delen, niet_daeb, groei)
