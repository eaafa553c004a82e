"""The agreements of the themes: who does what, by when, and how it stands."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Thema
from prestatieafspraken.afspraken.status import AfspraakStatus, meanings
from prestatieafspraken.dutch.shown import SENTENCE, cut
from prestatieafspraken.dutch.written import day as day_in_words
from prestatieafspraken.validators.declaring.column import choice, count, day, note, text
from prestatieafspraken.validators.declaring.row import Row, records
from prestatieafspraken.validators.declaring.rule import Case, row_rule, table_rule
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.column import Column
from prestatieafspraken.workbook.finding import AsPrinted, Finding, Place, Rule, Severity
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.theme import sheet_name, table_name
from prestatieafspraken.workbook.uitvraag import Uitvraag

AFSPRAKEN = Table(
    name="afspraken",
    sheet="Afspraken",
    excel_name="tblAfspraken",
    title="Afspraken van een thema",
    description="De afspraken van dit thema. Werk per afspraak de status en de realisatie bij.",
    theme=0,
    key=("code",),
    spare_rows=0,
    uitvraag=Uitvraag(altijd=("status",)),
    columns=(
        text("code", "Code", limit=10, required=True, width=9, help="Vaste code van de afspraak."),
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
            help="Hoe staat het ervoor op de peildatum? Is de termijn of het jaar voorbij: hoe liep het af?",
        ),
        text("realisatie", "Realisatie", width=36, help="Wat is er gedaan of bereikt?"),
        text(
            "bewijs",
            "Bewijs",
            limit=200,
            width=24,
            help="Waar is dat na te lezen: stuk, besluit of cijferblad.",
        ),
        count(
            "keren",
            "Aantal keer",
            maximum=366,
            unit="keer",
            width=12,
            help="Hoe vaak is het dit jaar gebeurd? Alleen bij een afspraak die terugkeert.",
        ),
        day(
            "afgerond_op",
            "Afgerond op",
            help="De dag waarop de afspraak klaar was of verviel. Leeg zolang zij loopt.",
        ),
        note(),
    ),
)
"""The form of the sheet of a theme; `theme_sheet` gives that of one."""


def theme_sheet(thema: Thema, afspraken: Afspraken) -> Table:
    """Give the sheet with the agreements of a theme, with room for what they are called."""
    title = thema.kort or thema.titel
    own = [afspraak for afspraak in afspraken.afspraken if afspraak.thema == thema.nummer]
    printed = {
        "code": [afspraak.id for afspraak in own],
        "afspraak": [afspraak.titel for afspraak in own],
        "partijen": [", ".join(afspraak.partijen) for afspraak in own],
        "wanneer": [afspraak.wanneer for afspraak in own],
    }
    return replace(
        AFSPRAKEN,
        columns=tuple(
            _worded(_roomy(column, printed.get(column.name, [])), afspraken)
            for column in AFSPRAKEN.columns
        ),
        name=table_name(thema.nummer),
        sheet=sheet_name(thema.nummer, thema.blad or title),
        excel_name=f"{AFSPRAKEN.excel_name}{thema.nummer}",
        title=f"Thema {thema.nummer}: {title}" if thema.nummer else title,
        theme=thema.nummer,
        family=AFSPRAKEN.name,
    )


def _worded(column: Column, afspraken: Afspraken) -> Column:
    """Give a column of statuses that knows the earlier words and those of the municipality."""
    own = meanings(afspraken.gemeente.statussen)
    return replace(column, also=tuple(own.items())) if column.codelist == "statussen" else column


def _roomy(column: Column, texts: Sequence[str]) -> Column:
    """Give a column in which the texts that it starts with are not too long."""
    longest = max(map(len, texts), default=0)
    fits = column.longest is None or longest <= column.longest
    return column if fits else replace(column, longest=longest)


ZONDER_TREKKER = Rule(
    code="AFS-001",
    ernst=Severity.WAARSCHUWING,
    titel="Elke afspraak heeft een trekker.",
    melding="Afspraak {code} ({afspraak}) heeft geen trekker.",
    herstel="Spreek af wie de afspraak trekt en kies die partij.",
    waarom="Een afspraak zonder trekker is van niemand.",
    afgesproken=True,
    gedrukt=AsPrinted.TOETS,
)
NAGEKOMEN_ZONDER_REALISATIE = Rule(
    code="AFS-002",
    ernst=Severity.WAARSCHUWING,
    titel="Van een nagekomen afspraak staat er wat er is bereikt.",
    melding="Afspraak {code} is nagekomen, maar de realisatie is leeg.",
    herstel="Schrijf in een zin op wat er is gedaan of bereikt.",
    waarom="Het verslag noemt bij elke afspraak het resultaat.",
    eigen_eis=True,
)
ZONDER_TERMIJN = Rule(
    code="AFS-003",
    ernst=Severity.WAARSCHUWING,
    titel="Elke afspraak heeft een termijn.",
    melding="Afspraak {code} ({afspraak}) heeft geen termijn.",
    herstel="Spreek af wanneer de afspraak klaar moet zijn en vul dat in bij Wanneer.",
    waarom="Zonder termijn is een afspraak nooit te laat.",
    afgesproken=True,
    gedrukt=AsPrinted.TOETS,
)


def zonder_trekker(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at agreements that nobody leads."""
    known = _with_a_row(case.afspraken)
    for index, row in records(data):
        lost = data.is_unusable(index, "trekker")
        if row["trekker"] is None and row["code"] in known and not lost:
            yield _told(rule, data.place(index, "trekker"), known[row["code"]])


