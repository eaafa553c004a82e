"""The rows and figures of one party's workbook beside those of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterator, Sequence
from dataclasses import dataclass

from prestatieafspraken.batch.side_by_side.columns import ONCE, STATED, TOTALS, has_figures
from prestatieafspraken.batch.side_by_side.inzending import ForVerdicts, Inzending
from prestatieafspraken.batch.side_by_side.together import FigureAt
from prestatieafspraken.dutch.shown import as_json
from prestatieafspraken.dutch.written import number
from prestatieafspraken.validators.declaring.row import PlainRow, records
from prestatieafspraken.validators.declaring.words import spoken
from prestatieafspraken.validators.inzending import ANDER_CIJFER, ANDER_TOTAAL, ZELFDE_RIJ
from prestatieafspraken.validators.judging.in_print import at_odds
from prestatieafspraken.validators.sheets.totalen import SUMS, TOTAAL_WIJKT_AF, Sum
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.column import Column, Format
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.table import Table

Holder = tuple[Inzending, int, str]
"""A workbook, the row in it, and under which party that is."""


@dataclass(frozen=True)
class Twins:
    """One project, initiative or home that workbooks have under more than one party.

    `rows` are where, and under which party; `findings` those of each workbook.
    """

    table: str
    rows: Sequence[Holder]
    findings: Sequence[tuple[Inzending, Finding]]

    def winner(self, named: Container[int]) -> Holder | None:
        """Give the row that counts: in a workbook that is named, and of one party alone."""
        found = [row for row in self.rows if row[0].number in named]
        return found[0] if len({partij for _, _, partij in found}) == 1 else None

    def others(self, one: Holder) -> Iterator[tuple[int, str, int]]:
        """Give the rows under another party than that of one of them."""
        for inzending, index, partij in self.rows:
            if partij != one[2]:
                yield inzending.number, self.table, index

    def told(self) -> str:
        """Say of the first workbook what it has and another too."""
        return _told(*self.findings[0])


def same_rows(group: Sequence[Inzending]) -> ForVerdicts:
    """Point at rows that two workbooks have under two parties."""
    for twins in doubles(group):
        for inzending, finding in twins.findings:
            yield inzending.number, finding


def doubles(group: Sequence[Inzending]) -> Iterator[Twins]:
    """Give what two workbooks have under two parties.

    The shared workbook repeats the rows of a corporatie under her own name: that is no fault.
    """
    for table, columns in ONCE.items():
        found: dict[Hashable, list[tuple[Inzending, int, PlainRow]]] = {}
        for inzending in group:
            for index, row in sound_rows(inzending, table, columns):
                key = tuple(" ".join(str(row[name]).casefold().split()) for name in columns)
                found.setdefault(key, []).append((inzending, index, row))
        for rows in found.values():
            findings = list(_of_twins(table, columns[0], rows))
            if findings:
                owner = rows[0][0].tables[table].table.party_column or ""
                named = [(inzending, index, str(row[owner])) for inzending, index, row in rows]
                yield Twins(table, named, findings)


def _of_twins(
    table: str, name: str, rows: Sequence[tuple[Inzending, int, PlainRow]]
) -> Iterator[tuple[Inzending, Finding]]:
    """Give a finding for each of these rows that another workbook has under another party."""
    for inzending, index, row in rows:
        data = inzending.tables[table]
        owner = data.table.party_column or ""
        for other, where, twin in rows:
            if other is inzending or twin[owner] == row[owner]:
                continue
            place = other.tables[table].place(where, name)
            words = {"naam": row[name], "partij": twin[owner]}
            yield (
                inzending,
                ZELFDE_RIJ.at(
                    data.place(index, name),
                    waarde=row[name],
                    ander=other.name,
                    cel=_cell(place),
                    **words,
                ),
            )
            break


@dataclass(frozen=True)
class Clash:
    """A figure of a corporatie that the shared workbook has otherwise than its own.

    `row` is the Excel row in the shared workbook, `own_row` that in its own. Of the one that is
    `leeg`, if any, the cell is empty.
    """

    shared: Inzending
    own: Inzending
    table: str
    column: str
    row: int
    own_row: int
    finding: Finding
    leeg: Inzending | None = None

    @property
    def moved(self) -> tuple[FigureAt, FigureAt]:
        """The cell of the corporatie, and that of the shared workbook that may count instead."""
        own = self.own.number, self.table, self.own_row, self.column
        return own, (self.shared.number, self.table, self.row, self.column)

    def is_open(self, named: Container[int]) -> bool:
        """Say whether neither of the two is named, or both are."""
        return (self.shared.number in named) == (self.own.number in named)

    def winner(self, named: Container[int]) -> Inzending:
        """Give the workbook whose figure counts: that of the corporatie, or the other if named.

        Where the shared workbook is silent the corporatie speaks for itself (decision 30).
        """
        other = self.shared.number in named and self.own.number not in named
        return self.shared if other and self.leeg is not self.shared else self.own

    def told(self) -> str:
        """Say where the two differ."""
        return _told(self.shared, self.finding)


def _told(inzending: Inzending, finding: Finding) -> str:
    said = finding.melding[0].lower() + finding.melding[1:].rstrip(".")
    return f"{inzending.name}, {_cell(finding.place)}: {said}"


def figures_differ(group: Sequence[Inzending]) -> ForVerdicts:
    """Point at figures in the shared workbook that the corporatie's own has otherwise."""
    for clash in clashes(group):
        yield clash.shared.number, clash.finding


