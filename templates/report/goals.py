"""How each goal stands: its verdict with a sign, and what its figures say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prestatieafspraken.afspraken.model import Doel, Richting
from prestatieafspraken.indicators.oordeel import SIGNS
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.report import sentences
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.workbook.goal import NO_FIGURE, aim

WORST_FIRST = (
    Oordeel.NIET_GEHAALD,
    Oordeel.AANDACHT,
    Oordeel.NIET_TE_BEPALEN,
    Oordeel.OP_KOERS,
    Oordeel.GEHAALD,
)
GOOD = (Oordeel.GEHAALD, Oordeel.OP_KOERS)
BAD = (Oordeel.NIET_GEHAALD, Oordeel.AANDACHT)


def as_dict(doel: Doel, report: Report) -> dict[str, Any]:
    """Give all that the report says of one goal."""
    found = report.of_goal(doel)
    verdicts = {indicator.oordeel for indicator in found}
    worst = next((o for o in WORST_FIRST if o in verdicts), None)
    return {
        "id": doel.id,
        "thema": doel.thema,
        "titel": doel.titel,
        "streven": aim(doel),
        "stand": _in_short(found, doel) if found else _unmeasured(doel),
        "oordeel": str(worst or "niet gemeten"),
        "klasse": worst.name.lower() if worst else "geen_norm",
        "teken": SIGNS[worst] if worst else SIGNS[Oordeel.GEEN_NORM],
        "regels": f"regel {doel.regels}",
        "zinnen": told(found, doel),
        "goed": worst in GOOD,
        "slecht": worst in BAD,
        "onbekend": worst is Oordeel.NIET_TE_BEPALEN,
    }


def _unmeasured(doel: Doel) -> str:
    if aim(doel) == NO_FIGURE:
        return "Dit doel is niet in een getal gevat en wordt dus niet gemeten."
    if doel.richting is Richting.GEEN:
        return "Dit is een mijlpaal; er hoort geen meting bij."
    return "De werkmap vraagt geen cijfers waaraan dit doel te meten is."


def _in_short(found: Sequence[Indicator], doel: Doel) -> str:
    """Tell the first figures of a goal, or why there are none; its chapter tells the rest."""
    known = [one for one in found if one.waarde is not None]
    if known:
        return " ".join(sentences.opening(text) for text in told(known, doel)[:_FEW])
    return " ".join(dict.fromkeys(sentences.opening(one.toelichting) for one in found))


_FEW = 2
"""Figures of a goal that the summary tells."""


def told(found: Sequence[Indicator], doel: Doel | None) -> list[str]:
    """Tell what values say, those of one indicator together."""
    groups: dict[str, list[Indicator]] = {}
    for indicator in found:
        groups.setdefault(indicator.code, []).append(indicator)
    return [
        sentence
        for members in groups.values()
        for sentence in sentences.together(whole_or_parts(members), doel)
    ]


def whole_or_parts(members: Sequence[Indicator]) -> Sequence[Indicator]:
    """Give the whole, which says it for its parts, or the parts when there is no whole."""
    return [member for member in members if member.onderdeel is None] or members
