"""The stock of social homes and its movements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from prestatieafspraken.validators.column import choice, count, note, year
from prestatieafspraken.validators.rule import Case, cross_rule, records, row_rule
from prestatieafspraken.workbook.dutch import listing, number
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.table import Table

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
        ),
        count(
            "niet_daeb",
            "Niet-DAEB",
            unit="woningen",
            help="Niet-DAEB-woningen aan het eind van het jaar.",
            maximum=200_000,
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
MOVEMENTS = {"woningvoorraad": ("corporatie", "jaar", "daeb", *IN, *OUT)}


@cross_rule(
    Rule(
        code="VRD-003",
        ernst=Severity.FOUT,
        titel="Begin plus bij min af is eind.",
        melding="De stand van {vorig} ({begin}) met de mutaties van {jaar} geeft {verwacht}, maar er staat {eind}: een verschil van {verschil}.",
        herstel="Verbeter de stand of een van de mutaties: {bij} erbij, {af} eraf.",
        waarom="Een voorraad die niet sluit, verbergt woningen die er zijn bijgekomen of verdwenen.",
        bron="T1-02, r. 248-255",
    ),
    **MOVEMENTS,
)
def mutaties_sluiten_niet(case: Case, rule: Rule) -> Iterator[Finding]:
    """Close the balance between consecutive years where all movements are filled in."""
    for index, row, begin, missing in _consecutive(case):
        if missing:
            continue
        added, gone = sum(row[name] for name in IN), sum(row[name] for name in OUT)
        expected = begin + added - gone
        if expected != row["daeb"]:
            yield rule.at(
                case.table("woningvoorraad").place(index, "daeb"),
                waarde=int(row["daeb"]),
                vorig=int(row["jaar"]) - 1,
                jaar=int(row["jaar"]),
                begin=number(int(begin)),
                verwacht=number(int(expected)),
                eind=number(int(row["daeb"])),
                verschil=number(int(row["daeb"] - expected)),
                bij=number(int(added)),
                af=number(int(gone)),
            )


@cross_rule(
    Rule(
        code="VRD-004",
        ernst=Severity.WAARSCHUWING,
        titel="Een verandering van de voorraad is uit de mutaties te verklaren.",
        melding="De DAEB-voorraad ging van {begin} naar {eind} ({verandering}). De ingevulde mutaties geven {verklaard}; niet ingevuld: {ontbreekt}.",
        herstel="Vul de mutaties aan; vul 0 in waar er geen waren.",
        waarom="Zonder mutaties is niet te zien of groei nieuwbouw is of overheveling.",
        bron="C4, r. 270-277",
    ),
    **MOVEMENTS,
)
def verandering_onverklaard(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at a change between consecutive years while movements are missing."""
    for index, row, begin, missing in _consecutive(case):
        change = int(row["daeb"] - begin)
        known = sum(row[n] or 0 for n in IN) - sum(row[n] or 0 for n in OUT)
        if missing and change != known:
            yield rule.at(
                case.table("woningvoorraad").place(index, "daeb"),
                waarde=int(row["daeb"]),
                begin=number(int(begin)),
                eind=number(int(row["daeb"])),
                verandering=("+" if change > 0 else "") + number(change),
                verklaard=("+" if known > 0 else "") + number(int(known)),
                ontbreekt=listing([HEADERS[name] for name in missing]),
            )


def _consecutive(case: Case) -> Iterator[tuple[int, dict[str, Any], int, list[str]]]:
    """Give each row that has the year before it, with that year's stock and what is empty."""
    rows = list(records(case.table("woningvoorraad")))
    stock = {
        (row["corporatie"], row["jaar"]): row["daeb"] for _, row in rows if row["daeb"] is not None
    }
    for index, row in rows:
        if row["jaar"] is None or row["daeb"] is None:
            continue
        begin = stock.get((row["corporatie"], row["jaar"] - 1))
        if begin is not None:
            yield index, row, begin, [name for name in (*IN, *OUT) if row[name] is None]
