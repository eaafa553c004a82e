"""Livability against what was agreed: spending up to the ceiling, and the neighbourhood walks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from prestatieafspraken.dutch.counted import Aantal
from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import day, listing, number
from prestatieafspraken.normen import UnknownNormError
from prestatieafspraken.validators.declaring.row import records
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.leefbaarheid import (
    BEWONERSINITIATIEVEN,
    LEEFBAARHEID,
    WIJKSCHOUWEN,
)
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity
from prestatieafspraken.workbook.normbedrag import per_eenheid

LINES = ("ontmoeting", "plekken", "menskracht")

UITGAVEN_BOVEN_NORMBEDRAG = Rule(
    code="LFB-020",
    ernst=Severity.WAARSCHUWING,
    titel="Aan leefbaarheid wordt niet meer uitgegeven dan het normbedrag per verhuureenheid.",
    melding="{corporatie} gaf in {jaar} {uitgaven} uit; het maximum is {hoogste} ({eenheden:verhuureenheden} keer {normbedrag}).{status}",
    herstel="Controleer de bedragen en het aantal eenheden, en leg een hoger bedrag dat is afgesproken vast bij de afspraak: als getal per verhuureenheid, met de maat leefbaarheid.",
    waarom="De corporaties zetten hoogstens het normbedrag per verhuureenheid in: zoals afgesproken, en anders dat van de wet.",
    afgesproken=True,
)
TE_WEINIG_SCHOUWEN = Rule(
    code="WSC-001",
    ernst=Severity.WAARSCHUWING,
    titel="Er zijn zo veel wijkschouwen gehouden als is afgesproken.",
    melding="Het aantal gehouden wijkschouwen in {jaar} is {gehouden}; afgesproken is {afgesproken}.",
    herstel="Vul bij elke wijkschouw in op welke dag zij is gehouden, of noem in de toelichting waarom zij niet doorging.",
    waarom="In een wijkschouw zien de partijen samen wat een buurt nodig heeft.",
    afgesproken=True,
)
SCHOUWEN_IN_EEN_LEZING_GENOEG = Rule(
    code="WSC-002",
    ernst=Severity.INFO,
    titel="De afspraak noemt één aantal wijkschouwen.",
    melding="Met {gehouden:wijkschouwen} in {jaar} is de afspraak niet in elke lezing gehaald: zij noemt {afgesproken}.",
    herstel="Spreek met elkaar af welk aantal geldt, en noem dat in de toelichting.",
    waarom="De kop en de tekst van de afspraak noemen een ander aantal.",
    afgesproken=True,
)
SCHOUW_BUITEN_HET_JAAR = Rule(
    code="WSC-003",
    ernst=Severity.WAARSCHUWING,
    titel="Een gehouden wijkschouw valt in het jaar van de afspraken, en niet na de peildatum.",
    melding="De wijkschouw {locatie} is gehouden op {dag}; dat is {wanneer}, dus zij telt niet mee.",
    herstel="Verbeter de dag, of vul bij een geplande wijkschouw alleen Gepland op in.",
    waarom="De afspraak geldt voor wijkschouwen in dat jaar.",
    afgesproken=True,
)


INITIATIEF_NA_PEILDATUM = Rule(
    code="BWI-002",
    ernst=Severity.WAARSCHUWING,
    titel="Een bewonersinitiatief is niet later uitgevoerd dan op de peildatum.",
    melding="Het initiatief {initiatief} zou zijn uitgevoerd op {dag}; dat is na de peildatum, dus het telt niet mee.",
    herstel="Vul de dag in waarop het echt is uitgevoerd, of kies de fase die het nu heeft.",
    waarom="Wat nog moet gebeuren, is niet uitgevoerd.",
    afgesproken=True,
)

INITIATIEF_VAN_EERDER = Rule(
    code="BWI-003",
    ernst=Severity.WAARSCHUWING,
    titel="Een bewonersinitiatief is uitgevoerd in het jaar van de afspraken.",
    melding="Het initiatief {initiatief} is uitgevoerd op {dag}; dat is vóór {jaar}, dus het telt niet mee.",
    herstel="Verbeter het jaar van de dag, of haal het initiatief weg als het bij een eerder jaar hoort.",
    waarom="Het doel telt wat in het jaar zelf is uitgevoerd.",
    afgesproken=True,
)


@table_rule(
    UITGAVEN_BOVEN_NORMBEDRAG, LEEFBAARHEID, needs=("corporatie", "jaar", "verhuureenheden", *LINES)
)
def uitgaven_boven_normbedrag(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Hold spending against the amount per unit that held at the end of the year."""
    looked_at = ["verhuureenheden", *LINES]
    for index, row in records(data):
        if row["jaar"] is None or row["verhuureenheden"] is None:
            continue
        spent = sum(row[line] or 0 for line in LINES)
        try:
            ceiling = per_eenheid(case.afspraken, date(row["jaar"], 12, 31), row["corporatie"])
        except UnknownNormError as unknown:
            case.leave(unknown)
            continue
        most = ceiling.waarde * int(row["verhuureenheden"])
        if not data.is_unusable(index, *looked_at) and spent > most:
            yield rule.at(
                data.place(index, "totaal"),
                waarde=float(spent),
                corporatie=row["corporatie"] or "de corporatie",
                jaar=row["jaar"],
                uitgaven=measure(spent, "euro", most),
                eenheden=Aantal(row["verhuureenheden"]),
                normbedrag=exactly(ceiling.waarde, "euro"),
                hoogste=exactly(most, "euro"),
                status=""
                if ceiling.status.is_firm
                else f" Het normbedrag is nog {ceiling.status}, dus zeker is dit niet.",
            )


