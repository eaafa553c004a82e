"""What a reader of a public report knows without it, and which counts he may not come to know."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from prestatieafspraken.indicators.rates import TOTAL
from prestatieafspraken.templates.publishing.leftover import SMALL, is_small
from prestatieafspraken.templates.publishing.span import Vector
from prestatieafspraken.templates.report.report import Filed, Report
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.periode import QUARTERS

COUNTED = frozenset(
    {
        "woningen",
        "eenheden",
        "verhuringen",
        "huishoudens",
        "woningzoekenden",
        "toewijzingen",
        "toestellen",
        "personen",
    }
)
"""Units of columns that count homes or households; a count of panels points at nobody."""
SUMS = {"toewijzingen": ("verhuringen", ("doelgroep", "middeninkomen", "hoger_inkomen"))}
"""Columns that everybody knows to be the sum of others, by table."""
PARTS = {
    "toewijzingen": (
        ("doelgroep", "verhuringen"),
        ("middeninkomen", "verhuringen"),
        ("hoger_inkomen", "verhuringen"),
        ("maatwerk", "verhuringen"),
        ("huurtoeslag", "verhuringen"),
        ("passend", "huurtoeslag"),
    ),
    "slaagkans_kern": (("teller", "noemer"),),
    "slaagkans_inkomen": (("teller", "noemer"),),
    "woningvoorraad": (("daeb_kernen", "daeb"),),
    "levensloopbestendig": (("geschikt", "woningen"),),
    "open_verbranding": (("vervangen", "begin"),),
    "grondprijsbeding": (("onttrokken", "woningen"),),
}
"""Columns that count a part of what another counts: what it leaves is a count as well."""
ELSEWHERE = frozenset({"verhuringen", "huurtoeslag", "noemer", "daeb", "woningen"})
"""Wholes that stand in annual reports and registers too."""
MOVED = {"nieuwbouw": 1, "aankoop": 1, "naar_daeb": 1, "sloop": -1, "verkoop": -1}
MOVED |= {"naar_niet_daeb": -1}
"""What comes into the stock of a year, and what goes."""


@dataclass(frozen=True)
class CountedRow:
    """One row of a table as filled in: its counts, and the addresses of its cells."""

    table: str
    values: dict[str, Any]
    counts: dict[str, Decimal]
    cell: Callable[[str], str]

    def has(self, *columns: str) -> bool:
        """Say whether all of these are filled in."""
        return all(column in self.counts for column in columns)

    def key(self, *columns: str) -> tuple[str, ...]:
        """Give what tells the row from another, as texts."""
        return tuple(str(self.values.get(column)) for column in columns)


@dataclass(frozen=True)
class Known:
    """Sums of cells: `secrets` are less than ten, `identities` are nothing, as everybody knows.

    `wholes` gives for the cell of a part that of its whole with what stands there: of ten and
    more it may be known from an annual report.
    """

    secrets: Sequence[Vector] = ()
    identities: Sequence[Vector] = ()
    wholes: Mapping[str, tuple[str, Decimal]] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    """The cell of the whole by that of a part."""

    def among(self, cells: Collection[str]) -> Known:
        """Give what is about these cells; no sum is about these and others."""
        return Known(
            [vector for vector in self.secrets if next(iter(vector)) in cells],
            [vector for vector in self.identities if next(iter(vector)) in cells],
            {part: whole for part, whole in self.wholes.items() if part in cells},
            {part: whole for part, whole in self.parts.items() if part in cells},
        )


def known(report: Report) -> Known:
    """Gather what must stay unknown and what is known anyway from the workbooks."""
    rows = list(_rows(report))
    counts = {row.cell(name): value for row in rows for name, value in row.counts.items()}

    def total(vector: Vector) -> Decimal:
        return sum((times * counts[cell] for cell, times in vector.items()), Decimal(0))

    secrets: list[Vector] = [{cell: 1} for cell in counts]
    secrets += [*_complements(rows), *_increments(rows)]
    secrets += [*_left_in_time(rows), *_left_between(rows), *_moved(rows)]
    sums = [*_wholes(rows), *_movements(rows), *_appliances(rows), *_over_tables(rows)]
    return Known(
        [vector for vector in secrets if is_small(total(vector))],
        [vector for vector in sums if not total(vector)],
        {
            row.cell(part): (row.cell(whole), row.counts[whole])
            for row in rows
            for part, whole in PARTS.get(row.table, ())
            if whole in ELSEWHERE and row.has(part, whole) and row.counts[whole] >= SMALL
        },
        {
            row.cell(part): row.cell(whole)
            for row in rows
            for part, whole in PARTS.get(row.table, ())
            if row.has(part, whole)
        },
    )


def _rows(report: Report) -> Iterator[CountedRow]:
    several = len(report.filed) > 1
    sources = _sources(report)
    for filed in report.filed:
        before = f"[{filed.name}]" if several else ""
        for data in filed.book.tables.values():
            units = [
                c.name for c in data.table.columns if c.unit in COUNTED and c.name in data.values
            ]
            for at, values in data.rows.items():
                if sources.get(_source_key(data, values), filed) is not filed:
                    continue

                def cell(name: str, data: Any = data, at: int = at, before: str = before) -> str:
                    place = data.place(at, name)
                    return f"{before}{place.blad}!{place.cel}"

                counts = {n: Decimal(str(values[n])) for n in units if values[n] is not None}
                yield CountedRow(
                    data.table.name, dict(values), counts | _stated(values, counts), cell
                )


def _sources(report: Report) -> dict[tuple[str, Any], Filed]:
    """Say which workbook counts where several have the same rows, as a joint reading takes them.

    What a corporatie files of itself counts, and else what the municipality says; a figure that
    stands in two workbooks is one figure.
    """
    found: dict[tuple[str, Any], Filed] = {}
    for filed in sorted(report.filed, key=lambda one: not one.book.is_own):
        for data in filed.book.tables.values():
            if data.table.party_column not in data.values:
                if not filed.book.is_own or (data.table.name, None) not in found:
                    found[data.table.name, None] = filed
            elif filed.book.is_own:
                for values in data.rows.values():
                    found.setdefault(_source_key(data, values), filed)
    return found


def _source_key(data: TableData, values: Mapping[str, Any]) -> tuple[str, Any]:
    column = data.table.party_column
    if column is None or column not in data.values:
        return data.table.name, None
    return data.table.name, values[column] or id(data)  # a row of nobody counts wherever it is


def _stated(values: Mapping[str, Any], counts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Give the lettings that a stated percentage of so many seekers stands for."""
    share, seekers = values.get("opgegeven"), counts.get("noemer")
    if share is None or seekers is None or "teller" in counts:
        return {}
    return {"teller": (Decimal(str(share)) * seekers).to_integral_value()}


