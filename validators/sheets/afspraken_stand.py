"""How the agreements stand on the peildatum: terms that passed, what recurs, what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from prestatieafspraken.afspraken.model import Afspraak
from prestatieafspraken.dutch.shown import as_json, in_sentence
from prestatieafspraken.dutch.written import count_of, listing
from prestatieafspraken.dutch.written import day as day_in_words
from prestatieafspraken.validators.declaring.periode import parts_over
from prestatieafspraken.validators.declaring.row import PlainRow, records
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.afspraken import AFSPRAKEN
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.status import CLOSED, AfspraakStatus

TERMIJN_VOORBIJ = Rule(
    code="AFS-020",
    ernst=Severity.WAARSCHUWING,
    titel="Als de termijn van een afspraak voorbij is, zegt de status hoe zij is afgelopen.",
    melding="Afspraak {code} moest klaar zijn op {dag}; de status is {status}.",
    herstel="Werk de status bij, en noem in de toelichting de nieuwe termijn als de afspraak nog niet klaar is.",
    waarom="Een termijn die ongemerkt voorbijgaat, wordt niet meer gehaald.",
    afgesproken=True,
)
NOG_GEEN_STATUS = Rule(
    code="AFS-027",
    ernst=Severity.WAARSCHUWING,
    titel="Als er termijnen voorbij zijn, is op het themablad de status ingevuld.",
    melding="Op dit blad is nog geen status ingevuld, terwijl de termijn voorbij is van {codes}.",
    herstel="Vul bij elke afspraak de status in, om te beginnen bij deze.",
    waarom="Zonder status is van geen enkele afspraak te zeggen of zij wordt nagekomen.",
    afgesproken=True,
)
MIJLPAAL_ZONDER_REALISATIE = Rule(
    code="AFS-021",
    ernst=Severity.WAARSCHUWING,
    titel="Wat een afspraak op een bepaalde dag belooft, staat daarna bij de realisatie.",
    melding="Bij afspraak {code} hoort een {wat} ({gedrukt}); die dag is voorbij en de realisatie is leeg.",
    herstel="Schrijf in een zin op wat er is gedaan, of waarom het nog niet is gedaan.",
    waarom="Een toezegging in de toelichting van een afspraak raakt gemakkelijk uit beeld.",
    afgesproken=True,
)
TE_WEINIG_HERHAALD = Rule(
    code="AFS-022",
    ernst=Severity.WAARSCHUWING,
    titel="Een afspraak die terugkeert, is zo vaak uitgevoerd als is afgesproken.",
    melding="Afspraak {code} is {keer} per jaar afgesproken. Tot de peildatum is dat {nodig}; ingevuld is {gedaan}.",
    herstel="Vul bij Aantal keer in hoe vaak het is gebeurd, en noem in de toelichting waarom als dat te weinig is.",
    waarom="Van een terugkerende afspraak is pas aan het aantal te zien of zij wordt gehouden.",
    afgesproken=True,
)
TREKKER_ANDERS = Rule(
    code="AFS-023",
    ernst=Severity.WAARSCHUWING,
    titel="De trekker is de partij die is afgesproken.",
    melding="Als trekker van {code} staat hier {trekker}; afgesproken is {afgesproken}.",
    herstel="Kies {afgesproken}, of noem in de toelichting waarom een ander de afspraak trekt.",
    waarom="Elke afspraak heeft precies één trekker, en die is met elkaar afgesproken.",
    afgesproken=True,
)
TERMIJN_VERSCHOVEN = Rule(
    code="AFS-024",
    ernst=Severity.WAARSCHUWING,
    titel="Een termijn is niet later dan is afgesproken.",
    melding="Afspraak {code} staat hier op uiterlijk {dag}; afgesproken is {afgesproken}.",
    herstel="Zet de afgesproken dag terug, en noem de nieuwe termijn in de toelichting.",
    waarom="Met een verschoven termijn lijkt een afspraak op tijd die het niet is.",
    afgesproken=True,
)
NIET_BEGONNEN = Rule(
    code="AFS-025",
    ernst=Severity.WAARSCHUWING,
    titel="Een afspraak die vanaf een dag geldt, is daarna begonnen.",
    melding="Afspraak {code} geldt vanaf {dag}, maar de status is 'niet gestart'.",
    herstel="Werk de status bij, of noem in de toelichting wanneer de afspraak wel begint.",
    waarom="Zonder einddatum is het begin het enige dat te volgen is.",
    afgesproken=True,
)
ONDERDEEL_NIET_GENOEMD = Rule(
    code="AFS-026",
    ernst=Severity.WAARSCHUWING,
    titel="De realisatie van een afgeronde afspraak noemt alles wat de afspraak bij naam noemt.",
    melding="Afspraak {code} is afgerond, maar de realisatie zegt niets over {namen}.",
    herstel="Schrijf ook op wat er van {namen} is geworden.",
    waarom="De afspraak wijst precies deze plekken aan.",
    afgesproken=True,
)


def _known(case: Case, data: TableData) -> Iterator[tuple[int, PlainRow, Afspraak]]:
    own = {a.id: a for a in case.afspraken.afspraken if a.thema == data.table.theme}
    for index, row in records(data):
        if row["code"] in own:
            yield index, row, own[row["code"]]


def _followed(case: Case, data: TableData) -> Iterator[tuple[int, PlainRow, Afspraak]]:
    """Give the agreements of which this workbook tells the outcome: those its party leads.

    The shared workbook tells of all; one that nobody leads is everybody's.
    """
    leads = {None, case.holder, "Corporaties"}
    for index, row, afspraak in _known(case, data):
        if not case.is_own or afspraak.trekker in leads:
            yield index, row, afspraak


def _late(case: Case, data: TableData) -> Iterator[tuple[int, PlainRow, Afspraak, date]]:
    """Give the terms that passed without an outcome; a cleared cell does not undo a term.

    A term before the year of the agreements is none: that has its own rule.
    """
    for index, row, afspraak in _followed(case, data):
        if data.is_unusable(index, "status", "uiterlijk") or row["status"] in CLOSED:
            continue
        dag = row["uiterlijk"] if row["uiterlijk"] is not None else afspraak.termijn.tot
        if dag is not None and dag.year >= case.jaar and case.has_passed(dag):
            yield index, row, afspraak, dag


def _is_untouched(data: TableData) -> bool:
    """Say whether nobody filled in any status yet."""
    return not any(data.values["status"]) and not data.has_unusable("status")


def termijn_voorbij(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at each term that passed without an outcome, on a sheet that is being kept."""
    for index, row, afspraak, dag in () if _is_untouched(data) else _late(case, data):
        yield rule.at(
            data.place(index, "status"),
            waarde=row["status"],
            code=afspraak.id,
            dag=day_in_words(dag),
            status=row["status"] or "niet ingevuld",
        )


