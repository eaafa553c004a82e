"""Homes on the social land price: how long they are bound, and what a withdrawal costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from prestatieafspraken.dutch.counted import Aantal, agreeing, count_of, counted
from prestatieafspraken.dutch.shown import as_json
from prestatieafspraken.dutch.written import day, euro, number
from prestatieafspraken.validators.declaring.row import PlainRow, once, records
from prestatieafspraken.validators.declaring.rule import Case, cross_rule, table_rule
from prestatieafspraken.validators.sheets.nieuwbouw import GRONDPRIJSBEDING, NIEUWBOUWPROJECTEN
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

TE_VROEG_ONTTROKKEN = Rule(
    code="GPB-020",
    ernst=Severity.WAARSCHUWING,
    titel="Woningen onder het grondprijsbeding worden niet binnen de termijn onttrokken.",
    melding="De onttrekking van {woningen} van {project} op {onttrekking} valt binnen het beding, dat loopt tot {vrij}. De boete is {aantal} keer {boete}: {totaal}.",
    herstel="Controleer de dagen en het aantal, en meld de onttrekking aan de gemeente als ze kloppen.",
    waarom="De boete is verschuldigd zonder dat de gemeente daar eerst om hoeft te vragen.",
    afgesproken=True,
)
NOG_GEBONDEN = Rule(
    code="GPB-021",
    ernst=Severity.INFO,
    titel="Van woningen onder het grondprijsbeding is bekend vanaf wanneer ze vrij zijn.",
    melding="Het beding op {woningen} van {project} loopt tot {vrij}.",
    herstel="U hoeft niets te doen; verkoop of overheveling vóór die dag kost {boete} per woning.",
    waarom="De woningen blijven de afgesproken termijn DAEB-woningen.",
    afgesproken=True,
)
BEDING_ONTBREEKT = Rule(
    code="GPB-022",
    ernst=Severity.WAARSCHUWING,
    titel="Een opgeleverd project op sociale grondprijs staat bij het grondprijsbeding.",
    melding="{project} is gebouwd op sociale grondprijs, maar staat niet bij het grondprijsbeding.",
    herstel="Voeg het project toe op het blad Grondprijsbeding, onder dezelfde naam.",
    waarom="Anders is niet te volgen hoe lang de woningen DAEB-woningen moeten blijven.",
    afgesproken=True,
)
BEDING_WIJKT_AF = Rule(
    code="GPB-023",
    ernst=Severity.WAARSCHUWING,
    titel="Het grondprijsbeding en de projectenlijst zeggen hetzelfde over een project.",
    melding="{project}: {verschil}.",
    herstel="Verbeter de rij hier, of die op het blad Nieuwbouwprojecten.",
    waarom="Het beding geldt voor woningen van het project, en alleen op sociale grondprijs.",
    afgesproken=True,
)
ONTTREKKING_NIET_IN_VOORRAAD = Rule(
    code="GPB-024",
    ernst=Severity.FOUT,
    titel="Woningen die uit het beding zijn onttrokken, tellen mee in de mutaties van de voorraad.",
    melding="Door {reden} {onttrokken:is|zijn} in {jaar} bij {corporatie} {onttrokken:woningen} uit het beding onttrokken, maar {kolom} in de woningvoorraad is {aantal}.",
    herstel="Verbeter het aantal onttrokken woningen, of {kolom} op het blad Woningvoorraad.",
    waarom="Wat uit het beding is verkocht of overgeheveld, is een deel van alle verkoop of overheveling.",
    afgesproken=True,
)
BEDING_ANDERS_GESPELD = Rule(
    code="GPB-025",
    ernst=Severity.WAARSCHUWING,
    titel="Een project heet bij het grondprijsbeding zoals op de projectenlijst.",
    melding="{project} staat niet op de projectenlijst. Bedoelt u {bedoeld}?",
    herstel="Schrijf de naam zoals op het blad Nieuwbouwprojecten.",
    waarom="Onder een andere naam is het een ander project, en hoort het beding bij niets.",
    eigen_eis=True,
)
CLOSE = 0.85
"""How much two names are alike of which one is a slip."""

STOCK_COLUMNS = {"verkoop": "verkoop", "overheveling": "naar_niet_daeb", "sloop": "sloop"}
"""The movement of the stock in which each reason of a withdrawal is counted."""


def _terms(case: Case, ingang: date) -> tuple[date, Decimal] | None:
    """Give the day from which a home is free, and the fine before it; None if not agreed.

    The numbers are those of the agreements at hand, also for homes that were bound earlier.
    """
    agreed = date(case.jaar, 12, 31)
    years = case.afspraken.getallen("beding_termijn", agreed)
    fines = case.afspraken.getallen("beding_boete", agreed)
    if not years or not fines:
        return None
    later = ingang.year + int(years[0][1])
    # A term that began on 29 February ends at the end of 28 February, not a day less.
    leap = (ingang.month, ingang.day) == (2, 29)
    return date(later, 3, 1) if leap else ingang.replace(year=later), fines[0][1]


@table_rule(
    TE_VROEG_ONTTROKKEN, GRONDPRIJSBEDING, needs=("project", "ingang", "onttrokken", "onttrekking")
)
def te_vroeg_onttrokken(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at withdrawals within the term, with their fine."""
    for index, row in records(data):
        if None in (row["ingang"], row["onttrekking"]) or not row["onttrokken"]:
            continue
        terms, ended = _terms(case, row["ingang"]), row["onttrekking"]
        # A withdrawal before the term began is a fault of its own.
        if terms and row["ingang"] <= ended < terms[0]:
            free, fine = terms
            amount = int(row["onttrokken"])
            yield rule.at(
                data.place(index, "onttrekking"),
                waarde=ended.isoformat(),
                woningen=count_of(amount, "woning", "woningen"),
                aantal=number(amount),
                project=row["project"] or data.label(index),
                onttrekking=day(ended),
                vrij=day(free),
                boete=euro(fine),
                totaal=euro(fine * amount),
            )


