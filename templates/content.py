"""What the report says: every part as plain text and numbers, ready for each form to lay out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from prestatieafspraken.afspraken.model import Afspraken, Doel
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.normen import Norm, NormError
from prestatieafspraken.templates import progress, quality, sentences
from prestatieafspraken.templates.progress import Progress
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.doelgroep import target_classes
from prestatieafspraken.workbook.dutch import count_of, day, listing, measure
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.goal import NO_FIGURE, aim

SIGNS = {
    Oordeel.GEHAALD: "✓",
    Oordeel.OP_KOERS: "↗",
    Oordeel.AANDACHT: "!",
    Oordeel.NIET_GEHAALD: "✗",
    Oordeel.NIET_TE_BEPALEN: "?",
    Oordeel.GEEN_NORM: "·",
}
"""A sign beside each verdict, so that nothing is said by colour alone."""

WORST_FIRST = (
    Oordeel.NIET_GEHAALD,
    Oordeel.AANDACHT,
    Oordeel.NIET_TE_BEPALEN,
    Oordeel.OP_KOERS,
    Oordeel.GEHAALD,
)
PUBLIC = (
    "Openbare versie: weggelaten zijn aantallen onder 10, percentages die daarop rusten, wat deze "
    "prijs zou geven, en interne opmerkingen."
)
"""What the public form says of itself."""
GOOD = (Oordeel.GEHAALD, Oordeel.OP_KOERS)
BAD = (Oordeel.NIET_GEHAALD, Oordeel.AANDACHT)


@dataclass(frozen=True)
class Filed:
    """One workbook with what the check found in it."""

    book: Book
    findings: Sequence[Finding]

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.book.file_name

    @property
    def party(self) -> str:
        """Whose workbook it is, as its start sheet says."""
        return self.book.start.partij or self.name


@dataclass(frozen=True)
class Report:
    """All that a report is made from.

    `indicators` are the values of all workbooks together, `normen` the national parameters that
    computing them asked for, `peildatum` the day of the report, `versie` that of the program.
    `openbaar` says that what is not for everyone was left out.
    """

    afspraken: Afspraken
    filed: Sequence[Filed]
    indicators: Sequence[Indicator]
    peildatum: date
    versie: str
    openbaar: bool = False
    normen: Sequence[Norm] = ()

    @property
    def current(self) -> list[Indicator]:
        """The values that count now, without the earlier ones beside them."""
        return [indicator for indicator in self.indicators if indicator.actueel]

    def of_goal(self, doel: Doel) -> list[Indicator]:
        """Give the current values by which a goal is judged, of the groups that it is about."""
        classes = {klasse.naam for klasse in self.afspraken.inkomensklassen}
        return [
            i
            for i in self.current
            if source(i) == doel.id
            and i.oordeel is not Oordeel.GEEN_NORM
            and (i.onderdeel not in classes or i.onderdeel in self._target)
        ]

    @cached_property
    def _target(self) -> set[str]:
        """The income classes of the target group, or all when its limit is not known."""
        try:
            found = target_classes(self.afspraken)
        except NormError:
            found = []
        return {klasse.naam for klasse in found or self.afspraken.inkomensklassen}


def source(indicator: Indicator) -> str:
    """Give the id of the goal or agreement that an indicator is judged by."""
    return indicator.bron.split(" ")[0].rstrip(";")


def context(report: Report) -> dict[str, Any]:
    """Gather all that the report says; every text is untrusted and to be escaped by each form."""
    afspraken, rows = report.afspraken, progress.gather(report)
    goals = [_goal(doel, report) for doel in afspraken.doelen]
    return {
        "gemeente": afspraken.gemeente.naam,
        "jaar": str(afspraken.gemeente.jaar),
        "peildatum": day(report.peildatum),
        "werkmappen": [_workbook(filed) for filed in report.filed],
        "status": _status(report),
        "openbaar": report.openbaar,
        "weggelaten": PUBLIC,
        "samenvatting": _summary(report, goals, rows),
        "themas": [_theme(thema.nummer, thema.titel, report, rows) for thema in afspraken.themas],
        "doelen": goals,
        "kwaliteit": quality.findings(report),
        "uitleg": quality.EXPLAIN,
        "parameters": quality.parameters(report),
        "herkomst": quality.origins(report),
        "document": afspraken.gemeente.titel,
        "versie": report.versie,
    }


def _workbook(filed: Filed) -> dict[str, str]:
    return {
        "partij": filed.party,
        "bestand": filed.name,
        "sjabloon": str(filed.book.template),
        "sha256": filed.book.sha256,
        "status": filed.book.start.status or "concept",
    }


def _status(report: Report) -> str:
    statuses = {filed.book.start.status or "concept" for filed in report.filed}
    return "definitief" if statuses == {"definitief"} else "concept"


def _goal(doel: Doel, report: Report) -> dict[str, Any]:
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
        "zinnen": _told(found, doel),
        "goed": worst in GOOD,
        "slecht": worst in BAD,
        "onbekend": worst is Oordeel.NIET_TE_BEPALEN,
    }


def _unmeasured(doel: Doel) -> str:
    if aim(doel) == NO_FIGURE:
        return "Dit doel is niet in een getal gevat en wordt dus niet gemeten."
    if doel.richting == "geen":
        return "Dit is een mijlpaal; er hoort geen meting bij."
    return "De werkmap vraagt geen cijfers waaraan dit doel te meten is."


def _in_short(found: Sequence[Indicator], doel: Doel) -> str:
    """Tell the first figures of a goal, or why there are none; its chapter tells the rest."""
    known = [one for one in found if one.waarde is not None]
    if known:
        return " ".join(sentences.opening(text) for text in _told(known, doel)[:_FEW])
    return " ".join(dict.fromkeys(sentences.opening(one.toelichting) for one in found))


_FEW = 2
"""Figures of a goal that the summary tells."""


def _told(found: Sequence[Indicator], doel: Doel | None) -> list[str]:
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


def _summary(
    report: Report, goals: Sequence[dict[str, Any]], rows: Sequence[Progress]
) -> dict[str, Any]:
    counts = Counter(indicator.oordeel for indicator in report.current)
    return {
        "oordelen": [
            {
                "oordeel": str(oordeel),
                "klasse": oordeel.name.lower(),
                "teken": SIGNS[oordeel],
                "aantal": counts[oordeel],
            }
            for oordeel in Oordeel
            if counts[oordeel] and oordeel is not Oordeel.GEEN_NORM
        ],
        "afspraken": progress.overall(rows, report.peildatum),
        "bereikt": [_line(goal) for goal in goals if goal["goed"]],
        "niet_bereikt": [_line(goal) for goal in goals if goal["slecht"]],
        "onbekend": [_line(goal) for goal in goals if goal["onbekend"]],
        "besluiten": [*_decisions(goals), *_asked(rows, report)],
        "kwaliteit": _quality(report),
    }


def _asked(rows: Sequence[Progress], report: Report) -> list[str]:
    return progress.decisions(rows, report.peildatum, report.afspraken.gemeente.jaar)


def _line(goal: dict[str, Any]) -> dict[str, str]:
    return {"doel": goal["id"], "titel": goal["titel"], "tekst": goal["stand"]}


def _decisions(goals: Sequence[dict[str, Any]]) -> list[str]:
    lost = [goal["id"] for goal in goals if goal["slecht"]]
    unknown = [goal["id"] for goal in goals if goal["onbekend"]]
    asked = []
    if lost:
        noun = "Doel" if len(lost) == 1 else "De doelen"
        verb = "wordt" if len(lost) == 1 else "worden"
        asked.append(
            f"{noun} {listing(lost)} {verb} op deze koers niet gehaald: "
            "bijsturen, of het doel aanpassen?"
        )
    if unknown:
        asked.append(f"Voor {listing(unknown)} ontbreken cijfers: wie levert ze aan, en wanneer?")
    return asked


def _quality(report: Report) -> str:
    totals = Counter(finding.ernst for filed in report.filed for finding in filed.findings)
    if not totals:
        return "De controle van de werkmappen heeft niets gevonden."
    counted = [
        count_of(totals[Severity.FOUT], "fout", "fouten"),
        count_of(totals[Severity.WAARSCHUWING], "waarschuwing", "waarschuwingen"),
        count_of(totals[Severity.INFO], "opmerking", "opmerkingen"),
    ]
    which = "de werkmap" if len(report.filed) == 1 else f"de {len(report.filed)} werkmappen"
    return f"De controle van {which} geeft {listing(counted)}; de bijlage noemt ze allemaal."


def _theme(number: int, title: str, report: Report, rows: Sequence[Progress]) -> dict[str, Any]:
    own = report.afspraken
    theme_of = {doel.id: doel.thema for doel in own.doelen}
    theme_of |= {afspraak.id: afspraak.thema for afspraak in own.afspraken}
    found = [i for i in report.indicators if theme_of.get(source(i)) == number]
    mine = [row for row in rows if row.thema == number]
    return {
        "nummer": number,
        "titel": title,
        "doelen": [_goal(doel, report) for doel in own.doelen if doel.thema == number],
        "terugblik": [*_look_back(found, own), progress.overall(mine, report.peildatum)],
        "afspraken": [row.as_dict(report.peildatum) for row in mine],
        "indicatoren": [_value(i) for i in found if i.actueel and i.norm is not None],
        "onbekend": _unknown(found),
        "aandacht": _attention(found, mine, report),
    }


REALISED = (
    "VRD-GROEI", "NBW-OPGELEVERD", "TWZ-DOELGROEP", "TWZ-PASSEND", "TWZ-MAATWERK", "LBM-LAAGSTE",
    "BWI-UITGEVOERD", "WSC-GEHOUDEN", "EIX-STAND", "KWL-REALISATIE", "ZON-REALISATIE",
    "OVT-REALISATIE", "LVB-AANDEEL", "GAS-VERANDERING", "DZE-AANDEEL",
)  # fmt: skip
"""Indicators that say what was done, beside those that measure."""


def _look_back(indicators: Sequence[Indicator], own: Afspraken) -> list[str]:
    """Tell what was measured and done, of each indicator the whole."""
    goals = {doel.id: doel for doel in own.doelen}
    told = [
        sentences.told(i, goals.get(source(i)))
        for i in indicators
        if i.actueel
        and i.onderdeel is None
        and i.waarde is not None
        and i.code in (*sentences.SUBJECTS, *REALISED)
    ]
    return told or ["Er zijn bij dit thema nog geen metingen om op terug te kijken."]


def _attention(
    indicators: Sequence[Indicator], rows: Sequence[Progress], report: Report
) -> list[str]:
    goals = {doel.id: doel for doel in report.afspraken.doelen}
    judged = [i for i in indicators if i.actueel and i.oordeel is not Oordeel.GEEN_NORM]
    bad = dict.fromkeys((source(i), i.code) for i in judged if i.oordeel in BAD)
    told: list[str] = []
    for identity, code in bad:
        # Those that do well are told too: how many of how many is the point.
        told += _told([i for i in judged if i.code == code], goals.get(identity))
    return told + _asked(rows, report)


def _unknown(indicators: Sequence[Indicator]) -> list[dict[str, str]]:
    """Give what could not be determined, once for each reason; a whole speaks for its parts."""
    groups: dict[str, list[Indicator]] = {}
    for one in indicators:
        if one.actueel and one.oordeel is Oordeel.NIET_TE_BEPALEN:
            groups.setdefault(one.code, []).append(one)
    reasons: dict[str, dict[str, list[str]]] = {}
    for members in groups.values():
        for one in whole_or_parts(members):
            parts = reasons.setdefault(one.toelichting, {}).setdefault(one.naam, [])
            parts += [one.onderdeel] if one.onderdeel else []
    return [
        {"wat": "; ".join(_named(*named) for named in found.items()), "reden": reason}
        for reason, found in reasons.items()
    ]


def _named(name: str, parts: Sequence[str]) -> str:
    return f"{name} ({listing(parts)})" if parts else name


def _value(indicator: Indicator) -> dict[str, Any]:
    unit = indicator.eenheid
    return {
        "code": indicator.code,
        "naam": indicator.naam,
        "onderdeel": indicator.onderdeel or "geheel",
        "periode": indicator.periode or "",
        "waarde": "niet te bepalen"
        if indicator.waarde is None
        else measure(indicator.waarde, unit),
        "norm": "" if indicator.norm is None else measure(indicator.norm, unit),
        "oordeel": str(indicator.oordeel),
        "klasse": indicator.oordeel.name.lower(),
        "teken": SIGNS[indicator.oordeel],
    }
