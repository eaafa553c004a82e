"""What the slow second judge says of the figures beside the long-term goals."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from proving.orakel.bevinding import Bevinding
from proving.orakel.zinnen import getal, met_teken

LABEL_B = {
    "voor 2015 (EPA)": Fraction("1.30"),
    "2015-2020 (Nader Voorschrift)": Fraction("1.40"),
}
"""Up to which index a home has label B, which is enough too (r. 697-700; domein 4)."""
STREVEN = "E"
"""The column of the sheet Doelen that is pointed at; the first goal stands in row 7."""


def _tell(orakel: Any, code: str, number: int, doel: Any, *feiten: Any) -> None:
    found = Bevinding(code, "Doelen", f"{STREVEN}{7 + number}", (doel.code, *feiten))
    orakel.told.append(found)


def doelen(orakel: Any) -> None:
    """Look at each goal, in the shared workbook alone."""
    if orakel.feiten.eigen:
        return
    for number, doel in enumerate(orakel.feiten.doelen.values()):
        if (plan := _grows_too_little(orakel, doel)) is not None:
            _tell(orakel, "DOE-003", number, doel, *plan)
        if (line := _ends_above(orakel, doel)) is not None:
            _tell(orakel, "DOE-004", number, doel, *line)


def _grows_too_little(orakel: Any, doel: Any) -> tuple[Any, ...] | None:
    """Give the stock and year at both ends, the growth, and what it falls short; or nothing."""
    if doel.tabel != "woningvoorraad":
        return None
    if None in (doel.verandering, doel.basisjaar, doel.streefjaar):
        return None
    begin = doel.basiswaarde
    if begin is None:
        begin = _stock(orakel, doel.kolommen[0], doel.basisjaar)
    end = _stock(orakel, doel.kolommen[0], doel.streefjaar)
    if begin is None or end is None or end - begin >= doel.verandering:
        return None
    short = getal(doel.verandering - (end - begin))
    return getal(begin), doel.basisjaar, getal(end), doel.streefjaar, met_teken(end - begin), short


def _stock(orakel: Any, column: str, jaar: int) -> int | None:
    """Add up a year; nothing if a part of it is not sure."""
    tabel, seen, total, rows_found = orakel.tabellen["woningvoorraad"], [], 0, False
    owners, before = set(), set()
    for rij, row in tabel.rijen.items():
        own = (row["corporatie"], row["jaar"])
        if None in own or own in seen or (rij, column) in tabel.slecht - tabel.streepjes:
            return None
        seen.append(own)
        if row["jaar"] < jaar and row[column]:
            before.add(row["corporatie"])
        if row["jaar"] == jaar:
            if row[column] is None:
                return None
            owners.add(row["corporatie"])
            total, rows_found = total + row[column], True
    return total if rows_found and before <= owners else None


def _ends_above(orakel: Any, doel: Any) -> tuple[Any, ...] | None:
    """Give the year and the target when the line of a corporatie ends above it; or nothing."""
    if doel.tabel != "energie_index":
        return None
    if None in (doel.streefwaarde, doel.streefjaar):
        return None
    tabel = orakel.tabellen["energie_index"]
    points: dict[str, list[tuple[int, Fraction, str]]] = {}
    for rij, row in tabel.rijen.items():
        if (rij, "energie_index") in tabel.slecht - tabel.streepjes:
            return None
        parts = [row[name] for name in ("corporatie", "jaar", "methode", "energie_index")]
        if None in parts:
            continue
        line = points.setdefault(parts[0], [])
        if parts[1] in [year for year, *_ in line]:
            return None
        line.append((parts[1], Fraction(str(round(parts[3], 12))), parts[2]))
    ends = []
    for naam, line in points.items():
        since = doel.basisjaar or 0
        held = [point for point in line if since <= point[0] <= doel.streefjaar]
        if held and (max(held)[0] == doel.streefjaar or _one_method(held)):
            (first, begin, _), (last, now, _) = min(held), max(held)
            pace = (now - begin) / (last - first) if last > first else Fraction(0)
            end = now + pace * (doel.streefjaar - last)
            bound = max(doel.streefwaarde, LABEL_B.get(max(held)[2], Fraction()))
            ends += [naam] if end > bound else []
    return (doel.streefjaar, getal(doel.streefwaarde, 2), *ends) if ends else None


def _one_method(points: list[tuple[int, Fraction, str]]) -> bool:
    """Say whether there is a line at all: between a first and a last point of one method."""
    return len(points) > 1 and min(points)[2] == max(points)[2]


DOELEN = (doelen,)
"""The looks at the goals."""