def clashes(group: Sequence[Inzending]) -> Iterator[Clash]:
    """Give the figures that the shared workbook and that of a corporatie have otherwise.

    Free texts may differ. A cell that only one of the two filled in is told as well.
    """
    for shared in (inzending for inzending in group if inzending.is_shared):
        for own in (inzending for inzending in group if not inzending.is_shared):
            for name, theirs in own.tables.items():
                ours = shared.tables.get(name)
                if ours is not None and has_figures(theirs.table):
                    yield from _figures(shared, own, ours, theirs)


def _figures(
    shared: Inzending, own: Inzending, ours: TableData, theirs: TableData
) -> Iterator[Clash]:
    table = ours.table
    for index, row, where, twin, names in pairs(shared, own, table):
        if row[table.party_column or ""] != own.partij:
            continue
        for name in names:
            column, here, there = table.column(name), row.get(name), twin.get(name)
            place, other = ours.place(index, name), theirs.place(where, name)
            sound = not _is_faulty(shared, place) and not _is_faulty(own, other)
            if sound and here != there and name in ours.letters and name in theirs.letters:
                finding = ANDER_CIJFER.at(
                    place,
                    waarde=as_json(here),
                    hier=_said(column, here, there),
                    daar=_said(column, there, here),
                    partij=own.partij,
                    ander=own.name,
                    cel=_cell(other),
                )
                leeg = shared if here is None else own if there is None else None
                yield Clash(shared, own, table.name, name, index, where, finding, leeg)


def _said(column: Column, value: object, other: object) -> str:
    if value is None:
        return "niets"
    return f"{spoken(column, value, *[other] * (other is not None))}"


def pairs(
    shared: Inzending, own: Inzending, table: Table
) -> Iterator[tuple[int, PlainRow, int, PlainRow, Sequence[str]]]:
    """Lay the same rows beside each other, with the columns that must be alike.

    Where the one expects what the other has counted, that alone is told: the figures differ then.
    """
    ours, theirs = (list(sound_rows(one, table.name, table.row_key)) for one in (shared, own))
    figures = [
        column.name
        for column in table.input_columns
        if column.name not in table.row_key and column.format is not Format.TEKST
    ]
    same = {_key(row, table.row_key): (index, row) for index, row in theirs}
    loose = {_key(row, table.key): (index, row) for index, row in theirs}
    times = [Counter(_key(row, table.key) for _, row in rows) for rows in (ours, theirs)]
    for index, row in ours:
        key = _key(row, table.key)
        if twin := same.get(_key(row, table.row_key)):
            yield index, row, *twin, figures
        elif table.apart and all(amount[key] == 1 for amount in times):
            yield index, row, *loose[key], table.apart


