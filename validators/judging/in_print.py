"""What the agreements bring about by themselves: what is found in what they print."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from prestatieafspraken.afspraken.load import AfsprakenError
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.judging.found import found
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.sheets.tables import of_agreements
from prestatieafspraken.workbook.book import Book, Start
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.finding import AsPrinted, Finding
from prestatieafspraken.workbook.raw import RawBook, RawSheet, RawTable
from prestatieafspraken.workbook.reading.tables import read_tables
from prestatieafspraken.workbook.table import HEADER_ROW

MOST_SETS = 4
"""Sets of agreements of which is kept what is found in their print."""
Same = tuple[str, str | None, str | None, str | None, str]
"""What makes two findings one: code, sheet, labels of column and row, and what is said."""


def print_book(afspraken: Afspraken) -> Book:
    """Give the workbook of the municipality before anybody filled in anything."""
    declared = of_agreements(afspraken)
    rows = prefill(afspraken, afspraken.gemeentepartij)
    sheets, tables = [], []
    for table in declared:
        header = tuple(column.header for column in table.columns)
        body = [[row.get(c.name) for c in table.columns] for row in rows.get(table.name, [])]
        sheets.append(RawSheet(table.sheet, [*([()] * (HEADER_ROW - 1)), header, *body]))
        last = HEADER_ROW + max(1, len(body))
        tables.append(RawTable(table.excel_name, table.sheet, HEADER_ROW + 1, 1, header, last))
    read = read_tables(RawBook("", "", sheets, tables), declared)
    start = Start(partij=afspraken.gemeentepartij.naam)
    return Book("", "", start=start, declared=declared, tables=read.tables, findings=read.cells)


def of_print(findings: Iterable[Finding], afspraken: Afspraken) -> list[Finding]:
    """Give those of the findings in a workbook that are told in the review alone."""
    return _as_printed(findings, afspraken, AsPrinted.TOETS)


def in_both(findings: Iterable[Finding], afspraken: Afspraken) -> list[Finding]:
    """Give those of the findings in a workbook that the review tells too."""
    return _as_printed(findings, afspraken, AsPrinted.BEIDE)


def _as_printed(
    findings: Iterable[Finding], afspraken: Afspraken, where: AsPrinted
) -> list[Finding]:
    asked = [one for one in findings if _told(one) is where]
    codes = {one.code for one in asked}
    same = set(map(_same, _print(afspraken).of(codes))) if codes else set()
    return [one for one in asked if _same(one) in same]


def for_review(afspraken: Afspraken) -> tuple[Book, list[Finding]]:
    """Give the print, and what is found in it that the review of the agreements tells.

    Raises AfsprakenError when no workbook can be made of them.
    """
    book = print_book(afspraken)
    told = [one for one in found(book, afspraken) if _told(one) is not AsPrinted.WERKMAP]
    return book, told


def at_odds(afspraken: Afspraken, code: str) -> set[tuple[str | None, object]]:
    """Give the rows, each with its value, of which the print itself brings about what a rule says."""
    return {(one.place.rij, one.waarde) for one in _print(afspraken).of({code})}


def _told(finding: Finding) -> AsPrinted:
    rule = RULES.get(finding.code)
    return rule.told_of_print(finding) if rule else AsPrinted.WERKMAP


def _same(finding: Finding) -> Same:
    place = finding.place
    return finding.code, place.blad, place.kolom, place.rij, finding.melding


@dataclass
class _Print:
    """The print of a set, and what each code that was asked for finds in it."""

    afspraken: Afspraken
    book: Book
    known: dict[str, list[Finding]] = field(default_factory=dict)

    def of(self, codes: Collection[str]) -> Iterator[Finding]:
        """Give what rules with these codes find in it; each code is looked for once."""
        new = {code for code in codes if code not in self.known}
        self.known |= {code: [] for code in new}
        for one in found(self.book, self.afspraken, only=new) if new else ():
            self.known[one.code].append(one)
        return chain.from_iterable(self.known[code] for code in codes)


_PRINTS: list[_Print] = []


def _print(afspraken: Afspraken) -> _Print:
    """Give the print of a set; many workbooks of one set are judged by one of it."""
    for one in _PRINTS:
        if one.afspraken is afspraken:
            return one
    try:
        book = print_book(afspraken)
    except AfsprakenError:  # of these no workbook can be made either
        book = Book("", "")
    _PRINTS.append(_Print(afspraken, book))
    del _PRINTS[:-MOST_SETS]
    return _PRINTS[-1]
