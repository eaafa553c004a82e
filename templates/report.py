"""The report of one workbook: what it says, in Markdown and in one self-contained web page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.page import style, template
from prestatieafspraken.validators.telling import Group, grouped
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.dutch import day, measure
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.goal import aim

SIGNS = {
    Oordeel.GEHAALD: "✓",
    Oordeel.OP_KOERS: "↗",
    Oordeel.AANDACHT: "!",
    Oordeel.NIET_GEHAALD: "✗",
    Oordeel.NIET_TE_BEPALEN: "?",
    Oordeel.GEEN_NORM: "·",
}
"""A sign beside each verdict, so that nothing is said by colour alone."""


def context(
    book: Book,
    afspraken: Afspraken,
    findings: Sequence[Finding],
    indicators: Sequence[Indicator],
    peildatum: date,
) -> dict[str, Any]:
    """Gather all that the report says; every value is ready to print and untrusted as text."""
    current = [indicator for indicator in indicators if indicator.actueel]
    return {
        "gemeente": afspraken.gemeente.naam,
        "jaar": str(afspraken.gemeente.jaar),
        "partij": book.start.partij or afspraken.gemeente.naam,
        "peildatum": day(peildatum),
        "status": book.start.status or "concept",
        "oordelen": _verdicts(current),
        "themas": [
            _theme(thema.nummer, thema.titel, book, afspraken, indicators)
            for thema in afspraken.themas
        ],
        "bevindingen": [_finding(group) for group in grouped(findings)],
        "aantallen": {str(s): sum(f.ernst is s for f in findings) for s in Severity},
        "bronnen": {
            "document": afspraken.gemeente.titel,
            "werkmap": re.split(r"[/\\]", book.path)[-1],
            "sha256": book.sha256,
            "sjabloon": str(book.template),
        },
    }


def _verdicts(indicators: Sequence[Indicator]) -> list[dict[str, Any]]:
    counts = Counter(indicator.oordeel for indicator in indicators)
    return [
        {"oordeel": str(oordeel), "teken": SIGNS[oordeel], "aantal": counts[oordeel]}
        for oordeel in Oordeel
        if counts[oordeel] and oordeel is not Oordeel.GEEN_NORM
    ]


def _theme(
    number: int, title: str, book: Book, afspraken: Afspraken, indicators: Sequence[Indicator]
) -> dict[str, Any]:
    theme_of = {doel.id: doel.thema for doel in afspraken.doelen}
    theme_of |= {afspraak.id: afspraak.thema for afspraak in afspraken.afspraken}
    own = [i for i in indicators if theme_of.get(i.bron.split(" ")[0].rstrip(";")) == number]
    return {
        "nummer": number,
        "titel": title,
        "doelen": [
            {
                "id": doel.id,
                "titel": doel.titel,
                "streven": aim(doel),
                "regels": f"r. {doel.regels}",
            }
            for doel in afspraken.doelen
            if doel.thema == number
        ],
        "indicatoren": _grouped(own),
        "afspraken": _agreements(number, book, afspraken),
    }


def _grouped(indicators: Sequence[Indicator]) -> list[dict[str, Any]]:
    groups: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        groups.setdefault(indicator.code, []).append(indicator)
    return [
        {
            "code": code,
            "naam": members[0].naam,
            "formule": members[0].formule,
            "bron": members[0].bron,
            "rijen": [_value(member) for member in members],
        }
        for code, members in groups.items()
    ]


def _value(indicator: Indicator) -> dict[str, Any]:
    unit = indicator.eenheid
    return {
        "onderdeel": indicator.onderdeel or "geheel",
        "periode": indicator.periode or "",
        "waarde": "niet te bepalen"
        if indicator.waarde is None
        else measure(indicator.waarde, unit),
        "norm": "" if indicator.norm is None else measure(indicator.norm, unit),
        "oordeel": str(indicator.oordeel),
        "klasse": indicator.oordeel.name.lower(),
        "teken": SIGNS[indicator.oordeel],
        "toelichting": indicator.toelichting,
        "cellen": ", ".join(indicator.cellen),
        "actueel": indicator.actueel,
    }


def _agreements(number: int, book: Book, afspraken: Afspraken) -> list[dict[str, Any]]:
    frame = book.frame(f"afspraken_{number}")
    filled: dict[str, dict[Any, Any]] = {}
    if frame is not None:
        records = frame.astype(object).where(frame.notna(), "").to_dict("records")
        filled = {str(record["code"]): record for record in records}
    return [
        {
            "id": afspraak.id,
            "titel": afspraak.titel,
            "trekker": afspraak.trekker or "geen trekker aangewezen",
            "wanneer": afspraak.wanneer or "geen termijn",
            "status": filled.get(afspraak.id, {}).get("status") or "nog niet ingevuld",
            "realisatie": filled.get(afspraak.id, {}).get("realisatie") or "",
            "regels": afspraak.regels,
        }
        for afspraak in afspraken.afspraken
        if afspraak.thema == number
    ]


def _finding(group: Group) -> dict[str, Any]:
    finding = group.first
    return {
        "code": finding.code,
        "ernst": str(finding.ernst),
        "plaats": group.place() or "werkmap",
        "melding": finding.melding,
        "herstel": finding.herstel,
    }


def markdown(content: Mapping[str, Any]) -> str:
    """Give the report in Markdown, the form in which a change can be reviewed."""
    text = template("verslag.md.j2", escape=False).render(content)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def html(content: Mapping[str, Any]) -> str:
    """Give the report as one web page without scripts or references to elsewhere."""
    return template("verslag.html.j2").render(**content, stijl=style()) + "\n"


FORMS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {".md": markdown, ".html": html}
"""What makes each form of the report, by the suffix of its file."""
