"""What the slow second judge says of homes on the social land price: T1-06."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from proving.orakel.nieuwbouw import projectsleutel
from proving.orakel.voorraad import eenmaal
from proving.orakel.zinnen import bedrag, dag, getal

REDENEN = {"verkoop": "verkoop", "overheveling": "naar_niet_daeb", "sloop": "sloop"}
"""In which movement of the stock a reason of T1-06 ("bijvoorbeeld door verkoop of overheveling")
must be counted; of what went for another reason no column says where."""


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


def _bedoeld(tabel: Any, projects: Any) -> dict[int, Any]:
    """Give the rows whose name is that of a project but for a letter or two."""
    known = {projectsleutel(row) for row in projects.rijen.values()} - {None}
    taken = {projectsleutel(row) for row in tabel.rijen.values()}
    found = {}
    for rij, row in tabel.rijen.items():
        own = projectsleutel(row)
        if own is None or own in known:
            continue
        for other in sorted(known - taken):
            same = other[0] == own[0] and _cijfers(other[1]) == _cijfers(own[1])
            if same and _anders(own[1], other[1]) <= 2:
                found[rij] = other
    return found


def _cijfers(tekst: str) -> str:
    return "".join(teken for teken in tekst if teken.isdigit())


def _anders(een: str, ander: str) -> int:
    """Count the letters that differ, are missing or are too many."""
    kosten = list(range(len(ander) + 1))
    for n, teken in enumerate(een, 1):
        vorige, kosten[0] = kosten[0], n
        for m, letter in enumerate(ander, 1):
            best = min(kosten[m] + 1, kosten[m - 1] + 1, vorige + (teken != letter))
            vorige, kosten[m] = kosten[m], best
    return kosten[-1]


def beding_en_projecten(orakel: Any) -> None:
    """Compare the homes on the social land price with the list of projects."""
    tabel, projects = orakel.tabellen["grondprijsbeding"], orakel.tabellen["nieuwbouwprojecten"]
    bound = {projectsleutel(row) for row in tabel.rijen.values()}
    meant = _bedoeld(tabel, projects)
    for rij, project in meant.items():
        name = next(
            row["project"] for row in projects.rijen.values() if projectsleutel(row) == project
        )
        orakel.tell("GPB-025", tabel, rij, "project", tabel.rijen[rij]["project"], name)
    bound |= {*meant.values()}
    for rij, row in projects.rijen.items():
        delivered = row["grondprijs"] == "Ja" and row["opgeleverd"] is not None
        absent = projectsleutel(row) is not None and projectsleutel(row) not in bound
        if delivered and row["opgeleverd"] > 0 and absent and tabel.heel("corporatie", "project"):
            orakel.tell("GPB-022", projects, rij, "grondprijs", row["project"])
    keys = [projectsleutel(row) for row in projects.rijen.values()]
    for rij, row in tabel.rijen.items():
        if projectsleutel(row) is None or keys.count(projectsleutel(row)) != 1:
            continue
        (project,) = (
            p for p in projects.rijen.values() if projectsleutel(p) == projectsleutel(row)
        )
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
    once = eenmaal(stock, "corporatie", "jaar")
    for own, amount in sums.items():
        row = stock.rijen[once[own[:2]]] if own[:2] in once else None
        if row is None or row["soort_cijfer"] != "realisatie":
            continue
        moved = row[REDENEN[own[2]]]
        if moved is not None and 0 <= moved < amount:
            naam, jaar, reden = own
            named = (naam, jaar, reden, getal(amount), getal(moved))
            orakel.tell("GPB-024", tabel, last[own], "onttrokken", *named, waarde=amount)


GRONDPRIJS: tuple[Callable[[Any], None], ...] = (beding, beding_en_projecten, beding_en_voorraad)
