"""Livability: spending, the Leefbaarometer, residents' initiatives, neighbourhood walks, lifetime homes."""

from __future__ import annotations

from prestatieafspraken.validators.declaring.column import (
    choice,
    corporatie,
    count,
    day,
    euro,
    note,
    quotient,
    share,
    soort_cijfer,
    text,
    together,
    year,
)
from prestatieafspraken.validators.declaring.row import Row
from prestatieafspraken.validators.declaring.rule import row_rule
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.column import Band, Usual
from prestatieafspraken.workbook.finding import Rule, Severity
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.uitvraag import Uitvraag

LEEFBAARHEID = Table(
    name="leefbaarheid",
    sheet="Leefbaarheid",
    excel_name="tblLeefbaarheid",
    title="Uitgaven aan leefbaarheid",
    description="Wat corporaties in geld aan leefbaarheid inzetten, langs de drie afgesproken lijnen.",
    theme=2,
    key=("corporatie", "jaar"),
    apart=("soort_cijfer",),
    party_column="corporatie",
    uitvraag=Uitvraag(per="corporatie", vast={"soort_cijfer": CijferSoort.REALISATIE}),
    columns=(
        corporatie("Wie de uitgaven doet."),
        year(required=True, help="Kalenderjaar."),
        soort_cijfer("Realisatie of prognose."),
        count(
            "verhuureenheden",
            "Verhuureenheden",
            unit="eenheden",
            width=17,
            help="DAEB-verhuureenheden in de gemeente waarover het normbedrag geldt.",
        ),
        euro(
            "ontmoeting", "Ontmoeting", help="Uitgaven aan vormen van ontmoeting en samenwerking."
        ),
        euro("plekken", "Plekken", help="Uitgaven aan plekken voor ontmoeting."),
        euro("menskracht", "Menskracht", help="Uitgaven aan menskracht in de buurten."),
        euro(
            "totaal",
            "Uitgaven",
            width=13,
            help="De drie lijnen samen; wordt vanzelf berekend.",
            formula='=IF(COUNT([@Ontmoeting],[@Plekken],[@Menskracht])=0,"",SUM([@Ontmoeting],[@Plekken],[@Menskracht]))',
            compute=together("ontmoeting", "plekken", "menskracht"),
            band=Band(
                share=0.5,
                small=5_000,
                why="De inzet wordt voor jaren afgesproken, als bedrag per verhuureenheid.",
            ),
        ),
        note(),
    ),
)

LEEFBAAROMETER = Table(
    name="leefbaarometer",
    sheet="Leefbaarometer",
    excel_name="tblLeefbaarometer",
    title="Leefbaarometer per wijk",
    description="De klasse van elke wijk. Zwak ligt onder voldoende; versies zijn niet te vergelijken.",
    theme=2,
    key=("wijk", "jaar"),
    columns=(
        text("wijk", "Wijk", limit=80, required=True, width=30, help="Naam van de wijk of buurt."),
        choice("kern", "Kern", "kernen", width=26, help="De kern waar de wijk ligt."),
        year(required=True, help="Meetjaar van de Leefbaarometer."),
        choice(
            "versie",
            "Versie",
            "leefbaarometerversies",
            required=True,
            width=10,
            help="Versie van de Leefbaarometer.",
        ),
        choice(
            "klasse",
            "Klasse",
            "leefbaarheidsklassen",
            required=True,
            width=20,
            help="Klasse volgens de Leefbaarometer.",
        ),
        note(),
    ),
)

BEWONERSINITIATIEVEN = Table(
    name="bewonersinitiatieven",
    sheet="Bewonersinitiatieven",
    excel_name="tblBewonersinitiatieven",
    title="Bewonersinitiatieven",
    description="Initiatieven van bewoners in woning en woonomgeving. Noem het initiatief, nooit een bewoner.",
    theme=2,
    key=("initiatief",),
    party_column="partij",
    columns=(
        text(
            "initiatief",
            "Initiatief",
            limit=120,
            required=True,
            width=36,
            help="Korte naam van het initiatief, zonder namen van personen.",
        ),
        choice("kern", "Kern", "kernen", width=26, help="De kern waar het speelt."),
        choice(
            "partij",
            "Begeleid door",
            "partijen",
            required=True,
            width=28,
            help="De partij die het initiatief begeleidt.",
        ),
        choice(
            "fase",
            "Fase",
            "initiatieffasen",
            required=True,
            width=15,
            help="Hoe ver is het initiatief op de peildatum?",
        ),
        day("uitgevoerd_op", "Uitgevoerd op", help="Dag waarop het initiatief is uitgevoerd."),
        note(),
    ),
)

