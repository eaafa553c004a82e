"""Lettings against what was agreed and what the law allows: ceilings, and how near they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.dutch.counted import Aantal
from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import number
from prestatieafspraken.normen import NormStatus, UnknownNormError
from prestatieafspraken.validators.declaring.row import PlainRow, records
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.toewijzing import TOEWIJZINGEN
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.periode import FULL_YEAR
from prestatieafspraken.workbook.vrije_ruimte import (
    Ruimte,
    RuimteOf,
    has_middle_group,
    most_above,
    most_free,
    most_local,
)

KEY = ("corporatie", "jaar", "periode")
GROUPS = ("doelgroep", "middeninkomen", "hoger_inkomen")

TE_VEEL_BOVEN_INKOMENSGRENS = Rule(
    code="TWZ-020",
    ernst=Severity.WAARSCHUWING,
    titel="Boven de inkomensgrens wordt niet meer toegewezen dan mag.",
    melding="{corporatie} wees in {jaar} {aantal} van {verhuringen:woningen} ({deel}) toe boven de inkomensgrens. Het maximum is {grens} ({norm}).{hint}",
    herstel="Controleer de aantallen, en noem in de toelichting wat de partijen doen als ze kloppen.",
    waarom="De rest van de woningen is voor de doelgroep.",
    afgesproken=True,
)
TE_VEEL_MAATWERK = Rule(
    code="TWZ-021",
    ernst=Severity.WAARSCHUWING,
    titel="Een corporatie blijft binnen de grens die voor haar lokaal maatwerk is afgesproken.",
    melding="{corporatie} wees in {jaar} {aantal} van {verhuringen:woningen} ({deel}) toe via lokaal maatwerk. Afgesproken is hoogstens {grens} ({norm}).",
    herstel="Controleer de aantallen, en stem met de andere partijen af wat er gebeurt als ze kloppen.",
    waarom="Wat de ene corporatie meer doet, kan de andere minder doen.",
    afgesproken=True,
)
TE_VEEL_HOGERE_INKOMENS = Rule(
    code="TWZ-027",
    ernst=Severity.WAARSCHUWING,
    titel="Aan hogere inkomens wordt niet meer toegewezen dan de vrije ruimte.",
    melding="{corporatie} wees in {jaar} {aantal} van {verhuringen:woningen} ({deel}) toe aan hogere inkomens. De vrije ruimte is {grens} ({norm}).",
    herstel="Controleer de aantallen, en noem in de toelichting wat de partijen doen als ze kloppen.",
    waarom="De andere ruimte boven de inkomensgrens is er alleen voor middeninkomens.",
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
LOCAL_WORDS, EXPECTED = "lokaal maatwerk", "naar verwachting"


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


def in_words(most: Ruimte) -> Ceiling:
    """Say where a ceiling is written."""
    if most.afspraak:
        return Ceiling(most.share, f"afspraak {most.afspraak}")
    return Ceiling(most.share, law_in_words(most.vanaf, most.status))


def law_in_words(vanaf: date | None, status: NormStatus) -> str:
    """Say that a bound is of the law, since when, and how sure."""
    since = f" vanaf {vanaf.year}" if vanaf else ""
    return f"landelijke norm{since}{'' if status.is_firm else f', {status}'}"


def ceiling(case: Case, most: RuimteOf, dag: date, partij: str | None = None) -> Ceiling | None:
    """Give a ceiling as it holds on a day; None where there is none, or nothing says so."""
    try:
        found = most(case.afspraken, dag, partij)
    except UnknownNormError as unknown:
        case.leave(unknown)
        return None
    return in_words(found) if found else None


def rows_of(data: TableData, *columns: str) -> Iterator[tuple[int, PlainRow]]:
    """Give the rows whose key and lettings are there, and whose `columns` have no fault."""
    for index, row in records(data):
        known = all(row[name] is not None for name in (*KEY, "verhuringen"))
        if known and not data.is_unusable(index, *columns):
            yield index, row


def _above(row: PlainRow) -> Part | None:
    """Give the lettings above the limit: counted, or else all that did not go to the rest."""
    target, middle, high = (row[name] for name in GROUPS)
    if middle is None and not has_middle_group(date(row["jaar"], 12, 31)):
        middle = 0
    if middle is not None and high is not None:
        return Part(int(middle + high), int(row["verhuringen"]))
    if target is not None and target <= row["verhuringen"]:
        return Part(int(row["verhuringen"] - target), int(row["verhuringen"]))
    return None


def _high(row: PlainRow) -> Part | None:
    return _part(row, "hoger_inkomen")


def local(row: PlainRow) -> Part | None:
    """Give the lettings by local priority."""
    return _part(row, "maatwerk")


def _part(row: PlainRow, column: str) -> Part | None:
    if row[column] is None or row[column] > row["verhuringen"]:
        return None
    return Part(int(row[column]), int(row["verhuringen"]))


def _free(afspraken: Afspraken, dag: date, _: str | None) -> Ruimte | None:
    """Give what is free for all incomes while other room is for the middle group alone."""
    return most_free(afspraken, dag) if has_middle_group(dag) else None


@dataclass(frozen=True)
class LettingCeiling:
    """Something that may be let up to a ceiling: counted how, and told at which cell."""

    what: str
    column: str
    needs: tuple[str, ...]
    part: Callable[[PlainRow], Part | None]
    most: RuimteOf


BOVEN = LettingCeiling(
    "toewijzingen boven de inkomensgrens", "verhuringen", GROUPS, _above, most_above
)
HOGER = LettingCeiling(
    "toewijzingen aan hogere inkomens", "hoger_inkomen", ("hoger_inkomen",), _high, _free
)
MAATWERK = LettingCeiling(LOCAL_WORDS, "maatwerk", ("maatwerk",), local, most_local)


def _te_veel(grens: LettingCeiling, case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Hold whole years of a corporatie against a ceiling that held at their end."""
    for index, row in rows_of(data, *grens.needs):
        if row["periode"] != FULL_YEAR:
            continue
        corporatie, jaar = row["corporatie"], row["jaar"]
        part = grens.part(row)
        most = ceiling(case, grens.most, date(jaar, 12, 31), corporatie)
        if part and most and part.share > most.share:
            words = {"corporatie": corporatie, "jaar": jaar, "hint": _swapped(row, grens, most)}
            yield told(rule, data, (index, grens.column), part, most, **words)


