"""What the second judge reads on the start sheet: whose workbook, which year, which day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from proving.orakel.bevinding import Bevinding
from proving.orakel.document import regels
from proving.orakel.lezen import leeg

CELLEN = {"gemeente": "C4", "jaar": "C5", "partij": "C6", "peildatum": "C7", "status": "C8"}
GEMEENTE = "alphen aan den rijn"


@dataclass(frozen=True)
class Start:
    """The party as the agreements spell it and the day; None when nobody can tell."""

    partij: str | None
    peildatum: date | None
    told: Sequence[Bevinding]


def _tekst(value: Any) -> str | None:
    return " ".join(value.split()) if isinstance(value, str) else None


def _jaar(value: Any) -> int | None:
    if isinstance(value, str):
        return int(value) if re.fullmatch(r"\s*[0-9]{4}\s*", value) else None
    return int(value) if isinstance(value, int | float) and value == int(value) else None


def _dag(value: Any) -> date | None:
    if isinstance(value, str):
        found = re.fullmatch(r"\s*([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})\s*", value)
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    return (
        value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    )


LEES: Mapping[str, Callable[[Any], Any]] = {"jaar": _jaar, "peildatum": _dag}


def lees(cellen: Mapping[tuple[str, int, int], Any], jaar: int, *, eigen: bool) -> Start:
    """Read the sheet, and say what is wrong with it."""
    told, read = [], {}
    for naam, cel in CELLEN.items():
        value = cellen.get(("Start", int(cel[1:]), 3))
        read[naam] = None if leeg(value) else LEES.get(naam, _tekst)(value)
        if read[naam] is None:
            told.append(Bevinding("SJB-008" if leeg(value) else "SJB-009", "Start", cel, [value]))
    if read["gemeente"] and read["gemeente"].lower() != GEMEENTE:
        told.append(Bevinding("SJB-006", "Start", CELLEN["gemeente"], [read["gemeente"]]))
    if read["jaar"] and read["jaar"] != jaar:
        told.append(Bevinding("SJB-007", "Start", CELLEN["jaar"], [read["jaar"], jaar]))
    known = {r["naam"].lower(): r for r in regels("partijen")}
    found = known.get((read["partij"] or "").lower())
    partij, asked = found and found["naam"], "corporatie" if eigen else "gemeente"
    if read["partij"] and found is None:
        told.append(Bevinding("PRT-003", "Start", "Partij", [read["partij"]]))
    if found and found["soort"] != asked:
        told.append(Bevinding("PRT-005", "Start", "Partij", [partij, asked]))
        partij = None
    return Start(partij, read["peildatum"], told)
