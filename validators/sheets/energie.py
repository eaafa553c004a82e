"""Energy: mean index, dwelling labels, gas use and renewable energy."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.validators.declaring.column import (
    bag_id,
    choice,
    corporatie,
    count,
    day,
    decimal,
    note,
    quotient,
    share,
    soort_cijfer,
    text,
    year,
)
from prestatieafspraken.validators.declaring.row import Row, records
from prestatieafspraken.validators.declaring.rule import row_rule, rows_rule
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.column import Band, Format, Usual
from prestatieafspraken.workbook.finding import AsPrinted, Rule, Severity
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.uitvraag import Uitvraag

ENERGIE_INDEX = Table(
    name="energie_index",
    sheet="Energie-index",
    excel_name="tblEnergieIndex",
    title="Gemiddelde energie-index",
    description="De gemiddelde energie-index per corporatie en jaar, met de methode erbij. Lager is beter.",
    theme=3,
    key=("corporatie", "jaar"),
    apart=("soort_cijfer",),
    party_column="corporatie",
    uitvraag=Uitvraag(per="corporatie", vast={"soort_cijfer": CijferSoort.REALISATIE}),
    columns=(
        corporatie("Eigenaar van de woningen."),
        year(required=True, help="Jaar van de stand."),
        soort_cijfer("Realisatie of prognose."),
        choice(
            "methode",
            "Methode",
            "energiemethoden",
            required=True,
            width=26,
            help="Hoe de index is bepaald. Indexen van verschillende methoden zijn niet te vergelijken.",
        ),
        decimal(
            "energie_index",
            "Energie-index",
            required=True,
            maximum=5,
            format=Format.INDEX,
            width=14,
            unit="index",
            help="Gemiddelde over de woningen met een geldige index.",
            band=Band(
                step=0.3,
                small=100,
                base="woningen",
                why="In een jaar wordt maar een klein deel van de woningen verbeterd.",
            ),
            usual=Usual(
                0.6, 3, why="Een gemiddelde over veel woningen komt zelden in de uiterste klassen."
            ),
        ),
        count(
            "woningen",
            "Woningen met index",
            unit="woningen",
            width=18,
            help="Aantal woningen waarover het gemiddelde is genomen.",
        ),
        note(),
    ),
)

GASVERBRUIK = Table(
    name="gasverbruik",
    sheet="Gasverbruik",
    excel_name="tblGasverbruik",
    title="Gasverbruik van de woningvoorraad",
    description="Het gasverbruik van alle woningen in de gemeente, per jaar.",
    theme=3,
    key=("jaar",),
    columns=(
        year(required=True, help="Kalenderjaar."),
        decimal(
            "gas",
            "Gasverbruik",
            required=True,
            maximum=10_000_000_000,
            format=Format.GETAL,
            width=16,
            unit="m³",
            help="Verbruik van alle woningen samen.",
            band=Band(
                share=0.25, why="Het weer en besparing samen maken zelden een kwart verschil."
            ),
        ),
        count(
            "woningen",
            "Woningen",
            unit="woningen",
            width=12,
            help="Aantal woningen waarover het verbruik gaat.",
        ),
        text("herkomst", "Herkomst", limit=120, width=30, help="Waar het cijfer vandaan komt."),
        note(),
    ),
)

DUURZAME_ENERGIE = Table(
    name="duurzame_energie",
    sheet="Duurzame energie",
    excel_name="tblDuurzameEnergie",
    title="Duurzaam opgewekte energie",
    description="Wat in het bezit van de corporaties duurzaam wordt opgewekt, naast wat huurders nodig hebben.",
    theme=3,
    key=("corporatie", "jaar"),
    party_column="corporatie",
    uitvraag=Uitvraag(per="corporatie"),
    columns=(
        corporatie("Eigenaar van de woningen."),
        year(required=True, help="Kalenderjaar."),
        decimal(
            "opgewekt",
            "Opgewekt",
            required=True,
            maximum=10_000_000_000,
            format=Format.GETAL,
            width=14,
            unit="kWh",
            help="Duurzaam opgewekte energie in het jaar.",
        ),
        decimal(
            "behoefte",
            "Energiebehoefte",
            required=True,
            maximum=10_000_000_000,
            format=Format.GETAL,
            width=17,
            unit="kWh",
            help="Energie die de huurders in het jaar nodig hadden.",
        ),
        share(
            "aandeel",
            "Aandeel",
            maximum=10,
            width=10,
            help="Opgewekt gedeeld door behoefte; wordt vanzelf berekend.",
            formula='=IF(OR([@Energiebehoefte]="",[@Energiebehoefte]=0,[@Opgewekt]=""),"",[@Opgewekt]/[@Energiebehoefte])',
            compute=quotient("opgewekt", "behoefte"),
        ),
        note(),
    ),
)

ENERGIELABELS = Table(
    name="energielabels",
    sheet="Energielabels",
    excel_name="tblEnergielabels",
    title="Energielabels per woning",
    description="Niet verplicht: één rij per woning, met de gegevens uit EP-Online. Geen gegevens van bewoners.",
    theme=3,
    key=("eenheid",),
    party_column="corporatie",
    spare_rows=20,
    columns=(
        text(
            "eenheid",
            "Eenheid",
            limit=40,
            required=True,
            width=16,
            help="Eigen nummer van de verhuureenheid.",
        ),
        corporatie("Eigenaar van de woning."),
        bag_id("Identificatie van het verblijfsobject in de BAG, 16 cijfers."),
        choice(
            "methode",
            "Methode",
            "energiemethoden",
            width=26,
            help="Hoe label en index zijn bepaald.",
        ),
        choice(
            "label",
            "Label",
            "energielabels",
            width=10,
            help="Letter op het geregistreerde energielabel.",
        ),
        decimal(
            "energie_index",
            "Energie-index",
            maximum=10,
            format=Format.INDEX,
            width=14,
            unit="index",
            help="Index van de woning (tot en met 2020).",
            usual=Usual(
                0.2, 5, why="Zelfs een oude woning zonder isolatie komt zelden boven de 5."
            ),
        ),
        decimal(
            "primair",
            "Primair fossiel",
            minimum=-1_000,
            maximum=5_000,
            width=15,
            unit="kWh/m² per jaar",
            help="Primair fossiel energiegebruik (NTA 8800).",
        ),
        day("registratie", "Registratie", help="Dag waarop het label is geregistreerd."),
        day("geldig_tot", "Geldig tot", help="Laatste dag waarop het label geldt."),
    ),
)


@row_rule(
    Rule(
        code="EIX-001",
        ernst=Severity.WAARSCHUWING,
        titel="Bij elke energie-index is de methode bekend.",
        melding="Bij Methode staat 'onbekend'; de energie-index is dan met geen grens en geen andere index te vergelijken.",
        herstel="Kies de methode waarmee de index is bepaald.",
        waarom="De grenzen van de labels verschillen per methode; een index is alleen binnen een methode te vergelijken.",
        afgesproken=True,
        gedrukt=AsPrinted.BEIDE,
    ),
    ENERGIE_INDEX,
    "methode",
    needs=("methode", "energie_index"),
)
def methode_onbekend(row: Row) -> bool:
    """Mark an index whose method nobody knows."""
    return row["methode"] == "onbekend"


@rows_rule(
    Rule(
        code="EIX-002",
        ernst=Severity.WAARSCHUWING,
        titel="De indexen van een corporatie zijn met dezelfde methode bepaald.",
        melding="{corporatie} heeft indexen van verschillende methoden; die van {jaar} is bepaald met {methode}.",
        herstel="Reken de reeks om naar één methode, of noem in de toelichting waarom dat niet kan.",
        waarom="Een daling kan dan komen door de andere methode en niet door betere woningen.",
        afgesproken=True,
    ),
    ENERGIE_INDEX,
    "methode",
    needs=("corporatie", "jaar", "methode"),
)
def methoden_gemengd(data: TableData) -> Iterator[int]:
    """Give the rows of a corporatie whose method differs from that of its first year."""
    known = [
        (index, row)
        for index, row in records(data)
        if None not in (row["corporatie"], row["jaar"], row["methode"])
        and row["methode"] != "onbekend"
    ]
    first: dict[str, str] = {}
    for _, row in sorted(known, key=lambda item: item[1]["jaar"]):
        first.setdefault(row["corporatie"], row["methode"])
    return (index for index, row in known if row["methode"] != first[row["corporatie"]])


@row_rule(
    Rule(
        code="EIX-003",
        ernst=Severity.FOUT,
        titel="Een energielabel geldt na de dag van registratie.",
        melding="Het label is geldig tot {geldig_tot}, maar is pas geregistreerd op {registratie}.",
        herstel="Verbeter de dag van registratie of de laatste dag van geldigheid.",
        waarom="Een verlopen label telt niet mee in het gemiddelde.",
        eigen_eis=True,
    ),
    ENERGIELABELS,
    "geldig_tot",
    needs=("geldig_tot", "registratie"),
)
def label_verlopen_voor_registratie(row: Row) -> bool:
    """Mark days in the wrong order."""
    return row.day("geldig_tot") < row.day("registratie")