def totals_differ(group: Sequence[Inzending]) -> ForVerdicts:
    """Compare stated totals with what the parties filed, once every signing corporatie did.

    Rows of corporaties without a workbook of their own are taken from the shared one. Where the
    shared rows already add up to something else than the total, that has been said there.
    """
    owners = {inzending.partij: inzending for inzending in group if not inzending.is_shared}
    subjects = {subject.name: subject for subject in SUMS}
    for shared in (inzending for inzending in group if inzending.is_shared):
        signing = shared.afspraken.deelnemers()
        if not set(signing) <= owners.keys():
            continue
        for index, row in sound_rows(shared, TOTALS, STATED):
            data = shared.tables[TOTALS]
            subject, place = subjects.get(row["onderdeel"]), data.place(index, "opgegeven")
            if subject is None or _is_faulty(shared, place):
                continue
            if (place.rij, row["opgegeven"]) in at_odds(shared.afspraken, TOTAAL_WIJKT_AF.code):
                continue  # that is how it was signed: the review of the agreements tells it
            parts = _filed(subject, row["jaar"], shared, owners, signing)
            if parts and sum(parts.values()) != row["opgegeven"]:
                yield (
                    shared.number,
                    ANDER_TOTAAL.at(
                        place,
                        waarde=int(row["opgegeven"]),
                        opgegeven=number(row["opgegeven"]),
                        som=number(sum(parts.values())),
                        delen=", ".join(f"{name} {number(part)}" for name, part in parts.items()),
                    ),
                )


def _filed(
    subject: Sum, jaar: int, shared: Inzending, owners: dict[str, Inzending], signing: Sequence[str]
) -> dict[str, int]:
    """Give the figure per corporatie; nothing as soon as one that signs has none, or a bad one."""
    parts: dict[str, int] = {}
    sources = [*((owners[naam], naam) for naam in signing), (shared, None)]
    for inzending, naam in sources:
        data = inzending.tables.get(subject.table.name)
        if data is None or data.has_unusable("corporatie", "jaar", subject.column):
            return {}
        for index, row in records(data.counted_first):
            mine = row["corporatie"] == naam if naam else row["corporatie"] not in signing
            if row["jaar"] != jaar or not mine or row[subject.column] is None:
                continue
            if _is_faulty(inzending, data.place(index, subject.column)):
                return {}
            owner = row["corporatie"] or data.label(index)
            parts[owner] = parts.get(owner, 0) + int(row[subject.column])
    return parts if set(signing) <= parts.keys() else {}


def sound_rows(
    inzending: Inzending, table: str, columns: Sequence[str]
) -> Iterator[tuple[int, PlainRow]]:
    """Give the rows in which these columns, and whose row it is, are filled and without a fault."""
    data = inzending.tables.get(table)
    if data is None:
        return
    needed = [*columns, *([data.table.party_column] if data.table.party_column else [])]
    for index, row in records(data):
        filled = all(row.get(name) is not None for name in needed)
        if filled and not any(_is_faulty(inzending, data.place(index, name)) for name in needed):
            yield index, row


def _key(row: PlainRow, columns: Sequence[str]) -> Hashable:
    return tuple(
        " ".join(value.casefold().split()) if isinstance(value := row[name], str) else value
        for name in columns
    )


def _is_faulty(inzending: Inzending, place: Place) -> bool:
    return (place.blad, place.cel) in inzending.faulty


def _cell(place: Place) -> str:
    return f"{place.blad}!{place.cel}"