WIJKSCHOUWEN = Table(
    name="wijkschouwen",
    sheet="Wijkschouwen",
    excel_name="tblWijkschouwen",
    title="Wijkschouwen",
    description="De wijkschouwen van dit jaar, per afgesproken locatie.",
    theme=2,
    key=("locatie",),
    uitvraag=Uitvraag(vrij=("gepland_op",)),
    columns=(
        choice(
            "locatie",
            "Locatie",
            "schouwlocaties",
            required=True,
            width=28,
            help="Een van de afgesproken locaties.",
        ),
        day("gepland_op", "Gepland op", help="Dag waarop de schouw gepland is."),
        day("gehouden_op", "Gehouden op", help="Dag waarop de schouw gehouden is."),
        count(
            "deelnemers",
            "Deelnemers",
            maximum=1_000,
            unit="personen",
            width=13,
            help="Aantal deelnemers; geen namen.",
            usual=Usual(
                2, 100, why="Een wijkschouw is een wandeling met enkele tientallen mensen."
            ),
        ),
        choice("verslag", "Verslag", "ja_nee", width=10, help="Is er een verslag?"),
        note(),
    ),
)

LEVENSLOOPBESTENDIG = Table(
    name="levensloopbestendig",
    sheet="Levensloopbestendig",
    excel_name="tblLevensloopbestendig",
    title="Levensloopbestendige woningen",
    description="Hoeveel woningen levensloopbestendig zijn, per eigenaar en jaar.",
    theme=2,
    key=("eigenaar", "jaar"),
    party_column="eigenaar",
    uitvraag=Uitvraag(per="eigenaar"),
    columns=(
        choice(
            "eigenaar",
            "Eigenaar",
            "eigenaren",
            required=True,
            width=28,
            help="Corporatie, of de overige voorraad in de gemeente.",
        ),
        year(required=True, help="Jaar van de stand (31 december)."),
        count(
            "woningen",
            "Woningen",
            required=True,
            unit="woningen",
            width=12,
            help="Alle woningen van deze eigenaar in de gemeente.",
            band=Band(
                share=0.1,
                small=100,
                why="Een voorraad verandert in een jaar zelden meer dan enkele procenten.",
            ),
        ),
        count(
            "geschikt",
            "Levensloopbestendig",
            unit="woningen",
            width=19,
            help="Daarvan levensloopbestendig.",
        ),
        share(
            "aandeel",
            "Aandeel",
            width=10,
            help="Levensloopbestendig gedeeld door woningen; wordt vanzelf berekend.",
            formula='=IF(OR([@Woningen]="",[@Woningen]=0,[@Levensloopbestendig]=""),"",[@Levensloopbestendig]/[@Woningen])',
            compute=quotient("geschikt", "woningen"),
        ),
        note(),
    ),
)


@row_rule(
    Rule(
        code="LFB-001",
        ernst=Severity.WAARSCHUWING,
        titel="Bij uitgaven aan leefbaarheid is het aantal verhuureenheden bekend.",
        melding="Er zijn uitgaven ingevuld, maar het aantal verhuureenheden ontbreekt.",
        herstel="Vul het aantal DAEB-verhuureenheden in de gemeente in.",
        waarom="De uitgaven worden naast het normbedrag per verhuureenheid gelegd.",
        afgesproken=True,
    ),
    LEEFBAARHEID,
    "verhuureenheden",
    needs=("verhuureenheden", "ontmoeting", "plekken", "menskracht"),
)
def uitgaven_zonder_eenheden(row: Row) -> bool:
    """Mark spending that cannot be compared with anything."""
    spent = any(line in row for line in ("ontmoeting", "plekken", "menskracht"))
    return spent and row.get("verhuureenheden") is None


@row_rule(
    Rule(
        code="BWI-001",
        ernst=Severity.WAARSCHUWING,
        titel="Van een uitgevoerd bewonersinitiatief is de dag bekend.",
        melding="Het initiatief {initiatief} is uitgevoerd, maar de dag ontbreekt.",
        herstel="Vul in op welke dag het initiatief is uitgevoerd.",
        waarom="Alleen wat voor het eind van het jaar is uitgevoerd, telt mee voor het doel.",
        afgesproken=True,
    ),
    BEWONERSINITIATIEVEN,
    "uitgevoerd_op",
    needs=("fase", "uitgevoerd_op"),
)
def uitgevoerd_zonder_dag(row: Row) -> bool:
    """Mark carried-out initiatives without a day."""
    return row["fase"] == "uitgevoerd" and row.get("uitgevoerd_op") is None


@row_rule(
    Rule(
        code="LVB-001",
        ernst=Severity.FOUT,
        titel="Er zijn niet meer levensloopbestendige woningen dan woningen.",
        melding="Het aantal levensloopbestendige woningen ({geschikt}) is groter dan het aantal woningen ({woningen}).",
        herstel="Verbeter het aantal woningen of het aantal levensloopbestendige woningen.",
        waarom="Een aandeel boven 100% bestaat niet.",
        afgesproken=True,
    ),
    LEVENSLOOPBESTENDIG,
    "geschikt",
    needs=("geschikt", "woningen"),
)
def meer_geschikt_dan_woningen(row: Row) -> bool:
    """Mark a part that is larger than the whole."""
    return row.number("geschikt") > row.number("woningen")
