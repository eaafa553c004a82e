"""Stated totals: what a party says the sum is, beside what the rows add up to."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.validators.declaring.column import choice, count, decimal, note, year
from prestatieafspraken.validators.declaring.row import records, unread
from prestatieafspraken.validators.declaring.row_key import doubles
from prestatieafspraken.validators.declaring.rule import Case, cross_rule
from prestatieafspraken.validators.sheets.kwaliteit import KWALITEITSVERBETERING, ZONNEPANELEN
from prestatieafspraken.validators.sheets.nieuwbouw import NIEUWBOUWPROJECTEN
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.building.printed import printed_rows
from prestatieafspraken.workbook.column import Format
from prestatieafspraken.workbook.finding import AsPrinted, Finding, Place, Rule, Severity
from prestatieafspraken.workbook.summed import SUMMED
from prestatieafspraken.workbook.table import Table


@dataclass(frozen=True)
class Sum:
    """A figure whose total is stated: the sum per year of a column over the corporaties.

    `stock` marks what goes on when nobody files a new figure; `by` names a column by which the
    sum is also split.
    """

    table: Table
    column: str
    stock: bool = False
    by: str | None = None

    @property
    def name(self) -> str:
        """What it is called on the sheet."""
        return SUMMED[self.table.name, self.column]


SUMS = (
    Sum(WONINGVOORRAAD, "daeb", stock=True),
    Sum(WONINGVOORRAAD, "verkoop"),
    Sum(WONINGVOORRAAD, "niet_daeb", stock=True),
    Sum(NIEUWBOUWPROJECTEN, "woningen", by="woningtype"),
    Sum(KWALITEITSVERBETERING, "gepland"),
    Sum(ZONNEPANELEN, "gepland"),
)
"""What a stated total is the sum of; the code list `onderdelen` and the live check follow from it."""
SUMMED_TABLES: tuple[Table, ...] = tuple(dict.fromkeys(subject.table for subject in SUMS))


def sums_of(tables: Container[str]) -> list[Sum]:
    """Give what is the sum of tables that there are, by their names."""
    return [subject for subject in SUMS if subject.table.name in tables]


def _sum_formula(subjects: Iterable[Sum]) -> str:
    terms = []
    for subject in subjects:
        table = subject.table
        figures, years = (
            f"{table.excel_name}[{table.column(name).header}]" for name in (subject.column, "jaar")
        )
        terms.append(f"SUMIFS({figures},{years},[@Jaar])")
    choose = f"CHOOSE(MATCH([@Onderdeel],lijst_onderdelen,0),{','.join(terms)})"
    return f'=IF([@Onderdeel]="","",{choose})'


def _sum(frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Compute what the formula above gives; NA where its table or year is not known for sure."""
    outcome = pd.Series(pd.NA, frame.index, dtype=object)
    outcome[frame["onderdeel"].isna()] = ""
    for subject in SUMS:
        rows = tables.get(subject.table.name, pd.DataFrame())
        if {subject.column, "jaar"} <= set(rows.columns):
            totals = rows.groupby("jaar")[subject.column].sum()
            asked = frame["jaar"][(frame["onderdeel"] == subject.name).fillna(False)].dropna()
            outcome[asked.index] = [float(totals.get(jaar, 0)) for jaar in asked]
    return outcome


