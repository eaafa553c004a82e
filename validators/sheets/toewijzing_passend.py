"""Lettings to who gets huurtoeslag beside the part of them that the law wants to be fitting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from prestatieafspraken.dutch.counted import Aantal
from prestatieafspraken.dutch.written import number
from prestatieafspraken.normen import UnknownNormError, norm
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.toewijzing import TOEWIJZINGEN
from prestatieafspraken.validators.sheets.toewijzing_grenzen import (
    KEY,
    Ceiling,
    beside,
    law_in_words,
    rows_of,
)
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.periode import FULL_YEAR

NORM = "passend_toewijzen"
COLUMNS = ("huurtoeslag", "passend")

TE_WEINIG_PASSEND = Rule(
    code="TWZ-028",
    ernst=Severity.WAARSCHUWING,
    titel="Van de huurtoeslaggroep krijgt het deel dat de wet vraagt een passende woning.",
    melding="{corporatie} wees in {jaar} {aantal} van {verhuringen:woningen} voor de huurtoeslaggroep ({deel}) passend toe. Het minimum is {grens} ({norm}).",
    herstel="Controleer de aantallen, en noem in de toelichting wat er is gebeurd als ze kloppen.",
    waarom="Wat in een jaar te weinig is toegewezen, haalt een later jaar voor de wet niet in.",
    bron="Btiv 2015, artikel 54",
)


@table_rule(TE_WEINIG_PASSEND, TOEWIJZINGEN, needs=(*KEY, "verhuringen", *COLUMNS))
def te_weinig_passend(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at a whole year of a corporatie with too few fitting lettings."""
    code = case.afspraken.gemeente.code
    for index, row in rows_of(data, *COLUMNS):
        group, fitting = (row[name] for name in COLUMNS)
        if row["periode"] != FULL_YEAR or not group or fitting is None or fitting > group:
            continue
        try:
            law = norm(NORM, date(row["jaar"], 12, 31), code)
        except UnknownNormError as unknown:
            case.leave(unknown)
            continue
        share = Decimal(int(fitting)) / int(group)
        if share < law.waarde:
            yield rule.at(
                data.place(index, "passend"),
                waarde=int(fitting),
                corporatie=row["corporatie"],
                jaar=row["jaar"],
                aantal=number(fitting),
                verhuringen=Aantal(int(group)),
                **beside(share, Ceiling(law.waarde, law_in_words(law.vanaf, law.status))),
            )
