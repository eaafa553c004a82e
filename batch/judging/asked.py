"""What a verdict asks of a sender, in the lines of a text that is mailed."""

from __future__ import annotations

from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.validators.judging.telling import MOST_CELLS, grouped
from prestatieafspraken.workbook.finding import Severity


def asked(verdict: Verdict, most: int) -> list[str]:
    """Give a line for each thing that must be repaired or explained, the first `most` of them."""
    groups = grouped(f for f in verdict.findings if f.ernst is not Severity.INFO)
    order = list(Severity)
    groups.sort(key=lambda group: order.index(group.first.ernst))
    lines = [
        f"- {one.first.ernst.word}, {one.place(MOST_CELLS) or 'hele werkmap'}: "
        f"{one.first.melding} {one.first.herstel}".rstrip()
        for one in groups[:most]
    ]
    more = len(groups) - most
    return [*lines, f"- en nog {more} andere."] if more > 0 else lines


def waiting(verdict: Verdict) -> str:
    """Name the sheets with cells that wait, with how many: Leefbaarheid (4)."""
    there = verdict.volledigheid
    bladen = there.bladen if there else ()
    return ", ".join(f"{one.blad} ({len(one.open)})" for one in bladen if one.open)
