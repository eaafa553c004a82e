r"""Workbooks for tests, written as Markdown tables.

Each table starts with its name in the first header cell; below it stand the rows, from Excel
row 7 on. An empty cell is empty, 9769 and 0.35 are numbers, 2019-12-31 is a day, WAAR and ONWAAR
are booleans, #N/A and the like are error values, "9769" is a text; =9769 is a formula with its
outcome and = one without; \u0007 is that character; any other text is itself. Sentences say how
the workbook differs from the template (see `LAYOUT`).

    | woningvoorraad | Corporatie | Jaar | Soort cijfer | DAEB |
    | -------------- | ---------- | ---- | ------------ | ---- |
    |                | Woonforte  | 2018 | realisatie   | 9769 |
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.workbook.address import parse_address, parse_range
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.findings_table import EXCEL_NAME, SHEET
from prestatieafspraken.workbook.raw import RawBook, RawSheet, RawTable
from prestatieafspraken.workbook.reading.cell_faults import ERROR_CAUSES
from prestatieafspraken.workbook.reading.normalise import normalise
from prestatieafspraken.workbook.table import HEADER_ROW, Table
from prestatieafspraken.workbook.template_id import TEMPLATE_PROPERTY

START: Mapping[str, Any] = {
    "gemeente": "Alphen aan den Rijn",
    "jaar": 2019.0,
    "partij": "Gemeente Alphen aan den Rijn",
    "peildatum": date(2019, 12, 31),
    "status": "concept",
}


LAYOUT = {
    "sheet": r"Het blad van (\w+) heet (.+)\.",
    "gone": r"De tabel (\w+) ontbreekt\.",
    "lost": r"Van (\w+) ontbreekt de kolom (.+)\.",
    "loose": r"De rijen van (\w+) staan niet in een Excel-tabel\.",
    "ends": r"De Excel-tabel van (\w+) houdt op bij rij (\d+)\.",
    "merged": r"Van (\w+) zijn de cellen (\S+) samengevoegd\.",
    "copied": r"Van (\w+) staat een tweede Excel-tabel op het blad (.+)\.",
    "pasted": r"De cellen van (\w+) staan nog eens op het blad (.+)\.",
    "error": r"Naast (\w+) staat in cel (\S+ de foutwaarde \S+)\.",
}
"""Sentences about the layout, each on a line of its own that starts with a dash."""


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
    says = {
        name: dict(re.findall(rf"^- {form}$", text, re.M))
        for name, form in LAYOUT.items()
        if name not in ("gone", "loose")
    }
    gone, loose = (re.findall(rf"^- {LAYOUT[name]}$", text, re.M) for name in ("gone", "loose"))
    unknown = {*given, *gone, *loose, *(key for said in says.values() for key in said)}
    unknown -= {table.name for table in tables}
    assert not unknown, f"no such table: {unknown}"
    sheets = [_start_sheet({**START, **start})]
    raw_tables = []
    for table in tables:
        if table.name in gone or not (table.name in given or complete):
            continue
        header, rows = given.get(table.name, ([], []))
        header, rows = _complete(table, header, rows) if complete else (header, rows)
        if lost := says["lost"].get(table.name):
            at = header.index(lost)
            header = header[:at] + header[at + 1 :]
            rows = [row[:at] + row[at + 1 :] for row in rows]
        sheet = _sheet(says["sheet"].get(table.name, table.sheet), header, rows)
        if area := says["merged"].get(table.name):
            sheet = replace(sheet, merged=[parse_range(area)])
        if said := says["error"].get(table.name):
            cell, _, error = said.partition(" de foutwaarde ")
            sheet = replace(sheet, errors={**sheet.errors, parse_address(cell): ErrorValue(error)})
        last = int(says["ends"].get(table.name, HEADER_ROW + max(1, len(rows))))
        excel = RawTable(table.excel_name, sheet.name, HEADER_ROW + 1, 1, tuple(header), last)
        sheets.append(sheet)
        if table.name not in loose:
            raw_tables.append(excel)
        if name := says["copied"].get(table.name):
            sheets.append(replace(sheet, name=name))
            raw_tables.append(replace(excel, name=f"{excel.name}_1", sheet=name))
        if name := says["pasted"].get(table.name):
            sheets.append(replace(sheet, name=name))
    if explained:
        header, rows = explained
        sheets.append(_sheet(SHEET, header, rows))
        last = HEADER_ROW + len(rows)
        raw_tables.append(RawTable(EXCEL_NAME, SHEET, HEADER_ROW + 1, 1, tuple(header), last))
    names = {f"start_{name}": f"Start!$C${row}" for row, name in enumerate(START, 4)}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return RawBook("test.md", digest, sheets, raw_tables, names, {TEMPLATE_PROPERTY: template})


@dataclass(frozen=True)
class Formula:
    """A cell with a formula; its outcome, or None if that was not stored."""

    outcome: Any


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
        re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), cell.strip())
        .replace("\\|", "|")
        .replace("\\n", "\n")
        for cell in re.split(r"(?<!\\)\|", line)[1:-1]
    ]


def _value(text: str) -> Any:
    readers: list[tuple[str, Callable[[str], Any]]] = [
        (r"", lambda _: None),
        (r"=.*", lambda formula: Formula(_value(formula[1:]))),
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
    if len(set(header)) == len(header) and set(header) < set(declared):
        return declared, [
            [dict(zip(header, row, strict=True)).get(name) for name in declared] for row in rows
        ]
    rest = [name for name in declared if name not in header]
    return [*header, *rest], [[*row, *[None] * len(rest)] for row in rows]


def _sheet(name: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> RawSheet:
    cells = {
        (row, col): value
        for row, values in enumerate(rows, HEADER_ROW + 1)
        for col, value in enumerate(values, 1)
    }
    errors = {at: value for at, value in cells.items() if isinstance(value, ErrorValue)}
    formulas = {
        at: value.outcome is not None for at, value in cells.items() if isinstance(value, Formula)
    }
    above: list[list[Any]] = [[None] * len(header) for _ in range(HEADER_ROW - 1)]
    plain = [[v.outcome if isinstance(v, Formula) else v for v in row] for row in rows]
    return RawSheet(name, [*above, list(header), *plain], errors, (), formulas or None)


def _start_sheet(start: Mapping[str, Any]) -> RawSheet:
    empty: list[list[Any]] = [[None] * 3 for _ in range(3)]
    return RawSheet("Start", [*empty, *([None, name, value] for name, value in start.items())])
