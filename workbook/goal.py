"""A long-term goal in a few words, and where it stands in the workbook."""

from __future__ import annotations

from prestatieafspraken.afspraken.model import Afspraken, Doel, Richting
from prestatieafspraken.dutch.written import measure
from prestatieafspraken.workbook.finding import Place
from prestatieafspraken.workbook.table import HEADER_ROW

GOALS = "Doelen"
"""The sheet with the goals: to read, not to fill in, so it is no table."""
COLUMNS = {
    "Doel": 9,
    "Thema": 9,
    "Waar het om gaat": 52,
    "Maat": 46,
    "Streven": 30,
    "Bron": 16,
}
"""The headers of that sheet, each with its width."""


def goal_place(afspraken: Afspraken, doel: Doel, header: str) -> Place:
    """Give the cell of a goal under a header of its sheet."""
    row = HEADER_ROW + 1 + [goal.id for goal in afspraken.doelen].index(doel.id)
    letter = chr(ord("A") + list(COLUMNS).index(header))
    return Place(blad=GOALS, cel=f"{letter}{row}", kolom=header, rij=doel.id)


NO_FIGURE = "geen getal afgesproken"
"""What is said of a goal without a figure."""


def aim(doel: Doel) -> str:
    """Say what a goal aims at: "+500 woningen sinds 2017, in 2022", "ten hoogste 1,25 in 2020"."""
    year = f" in {doel.streefjaar}" if doel.streefjaar else ""
    if doel.streefklasse:
        return f"minstens {doel.streefklasse.lower()}{year}"
    if doel.verandering is not None:
        since = f" sinds {doel.basisjaar}," if doel.basisjaar else ""
        return measure(doel.verandering, doel.eenheid, sign=True) + since + year
    if doel.streefwaarde == 0 and doel.richting is Richting.MAXIMAAL:
        return f"nul{year}"
    if doel.streefwaarde is not None:
        word = "ten minste" if doel.richting is Richting.MINIMAAL else "ten hoogste"
        return f"{word} {measure(doel.streefwaarde, doel.eenheid)}{year}"
    return f"vanaf {doel.streefjaar}" if doel.streefjaar else NO_FIGURE
