"""Parties and the agreements of the four themes: who does what, by when, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from prestatieafspraken.validators.column import choice, day, note, text
from prestatieafspraken.validators.rule import Case, cross_rule, records, row_rule
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.dutch import day as spoken_day
from prestatieafspraken.workbook.dutch import listing
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity
from prestatieafspraken.workbook.table import Table

PARTIJEN = Table(
    name="partijen",
    sheet="Partijen",
    excel_name="tblPartijen",
    title="Partijen",
    description="Wie doet mee, en wie is het vaste aanspreekpunt. Noteer een functie, nooit een naam.",
    theme=0,
    key=("naam",),
    source="r. 61-77, 529-530",
    columns=(
        choice("naam", "Partij", "partijen", required=True, width=30, help="Naam van de partij."),
        choice("soort", "Soort", "partijsoorten", required=True, help="Soort partij."),
        choice(
            "doet_mee",
            "Partij in dit jaar",
            "ja_nee",
            required=True,
            width=14,
            help="Ja als de partij de jaarafspraken van dit jaar mee aangaat.",
        ),
        text(
            "contactfunctie",
            "Vast aanspreekpunt (functie)",
            limit=80,
            help="Functie of afdeling van het vaste aanspreekpunt. Schrijf geen naam, "
            "telefoonnummer of e-mailadres op.",
        ),
        note(),
    ),
)


def _agreements(theme: int, sheet: str, title: str) -> Table:
    return Table(
        name=f"afspraken_{theme}",
        sheet=sheet,
        excel_name=f"tblAfspraken{theme}",
        title=title,
        description="De afspraken van dit thema. Werk per afspraak de status en de realisatie bij.",
        theme=theme,
        key=("code",),
        spare_rows=0,
        columns=(
            text(
                "code", "Code", limit=10, required=True, width=9, help="Vaste code van de afspraak."
            ),
            text(
                "afspraak",
                "Afspraak",
                limit=200,
                required=True,
                width=44,
                help="Wat is afgesproken, kort.",
            ),
            choice(
                "trekker",
                "Trekker",
                "trekkers",
                width=20,
                help="Wie trekt de afspraak; één partij.",
            ),
            text("partijen", "Met", limit=120, width=28, help="Welke partijen nog meer meedoen."),
            text(
                "wanneer",
                "Wanneer",
                limit=60,
                width=18,
                help="De termijn zoals die in de afspraken staat.",
            ),
            day("uiterlijk", "Uiterlijk", help="De laatste dag waarop de afspraak op tijd is."),
            choice(
                "status",
                "Status",
                "statussen",
                width=15,
                help="Hoe staat het ervoor op de peildatum?",
            ),
            text("realisatie", "Realisatie", width=36, help="Wat is er gedaan of bereikt?"),
            text(
                "bewijs",
                "Bewijs",
                limit=200,
                width=24,
                help="Waar is dat na te lezen: stuk, besluit of cijferblad.",
            ),
            note(),
        ),
    )


AFSPRAKEN = (
    _agreements(0, "0 Partners in wonen", "Partners in wonen: organisatie en samenwerking"),
    _agreements(1, "1 Huurvoorraad", "Thema 1: betaalbare sociale huurvoorraad"),
    _agreements(2, "2 Woonomgeving", "Thema 2: vitale, veilige en gezonde woonomgeving"),
    _agreements(3, "3 Kwaliteit", "Thema 3: toekomstbestendige kwaliteit"),
)
"""One table per theme sheet, all of the same form."""

NO_LEAD = Rule(
    code="AFS-001",
    ernst=Severity.WAARSCHUWING,
    titel="Elke afspraak heeft een trekker.",
    melding="Afspraak {code} ({afspraak}) heeft geen trekker.",
    herstel="Spreek af wie de afspraak trekt en kies die partij.",
    waarom="Een afspraak zonder trekker is van niemand.",
    bron="r. 226, 549-572, 746",
)
NO_RESULT = Rule(
    code="AFS-002",
    ernst=Severity.WAARSCHUWING,
    titel="Van een afgeronde afspraak staat er wat er is bereikt.",
    melding="Afspraak {code} is afgerond, maar de realisatie is leeg.",
    herstel="Schrijf in een zin op wat er is gedaan of bereikt.",
    waarom="Het verslag noemt bij elke afspraak het resultaat.",
)
NO_TERM = Rule(
    code="AFS-003",
    ernst=Severity.WAARSCHUWING,
    titel="Elke afspraak heeft een termijn.",
    melding="Afspraak {code} ({afspraak}) heeft geen termijn.",
    herstel="Spreek af wanneer de afspraak klaar moet zijn en vul dat in bij Wanneer.",
    waarom="Zonder termijn is een afspraak nooit te laat.",
    bron="r. 245-287, 322-333, 549-572",
)


def zonder_trekker(frame: pd.DataFrame) -> pd.Series:
    """Mark agreements that nobody leads."""
    return frame["code"].notna() & frame["trekker"].isna()


def afgerond_zonder_realisatie(frame: pd.DataFrame) -> pd.Series:
    """Mark finished agreements without a result."""
    return (frame["status"] == "afgerond") & frame["realisatie"].isna()


def zonder_termijn(frame: pd.DataFrame) -> pd.Series:
    """Mark agreements without a term."""
    return frame["code"].notna() & frame["wanneer"].isna() & frame["uiterlijk"].isna()


for _agreement_table in AFSPRAKEN:
    row_rule(NO_LEAD, _agreement_table.name, "trekker", needs=("code", "trekker"))(zonder_trekker)
    row_rule(
        NO_RESULT, _agreement_table.name, "realisatie", needs=("code", "status", "realisatie")
    )(afgerond_zonder_realisatie)
    row_rule(NO_TERM, _agreement_table.name, "wanneer", needs=("code", "wanneer", "uiterlijk"))(
        zonder_termijn
    )


def _agreement_tables(case: Case, *columns: str) -> Iterator[TableData]:
    for declared in AFSPRAKEN:
        data = case.book.tables.get(declared.name)
        if data is not None and set(columns) <= set(data.frame.columns):
            yield data


@cross_rule(
    Rule(
        code="AFS-004",
        ernst=Severity.WAARSCHUWING,
        titel="De termijn van een afspraak ligt in of na het jaar van de afspraken.",
        melding="Afspraak {code} moest al klaar zijn op {dag}, voor het jaar {jaar} begon.",
        herstel="Controleer de termijn; is het de begindatum van een lopende regeling, noem dan het einde.",
        waarom="Een termijn die al voorbij is, is geen afspraak voor dit jaar.",
        bron="T2-11, r. 655-658",
    )
)
def termijn_voor_het_jaar(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at terms that were over before the year of the agreements began."""
    jaar = case.afspraken.gemeente.jaar
    for data in _agreement_tables(case, "code", "uiterlijk"):
        for index, row in records(data):
            if row["uiterlijk"] is not None and row["uiterlijk"].date() < date(jaar, 1, 1):
                yield rule.at(
                    data.place(index, "uiterlijk"),
                    waarde=row["uiterlijk"].date().isoformat(),
                    code=row["code"] or data.label(index),
                    dag=spoken_day(row["uiterlijk"].date()),
                    jaar=jaar,
                )


