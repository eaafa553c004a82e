"""Explanations that people leave on the sheet Bevindingen, laid beside what is found now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isclose
from typing import Any

from prestatieafspraken.workbook import day
from prestatieafspraken.workbook.dutch import count_of
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity
from prestatieafspraken.workbook.findings_table import EXCEL_NAME, SHEET, Explanation
from prestatieafspraken.workbook.locate import key
from prestatieafspraken.workbook.number import parse
from prestatieafspraken.workbook.show import as_json, cut, in_sentence
from prestatieafspraken.workbook.source import ErrorValue

QUOTE = 150
"""Characters of an earlier explanation that fit in a sentence."""

NOT_FOR_HARD = Rule(
    code="TLC-001",
    ernst=Severity.INFO,
    titel="Alleen wat om een toelichting vraagt, is met een toelichting af te doen.",
    melding="Bij {code} ({plaats}) staat de toelichting '{tekst}', maar deze regel laat er geen toe.",
    herstel="Volg het herstel van die bevinding; de toelichting mag blijven staan.",
    waarom="Wat niet kan kloppen, wordt door uitleg niet goed.",
)
UNUSED = Rule(
    code="TLC-002",
    ernst=Severity.INFO,
    titel="Elke toelichting hoort bij een bevinding van nu.",
    melding="{horen} bij geen enkele bevinding van nu; {zij} bewaard.",
    herstel="U hoeft niets te doen, maar controleer Code, Blad, Rij en Kolom als u een toelichting mist.",
    waarom="Een bevinding kan terugkomen, en dan is de uitleg er nog.",
)
EXPLANATION_RULES = (NOT_FOR_HARD, UNUSED)
DONE = "Het is toegelicht. U hoeft niets te doen zolang de waarde gelijk blijft."
"""The repair of what is explained."""


def explain(findings: Sequence[Finding], given: Sequence[Explanation]) -> list[Finding]:
    """Give the findings with what people explained; what is explained weighs as INFO.

    An explanation counts for the same code, place and value. About another value it has expired,
    which the finding then says. What no explanation can undo stays, and that is told.
    """
    if not given:
        return list(findings)
    by_rule: dict[tuple[str, str], list[Explanation]] = {}
    for item in given:
        by_rule.setdefault((key(item.code), key(item.blad)), []).append(item)
    told, used, hard = [], set[str](), []
    for finding in findings:
        same_rule = by_rule.get((key(finding.code), key(finding.place.blad or "")), ())
        about = [item for item in same_rule if _is_at(item, finding.place)]
        used |= {item.at for item in about}
        if about and not finding.zacht:
            hard += [_not_for_hard(item, finding) for item in about]
        told.append(_explained(finding, about) if finding.zacht else finding)
    left = sum(item.at not in used for item in given)
    unused = []
    if left:
        horen = count_of(left, "toelichting hoort", "toelichtingen horen")
        zij = "zij is" if left == 1 else "zij zijn"
        place = Place(blad=SHEET, tabel=EXCEL_NAME)
        unused = [UNUSED.at(place, horen=horen, zij=zij)]
    return [*told, *dict.fromkeys(hard), *unused]


def _explained(finding: Finding, about: Sequence[Explanation]) -> Finding:
    if not about:
        return finding
    # Who explains anew may leave the old row: the last one that fits the value counts.
    for item in reversed(about):
        if same_value(item.waarde, finding.waarde):
            return replace(
                finding, ernst=Severity.INFO, herstel=DONE, toelichting=cut(item.tekst, 500)
            )
    item = about[-1]
    quote = f"'{cut(item.tekst, QUOTE)}'"
    if item.waarde is None:
        more = f" De toelichting {quote} telt nog niet mee: vul bij Waarde in waarover zij gaat."
    else:
        was = in_sentence(item.waarde)
        more = f" De eerdere toelichting {quote} ging over een andere waarde: {was}."
    return replace(finding, melding=finding.melding + more)


def _not_for_hard(item: Explanation, finding: Finding) -> Finding:
    place = Place(blad=SHEET, tabel=EXCEL_NAME, cel=item.at, kolom="Toelichting")
    where = "!".join(part for part in (finding.place.blad, finding.place.cel) if part)
    tekst = cut(item.tekst, QUOTE)
    return NOT_FOR_HARD.at(place, code=finding.code, plaats=where or "het bestand", tekst=tekst)


def _is_at(item: Explanation, place: Place) -> bool:
    """Say whether an explanation names this place on its sheet.

    Row and column by their labels come first, for a cell moves when rows are added; the address
    decides where a label was left empty.
    """
    labels = ((item.rij, place.rij), (item.kolom, place.kolom))
    if not all(_same(written, found) for written, found in labels if written):
        return False
    complete = any(found for _, found in labels) and all(
        written for written, found in labels if found
    )
    return complete or _same(item.cel, place.cel)


def _same(written: str, found: str | None) -> bool:
    return key(written) == key(found or "")


def same_value(written: Any, found: Any) -> bool:
    """Say whether a value as it stands in a cell is the one that was found; 1.829 is 1829."""
    one, other = _forms(written), _forms(found)
    if not one or not other:
        return not one and not other
    return any(
        isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
        if isinstance(a, float) and isinstance(b, float)
        else a == b
        for a in one
        for b in other
    )


def _forms(value: Any) -> set[str | float]:
    """Give all that a value can mean: a text, the numbers and the days in it."""
    if isinstance(value, bool | ErrorValue):
        return {key(str(value))}
    if isinstance(value, int | float):
        return {float(value)}
    if isinstance(value, date):
        return {str(as_json(value))}
    if value is None or not key(str(value)):
        return set()
    text = str(value)
    number, days = parse(text), day.readings(text)
    forms: set[str | float] = {key(text)}
    forms |= {float(reading) for reading in number.readings} if number else set()
    return forms | {one.isoformat() for one in days or ()}
