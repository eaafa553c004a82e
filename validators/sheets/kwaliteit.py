"""Works on existing homes: improvement, solar panels, open combustion appliances."""

from __future__ import annotations

from prestatieafspraken.validators.declaring.column import corporatie, count, difference, note, year
from prestatieafspraken.validators.declaring.row import Row
from prestatieafspraken.validators.declaring.rule import row_rule
from prestatieafspraken.workbook.finding import Rule, Severity
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.uitvraag import Uitvraag


def _plan_and_result(
    name: str, sheet: str, excel_name: str, title: str, description: str, unit: str
) -> Table:
    return Table(
        name=name,
        sheet=sheet,
        excel_name=excel_name,
        title=title,
        description=description,
        theme=3,
        key=("corporatie", "jaar"),
        party_column="corporatie",
        uitvraag=Uitvraag(per="corporatie"),
        columns=(
            corporatie("Wie het werk laat doen.", width=28),
            year(required=True, help="Kalenderjaar."),
            count(
                "gepland",
                "Gepland",
                unit=unit,
                width=12,
                help=f"Aantal {unit} volgens het plan voor het jaar.",
            ),
            count(
                "gerealiseerd",
                "Gerealiseerd",
                unit=unit,
                width=14,
                help=f"Aantal {unit} dat in het jaar klaar is.",
            ),
            note(),
        ),
    )


KWALITEITSVERBETERING = _plan_and_result(
    "kwaliteitsverbetering",
    "Kwaliteitsverbetering",
    "tblKwaliteitsverbetering",
    "Kwaliteitsverbetering bestaande voorraad",
    "Woningen in het programma kwaliteitsverbetering: plan en realisatie.",
    "woningen",
)

ZONNEPANELEN = _plan_and_result(
    "zonnepanelen",
    "Zonnepanelen",
    "tblZonnepanelen",
    "Zonnepanelen",
    "Nieuw geplaatste panelen, individueel en collectief samen: plan en realisatie.",
    "panelen",
)

OPEN_VERBRANDING = Table(
    name="open_verbranding",
    sheet="Open verbrandingstoestellen",
    excel_name="tblOpenVerbranding",
    title="Open verbrandingstoestellen",
    description="Hoeveel open toestellen er nog zijn en hoeveel er zijn vervangen.",
    theme=3,
    key=("corporatie", "jaar"),
    party_column="corporatie",
    uitvraag=Uitvraag(per="corporatie"),
    columns=(
        corporatie("Eigenaar van de woningen."),
        year(required=True, help="Kalenderjaar."),
        count(
            "begin",
            "Begin van het jaar",
            unit="toestellen",
            width=17,
            help="Open toestellen op 1 januari.",
        ),
        count(
            "gepland",
            "Gepland",
            unit="toestellen",
            width=12,
            help="Aantal dat volgens het plan in het jaar wordt vervangen.",
        ),
        count(
            "vervangen",
            "Vervangen",
            unit="toestellen",
            width=12,
            help="Aantal dat in het jaar is vervangen.",
        ),
        count(
            "resterend",
            "Resterend",
            unit="toestellen",
            width=12,
            help="Begin min vervangen; wordt vanzelf berekend.",
            formula='=IF(OR([@[Begin van het jaar]]="",[@Vervangen]=""),"",[@[Begin van het jaar]]-[@Vervangen])',
            compute=difference("begin", "vervangen"),
        ),
        note(),
    ),
)


@row_rule(
    Rule(
        code="OVT-001",
        ernst=Severity.FOUT,
        titel="Er zijn niet meer open toestellen vervangen dan er waren.",
        melding="Het aantal vervangen toestellen ({vervangen}) is groter dan het aantal aan het begin van het jaar ({begin}).",
        herstel="Verbeter het aantal aan het begin van het jaar of het aantal vervangen toestellen.",
        waarom="Het doel is dat er aan het eind van het jaar geen open toestel meer is.",
        afgesproken=True,
    ),
    OPEN_VERBRANDING,
    "vervangen",
    needs=("vervangen", "begin"),
)
def meer_vervangen_dan_aanwezig(row: Row) -> bool:
    """Mark a part that is larger than the whole."""
    return row.number("vervangen") > row.number("begin")