def _difference(frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    total, stated = _sum(frame, tables), frame["opgegeven"]
    asked = total.index[total.notna() & (total != "") & stated.notna()]
    outcome = pd.Series(pd.NA, frame.index, dtype=object)
    outcome[frame["onderdeel"].isna() | stated.isna()] = ""
    outcome[asked] = [float(stated[row]) - total[row] for row in asked]
    return outcome


TOTALEN = Table(
    name="totalen",
    sheet="Totalen",
    excel_name="tblTotalen",
    title="Opgegeven totalen",
    description="De totalen zoals ze zijn opgegeven, naast de som van de rijen in deze werkmap.",
    theme=1,
    key=("onderdeel", "jaar"),
    columns=(
        choice(
            "onderdeel",
            "Onderdeel",
            "onderdelen",
            required=True,
            width=34,
            help="Welke tabel en welke kolom.",
        ),
        year(required=True, help="Het jaar waarover het totaal gaat."),
        count(
            "opgegeven",
            "Opgegeven",
            width=13,
            help="Het totaal zoals het is opgegeven of afgedrukt.",
            minimum=-10_000_000,
            maximum=10_000_000,
        ),
        decimal(
            "berekend",
            "Berekend",
            minimum=-1_000_000,
            format=Format.GETAL,
            width=13,
            help="De som van de rijen; wordt vanzelf berekend.",
            formula=_sum_formula(SUMS),
            compute=_sum,
        ),
        decimal(
            "verschil",
            "Verschil",
            minimum=-1_000_000,
            format=Format.GETAL,
            width=13,
            help="Opgegeven min berekend; hoort 0 te zijn.",
            formula='=IF(OR([@Onderdeel]="",[@Opgegeven]=""),"",[@Opgegeven]-[@Berekend])',
            compute=_difference,
        ),
        note(),
    ),
)


def totals_of(tables: Container[str]) -> Table:
    """Give the table in a workbook that has some of the tables that are summed."""
    formula = _sum_formula(sums_of(tables))
    columns = (
        replace(column, formula=formula) if column.name == "berekend" else column
        for column in TOTALEN.columns
    )
    return replace(TOTALEN, columns=tuple(columns))


TOTAAL_WIJKT_AF = Rule(
    code="TOT-001",
    ernst=Severity.FOUT,
    titel="Een opgegeven totaal is de som van de rijen.",
    melding="Het opgegeven totaal {opgegeven} voor '{rij}' is niet de som van de rijen: die is {som} ({delen}).{meer}",
    herstel="Verbeter het totaal tot {som}, of vul de rijen aan die ontbreken.",
    waarom="Een totaal dat niet klopt, komt ongemerkt in het verslag terecht.",
    afgesproken=True,
)
TOTAAL_ONTBREEKT = Rule(
    code="TOT-002",
    ernst=Severity.WAARSCHUWING,
    titel="Bij elk onderdeel met rijen is het totaal opgegeven.",
    melding="Het totaal voor '{rij}' is niet opgegeven; de som van de rijen is {som} ({delen}).{meer}",
    herstel="Vul {som} in als de rijen volledig zijn.",
    waarom="Zonder opgegeven totaal is niet te zien of er een rij ontbreekt.",
    afgesproken=True,
    gedrukt=AsPrinted.TOETS,
)
TOTAAL_ZONDER_RIJEN = Rule(
    code="TOT-003",
    ernst=Severity.WAARSCHUWING,
    titel="Bij een opgegeven totaal horen rijen.",
    melding="Voor '{rij}' is {opgegeven} opgegeven, maar er zijn geen rijen om op te tellen.",
    herstel="Vul de rijen in waar dit totaal de som van is.",
    waarom="Een totaal zonder rijen is niet te controleren.",
    afgesproken=True,
)


@dataclass(frozen=True)
class Stated:
    """A stated total (None if left blank), beside the sum that it must be, per corporatie.

    `carried` has the last known figure, with its year, of whoever has none this year.
    """

    place: Place
    jaar: int
    amount: int | None
    parts: Mapping[str, int]
    carried: Mapping[str, tuple[int, int]]
    split: Mapping[str, int]

    @property
    def total(self) -> int:
        """The sum of the rows."""
        return sum(self.parts.values())


def totaal_wijkt_af(subject: Sum, case: Case, rule: Rule) -> Iterator[Finding]:
    """Compare a stated total with the sum; name the rows, and what is missing from them."""
    for stated in _stated(subject, case):
        if stated.amount is None or not stated.parts or stated.amount == stated.total:
            continue
        more = ""
        if stated.carried:
            names = [f"{n} {number(v)} ({year})" for n, (v, year) in stated.carried.items()]
            carried = stated.total + sum(value for value, _ in stated.carried.values())
            more = (
                f" Met het laatst bekende cijfer van wie dit jaar ontbreekt, {listing(names)}, "
                f"is de som {number(carried)}."
            )
        finding = rule.at(
            stated.place,
            waarde=stated.amount,
            opgegeven=number(stated.amount),
            som=number(stated.total),
            delen=_listed(stated.parts),
            meer=more,
        )
        printed = case.once(_printed_totals).get((subject.name, stated.jaar))
        # What was signed cannot be repaired by who fills in, whatever rows he changed.
        yield replace(finding, ernst=Severity.WAARSCHUWING) if stated.amount == printed else finding


def _printed_totals(afspraken: Afspraken) -> dict[tuple[str, int], object]:
    rows = printed_rows(afspraken)["totalen"]
    return {(row["onderdeel"], row["jaar"]): row["opgegeven"] for row in rows}


def totaal_ontbreekt(subject: Sum, case: Case, rule: Rule) -> Iterator[Finding]:
    """Give the sum where a total was left blank."""
    for stated in _stated(subject, case):
        if stated.amount is None and stated.parts:
            split = f" Naar type: {_listed(stated.split)}." if stated.split else ""
            delen = _listed(stated.parts)
            yield rule.at(stated.place, som=number(stated.total), delen=delen, meer=split)


def totaal_zonder_rijen(subject: Sum, case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at totals that nothing adds up to."""
    for stated in _stated(subject, case):
        if stated.amount is not None and not stated.parts:
            yield rule.at(stated.place, waarde=stated.amount, opgegeven=number(stated.amount))


def _stated(subject: Sum, case: Case) -> Iterator[Stated]:
    """Give the totals of one subject, save those with a figure that was lost or counts twice."""
    totals, data = case.table("totalen"), case.table(subject.table.name)
    figures = [
        (index, row["corporatie"] or f"rij {index}", row)
        for index, row in records(data)
        if row[subject.column] is not None
    ]
    # A row that is there twice is a fault of its own; what the sum must be is not known then.
    lost = set(unread(data, subject.column))
    lost |= {index for index, _, row in figures if row["jaar"] is None}
    if subject.table.unique and data.letters.keys() >= set(subject.table.key):
        twice = {index for same in doubles(data, subject.table.key) for index in same}
        lost |= twice & {index for index, *_ in figures}
    unknown = {data.rows[index]["jaar"] for index in lost}
    for index, total in records(totals):
        jaar = total["jaar"]
        if total["onderdeel"] != subject.name or jaar is None:
            continue
        if not unknown.isdisjoint({None, jaar}) or totals.is_unusable(index, "opgegeven"):
            continue
        now = [(owner, row) for _, owner, row in figures if row["jaar"] == jaar]
        parts = _sums((owner, row[subject.column]) for owner, row in now)
        split = ((row[subject.by], row[subject.column]) for _, row in now) if subject.by else ()
        yield Stated(
            totals.place(index, "opgegeven"),
            jaar,
            total["opgegeven"],
            parts,
            _carried(data, subject, jaar, parts.keys()) if subject.stock else {},
            _sums(split),
        )


def _carried(
    data: TableData, subject: Sum, jaar: int, present: Set[str]
) -> dict[str, tuple[int, int]]:
    earlier = [
        (row["jaar"], row["corporatie"], row[subject.column])
        for row in data.rows.values()
        if None not in (row["corporatie"], row["jaar"], row[subject.column])
        and row["jaar"] < jaar
        and row["corporatie"] not in present
    ]
    last: dict[str, tuple[int, int]] = {}
    for last_year, naam, value in sorted(earlier, key=lambda item: item[0]):
        last.pop(naam, None)
        last[naam] = (value, last_year)
    return {naam: (value, year) for naam, (value, year) in last.items() if value}


def _sums(figures: Iterable[tuple[str | None, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for name, figure in figures:
        if name is not None:
            sums[name] = sums.get(name, 0) + figure
    return sums


def _listed(parts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number(value)}" for name, value in parts.items())


for _subject in SUMS:
    for _rule, _function in (
        (TOTAAL_WIJKT_AF, totaal_wijkt_af),
        (TOTAAL_ONTBREEKT, totaal_ontbreekt),
        (TOTAAL_ZONDER_RIJEN, totaal_zonder_rijen),
    ):
        cross_rule(
            _rule,
            (TOTALEN, ("onderdeel", "jaar", "opgegeven")),
            (_subject.table, ("corporatie", "jaar", _subject.column)),
        )(partial(_function, _subject))