@cross_rule(
    Rule(
        code="AFS-005",
        ernst=Severity.FOUT,
        titel="Elke code op een themablad is die van een afspraak van dat thema.",
        melding="De code {gelezen} is van geen afspraak van dit thema.",
        herstel="Zet de code terug die er stond: {codes}.",
        waarom="Aan de code wordt de afspraak herkend, ook in het verslag.",
    )
)
def code_onbekend(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at codes that are not in the agreements."""
    for data in _agreement_tables(case, "code"):
        codes = [a.id for a in case.afspraken.afspraken if a.thema == data.table.theme]
        for index, row in records(data):
            if row["code"] is not None and row["code"] not in codes:
                yield rule.at(
                    data.place(index, "code"),
                    waarde=row["code"],
                    gelezen=row["code"],
                    codes=f"{codes[0]} t/m {codes[-1]}" if codes else "geen",
                )


@cross_rule(
    Rule(
        code="AFS-006",
        ernst=Severity.WAARSCHUWING,
        titel="Alle afspraken van een thema staan op het themablad.",
        melding="Op dit blad ontbreken afspraken: {codes}.",
        herstel="Zet de rijen terug uit de werkmap zoals die is verstuurd.",
        waarom="Wat niet op het blad staat, wordt ook niet gevolgd.",
    )
)
def afspraak_ontbreekt(case: Case, rule: Rule) -> Iterator[Finding]:
    """Name the agreements that the municipality's workbook leaves out."""
    if case.book.template is None or case.book.template.soort != "gemeente":
        return  # a corporatie holds only the agreements in which it takes part
    for data in _agreement_tables(case, "code"):
        present = set(data.frame["code"].dropna())
        absent = [
            a.id
            for a in case.afspraken.afspraken
            if a.thema == data.table.theme and a.id not in present
        ]
        if absent:
            place = Place(blad=data.sheet, tabel=data.table.excel_name)
            yield rule.at(place, codes=listing(absent))


@cross_rule(
    Rule(
        code="PRT-001",
        ernst=Severity.WAARSCHUWING,
        titel="Gemeente en corporaties die meedoen hebben een vast aanspreekpunt.",
        melding="{partij} doet mee, maar heeft geen vast aanspreekpunt.",
        herstel="Vul de functie of afdeling van het aanspreekpunt in, zonder naam.",
        waarom="Corporaties en gemeente wijzen elk een vaste contactpersoon aan.",
        bron="T2-01, r. 529-530",
    ),
    partijen=("naam", "soort", "doet_mee", "contactfunctie"),
)
def aanspreekpunt_ontbreekt(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at parties without a contact; a corporatie is only asked for its own."""
    data = case.table("partijen")
    own = case.book.template is not None and case.book.template.soort != "gemeente"
    for index, row in records(data):
        asked = row["doet_mee"] == "Ja" and row["soort"] in ("gemeente", "corporatie")
        if own and row["naam"] != case.book.start.partij:
            asked = False
        if asked and row["contactfunctie"] is None:
            yield rule.at(data.place(index, "contactfunctie"), partij=row["naam"])


@cross_rule(
    Rule(
        code="PRT-002",
        ernst=Severity.WAARSCHUWING,
        titel="Cijfers zijn van partijen die de afspraken aangaan.",
        melding="{partij} doet dit jaar niet mee, maar heeft hier cijfers.",
        herstel="Laat de rijen weg, of noem in de toelichting waarom ze meetellen.",
        waarom="Cijfers van een partij die niet meedoet, tellen mee in totalen en doelen.",
        bron="r. 65-67, 279-283, 766, 793",
    )
)
def cijfers_van_buitenstaander(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point once per table at figures of a corporatie that does not sign."""
    outside = {p.naam for p in case.afspraken.corporaties() if not p.doet_mee}
    for data in case.book.tables.values():
        if "corporatie" not in data.frame.columns:
            continue
        told = set()
        for index, row in records(data):
            name = row["corporatie"]
            if name in outside - told:
                told.add(name)
                yield rule.at(data.place(index, "corporatie"), waarde=name, partij=name)


@cross_rule(
    Rule(
        code="PRT-003",
        ernst=Severity.FOUT,
        titel="De werkmap is van een partij uit de afspraken.",
        melding="De partij {gelezen} op het startblad komt in de afspraken niet voor.",
        herstel="Zet op het startblad de naam terug van de partij van wie deze werkmap is.",
        waarom="Aan de naam wordt herkend van wie de cijfers zijn.",
    )
)
def partij_onbekend(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at a start sheet that names nobody."""
    naam = case.book.start.partij
    if naam is None:
        return
    try:
        case.afspraken.partij(naam)
    except KeyError:
        yield rule.at(Place(blad="Start", kolom="Partij"), waarde=naam, gelezen=naam)


@cross_rule(
    Rule(
        code="PRT-004",
        ernst=Severity.FOUT,
        titel="In de werkmap van een corporatie staan alleen haar eigen cijfers.",
        melding="Deze rij is van {ander}, maar de werkmap is van {partij}.",
        herstel="Kies {partij}, of verplaats de rij naar de werkmap van {ander}.",
        waarom="Cijfers die in twee werkmappen staan, tellen dubbel.",
    )
)
def rij_van_een_ander(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at rows of another corporatie in a corporatie's own workbook."""
    template, partij = case.book.template, case.book.start.partij
    if template is None or template.soort == "gemeente" or partij is None:
        return
    corporaties = {p.naam for p in case.afspraken.corporaties()}
    for data in case.book.tables.values():
        column = data.table.party_column
        if column is None or column not in data.frame.columns:
            continue
        for index, row in records(data):
            if row[column] in corporaties - {partij}:
                yield rule.at(
                    data.place(index, column), waarde=row[column], ander=row[column], partij=partij
                )
