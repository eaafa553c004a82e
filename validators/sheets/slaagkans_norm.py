"""The slaagkansen against what was agreed on them: measured in time, and measures below the norm."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from prestatieafspraken.dutch.figure import exactly
from prestatieafspraken.dutch.written import day
from prestatieafspraken.normen import UnknownNormError
from prestatieafspraken.validators.declaring.periode import end
from prestatieafspraken.validators.declaring.row import PlainRow, records
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.slaagkans import (
    COUNTS,
    SLAAGKANS_INKOMEN,
    SLAAGKANS_KERN,
)
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.doelgroep import Side, income_limit
from prestatieafspraken.workbook.finding import AsPrinted, Finding, Place, Rule, Severity
from prestatieafspraken.workbook.periode import FULL_YEAR

MAAT = "slaagkans"
"""What the goals that set a norm, and the agreements that promise the measurement, name."""

SLAAGKANS_ZONDER_MAATREGEL = Rule(
    code="SLK-020",
    ernst=Severity.WAARSCHUWING,
    titel="Bij een slaagkans onder de norm staat welke maatregel is genomen.",
    melding="De slaagkans in deze rij ligt onder de norm van {norm}, en er staat geen maatregel bij.",
    herstel="Schrijf in de toelichting welke maatregel de partijen nemen, of waarom er geen nodig is.",
    waarom="De partijen nemen in overleg passende maatregelen als de slaagkans te laag is.",
    afgesproken=True,
    gedrukt=AsPrinted.WERKMAP,
)
VORIG_JAAR_NIET_GEMETEN = Rule(
    code="SLK-021",
    ernst=Severity.WAARSCHUWING,
    titel="De slaagkansen van het vorige jaar zijn gemeten als de termijn daarvan voorbij is.",
    melding="Van heel {jaar} staan hier geen slaagkansen; ze zouden er uiterlijk {dag} zijn.",
    herstel="Voeg de rijen van heel {jaar} toe.",
    waarom="Zonder de meting is niet te zeggen of de norm is gehaald.",
    afgesproken=True,
)


def slaagkans_zonder_maatregel(
    column: str, case: Case, rule: Rule, data: TableData
) -> Iterator[Finding]:
    """Point at the last measured period: rows below the norm whose note is empty.

    Before the term of the agreements the norm does not hold.
    """
    target = _norm(case)
    counted = _classes(case) if column == "inkomensklasse" else None
    rows = [(i, r) for i, r in records(data) if r["jaar"] and r["periode"] and r[column]]
    if target is None or not rows:
        return
    last = max(end(row["jaar"], row["periode"]) for _, row in rows)
    if last.year < case.afspraken.gemeente.periode_van:
        return
    for index, row in rows:
        if end(row["jaar"], row["periode"]) != last:
            continue
        looked_at = [*COUNTS, "opgegeven", "toelichting"]
        value = None if data.is_unusable(index, *looked_at) else _rate(row)
        judged = counted is None or row[column] in counted
        if judged and value is not None and value < target and row["toelichting"] is None:
            yield rule.at(
                data.place(index, "toelichting"), waarde=float(value), norm=exactly(target, "%")
            )


def _norm(case: Case) -> Decimal | None:
    """Give the level that every goal is met from on."""
    goals = case.afspraken.doelen_met(MAAT)
    return max((g.streefwaarde for g in goals if g.streefwaarde is not None), default=None)


def _classes(case: Case) -> set[str]:
    """Name the income classes up to the limit of the target group; the goal is about those."""
    try:
        limit = income_limit(case.afspraken)
    except UnknownNormError as unknown:
        case.leave(unknown)
        return set()
    return {k.naam for k in case.afspraken.inkomensklassen if limit.side(k) is Side.BINNEN}


def _rate(row: PlainRow) -> Decimal | None:
    """Give the computed chance, or else the stated one."""
    if row["teller"] is not None and row["noemer"]:
        return Decimal(int(row["teller"])) / int(row["noemer"])
    return None if row["opgegeven"] is None else Decimal(str(row["opgegeven"]))


def vorig_jaar_niet_gemeten(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Miss the year before that of the agreements once its measurement is due.

    That only a part of it is there, beside whole years, has a rule of its own.
    """
    terms = [a.termijn.tot for a in case.afspraken.afspraken if MAAT in a.meet and a.termijn.tot]
    term = min(terms, default=None)
    jaar = case.jaar - 1
    if term is None or not case.has_passed(term) or data.has_unusable("jaar", "periode"):
        return
    periods = [(row["jaar"], row["periode"]) for row in data.rows.values()]
    there = any(year == jaar for year, _ in periods)
    if not (there and any(periode == FULL_YEAR for _, periode in periods)):
        place = Place(blad=data.sheet, tabel=data.table.excel_name)
        yield rule.at(place, jaar=jaar, dag=day(term))


for _table in (SLAAGKANS_KERN, SLAAGKANS_INKOMEN):
    table_rule(
        SLAAGKANS_ZONDER_MAATREGEL, _table, needs=(*_table.key, *COUNTS, "opgegeven", "toelichting")
    )(partial(slaagkans_zonder_maatregel, _table.key[0]))
    table_rule(VORIG_JAAR_NIET_GEMETEN, _table, needs=("jaar", "periode"))(vorig_jaar_niet_gemeten)
