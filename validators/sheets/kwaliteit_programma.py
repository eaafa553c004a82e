"""The yearly programmes on existing homes: everybody there, done as planned, and the end in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.model import Afspraak
from prestatieafspraken.dutch.counted import Aantal, counted
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.validators.declaring.row import records, year_before
from prestatieafspraken.validators.declaring.rule import Case, rows_rule, table_rule
from prestatieafspraken.validators.sheets.kwaliteit import (
    KWALITEITSVERBETERING,
    OPEN_VERBRANDING,
    ZONNEPANELEN,
)
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity

DONE = (
    (KWALITEITSVERBETERING, "gerealiseerd"),
    (ZONNEPANELEN, "gerealiseerd"),
    (OPEN_VERBRANDING, "vervangen"),
)
"""The programmes, each with the column that says what was done."""

REALISATIE_ONTBREEKT = Rule(
    code="PLN-001",
    ernst=Severity.WAARSCHUWING,
    titel="Als een jaar om is, staat naast het plan wat er is gedaan.",
    melding="Het plan van {corporatie} voor {jaar} is {gepland}; wat er is gedaan, is niet ingevuld.",
    herstel="Vul het aantal in; vul 0 in als er niets is gedaan.",
    waarom="Plan en realisatie horen naast elkaar in het verslag.",
    afgesproken=True,
)
MINDER_DAN_GEPLAND = Rule(
    code="PLN-002",
    ernst=Severity.WAARSCHUWING,
    titel="Is er minder gedaan dan gepland, dan staat erbij waarom.",
    melding="Van het plan van {corporatie} voor {jaar}, {gepland}, {gedaan:is|zijn} er {gedaan} gedaan, zonder toelichting.",
    herstel="Schrijf in de toelichting waarom, en wanneer de rest volgt.",
    waarom="De partijen hebben het plan met elkaar afgesproken.",
    afgesproken=True,
)
CORPORATIE_ZONDER_RIJ = Rule(
    code="PLN-003",
    ernst=Severity.WAARSCHUWING,
    titel="Als een jaar om is, heeft elke corporatie die meedoet een rij in elk programma.",
    melding="Voor {jaar} is van {namen} nog geen cijfer ingevuld.",
    herstel="Vul de rij van dat jaar in, of voeg haar toe; vul 0 in als er niets gepland en gedaan is.",
    waarom="Zonder die rij is niet te zien of een corporatie niets deed of niets opgaf.",
    afgesproken=True,
)

VEEL_MEER_DAN_GEPLAND = Rule(
    code="PLN-004",
    ernst=Severity.WAARSCHUWING,
    titel="Wat is gedaan, is niet een veelvoud van het plan.",
    melding="Het plan voor {jaar} is {gepland}; gedaan is {gedaan}, meer dan {keer} keer zo veel.{hint}",
    herstel="Kijk of er geen cijfer te veel staat.",
    waarom="Een cijfer te veel maakt van een gewoon jaar een wonder.",
    eigen_eis=True,
)
MOST_TIMES = 4
"""How often a plan can be done over before somebody is asked about it."""


def realisatie_ontbreekt(done: str, case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at plans of years that are over without a result; a plan of nothing asks for none."""
    for index, row in records(data):
        if row["jaar"] is None or not row["gepland"] or data.is_unusable(index, done):
            continue
        if row[done] is None and case.is_over(row["jaar"]):
            yield rule.at(data.place(index, done), **_words(row, data))