def zonder_termijn(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at agreements without a term."""
    known = _with_a_row(case.afspraken)
    for index, row in records(data):
        lost = data.is_unusable(index, "wanneer", "uiterlijk")
        empty = row["wanneer"] is None and row["uiterlijk"] is None
        if empty and row["code"] in known and not lost:
            yield _told(rule, data.place(index, "wanneer"), known[row["code"]])


def _with_a_row(afspraken: Afspraken) -> dict[str, Afspraak]:
    """Give the agreements of which who or when is printed; the others have a rule of their own."""
    return {a.id: a for a in afspraken.afspraken if a.wie.strip() or a.wanneer.strip()}


def _told(rule: Rule, place: Place, afspraak: Afspraak) -> Finding:
    return rule.at(place, code=afspraak.id, afspraak=cut(afspraak.titel, SENTENCE))


def nagekomen_zonder_realisatie(row: Row) -> bool:
    """Mark agreements that were kept without a result."""
    return row["status"] == AfspraakStatus.NAGEKOMEN and row.get("realisatie") is None


table_rule(ZONDER_TREKKER, AFSPRAKEN, needs=("code", "trekker"))(zonder_trekker)
row_rule(NAGEKOMEN_ZONDER_REALISATIE, AFSPRAKEN, "realisatie", needs=("status",))(
    nagekomen_zonder_realisatie
)
table_rule(ZONDER_TERMIJN, AFSPRAKEN, needs=("code", "wanneer", "uiterlijk"))(zonder_termijn)


TERMIJN_VOOR_HET_JAAR = Rule(
    code="AFS-004",
    ernst=Severity.WAARSCHUWING,
    titel="De termijn van een afspraak ligt in of na het jaar van de afspraken.",
    melding="De termijn van afspraak {code}, {dag}, ligt vóór het jaar {jaar}.",
    herstel="Verbeter de termijn, of vul in wanneer de regeling eindigt als dit de dag is waarop zij begon.",
    waarom="Een termijn die al voorbij is, is geen afspraak voor dit jaar.",
    afgesproken=True,
)
CODE_ONBEKEND = Rule(
    code="AFS-005",
    ernst=Severity.WAARSCHUWING,
    titel="Op een themablad staan alleen de afspraken van dat thema.",
    melding="De code {gelezen} is van geen enkele afspraak van dit thema.{hint}",
    herstel="Haal de rij weg, of zet de code terug; op dit blad zijn dat {codes}.",
    waarom="Een afspraak komt er pas bij als de partijen dat samen besluiten.",
    eigen_eis=True,
    voorstel=True,
)


def termijn_voor_het_jaar(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at terms that were over before the year of the agreements began."""
    jaar = case.afspraken.gemeente.jaar
    for index, row in records(data):
        if row["uiterlijk"] is not None and row["uiterlijk"].year < jaar:
            yield rule.at(
                data.place(index, "uiterlijk"),
                waarde=row["uiterlijk"].isoformat(),
                code=row["code"] or data.label(index),
                dag=day_in_words(row["uiterlijk"]),
                jaar=jaar,
            )


def code_onbekend(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at codes that are not in the agreements."""
    codes = _codes(case, data)
    absent = [code for code in codes if code not in data.values["code"]]
    for index, row in records(data):
        if row["code"] is not None and row["code"] not in codes:
            near = difflib.get_close_matches(row["code"], absent, n=1)
            yield rule.at(
                data.place(index, "code"),
                waarde=row["code"],
                gelezen=row["code"],
                hint=f" Bedoelt u {near[0]}?" if near else "",
                codes=f"{codes[0]} t/m {codes[-1]}" if codes else "geen enkele code",
            )


def _codes(case: Case, data: TableData) -> list[str]:
    return [a.id for a in case.afspraken.afspraken if a.thema == data.table.theme]


table_rule(TERMIJN_VOOR_HET_JAAR, AFSPRAKEN, needs=("code", "uiterlijk"))(termijn_voor_het_jaar)
table_rule(CODE_ONBEKEND, AFSPRAKEN, needs=("code",))(code_onbekend)
