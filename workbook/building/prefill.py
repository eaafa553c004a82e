"""The rows that a new workbook starts with: what the agreements already say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from prestatieafspraken.afspraken.model import (
    Afspraak,
    Afspraken,
    Cel,
    CelSoort,
    Partij,
    PartijSoort,
)
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.theme import table_name

PrefilledRow = dict[str, Any]
PERIODS = {
    "": "heel jaar",
    "Q1": "kwartaal 1",
    "Q1,2": "kwartaal 1 t/m 2",
    "Q1,2,3": "kwartaal 1 t/m 3",
}
"""What a printed part of a year is called in the workbook."""


def prefill(afspraken: Afspraken, partij: Partij) -> dict[str, list[PrefilledRow]]:
    """Give the rows by table name; a corporatie gets only its own, the municipality all.

    Figures are as printed, mistakes included: a printed dash stays a text, a total that was left
    blank is a row without a value, a row that was not printed is not there.
    """
    rows: dict[str, list[PrefilledRow]] = {
        "partijen": [_party(p) for p in afspraken.partijen],
        **{
            table_name(thema.nummer): [
                _agreement(a)
                for a in afspraken.afspraken
                if a.thema == thema.nummer and _takes_part(a, partij)
            ]
            for thema in afspraken.themas
        },
        "woningvoorraad": list(_stock(afspraken)),
        "nieuwbouwprojecten": list(_projects(afspraken)),
        "slaagkans_kern": list(_chances(afspraken, "C1", "kern")),
        "slaagkans_inkomen": list(_chances(afspraken, "C2", "inkomensklasse")),
        "totalen": list(_totals(afspraken)),
        "wijkschouwen": [{"locatie": naam} for naam in afspraken.schouwlocaties],
        "energie_index": list(_indexes(afspraken)),
        "kwaliteitsverbetering": list(_plans(afspraken, "C5")),
        "zonnepanelen": list(_plans(afspraken, "C7")),
    }
    if partij.is_gemeente:
        return rows
    shared = {"partijen", *(table_name(thema.nummer) for thema in afspraken.themas)}
    return {
        name: table if name in shared else [r for r in table if r.get("corporatie") == partij.naam]
        for name, table in rows.items()
    }


def _party(partij: Partij) -> PrefilledRow:
    return {
        "naam": partij.naam,
        "soort": str(partij.soort),
        "doet_mee": "Ja" if partij.doet_mee else "Nee",
        "toelichting": partij.toelichting or None,
    }


def _takes_part(afspraak: Afspraak, partij: Partij) -> bool:
    groups = {PartijSoort.GEMEENTE: "Gemeente", PartijSoort.CORPORATIE: "Corporaties"}
    if partij.is_gemeente:
        return True
    named = {afspraak.trekker, *afspraak.partijen}
    return bool(named & {partij.naam, groups.get(partij.soort)})


def _agreement(afspraak: Afspraak) -> PrefilledRow:
    return {
        "code": afspraak.id,
        "afspraak": afspraak.titel,
        "trekker": afspraak.trekker,
        "partijen": ", ".join(afspraak.partijen) or None,
        "wanneer": afspraak.wanneer or None,
        "uiterlijk": afspraak.termijn.tot,
    }


def value(cel: Cel | None) -> int | float | str | None:
    """Give what goes into a cell: a number, the dash as a text, or nothing."""
    if cel is None or cel.soort in {CelSoort.LEEG, CelSoort.AFWEZIG}:
        return None
    if cel.soort is not CelSoort.GETAL or cel.waarde is None:
        return cel.gedrukt
    return int(cel.waarde) if cel.waarde == cel.waarde.to_integral_value() else float(cel.waarde)


def _absent(*cells: Cel | None) -> bool:
    return all(cel is None or cel.soort is CelSoort.AFWEZIG for cel in cells)


def _stock(afspraken: Afspraken) -> Iterator[PrefilledRow]:
    table = afspraken.tabellen["C4"]
    columns = {"daeb": "DAEB", "verkoop": "verkoop*", "niet_daeb": "niet-DAEB"}
    for label in table.rijen():
        if label.startswith("Totaal"):
            continue
        name, _, year = label.rpartition(" ")
        cells = {column: table.cel(label, printed) for column, printed in columns.items()}
        if _absent(*cells.values()):
            continue
        yield {
            "corporatie": afspraken.partij(name).naam,
            "jaar": int(year),
            "soort_cijfer": _kind(int(year), afspraken),
            **{column: value(cel) for column, cel in cells.items()},
        }


def _kind(year: int, afspraken: Afspraken) -> CijferSoort:
    # The document was written at the end of the year before the one it is about.
    counted = year < afspraken.gemeente.jaar
    return CijferSoort.REALISATIE if counted else CijferSoort.PROGNOSE


def _projects(afspraken: Afspraken) -> Iterator[PrefilledRow]:
    table = afspraken.tabellen["C3"]
    kernen = {
        spelling: kern.naam
        for kern in afspraken.kernen
        for spelling in (kern.naam, *kern.varianten)
    }
    for project in table.rijen():
        if project.startswith("Totaal"):
            continue
        kern = str(value(table.cel(project, "kern")))
        yield {
            "corporatie": value(table.cel(project, "corporatie")),
            "project": project,
            "kern": kernen.get(kern, kern),
            "woningtype": value(table.cel(project, "type")),
            "woningen": value(table.cel(project, "woningen")),
            "jaar": afspraken.gemeente.jaar,
        }


def _chances(afspraken: Afspraken, table_id: str, column: str) -> Iterator[PrefilledRow]:
    table = afspraken.tabellen[table_id]
    names = {klasse.gedrukt: klasse.naam for klasse in afspraken.inkomensklassen}
    for printed in table.kolommen():
        year, _, part = printed.partition(":")
        for label in table.rijen():
            cel = table.cel(label, printed)
            if not _absent(cel):
                yield {
                    column: names.get(label, label),
                    "jaar": int(year),
                    "periode": PERIODS[part.strip()],
                    "opgegeven": value(cel),
                }


def _plans(afspraken: Afspraken, table_id: str) -> Iterator[PrefilledRow]:
    table = afspraken.tabellen[table_id]
    for label in table.rijen():
        for printed in table.kolommen():
            cel = table.cel(label, printed)
            if not label.startswith("Totaal") and not _absent(cel):
                yield {
                    "corporatie": afspraken.partij(label).naam,
                    "jaar": int(printed.split()[-1]),
                    "gepland": value(cel),
                }


def _indexes(afspraken: Afspraken) -> Iterator[PrefilledRow]:
    table = afspraken.tabellen["C6"]
    for label in table.rijen():
        for printed in table.kolommen():
            cel = table.cel(label, printed)
            if not _absent(cel):
                yield {
                    "corporatie": afspraken.partij(label).naam,
                    "jaar": int(printed),
                    "soort_cijfer": _kind(int(printed), afspraken),
                    "methode": "onbekend",
                    "energie_index": value(cel),
                }


def _totals(afspraken: Afspraken) -> Iterator[PrefilledRow]:
    """Give the stated totals, those that were left blank included."""
    stock = afspraken.tabellen["C4"]
    subjects = {
        "DAEB": "Woningvoorraad: DAEB",
        "verkoop*": "Woningvoorraad: verkoop",
        "niet-DAEB": "Woningvoorraad: niet-DAEB",
    }
    for label in stock.rijen():
        if label.startswith("Totaal"):
            year = 2000 + int(label[-2:])
            for printed, subject in subjects.items():
                yield _total(subject, year, stock.cel(label, printed))
    singles = (
        ("C3", "Totaal woningen", "Nieuwbouwprojecten: woningen"),
        ("C5", "Totaal", "Kwaliteitsverbetering: woningen"),
        ("C7", "Totaal*", "Zonnepanelen: panelen"),
    )
    for table_id, label, subject in singles:
        table = afspraken.tabellen[table_id]
        total = next(cel for cel in table.cellen if cel.rij == label)
        yield _total(subject, afspraken.gemeente.jaar, total)


def _total(subject: str, year: int, cel: Cel | None) -> PrefilledRow:
    return {"onderdeel": subject, "jaar": year, "opgegeven": value(cel)}