@table_rule(NOG_GEBONDEN, GRONDPRIJSBEDING, needs=("project", "woningen", "ingang", "onttrokken"))
def nog_gebonden(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Say until when homes are bound, of those that are still there."""
    for index, row in records(data):
        if None in (row["ingang"], row["woningen"]) or data.is_unusable(index, "onttrokken"):
            continue
        terms, left = _terms(case, row["ingang"]), row["woningen"] - (row["onttrokken"] or 0)
        if terms and left > 0 and case.peildatum < terms[0]:
            yield rule.at(
                data.place(index, "ingang"),
                waarde=row["ingang"].isoformat(),
                woningen=count_of(int(left), "woning", "woningen"),
                project=row["project"] or data.label(index),
                vrij=day(terms[0]),
                boete=euro(terms[1]),
            )


def _key(row: PlainRow) -> tuple[str, str] | None:
    if row["corporatie"] is None or row["project"] is None:
        return None
    return row["corporatie"], " ".join(row["project"].casefold().split())


def _meant(bound: TableData, projects: TableData) -> dict[int, tuple[str, str]]:
    """Give the project that each row of which nobody has the name probably is of.

    A number in a name makes it another project: only letters can be a slip.
    """
    known = {own for _, row in records(projects) if (own := _key(row))}
    taken = {own for _, row in records(bound) if (own := _key(row))}
    found: dict[int, tuple[str, str]] = {}
    for index, row in records(bound):
        own = _key(row)
        free = {name for who, name in known - taken if own and who == own[0]}
        near = (
            get_close_matches(own[1], free, n=1, cutoff=CLOSE) if own and own not in known else []
        )
        if own and near and _digits(near[0]) == _digits(own[1]):
            found[index] = (own[0], near[0])
    return found


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


@cross_rule(
    BEDING_ANDERS_GESPELD,
    (GRONDPRIJSBEDING, ("corporatie", "project")),
    (NIEUWBOUWPROJECTEN, ("corporatie", "project")),
)
def beding_anders_gespeld(case: Case, rule: Rule) -> Iterator[Finding]:
    """Ask whether a name that no project has is one of which a letter differs."""
    data, projects = case.table("grondprijsbeding"), case.table("nieuwbouwprojecten")
    names = {_key(row): row["project"] for _, row in records(projects)}
    for index, meant in _meant(data, projects).items():
        name = data.value(index, "project")
        place = data.place(index, "project")
        yield rule.at(place, waarde=as_json(name), project=name, bedoeld=names[meant])


@cross_rule(
    BEDING_ONTBREEKT,
    (NIEUWBOUWPROJECTEN, ("corporatie", "project", "opgeleverd", "grondprijs")),
    (GRONDPRIJSBEDING, ("corporatie", "project")),
)
def beding_ontbreekt(case: Case, rule: Rule) -> Iterator[Finding]:
    """Miss delivered projects on the social land price among the homes that are bound."""
    bound, data = case.table("grondprijsbeding"), case.table("nieuwbouwprojecten")
    if bound.has_unusable("corporatie", "project"):
        return
    known = {_key(row) for _, row in records(bound)} | {*_meant(bound, data).values()}
    for index, row in records(data):
        delivered = row["grondprijs"] == "Ja" and (row["opgeleverd"] or 0) > 0
        if delivered and _key(row) is not None and _key(row) not in known:
            place = data.place(index, "grondprijs")
            yield rule.at(place, waarde=row["grondprijs"], project=row["project"])


@cross_rule(
    BEDING_WIJKT_AF,
    (GRONDPRIJSBEDING, ("corporatie", "project", "woningen")),
    (NIEUWBOUWPROJECTEN, ("corporatie", "project", "woningen", "grondprijs")),
)
def beding_wijkt_af(case: Case, rule: Rule) -> Iterator[Finding]:
    """Compare the homes that are bound with the project that they belong to."""
    data, projects = case.table("grondprijsbeding"), case.table("nieuwbouwprojecten")
    known = {_key(row): row for _, row in once(projects) if _key(row)}
    for index, row in records(data):
        project = known.get(_key(row), {})
        different, column = "", "project"
        if project.get("grondprijs") == "Nee":
            different = "volgens de projectenlijst is er geen sociale grondprijs"
        elif None not in (row["woningen"], project.get("woningen")):
            bound, built, column = row["woningen"], project["woningen"], "woningen"
            if bound > built:
                different = f"onder het beding {agreeing(bound, 'staat', 'staan')} {counted(bound, 'woningen')}, maar het project telt er {number(built)}"
        if different:
            yield rule.at(
                data.place(index, column),
                waarde=row[column],
                project=row["project"],
                verschil=different,
            )


@cross_rule(
    ONTTREKKING_NIET_IN_VOORRAAD,
    (GRONDPRIJSBEDING, ("corporatie", "onttrokken", "onttrekking", "reden")),
    (WONINGVOORRAAD, ("corporatie", "jaar", "soort_cijfer", *STOCK_COLUMNS.values())),
)
def onttrekking_niet_in_voorraad(case: Case, rule: Rule) -> Iterator[Finding]:
    """Compare withdrawals of a year with the counted movement that they are part of."""
    data, stock = case.table("grondprijsbeding"), case.table("woningvoorraad")
    counted = {
        (row["corporatie"], row["jaar"]): row
        for _, row in once(stock)
        if row["soort_cijfer"] == CijferSoort.REALISATIE
    }
    sums: dict[tuple[str, int, str], int] = {}
    last: dict[tuple[str, int, str], int] = {}
    for index, row in records(data):
        if row["onttrekking"] is None or row["corporatie"] is None or not row["onttrokken"]:
            continue
        if row["reden"] in STOCK_COLUMNS:
            group = (row["corporatie"], row["onttrekking"].year, row["reden"])
            sums[group] = sums.get(group, 0) + row["onttrokken"]
            last[group] = index
    for (corporatie, jaar, reden), amount in sums.items():
        column = STOCK_COLUMNS[reden]
        known = counted.get((corporatie, jaar), {}).get(column)
        # Sales below zero are a fault of sign, which has its own rule.
        if known is not None and 0 <= known < amount:
            yield rule.at(
                data.place(last[corporatie, jaar, reden], "onttrokken"),
                waarde=amount,
                corporatie=corporatie,
                jaar=jaar,
                reden=reden,
                onttrokken=Aantal(amount),
                kolom=stock.table.column(column).header,
                aantal=number(known),
            )
