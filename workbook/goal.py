"""A long-term goal in a few words."""

from __future__ import annotations

from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.workbook.dutch import measure

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
    if doel.streefwaarde is not None:
        word = "ten minste" if doel.richting == "minimaal" else "ten hoogste"
        return f"{word} {measure(doel.streefwaarde, doel.eenheid)}{year}"
    return f"vanaf {doel.streefjaar}" if doel.streefjaar else NO_FIGURE
