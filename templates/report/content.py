"""What the report says: every part as plain text and numbers, ready for each form to lay out."""

from __future__ import annotations

from typing import Any

from prestatieafspraken.afspraken.model import Gemeente
from prestatieafspraken.afspraken.versie import verloop
from prestatieafspraken.dutch.written import day
from prestatieafspraken.templates.report import goals, progress, quality
from prestatieafspraken.templates.report.report import Filed, Report
from prestatieafspraken.templates.report.summary import summary
from prestatieafspraken.templates.report.themes import theme
from prestatieafspraken.validators.personal.persoonsgegevens import masked
from prestatieafspraken.validators.sheets.codelists import FIXED
from prestatieafspraken.workbook.finding import EXPLAIN

PUBLIC = (
    "Openbare versie: weggelaten zijn aantallen onder 10, percentages die daarop rusten, wat deze "
    "prijs zou geven, en interne opmerkingen. Wat partijen zelf schreven, is overgenomen."
)
"""What the public form says of itself."""
VOORBEELD = (
    "Voorbeeld: niemand heeft deze afspraken gemaakt. Over echte partijen zegt dit verslag niets."
)
"""What is said on the first page of a report on agreements that are an example."""


def context(report: Report) -> dict[str, Any]:
    """Gather all that the report says; every text is untrusted and to be escaped by each form."""
    afspraken, rows = report.afspraken, progress.gather(report)
    aims = [goals.as_dict(doel, report) for doel in afspraken.doelen]
    return {
        "gemeente": afspraken.gemeente.naam,
        "jaar": str(afspraken.gemeente.jaar),
        "voorbeeld": VOORBEELD if afspraken.gemeente.voorbeeld else "",
        "peildatum": day(report.peildatum),
        "werkmappen": [_workbook(filed, report) for filed in report.filed],
        "status": _status(report),
        "openbaar": report.openbaar,
        "weggelaten": PUBLIC,
        "samenvatting": summary(report, aims, rows),
        "themas": [theme(thema.nummer, thema.titel, report, rows) for thema in afspraken.themas],
        "doelen": aims,
        "tussen": quality.between(report),
        "kwaliteit": quality.findings(report),
        "uitleg": EXPLAIN,
        "parameters": quality.parameters(report),
        "herkomst": quality.origins(report),
        "document": f"{afspraken.gemeente.titel}{_adopted(afspraken.gemeente)}",
        "versie": report.versie,
    }


def _workbook(filed: Filed, report: Report) -> dict[str, str]:
    """Say which workbook it is; for everyone whose it is is enough."""
    party, status = report.party_of(filed), filed.book.start.status or "concept"
    if report.openbaar and status not in FIXED["werkmapstatussen"]:
        status = "concept"
    return {
        "partij": party,
        "bestand": party if report.openbaar else filed.name,
        "sjabloon": str(filed.book.template),
        "sha256": "" if report.openbaar else filed.book.sha256,
        "status": masked(status),
    }


def _adopted(gemeente: Gemeente) -> str:
    """Say when the agreements were signed, and what was changed since."""
    told = verloop(gemeente)
    return f", {', '.join(told)}" if told else ""


def _status(report: Report) -> str:
    statuses = {filed.book.start.status or "concept" for filed in report.filed}
    return "definitief" if statuses == {"definitief"} else "concept"