def minder_dan_gepland(done: str, case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at results below the plan that nobody explains."""
    for index, row in records(data):
        if None in (row["jaar"], row["gepland"], row[done]) or not case.is_over(row["jaar"]):
            continue
        told = row["toelichting"] is not None or data.is_unusable(index, "toelichting")
        if row[done] < row["gepland"] and not told:
            words = {**_words(row, data), "gedaan": Aantal(row[done])}
            yield rule.at(data.place(index, done), waarde=int(row[done]), **words)


def veel_meer_dan_gepland(done: str, case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at results of many times the plan."""
    for index, row in records(data):
        planned, result = row["gepland"], row[done]
        if row["jaar"] is None or not planned or result is None or result <= MOST_TIMES * planned:
            continue
        tenth = f" Bedoelt u {number(result // 10)}?" if result % 10 == 0 else ""
        words = {**_words(row, data), "gedaan": number(result), "keer": MOST_TIMES, "hint": tenth}
        yield rule.at(data.place(index, done), waarde=int(result), **words)


def corporatie_zonder_rij(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Name the signing corporaties without a row for the year of the agreements."""
    if not case.is_over(case.jaar) or data.has_unusable("corporatie", "jaar"):
        return
    present = {row["corporatie"] for _, row in records(data) if row["jaar"] == case.jaar}
    absent = [naam for naam in case.deelnemers if naam not in present]
    if absent:
        place = Place(blad=data.sheet, tabel=data.table.excel_name)
        yield rule.at(place, jaar=case.jaar, namen=listing(absent))


def _words(row: Mapping[str, object], data: TableData) -> dict[str, object]:
    return {
        "corporatie": row["corporatie"] or "de corporatie",
        "jaar": row["jaar"],
        "gepland": counted(int(str(row["gepland"])), data.table.column("gepland").unit),
    }


for _table, _done in DONE:
    table_rule(REALISATIE_ONTBREEKT, _table, needs=("jaar", "gepland", _done))(
        partial(realisatie_ontbreekt, _done)
    )
    table_rule(MINDER_DAN_GEPLAND, _table, needs=("jaar", "gepland", _done, "toelichting"))(
        partial(minder_dan_gepland, _done)
    )
    table_rule(VEEL_MEER_DAN_GEPLAND, _table, needs=("jaar", "gepland", _done))(
        partial(veel_meer_dan_gepland, _done)
    )
    table_rule(CORPORATIE_ZONDER_RIJ, _table, needs=("corporatie", "jaar"))(corporatie_zonder_rij)


TARGET = "open_toestellen"


def _target(case: Case) -> tuple[Afspraak, Decimal] | None:
    found = case.afspraken.getallen(TARGET, date(case.jaar, 12, 31))
    return found[0] if found else None


def _at_most(most: Decimal) -> str:
    return f"hoogstens {number(most)}" if most else "geen"


@table_rule(
    Rule(
        code="OVT-020",
        ernst=Severity.WAARSCHUWING,
        titel="Aan het eind van het jaar zijn er geen open toestellen meer dan is afgesproken.",
        melding="{corporatie} heeft eind {jaar} nog {over:open toestellen} ({begin} min {vervangen}); afgesproken is dat er {doel} overblijven.",
        herstel="Controleer de aantallen, en noem in de toelichting wanneer de rest wordt vervangen als ze kloppen.",
        waarom="De uitfasering zou dit jaar worden afgerond.",
        afgesproken=True,
    ),
    OPEN_VERBRANDING,
    needs=("corporatie", "jaar", "begin", "vervangen"),
)
def toestellen_over(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at open appliances that are left when the year is over."""
    target = _target(case)
    for index, row in records(data):
        if target is None or None in (row["jaar"], row["begin"], row["vervangen"]):
            continue
        left = row["begin"] - row["vervangen"]
        if case.jaar <= row["jaar"] and case.is_over(row["jaar"]) and left > target[1]:
            yield rule.at(
                data.place(index, "vervangen"),
                waarde=int(row["vervangen"]),
                corporatie=row["corporatie"] or "De corporatie",
                jaar=row["jaar"],
                over=Aantal(left),
                begin=Aantal(row["begin"]),
                vervangen=number(row["vervangen"]),
                doel=_at_most(target[1]),
            )


@table_rule(
    Rule(
        code="OVT-021",
        ernst=Severity.WAARSCHUWING,
        titel="Het plan van het jaar vervangt alle open toestellen die er nog zijn.",
        melding="Het plan van {corporatie} vervangt in {jaar} {gepland} van {begin:open toestellen}; afgesproken is dat er {doel} overblijven.",
        herstel="Pas het plan aan, of noem in de toelichting wanneer de rest wordt vervangen.",
        waarom="De uitfasering zou dit jaar worden afgerond.",
        afgesproken=True,
    ),
    OPEN_VERBRANDING,
    needs=("corporatie", "jaar", "begin", "gepland"),
)
def plan_laat_toestellen_over(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at plans that cannot reach the end, while the year still runs."""
    target = _target(case)
    for index, row in records(data):
        if target is None or None in (row["begin"], row["gepland"]) or row["jaar"] != case.jaar:
            continue
        left = row["begin"] - row["gepland"]
        if not case.is_over(case.jaar) and left > target[1]:
            yield rule.at(
                data.place(index, "gepland"),
                waarde=int(row["gepland"]),
                corporatie=row["corporatie"] or "de corporatie",
                jaar=row["jaar"],
                gepland=number(row["gepland"]),
                begin=Aantal(row["begin"]),
                doel=_at_most(target[1]),
            )


def _left_before(data: TableData) -> Mapping[int, int]:
    """Give per row what was left of that corporatie a year earlier, where that is known."""
    return {
        index: before["begin"] - before["vervangen"]
        for index, before in year_before(data, "corporatie", "jaar", "begin", "vervangen")
    }


@rows_rule(
    Rule(
        code="OVT-022",
        ernst=Severity.WAARSCHUWING,
        titel="Een jaar begint met de open toestellen die het jaar ervoor overbleven.",
        melding="Aan het begin van {jaar} {begin:is|zijn} er {begin:open toestellen}; eind {vorig} {rest:bleef|bleven} er {rest} over.",
        herstel="Verbeter het aantal aan het begin van {jaar} of de aantallen van {vorig}, of licht het verschil toe.",
        waarom="Een toestel dat erbij komt of verdwijnt, is nergens geteld.",
        afgesproken=True,
    ),
    OPEN_VERBRANDING,
    "begin",
    needs=("corporatie", "jaar", "begin"),
    words=lambda data, row: {
        "rest": Aantal(_left_before(data)[row]),
        "vorig": data.rows[row]["jaar"] - 1,
    },
)
def toestellen_sluiten_niet(data: TableData) -> list[int]:
    """Give the beginnings that differ from the end of the year before."""
    begin = {index: row["begin"] for index, row in records(data)}
    return [i for i, left in _left_before(data).items() if begin[i] not in (None, left)]
