"""A task that is set anew each time: what was short is still to be done, what was more is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from proving.rechter import kengetal
from proving.rechter.cijfers import GETELD, VERWACHT, Rij
from proving.rechter.tabel import Eis, getal
from proving.rechter.uitspraak import Uitspraak, jaar_om

HELFTEN = ("1e halfjaar", "2e halfjaar")


def uitspraak(eis: Eis, rijen: Sequence[Rij], wie: str, dag: date) -> Uitspraak:
    """Judge each year by its own task and what the years before it left."""
    mine = [rij for rij in rijen if rij["doel"] == eis.doel and _is_cijfer(rij)]
    whose = {(rij["partij"], rij.get("gebied")) for rij in mine}
    years = [
        jaar
        for who in whose
        for jaar in _jaren([r for r in mine if (r["partij"], r.get("gebied")) == who], dag)
    ]
    return kengetal.uitspraak(eis, years, wie, dag)


def _is_cijfer(rij: Rij) -> bool:
    return rij.get("waarde") is not None or _telt(rij)


def _telt(rij: Rij) -> bool:
    return rij.get("teller") is not None and bool(getal(rij.get("noemer")))


def _jaren(rijen: Sequence[Rij], dag: date) -> Iterator[Rij]:
    """Give one row a year; `saldo` is how many were done beyond all tasks before it."""
    saldo = Fraction()
    for jaar in sorted({rij["jaar"] for rij in rijen}):
        of_year = [rij for rij in rijen if rij["jaar"] == jaar]
        parts = [
            _gekozen([rij for rij in of_year if rij.get("halfjaar") == half], jaar, dag)
            for half in (None, *HELFTEN)
        ]
        there = [rij for rij in parts if rij is not None]
        if not all(_telt(rij) for rij in there):
            yield from there
            continue
        teller, noemer = (sum(getal(r[k]) or 0 for r in there) for k in ("teller", "noemer"))
        soort = VERWACHT if any(r["soort_cijfer"] == VERWACHT for r in there) else GETELD
        whole = len(there) == len(HELFTEN) or not there[0].get("halfjaar")
        if whole or not jaar_om(jaar, dag):  # what is known of a year that runs is not final
            yield dict(there[0]) | {
                "soort_cijfer": soort,
                "teller": teller + max(saldo, 0),
                "noemer": noemer + max(-saldo, 0),
            }
        saldo += teller - noemer


def _gekozen(rijen: Sequence[Rij], jaar: int, dag: date) -> Rij | None:
    """Take what was counted once its time is over, and until then what is expected of it."""
    first = any(rij.get("halfjaar") == HELFTEN[0] for rij in rijen)
    om = dag >= (date(jaar, 6, 30) if first else date(jaar, 12, 31))
    order = (GETELD, VERWACHT) if om else (VERWACHT, GETELD)
    return next((rij for soort in order for rij in rijen if rij["soort_cijfer"] == soort), None)
