"""How each goal stands: its verdict with a sign, and what its figures say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prestatieafspraken.afspraken.doel import Beslist, DoelVorm
from prestatieafspraken.afspraken.model import Doel, Richting
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators import kengetal
from prestatieafspraken.indicators.doelbesluit import (
    LOST,
    Doelbesluit,
    besloten,
    is_past,
    lost_parts,
    oordeel_over,
    whole_or_parts,
)
from prestatieafspraken.indicators.oordeel import SIGNS
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.report import sentences
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.workbook.goal import NO_FIGURE, aim

GOOD = (Oordeel.GEHAALD, Oordeel.ONGEVEER_GEHAALD, Oordeel.OP_KOERS)
BAD = LOST


def as_dict(doel: Doel, report: Report) -> dict[str, Any]:
    """Give all that the report says of one goal."""
    decided = besloten(doel, report.indicators)
    oordeel = decided.oordeel
    return {
        "id": doel.id,
        "thema": doel.thema,
        "titel": doel.titel,
        "streven": aim(doel),
        "stand": in_short(decided) if oordeel else _unmeasured(doel, report),
        "oordeel": str(oordeel or "niet gemeten"),
        "klasse": oordeel.name.lower() if oordeel else "geen_norm",
        "teken": SIGNS[oordeel] if oordeel else SIGNS[Oordeel.GEEN_NORM],
        "regels": f"regel {doel.regels}" if doel.regels else "",
        "zinnen": told(decided.waarden, doel),
        "goed": oordeel in GOOD,
        "slecht": oordeel in BAD,
        "onbekend": oordeel is Oordeel.NIET_TE_BEPALEN,
        "afgelopen": is_past(doel, report.peildatum),
        "deels_verloren": oordeel is Oordeel.AANDACHT and bool(lost_parts(doel, report.indicators)),
    }


def _unmeasured(doel: Doel, report: Report) -> str:
    """Say why there is no figure; of a milestone what is known stands with its agreements."""
    if doel.vorm is DoelVorm.MIJLPAAL:
        codes = [one.id for one in report.afspraken.afspraken if doel.id in one.doelen]
        where = f"; hoe het ermee staat, leest u bij {listing(codes)}" if codes else ""
        return f"Dit is een mijlpaal, waar geen cijfer bij hoort{where}."
    if aim(doel) == NO_FIGURE:
        return "Dit doel is niet in een getal gevat en wordt dus niet gemeten."
    if doel.richting is Richting.GEEN:
        return "Dit is een mijlpaal; er hoort geen meting bij."
    return "De werkmap vraagt geen cijfers waaraan dit doel te meten is."


def in_short(decided: Doelbesluit) -> str:
    """Tell the first figures that decide a goal, or why there are none; its chapter tells the rest.

    Where one figure is enough and there is one, what it was beside does not matter any more.
    """
    groups = decided.beslissend
    if decided.doel.beslist is Beslist.EEN_VAN and decided.oordeel in GOOD:
        groups = groups[:1]
    found = [one for parts in groups for one in parts]
    # Of a goal that was lost no more is told than was lost.
    amount = min(decided.verloren, _FEW) or _FEW
    # What a kengetal is called, is what the goal is called: that is told already.
    if all(one.waarde is None or one.code == kengetal.DOEL.code for one in found):
        return " ".join(dict.fromkeys(sentences.opening(one.toelichting, amount) for one in found))
    if decided.doel.beslist is Beslist.LEZINGEN and len(groups) > 1:
        amount = 1  # that the goal can be read in more ways, is said before them
    if decided.hangt_af:
        said = [_in_this_reading(parts, decided.doel) for parts in groups]
    else:
        said = [sentences.opening(text, amount) for text in told(found, decided.doel)[:_FEW]]
    return " ".join([decided.aanhef, *said]).strip()


def _in_this_reading(parts: Sequence[Indicator], doel: Doel) -> str:
    first = sentences.opening(told(parts, doel)[0], 1)
    return f"{first} Zo gelezen is het oordeel: {oordeel_over(parts)}."


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
