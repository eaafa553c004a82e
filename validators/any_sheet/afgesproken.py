"""What was agreed, laid beside what a workbook says of it; what was agreed is what counts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.dutch.counted import Aantal
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.dutch.shown import JSON, as_json, cut
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.any_sheet.both_values import both, same
from prestatieafspraken.validators.declaring.rule import Case
from prestatieafspraken.workbook.address import parse_address
from prestatieafspraken.workbook.book import Book, TableData, key_part
from prestatieafspraken.workbook.building.afgesproken import afgesproken
from prestatieafspraken.workbook.building.printed import PrefilledRow
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity
from prestatieafspraken.workbook.table import HEADER_ROW
from prestatieafspraken.workbook.template_id import SjabloonSoort

AFGESPROKEN_WAARDE_ANDERS = Rule(
    code="AFG-001",
    ernst=Severity.WAARSCHUWING,
    titel="Wat is afgesproken, staat er nog zo.",
    melding="Er staat {gevonden}; afgesproken is {afgesproken}.",
    herstel="Zet {afgesproken} terug.",
    waarom="Wat is afgesproken, verandert pas als de partijen dat samen besluiten.",
    afgesproken=True,
    voorstel=True,
)
AFGESPROKEN_RIJ_WEG = Rule(
    code="AFG-002",
    ernst=Severity.WAARSCHUWING,
    titel="Elke rij die is afgesproken, staat er nog.",
    melding="Op dit blad {aantal:ontbreekt|ontbreken} {aantal:afgesproken rijen}: {rijen}.",
    herstel="Zet terug wat er stond; in de werkmap zoals die is verstuurd, staat het nog.",
    waarom="Wat niet op het blad staat, wordt ook niet gevolgd.",
    afgesproken=True,
    voorstel=True,
)
CODES = frozenset({AFGESPROKEN_WAARDE_ANDERS.code, AFGESPROKEN_RIJ_WEG.code})
MOST = 5
"""Rows that one message names."""
MOST_ROWS = 300
"""Rows among which one is looked for whose key was changed."""
ENOUGH = 3
"""Agreed cells by which a row is known of which one was changed, wherever it stands."""


@dataclass(frozen=True)
class AsAgreed:
    """A workbook in which each agreed cell says what was agreed.

    Its findings say where it said otherwise. `lost` are the rows (sheet, number) that were not
    known or could not be read before: their key was changed, or a cell was unusable.
    """

    book: Book
    lost: frozenset[tuple[str, int]] = frozenset()


def as_agreed(book: Book, afspraken: Afspraken) -> AsAgreed:
    """Put back what was agreed; a difference is a finding at its cell.

    It takes the place of what reading found wrong with that cell. Rows are known by their key, and
    one whose key was changed by the rest of it. A row that is gone is told and not put back: what
    else stood in it nobody knows.
    """
    partij = holder(book, afspraken)
    if partij is None:
        return AsAgreed(book)
    rows, tables, read = afgesproken(afspraken, partij), dict(book.tables), list(book.findings)
    told: list[Finding] = []
    lost: set[tuple[str, int]] = set()
    for name, as_read in book.tables.items():
        known = [row for row in rows.get(name, ()) if row]
        data = _whole(as_read, known)
        pairs = _paired(data, known)
        changed = [one for at, row in pairs.items() for one in _changed(data, at, known[row])]
        tables[name] = _put_back(data, changed)
        told += _told(tables[name], changed, book.findings)
        if hidden := {one.row for one in changed if _hides(data, one)}:
            read = [_renamed(one, tables[name], hidden) for one in read]
            lost |= {(data.sheet, row) for row in hidden}
        gone = [row for number, row in enumerate(known) if number not in pairs.values()]
        told += [_gone(data, gone)] if gone else []
    cells = {(one.place.blad, one.place.cel) for one in told if one.place.cel}
    kept = [
        one for one in read if one.code[:3] != "CEL" or (one.place.blad, one.place.cel) not in cells
    ]
    return AsAgreed(replace(book, tables=tables, findings=[*kept, *told]), frozenset(lost))


def _renamed(finding: Finding, data: TableData, rows: set[int]) -> Finding:
    """Give what reading found under the name that its row has now."""
    cell = parse_address(finding.place.cel or "")
    if cell is None or finding.place.blad != data.sheet or cell[0] not in rows:
        return finding
    return replace(finding, place=replace(finding.place, rij=data.label(cell[0])))


def holder(book: Book, afspraken: Afspraken) -> Partij | None:
    """Give whose workbook it is: that of a municipality is known by its template."""
    case = Case(book, afspraken)
    if book.template is not None and book.template.soort == SjabloonSoort.GEMEENTE:
        return afspraken.gemeentepartij
    return case.partij if case.partij and case.fits(case.partij) else None


@dataclass(frozen=True)
class _Changed:
    """An agreed cell that says something else."""

    row: int
    column: str
    agreed: Any
    found: Any
    covered: bool = False


def _hides(data: TableData, one: _Changed) -> bool:
    return one.column in data.table.row_key or data.is_unusable(one.row, one.column)


def _changed(data: TableData, row: int, known: PrefilledRow) -> Iterator[_Changed]:
    for name, value in known.items():
        if name in data.values and not same(data, row, name, value):
            found = data.raw_value(row, name)
            covered = found is None and data.is_unusable(row, name)
            yield _Changed(row, name, value, found, covered)


def _paired(data: TableData, known: Sequence[PrefilledRow]) -> dict[int, int]:
    """Give the number of the agreed row that each row is: by its key, else by the rest of it.

    Of rows that are equally like it the one that stands nearest to where it began.
    """
    by_key: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(known):
        by_key.setdefault(_key(data, row), []).append(number)
    mine = [
        (len(list(_changed(data, at, known[number]))), abs(place - number), at, number)
        for place, at in enumerate(data.row_numbers)
        for number in by_key.get(_key(data, _raw_row(data, at)), ())
    ]
    pairs: dict[int, int] = {}
    for _, _, at, number in sorted(mine):
        if at not in pairs and number not in pairs.values():
            pairs[at] = number
    for most in (0, 1):
        pairs |= _alike(data, known, pairs, most)
    return pairs


def _raw_row(data: TableData, at: int) -> dict[str, Any]:
    return {n: data.raw_value(at, n) for n in data.table.row_key if n in data.values}


def _key(data: TableData, row: Mapping[str, Any]) -> tuple[str, ...]:
    names = [name for name in data.table.row_key if name in data.values]
    return tuple(key(key_part(row.get(name)) or "") for name in names)


def _whole(data: TableData, known: Sequence[PrefilledRow]) -> TableData:
    """Give a table with its agreed rows of which all but the key was emptied.

    Reading takes such a row for one that stands ready to be filled in.
    """
    keys = {_key(data, row) for row in known}
    back = {at: row for at, row in data.ready.items() if _key(data, row) in keys}
    if not back:
        return data
    numbers = sorted([*data.row_numbers, *back])

    def filled(columns: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
        made = {}
        for name, cells in columns.items():
            held = dict(zip(data.row_numbers, cells, strict=True))
            held |= {at: row.get(name) for at, row in back.items()}
            made[name] = [held[at] for at in numbers]
        return made

    left = {at: row for at, row in data.ready.items() if at not in back}
    values, raw = filled(data.values), filled(data.raw_values)
    return replace(data, row_numbers=numbers, values=values, raw_values=raw, ready=left)


def _alike(
    data: TableData, known: Sequence[PrefilledRow], pairs: Mapping[int, int], most: int
) -> dict[int, int]:
    """Pair rows that are left and have at most so many cells otherwise, the nearest first.

    One with few agreed cells must stand in its place, between those before and after it.
    """
    more: dict[int, int] = {}
    free = [at for at in data.row_numbers if at not in pairs][:MOST_ROWS]
    at_of = {number: at for at, number in pairs.items()}
    for number, row in enumerate(known):
        if number in at_of:
            continue
        low, high = at_of.get(number - 1, HEADER_ROW), at_of.get(number + 1, sys.maxsize)
        fits = [
            at
            for at in sorted(free, key=lambda at, low=low: abs(at - low - 1))  # type: ignore[misc]
            if (len(row) >= ENOUGH or low < at < high)
            and len(list(islice(_changed(data, at, row), most + 1))) <= most
        ]
        if fits:
            more[fits[0]] = number
            free.remove(fits[0])
    return more


def _put_back(data: TableData, changed: Sequence[_Changed]) -> TableData:
    """Give a table with what was agreed in its cells."""
    if not changed:
        return data
    at = {row: number for number, row in enumerate(data.row_numbers)}
    values = {name: [*cells] for name, cells in data.values.items()}
    raw = {name: [*cells] for name, cells in data.raw_values.items()}
    lost = dict(data.unusable_rows)
    for one in changed:
        values[one.column][at[one.row]] = raw[one.column][at[one.row]] = one.agreed
        lost[one.column] = lost.get(one.column, frozenset()) - {one.row}
    lost = {name: rows for name, rows in lost.items() if rows}
    return replace(data, values=values, raw_values=raw, unusable_rows=lost)


def _told(
    data: TableData, changed: Sequence[_Changed], read: Sequence[Finding]
) -> Iterator[Finding]:
    """Tell each difference once: a cell that cannot be used at all is a fault, and stays one.

    What other cells cover has nothing in it, and is told at those.
    """
    faults = {
        (one.place.blad, one.place.cel): one
        for one in read
        if one.code[:3] == "CEL" and one.ernst is Severity.FOUT
    }
    for one in changed:
        place = data.place(one.row, one.column)
        found, agreed = both(data.table.column(one.column), one.found, one.agreed)
        fault = faults.get((place.blad, place.cel))
        if fault is not None:
            melding = f"{fault.melding} Afgesproken is {agreed}."
            yield replace(fault, place=place, melding=melding, herstel=f"Zet {agreed} terug.")
        elif not one.covered:
            words = {"gevonden": found, "afgesproken": agreed}
            yield AFGESPROKEN_WAARDE_ANDERS.at(place, waarde=as_json(one.found), **words)


def _gone(data: TableData, rows: Sequence[PrefilledRow]) -> Finding:
    labels = [
        cut(" ".join(filter(None, (key_part(row.get(name)) for name in data.table.row_key))), 60)
        for row in rows
    ]
    rest = [f"nog {len(labels) - MOST}"] if len(labels) > MOST else []
    return AFGESPROKEN_RIJ_WEG.at(
        Place(blad=data.sheet, tabel=data.table.excel_name),
        waarde=cut("; ".join(labels), JSON),
        aantal=Aantal(len(labels)),
        rijen=listing([*labels[:MOST], *rest]),
    )
