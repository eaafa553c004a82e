"""Rows and sheets that nobody filled in yet: what they lack is told by how complete they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.any_sheet.afgesproken import holder
from prestatieafspraken.validators.any_sheet.toelichtingen import same_value
from prestatieafspraken.validators.judging.in_print import in_both
from prestatieafspraken.validators.volledigheid import of_book
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.topic import Topic

ALWAYS = (Topic.AFG, Topic.PRV)
"""What somebody did to a cell is told, also where nothing is filled in yet."""
SentRow = tuple[str | None, int | None]
"""A sheet with the number of a row on it, or the whole sheet (None)."""


def without_what_is_asked(
    findings: Sequence[Finding], book: Book, afspraken: Afspraken, peildatum: date | None
) -> list[Finding]:
    """Leave out the questions about what nobody filled in yet, or that the print brings about.

    That a cell is empty says the completeness of the workbook, and a municipality is not asked for
    the figures of others. What is odd in the print itself its review tells. Of a sheet that asks
    for nothing and on which nothing was done one question remains. Faults stay, and what was agreed
    has been put back in `book`.
    """
    if not any(one.ernst is Severity.WAARSCHUWING for one in findings):
        return list(findings)
    sent, asks = set(_as_sent(book, afspraken)), _asking(book, afspraken, peildatum)
    others = set(_of_others(book, afspraken))
    printed = {(one.code, one.place) for one in in_both(findings, afspraken)}
    asked: set[str | None] = set()

    def is_told(one: Finding) -> bool:
        topic, blad, whole = Topic.of(one.code), one.place.blad, (one.place.blad, None) in sent
        about_cells = topic.is_own_demand or topic in ALWAYS
        if one.ernst is not Severity.WAARSCHUWING or about_cells or not {_row(one)} & sent:
            return True
        waits = blad in asks or _row(one) in others
        if (waits and (whole or one.waarde is None)) or (one.code, one.place) in printed:
            return False
        again = whole and blad in asked
        asked.add(blad)
        return not again

    return [one for one in findings if is_told(one)]


def _row(finding: Finding) -> SentRow:
    number = re.search(r"\d+$", finding.place.cel or "")
    return finding.place.blad, int(number.group()) if number else None


def _asking(book: Book, afspraken: Afspraken, peildatum: date | None) -> set[str]:
    """Name the sheets of which the completeness says what lacks."""
    there = of_book(book, afspraken, peildatum or book.start.peildatum)
    if there is None:  # of an unknown party nobody can say what is asked
        return {data.sheet for data in book.tables.values()}
    return {one.blad for one in there.bladen if one.open}


def _of_others(book: Book, afspraken: Afspraken) -> Iterator[SentRow]:
    """Give the rows of others in the workbook of the municipality, and the sheets of only those.

    A row without a party is nobody's yet.
    """
    own = afspraken.gemeentepartij.naam
    for data in () if book.is_own else book.tables.values():
        if (column := data.table.party_column) is None:
            continue
        theirs = [at for at, row in data.rows.items() if row.get(column) != own]
        yield from ((data.sheet, at) for at in theirs)
        if len(theirs) == len(data.rows):
            yield data.sheet, None


def _as_sent(book: Book, afspraken: Afspraken) -> Iterator[SentRow]:
    """Give the rows that are as in a new workbook, in any order, and the sheets of only those."""
    partij = holder(book, afspraken)
    parties = [partij] if partij else [one for one in afspraken.partijen if one.soort.has_workbook]
    sent = [prefill(afspraken, one) for one in parties]
    for name, data in book.tables.items():
        known = [row for rows in sent for row in rows.get(name, [])]
        same = [at for at in data.row_numbers if any(_is_as_sent(data, at, row) for row in known)]
        yield from ((data.sheet, at) for at in same)
        if len(known) >= len(data.row_numbers) == len(same):
            yield data.sheet, None


def _is_as_sent(data: TableData, at: int, sent: Mapping[str, Any]) -> bool:
    return all(
        same_value(data.raw_value(at, column.name), sent.get(column.name))
        for column in data.table.input_columns
        if column.name in data.raw_values
    )
