"""What is found in a workbook: in its cells, its rows, and between its tables."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.voorwaarden import TABEL, met_standen
from prestatieafspraken.dutch.shown import as_json
from prestatieafspraken.normen import UnknownNormError
from prestatieafspraken.validators.any_sheet.cells import VERPLICHTE_CEL_LEEG, words
from prestatieafspraken.validators.any_sheet.not_judged import (
    not_judged,
    without_norm,
    without_start,
)
from prestatieafspraken.validators.declaring.row import PlainRow
from prestatieafspraken.validators.declaring.rule import Case, UnknownStartError
from prestatieafspraken.validators.declaring.words import spoken
from prestatieafspraken.validators.judging.failures import (
    CellFailure,
    cell_failures,
    row_failures,
    without,
)
from prestatieafspraken.validators.registry import CROSS_RULES, ROW_RULES, RULES
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.finding import Finding


def found(
    book: Book,
    afspraken: Afspraken,
    peildatum: date | None = None,
    vorig: Book | None = None,
    only: Container[str] | None = None,
) -> list[Finding]:
    """Give what reading and every rule found, in the order of the work (`only`: of these codes)."""
    lists = codelists(afspraken)
    cells: list[Finding] = []
    rows: list[Finding] = []
    sound: dict[str, TableData] = {}
    for name, data in book.tables.items():
        failures = cell_failures(data, lists)
        cells += _cells(data, failures, lists, afspraken)
        sound[name] = without(data, failures)
        rows += _rows(data, sound[name], afspraken.gemeente.jaar, only)
    judged = replace(book, tables={name: data.counted_first for name, data in sound.items()})
    earlier = {name: _sound(data, lists) for name, data in (vorig.tables if vorig else {}).items()}
    stated = met_standen(afspraken, _conditions(judged))
    case = Case(judged, stated, peildatum or book.start.peildatum, earlier)
    cross, left, lost = _cross(case, only)
    found = [*book.findings, *cells, *rows, *cross]
    found += [*not_judged(judged, afspraken.gemeente.jaar), *without_norm(left)]
    found += without_start(case.unknown_start, lost)
    return found if only is None else [one for one in found if one.code in only]


def _conditions(book: Book) -> Iterable[PlainRow]:
    return book.tables[TABEL].rows.values() if TABEL in book.tables else ()


def _sound(data: TableData, lists: Mapping[str, Sequence[str]]) -> TableData:
    return without(data, cell_failures(data, lists)).counted_first


def _cells(
    data: TableData,
    failures: Sequence[CellFailure],
    lists: Mapping[str, Sequence[str]],
    afspraken: Afspraken,
) -> Iterator[Finding]:
    order = list(data.letters)
    for code, name, row in sorted(failures, key=lambda f: (f[2], order.index(f[1]), f[0])):
        value = None if code == VERPLICHTE_CEL_LEEG.code else data.value(row, name)
        known = {} if value is None else words(data.table.column(name), value, lists, afspraken)
        yield RULES[code].at(data.place(row, name), waarde=as_json(value), **known)


def _rows(
    data: TableData, sound: TableData, jaar: int, only: Container[str] | None
) -> Iterator[Finding]:
    order = list(data.letters)
    rules = [
        rule
        for rule in ROW_RULES
        if (only is None or rule.rule.code in only)
        and rule.table == data.table.form
        and rule.rule.holds_in(jaar)
        and data.letters.keys() >= set(rule.needs)
    ]
    for rule, row in sorted(
        row_failures(sound, rules), key=lambda f: (f[1], order.index(f[0].column), f[0].rule.code)
    ):
        known = {
            column.name: spoken(column, data.rows[row].get(column.name))
            for column in data.table.columns
            if column.name != "waarde"  # that word is the value that the finding is about
        }
        if rule.words:
            known |= {
                n: w if isinstance(w, str) else str(w) for n, w in rule.words(sound, row).items()
            }
        value = as_json(data.rows[row][rule.column])
        yield rule.rule.at(data.place(row, rule.column), waarde=value, **known)


def _cross(
    case: Case, only: Container[str] | None
) -> tuple[list[Finding], list[tuple[str, UnknownNormError]], dict[str, list[str]]]:
    """Give the findings of the cross rules, in the order of the sheets and their rows.

    And what each had to leave because a norm is not known, with its code; and by field of the
    start sheet the rules that are not applied, as only that field could tell what they find.
    """
    held = case.book.tables
    found: list[Finding] = []
    left: list[tuple[str, UnknownNormError]] = []
    lost: dict[str, list[str]] = {}
    for rule in CROSS_RULES:
        if only is not None and rule.rule.code not in only:
            continue
        if rule.rule.holds_in(case.jaar) and all(
            case.of_form(form, columns) for form, columns in rule.needs.items()
        ):
            try:
                found += list(rule.findings(case, rule.rule))
                left += [(rule.rule.code, unknown) for unknown in case.unknown]
            except UnknownStartError as unknown:
                lost.setdefault(unknown.field, []).append(rule.rule.code)
            case.unknown.clear()
    sheets = {data.sheet: number for number, data in enumerate(held.values(), 1)}

    def position(finding: Finding) -> tuple[int, int]:
        row = re.search(r"\d+", finding.place.cel or "")
        return sheets.get(finding.place.blad or "", 0), int(row.group()) if row else 0

    return sorted(found, key=position), left, lost