def nog_geen_status(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Say it once of a sheet without any status."""
    late = list(_late(case, data)) if _is_untouched(data) else []
    if late:
        codes = listing([afspraak.id for _, _, afspraak, _ in late])
        yield rule.at(data.place(late[0][0], "status"), codes=codes)


def mijlpaal_zonder_realisatie(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at empty results after a day on which something was promised."""
    for index, row, afspraak in _followed(case, data):
        # A finished agreement without a result is another rule's.
        if (
            data.is_unusable(index, "status", "realisatie")
            or row["status"] == AfspraakStatus.AFGEROND
        ):
            continue
        for dag in afspraak.data:
            passed = dag.naam == "mijlpaal" and dag.dag is not None and case.has_passed(dag.dag)
            if passed and row["realisatie"] is None:
                yield rule.at(
                    data.place(index, "realisatie"),
                    code=afspraak.id,
                    wat=dag.wat,
                    gedrukt=dag.gedrukt,
                )


def te_weinig_herhaald(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Compare how often something was done with how often it was due by now."""
    for index, row, afspraak in _followed(case, data):
        often = afspraak.termijn.per_jaar
        skip = data.is_unusable(index, "keren") or row["status"] == AfspraakStatus.VERVALLEN
        if often is None or case.peildatum is None or skip:
            continue
        due = parts_over(case.jaar, often, case.peildatum)
        if (row["keren"] or 0) < due:
            done = "niets" if row["keren"] is None else f"{row['keren']} keer"
            yield rule.at(
                data.place(index, "keren"),
                waarde=as_json(row["keren"]),
                code=afspraak.id,
                keer=count_of(often, "keer", "keer"),
                nodig=count_of(due, "keer", "keer"),
                gedaan=done,
            )


def trekker_anders(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at another lead than was agreed; one corporatie may stand for all of them."""
    names = {partij.naam for partij in case.afspraken.corporaties()}
    for index, row, afspraak in _known(case, data):
        trekker, agreed = row["trekker"], afspraak.trekker
        narrower = agreed == "Corporaties" and trekker in names
        if None not in (trekker, agreed) and trekker != agreed and not narrower:
            yield rule.at(
                data.place(index, "trekker"),
                waarde=trekker,
                code=afspraak.id,
                trekker=trekker,
                afgesproken=agreed,
            )


def termijn_verschoven(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at terms that are later than was agreed."""
    for index, row, afspraak in _known(case, data):
        agreed = afspraak.termijn.tot
        if row["uiterlijk"] is not None and agreed and row["uiterlijk"] > agreed:
            yield rule.at(
                data.place(index, "uiterlijk"),
                waarde=as_json(row["uiterlijk"]),
                code=afspraak.id,
                dag=day_in_words(row["uiterlijk"]),
                afgesproken=day_in_words(agreed),
            )


def niet_begonnen(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at agreements that only have a first day, and have not begun by then."""
    for index, row, afspraak in _followed(case, data):
        first = afspraak.termijn.van
        begun = first is not None and afspraak.termijn.tot is None and case.has_passed(first)
        if first is not None and begun and row["status"] == AfspraakStatus.NIET_GESTART:
            yield rule.at(
                data.place(index, "status"),
                waarde=row["status"],
                code=afspraak.id,
                dag=day_in_words(first),
            )


def onderdeel_niet_genoemd(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Name the places of a finished agreement that its result leaves out."""
    for index, row, afspraak in _known(case, data):
        if row["status"] != AfspraakStatus.AFGEROND or row["realisatie"] is None:
            continue
        told = row["realisatie"].casefold()
        absent = [naam for naam in afspraak.onderdelen if naam.casefold() not in told]
        if absent:
            yield rule.at(
                data.place(index, "realisatie"),
                waarde=in_sentence(row["realisatie"]).strip("'"),
                code=afspraak.id,
                namen=listing(absent),
            )


table_rule(TERMIJN_VOORBIJ, AFSPRAKEN, needs=("code", "uiterlijk", "status"))(termijn_voorbij)
table_rule(NOG_GEEN_STATUS, AFSPRAKEN, needs=("code", "uiterlijk", "status"))(nog_geen_status)
table_rule(MIJLPAAL_ZONDER_REALISATIE, AFSPRAKEN, needs=("code", "status", "realisatie"))(
    mijlpaal_zonder_realisatie
)
table_rule(TE_WEINIG_HERHAALD, AFSPRAKEN, needs=("code", "status", "keren"))(te_weinig_herhaald)
table_rule(TREKKER_ANDERS, AFSPRAKEN, needs=("code", "trekker"))(trekker_anders)
table_rule(TERMIJN_VERSCHOVEN, AFSPRAKEN, needs=("code", "uiterlijk"))(termijn_verschoven)
table_rule(NIET_BEGONNEN, AFSPRAKEN, needs=("code", "status"))(niet_begonnen)
table_rule(ONDERDEEL_NIET_GENOEMD, AFSPRAKEN, needs=("code", "status", "realisatie"))(
    onderdeel_niet_genoemd
)
