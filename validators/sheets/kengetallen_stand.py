"""Whether a key figure says one thing, and whether it counts for its goal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.gevraagd import staat_op
from prestatieafspraken.afspraken.kengetaldoelen import kengetaldoelen
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.dutch.data_faults import suggestion
from prestatieafspraken.dutch.figure import exactly
from prestatieafspraken.dutch.shown import as_json
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.validators.declaring.row import PlainRow, Row, records
from prestatieafspraken.validators.declaring.rule import Case, cross_rule, row_rule, table_rule
from prestatieafspraken.validators.sheets.kengetallen import KENGETALLEN
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

TELLER_ZONDER_NOEMER = Rule(
    code="KGT-001",
    ernst=Severity.FOUT,
    titel="Een aandeel heeft een teller en een noemer.",
    melding="Hier staat een teller, maar de noemer is leeg.",
    herstel="Vul de noemer in, of maak de teller leeg en vul het cijfer in bij Waarde.",
    waarom="Zonder noemer is niet te zeggen welk deel de teller is.",
    eigen_eis=True,
)
NOEMER_NUL = Rule(
    code="KGT-002",
    ernst=Severity.FOUT,
    titel="Een noemer is meer dan nul.",
    melding="De noemer is 0, terwijl er een teller staat van {teller}.",
    herstel="Vul in van hoeveel de teller een deel is, of maak de teller leeg.",
    waarom="Door nul is niet te delen.",
    eigen_eis=True,
)
WAARDE_WIJKT_AF = Rule(
    code="KGT-003",
    ernst=Severity.FOUT,
    titel="De waarde is de teller gedeeld door de noemer, als alle drie zijn ingevuld.",
    melding="Bij Waarde staat {gegeven}, maar teller gedeeld door noemer is {gedeeld}.",
    herstel="Verbeter wat er niet klopt, of maak Waarde leeg.",
    waarom="Van twee cijfers over hetzelfde kan er maar een gelden.",
    eigen_eis=True,
)
TELLER_BOVEN_NOEMER = Rule(
    code="KGT-004",
    ernst=Severity.WAARSCHUWING,
    titel="Een deel is niet groter dan het geheel.",
    melding="De teller {teller} is groter dan de noemer {noemer}, terwijl {doel} een percentage vraagt.",
    herstel="Kijk of teller en noemer zijn verwisseld.",
    waarom="Een aandeel boven 100% is bijna altijd een vergissing.",
    eigen_eis=True,
)
PROCENT_ZONDER_TEKEN = Rule(
    code="KGT-005",
    ernst=Severity.FOUT,
    titel="Een percentage staat er als percentage.",
    melding="Bij {doel} hoort een percentage; {gelezen} is {als_procent}.",
    herstel="Typ het met het teken, bijvoorbeeld 25%.",
    waarom="Het programma kiest niet tussen een aandeel en een honderd keer zo groot getal.",
    eigen_eis=True,
)
PARTIJ_VAN_GEEN_DOEL = Rule(
    code="KGT-006",
    ernst=Severity.WAARSCHUWING,
    titel="Een cijfer is van een partij van wie het doel is.",
    melding="Het cijfer van {partij} telt niet mee: {doel} is van {partijen}.",
    herstel="Kies de partij van wie het cijfer is, of het doel waar het bij hoort.",
    waarom="Een cijfer dat niet meetelt, lijkt ingevuld.",
    eigen_eis=True,
)
GEBIED_VAN_GEEN_DOEL = Rule(
    code="KGT-007",
    ernst=Severity.WAARSCHUWING,
    titel="Een gebied is er een waarvoor het doel een getal heeft.",
    melding="Voor {gebied} is bij {doel} geen getal afgesproken.{hint}",
    herstel="Schrijf het gebied zoals het in de afspraken staat.",
    waarom="Een andere schrijfwijze is voor het programma een ander gebied.",
    eigen_eis=True,
)


STAAT_ER_ANDERS = Rule(
    code="KGT-008",
    ernst=Severity.FOUT,
    titel="Een cijfer dat op twee bladen staat, is op beide hetzelfde.",
    melding="Van {partij} staat hier over {jaar} {hier}, en op blad {blad} bij {kolom} {daar}.",
    herstel="Verbeter wat er niet klopt, of maak het cijfer hier leeg: dan telt dat van blad {blad}.",
    waarom="Van twee cijfers over hetzelfde kan er maar een gelden.",
    eigen_eis=True,
)


MOST_OF_A_TASK = 10
"""Nobody does more of a task than ten times what was asked: that is 25 where 25% is meant."""


def teller_zonder_noemer(row: Row) -> bool:
    """Mark half a share."""
    return row["teller"] is not None and row.get("noemer") is None


def waarde_wijkt_af(row: Row) -> bool:
    """Mark a value that is further from the share than half of its own last digit.

    1,83 is 18.000 of 9.823 (1,8324); 1,84 is not.
    """
    if not row.number("noemer"):
        return False
    given = Decimal(repr(row.number("waarde")))
    exponent = given.normalize().as_tuple().exponent
    last = Decimal(1).scaleb(min(0, exponent)) if isinstance(exponent, int) else Decimal(1)
    return abs(_share(row["teller"], row["noemer"]) - given) * 2 > last


def _share(teller: object, noemer: object) -> Decimal:
    return Decimal(repr(teller)) / Decimal(repr(noemer))


def noemer_nul(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at a share of nothing."""
    for index, row in records(data):
        if row["noemer"] == 0 and row["teller"] is not None:
            place = data.place(index, "noemer")
            yield rule.at(place, waarde=as_json(row["noemer"]), teller=number(row["teller"]))


