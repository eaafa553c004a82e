"""What the slow second judge says of how the agreements stand: the columns Wie and Wanneer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from proving.orakel.feiten import verstreken
from proving.orakel.zinnen import dag, opsomming

AFGELOPEN = (
    *("nagekomen", "deels nagekomen", "niet nagekomen", "loopt door", "doorgeschoven"),
    *("gewijzigd met instemming", "in geschil", "vervallen"),
)
LOPEND = ("niet begonnen", "bezig", "vraagt aandacht", "nog niet te beoordelen")
Gevonden = Iterator[tuple[Any, int, dict[str, Any], Any]]


def _known(orakel: Any) -> Gevonden:
    """Give the rows whose code is that of an agreement of their theme, with that agreement."""
    for theme, codes in orakel.feiten.codes.items():
        tabel = orakel.tabellen[f"afspraken_{theme}"]
        for rij, row in tabel.rijen.items():
            if row["code"] in codes:
                yield tabel, rij, row, orakel.feiten.afspraken[row["code"]]


def _followed(orakel: Any) -> Gevonden:
    """Leave out of a corporatie's workbook what another leads."""
    own = {None, "Corporaties", orakel.feiten.houder}
    for tabel, rij, row, afspraak in _known(orakel):
        if not orakel.feiten.eigen or afspraak.trekker in own:
            yield tabel, rij, row, afspraak


def _told_of(orakel: Any) -> Gevonden:
    """Give besides those what another leads, where it is said to be running."""
    own = {None, "Corporaties", orakel.feiten.houder}
    for tabel, rij, row, afspraak in _known(orakel):
        led = not orakel.feiten.eigen or afspraak.trekker in own
        if led or row["status"] in LOPEND:
            yield tabel, rij, row, afspraak


def leeg(orakel: Any) -> None:
    """Look at agreements that have lost the lead or the term that the document prints."""
    for theme in orakel.feiten.codes:
        tabel = orakel.tabellen[f"afspraken_{theme}"]
        for rij, row in tabel.rijen.items():
            afspraak = orakel.feiten.afspraken.get(row["code"])
            if afspraak is None:
                continue
            nobody = row["trekker"] is None and tabel.gaaf(rij, "trekker")
            if nobody and afspraak.trekker:
                orakel.tell("AFS-001", tabel, rij, "trekker", row["code"])
            never = (row["wanneer"], row["uiterlijk"]) == (None, None)
            never = never and tabel.gaaf(rij, "wanneer", "uiterlijk")
            if never and afspraak.wanneer:
                orakel.tell("AFS-003", tabel, rij, "wanneer", row["code"])


def termijnen(orakel: Any) -> None:
    """Look at terms that passed: each one, or once per sheet that nobody keeps."""
    peildatum, jaar = orakel.feiten.peildatum, orakel.feiten.jaar
    untouched: dict[str, tuple[Any, int, list[str]]] = {}
    for tabel, rij, row, afspraak in _told_of(orakel):
        status = row["status"]
        last = row["uiterlijk"] or afspraak.tot
        closed = status in AFGELOPEN or (afspraak.is_start and status in LOPEND[1:])
        if last and last <= peildatum and last.year >= jaar and not closed:
            nothing = all(r["status"] is None for r in tabel.rijen.values())
            if not tabel.gaaf(rij, "status", "uiterlijk"):
                pass
            elif not nothing or not tabel.heel("status"):
                orakel.tell(
                    "AFS-020",
                    tabel,
                    rij,
                    "status",
                    row["code"],
                    dag(last),
                    *[status] * bool(status),
                )
            else:
                untouched.setdefault(tabel.blad, (tabel, rij, []))[2].append(row["code"])
    for tabel, rij, codes in untouched.values():
        orakel.tell("AFS-027", tabel, rij, "status", opsomming(codes), waarde=None)