def _complements(rows: Sequence[CountedRow]) -> Iterator[Vector]:
    for row in rows:
        for part, whole in PARTS.get(row.table, ()):
            if row.has(part, whole):
                yield {row.cell(whole): 1, row.cell(part): -1}


def _increments(rows: Sequence[CountedRow]) -> Iterator[Vector]:
    """Give what each next part of a year added, of each row and of all corporaties together.

    What it added beside a part is a count as well: of 50 lettings 47 went to the target group.
    """
    parts = [row for row in rows if row.values.get("periode") in QUARTERS]
    of_all = [row for row in parts if row.values.get("corporatie")]
    for one, columns in (
        (parts, ("jaar", "corporatie", "kern", "inkomensklasse")),
        (of_all, ("jaar",)),
    ):
        yield from _added(one, columns)


def _added(rows: Sequence[CountedRow], columns: Sequence[str]) -> Iterator[Vector]:
    """Take from the rows of each part of a year those of the part before, of the same parties."""
    groups: dict[tuple[str, ...], dict[str, list[CountedRow]]] = {}
    for row in rows:
        whose = groups.setdefault((row.table, *row.key(*columns)), {})
        whose.setdefault(row.values["periode"], []).append(row)
    for group in groups.values():
        for before, after in pairwise(sorted(group, key=QUARTERS.__getitem__)):
            first, last = group[before], group[after]
            names = set.intersection(*({*row.counts} for row in (*first, *last)))
            if {row.key("corporatie") for row in first} == {row.key("corporatie") for row in last}:
                yield from _between(first, last, names)


def _between(
    first: Sequence[CountedRow], last: Sequence[CountedRow], names: Collection[str]
) -> Iterator[Vector]:
    def added(name: str, times: int = 1) -> Vector:
        return {row.cell(name): times for row in last} | {row.cell(name): -times for row in first}

    for name in names:
        yield added(name)
    for part, whole in PARTS.get(last[0].table, ()):
        if part in names and whole in names:
            yield {**added(whole), **added(part, -1)}


def _wholes(rows: Sequence[CountedRow]) -> Iterator[Vector]:
    for row in rows:
        whole, parts = SUMS.get(row.table, ("", ()))
        if parts and row.has(whole, *parts):
            yield {row.cell(whole): 1} | {row.cell(part): -1 for part in parts}


def _movements(rows: Sequence[CountedRow]) -> Iterator[Vector]:
    """Close the stock of each year: what was, came and went is what is."""
    stock = [row for row in rows if row.table == "woningvoorraad" and row.has("daeb")]
    by_year = {row.key("corporatie", "jaar"): row for row in stock}
    for row in stock:
        before = by_year.get((row.key("corporatie")[0], str((row.values.get("jaar") or 0) - 1)))
        if before and row.has(*MOVED):
            moves = {row.cell(name): -sign for name, sign in MOVED.items()}
            yield {row.cell("daeb"): 1, before.cell("daeb"): -1} | moves


