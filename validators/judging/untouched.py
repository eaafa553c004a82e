"""Sheets that nobody filled in yet: what they lack is said once, and not by every rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.any_sheet.afgesproken import holder
from prestatieafspraken.validators.any_sheet.toelichtingen import same_value
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.topic import Topic

ALWAYS = (Topic.AFG, Topic.PRV)
"""What somebody did to a cell is told, also where nothing is filled in yet."""


def one_question_a_sheet(
    findings: Sequence[Finding], book: Book, afspraken: Afspraken
) -> list[Finding]:
    """Leave of a sheet as it was sent the first question; the others come when work on it begins.

    That nothing is filled in there says the completeness of the workbook. Faults stay, and what
    was agreed has been put back in `book`.
    """
    asked: set[str | None] = set()
    sheets = set(_untouched(book, afspraken))

    def is_told(one: Finding) -> bool:
        again, topic = one.place.blad in asked, Topic.of(one.code)
        about_cells = topic.is_own_demand or topic in ALWAYS
        if one.ernst is not Severity.WAARSCHUWING or one.place.blad not in sheets or about_cells:
            return True
        asked.add(one.place.blad)
        return not again

    return [one for one in findings if is_told(one)]


def _untouched(book: Book, afspraken: Afspraken) -> Iterator[str]:
    """Name the sheets of which each row is one of a new workbook, in any order."""
    partij = holder(book, afspraken)
    rows = prefill(afspraken, partij) if partij else {}
    for name, data in book.tables.items() if partij else ():
        sent = rows.get(name, [])
        if len(sent) >= len(data.row_numbers) and all(
            any(_is_as_sent(data, at, row) for row in sent) for at in data.row_numbers
        ):
            yield data.sheet


def _is_as_sent(data: TableData, at: int, sent: Mapping[str, Any]) -> bool:
    return all(
        same_value(data.raw_value(at, column.name), sent.get(column.name))
        for column in data.table.input_columns
        if column.name in data.raw_values
    )
