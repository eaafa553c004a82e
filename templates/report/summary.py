"""The summary of the report: what was reached, what was not, and what asks for a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from prestatieafspraken.dutch.counted import the_of
from prestatieafspraken.dutch.written import labelled, listing
from prestatieafspraken.indicators.doelbesluit import rol
from prestatieafspraken.indicators.oordeel import SIGNS
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.report import progress
from prestatieafspraken.templates.report.progress import Progress
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.validators.volledigheid import Stand
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.lists.checked import proposals


def summary(
    report: Report, goals: Sequence[dict[str, Any]], rows: Sequence[Progress]
) -> dict[str, Any]:
    """Give what the summary says; `goals` are those of the report, `rows` all agreements."""
    counts = Counter(one.oordeel for one in report.current if one.toets and _counts(one, report))
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
        "onbekend": [_line(goal) for goal in goals if goal["oordeel"] in map(str, OPEN)],
        "besluiten": [
            *_decisions(goals),
            *progress.decisions(rows, report),
            *_proposed(report),
        ],
        "kwaliteit": _quality(report),
    }


def _counts(one: Indicator, report: Report) -> bool:
    """Say whether an oordeel is one of its own: what only illustrates a goal is told with it."""
    role = rol(one, report.afspraken, report.indicators)
    return role is None or role.beslist


def _line(goal: dict[str, Any]) -> dict[str, str]:
    return {"doel": goal["id"], "titel": goal["titel"], "tekst": goal["stand"]}


OPEN = (
    Oordeel.PER_LEZING,
    Oordeel.NIET_TE_BEPALEN,
    Oordeel.NIET_BEOORDEELD,
    Oordeel.NIET_TE_BEOORDELEN,
)
"""What is no verdict yet, and says why."""


def _decisions(goals: Sequence[dict[str, Any]]) -> list[str]:
    bad = [goal for goal in goals if goal["slecht"]]
    careful = [goal for goal in bad if goal["oordeel"] == Oordeel.AANDACHT]
    running = [goal for goal in careful if not goal["afgelopen"]]
    asked = {
        _NOT_MET: [goal for goal in bad if goal["oordeel"] == Oordeel.NIET_GEHAALD],
        _NOT_REACHED: [goal for goal in bad if goal["oordeel"] == Oordeel.NIET_BEREIKT],
        _IN_PART: [goal for goal in running if goal["deels_verloren"]],
        _ON_THIS_COURSE: [goal for goal in running if not goal["deels_verloren"]],
        _NOT_SURE: [goal for goal in careful if goal["afgelopen"]],
    }
    told = [_asked(question, found) for question, found in asked.items() if found]
    for oordeel, what in _TO_AGREE.items():
        if codes := [goal["id"] for goal in goals if goal["oordeel"] == oordeel]:
            told.append(what.format(listing(codes)))
    return told


def _proposed(report: Report) -> list[str]:
    """Name each change of what was agreed that a party proposes; for everyone only that it does.

    A proposal changes no figure: who agreed decides.
    """
    told = []
    for filed in report.filed:
        some = [one for one in filed.findings if one.proposes]
        party = report.party_of(filed)
        if some and report.openbaar:
            told.append(f"{party} doet {proposals(len(some))}: nemen de partijen die over?")
        elif some:
            told += [f"{party} doet een voorstel. {_proposal(one)}" for one in some]
    return told


def _proposal(finding: Finding) -> str:
    where = (finding.place.blad, finding.place.rij, finding.place.kolom)
    what = labelled(", ".join(filter(None, where)), finding.melding)
    return f"{what} De reden: '{finding.toelichting}'. Nemen de partijen dat over?"


def _asked(question: tuple[str, str], goals: Sequence[dict[str, Any]]) -> str:
    codes = listing([goal["id"] for goal in goals])
    return question[len(goals) > 1].format(codes)


_NOT_MET = (
    "Doel {} is niet gehaald: welk gevolg geven partijen daaraan?",
    "De doelen {} zijn niet gehaald: welk gevolg geven partijen daaraan?",
)
_NOT_REACHED = (
    "Doel {} is niet bereikt en was geen harde afspraak: houden partijen eraan vast?",
    "De doelen {} zijn niet bereikt en waren geen harde afspraken: houden partijen eraan vast?",
)
_IN_PART = (
    "Van doel {} is een deel al niet gehaald: wat betekent dat voor de rest?",
    "Van de doelen {} is een deel al niet gehaald: wat betekent dat voor de rest?",
)
_ON_THIS_COURSE = (
    "Doel {} wordt op deze koers niet gehaald: bijsturen, of het doel aanpassen?",
    "De doelen {} worden op deze koers niet gehaald: bijsturen, of het doel aanpassen?",
)
_NOT_SURE = (
    "De tijd van doel {} is om, maar of het is gehaald, staat niet vast: wie zoekt dat uit?",
    "De tijd van de doelen {} is om, maar of ze zijn gehaald, staat niet vast: wie zoekt dat uit?",
)
"""What is asked of one goal, and of more."""
_TO_AGREE = {
    Oordeel.NIET_TE_BEPALEN: "Over {} is nog geen oordeel te geven: wie levert wat daarvoor "
    "ontbreekt, en wanneer?",
    Oordeel.PER_LEZING: "{}: de uitkomst hangt af van de lezing; welke geldt?",
    Oordeel.NIET_TE_BEOORDELEN: "{}: in de afspraken ontbreekt iets om te kunnen oordelen; wat "
    "vullen partijen aan?",
}
"""What is asked of parties where figures alone do not decide."""


def _quality(report: Report) -> str:
    return " ".join(filter(None, (_found(report), _filled(report))))


def _filled(report: Report) -> str:
    """Say which workbooks lack what the agreements ask: a figure may be missing for that alone."""
    lacking = [
        f"die van {report.party_of(filed)} ({there.zin})"
        for filed in report.filed
        if (there := filed.volledigheid) and there.stand is not Stand.VOLLEDIG
    ]
    if not lacking:
        return ""
    verb = "is" if len(lacking) == 1 else "zijn"
    return f"Nog niet volledig {verb} {listing(lacking)}."


def _found(report: Report) -> str:
    totals = Counter(finding.ernst for filed in report.filed for finding in filed.findings)
    totals.update(one.finding.ernst for one in report.between)
    if not totals:
        return "De controle van de werkmappen heeft niets gevonden."
    counted = [severity.counted(totals[severity]) for severity in Severity]
    which = "de werkmap" if len(report.filed) == 1 else the_of(len(report.filed), "werkmappen")
    return f"De controle van {which} geeft {listing(counted)}; de bijlage noemt ze allemaal."
