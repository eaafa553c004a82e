"""Conditions of goals and agreements: in each year that counts, whether they are met."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.doel import Voldaan
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.validators.declaring.column import choice, note, text, year
from prestatieafspraken.validators.declaring.row import records
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.table import Table

VOORWAARDEN = Table(
    name="voorwaarden",
    sheet="Voorwaarden",
    excel_name="tblVoorwaarden",
    title="Voorwaarden bij doelen en afspraken",
    description="Doelen en afspraken die alleen gelden als er iets anders is gebeurd: is de voorwaarde vervuld?",
    theme=0,
    key=("code", "partij", "jaar"),
    party_column="partij",
    columns=(
        choice(
            "code",
            "Code",
            "voorwaardelijk",
            required=True,
            width=12,
            help="Het doel of de afspraak die alleen onder de voorwaarde geldt.",
        ),
        text(
            "voorwaarde",
            "Voorwaarde",
            width=60,
            help="Wat er moet zijn gebeurd; staat er al in.",
        ),
        choice(
            "partij",
            "Wie het zegt",
            "partijen",
            required=True,
            width=28,
            help="De partij die de voorwaarde stelt, of anders de gemeente.",
        ),
        year(required=True, help="Het jaar waarvoor het doel of de afspraak geldt."),
        choice(
            "stand",
            "Stand",
            "standen",
            width=16,
            help="Vervuld, niet vervuld of nog open. Leeg is nog open. Is de voorwaarde niet vervuld, dan wordt het doel of de afspraak niet beoordeeld.",
        ),
        note(),
    ),
)

STAND_ONBEKEND = Rule(
    code="VWD-001",
    ernst=Severity.WAARSCHUWING,
    titel="Van een voorwaarde is gezegd of zij is vervuld, als haar jaar om is.",
    melding="Het jaar {jaar} is om, maar niet is gezegd of de voorwaarde van {code} is vervuld.",
    herstel="Kies bij Stand vervuld of niet vervuld.",
    waarom="Zolang dat niet bekend is, is niet te beoordelen wat daarvan afhangt en niet is bereikt.",
    eigen_eis=True,
)


def stand_onbekend(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at a condition of a year that is over, of which nobody says how it stands."""
    for index, row in records(data):
        open_ = row["stand"] in (None, Voldaan.OPEN)
        if open_ and row["jaar"] is not None and is_over(int(row["jaar"]), case.peildatum):
            words = {"jaar": int(row["jaar"]), "code": row["code"] or "deze rij"}
            yield rule.at(data.place(index, "stand"), **words)


table_rule(STAND_ONBEKEND, VOORWAARDEN, needs=("code", "jaar", "stand"))(stand_onbekend)
