"""Of one cause one finding: what follows from another finding at hand is not told again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.any_sheet.cells import (
    NIET_IN_LIJST,
    TOTAL_ROW,
    VERPLICHTE_CEL_LEEG,
)
from prestatieafspraken.validators.any_sheet.eigenaar import RIJ_VAN_EEN_ANDER
from prestatieafspraken.validators.any_sheet.not_judged import CELLEN_OVERGESLAGEN
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.topic import Topic

CauseRow = tuple[str, int]
"""A sheet and the number of a row on it."""
SAID_BY = {"PLN-002": "OVT-020", "VRD-003": "VRD-001", "JRV-001": "VRD-003"}
"""What is not told of a row of which the other is told: it is the same, or follows from it."""
RESTS_ON = {"NBW-025": ("NBW-001", "NBW-002", "NBW-024"), "AFS-035": ("PLN-002",)}
"""What is not told while another fault may be its cause, wherever that stands."""


def once(findings: Sequence[Finding], book: Book) -> list[Finding]:
    """Give the findings with what has one cause told once."""
    told: list[Finding] = list(findings)
    for fold in (partial(_bare_rows, book), _stray_rows, _said_by_another, _persons, _skipped):
        told = fold(told)
    return told


def _row(finding: Finding) -> CauseRow | None:
    number = re.fullmatch(r"[A-Z]+(\d+)", finding.place.cel or "")
    return (finding.place.blad or "", int(number[1])) if number else None


def _bare_rows(book: Book, findings: list[Finding]) -> list[Finding]:
    """Tell a row in which nothing that is asked was filled in once, at its first cell."""
    tables = {data.sheet: data for data in book.tables.values()}
    empty: dict[CauseRow, list[Finding]] = {}
    for one in findings:
        if one.code == VERPLICHTE_CEL_LEEG.code and (row := _row(one)):
            empty.setdefault(row, []).append(one)
    bare = {row for row, alike in empty.items() if _says_nothing(tables.get(row[0]), alike)}
    first = {id(empty[row][0]): row for row in bare}

    def folded(one: Finding) -> Finding | None:
        row = _row(one)
        if one.code != VERPLICHTE_CEL_LEEG.code or row not in bare:
            return one
        if id(one) not in first or row is None:
            return None
        return _bare(one, [kolom for alike in empty[row] if (kolom := alike.place.kolom)])

    return [kept for one in findings if (kept := folded(one)) is not None]


def _says_nothing(data: TableData | None, missing: Sequence[Finding]) -> bool:
    if data is None or len(missing) < 2:
        return False
    asked = [column for column in data.table.input_columns if column.required]
    return len(missing) == len([column for column in asked if column.name in data.letters])


def _bare(finding: Finding, kolommen: Sequence[str]) -> Finding:
    return replace(
        finding,
        melding=f"Deze rij zegt niet waar zij over gaat: {listing(kolommen)} zijn leeg.",
        herstel="Vul deze cellen in, of maak de hele rij leeg. Een opmerking hoort bij een rij die er al is.",
    )


def _stray_rows(findings: list[Finding]) -> list[Finding]:
    """Leave of a row that does not belong here all but that: a total, or one of another party."""

    def is_stray(one: Finding) -> bool:
        is_total = one.code == NIET_IN_LIJST.code and TOTAL_ROW in one.melding
        return is_total or one.code == RIJ_VAN_EEN_ANDER.code

    rows = {row for one in findings if is_stray(one) and (row := _row(one))}
    return [
        one
        for one in findings
        if _row(one) not in rows or is_stray(one) or Topic.of(one.code) == Topic.PRV
    ]


def _said_by_another(findings: list[Finding]) -> list[Finding]:
    said: dict[str, set[CauseRow]] = {}
    for one in findings:
        if row := _row(one):
            said.setdefault(one.code, set()).add(row)
            if one.ernst is not Severity.INFO:  # what is explained hides no fault
                said.setdefault(f"{one.code} open", set()).add(row)

    def follows(one: Finding) -> bool:
        other = SAID_BY.get(one.code, "")
        known = f"{other} open" if one.ernst is Severity.FOUT else other
        rests = any(code in said for code in RESTS_ON.get(one.code, ()))
        return rests or _row(one) in said.get(known, set())

    return [one for one in findings if not follows(one)]


def _persons(findings: list[Finding]) -> list[Finding]:
    """Tell all personal data of one cell in one finding."""
    first: dict[tuple[str, str], int] = {}
    told: list[Finding] = []
    for one in findings:
        place = (one.place.blad or "", one.place.cel or "")
        if Topic.of(one.code) != Topic.PRV or not one.place.cel or not one.asks:
            told.append(one)
        elif place in first:
            at = first[place]
            told[at] = replace(told[at], melding=f"{told[at].melding} {one.melding}")
        else:
            first[place] = len(told)
            told.append(one)
    return told


def _skipped(findings: list[Finding]) -> list[Finding]:
    """Tell once that rules skip cells with a fault, and not for each sheet."""
    mine = [one for one in findings if one.code == CELLEN_OVERGESLAGEN.code]
    if len(mine) < 2:
        return findings
    bladen = listing([str(one.place.blad) for one in mine])
    folded = CELLEN_OVERGESLAGEN.at(Place(), cellen=f"op {bladen} de cellen")
    return [
        folded if one is mine[0] else one for one in findings if one is mine[0] or one not in mine
    ]
