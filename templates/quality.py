"""The appendices: what the check found, which parameters were used, where each figure came from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from prestatieafspraken.normen import NormError, names, norm
from prestatieafspraken.validators.telling import Group, grouped
from prestatieafspraken.workbook.dutch import day, measure
from prestatieafspraken.workbook.finding import Severity

if TYPE_CHECKING:
    from prestatieafspraken.indicators.result import Indicator
    from prestatieafspraken.templates.content import Report


def findings(report: Report) -> list[dict[str, Any]]:
    """Give per workbook what the check found; of a public report only how much it was."""
    return [
        {
            "partij": filed.party,
            "bestand": filed.name,
            "aantallen": _counts(filed.findings),
            "bevindingen": []
            if report.openbaar
            else [_finding(g) for g in grouped(filed.findings)],
            "niet_beoordeeld": sorted(filed.book.not_judged),
        }
        for filed in report.filed
    ]


def _counts(found: Any) -> dict[str, int]:
    counted = Counter(finding.ernst for finding in found)
    return {str(severity): counted[severity] for severity in Severity}


def _finding(group: Group) -> dict[str, Any]:
    finding = group.first
    return {
        "code": finding.code,
        "ernst": str(finding.ernst),
        "plaats": group.place() or "werkmap",
        "melding": finding.melding,
        "herstel": finding.herstel,
    }


def parameters(report: Report) -> list[dict[str, str]]:
    """Give the national parameters as they hold on the day of the report."""
    found = []
    for name in names():
        try:
            held = norm(name, report.peildatum, report.afspraken.gemeente.map)
        except NormError:
            continue  # a parameter that does not hold on this day was not used
        found.append(
            {
                "naam": held.omschrijving,
                "waarde": measure(held.waarde, held.eenheid),
                "vanaf": day(held.vanaf),
                "bron": held.bron,
                "status": held.status,
            }
        )
    return found


def origins(report: Report) -> list[dict[str, Any]]:
    """Give every value with the cells that it was computed from, grouped by indicator."""
    groups: dict[str, list[Indicator]] = {}
    for indicator in report.indicators:
        if indicator.waarde is not None:
            groups.setdefault(indicator.code, []).append(indicator)
    return [
        {
            "code": code,
            "naam": members[0].naam,
            "formule": members[0].formule,
            "bron": members[0].bron,
            "rijen": [
                {
                    "onderdeel": one.onderdeel or "geheel",
                    "periode": one.periode or "",
                    "waarde": measure(one.waarde or 0, one.eenheid),
                    "cellen": _shortened(one.cellen),
                }
                for one in members
            ],
        }
        for code, members in groups.items()
    ]


def _shortened(cells: tuple[str, ...]) -> str:
    """Join the cells of one sheet: Woningvoorraad!D7, D8, D10."""
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet, _, address = cell.rpartition("!")
        sheets.setdefault(sheet, []).append(address)
    return "; ".join(f"{sheet}!{', '.join(found)}" for sheet, found in sheets.items())
