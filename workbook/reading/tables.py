"""The tables of a workbook as read, with what is wrong with their structure and their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading.columns import match
from prestatieafspraken.workbook.reading.locate import Block, locate
from prestatieafspraken.workbook.reading.values import read_values
from prestatieafspraken.workbook.table import Table


@dataclass
class ReadTables:
    """What was read, by table name; `not_judged` says of each other table why it was not."""

    tables: dict[str, TableData] = field(default_factory=dict)
    not_judged: dict[str, str] = field(default_factory=dict)
    structure: list[Finding] = field(default_factory=list)
    cells: list[Finding] = field(default_factory=list)
    blocks: Sequence[Block] = ()


def read_tables(raw: RawBook, tables: Sequence[Table]) -> ReadTables:
    """Read every table that is there; one that cannot be read never hides another."""
    located = locate(raw, tables)
    read = ReadTables(structure=list(located.findings), blocks=list(located.blocks.values()))
    read.not_judged = {t.name: located.reasons[t.name] for t in tables if t.name in located.reasons}
    for table in tables:
        block = located.blocks.get(table.name)
        if block is None:
            continue
        columns = match(table, block)
        read.structure += columns.findings
        if columns.reason:
            read.not_judged[table.name] = columns.reason
            continue
        values = read_values(table, block, columns.at)
        read.tables[table.name] = values.data
        read.structure += values.structure
        read.cells += values.cells
    return read