def _appliances(rows: Sequence[CountedRow]) -> Iterator[Vector]:
    """Go on from year to year: what was there less what was replaced is what is left."""
    ours = [row for row in rows if row.table == "open_verbranding"]
    by_year = {row.key("corporatie", "jaar"): row for row in ours}
    for row in ours:
        after = by_year.get((row.key("corporatie")[0], str((row.values.get("jaar") or 0) + 1)))
        if after and after.has("begin") and row.has("begin", "vervangen"):
            yield {after.cell("begin"): 1, row.cell("begin"): -1, row.cell("vervangen"): 1}


def _left_in_time(rows: Sequence[CountedRow]) -> Iterator[Vector]:
    """Give what later years leave of the appliances of a year, whichever of them are told.

    Of 66 in 2018 59 were replaced in 2019, so at most 7 in 2018: who knows both knows that.
    """
    ours = [
        row for row in rows if row.table == "open_verbranding" and row.has("begin", "vervangen")
    ]
    owners = {row.key("corporatie") for row in ours}
    for who in (owners, *({owner} for owner in owners)):
        mine = [row for row in ours if row.key("corporatie") in who]
        years = sorted({row.values.get("jaar") or 0 for row in mine})[-MOST_YEARS:]
        for start in years:
            first = {row.cell("begin"): 1 for row in mine if row.values.get("jaar") == start}
            later = [year for year in years if year >= start]
            for number in range(1, len(later) + 1):
                for chosen in combinations(later, number):
                    gone = [row for row in mine if row.values.get("jaar") in chosen]
                    yield first | {row.cell("vervangen"): -1 for row in gone}


def _left_between(rows: Sequence[CountedRow]) -> Iterator[Vector]:
    """Give what came to some and went from the others, in a year: that bounds each of it.

    Of all 55 homes went; at one corporatie 46 more went than came. So what came there and what
    went elsewhere are 9 together.
    """
    stock = [row for row in rows if row.table == "woningvoorraad" and row.has(*MOVED)]
    for year in {row.key("jaar") for row in stock}:
        mine = [row for row in stock if row.key("jaar") == year]
        owners = sorted({row.key("corporatie") for row in mine})
        for number in range(len(owners) + 1):
            for chosen in combinations(owners, number):
                yield {
                    row.cell(name): 1
                    for row in mine
                    for name, sign in MOVED.items()
                    if (sign > 0) == (row.key("corporatie") in chosen)
                }


def _moved(rows: Sequence[CountedRow]) -> Iterator[Vector]:
    """Give what all corporaties together moved, also where a cell below 0 keeps it from being told.

    The stock and the five other movements give it away all the same.
    """
    stock = [row for row in rows if row.table == "woningvoorraad" and row.has(*MOVED)]
    for year in {row.key("jaar") for row in stock}:
        for name in MOVED:
            yield {row.cell(name): 1 for row in stock if row.key("jaar") == year}


MOST_YEARS = 6
"""Years of which each choice is looked at."""


def _over_tables(rows: Sequence[CountedRow]) -> Iterator[Vector]:
    """Give the sums over rows and tables that hold wherever the figures are sound."""
    yield from _lettings(rows)
    projects = [row for row in rows if row.table == "nieuwbouwprojecten"]
    for row in rows:
        if row.table == "woningvoorraad" and row.has("nieuwbouw"):
            own = [
                p for p in projects if p.key("corporatie", "jaar") == row.key("corporatie", "jaar")
            ]
            built = {p.cell("opgeleverd"): -1 for p in own if p.has("opgeleverd")}
            yield {row.cell("nieuwbouw"): 1} | built
        if row.table == "grondprijsbeding" and row.has("woningen"):
            for p in projects:
                if p.key("corporatie", "project") == row.key("corporatie", "project"):
                    yield from (
                        {row.cell("woningen"): 1, p.cell(name): -1}
                        for name in ("woningen", "opgeleverd")
                        if p.has(name)
                    )


def _lettings(rows: Sequence[CountedRow]) -> Iterator[Vector]:
    """Add up kernen and income classes: a home is let in one, and a seeker has one income."""
    for whole in rows:
        if whole.table != "slaagkans_kern" or whole.values.get("kern") != TOTAL:
            continue
        for table in ("slaagkans_kern", "slaagkans_inkomen"):
            same = [
                row
                for row in rows
                if row.table == table
                and row.key("jaar", "periode") == whole.key("jaar", "periode")
                and row.values.get("kern") != TOTAL
            ]
            for name in ("teller", "noemer"):
                parts = {row.cell(name): -1 for row in same if row.has(name)}
                if parts and whole.has(name):
                    yield {whole.cell(name): 1} | parts
