"""The stock of social homes and its movements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.validators.declaring.column import (
    corporatie,
    count,
    note,
    soort_cijfer,
    year,
)
from prestatieafspraken.validators.declaring.row import Row, year_before
from prestatieafspraken.validators.declaring.rule import row_rule, rows_rule
from prestatieafspraken.validators.declaring.words import growth
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.column import Band
from prestatieafspraken.workbook.finding import AsPrinted, Rule, Severity
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.uitvraag import Uitvraag

WONINGVOORRAAD = Table(
    name="woningvoorraad",
    sheet="Woningvoorraad",
    excel_name="tblWoningvoorraad",
    title="Sociale woningvoorraad",
    description="Stand op 31 december en de mutaties in het jaar, per corporatie en jaar.",
    theme=1,
    key=("corporatie", "jaar"),
    apart=("soort_cijfer",),
    party_column="corporatie",
    uitvraag=Uitvraag(per="corporatie", vast={"soort_cijfer": CijferSoort.REALISATIE}),
    columns=(
        corporatie("Eigenaar van de woningen.", width=28),
        year(required=True, help="Kalenderjaar van de stand en de mutaties."),
        soort_cijfer("Realisatie is geteld, prognose is verwacht."),
        count(
            "daeb",
            "DAEB",
            required=True,
            unit="woningen",
            help="DAEB-woningen aan het eind van het jaar.",
            maximum=200_000,
            band=Band(
                share=0.1,
                small=100,
                why="Bouw, sloop en verkoop veranderen een voorraad in een jaar zelden meer dan enkele procenten.",
            ),
        ),
        count(
            "niet_daeb",
            "Niet-DAEB",
            unit="woningen",
            help="Niet-DAEB-woningen aan het eind van het jaar.",
            maximum=200_000,
            band=Band(
                share=0.25,
                small=100,
                why="Ook een kleine voorraad verandert in een jaar zelden met een kwart.",
            ),
        ),
        count(
            "verkoop",
            "Verkoop",
            minimum=-50_000,
            unit="woningen",
            maximum=50_000,
            help="In het jaar verkochte DAEB-woningen, als positief getal. Een teruggekochte woning hoort bij Aankoop.",
        ),
        count(
            "nieuwbouw",
            "Nieuwbouw",
            unit="woningen",
            maximum=50_000,
            help="In het jaar opgeleverde DAEB-woningen.",
        ),
        count(
            "aankoop",
            "Aankoop",
            unit="woningen",
            maximum=50_000,
            help="In het jaar gekochte of teruggekochte DAEB-woningen.",
        ),
        count(
            "sloop",
            "Sloop",
            unit="woningen",
            maximum=50_000,
            help="In het jaar gesloopte DAEB-woningen.",
        ),
        count(
            "naar_niet_daeb",
            "Naar niet-DAEB",
            unit="woningen",
            maximum=50_000,
            help="In het jaar overgeheveld van DAEB naar niet-DAEB.",
        ),
        count(
            "naar_daeb",
            "Naar DAEB",
            unit="woningen",
            maximum=50_000,
            help="In het jaar overgeheveld van niet-DAEB naar DAEB.",
        ),
        count(
            "daeb_kernen",
            "DAEB in de kernen",
            unit="woningen",
            maximum=200_000,
            help="DAEB-woningen in de kernen, dus buiten de stad zelf, aan het eind van het jaar.",
        ),
        note(),
    ),
)


def stock_of(afspraken: Afspraken) -> Table:
    """Give the table with the name of the city of these agreements, if they name one."""
    city = next((kern.naam for kern in afspraken.kernen if kern.stad), None)
    if city is None:
        return WONINGVOORRAAD
    words = f"DAEB-woningen buiten de kern {city}, aan het eind van het jaar."
    columns = (
        replace(column, help=words) if column.name == "daeb_kernen" else column
        for column in WONINGVOORRAAD.columns
    )
    return replace(WONINGVOORRAAD, columns=tuple(columns))


@row_rule(
    Rule(
        code="VRD-001",
        ernst=Severity.WAARSCHUWING,
        titel="Verkochte woningen zijn als positief getal geteld.",
        melding="De verkoop is {verkoop}; een negatief aantal verkochte woningen bestaat niet.",
        herstel="Zet teruggekochte woningen bij Aankoop, of verwissel het teken.",
        waarom="Niet te zien is of het om verkoop of om terugkoop gaat, en de som klopt dan niet.",
        afgesproken=True,
    ),
    WONINGVOORRAAD,
    "verkoop",
    needs=("verkoop",),
)
def verkoop_negatief(row: Row) -> bool:
    """Mark sales below zero."""
    return row.number("verkoop") < 0


@row_rule(
    Rule(
        code="VRD-002",
        ernst=Severity.FOUT,
        titel="In de kernen staan niet meer DAEB-woningen dan er in totaal zijn.",
        melding="In de kernen {daeb_kernen:staat|staan} {daeb_kernen:DAEB-woningen}, maar in totaal {daeb:is|zijn} het er {daeb}.",
        herstel="Verbeter DAEB of DAEB in de kernen.",
        waarom="De kernen zijn een deel van de gemeente.",
        afgesproken=True,
    ),
    WONINGVOORRAAD,
    "daeb_kernen",
    needs=("daeb", "daeb_kernen"),
)
def kernen_boven_totaal(row: Row) -> bool:
    """Mark a part that is larger than the whole."""
    return row.number("daeb_kernen") > row.number("daeb")


IN = ("nieuwbouw", "aankoop", "naar_daeb")
OUT = ("sloop", "verkoop", "naar_niet_daeb")
HEADERS = {column.name: column.header for column in WONINGVOORRAAD.columns}
MOVEMENTS = ("corporatie", "jaar", "daeb", *IN, *OUT)


@dataclass(frozen=True)
class Balance:
    """A stock and the one a year earlier, what was added and went, and what is not filled in."""

    begin: int
    end: int
    added: int
    gone: int
    absent: list[str]

    @property
    def change(self) -> int:
        """What the year did to the stock."""
        return self.end - self.begin

    @property
    def explained(self) -> int:
        """What the movements did to it."""
        return self.added - self.gone


def _balances(data: TableData) -> dict[int, Balance]:
    """Give the balance of every row whose stock is known, now and a year earlier."""
    return {
        index: Balance(
            before["daeb"],
            row["daeb"],
            sum(row[name] or 0 for name in IN),
            sum(row[name] or 0 for name in OUT),
            [HEADERS[name] for name in (*IN, *OUT) if row[name] is None],
        )
        for index, before in year_before(data, "corporatie", "jaar", "daeb")
        if (row := data.rows[index])["daeb"] is not None
    }


def _balance_words(data: TableData, row: int) -> Mapping[str, object]:
    balance = _balances(data)[row]
    return {
        "vorig": data.rows[row]["jaar"] - 1,
        "begin": number(balance.begin),
        "bij": number(balance.added),
        "af": number(balance.gone),
        "verwacht": number(balance.begin + balance.explained),
        "verschil": growth(balance.change - balance.explained),
        "verandering": growth(balance.change),
        "verklaard": growth(balance.explained),
        "ontbreekt": listing(balance.absent),
    }


@rows_rule(
    Rule(
        code="VRD-003",
        ernst=Severity.FOUT,
        titel="De stand van een jaar is die van het jaar ervoor, plus wat erbij kwam en min wat eraf ging.",
        melding="De stand van {vorig} ({begin}) met de mutaties van {jaar} geeft {verwacht}, maar er staat {daeb}: een verschil van {verschil}.",
        herstel="Verbeter de stand of een van de mutaties: {bij} erbij, {af} eraf.",
        waarom="Een voorraad die niet sluit, verbergt woningen die er zijn bijgekomen of verdwenen.",
        afgesproken=True,
    ),
    WONINGVOORRAAD,
    "daeb",
    needs=MOVEMENTS,
    words=_balance_words,
)
def mutaties_sluiten_niet(data: TableData) -> list[int]:
    """Give the stocks that differ from last year's with all movements of the year."""
    return [i for i, b in _balances(data).items() if not b.absent and b.change != b.explained]


@rows_rule(
    Rule(
        code="VRD-004",
        ernst=Severity.WAARSCHUWING,
        titel="Een verandering van de voorraad is uit de mutaties te verklaren.",
        melding="De DAEB-voorraad ging van {begin} naar {daeb} ({verandering}). De ingevulde mutaties geven {verklaard}; niet ingevuld: {ontbreekt}.",
        herstel="Vul de mutaties aan; vul 0 in waar er geen waren.",
        waarom="Zonder mutaties is niet te zien of groei nieuwbouw is of overheveling.",
        afgesproken=True,
        gedrukt=AsPrinted.BEIDE,
    ),
    WONINGVOORRAAD,
    "daeb",
    needs=MOVEMENTS,
    words=_balance_words,
)
def verandering_onverklaard(data: TableData) -> list[int]:
    """Give the changes since the year before while movements are missing."""
    return [i for i, b in _balances(data).items() if b.absent and b.change != b.explained]
