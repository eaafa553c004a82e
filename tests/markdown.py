"""Workbooks for tests, written as Markdown tables.

Each table starts with its name in the first header cell; below it stand the rows, from Excel
row 7 on. An empty cell is empty, 9769 and 0.35 are numbers, 2019-12-31 is a day, WAAR and ONWAAR
are booleans, #N/A and the like are error values, "9769" is a text; any other text is itself.

    | woningvoorraad | Corporatie | Jaar | Soort cijfer | DAEB |
    | -------------- | ---------- | ---- | ------------ | ---- |
    |                | Woonforte  | 2018 | realisatie   | 9769 |
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from prestatieafspraken.workbook.book import TEMPLATE_PROPERTY, Book
from prestatieafspraken.workbook.faults import ERROR_CAUSES
from prestatieafspraken.workbook.findings_table import EXCEL_NAME, SHEET
from prestatieafspraken.workbook.normalise import normalise
from prestatieafspraken.workbook.source import ErrorValue, RawBook, RawSheet, RawTable
from prestatieafspraken.workbook.table import HEADER_ROW, Table

START: Mapping[str, Any] = {
    "gemeente": "Alphen aan den Rijn",
    "jaar": 2019.0,
    "partij": "Gemeente Alphen aan den Rijn",
    "peildatum": date(2019, 12, 31),
    "status": "concept",
}


def book_from_markdown(
    text: str,
    tables: Sequence[Table],
    *,
    template: str = "alphen-aan-den-rijn/2019/1/gemeente",
    complete: bool = True,
    **start: Any,
) -> Book:
    """Read a workbook from Markdown; `start` overrules what the start sheet says.

    With `complete`, tables and columns that the text leaves out are there, without values, so
    that a text need only name what it is about.
    """
    raw = raw_from_markdown(text, tables, template=template, complete=complete, **start)
    return normalise(raw, lambda _: tables)


def raw_from_markdown(
    text: str,
    tables: Sequence[Table],
    *,
    template: str = "alphen-aan-den-rijn/2019/1/gemeente",
    complete: bool = True,
    **start: Any,
) -> RawBook:
    """Give the raw form of a workbook that is written in Markdown.

    The table `bevindingen` is the one of the sheet Bevindingen; it need not have all its columns.
    """
    given = dict(_tables(text))
    explained = given.pop("bevindingen", None)
    unknown = set(given) - {table.name for table in tables}
    assert not unknown, f"no such table: {unknown}"
    sheets = [_start_sheet({**START, **start})]
    raw_tables = []
    for table in tables:
        if table.name in given or complete:
            header, rows = given.get(table.name, ([], []))
            header, rows = _complete(table, header, rows) if complete else (header, rows)
            sheets.append(_sheet(table.sheet, header, rows))
            last = HEADER_ROW + max(1, len(rows))
            raw_tables.append(
                RawTable(table.excel_name, table.sheet, HEADER_ROW + 1, 1, tuple(header), last)
            )
    if explained:
        header, rows = explained
        sheets.append(_sheet(SHEET, header, rows))
        last = HEADER_ROW + len(rows)
        raw_tables.append(RawTable(EXCEL_NAME, SHEET, HEADER_ROW + 1, 1, tuple(header), last))
    names = {f"start_{name}": f"Start!$C${row}" for row, name in enumerate(START, 4)}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return RawBook("test.md", digest, sheets, raw_tables, names, {TEMPLATE_PROPERTY: template})


def _tables(text: str) -> Iterator[tuple[str, tuple[list[str], list[list[Any]]]]]:
    name, header, rows = "", [""], []
    for line in [*text.splitlines(), ""]:
        cells = _cells(line)
        if not cells:
            if name:
                yield name, (header, rows)
            name = ""
        elif not name:
            name, header, rows = cells[0], cells[1:], []
        elif not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
            assert len(cells) == len(header) + 1, f"{name}: {len(cells)} cells in {line}"
            rows.append([_value(cell) for cell in cells[1:]])


def _cells(line: str) -> list[str]:
    line = line.strip()
    if not line.startswith("|"):
        return []
    return [
        cell.strip().replace("\\|", "|").replace("\\n", "\n")
        for cell in re.split(r"(?<!\\)\|", line)[1:-1]
    ]


def _value(text: str) -> Any:
    readers: list[tuple[str, Callable[[str], Any]]] = [
        (r"", lambda _: None),
        (r'"(.*)"', lambda quoted: quoted[1:-1]),
        (r"-?\d+(\.\d+)?", float),
        (r"\d{4}-\d{2}-\d{2}", date.fromisoformat),
        (r"WAAR|ONWAAR", lambda word: word == "WAAR"),
    ]
    if text in ERROR_CAUSES:
        return ErrorValue(text)
    for pattern, read in readers:
        if re.fullmatch(pattern, text, re.DOTALL):
            return read(text)
    return text


def _complete(
    table: Table, header: list[str], rows: list[list[Any]]
) -> tuple[list[str], list[list[Any]]]:
    declared = [column.header for column in table.columns]
    order = declared if set(header) <= set(declared) else [*header, *declared]
    order = list(dict.fromkeys(order))
    assert len(set(header)) == len(header), f"{table.name}: a header is there twice"
    return order, [
        [dict(zip(header, row, strict=True)).get(name) for name in order] for row in rows
    ]


def _sheet(name: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> RawSheet:
    errors = {
        (row, col): value
        for row, values in enumerate(rows, HEADER_ROW + 1)
        for col, value in enumerate(values, 1)
        if isinstance(value, ErrorValue)
    }
    above: list[list[Any]] = [[None] * len(header) for _ in range(HEADER_ROW - 1)]
    return RawSheet(name, [*above, list(header), *map(list, rows)], errors)


def _start_sheet(start: Mapping[str, Any]) -> RawSheet:
    empty: list[list[Any]] = [[None] * 3 for _ in range(3)]
    return RawSheet("Start", [*empty, *([None, name, value] for name, value in start.items())])
