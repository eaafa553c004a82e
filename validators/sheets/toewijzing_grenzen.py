"""Lettings against what was agreed and what the law allows: ceilings, and how near they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prestatieafspraken.dutch.written import number, percent
from prestatieafspraken.normen import NormStatus, UnknownNormError, norm
from prestatieafspraken.validators.declaring.periode import end
from prestatieafspraken.validators.declaring.row import PlainRow, records
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.declaring.words import percent_beside
from prestatieafspraken.validators.sheets.toewijzing import TOEWIJZINGEN
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.periode import FULL_YEAR, QUARTERS
from prestatieafspraken.workbook.vrije_ruimte import has_middle_group, most_above

KEY = ("corporatie", "jaar", "periode")
ABOVE = ("doelgroep", "middeninkomen", "hoger_inkomen")

TE_VEEL_BOVEN_INKOMENSGRENS = Rule(
    code="TWZ-020",
    ernst=Severity.WAARSCHUWING,
    titel="Boven de inkomensgrens wordt niet meer toegewezen dan mag.",
    melding="{corporatie} wees in {jaar} {aantal} van de {verhuringen} woningen ({deel}) toe boven de inkomensgrens. Het maximum is {grens} ({norm}).",
    herstel="Controleer de aantallen, en noem in de toelichting wat de partijen doen als ze kloppen.",
    waarom="De rest van de woningen is voor de doelgroep.",
    afgesproken=True,
)
TE_VEEL_MAATWERK = Rule(
    code="TWZ-021",
    ernst=Severity.WAARSCHUWING,
    titel="Een corporatie blijft binnen de grens die voor haar lokaal maatwerk is afgesproken.",
    melding="{corporatie} wees in {jaar} {aantal} van de {verhuringen} woningen ({deel}) toe via lokaal maatwerk. Afgesproken is hoogstens {grens} ({norm}).",
    herstel="Controleer de aantallen, en stem met de andere partijen af wat er gebeurt als ze kloppen.",
    waarom="Wat de ene corporatie meer doet, kan de andere minder doen.",
    afgesproken=True,
)
TE_VEEL_MAATWERK_SAMEN = Rule(
    code="TWZ-022",
    ernst=Severity.WAARSCHUWING,
    titel="Het lokaal maatwerk van alle corporaties samen blijft binnen de grens voor de gemeente.",
    melding="De corporaties samen wezen in {jaar} {aantal} van de {verhuringen} woningen ({deel}) toe via lokaal maatwerk. Het maximum is {grens} ({norm}).",
    herstel="Controleer de aantallen, en stem samen af welke maatregel nodig is als ze kloppen.",
    waarom="De grens geldt voor alle verhuringen in de gemeente samen.",
    afgesproken=True,
)
GRENS_DREIGT = Rule(
    code="TWZ-023",
    ernst=Severity.WAARSCHUWING,
    titel="Een grens aan de toewijzingen dreigt niet te worden overschreden.",
    melding="{wie} komt in {jaar} {wanneer} op {deel} {wat}. Over het hele jaar is het maximum {grens} ({norm}).",
    herstel="Stem samen af welke maatregel nodig is om binnen de grens te blijven.",
    waarom="In het jaar zelf is er nog iets aan te doen.",
    afgesproken=True,
)


@dataclass(frozen=True)
class Ceiling:
    """The largest share that may be let so, and where that is written."""

    share: Decimal
    norm: str


@dataclass(frozen=True)
class Part:
    """How many of how many lettings."""

    amount: int
    of: int

    def __add__(self, other: Part) -> Part:
        return Part(self.amount + other.amount, self.of + other.of)

    @property
    def share(self) -> Decimal:
        """The part as a fraction; nothing of nothing is no share."""
        return Decimal(self.amount) / self.of if self.of else Decimal(0)


def above_limit(case: Case, dag: date) -> Ceiling | None:
    """Give what may go to incomes above the limit: as agreed, or else as the law has it."""
    try:
        most = most_above(case.afspraken, dag)
    except UnknownNormError as unknown:
        case.leave(unknown)
        return None
    if most.afspraak:
        return Ceiling(most.share, f"afspraak {most.afspraak}")
    return _national(most.share, most.vanaf, most.status)


def local(case: Case, dag: date, partij: str | None = None) -> Ceiling | None:
    """Give the ceiling of local priority, of one corporatie or of the whole municipality."""
    agreed = _agreed(case, "lokaal_maatwerk", dag, partij)
    if agreed or partij:
        return agreed
    try:
        found = norm("lokaal_maatwerk", dag, case.afspraken.gemeente.code)
    except UnknownNormError as unknown:
        case.leave(unknown)
        return None
    return _national(found.waarde, found.vanaf, found.status)


def _agreed(case: Case, naam: str, dag: date, partij: str | None) -> Ceiling | None:
    for afspraak, share in case.afspraken.getallen(naam, dag, partij):
        return Ceiling(share, f"afspraak {afspraak.id}")
    return None


def _national(share: Decimal, vanaf: date | None, status: NormStatus) -> Ceiling:
    since = f" vanaf {vanaf.year}" if vanaf else ""
    return Ceiling(share, f"landelijke norm{since}{'' if status.is_firm else f', {status}'}")


def _rows(data: TableData, *columns: str) -> Iterator[tuple[int, PlainRow]]:
    """Give the rows whose key and lettings are there, and whose `columns` have no fault."""
    for index, row in records(data):
        known = all(row[name] is not None for name in (*KEY, "verhuringen"))
        if known and not data.is_unusable(index, *columns):
            yield index, row


def _above(row: PlainRow) -> Part | None:
    """Give the lettings above the limit: counted, or else all that did not go to the rest."""
    target, middle, high = (row[name] for name in ABOVE)
    if middle is None and not has_middle_group(date(row["jaar"], 12, 31)):
        middle = 0
    if middle is not None and high is not None:
        return Part(int(middle + high), int(row["verhuringen"]))
    if target is not None and target <= row["verhuringen"]:
        return Part(int(row["verhuringen"] - target), int(row["verhuringen"]))
    return None


def _local(row: PlainRow) -> Part | None:
    if row["maatwerk"] is None or row["maatwerk"] > row["verhuringen"]:
        return None
    return Part(int(row["maatwerk"]), int(row["verhuringen"]))


def _over(
    rule: Rule,
    data: TableData,
    place: tuple[int, str],
    part: Part,
    ceiling: Ceiling,
    **words: object,
) -> Finding:
    return rule.at(
        data.place(*place),
        waarde=part.amount,
        aantal=number(part.amount),
        verhuringen=number(part.of),
        deel=percent_beside(part.share, ceiling.share),
        grens=percent(ceiling.share),
        norm=ceiling.norm,
        **words,
    )


@table_rule(TE_VEEL_BOVEN_INKOMENSGRENS, TOEWIJZINGEN, needs=(*KEY, "verhuringen", *ABOVE))
def te_veel_boven_inkomensgrens(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Hold whole years against the ceiling that held at their end."""
    for index, row in _rows(data, *ABOVE):
        part, ceiling = _above(row), above_limit(case, end(row["jaar"], row["periode"]))
        if row["periode"] == FULL_YEAR and part and ceiling and part.share > ceiling.share:
            words = {"corporatie": row["corporatie"], "jaar": row["jaar"]}
            yield _over(rule, data, (index, "verhuringen"), part, ceiling, **words)


