"""Finding the tables of the template in a workbook: by Excel table name, then by their headers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from prestatieafspraken.dutch import written
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.dutch.number import clean
from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.raw import RawBook, RawSheet, RawTable
from prestatieafspraken.workbook.reading import structure_faults as faults
from prestatieafspraken.workbook.table import Table

SEARCH_ROWS = 200
"""How far down a sheet the row of headers of a lost table is sought."""

FIT = 0.5
"""The part of a table's headers that must be there before a row counts as its header."""


LIKE = 0.75
"""How alike two names of sheets must be before one is suggested for the other."""


@dataclass(frozen=True)
class Block:
    """A row of headers with what stands below it; `cells` gives each header by column.

    `last_row` is where the data of its Excel table end, with `totals` rows of totals after it;
    None when it is in none. `stop` is the last row before something else begins.
    """

    sheet: RawSheet
    header_row: int
    cells: Mapping[int, str]
    stop: int
    last_row: int | None = None
    totals: int = 0
    excel_name: str | None = None

    @cached_property
    def present(self) -> frozenset[str]:
        """The headers in the form in which names are compared."""
        return frozenset(key(text) for text in self.cells.values())

    @property
    def where(self) -> str:
        """Say where it is: the sheet and the first header."""
        return f"{self.sheet.name}!{address(self.header_row, min(self.cells))}"


@dataclass
class Located:
    """Which block each table has, why another has none, and what to say about it.

    `told` names the blocks that a finding is about already.
    """

    blocks: dict[str, Block] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def locate(raw: RawBook, tables: Sequence[Table]) -> Located:
    """Find every table once; a table that is there twice is never picked from."""
    found = Located()
    of_names = _by_name(raw, tables)
    claimed = {block.where for blocks in of_names.values() for block in blocks}
    loose = [*_loose_tables(raw, tables), *_header_rows(raw, tables)]
    loose = [block for block in loose if block.where not in claimed]
    homes = {key(table.sheet): table for table in tables}
    free = _free_sheets(raw, homes)
    for table in tables:
        candidates = list(of_names[table.name])
        for block in loose:
            if _is_copy_of(table, block) or (
                _home(block.sheet.name, homes) is table and fit(block, table) >= FIT
            ):
                candidates.append(block)
        if not candidates:
            candidates = [
                block
                for block in loose
                if _home(block.sheet.name, homes) is None and fit(block, table) >= FIT
            ]
        _decide(found, table, candidates, free)
    used = {block.where for block in found.blocks.values()} | found.told
    for block in loose:
        if block.where in used or _home(block.sheet.name, homes) is not None:
            continue
        same = [t for t in tables if t.name in found.blocks and fit(block, t) >= FIT]
        if same:
            best = max(same, key=lambda t: fit(block, t))
            place = Place(block.sheet.name, best.excel_name, block.where.rpartition("!")[2])
            found.findings.append(faults.LOSSE_KOPIE.at(place, verwacht=best.sheet))
    return found


def fit(block: Block, table: Table) -> float:
    """Give the part of the table's columns whose header is in a block; 0 below two."""
    return _share(block.present, table)


def _share(present: Set[str], table: Table) -> float:
    hits = sum(header in present for header in _keys(table.headers))
    return hits / len(table.columns) if hits > 1 else 0.0


@lru_cache(maxsize=256)
def _keys(headers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key(header) for header in headers)


def _decide(
    found: Located, table: Table, candidates: list[Block], free_sheets: Sequence[str]
) -> None:
    place = Place(table.sheet, table.excel_name)
    if not candidates:
        near = difflib.get_close_matches(table.sheet, free_sheets, n=1, cutoff=LIKE)
        hint = f" Bedoelt u het blad {near[0]}?" if near else ""
        found.reasons[table.name] = "de tabel is niet gevonden."
        found.findings.append(faults.TABEL_ONTBREEKT.at(place, hint=hint))
        return
    if len(candidates) > 1:
        where = written.listing([block.where for block in candidates])
        found.told |= {block.where for block in candidates}
        found.reasons[table.name] = "de tabel staat er meer dan één keer."
        found.findings.append(faults.TABEL_DUBBEL.at(place, plaatsen=where))
        return
    (block,) = candidates
    found.blocks[table.name] = block
    place = Place(block.sheet.name, table.excel_name)
    if block.excel_name is None or key(block.excel_name) != key(table.excel_name):
        found.findings.append(faults.TABEL_OP_KOPPEN.at(place))
    if key(block.sheet.name) != key(table.sheet):
        found.findings.append(faults.BLAD_HERNOEMD.at(place, verwacht=table.sheet))


def _by_name(raw: RawBook, tables: Sequence[Table]) -> dict[str, list[Block]]:
    of_names: dict[str, list[Block]] = {}
    for table in tables:
        moved: dict[str, Block | None] = {}
        blocks = [
            _block(raw, excel, table, moved)
            for excel in raw.tables
            if key(excel.name) == key(table.excel_name)
        ]
        of_names[table.name] = [block for block in blocks if block is not None]
    return of_names


def _loose_tables(raw: RawBook, tables: Sequence[Table]) -> Iterator[Block]:
    """Give the Excel tables that carry no name of the template."""
    names = {key(table.excel_name) for table in tables}
    for excel in raw.tables:
        sheet = raw.sheet(excel.sheet)
        if key(excel.name) not in names and sheet is not None:
            yield _of_excel(raw, sheet, excel)


