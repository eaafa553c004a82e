"""Local priority of all corporaties together beside the ceiling of the municipality.

What was let so adds up. What the corporaties expect is a share each: together it is their mean,
weighted by the lettings of a year. 30% of 600 and 50% of 100 are (180 + 50) of 700, or 32,9%.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from prestatieafspraken.validators.declaring.row import PlainRow
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.toewijzing import TOEWIJZINGEN
from prestatieafspraken.validators.sheets.toewijzing_grenzen import (
    EXPECTED,
    GRENS_DREIGT,
    KEY,
    LOCAL_WORDS,
    Part,
    beside,
    ceiling,
    local,
    rows_of,
    told,
)
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.periode import FULL_YEAR, QUARTERS
from prestatieafspraken.workbook.vrije_ruimte import most_local

TE_VEEL_MAATWERK_SAMEN = Rule(
    code="TWZ-022",
    ernst=Severity.WAARSCHUWING,
    titel="Het lokaal maatwerk van alle corporaties samen blijft binnen de grens voor de gemeente.",
    melding="De corporaties samen wezen in {jaar} {aantal} van {verhuringen:woningen} ({deel}) toe via lokaal maatwerk. Het maximum is {grens} ({norm}).",
    herstel="Controleer de aantallen, en stem samen af welke maatregel nodig is als ze kloppen.",
    waarom="De grens geldt voor alle verhuringen in de gemeente samen.",
    afgesproken=True,
)
_At = TypeVar("_At")
Rows = Sequence[tuple[_At, PlainRow]]
"""Rows with their key and their lettings, each with where it stands."""


def counted(rows: Rows[_At], signing: Sequence[str]) -> Iterator[tuple[_At, int, str, Part]]:
    """Give per period the first row, and the local priority of all corporaties together.

    A period in which a signing corporatie, or any figure, is missing says nothing of the whole.
    """
    periods: dict[tuple[int, str], list[tuple[_At, PlainRow]]] = {}
    for at, row in rows:
        periods.setdefault((row["jaar"], row["periode"]), []).append((at, row))
    for (jaar, periode), found in periods.items():
        parts = [local(row) for _, row in found]
        if _all_once((row["corporatie"] for _, row in found), signing):
            known = [part for part in parts if part is not None]
            if len(known) == len(parts):
                yield found[0][0], jaar, periode, sum(known, Part(0, 0))


def expected(rows: Rows[_At], signing: Sequence[str]) -> Iterator[tuple[_At, int, Decimal]]:
    """Give per year the first row with what was expected, and the share of all together.

    Of each corporatie its last word in the year counts; a year for which one that signs said
    nothing, or of whose lettings nothing is known, says nothing of the whole. Nor does what was
    expected of a year that was counted whole.
    """
    over = {jaar for _, jaar, periode, _ in counted(rows, signing) if periode == FULL_YEAR}
    ordered = sorted(rows, key=lambda one: (one[1]["jaar"], QUARTERS[one[1]["periode"]]))
    for jaar in dict.fromkeys(row["jaar"] for _, row in ordered if row["jaar"] not in over):
        stated = {
            row["corporatie"]: Decimal(str(row["maatwerk_verwacht"]))
            for _, row in ordered
            if row["jaar"] == jaar and row["maatwerk_verwacht"] is not None
        }
        # Twelve fits every number of quarters, so that a year's lettings stay whole numbers.
        weight = {
            row["corporatie"]: int(row["verhuringen"]) * 12 // QUARTERS[row["periode"]]
            for _, row in ordered
            if row["jaar"] <= jaar and row["verhuringen"] > 0
        }
        if stated and set(signing) <= stated.keys() and stated.keys() <= weight.keys():
            share = sum(stated[naam] * weight[naam] for naam in stated)
            first = next(
                at
                for at, row in rows
                if row["jaar"] == jaar and row["maatwerk_verwacht"] is not None
            )
            yield first, jaar, Decimal(share) / sum(weight[naam] for naam in stated)


def _all_once(names: Iterable[str], signing: Sequence[str]) -> bool:
    known = list(names)
    return set(signing) <= set(known) and len(set(known)) == len(known)


def _whole(case: Case, data: TableData, column: str) -> list[tuple[int, PlainRow]]:
    """Give all rows, where it is the shared workbook and no cell that counts is unusable."""
    if case.is_own or data.has_unusable(*KEY, "verhuringen", column):
        return []
    return list(rows_of(data))


@table_rule(TE_VEEL_MAATWERK_SAMEN, TOEWIJZINGEN, needs=(*KEY, "verhuringen", "maatwerk"))
def te_veel_maatwerk_samen(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Hold the whole municipality against the ceiling that held at the end of the year."""
    for index, jaar, periode, part in counted(_whole(case, data, "maatwerk"), case.deelnemers):
        most = ceiling(case, most_local, date(jaar, 12, 31))
        if periode == FULL_YEAR and most and part.share > most.share:
            yield told(rule, data, (index, "maatwerk"), part, most, jaar=jaar)


@table_rule(
    GRENS_DREIGT, TOEWIJZINGEN, needs=(*KEY, "verhuringen", "maatwerk", "maatwerk_verwacht")
)
def grens_dreigt_samen(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Warn when a part of a year, or what all expect, is above that ceiling."""
    words = {"wie": "De gemeente", "wat": LOCAL_WORDS}
    for index, jaar, periode, part in counted(_whole(case, data, "maatwerk"), case.deelnemers):
        most = ceiling(case, most_local, date(jaar, 12, 31))
        if periode != FULL_YEAR and most and part.share > most.share:
            at = data.place(index, "maatwerk")
            said = {**words, "jaar": jaar, "wanneer": f"in {periode}"}
            yield rule.at(at, **beside(part.share, most), **said)
    stated = _whole(case, data, "maatwerk_verwacht")
    for index, jaar, share in expected(stated, case.deelnemers):
        most = ceiling(case, most_local, date(jaar, 12, 31))
        if most and share > most.share:
            at = data.place(index, "maatwerk_verwacht")
            said = {**words, "jaar": jaar, "wanneer": EXPECTED}
            value = data.rows[index]["maatwerk_verwacht"]
            yield rule.at(at, waarde=value, **beside(share, most), **said)
