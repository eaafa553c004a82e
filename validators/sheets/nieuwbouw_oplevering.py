"""What was delivered: on a day that has come, and counted in the stock of its year."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.dutch.counted import Aantal
from prestatieafspraken.dutch.written import day, number
from prestatieafspraken.validators.declaring.row import once, records
from prestatieafspraken.validators.declaring.rule import Case, cross_rule, table_rule
from prestatieafspraken.validators.sheets.nieuwbouw import NIEUWBOUWPROJECTEN
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.finding import Finding, Rule, Severity


@table_rule(
    Rule(
        code="NBW-024",
        ernst=Severity.WAARSCHUWING,
        titel="Wat is opgeleverd, was op de peildatum klaar.",
        melding="Bij {project} {aantal:staat|staan} {aantal:woningen} als opgeleverd, maar de oplevering ({dag}) ligt na de peildatum.",
        herstel="Verbeter de dag van oplevering, of laat het aantal leeg tot er is opgeleverd.",
        waarom="Wat nog moet komen, telt niet als realisatie.",
        afgesproken=True,
    ),
    NIEUWBOUWPROJECTEN,
    needs=("project", "oplevering", "opgeleverd"),
)
def opgeleverd_in_de_toekomst(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at homes that are counted as delivered on a day that is still to come."""
    for index, row in records(data):
        if row["oplevering"] is None or not row["opgeleverd"]:
            continue
        if row["oplevering"] > case.peildatum:
            yield rule.at(
                data.place(index, "oplevering"),
                waarde=row["oplevering"].isoformat(),
                project=row["project"] or data.label(index),
                aantal=Aantal(row["opgeleverd"]),
                dag=day(row["oplevering"]),
            )


@cross_rule(
    Rule(
        code="NBW-025",
        ernst=Severity.WAARSCHUWING,
        titel="Wat in een jaar is opgeleverd, staat in de nieuwbouw van dat jaar.",
        melding="De projecten die {corporatie} in {jaar} opleverde, tellen {aantal:woningen}, maar Nieuwbouw in de woningvoorraad is {nieuwbouw}.",
        herstel="Verbeter Nieuwbouw, of de opgeleverde woningen op het blad Nieuwbouwprojecten.",
        waarom="Woningen die niet in de voorraad komen, tellen niet mee voor de groei.",
        afgesproken=True,
    ),
    (NIEUWBOUWPROJECTEN, ("corporatie", "project", "oplevering", "opgeleverd")),
    (WONINGVOORRAAD, ("corporatie", "jaar", "soort_cijfer", "nieuwbouw")),
)
def oplevering_niet_in_voorraad(case: Case, rule: Rule) -> Iterator[Finding]:
    """Compare delivered homes with the counted stock of the year of their first delivery."""
    projects, data = case.table("nieuwbouwprojecten"), case.table("woningvoorraad")
    delivered: dict[tuple[str, int], int] = {}
    for _, row in once(projects):
        if row["oplevering"] is not None and row["corporatie"] is not None:
            group = (row["corporatie"], row["oplevering"].year)
            delivered[group] = delivered.get(group, 0) + (row["opgeleverd"] or 0)
    for index, row in records(data):
        amount = delivered.get((row["corporatie"], row["jaar"]), 0)
        if row["soort_cijfer"] != CijferSoort.REALISATIE or data.is_unusable(index, "nieuwbouw"):
            continue
        if amount > (row["nieuwbouw"] or 0):
            known = row["nieuwbouw"]
            yield rule.at(
                data.place(index, "nieuwbouw"),
                waarde=known,
                corporatie=row["corporatie"],
                jaar=row["jaar"],
                aantal=Aantal(amount),
                nieuwbouw="niet ingevuld" if known is None else number(known),
            )