@table_rule(
    INITIATIEF_NA_PEILDATUM, BEWONERSINITIATIEVEN, needs=("initiatief", "fase", "uitgevoerd_op")
)
def initiatief_na_peildatum(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at initiatives that were carried out on a day that is still to come."""
    for index, row in records(data):
        dag = row["uitgevoerd_op"]
        if row["fase"] == "uitgevoerd" and dag is not None and dag > case.peildatum:
            yield rule.at(
                data.place(index, "uitgevoerd_op"),
                waarde=dag.isoformat(),
                initiatief=row["initiatief"] or data.label(index),
                dag=day(dag),
            )


@table_rule(
    INITIATIEF_VAN_EERDER, BEWONERSINITIATIEVEN, needs=("initiatief", "fase", "uitgevoerd_op")
)
def initiatief_van_eerder(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at initiatives of before the year: often the year was not typed anew."""
    for index, row in records(data):
        dag = row["uitgevoerd_op"]
        if row["fase"] == "uitgevoerd" and dag is not None and dag.year < case.jaar:
            yield rule.at(
                data.place(index, "uitgevoerd_op"),
                waarde=dag.isoformat(),
                initiatief=row["initiatief"] or data.label(index),
                dag=day(dag),
                jaar=case.jaar,
            )


@table_rule(SCHOUW_BUITEN_HET_JAAR, WIJKSCHOUWEN, needs=("locatie", "gehouden_op"))
def schouw_buiten_het_jaar(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at walks of another year, or on a day that is still to come."""
    for index, row in records(data):
        if row["gehouden_op"] is None:
            continue
        dag, when = row["gehouden_op"], ""
        if dag.year != case.jaar:
            when = f"niet in {case.jaar}"
        elif dag > case.peildatum:
            when = "na de peildatum"
        if when:
            yield rule.at(
                data.place(index, "gehouden_op"),
                waarde=dag.isoformat(),
                locatie=row["locatie"] or data.label(index),
                dag=day(dag),
                wanneer=when,
            )


WALKS = ("wijkschouwen_kop", "wijkschouwen_tekst")


def _held(case: Case, data: TableData) -> tuple[int, list[int]] | None:
    """Give how many walks were held, and the numbers agreed; None while the year still runs."""
    last = date(case.jaar, 12, 31)
    # The document gives two numbers for the same; either may be meant.
    agreed = [found for maat in WALKS for found in case.afspraken.getallen(maat, last)]
    lost = data.has_unusable("gehouden_op")
    if not case.is_over(case.jaar) or not agreed or lost:
        return None
    days = [dag for dag in data.values["gehouden_op"] if dag is not None]
    held = sum(dag.year == case.jaar and dag <= case.peildatum for dag in days)
    return held, sorted({int(walks) for _, walks in agreed})


def _words(case: Case, held: int, agreed: list[int]) -> dict[str, object]:
    words = listing([number(amount) for amount in agreed], "of")
    return {"gehouden": Aantal(held), "jaar": case.jaar, "afgesproken": words}


@table_rule(TE_WEINIG_SCHOUWEN, WIJKSCHOUWEN, needs=("gehouden_op",))
def te_weinig_schouwen(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Miss walks below the smallest number that the agreement names."""
    found = _held(case, data)
    if found and found[0] < found[1][0]:
        yield rule.at(_sheet(data), **_words(case, *found))


@table_rule(SCHOUWEN_IN_EEN_LEZING_GENOEG, WIJKSCHOUWEN, needs=("gehouden_op",))
def schouwen_in_een_lezing_genoeg(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Say that the number held is enough for one reading of the agreement and not for another."""
    found = _held(case, data)
    if found and found[1][0] <= found[0] < found[1][-1]:
        yield rule.at(_sheet(data), **_words(case, *found))


def _sheet(data: TableData) -> Place:
    return Place(blad=data.sheet, tabel=data.table.excel_name)
