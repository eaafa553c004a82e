"""How the slow second judge reads a day that was typed as a text, with a calendar at hand."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from typing import Any

from proving.orakel.document import huis, regels

EEUWEN = range(int(huis("eerste_jaar")), int(huis("laatste_jaar")) + 1)
MIDDERNACHT = re.compile(r"([0-9]{4}-[0-9]+-[0-9]+)[t ]00:00(?::00)?")
"""What programs write behind a day of which they keep the time."""
CIJFERS = frozenset("0123456789")


@cache
def maanden() -> dict[str, int]:
    """Give the number of a month by each way to write it: three letters or more of its name."""
    begins = [
        (r["naam"][:length], int(r["maand"]))
        for r in regels("maanden")
        for length in range(3, len(r["naam"]) + 1)
    ]
    begins += [(ook, int(r["maand"])) for r in regels("maanden") for ook in r["ook"].split()]
    return {woord + punt: n for woord, n in begins for punt in ("", ".")}


def getypte_dag(tekst: str) -> tuple[str, Any]:
    """Give what to say of a day that stands as a text, and that day if there is just one."""
    days = mogelijke_dagen(tekst)
    if days is None:
        return "CEL-004", None
    if len(days) == 1:
        return "CEL-014", days[0]
    return ("CEL-018" if days else "CEL-019"), None


def mogelijke_dagen(tekst: str) -> list[date] | None:
    """Give the days on the calendar that a text can mean; None if it is no day at all."""
    parts = _jaar_maand_dag(tekst.strip().lower())
    if parts is None or any(year not in EEUWEN for year, _, _ in parts):
        return None
    days = []
    for year, month, day in parts:
        exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
        if exists and date(year, month, day) not in days:
            days.append(date(year, month, day))
    return days


def _cijfers(deel: str, *lengten: int) -> bool:
    return len(deel) in lengten and CIJFERS.issuperset(deel)


def _jaar_maand_dag(tekst: str) -> list[tuple[int, int, int]] | None:
    """Take a text apart into year, month and day; twice if the month may come first."""
    parts = tekst.split(" ")
    if len(parts) == 3:
        day, month, year = parts
        if month in maanden() and _cijfers(day, 1, 2) and _cijfers(year, 4):
            return [(int(year), maanden()[month], int(day))]
        return None
    midnight = MIDDERNACHT.fullmatch(tekst)
    tekst = midnight[1] if midnight else tekst
    for sign in "-./":
        numbers = tekst.split(sign)
        if len(numbers) != 3 or not all(_cijfers(part, 1, 2, 4) for part in numbers):
            continue
        first, second, third = map(int, numbers)
        if len(numbers[0]) == 4 and sign == "-":
            return [(first, second, third)]
        if len(numbers[2]) == 4 and len(numbers[0]) <= 2 and len(numbers[1]) <= 2:
            dutch, american = (third, second, first), (third, first, second)
            return [dutch, american] if sign == "/" else [dutch]
    return None
