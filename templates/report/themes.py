"""A chapter of the report: one theme with its goals, agreements, figures and what asks for care."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.dutch.legible import one_line
from prestatieafspraken.dutch.written import after_colon, labelled, listing
from prestatieafspraken.dutch.written import sentences as in_sentences
from prestatieafspraken.indicators import kengetal
from prestatieafspraken.indicators.doelbesluit import Rol, besloten, rol, source, whole_or_parts
from prestatieafspraken.indicators.oordeel import SIGNS
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.indicators.told import norm_of, part_told, value_of
from prestatieafspraken.templates.report import goals, progress, sentences
from prestatieafspraken.templates.report.goals import BAD
from prestatieafspraken.templates.report.progress import Progress
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.templates.report.sentences import opening


def theme(number: int, title: str, report: Report, rows: Sequence[Progress]) -> dict[str, Any]:
    """Give all that the report says of one theme; `rows` are the agreements of all themes."""
    own = report.afspraken
    told = next((thema for thema in own.themas if thema.nummer == number), None)
    found = [i for i in report.indicators if report.theme_of.get(source(i)) == number]
    mine = [row for row in rows if row.thema == number]
    return {
        "nummer": number,
        "titel": title,
        "visie": one_line(told.visie) if told else "",
        "speerpunten": [one_line(point) for point in told.speerpunten] if told else [],
        "doelen": [goals.as_dict(doel, report) for doel in own.doelen if doel.thema == number],
        "terugblik": [
            *_look_back(number, found, report),
            progress.overall(mine, report.peildatum),
        ],
        "afspraken": [row.as_dict() for row in mine],
        "indicatoren": [
            _value(i, rol(i, own, found)) for i in _deciding_first(found, own) if i.norm is not None
        ],
        "zonder_norm": _without_norm(found),
        "onbekend": _unknown(found),
        "aandacht": _attention(found, mine, report),
    }


REALISED = (
    "VRD-GROEI", "NBW-OPGELEVERD", "TWZ-DOELGROEP", "TWZ-PASSEND", "TWZ-MAATWERK", "LBM-LAAGSTE",
    "BWI-UITGEVOERD", "WSC-GEHOUDEN", "EIX-STAND", "KWL-REALISATIE", "ZON-REALISATIE",
    "OVT-REALISATIE", "LVB-AANDEEL", "GAS-VERANDERING", "DZE-AANDEEL", "KGT-DOEL",
)  # fmt: skip
"""Indicators that say what was done, beside those that measure."""


def _look_back(number: int, indicators: Sequence[Indicator], report: Report) -> list[str]:
    """Tell how each goal stands by what decides it, then what else was measured and done."""
    own = report.afspraken
    by_id = {doel.id: doel for doel in own.doelen}
    stands = [besloten(d, indicators) for d in own.doelen if d.thema == number]
    known = [one for one in stands if any(map(_is_known, one.waarden))]
    goals_ = [
        f"Doel {one.doel.id} ({one.doel.titel}), {one.oordeel}: {goals.in_short(one)}"
        for one in known
    ]
    said = {(one.doel.id, parts[0].code) for one in known for parts in one.beslissend}
    told = [
        sentences.told(i, by_id.get(source(i)))
        for i in indicators
        if i.actueel
        and i.onderdeel is None
        and _is_known(i)
        and i.code in (*sentences.SUBJECTS, *REALISED)
        and (source(i), i.code) not in said
    ]
    none = ["Er zijn bij dit thema nog geen metingen om op terug te kijken."]
    return [*goals_, *told] or none


def _deciding_first(indicators: Sequence[Indicator], own: Afspraken) -> list[Indicator]:
    """Give the current values, those that decide a goal first."""
    current = [one for one in indicators if one.actueel]
    roles = {id(one): rol(one, own, current) for one in current}
    return sorted(current, key=lambda one: not ((role := roles[id(one)]) and role.beslist))


def _is_known(indicator: Indicator) -> bool:
    """Say whether there is a figure, of the whole or of the parts that its sentence tells."""
    return indicator.waarde is not None or (
        bool(indicator.cellen) and indicator.oordeel is not Oordeel.NIET_TE_BEPALEN
    )


def _attention(
    indicators: Sequence[Indicator], rows: Sequence[Progress], report: Report
) -> list[str]:
    own = report.afspraken
    by_id = {doel.id: doel for doel in own.doelen}
    judged = [i for i in _deciding_first(indicators, own) if i.oordeel is not Oordeel.GEEN_NORM]
    bad = dict.fromkeys(_asked(i) for i in judged if i.oordeel in BAD)
    told: list[str] = []
    for asked in bad:
        same = [i for i in judged if _asked(i) == asked]
        if not any(i.onderdeel is None and i.oordeel in BAD for i in same):
            # A whole that does well does not speak for the part that does not.
            same = [i for i in same if i.onderdeel is not None]
        if len(same) < sentences.MANY:
            # Told one by one; of more, how many of how many do well is the point.
            same = [i for i in same if i.oordeel in BAD]
        role = rol(same[0], own, judged)
        more = f" Dit {role}." if role and not role.beslist else ""
        doel = by_id.get(asked[0])
        if doel and asked[1] == kengetal.DOEL.code:
            # Its sentence tells every year and part; the table does that.
            said = [labelled(asked[2], goals.in_short(besloten(doel, indicators)))]
        else:
            said = goals.told(same, doel)
        told += [f"{text}{more}" for text in said]
    return told + progress.decisions(rows, report)


def _asked(one: Indicator) -> tuple[str, str, str]:
    """Tell what is asked by what: a kengetal has one code for all goals."""
    return source(one), one.code, one.naam


def _without_norm(indicators: Sequence[Indicator]) -> list[dict[str, str]]:
    """Give the values beside others with a norm for which it does not hold, and why."""
    groups: dict[tuple[str, ...], list[Indicator]] = {}
    for one in indicators:
        if one.actueel and one.waarde is not None:
            groups.setdefault(_asked(one), []).append(one)
    return [
        {
            "wat": _named(one.naam, [one.onderdeel or ""]),
            "reden": after_colon(opening(one.toelichting)),
        }
        for members in map(whole_or_parts, groups.values())
        for one in members
        if one.norm is None and any(member.norm is not None for member in members)
    ]


def _unknown(indicators: Sequence[Indicator]) -> list[dict[str, str]]:
    """Give what could not be determined, once for each reason; a whole speaks for its parts."""
    groups: dict[tuple[str, ...], list[Indicator]] = {}
    for one in indicators:
        if one.actueel and one.oordeel is Oordeel.NIET_TE_BEPALEN:
            groups.setdefault(_asked(one), []).append(one)
    reasons: dict[str, dict[str, list[str]]] = {}
    for members in groups.values():
        for one in whole_or_parts(members):
            parts = reasons.setdefault(_why(one), {}).setdefault(one.naam, [])
            parts += [one.onderdeel] if one.onderdeel else []
    return [
        {"wat": "; ".join(_named(*named) for named in found.items()), "reden": reason}
        for reason, found in reasons.items()
    ]


def _why(unknown: Indicator) -> str:
    """Give the reason alone: the value and the name of the part stand before it."""
    if unknown.waarde is None:
        part = unknown.onderdeel
        named = rf" van (de klasse )?{re.escape(part)}\.$" if part else "$^"
        return re.sub(named, ".", unknown.toelichting)
    return in_sentences(unknown.toelichting)[1]


def _named(name: str, parts: Sequence[str]) -> str:
    name = after_colon(name)
    return f"{name} ({listing(parts)})" if parts else name


def _doubt(indicator: Indicator) -> str:
    status = indicator.norm_status
    return "" if status is None or status.is_firm else f" ({status})"


def _value(indicator: Indicator, role: Rol | None) -> dict[str, Any]:
    name = f"{indicator.naam} ({role})" if role and role.beslist else indicator.naam
    return {
        "code": indicator.code,
        "naam": name,
        "onderdeel": part_told(indicator),
        "periode": indicator.periode or "",
        "waarde": "niet te bepalen" if indicator.waarde is None else value_of(indicator),
        "norm": norm_of(indicator) + _doubt(indicator),
        "oordeel": str(indicator.oordeel),
        "klasse": indicator.oordeel.name.lower(),
        "teken": SIGNS[indicator.oordeel],
    }
