"""What the slow second judge says of the stock beside its parts, the projects and their land."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from proving.orakel.zinnen import bedrag, dag, getal, met_teken

REDENEN = {"verkoop": "verkoop", "overheveling": "naar_niet_daeb", "sloop": "sloop"}
"""In which movement of the stock a reason of T1-06 ("bijvoorbeeld door verkoop of overheveling")
must be counted; of what went for another reason no column says where."""


def _once(tabel: Any, *names: str) -> Mapping[tuple[Any, ...], int]:
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
    for own, rij in _once(tabel, "corporatie", "jaar").items():
        parts = tabel.rijen[rij]["daeb"], tabel.rijen[rij]["niet_daeb"]
        if None not in parts:
            found[own] = sum(parts)
    return found


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


def projecten(orakel: Any) -> None:
    """Look at the days of projects, at gas, and at what was delivered beside the stock."""
    tabel, feiten = orakel.tabellen["nieuwbouwprojecten"], orakel.feiten
    bound = orakel.feiten.dag("gasloos_vanaf")
    delivered: dict[tuple[str, int], int] = {}
    keys = [_key(row) for row in tabel.rijen.values()]
    for rij, row in tabel.rijen.items():
        asked, gas, done = row["aanvraag"], row["gasloos"], row["oplevering"]
        if asked is not None and tabel.gaaf(rij, "gasloos"):
            if asked >= bound and gas != "Ja":
                named = (row["project"] or "", dag(asked))
                if gas == "Nee":
                    orakel.tell("NBW-020", tabel, rij, "gasloos", *named, dag(bound))
                else:
                    orakel.tell("NBW-022", tabel, rij, "gasloos", *named)
            silent = row["toelichting"] is None and tabel.gaaf(rij, "toelichting")
            if asked < bound and gas == "Nee" and silent:
                named = (row["project"] or "", dag(asked))
                orakel.tell("NBW-021", tabel, rij, "toelichting", *named)
        if done is not None and feiten.komt_nog(done) and row["opgeleverd"]:
            named = (row["project"] or "", getal(row["opgeleverd"]), dag(done))
            orakel.tell("NBW-024", tabel, rij, "oplevering", *named)
        twice = _key(row) is not None and keys.count(_key(row)) > 1
        if done is not None and row["corporatie"] is not None and not twice:
            own = row["corporatie"], done.year
            delivered[own] = delivered.get(own, 0) + (row["opgeleverd"] or 0)
    stock = orakel.tabellen["woningvoorraad"]
    for rij, row in stock.rijen.items():
        built = delivered.get((row["corporatie"], row["jaar"]), 0)
        counted = row["soort_cijfer"] == "realisatie" and stock.gaaf(rij, "nieuwbouw")
        if counted and built > (row["nieuwbouw"] or 0):
            named = (row["corporatie"], row["jaar"], getal(built))
            orakel.tell("NBW-025", stock, rij, "nieuwbouw", *named)


def _key(row: Mapping[str, Any]) -> tuple[str, str] | None:
    if row["corporatie"] is None or row["project"] is None:
        return None
    return row["corporatie"], " ".join(row["project"].lower().split())


def _free(ingang: date, years: int) -> date:
    """Give the first day after a term of so many years."""
    if (ingang.month, ingang.day) == (2, 29):
        return date(ingang.year + years, 3, 1)
    return date(ingang.year + years, ingang.month, ingang.day)


def beding(orakel: Any) -> None:
    """Look at the homes on the social land price: until when they are bound, and what went."""
    tabel, feiten = orakel.tabellen["grondprijsbeding"], orakel.feiten
    (years,) = feiten.getal("beding_termijn", date(feiten.jaar, 12, 31))
    for rij, row in tabel.rijen.items():
        begin, gone, amount = row["ingang"], row["onttrekking"], row["onttrokken"]
        if begin is None:
            continue
        free = _free(begin, int(years))
        if gone is not None and amount and begin <= gone < free:
            (fine,) = feiten.getal("beding_boete", date(feiten.jaar, 12, 31))
            named = (row["project"] or "", dag(gone), dag(free), bedrag(fine))
            total = bedrag(fine * amount)
            orakel.tell("GPB-020", tabel, rij, "onttrekking", *named, getal(amount), total)
        left = (row["woningen"] or 0) - (amount or 0) if tabel.gaaf(rij, "onttrokken") else 0
        if left > 0 and feiten.komt_nog(free):
            named = (row["project"] or "", getal(left), dag(free))
            orakel.tell("GPB-021", tabel, rij, "ingang", *named)


def beding_en_projecten(orakel: Any) -> None:
    """Compare the homes on the social land price with the list of projects."""
    tabel, projects = orakel.tabellen["grondprijsbeding"], orakel.tabellen["nieuwbouwprojecten"]
    bound = {_key(row) for row in tabel.rijen.values()}
    for rij, row in projects.rijen.items():
        delivered = row["grondprijs"] == "Ja" and row["opgeleverd"] is not None
        absent = _key(row) is not None and _key(row) not in bound
        if delivered and row["opgeleverd"] > 0 and absent and tabel.heel("corporatie", "project"):
            orakel.tell("GPB-022", projects, rij, "grondprijs", row["project"])
    keys = [_key(row) for row in projects.rijen.values()]
    for rij, row in tabel.rijen.items():
        if _key(row) is None or keys.count(_key(row)) != 1:
            continue
        (project,) = (p for p in projects.rijen.values() if _key(p) == _key(row))
        if project["grondprijs"] == "Nee":
            orakel.tell("GPB-023", tabel, rij, "project", row["project"])
        elif None in (row["woningen"], project["woningen"]):
            continue
        elif row["woningen"] > project["woningen"]:
            named = (row["project"], getal(row["woningen"]), getal(project["woningen"]))
            orakel.tell("GPB-023", tabel, rij, "woningen", *named)


def beding_en_voorraad(orakel: Any) -> None:
    """Compare what was withdrawn in a year with the counted movements of the stock."""
    tabel, stock = orakel.tabellen["grondprijsbeding"], orakel.tabellen["woningvoorraad"]
    sums: dict[tuple[str, int, str], int] = {}
    last: dict[tuple[str, int, str], int] = {}
    for rij, row in tabel.rijen.items():
        known = row["corporatie"] and row["onttrekking"] and row["onttrokken"]
        if known and row["reden"] in REDENEN:
            own = row["corporatie"], row["onttrekking"].year, row["reden"]
            sums[own], last[own] = sums.get(own, 0) + row["onttrokken"], rij
    once = _once(stock, "corporatie", "jaar")
    for own, amount in sums.items():
        row = stock.rijen[once[own[:2]]] if own[:2] in once else None
        if row is None or row["soort_cijfer"] != "realisatie":
            continue
        moved = row[REDENEN[own[2]]]
        if moved is not None and 0 <= moved < amount:
            naam, jaar, reden = own
            named = (naam, jaar, reden, getal(amount), getal(moved))
            orakel.tell("GPB-024", tabel, last[own], "onttrokken", *named, waarde=amount)


KETEN: tuple[Callable[[Any], None], ...] = (
    *(delen, niet_daeb, groei, projecten),
    *(beding, beding_en_projecten, beding_en_voorraad),
)
