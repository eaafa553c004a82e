"""Whether the lettings are followed as agreed: expected local priority, and half-yearly figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from prestatieafspraken.afspraken.voorbij import last_day, parts_over
from prestatieafspraken.dutch.written import day, listing
from prestatieafspraken.validators.declaring.row import records
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.toewijzing import TOEWIJZINGEN
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity
from prestatieafspraken.workbook.periode import FULL_YEAR, QUARTERS

KEY = ("corporatie", "jaar", "periode")
FOLLOWED = ("huurtoeslag", "passend", "maatwerk")
"""What is followed every half year: fitting lettings and local priority."""

VERWACHTING_ONTBREEKT = Rule(
    code="TWZ-024",
    ernst=Severity.WAARSCHUWING,
    titel="Elke corporatie die meedoet geeft op hoeveel lokaal maatwerk zij verwacht.",
    melding="Van {namen} is voor {jaar} geen verwacht lokaal maatwerk opgegeven.",
    herstel="Vul bij Verwacht maatwerk in welk deel van de verhuringen er naar verwachting zo gaat.",
    waarom="Alleen met de verwachting van allen is vooraf te zien of de grens in zicht komt.",
    afgesproken=True,
)
TOEWIJZINGEN_NIET_GEVOLGD = Rule(
    code="TWZ-025",
    ernst=Severity.WAARSCHUWING,
    titel="De toewijzingen worden zo vaak gevolgd als is afgesproken.",
    melding="De toewijzingen van {namen} over {jaar}, tot en met {dag}, ontbreken.",
    herstel="Vul een rij in met een periode die tot en met die dag loopt.",
    waarom="Passend toewijzen en lokaal maatwerk worden elk halfjaar gevolgd.",
    afgesproken=True,
)
GEVOLGD_AANTAL_LEEG = Rule(
    code="TWZ-026",
    ernst=Severity.WAARSCHUWING,
    titel="Wat elk halfjaar wordt gevolgd, is ingevuld.",
    melding="{kolom} is leeg bij {rij}; de partijen volgen dit elk halfjaar.",
    herstel="Vul het aantal verhuringen in; vul 0 in als er geen waren.",
    waarom="Zonder dit aantal is niet te zien of de grens in zicht komt.",
    afgesproken=True,
)


@table_rule(VERWACHTING_ONTBREEKT, TOEWIJZINGEN, needs=(*KEY, "maatwerk_verwacht"))
def verwachting_ontbreekt(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Miss what each signing corporatie expects this year; one row of the year is enough.

    Who has no row at all is told so once, by the rule on the half years as soon as one is over.
    """
    if data.has_unusable("corporatie", "jaar") or not case.afspraken.afspraken_met(
        "lokaal_maatwerk"
    ):
        return
    absent = []
    for naam in case.deelnemers:
        own = [
            (index, row)
            for index, row in records(data)
            if (row["corporatie"], row["jaar"]) == (naam, case.jaar)
        ]
        stated = (
            row["maatwerk_verwacht"] is not None or data.is_unusable(index, "maatwerk_verwacht")
            for index, row in own
        )
        if not own:
            absent.append(naam)
        elif not any(stated):
            place = data.place(own[0][0], "maatwerk_verwacht")
            yield rule.at(place, namen=naam, jaar=case.jaar)
    if absent and (_due(case) is None or data.has_unusable("periode")):
        place = Place(blad=data.sheet, tabel=data.table.excel_name)
        yield rule.at(place, namen=listing(absent), jaar=case.jaar)


@table_rule(TOEWIJZINGEN_NIET_GEVOLGD, TOEWIJZINGEN, needs=KEY)
def toewijzingen_niet_gevolgd(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Name the signing corporaties without figures up to the last half year that is over."""
    due = _due(case)
    if due is None or data.has_unusable(*KEY):
        return
    quarters, dag = due
    covered = {
        row["corporatie"]
        for _, row in records(data)
        if row["jaar"] == case.jaar and QUARTERS.get(row["periode"], 0) >= quarters
    }
    absent = [naam for naam in case.deelnemers if naam not in covered]
    if absent:
        place = Place(blad=data.sheet, tabel=data.table.excel_name)
        yield rule.at(place, namen=listing(absent), jaar=case.jaar, dag=day(dag))


@table_rule(GEVOLGD_AANTAL_LEEG, TOEWIJZINGEN, needs=(*KEY, *FOLLOWED))
def gevolgd_aantal_leeg(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at empty counts of signing corporaties, in rows that run up to that day."""
    due = _due(case)
    for index, row in records(data):
        followed = row["corporatie"] in case.deelnemers and row["jaar"] == case.jaar
        if due is None or not followed or QUARTERS.get(row["periode"], 0) < due[0]:
            continue
        for column in FOLLOWED:
            if row[column] is None and not data.is_unusable(index, column):
                yield rule.at(data.place(index, column))


def _due(case: Case) -> tuple[float, date] | None:
    """Give how many quarters must be covered by now, and until which day; None if none yet."""
    first = date(case.jaar, 1, 1)
    for _, times in case.afspraken.getallen("monitor_maatwerk", first):
        often = int(times)
        over = parts_over(case.jaar, often, case.peildatum)
        if over:
            return QUARTERS[FULL_YEAR] * over / often, last_day(case.jaar, over, often)
    return None
