"""How the agreements stand on the peildatum: terms that passed, what recurs, what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from prestatieafspraken.afspraken.model import Afspraak
from prestatieafspraken.afspraken.status import RUNNING, WITH_REASON, AfspraakStatus
from prestatieafspraken.afspraken.voorbij import Tijdig, is_overdue, parts_over, tijdig
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.shown import as_json, in_sentence
from prestatieafspraken.dutch.written import day as day_in_words
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.declaring.row import PlainRow, Row, records
from prestatieafspraken.validators.declaring.rule import Case, row_rule, table_rule
from prestatieafspraken.validators.sheets.afspraken import AFSPRAKEN
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

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
    melding="Afspraak {code} noemt een dag: {wat} ({gedrukt}). Die dag is voorbij en de realisatie is leeg.",
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
NIET_BEGONNEN = Rule(
    code="AFS-025",
    ernst=Severity.WAARSCHUWING,
    titel="Een afspraak die vanaf een dag geldt, is daarna begonnen.",
    melding="Afspraak {code} geldt vanaf {dag}, maar de status is 'niet begonnen'.",
    herstel="Werk de status bij, of noem in de toelichting wanneer de afspraak wel begint.",
    waarom="Zonder einddatum is het begin het enige dat te volgen is.",
    afgesproken=True,
)
ONDERDEEL_NIET_GENOEMD = Rule(
    code="AFS-026",
    ernst=Severity.WAARSCHUWING,
    titel="De realisatie van een nagekomen afspraak noemt alles wat de afspraak bij naam noemt.",
    melding="Afspraak {code} is nagekomen, maar de realisatie zegt niets over {namen}.",
    herstel="Schrijf ook op wat er van {namen} is geworden.",
    waarom="De afspraak wijst precies deze plekken aan.",
    afgesproken=True,
)
AFLOOP_ZONDER_REDEN = Rule(
    code="AFS-028",
    ernst=Severity.WAARSCHUWING,
    titel="Van wat deels of niet is nagekomen, staat er waarom.",
    melding="Afspraak {code} is {status}, maar er staat niet waarom.",
    herstel="Schrijf in een zin in de toelichting waarom het niet (helemaal) is gelukt.",
    waarom="De raad vraagt bij elke afspraak die niet is nagekomen naar de reden.",
    eigen_eis=True,
)
LOOPT_NOG_NA_HET_JAAR = Rule(
    code="AFS-029",
    ernst=Severity.WAARSCHUWING,
    titel="Na het jaar zegt de status van elke afspraak hoe het is afgelopen, of dat zij doorloopt.",
    melding="Het jaar {jaar} is voorbij; bij afspraak {code} staat nog '{status}'.",
    herstel="Kies hoe de afspraak is afgelopen, of 'loopt door' als zij ook daarna geldt.",
    waarom="Na het jaar is de vraag niet meer hoe het gaat, maar of het is gedaan.",
    eigen_eis=True,
)
AFGEROND_MAAR_LOOPT = Rule(
    code="AFS-030",
    ernst=Severity.WAARSCHUWING,
    titel="Alleen bij een afspraak die is afgelopen, staat een dag waarop zij is afgerond.",
    melding="Afspraak {code} is afgerond op {dag}, maar de status is {status}.",
    herstel="Kies hoe de afspraak is afgelopen, of maak de dag leeg.",
    waarom="De dag en de status zeggen hier elk iets anders.",
    eigen_eis=True,
)
AFGEROND_NA_PEILDATUM = Rule(
    code="AFS-031",
    ernst=Severity.WAARSCHUWING,
    titel="Een afspraak is niet later afgerond dan op de peildatum.",
    melding="Afspraak {code} zou zijn afgerond op {dag}; dat is na de peildatum.",
    herstel="Vul de dag in waarop de afspraak echt klaar was, of maak haar leeg.",
    waarom="Wat nog moet gebeuren, is niet afgerond.",
    eigen_eis=True,
)
LOOPT_DOOR_MET_EINDDAG = Rule(
    code="AFS-032",
    ernst=Severity.WAARSCHUWING,
    titel="Een afspraak met een einddatum in het jaar loopt niet vanzelf door.",
    melding="Afspraak {code} moest klaar zijn op {dag}; de status is 'loopt door'.",
    herstel="Kies of zij is nagekomen, deels of niet, of 'doorgeschoven' als u een nieuwe dag afspreekt.",
    waarom="Een termijn die doorloopt, is geen termijn.",
    eigen_eis=True,
)
TE_LAAT_NAGEKOMEN = Rule(
    code="AFS-033",
    ernst=Severity.INFO,
    titel="Een nagekomen afspraak was op tijd klaar.",
    melding="Afspraak {code} is nagekomen op {dag}, na de afgesproken {uiterlijk}.",
    herstel="Kloppen beide dagen, dan hoeft u niets te doen.",
    waarom="Te laat nagekomen is iets anders dan op tijd.",
    eigen_eis=True,
)


GEHEEL_EERDER_DAN_DEEL = Rule(
    code="AFS-034",
    ernst=Severity.WAARSCHUWING,
    titel="Een afspraak is pas nagekomen als al haar onderdelen dat zijn.",
    melding="Afspraak {code} is nagekomen, maar van haar onderdelen staat dat er niet: {delen}.",
    herstel="Werk de status van de onderdelen bij, of kies 'deels nagekomen'.",
    waarom="Elk onderdeel is een eigen belofte, met een eigen partij en dag.",
    eigen_eis=True,
)
STILL = AfspraakStatus.LOOPT_DOOR
ENDED_WELL = (AfspraakStatus.NAGEKOMEN, AfspraakStatus.VERVALLEN, AfspraakStatus.GEWIJZIGD)


def _known(case: Case, data: TableData) -> Iterator[tuple[int, PlainRow, Afspraak]]:
    own = {a.id: a for a in case.afspraken.afspraken if a.thema == data.table.theme}
    for index, row in records(data):
        if row["code"] in own:
            yield index, row, own[row["code"]]


def _followed(case: Case, data: TableData) -> Iterator[tuple[int, PlainRow, Afspraak]]:
    """Give the agreements of which this workbook tells the outcome: those its party leads.

    The shared workbook tells of all; one that nobody leads is everybody's. Of one whose condition
    is not met, or nobody says so, there is no outcome to tell.
    """
    for index, row, afspraak in _known(case, data):
        lead = afspraak.trekker
        mine = not case.is_own or lead is None or case.holder in case.afspraken.leden([lead])
        if afspraak.geldt and mine:
            yield index, row, afspraak


def _told_of(case: Case, data: TableData) -> Iterator[tuple[int, PlainRow, Afspraak]]:
    """Give the agreements that this workbook tells of: also one of another that it has running."""
    mine = {index for index, *_ in _followed(case, data)}
    for index, row, afspraak in _known(case, data):
        if index in mine or (afspraak.geldt and row["status"] in RUNNING):
            yield index, row, afspraak


def _late(case: Case, data: TableData) -> Iterator[tuple[int, PlainRow, Afspraak, date]]:
    """Give the terms that passed without an outcome."""
    for index, row, afspraak in _told_of(case, data):
        dag, status = _last_day(row, afspraak), row["status"]
        if dag is None or data.is_unusable(index, "status", "uiterlijk"):
            continue
        if is_overdue(afspraak.termijn, dag, status, case.jaar, case.peildatum):
            yield index, row, afspraak, dag


def _last_day(row: PlainRow, afspraak: Afspraak) -> date | None:
    """Give the last day of an agreement as it stands here; a cleared cell does not undo a term."""
    day: date | None = row["uiterlijk"]
    return afspraak.termijn.tot if day is None else day


def _is_untouched(data: TableData) -> bool:
    """Say whether nobody filled in any status yet."""
    return not any(data.values["status"]) and not data.has_unusable("status")


def _quoted(status: str | None) -> str:
    """Write a status as a word of the list, or say that there is none."""
    return f"'{status}'" if status else "niet ingevuld"


def termijn_voorbij(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at each term that passed without an outcome, on a sheet that is being kept."""
    for index, row, afspraak, dag in () if _is_untouched(data) else _late(case, data):
        yield rule.at(
            data.place(index, "status"),
            waarde=row["status"],
            code=afspraak.id,
            dag=day_in_words(dag),
            status=_quoted(row["status"]),
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
            or row["status"] == AfspraakStatus.NAGEKOMEN
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
        if often is None or skip:
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


def niet_begonnen(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at agreements that only have a first day, and have not begun by then."""
    for index, row, afspraak in _followed(case, data):
        first = afspraak.termijn.van
        begun = first is not None and afspraak.termijn.tot is None and case.has_passed(first)
        if first is not None and begun and row["status"] == AfspraakStatus.NIET_BEGONNEN:
            yield rule.at(
                data.place(index, "status"),
                waarde=row["status"],
                code=afspraak.id,
                dag=day_in_words(first),
            )


def onderdeel_niet_genoemd(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Name the places of a finished agreement that its result leaves out."""
    for index, row, afspraak in _known(case, data):
        if row["status"] != AfspraakStatus.NAGEKOMEN or row["realisatie"] is None:
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


def afloop_zonder_reden(row: Row) -> bool:
    """Mark what was not, or not wholly, kept without a reason."""
    return row["status"] in WITH_REASON and row.get("toelichting") is None


def loopt_nog_na_het_jaar(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at agreements of which nobody says how they ended; what is late has its own rule."""
    if not case.is_over(case.jaar):
        return
    late = {index for index, *_ in _late(case, data)}
    for index, row, afspraak in _told_of(case, data):
        if row["status"] in RUNNING and index not in late:
            place = data.place(index, "status")
            yield rule.at(
                place,
                waarde=row["status"],
                jaar=str(case.jaar),
                code=afspraak.id,
                status=row["status"],
            )


def afgerond_maar_loopt(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at a last day of what has not ended."""
    for index, row, afspraak, dag in _ended(case, data):
        status, lost = row["status"], data.is_unusable(index, "status")
        if not lost and (status is None or status in RUNNING or status == STILL):
            words = {"dag": day_in_words(dag), "status": _quoted(status)}
            place = data.place(index, "afgerond_op")
            yield rule.at(place, waarde=as_json(dag), code=afspraak.id, **words)


def afgerond_na_peildatum(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at a last day that is still to come."""
    for index, _, afspraak, dag in _ended(case, data):
        if dag > case.peildatum:
            place = data.place(index, "afgerond_op")
            yield rule.at(place, waarde=as_json(dag), code=afspraak.id, dag=day_in_words(dag))


def loopt_door_met_einddag(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at terms of the year that nobody kept or moved, but that go on."""
    for index, row, afspraak in _known(case, data):
        if row["status"] != STILL or data.is_unusable(index, "uiterlijk"):
            continue
        last = _last_day(row, afspraak)
        if last is not None and last.year == case.jaar:
            place = data.place(index, "status")
            yield rule.at(place, waarde=row["status"], code=afspraak.id, dag=day_in_words(last))


def te_laat_nagekomen(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Say that something was kept after its last day."""
    for index, row, afspraak, dag in _ended(case, data):
        if data.is_unusable(index, "uiterlijk"):
            continue
        last = _last_day(row, afspraak)
        if last and tijdig(afspraak.termijn, row["status"], dag, last) is Tijdig.TE_LAAT:
            words = {"dag": day_in_words(dag), "uiterlijk": day_in_words(last)}
            place = data.place(index, "afgerond_op")
            yield rule.at(place, waarde=as_json(dag), code=afspraak.id, **words)


def geheel_eerder_dan_deel(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at what was kept as a whole while a part of it was not, or nobody says so."""
    rows = {afspraak.id: (index, row) for index, row, afspraak in _known(case, data)}
    parts: dict[str, list[str]] = {}
    for one in case.afspraken.afspraken:
        if one.deel_van and one.id in rows and not data.is_unusable(rows[one.id][0], "status"):
            status = rows[one.id][1]["status"]
            if status not in ENDED_WELL:
                told = f"{one.id} ({status or 'niet ingevuld'})"
                parts.setdefault(one.deel_van, []).append(told)
    for whole, listed in parts.items():
        index, row = rows.get(whole, (0, {"status": None}))
        if row["status"] == AfspraakStatus.NAGEKOMEN:
            place = data.place(index, "status")
            yield rule.at(place, waarde=row["status"], code=whole, delen=listing(listed))


def _ended(case: Case, data: TableData) -> Iterator[tuple[int, PlainRow, Afspraak, date]]:
    """Give the agreements with a day on which they ended."""
    for index, row, afspraak in _known(case, data):
        if row["afgerond_op"] is not None:
            yield index, row, afspraak, row["afgerond_op"]


row_rule(AFLOOP_ZONDER_REDEN, AFSPRAKEN, "status", needs=("status", "toelichting"))(
    afloop_zonder_reden
)
table_rule(LOOPT_NOG_NA_HET_JAAR, AFSPRAKEN, needs=("code", "uiterlijk", "status"))(
    loopt_nog_na_het_jaar
)
table_rule(AFGEROND_MAAR_LOOPT, AFSPRAKEN, needs=("code", "status", "afgerond_op"))(
    afgerond_maar_loopt
)
table_rule(AFGEROND_NA_PEILDATUM, AFSPRAKEN, needs=("code", "afgerond_op"))(afgerond_na_peildatum)
table_rule(GEHEEL_EERDER_DAN_DEEL, AFSPRAKEN, needs=("code", "status"))(geheel_eerder_dan_deel)
table_rule(LOOPT_DOOR_MET_EINDDAG, AFSPRAKEN, needs=("code", "uiterlijk", "status"))(
    loopt_door_met_einddag
)
table_rule(TE_LAAT_NAGEKOMEN, AFSPRAKEN, needs=("code", "uiterlijk", "status", "afgerond_op"))(
    te_laat_nagekomen
)
table_rule(TERMIJN_VOORBIJ, AFSPRAKEN, needs=("code", "uiterlijk", "status"))(termijn_voorbij)
table_rule(NOG_GEEN_STATUS, AFSPRAKEN, needs=("code", "uiterlijk", "status"))(nog_geen_status)
table_rule(MIJLPAAL_ZONDER_REALISATIE, AFSPRAKEN, needs=("code", "status", "realisatie"))(
    mijlpaal_zonder_realisatie
)
table_rule(TE_WEINIG_HERHAALD, AFSPRAKEN, needs=("code", "status", "keren"))(te_weinig_herhaald)
table_rule(NIET_BEGONNEN, AFSPRAKEN, needs=("code", "status"))(niet_begonnen)
table_rule(ONDERDEEL_NIET_GENOEMD, AFSPRAKEN, needs=("code", "status", "realisatie"))(
    onderdeel_niet_genoemd
)
