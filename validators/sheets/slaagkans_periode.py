"""What must hold for the slaagkansen of one period together: complete, and sums that fit."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.dutch.counted import Aantal, counted
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.validators.declaring.row import PlainRow, records
from prestatieafspraken.validators.declaring.rule import Case, cross_rule, table_rule
from prestatieafspraken.validators.sheets.slaagkans import (
    COUNTS,
    SLAAGKANS_INKOMEN,
    SLAAGKANS_KERN,
)
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

TOTAL = "Totaal"
PeriodKey = tuple[int, str]
"""A year and the part of it."""
PeriodRows = dict[str, tuple[int, PlainRow]]
"""The rows of one period by kern or income class, each with its Excel row."""


def periods(data: TableData) -> Iterator[tuple[PeriodKey, PeriodRows]]:
    """Give the rows of each period; none as long as the key of some row has a fault."""
    keys = list(data.table.key)
    named = list(zip(*(data.values[name] for name in keys), strict=True))
    if data.has_unusable(*keys) or len(set(named)) < len(named):
        return
    found: dict[PeriodKey, PeriodRows] = {}
    for index, row in records(data):
        period = found.setdefault((row["jaar"], row["periode"]), {})
        period[row[keys[0]]] = (index, row)
    yield from found.items()


KERN_NEEDS = ("kern", "jaar", "periode")
CLASS_NEEDS = ("inkomensklasse", "jaar", "periode")

KERN_OF_KLASSE_ONTBREEKT = Rule(
    code="SLK-006",
    ernst=Severity.WAARSCHUWING,
    titel="Wie een jaar invult, doet dat voor elke kern en elke inkomensklasse.",
    melding="Voor {jaar} ({periode}) is nog niets ingevuld voor {namen}.",
    herstel="Vul een rij in voor elke kern of klasse die ontbreekt.",
    waarom="De afspraak vraagt de slaagkans van iedere kern en van elke doelgroep.",
    afgesproken=True,
)


@table_rule(KERN_OF_KLASSE_ONTBREEKT, SLAAGKANS_KERN, needs=KERN_NEEDS)
def kern_ontbreekt(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Name the kernen that a filed period leaves out."""
    return _absent(rule, data, [*(kern.naam for kern in case.afspraken.kernen), TOTAL])


@table_rule(KERN_OF_KLASSE_ONTBREEKT, SLAAGKANS_INKOMEN, needs=CLASS_NEEDS)
def klasse_ontbreekt(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Name the income classes that a filed period leaves out."""
    return _absent(rule, data, [klasse.naam for klasse in case.afspraken.inkomensklassen])


def _absent(rule: Rule, data: TableData, wanted: list[str]) -> Iterator[Finding]:
    for (jaar, periode), rows in periods(data):
        absent = [name for name in wanted if name not in rows]
        if absent:
            place = data.place(min(index for index, _ in rows.values()), data.table.key[0])
            yield rule.at(place, jaar=jaar, periode=periode, namen=listing(absent))


def _complete(
    case: Case, data: TableData, column: str
) -> Iterator[tuple[PeriodKey, PeriodRows, list[int]]]:
    """Give the periods in which the total and every kern have their count, with the latter."""
    kernen = [kern.naam for kern in case.afspraken.kernen]
    for period, rows in periods(data):
        counts = [rows[name][1][column] for name in kernen if name in rows]
        total = rows[TOTAL][1][column] if TOTAL in rows else None
        if total is not None and len(counts) == len(kernen) and None not in counts:
            yield period, rows, [int(count) for count in counts]


@table_rule(
    Rule(
        code="SLK-007",
        ernst=Severity.FOUT,
        titel="Het aantal unieke woningzoekenden past bij dat van de kernen.",
        melding="Het totaal van {jaar} ({periode}) telt {totaal:woningzoekenden}; het moet van {laagste} tot en met {hoogste} zijn.",
        herstel="Verbeter het totaal of het aantal bij een van de kernen; tel in het totaal ieder één keer.",
        waarom="Een zoeker kan in meer kernen reageren, maar telt in het totaal één keer.",
        afgesproken=True,
    ),
    SLAAGKANS_KERN,
    needs=(*KERN_NEEDS, "noemer"),
)
def totaal_zoekers_past_niet(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Hold the unique total between the largest kern and the sum of all."""
    for (jaar, periode), rows, counts in _complete(case, data, "noemer"):
        index, total = rows[TOTAL][0], int(rows[TOTAL][1]["noemer"])
        if not max(counts) <= total <= sum(counts):
            yield rule.at(
                data.place(index, "noemer"),
                waarde=total,
                jaar=jaar,
                periode=periode,
                totaal=Aantal(total),
                laagste=number(max(counts)),
                hoogste=number(sum(counts)),
            )


@table_rule(
    Rule(
        code="SLK-008",
        ernst=Severity.FOUT,
        titel="Het totaal van de verhuringen is de som van de kernen.",
        melding="Het totaal van {jaar} ({periode}) telt {totaal:verhuringen}; de kernen samen {som}.",
        herstel="Verbeter het totaal of het aantal verhuringen bij een van de kernen.",
        waarom="Elke woning staat in precies één kern.",
        afgesproken=True,
    ),
    SLAAGKANS_KERN,
    needs=(*KERN_NEEDS, "teller"),
)
def totaal_verhuringen_geen_som(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Compare the total of homes let with the sum over the kernen."""
    for (jaar, periode), rows, counts in _complete(case, data, "teller"):
        index, total = rows[TOTAL][0], int(rows[TOTAL][1]["teller"])
        if total != sum(counts):
            yield rule.at(
                data.place(index, "teller"),
                waarde=total,
                jaar=jaar,
                periode=periode,
                totaal=Aantal(total),
                som=number(sum(counts)),
            )


@cross_rule(
    Rule(
        code="SLK-009",
        ernst=Severity.WAARSCHUWING,
        titel="De inkomensklassen samen zijn het totaal van alle kernen.",
        melding="De inkomensklassen van {jaar} ({periode}) tellen samen {som}, maar het totaal bij de kernen is {totaal}.",
        herstel="Verbeter het aantal bij een van de klassen, of het totaal op het blad met de kernen.",
        waarom="Iedere woningzoekende en elke verhuring valt in precies één inkomensklasse.",
        afgesproken=True,
    ),
    (SLAAGKANS_KERN, (*KERN_NEEDS, *COUNTS)),
    (SLAAGKANS_INKOMEN, (*CLASS_NEEDS, *COUNTS)),
)
def klassen_zijn_niet_totaal(case: Case, rule: Rule) -> Iterator[Finding]:
    """Compare the sums over the income classes with the total of the same period."""
    data = case.table("slaagkans_inkomen")
    classes = [klasse.naam for klasse in case.afspraken.inkomensklassen]
    totals = {
        period: rows[TOTAL][1]
        for period, rows in periods(case.table("slaagkans_kern"))
        if TOTAL in rows
    }
    for (jaar, periode), rows in periods(data):
        total = totals.get((jaar, periode))
        if total is None or not set(classes) <= rows.keys():
            continue
        for column in COUNTS:
            counts = [rows[name][1][column] for name in classes]
            if None not in (*counts, total[column]) and sum(counts) != total[column]:
                yield rule.at(
                    data.place(min(index for index, _ in rows.values()), column),
                    waarde=int(sum(counts)),
                    jaar=jaar,
                    periode=periode,
                    som=counted(int(sum(counts)), data.table.column(column).header.lower()),
                    totaal=number(int(total[column])),
                )
