"""Whose rows they are: a workbook holds figures of those who take part, and of its own party."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

CIJFERS_VAN_BUITENSTAANDER = Rule(
    code="PRT-002",
    ernst=Severity.WAARSCHUWING,
    titel="Cijfers zijn van partijen die de afspraken aangaan.",
    melding="{partij} doet dit jaar niet mee, maar heeft hier cijfers{jaren}.",
    herstel="Laat de rijen weg als ze niet meetellen.",
    waarom="Cijfers van een partij die niet meedoet, tellen mee in totalen en doelen.",
    afgesproken=True,
)
RIJ_VAN_EEN_ANDER = Rule(
    code="PRT-004",
    ernst=Severity.FOUT,
    titel="In de werkmap van een partij staan alleen haar eigen cijfers.",
    melding="Deze rij is van {ander}, maar de werkmap is van {partij}.",
    herstel="Kies {partij}, of verplaats de rij naar de werkmap van {ander}.",
    waarom="Cijfers die in twee werkmappen staan, tellen dubbel.",
    eigen_eis=True,
)


def cijfers_van_buitenstaander(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point once per table at figures of a corporatie that does not sign."""
    outside = [partij.naam for partij in case.afspraken.corporaties() if not partij.doet_mee]
    column = data.table.party_column
    if column is None:
        return
    owners = data.values[column]
    for partij in sorted(set(owners).intersection(outside), key=owners.index):
        place = data.place(data.row_numbers[owners.index(partij)], column)
        yield rule.at(place, waarde=partij, partij=partij, jaren=_years(data, column, partij))


def _years(data: TableData, column: str, partij: str) -> str:
    """Say of which years a party has rows, where the table has years."""
    years = zip(data.values[column], data.values.get("jaar", []), strict=False)
    known = sorted({year for owner, year in years if owner == partij and year is not None})
    return f" over {listing([str(year) for year in known])}" if known else ""


def rij_van_een_ander(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at rows of a corporatie in the own workbook of another party."""
    column = data.table.party_column
    if not case.is_own or column is None:
        return
    partij = case.holder
    others = [p.naam for p in case.afspraken.corporaties() if p.naam != partij]
    owners = data.values[column]
    if set(owners).isdisjoint(others):
        return
    for row, ander in zip(data.row_numbers, owners, strict=True):
        if ander in others:
            yield rule.at(data.place(row, column), waarde=ander, ander=ander, partij=partij)


for _table in TABLES:
    if _table.party_column:
        table_rule(CIJFERS_VAN_BUITENSTAANDER, _table, needs=(_table.party_column,))(
            cijfers_van_buitenstaander
        )
        table_rule(RIJ_VAN_EEN_ANDER, _table, needs=(_table.party_column,))(rij_van_een_ander)