def teller_boven_noemer(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at a part that is more than the whole, of a goal that asks a share of 100%."""
    for index, row, doel in _of_goals(case, data):
        teller, noemer = row["teller"], row["noemer"]
        if not _is_share(doel) or doel.haalt_in:
            continue  # of a task more can be done than was asked
        if None not in (teller, noemer) and 0 < noemer < teller:
            words = {"teller": number(teller), "noemer": number(noemer), "doel": doel.id}
            yield rule.at(data.place(index, "teller"), waarde=as_json(teller), **words)


def procent_zonder_teken(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at 25 where 25% is meant, or 2.500% stands."""
    for index, row, doel in _of_goals(case, data):
        value = row["waarde"]
        most = MOST_OF_A_TASK if doel.haalt_in else 1
        if _is_share(doel) and value is not None and abs(value) > most:
            words = {"gelezen": number(value), "als_procent": exactly(value, "%"), "doel": doel.id}
            yield rule.at(data.place(index, "waarde"), waarde=as_json(value), **words)


def _is_share(doel: Doel) -> bool:
    return doel.eenheid == "%" and not doel.relatief


def partij_van_geen_doel(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at figures of a party that the goal does not ask them of."""
    own = case.afspraken
    known = {one.naam for one in own.partijen}
    for index, row, doel in _of_goals(case, data):
        asked, partij = own.leden(doel.genoemd), row["partij"]
        if partij not in known or partij in (*asked, *own.leden(["Gemeente"])):
            continue
        if not doel.genoemd or not known.issuperset(asked):
            continue  # it is of all, or may be of a part that nobody named
        words = {"partij": partij, "partijen": listing(asked), "doel": doel.id}
        yield rule.at(data.place(index, "partij"), waarde=partij, **words)


def gebied_van_geen_doel(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at a place that no number of the goal is for, where each number is for a place."""
    for index, row, doel in _of_goals(case, data):
        places = [one.gebied for one in doel.op_dag(None) if one.gebied]
        if row["gebied"] is None or not places or row["gebied"] in places:
            continue
        if len(places) == len(doel.op_dag(None)):
            hint = suggestion(row["gebied"], places)
            place = data.place(index, "gebied")
            words = {"gebied": row["gebied"], "doel": doel.id, "hint": hint}
            yield rule.at(place, waarde=row["gebied"], **words)


def staat_er_anders(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at a figure that another sheet has otherwise."""
    stock, data = case.table("woningvoorraad"), case.table("kengetallen")
    kinds = ("corporatie", "jaar", "soort_cijfer")
    known = {tuple(row[kind] for kind in kinds): row for _, row in records(stock)}
    for index, row, doel in _of_goals(case, data):
        there = known.get((row["partij"], row["jaar"], row["soort_cijfer"]))
        at = staat_op(doel, case.afspraken)
        if at is None or there is None or None in (row["waarde"], there[at[1]]) or row["gebied"]:
            continue
        if row["waarde"] != there[at[1]]:
            words = {"partij": row["partij"], "jaar": int(row["jaar"])}
            words |= {"hier": number(row["waarde"]), "daar": number(there[at[1]])}
            words |= {"blad": stock.sheet, "kolom": stock.table.column(at[1]).header}
            yield rule.at(data.place(index, "waarde"), waarde=as_json(row["waarde"]), **words)


def _goals(afspraken: Afspraken) -> dict[str, Doel]:
    return {one.doel.id: one.doel for one in kengetaldoelen(afspraken)}


def _of_goals(case: Case, data: TableData) -> Iterator[tuple[int, PlainRow, Doel]]:
    """Give the rows with the goal that each is of."""
    goals = case.once(_goals)
    for index, row in records(data):
        if row["doel"] in goals:
            yield index, row, goals[row["doel"]]


row_rule(TELLER_ZONDER_NOEMER, KENGETALLEN, "noemer", needs=("teller",))(teller_zonder_noemer)
table_rule(NOEMER_NUL, KENGETALLEN, needs=("teller", "noemer"))(noemer_nul)
row_rule(
    WAARDE_WIJKT_AF,
    KENGETALLEN,
    "waarde",
    needs=("teller", "noemer"),
    words=lambda data, row: {
        "gegeven": number(data.rows[row]["waarde"]),
        "gedeeld": number(round(_share(data.rows[row]["teller"], data.rows[row]["noemer"]), 4)),
    },
)(waarde_wijkt_af)
table_rule(TELLER_BOVEN_NOEMER, KENGETALLEN, needs=("doel", "teller", "noemer"))(
    teller_boven_noemer
)
table_rule(PROCENT_ZONDER_TEKEN, KENGETALLEN, needs=("doel", "waarde"))(procent_zonder_teken)
table_rule(PARTIJ_VAN_GEEN_DOEL, KENGETALLEN, needs=("doel", "partij"))(partij_van_geen_doel)
table_rule(GEBIED_VAN_GEEN_DOEL, KENGETALLEN, needs=("doel", "gebied"))(gebied_van_geen_doel)
cross_rule(
    STAAT_ER_ANDERS,
    (KENGETALLEN, ("doel", "partij", "gebied", "jaar", "soort_cijfer", "waarde")),
    (WONINGVOORRAAD, ("corporatie", "jaar", "soort_cijfer", "nieuwbouw", "verkoop", "sloop")),
)(staat_er_anders)
