"""The appendices: what the check found, which parameters were used, where each figure came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from prestatieafspraken.afspraken import Herkomst
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.figure import exactly
from prestatieafspraken.dutch.shown import cut
from prestatieafspraken.dutch.written import after_colon, capital, day, listing
from prestatieafspraken.indicators.doelbesluit import source as judged_by
from prestatieafspraken.indicators.mutaties import RUIMTE
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.indicators.told import norm_of, part_told, value_of
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.validators.judging.telling import Group, grouped
from prestatieafspraken.workbook.finding import ASK, ASK_ROW, Severity

SENDER = "de afzender van de werkmap; wie dit verslag maakte had deze afspraken niet"
"""Where agreements come from that the workbook itself brought along."""

LONGEST = 200
"""Letters of what a figure is of, in the narrow column of where it came from."""


def findings(report: Report) -> list[dict[str, Any]]:
    """Give per workbook what the check found; of a public report only how much it was."""
    return [
        {
            "partij": report.party_of(filed),
            "bestand": report.party_of(filed) if report.openbaar else filed.name,
            "aantallen": _counts(filed.findings),
            "bevindingen": []
            if report.openbaar
            else [_finding(g) for g in sorted(grouped(filed.findings), key=_weight)],
            "niet_beoordeeld": sorted(filed.book.not_judged),
        }
        for filed in report.filed
    ]


def between(report: Report) -> list[str]:
    """Tell what was found between the workbooks; of a public report only how much it was."""
    if report.openbaar and report.between:
        amount = count_of(len(report.between), "verschil", "verschillen")
        return [f"Tussen de werkmappen van de partijen vond de controle {amount}."]
    return [f"{one.finding.code}, {one.told()}" for one in report.between]


def _counts(found: Any) -> dict[str, int]:
    counted = Counter(finding.ernst for finding in found)
    return {str(severity): counted[severity] for severity in Severity}


def _weight(group: Group) -> int:
    return list(Severity).index(group.first.ernst)


def _finding(group: Group) -> dict[str, Any]:
    finding = group.first
    return {
        "code": finding.code,
        "ernst": str(finding.ernst),
        "soort": capital(finding.ernst.word),
        "plaats": group.place() or "werkmap",
        "melding": finding.melding,
        # How to explain a finding is said once, above the table.
        "herstel": finding.herstel.removesuffix(ASK).removesuffix(ASK_ROW),
        "toelichting": finding.toelichting or "",
    }


def parameters(report: Report) -> list[dict[str, str]]:
    """Give the parameters that the figures were computed with or held against, each once.

    Those of the law come from the look-up itself, with the bounds that a value was held against;
    numbers that parties agreed on stand in their goal or agreement.
    """
    rows = [
        {
            "naam": held.omschrijving,
            "waarde": exactly(held.waarde, held.eenheid),
            "vanaf": day(held.vanaf),
            "bron": held.bron,
            "status": str(held.status),
        }
        for held in report.normen
    ]
    own = report.afspraken
    if report.herkomst is Herkomst.WERKMAP:
        agreed_on = f"Afspraken {own.gemeente.naam} {own.gemeente.jaar}"
        told = {"naam": agreed_on, "waarde": "zoals in de werkmap", "vanaf": ""}
        rows.insert(0, {**told, "bron": SENDER, "status": ""})
    laws = {row["naam"] for row in rows}
    agreed = {doel.id: doel.titel for doel in own.doelen}
    agreed |= {afspraak.id: afspraak.titel for afspraak in own.afspraken}
    asked: dict[str, dict[str, tuple[list[Indicator], str]]] = {}
    for one in report.current:
        if one.waarde is None or one.norm is None or one.norm_bron is None:
            continue
        name, _, source = one.norm_bron.partition("; ")
        identity = name.split(" ")[0]
        follows = one.code == RUIMTE.code or identity != judged_by(one)
        if name in laws or (identity in agreed and follows):
            continue  # what follows from a number is no number that was agreed on
        if not source and identity in agreed:
            name, source = f"Norm van {identity} ({agreed[identity]})", name
        if source:
            asked.setdefault(name, {}).setdefault(norm_of(one), ([], source))[0].append(one)
    rows += [
        {
            "naam": capital(name) + told,
            "waarde": waarde,
            "vanaf": day(beside[0].norm_vanaf) if beside[0].norm_vanaf else "",
            "bron": source,
            "status": str(beside[0].norm_status or ""),
        }
        for name, found in asked.items()
        for norms in [list(found.items())]
        for number, (waarde, (beside, source)) in enumerate(norms)
        for told in [_of_what(beside, agreed, first=number == 0) if norms[1:] else ""]
    ]
    return rows


def _of_what(beside: Sequence[Indicator], agreed: dict[str, str], *, first: bool) -> str:
    """Say what one of more numbers of a goal or agreement is of: another figure, part or time.

    The first is that of the whole, where there is one.
    """
    one = beside[0]
    if not one.toets:
        named = [" ".join(dict.fromkeys(filter(None, _part(other)))) for other in beside]
        return f", {listing(named)}" if any(named) else ""
    own = [] if one.naam in agreed.values() else [after_colon(one.naam)]
    told = [*own, *([one.onderdeel] if one.onderdeel else [])]
    return f", bij {', '.join(told)}" if told and not first else ""


def _part(one: Indicator) -> tuple[str | None, str | None]:
    return one.onderdeel, one.periode


def origins(report: Report) -> list[dict[str, Any]]:
    """Give every value with the cells that it was computed from, grouped by indicator."""
    groups: dict[tuple[str, str], list[Indicator]] = {}
    for indicator in report.indicators:
        if indicator.waarde is not None:
            groups.setdefault((indicator.code, indicator.naam), []).append(indicator)
    return [
        {
            "code": code,
            "naam": naam,
            "formule": members[0].formule,
            "bron": after_colon(members[0].bron),
            "rijen": [
                {
                    "onderdeel": cut(part_told(one), LONGEST),
                    "periode": one.periode or "",
                    "waarde": value_of(one),
                    "cellen": _shortened(one.cellen),
                }
                for one in members
            ],
        }
        for (code, naam), members in groups.items()
    ]


def _shortened(cells: tuple[str, ...]) -> str:
    """Join the cells of one sheet: Woningvoorraad!D7, D8, D10."""
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet, _, address = cell.rpartition("!")
        sheets.setdefault(sheet, []).append(address)
    return "; ".join(f"{sheet}!{', '.join(found)}" for sheet, found in sheets.items())