def _swapped(row: PlainRow, grens: LettingCeiling, most: Ceiling) -> str:
    """Ask whether the two largest groups stand in each other's column."""
    target, middle = row.get("doelgroep"), row.get("middeninkomen")
    if target is None or middle is None or target >= middle:
        return ""
    other = grens.part({**row, "doelgroep": middle, "middeninkomen": target})
    fits = other is not None and other.share <= most.share
    return " Zijn Doelgroep en Middeninkomen verwisseld?" if fits else ""


def told(
    rule: Rule, data: TableData, at: tuple[int, str], part: Part, most: Ceiling, **words: object
) -> Finding:
    """Tell how many of how many were too many."""
    return rule.at(
        data.place(*at),
        waarde=part.amount,
        aantal=number(part.amount),
        verhuringen=Aantal(part.of),
        **beside(part.share, most),
        **words,
    )


def beside(share: Decimal, most: Ceiling) -> dict[str, object]:
    """Write a share beside its ceiling."""
    deel, grens = measure(share, "%", most.share), exactly(most.share, "%")
    return {"deel": deel, "grens": grens, "norm": most.norm}


@table_rule(TE_VEEL_BOVEN_INKOMENSGRENS, TOEWIJZINGEN, needs=(*KEY, "verhuringen", *BOVEN.needs))
def te_veel_boven_inkomensgrens(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at too many lettings above the limit, of all groups there."""
    return _te_veel(BOVEN, case, rule, data)


@table_rule(TE_VEEL_HOGERE_INKOMENS, TOEWIJZINGEN, needs=(*KEY, "verhuringen", *HOGER.needs))
def te_veel_hogere_inkomens(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at too many lettings above the middle group, while there is one."""
    return _te_veel(HOGER, case, rule, data)


@table_rule(TE_VEEL_MAATWERK, TOEWIJZINGEN, needs=(*KEY, "verhuringen", *MAATWERK.needs))
def te_veel_maatwerk(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at too much local priority of a corporatie with a ceiling of its own."""
    return _te_veel(MAATWERK, case, rule, data)


@table_rule(
    GRENS_DREIGT,
    TOEWIJZINGEN,
    needs=(*KEY, "verhuringen", "maatwerk", "maatwerk_verwacht", *GROUPS),
)
def grens_dreigt(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Warn when a part of a year, or what a corporatie expects, is above a ceiling.

    Of a year that was counted whole, what was expected says nothing any more.
    """
    counted = {
        (row["corporatie"], row["jaar"])
        for _, row in rows_of(data)
        if row["periode"] == FULL_YEAR and local(row)
    }
    for index, row in rows_of(data, "maatwerk", "maatwerk_verwacht", *GROUPS):
        wie, last = row["corporatie"], date(row["jaar"], 12, 31)
        words = {"wie": wie, "jaar": row["jaar"], "wanneer": f"in {row['periode']}"}
        for grens in (BOVEN, HOGER, MAATWERK) if row["periode"] != FULL_YEAR else ():
            part, most = grens.part(row), ceiling(case, grens.most, last, wie)
            if part and most and part.share > most.share:
                at = data.place(index, grens.column)
                yield rule.at(at, **beside(part.share, most), **words, wat=grens.what)
        most = ceiling(case, most_local, last, wie)
        if row["maatwerk_verwacht"] is not None and most and (wie, row["jaar"]) not in counted:
            expected = Decimal(str(row["maatwerk_verwacht"]))
            if expected > most.share:
                yield rule.at(
                    data.place(index, "maatwerk_verwacht"),
                    waarde=float(expected),
                    **beside(expected, most),
                    **{**words, "wanneer": EXPECTED, "wat": LOCAL_WORDS},
                )
