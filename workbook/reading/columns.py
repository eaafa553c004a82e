"""Which column of a sheet holds which column of a table."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from prestatieafspraken.dutch import written
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.dutch.number import clean
from prestatieafspraken.workbook.address import address, letter
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.reading import structure_faults as faults
from prestatieafspraken.workbook.reading.locate import Block
from prestatieafspraken.workbook.table import Table


@dataclass
class Columns:
    """Where each column is (`at`, by name), what to say, and why the table cannot be read."""

    at: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    reason: str | None = None


def match(table: Table, block: Block) -> Columns:
    """Match the headers; without one of its required columns a table cannot be judged."""
    columns = Columns()
    by_key: dict[str, list[int]] = {}
    for col, text in sorted(block.cells.items()):
        by_key.setdefault(key(text), []).append(col)
    lost: list[str] = []
    for column in table.columns:
        at = by_key.pop(key(column.header), [])
        place = Place(block.sheet.name, table.excel_name, None, column.header)
        if len(at) == 1:
            columns.at[column.name] = at[0]
        elif at:
            where = written.listing([letter(col) for col in at])
            columns.findings.append(faults.KOLOM_DUBBEL.at(place, plaatsen=where))
            _lose(columns, table, column.name, f"de kolom {column.header} staat er dubbel.")
        else:
            lost.append(column.name)
    unknown = {col: block.cells[col] for cols in by_key.values() for col in cols}
    hinted = _missing(columns, table, block, lost, unknown)
    for col, text in sorted(unknown.items()):
        if col not in hinted:
            place = Place(
                block.sheet.name, table.excel_name, address(block.header_row, col), clean(text)
            )
            columns.findings.append(faults.KOLOM_ONBEKEND.at(place))
    order = list(columns.at.values())
    if order != sorted(order):
        place = Place(block.sheet.name, table.excel_name)
        columns.findings.append(faults.KOLOMMEN_VERPLAATST.at(place))
    return columns


def _missing(
    columns: Columns, table: Table, block: Block, lost: list[str], unknown: Mapping[int, str]
) -> set[int]:
    """Tell what is missing, with the unknown column that may be meant; give those columns."""
    hinted: set[int] = set()
    for name in lost:
        column = table.column(name)
        place = Place(block.sheet.name, table.excel_name, None, column.header)
        if column.formula:
            columns.findings.append(faults.BEREKENDE_KOLOM_ONTBREEKT.at(place))
            continue
        free = {key(text): col for col, text in unknown.items() if col not in hinted}
        near = difflib.get_close_matches(key(column.header), list(free), n=1, cutoff=0.6)
        if not near and len(lost) == len(free) == 1:
            near = list(free)
        hint = ""
        if near:
            col = free[near[0]]
            hinted.add(col)
            hint = f" Bedoelt u kolom {letter(col)}, {clean(unknown[col])}?"
        columns.findings.append(faults.KOLOM_ONTBREEKT.at(place, hint=hint))
        _lose(columns, table, name, f"de kolom {column.header} ontbreekt.")
    return hinted


def _lose(columns: Columns, table: Table, name: str, reason: str) -> None:
    if table.column(name).required or name in table.key:
        columns.reason = columns.reason or reason