@table_rule(TE_VEEL_MAATWERK, TOEWIJZINGEN, needs=(*KEY, "verhuringen", "maatwerk"))
def te_veel_maatwerk(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Hold whole years of a corporatie against its own ceiling."""
    for index, row in _rows(data, "maatwerk"):
        part = _local(row)
        ceiling = local(case, end(row["jaar"], row["periode"]), row["corporatie"])
        if row["periode"] == FULL_YEAR and part and ceiling and part.share > ceiling.share:
            words = {"corporatie": row["corporatie"], "jaar": row["jaar"]}
            yield _over(rule, data, (index, "maatwerk"), part, ceiling, **words)


def _together(case: Case, data: TableData) -> Iterator[tuple[int, int, str, Part]]:
    """Give per period the first row, and the local priority of all corporaties together.

    A period in which a signing corporatie, or any figure, is missing says nothing of the whole.
    """
    if case.is_own or data.has_unusable(*KEY, "verhuringen", "maatwerk"):
        return
    periods: dict[tuple[int, str], list[tuple[int, PlainRow]]] = {}
    for index, row in _rows(data):
        periods.setdefault((row["jaar"], row["periode"]), []).append((index, row))
    for (jaar, periode), rows in periods.items():
        parts = [_local(row) for _, row in rows]
        names = [row["corporatie"] for _, row in rows]
        if set(case.deelnemers) <= set(names) and len(set(names)) == len(names):
            known = [part for part in parts if part is not None]
            if len(known) == len(parts):
                yield rows[0][0], jaar, periode, sum(known, Part(0, 0))


@table_rule(TE_VEEL_MAATWERK_SAMEN, TOEWIJZINGEN, needs=(*KEY, "verhuringen", "maatwerk"))
def te_veel_maatwerk_samen(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Hold the whole municipality against the ceiling that held at the end of the year."""
    for index, jaar, periode, part in _together(case, data):
        ceiling = local(case, end(jaar, periode))
        if periode == FULL_YEAR and ceiling and part.share > ceiling.share:
            yield _over(rule, data, (index, "maatwerk"), part, ceiling, jaar=jaar)


LOCAL_WORDS, ABOVE_WORDS = "lokaal maatwerk", "toewijzingen boven de inkomensgrens"


@table_rule(
    GRENS_DREIGT, TOEWIJZINGEN, needs=(*KEY, "verhuringen", "maatwerk", "maatwerk_verwacht", *ABOVE)
)
def grens_dreigt(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Warn when a part of a year, or what a corporatie expects, is above a ceiling."""

    def near(
        index: int, column: str, share: Decimal, ceiling: Ceiling | None, **words: object
    ) -> Iterator[Finding]:
        if ceiling and share > ceiling.share:
            yield rule.at(
                data.place(index, column),
                waarde=float(share) if column == "maatwerk_verwacht" else None,
                deel=percent_beside(share, ceiling.share),
                grens=percent(ceiling.share),
                norm=ceiling.norm,
                **words,
            )

    for index, row in _rows(data, "maatwerk", "maatwerk_verwacht", *ABOVE):
        jaar, wie, last = row["jaar"], row["corporatie"], date(row["jaar"], 12, 31)
        words = {"jaar": jaar, "wie": wie, "wanneer": f"in {row['periode']}"}
        own = local(case, last, wie)
        if QUARTERS[row["periode"]] < QUARTERS[FULL_YEAR]:
            above, maatwerk = _above(row), _local(row)
            if above:
                ceiling = above_limit(case, last)
                yield from near(
                    index, "verhuringen", above.share, ceiling, wat=ABOVE_WORDS, **words
                )
            if maatwerk:
                yield from near(index, "maatwerk", maatwerk.share, own, wat=LOCAL_WORDS, **words)
        if row["maatwerk_verwacht"] is not None:
            expected = Decimal(str(row["maatwerk_verwacht"]))
            words["wanneer"] = "naar verwachting"
            yield from near(index, "maatwerk_verwacht", expected, own, wat=LOCAL_WORDS, **words)
    for index, jaar, periode, part in _together(case, data):
        if periode != FULL_YEAR:
            words = {"jaar": jaar, "wie": "De gemeente", "wanneer": f"in {periode}"}
            ceiling = local(case, date(jaar, 12, 31))
            yield from near(index, "maatwerk", part.share, ceiling, wat=LOCAL_WORDS, **words)
