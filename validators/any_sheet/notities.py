"""What people write in the column Toelichting of a row: it explains the questions on that row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prestatieafspraken.dutch.folded import key
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.topic import Topic

if TYPE_CHECKING:
    # What builds a workbook is imported by who builds one: a press has no time for it.
    from prestatieafspraken.workbook.building.printed import PrefilledRow

COLUMN = "toelichting"
NOT_BY_A_NOTE = (Topic.AFG, Topic.PRV, Topic.PRT)
"""What a remark on the row does not settle: a proposal to agree something else, and names and
numbers of persons. Those are explained on purpose, on the sheet Bevindingen."""
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Notities:
    """The remarks of a workbook by sheet and row, and the letter of the column on each sheet."""

    teksten: Mapping[tuple[str, int], str] = field(default_factory=dict)
    kolommen: Mapping[str, str] = field(default_factory=dict)

    def can_hold(self, finding: Finding) -> bool:
        """Say whether a remark on its row would explain a finding."""
        return self._row(finding) is not None

    def of(self, finding: Finding) -> str:
        """Give the remark on the row of a finding; "" when there is none."""
        row = self._row(finding)
        return self.teksten.get((finding.place.blad or "", row), "") if row is not None else ""

    def _row(self, finding: Finding) -> int | None:
        cell, own = _CELL.fullmatch(finding.place.cel or ""), finding.place.blad or ""
        if cell is None or own not in self.kolommen or Topic.of(finding.code) in NOT_BY_A_NOTE:
            return None
        return None if cell[1] == self.kolommen[own] else int(cell[2])


def notities(book: Book, sent: Mapping[str, Sequence[PrefilledRow]]) -> Notities:
    """Give what people wrote on the rows; a remark that was `sent` with them explains nothing."""
    tables = [data for data in book.tables.values() if COLUMN in data.letters]
    kolommen = {data.sheet: data.letters[COLUMN] for data in tables}
    teksten = {
        (data.sheet, row): text
        for data in tables
        for row, text in _written(data, [r.get(COLUMN) for r in sent.get(data.table.name, [])])
    }
    return Notities(teksten, kolommen)


def _written(data: TableData, sent: list[object]) -> Iterator[tuple[int, str]]:
    printed = [text for text in sent if isinstance(text, str)]
    for row, found in zip(data.row_numbers, data.values[COLUMN], strict=True):
        text = " ".join(str(found or "").split())
        for one in printed:
            text = _without(text, " ".join(one.split()))
        if re.search(r"\w", text):
            yield row, text


def _without(text: str, agreed: str) -> str:
    """Give what people added to a remark that was agreed."""
    return text[len(agreed) :].lstrip() if key(text).startswith(key(agreed)) else text
