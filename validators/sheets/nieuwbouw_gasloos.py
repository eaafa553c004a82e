"""Building without gas: the day from which it is the rule, and what is known of a project."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.dutch.written import day
from prestatieafspraken.validators.declaring.row import Row, records
from prestatieafspraken.validators.declaring.rule import Case, row_rule, table_rule
from prestatieafspraken.validators.sheets.nieuwbouw import NIEUWBOUWPROJECTEN
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

BOUND = "gasloos_vanaf"
NEEDS = ("project", "aanvraag", "gasloos")

NIET_GASLOOS = Rule(
    code="NBW-020",
    ernst=Severity.WAARSCHUWING,
    titel="Een project dat na de afgesproken dag is aangevraagd, krijgt geen gasaansluiting.",
    melding="{project} is aangevraagd op {aanvraag} en wordt niet gasloos gebouwd; vanaf {grens} is gasloos bouwen de norm.",
    herstel="Controleer de dag en de keuze bij Gasloos, en noem in de toelichting de ontheffing als die is verleend.",
    waarom="De gemeente verleent in principe geen ontheffing.",
    afgesproken=True,
)
GAS_ZONDER_REDEN = Rule(
    code="NBW-021",
    ernst=Severity.INFO,
    titel="Bij een ouder project dat niet gasloos wordt, staat waarom.",
    melding="{project} is aangevraagd op {aanvraag} en wordt niet gasloos gebouwd; de reden staat er niet bij.",
    herstel="Schrijf in de toelichting waarom het plan niet kon worden bijgesteld.",
    waarom="Ook bij lopende projecten is gasloos het uitgangspunt, tenzij dat niet kan of te veel kost.",
    afgesproken=True,
)
GASLOOS_ONBEKEND = Rule(
    code="NBW-022",
    ernst=Severity.WAARSCHUWING,
    titel="Van een project dat na de afgesproken dag is aangevraagd, is bekend of het gasloos is.",
    melding="{project} is aangevraagd op {aanvraag}; of het gasloos wordt gebouwd, is niet ingevuld.",
    herstel="Kies Ja of Nee bij Gasloos.",
    waarom="Anders is niet te zeggen of het project aan de norm voldoet.",
    afgesproken=True,
)


def _told(
    case: Case, rule: Rule, data: TableData, column: str, *, after: bool, gasloos: str | None
) -> Iterator[tuple[int, Finding]]:
    """Point at projects asked for from the bound on (or before it), with this answer, by row."""
    bound = case.afspraken.dag(BOUND)
    for index, row in records(data):
        if bound is None or row["aanvraag"] is None or data.is_unusable(index, "gasloos"):
            continue
        if (row["aanvraag"] >= bound[1]) is after and row["gasloos"] == gasloos:
            finding = rule.at(
                data.place(index, column),
                waarde=row[column],
                project=row["project"] or data.label(index),
                aanvraag=day(row["aanvraag"]),
                grens=day(bound[1]),
            )
            yield index, finding


@table_rule(NIET_GASLOOS, NIEUWBOUWPROJECTEN, needs=NEEDS)
def niet_gasloos(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at projects with gas that were asked for after the bound."""
    for _, finding in _told(case, rule, data, "gasloos", after=True, gasloos="Nee"):
        yield finding


@table_rule(GAS_ZONDER_REDEN, NIEUWBOUWPROJECTEN, needs=(*NEEDS, "toelichting"))
def gas_zonder_reden(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at older projects with gas and without a reason."""
    for index, finding in _told(case, rule, data, "toelichting", after=False, gasloos="Nee"):
        if data.rows[index]["toelichting"] is None and not data.is_unusable(index, "toelichting"):
            yield finding


@table_rule(GASLOOS_ONBEKEND, NIEUWBOUWPROJECTEN, needs=NEEDS)
def gasloos_onbekend(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at projects of which nobody says whether they have gas."""
    for _, finding in _told(case, rule, data, "gasloos", after=True, gasloos=None):
        yield finding


@row_rule(
    Rule(
        code="NBW-023",
        ernst=Severity.WAARSCHUWING,
        titel="De vergunning is aangevraagd voordat de bouw begon.",
        melding="De aanvraag van {project} ({aanvraag}) ligt na de start van de bouw ({start_bouw}).",
        herstel="Verbeter de dag bij Aanvraag vergunning of bij Start bouw.",
        waarom="Van de dag van de aanvraag hangt af of gasloos bouwen de norm is.",
        afgesproken=True,
    ),
    NIEUWBOUWPROJECTEN,
    "aanvraag",
    needs=("aanvraag", "start_bouw"),
)
def aanvraag_na_start(row: Row) -> bool:
    """Mark days in the wrong order."""
    return row.day("aanvraag") > row.day("start_bouw")