def _header_rows(raw: RawBook, tables: Sequence[Table]) -> Iterator[Block]:
    """Give the rows outside every Excel table that have headers of some table of the template."""
    known = {key(column.header) for table in tables for column in table.columns}
    for sheet in raw.sheets:
        taken = _Taken(raw, sheet)
        for number, row in enumerate(sheet.rows[:SEARCH_ROWS], 1):
            texts = {value for value in row if value and isinstance(value, str)}
            if sum(key(text) in known for text in texts) > 1:
                away = taken.columns(number)
                cells = {col: text for col, text in _texts(row).items() if col not in away}
                present = {key(text) for text in cells.values()}
                if any(_share(present, table) >= FIT for table in tables):
                    yield Block(sheet, number, cells, _stop(raw, sheet, number, cells))


def _texts(row: Sequence[Any]) -> dict[int, str]:
    """Give the texts of a row by their column."""
    return {col: v for col, v in enumerate(row, 1) if isinstance(v, str) and clean(v)}


class _Taken:
    """Which columns of a sheet lie in an Excel table, row by row."""

    def __init__(self, raw: RawBook, sheet: RawSheet) -> None:
        self._tables = [excel for excel in raw.tables if excel.sheet == sheet.name]
        self._known: dict[tuple[int, ...], frozenset[int]] = {}

    def columns(self, row: int) -> frozenset[int]:
        here = tuple(
            number
            for number, excel in enumerate(self._tables)
            if excel.first_row - 1 <= row <= excel.last_row + excel.totals
        )
        if here not in self._known:
            spans = [
                range(t.first_col, t.last_col + 1) for t in map(self._tables.__getitem__, here)
            ]
            self._known[here] = frozenset(col for span in spans for col in span)
        return self._known[here]


def _block(
    raw: RawBook, excel: RawTable, table: Table, moved: dict[str, Block | None]
) -> Block | None:
    """Give the block of a table that was found by name, wherever its headers are by now.

    Programs other than Excel insert rows and columns without moving the table's own range, so
    the cells count and not the range. `moved` keeps what was sought on each sheet.
    """
    sheet = raw.sheet(excel.sheet)
    if sheet is None:
        return None
    block = _of_excel(raw, sheet, excel)
    if fit(block, table) >= FIT:
        return block
    if sheet.name not in moved:
        moved[sheet.name] = _moved(sheet, table)
    return moved[sheet.name] or (block if fit(block, table) > 0 else None)


def _moved(sheet: RawSheet, table: Table) -> Block | None:
    for number, row in enumerate(sheet.rows[:SEARCH_ROWS], 1):
        elsewhere = Block(sheet, number, _texts(row), sheet.last_row)
        if fit(elsewhere, table) >= FIT:
            return elsewhere
    return None


def _of_excel(raw: RawBook, sheet: RawSheet, excel: RawTable) -> Block:
    row = excel.first_row - 1
    span = range(excel.first_col, excel.last_col + 1)
    cells = {col: text for col in span if (text := _text(sheet, row, col))}
    if not cells:  # the row of headers is switched off
        cells = dict(zip(span, excel.header, strict=True))
    away = _Taken(raw, sheet).columns(row)
    for step, col in ((1, excel.last_col + 1), (-1, excel.first_col - 1)):
        while col > 0 and (text := _text(sheet, row, col)):
            if col in away:
                break
            cells[col] = text
            col += step
    stop = _stop(raw, sheet, row, cells)
    stop = max(stop, excel.last_row + excel.totals)
    return Block(sheet, row, cells, stop, excel.last_row, excel.totals, excel.name)


def _text(sheet: RawSheet, row: int, col: int) -> str:
    value: Any = sheet.value(row, col) if row > 0 else None
    return value if isinstance(value, str) and clean(value) else ""


def _stop(raw: RawBook, sheet: RawSheet, row: int, cells: Mapping[int, str]) -> int:
    below = [
        excel.first_row - 2
        for excel in raw.tables
        if excel.sheet == sheet.name
        and excel.first_row - 1 > row
        and excel.first_col <= max(cells)
        and min(cells) <= excel.last_col
    ]
    return min([sheet.last_row, *below])


def _is_copy_of(table: Table, block: Block) -> bool:
    """Recognise the copy that Excel makes with a sheet: the table's name with a number after it."""
    name = block.excel_name
    return (
        name is not None
        and re.fullmatch(re.escape(table.excel_name) + r"_?\d+", name, re.IGNORECASE) is not None
        and fit(block, table) >= FIT
    )


def _home(sheet: str, homes: Mapping[str, Table]) -> Table | None:
    """Give the table that a sheet belongs to by its name, a copy such as "Totalen (2)" included."""
    name = key(sheet)
    bare = re.sub(r"(?: ?\(\d+\)|_\d+)$", "", name)
    return homes.get(name) or homes.get(bare)


def _free_sheets(raw: RawBook, homes: Mapping[str, Table]) -> list[str]:
    """Give the sheets whose name belongs to no table."""
    return [sheet.name for sheet in raw.sheets if _home(sheet.name, homes) is None]
