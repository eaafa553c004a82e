"""What the slow second judge says of the figures beside the long-term goals."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

MAAT, STREVEN = "D", "E"
"""The columns of the sheet Doelen that are pointed at; the first goal stands in row 7."""


def _tell(orakel: Any, code: str, column: str, number: int) -> None:
    orakel.told.append((code, "Doelen", f"{column}{7 + number}"))


def doelen(orakel: Any) -> None:
    """Look at each goal, in the shared workbook alone."""
    if orakel.feiten.eigen:
        return
    for number, doel in enumerate(orakel.feiten.doelen.values()):
        if _without_begin(orakel, doel):
            _tell(orakel, "DOE-002", MAAT, number)
        if _grows_too_little(orakel, doel):
            _tell(orakel, "DOE-003", STREVEN, number)
        if _ends_above(orakel, doel):
            _tell(orakel, "DOE-004", STREVEN, number)


def _without_begin(orakel: Any, doel: Any) -> bool:
    is_level = doel.streefklasse is not None or (
        doel.streefwaarde is not None and doel.eenheid in ("%", "index")
    )
    if doel.basiswaarde is not None or not (is_level or doel.verandering is not None):
        return False
    if not doel.tabel:
        return True
    tabel = orakel.tabellen[doel.tabel]
    for column in doel.kolommen:
        years = [
            row.get("jaar")
            for rij, row in tabel.rijen.items()
            if row[column] is not None or (rij, column) in tabel.slecht
        ]
        if doel.basisjaar is not None and None not in years:
            found = doel.basisjaar in years
        else:
            found = any(year is None or year < (doel.streefjaar or 9999) for year in years)
        if found:
            return False
    return True


def _grows_too_little(orakel: Any, doel: Any) -> bool:
    if doel.tabel != "woningvoorraad":
        return False
    if None in (doel.verandering, doel.basisjaar, doel.streefjaar):
        return False
    begin = doel.basiswaarde
    if begin is None:
        begin = _stock(orakel, doel.kolommen[0], doel.basisjaar)
    end = _stock(orakel, doel.kolommen[0], doel.streefjaar)
    return None not in (begin, end) and end - begin < doel.verandering


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


def _ends_above(orakel: Any, doel: Any) -> bool:
    if doel.tabel != "energie_index":
        return False
    if None in (doel.streefwaarde, doel.streefjaar):
        return False
    tabel = orakel.tabellen["energie_index"]
    points: dict[str, list[tuple[int, Fraction, str]]] = {}
    for rij, row in tabel.rijen.items():
        if (rij, "energie_index") in tabel.slecht - tabel.streepjes:
            return False
        parts = [row[name] for name in ("corporatie", "jaar", "methode", "energie_index")]
        if None in parts:
            continue
        line = points.setdefault(parts[0], [])
        if parts[1] in [year for year, *_ in line]:
            return False
        line.append((parts[1], Fraction(str(round(parts[3], 12))), parts[2]))
    for line in points.values():
        (first, begin, _), (last, now, _) = min(line), max(line)
        one_method = len({methode for *_, methode in line}) == 1
        if one_method and first < last <= doel.streefjaar:
            step = (now - begin) / (last - first)
            if now + step * (doel.streefjaar - last) > doel.streefwaarde:
                return True
    return False


DOELEN = (doelen,)
"""The looks at the goals."""