def stand(orakel: Any) -> None:
    """Look at promises, what recurs and what begins."""
    peildatum, jaar = orakel.feiten.peildatum, orakel.feiten.jaar
    for tabel, rij, row, afspraak in _followed(orakel):
        status = row["status"]
        promised = afspraak.mijlpaal is not None and afspraak.mijlpaal <= peildatum
        silent = row["realisatie"] is None and status != "nagekomen"
        if promised and silent and tabel.gaaf(rij, "status", "realisatie"):
            orakel.tell("AFS-021", tabel, rij, "realisatie", row["code"])
        if afspraak.per_jaar and status != "vervallen" and tabel.gaaf(rij, "keren"):
            due = len(list(verstreken(jaar, afspraak.per_jaar, peildatum)))
            if due > (row["keren"] or 0):
                done = "niets" if row["keren"] is None else f"{row['keren']} keer"
                named = (row["code"], f"{afspraak.per_jaar} keer per jaar", f"{due} keer", done)
                orakel.tell("AFS-022", tabel, rij, "keren", *named)
        began = afspraak.tot is None and afspraak.van and afspraak.van <= peildatum
        if status == "niet begonnen" and began:
            orakel.tell("AFS-025", tabel, rij, "status", row["code"], dag(afspraak.van))


def afloop(orakel: Any) -> None:
    """Look at how agreements ended, and when."""
    peildatum, jaar = orakel.feiten.peildatum, orakel.feiten.jaar
    for tabel, rij, row, afspraak in _known(orakel):
        code, status, op = row["code"], row["status"], row["afgerond_op"]
        last = row["uiterlijk"] or afspraak.tot
        if status in LOPEND and orakel.feiten.om(jaar):
            sure = tabel.gaaf(rij, "uiterlijk") and not (afspraak.is_start and status in LOPEND[1:])
            if not (sure and last and jaar <= last.year and last <= peildatum):
                orakel.tell("AFS-029", tabel, rij, "status", code, jaar, status)
        if status == "loopt door" and last and last.year == jaar and tabel.gaaf(rij, "uiterlijk"):
            orakel.tell("AFS-032", tabel, rij, "status", code, dag(last))
        if op is None:
            continue
        if status not in AFGELOPEN[:3] + AFGELOPEN[4:] and tabel.gaaf(rij, "status"):
            orakel.tell(
                "AFS-030", tabel, rij, "afgerond_op", code, dag(op), *[status] * bool(status)
            )
        if orakel.feiten.komt_nog(op):
            orakel.tell("AFS-031", tabel, rij, "afgerond_op", code, dag(op))
        dated = status == "nagekomen" and not afspraak.is_start and tabel.gaaf(rij, "uiterlijk")
        if dated and last and op > last:
            orakel.tell("AFS-033", tabel, rij, "afgerond_op", code, dag(op), dag(last))


def anders(orakel: Any) -> None:
    """Look at what a result leaves out of what was agreed."""
    for tabel, rij, row, afspraak in _known(orakel):
        if row["status"] == "nagekomen" and row["realisatie"]:
            said = row["realisatie"].lower()
            absent = [naam for naam in afspraak.onderdelen if naam.lower() not in said]
            if absent:
                named = (row["code"], opsomming(absent))
                orakel.tell("AFS-026", tabel, rij, "realisatie", *named)


def codes(orakel: Any) -> None:
    """Look at codes that are of no agreement of the theme, and terms of long ago.

    A term of long ago that is printed is for the review of the agreements.
    """
    for theme, codes in orakel.feiten.codes.items():
        tabel = orakel.tabellen[f"afspraken_{theme}"]
        for rij, row in tabel.rijen.items():
            if row["code"] is not None and row["code"] not in codes:
                orakel.tell("AFS-005", tabel, rij, "code", row["code"])
            known = orakel.feiten.afspraken.get(row["code"] if row["code"] in codes else None)
            is_printed = known is not None and row["uiterlijk"] == known.tot
            is_past = row["uiterlijk"] and row["uiterlijk"].year < orakel.feiten.jaar
            if is_past and not is_printed:
                last = dag(row["uiterlijk"])
                orakel.tell(
                    "AFS-004", tabel, rij, "uiterlijk", row["code"], last, orakel.feiten.jaar
                )


AFSPRAKEN: tuple[Callable[[Any], None], ...] = (leeg, codes, termijnen, stand, afloop, anders)
