"""The stock that is planned beside the growth that a goal asks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import number
from prestatieafspraken.validators.declaring.row import records, unread
from prestatieafspraken.validators.declaring.row_key import doubles
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import AsPrinted, Finding, Rule, Severity
from prestatieafspraken.workbook.goal import goal_place


@table_rule(
    Rule(
        code="DOE-003",
        ernst=Severity.WAARSCHUWING,
        titel="Volgens het plan wordt het doel gehaald.",
        melding="Het cijfer voor {maat} gaat van {begin} in {van} naar {eind} in {tot} ({groei}). Voor doel {code} ({doel}) is dat {tekort} te weinig.",
        herstel="Pas het plan aan, of spreek af hoe de ontbrekende {tekort} er alsnog komen.",
        waarom="Wie nu niets verandert, haalt het doel niet.",
        afgesproken=True,
        gedrukt=AsPrinted.TOETS,
    ),
    WONINGVOORRAAD,
    needs=("corporatie", "jaar", "daeb", "daeb_kernen"),
)
def plan_te_klein(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Compare the planned growth of the stock with that of each goal."""
    for doel in () if case.is_own else case.afspraken.doelen:
        if doel.cijfer is None or doel.cijfer.tabel != data.table.name:
            continue
        if doel.verandering is None or doel.basisjaar is None or doel.streefjaar is None:
            continue
        begin, end = _begin(data, doel), _sum(data, doel.cijfer.kolom, doel.streefjaar)
        if begin is None or end is None or end - begin >= doel.verandering:
            continue
        growth, unit = end - begin, doel.eenheid
        yield rule.at(
            goal_place(case.afspraken, doel, "Streven"),
            code=doel.id,
            maat=doel.omschrijving or doel.titel,
            begin=number(begin),
            eind=number(end),
            van=doel.basisjaar,
            tot=doel.streefjaar,
            groei=measure(growth, unit, doel.verandering, sign=True),
            tekort=measure(doel.verandering - growth, unit),
            doel=measure(doel.verandering, unit, sign=True),
        )


def _begin(data: TableData, doel: Doel) -> Decimal | None:
    if doel.basiswaarde is not None or doel.cijfer is None or doel.basisjaar is None:
        return doel.basiswaarde
    return _sum(data, doel.cijfer.kolom, doel.basisjaar)


def _sum(data: TableData, column: str, year: int) -> Decimal | None:
    """Add up a year; None if a figure is there twice, or missing of who had homes before."""
    rows = [(row["corporatie"], row["jaar"], row[column]) for _, row in records(data)]
    twice = bool(doubles(data, data.table.key))
    if twice or unread(data, column) or any(None in row[:2] for row in rows):
        return None
    owned = {naam for naam, jaar, figure in rows if jaar < year and (figure or 0) > 0}
    now = {naam for naam, jaar, _ in rows if jaar == year}
    figures = [figure for _, jaar, figure in rows if jaar == year]
    if not figures or None in figures or owned - now:
        return None
    return Decimal(sum(figures))
