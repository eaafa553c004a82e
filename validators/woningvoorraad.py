"""The stock of social homes and its movements."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from prestatieafspraken.validators.column import choice, count, note, year
from prestatieafspraken.validators.rule import row_rule
from prestatieafspraken.validators.words import numbers
from prestatieafspraken.workbook.dutch import listing
from prestatieafspraken.workbook.finding import Rule, Severity
from prestatieafspraken.workbook.table import Band, Table

WONINGVOORRAAD = Table(
    name="woningvoorraad",
    sheet="Woningvoorraad",
    excel_name="tblWoningvoorraad",
    title="Sociale woningvoorraad",
    description="Stand op 31 december en de mutaties in het jaar, per corporatie en jaar.",
    theme=1,
    key=("corporatie", "jaar"),
    party_column="corporatie",
    source="tabel C4, r. 264-287",
    columns=(
        choice(
            "corporatie",
            "Corporatie",
            "corporaties",
            required=True,
            width=28,
            help="Eigenaar van de woningen.",
        ),
        year(required=True, help="Kalenderjaar van de stand en de mutaties."),
        choice(
            "soort_cijfer",
            "Soort cijfer",
            "cijfersoorten",
            required=True,
            width=13,
            help="Realisatie is geteld, prognose is verwacht.",
        ),
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
            help="DAEB-woningen buiten de kern Alphen aan den Rijn, aan het eind van het jaar.",
        ),
        note(),
    ),
)


@row_rule(
    Rule(
        code="VRD-001",
        ernst=Severity.WAARSCHUWING,
        titel="Verkochte woningen zijn als positief getal geteld.",
        melding="De verkoop is {verkoop}; een negatief aantal verkochte woningen bestaat niet.",
        herstel="Zet teruggekochte woningen bij Aankoop, of verwissel het teken.",
        waarom="Niet te zien is of het om verkoop of om terugkoop gaat, en de som klopt dan niet.",
        bron="C4, r. 276-277",
    ),
    "woningvoorraad",
    "verkoop",
    needs=("verkoop",),
)
def verkoop_negatief(frame: pd.DataFrame) -> pd.Series:
    """Mark sales below zero."""
    return frame["verkoop"] < 0


@row_rule(
    Rule(
        code="VRD-002",
        ernst=Severity.FOUT,
        titel="In de kernen staan niet meer DAEB-woningen dan er in totaal zijn.",
        melding="In de kernen staan {daeb_kernen} DAEB-woningen, maar in totaal zijn het er {daeb}.",
        herstel="Verbeter DAEB of DAEB in de kernen.",
        waarom="De kernen zijn een deel van de gemeente.",
        bron="D0-1, r. 26-28",
    ),
    "woningvoorraad",
    "daeb_kernen",
    needs=("daeb", "daeb_kernen"),
)
def kernen_boven_totaal(frame: pd.DataFrame) -> pd.Series:
    """Mark a part that is larger than the whole."""
    return frame["daeb_kernen"] > frame["daeb"]


IN = ("nieuwbouw", "aankoop", "naar_daeb")
OUT = ("sloop", "verkoop", "naar_niet_daeb")
HEADERS = {column.name: column.header for column in WONINGVOORRAAD.columns}
MOVEMENTS = ("corporatie", "jaar", "daeb", *IN, *OUT)


def _balance(frame: pd.DataFrame) -> pd.DataFrame:
    """Give per row the stock a year earlier (`begin`), and what was added and went."""
    known = frame[["corporatie", "jaar", "daeb"]].dropna()
    stock = known.drop_duplicates(["corporatie", "jaar"], keep=False)
    before = stock.assign(jaar=stock["jaar"] + 1).rename(columns={"daeb": "begin"})
    balance = frame[["corporatie", "jaar"]].merge(before, how="left", on=["corporatie", "jaar"])
    return balance.set_index(frame.index).assign(
        added=frame[list(IN)].sum(axis=1),
        gone=frame[list(OUT)].sum(axis=1),
        complete=frame[[*IN, *OUT]].notna().all(axis=1),
        change=lambda b: frame["daeb"] - b["begin"],
        explained=lambda b: b["added"] - b["gone"],
    )


def _balance_words(frame: pd.DataFrame) -> Mapping[str, pd.Series]:
    balance = _balance(frame)
    empty = frame[[*IN, *OUT]].isna().rename(columns=HEADERS)
    return {
        "vorig": (frame["jaar"] - 1).astype(object),
        "begin": numbers(balance["begin"]),
        "bij": numbers(balance["added"]),
        "af": numbers(balance["gone"]),
        "verwacht": numbers(balance["begin"] + balance["explained"]),
        "verschil": numbers(balance["change"] - balance["explained"], sign=True),
        "verandering": numbers(balance["change"], sign=True),
        "verklaard": numbers(balance["explained"], sign=True),
        "ontbreekt": empty.apply(lambda row: listing(list(empty.columns[row])), axis=1),
    }


@row_rule(
    Rule(
        code="VRD-003",
        ernst=Severity.FOUT,
        titel="De stand van een jaar is die van het jaar ervoor, plus wat erbij kwam en min wat eraf ging.",
        melding="De stand van {vorig} ({begin}) met de mutaties van {jaar} geeft {verwacht}, maar er staat {daeb}: een verschil van {verschil}.",
        herstel="Verbeter de stand of een van de mutaties: {bij} erbij, {af} eraf.",
        waarom="Een voorraad die niet sluit, verbergt woningen die er zijn bijgekomen of verdwenen.",
        bron="T1-02, r. 248-255",
    ),
    "woningvoorraad",
    "daeb",
    needs=MOVEMENTS,
    words=_balance_words,
)
def mutaties_sluiten_niet(frame: pd.DataFrame) -> pd.Series:
    """Mark a stock that differs from last year's with all movements of the year."""
    balance = _balance(frame)
    return balance["complete"] & (balance["change"] != balance["explained"])


@row_rule(
    Rule(
        code="VRD-004",
        ernst=Severity.WAARSCHUWING,
        titel="Een verandering van de voorraad is uit de mutaties te verklaren.",
        melding="De DAEB-voorraad ging van {begin} naar {daeb} ({verandering}). De ingevulde mutaties geven {verklaard}; niet ingevuld: {ontbreekt}.",
        herstel="Vul de mutaties aan; vul 0 in waar er geen waren.",
        waarom="Zonder mutaties is niet te zien of groei nieuwbouw is of overheveling.",
        bron="C4, r. 270-277",
        zacht=True,
    ),
    "woningvoorraad",
    "daeb",
    needs=MOVEMENTS,
    words=_balance_words,
)
def verandering_onverklaard(frame: pd.DataFrame) -> pd.Series:
    """Mark a change since the year before while movements are missing."""
    balance = _balance(frame)
    return ~balance["complete"] & (balance["change"] != balance["explained"])
