"""How each goal stands: its verdict with a sign, and what its figures say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prestatieafspraken.afspraken.doel import Beslist, DoelVorm
from prestatieafspraken.afspraken.model import Doel, Richting
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.besluit import Besluit, samen
from prestatieafspraken.indicators.oordeel import SIGNS
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.report import sentences
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.workbook.goal import NO_FIGURE, aim

GOOD = (Oordeel.GEHAALD, Oordeel.ONGEVEER_GEHAALD, Oordeel.OP_KOERS)
BAD = (Oordeel.NIET_GEHAALD, Oordeel.NIET_BEREIKT, Oordeel.AANDACHT)


def as_dict(doel: Doel, report: Report) -> dict[str, Any]:
    """Give all that the report says of one goal."""
    found = _deciding(doel, report.of_goal(doel))
    oordeel = _oordeel(doel, found) if found else None
    return {
        "id": doel.id,
        "thema": doel.thema,
        "titel": doel.titel,
        "streven": aim(doel),
        "stand": _in_short(found, doel) if found else _unmeasured(doel, report),
        "oordeel": str(oordeel or "niet gemeten"),
        "klasse": oordeel.name.lower() if oordeel else "geen_norm",
        "teken": SIGNS[oordeel] if oordeel else SIGNS[Oordeel.GEEN_NORM],
        "regels": f"regel {doel.regels}" if doel.regels else "",
        "zinnen": told(found, doel),
        "goed": oordeel in GOOD,
        "slecht": oordeel in BAD,
        "onbekend": oordeel is Oordeel.NIET_TE_BEPALEN,
    }


def _deciding(doel: Doel, found: Sequence[Indicator]) -> Sequence[Indicator]:
    """Leave out what merely illustrates a goal that names what decides it."""
    return [one for one in found if not doel.beslist_door or one.code in doel.beslist_door]


def _oordeel(doel: Doel, found: Sequence[Indicator]) -> Oordeel:
    """Give the verdict on a goal: of each measure its whole or its parts, then of them together."""
    codes = dict.fromkeys(one.code for one in found)
    per_code = [
        samen(Beslist.ALLE, [Besluit(one.oordeel, one.toelichting) for one in members])
        for code in codes
        if (members := whole_or_parts([one for one in found if one.code == code]))
    ]
    return samen(doel.beslist, per_code).oordeel


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
