"""What the slow second judge says of figures beside other years and usual values (E-05)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proving.orakel.document import huis
from proving.orakel.kolommen import Band, banden, gewoon
from proving.orakel.zinnen import bedrag, getal, gezegd, procent

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


JAREN: tuple[Callable[[Any], None], ...] = (ongewoon, sprong)
