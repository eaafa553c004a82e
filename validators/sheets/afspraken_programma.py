"""An agreement on a programme of the year beside the figures of that programme."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.status import AfspraakStatus
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.validators.declaring.row import records
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.afspraken import AFSPRAKEN
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

PROGRAMMAS = ("kwaliteitsverbetering", "zonnepanelen")
"""The measures of a programme, each the name of the table with its plan and what was done."""

NAGEKOMEN_ZONDER_PLAN = Rule(
    code="AFS-035",
    ernst=Severity.WAARSCHUWING,
    titel="Een programma is pas nagekomen als het plan van het jaar is gehaald.",
    melding="Afspraak {code} is nagekomen, maar op het blad {blad_programma} is minder gedaan dan gepland: {wie}.",
    herstel="Kies 'deels nagekomen' en schrijf waarom, of verbeter het aantal dat is gedaan.",
    waarom="De status en de cijfers van een programma horen hetzelfde te zeggen.",
    eigen_eis=True,
)


@table_rule(NAGEKOMEN_ZONDER_PLAN, AFSPRAKEN, needs=("code", "status"))
def nagekomen_zonder_plan(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at a programme that was kept while less was done than planned."""
    own = {one.id: one for one in case.afspraken.afspraken if one.thema == data.table.theme}
    for index, row in records(data) if case.is_over(case.jaar) else ():
        afspraak = own.get(row["code"])
        if afspraak is None or row["status"] != AfspraakStatus.NAGEKOMEN:
            continue
        for maat in PROGRAMMAS:
            programme = case.book.tables.get(maat) if maat in afspraak.maten else None
            short = list(_short(programme, case.jaar)) if programme else []
            if programme and short:
                place = data.place(index, "status")
                words = {"code": afspraak.id, "blad_programma": programme.sheet}
                yield rule.at(place, waarde=row["status"], wie=listing(short), **words)


def _short(data: TableData, jaar: int) -> Iterator[str]:
    """Name who did less than planned, with both numbers."""
    if data.letters.keys() >= {"corporatie", "jaar", "gepland", "gerealiseerd"}:
        for _, row in records(data):
            known = None not in (row["corporatie"], row["gepland"], row["gerealiseerd"])
            if known and row["jaar"] == jaar and row["gerealiseerd"] < row["gepland"]:
                both = f"{number(row['gerealiseerd'])} van {number(row['gepland'])}"
                yield f"{row['corporatie']} {both}"
