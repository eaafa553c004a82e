"""What the second judge says of outcomes that formulas left behind: each is calculated again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from proving.orakel.document import regels
from proving.orakel.lezen import leeg


def _deel(noemer: str, teller: str) -> Callable[[Mapping[str, Any]], float | None]:
    def outcome(row: Mapping[str, Any]) -> float | None:
        known = None not in (row[teller], row[noemer]) and row[noemer]
        return row[teller] / row[noemer] if known else None

    return outcome


def _som(row: Mapping[str, Any]) -> float | None:
    parts = [row[name] for name in ("ontmoeting", "plekken", "menskracht") if row[name] is not None]
    return sum(parts) if parts else None


def _rest(row: Mapping[str, Any]) -> float | None:
    begin, gone = row["begin"], row["vervangen"]
    return None if None in (begin, gone) else begin - gone


UITKOMSTEN: Mapping[str, tuple[str, Sequence[str], Callable[[Mapping[str, Any]], Any]]] = {
    "slaagkans_kern": ("berekend", ("teller", "noemer"), _deel("noemer", "teller")),
    "slaagkans_inkomen": ("berekend", ("teller", "noemer"), _deel("noemer", "teller")),
    "leefbaarheid": ("totaal", ("ontmoeting", "plekken", "menskracht"), _som),
    "levensloopbestendig": ("aandeel", ("geschikt", "woningen"), _deel("woningen", "geschikt")),
    "open_verbranding": ("resterend", ("begin", "vervangen"), _rest),
    "duurzame_energie": ("aandeel", ("opgewekt", "behoefte"), _deel("behoefte", "opgewekt")),
}
"""Per table the column that calculates, the columns it looks at, and how."""


def uitkomsten(orakel: Any) -> None:
    """Compare each stored outcome with what its row gives, where all programs read that alike."""
    for name, (column, needs, outcome) in UITKOMSTEN.items():
        tabel = orakel.tabellen.get(name)
        for rij in tabel.rijen if tabel else ():
            row = {n: _ruw(orakel, tabel, rij, n) for n in needs}
            if all(value is None or _getal(value) for value in row.values()):
                _vergelijk(orakel, tabel, rij, column, outcome(row))
    totals = orakel.tabellen.get("totalen")
    for rij in totals.rijen if totals else ():
        subject, jaar, stated = (
            _ruw(orakel, totals, rij, n) for n in ("onderdeel", "jaar", "opgegeven")
        )
        total = _totaal(orakel, subject, jaar)
        _vergelijk(orakel, totals, rij, "berekend", total)
        if total is not ONBEKEND and (stated is None or _getal(stated)):
            difference = None if None in (total, stated) else stated - total
            _vergelijk(orakel, totals, rij, "verschil", difference)


ONBEKEND = object()
"""An outcome that depends on who reads it."""


def _totaal(orakel: Any, subject: Any, jaar: Any) -> Any:
    """Add up the column of a year as a formula does; a row below the table is none to it."""
    if subject is None:
        return None
    own = [r for r in regels("sommen") if r["onderdeel"] == subject]
    tabel = orakel.tabellen[own[0]["tabel"]] if own else None
    if tabel is None or tabel.plek is None or not _getal(jaar):
        return ONBEKEND
    if any(code == "STR-010" and blad == tabel.plek.blad for code, blad, _ in orakel.told):
        return ONBEKEND
    rows = [[_ruw(orakel, tabel, rij, n) for n in ("jaar", own[0]["kolom"])] for rij in tabel.rijen]
    if not all(value is None or _getal(value) for row in rows for value in row):
        return ONBEKEND
    return sum(figure or 0 for year, figure in rows if year == jaar)


def _vergelijk(orakel: Any, tabel: Any, rij: int, column: str, now: Any) -> None:
    cell = tabel.cel(rij, column)
    kept = orakel.bestand.cellen.get(cell)
    if not _getal(kept) or now is ONBEKEND or cell not in orakel.bestand.formules:
        return
    if now is None or abs(kept - now) > 1e-9 * max(1.0, abs(kept)):
        orakel.tell("FRM-001", tabel, rij, column, waarde=kept)


def _ruw(orakel: Any, tabel: Any, rij: int, naam: str) -> Any:
    value = orakel.bestand.cellen.get(tabel.cel(rij, naam))
    return None if leeg(value) else value


def _getal(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


UITKOMST: tuple[Callable[[Any], None], ...] = (uitkomsten,)
