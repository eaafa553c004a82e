"""The cells of a table that hold personal data, with the data as they stand and as they are read.

A value is told as it was read, with plain spaces for instance, so both are to be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prestatieafspraken.validators.personal.persoonsgegevens import KINDS, found, hinted
from prestatieafspraken.workbook.book import TableData


@dataclass(frozen=True)
class PersonalCell:
    """A cell with personal data: its Excel row, its column, and the data."""

    row: int
    column: str
    gegevens: tuple[str, ...]


def personal_cells(data: TableData) -> Iterator[PersonalCell]:
    """Find every cell of a table that holds personal data."""
    for column in data.letters:
        # One look at the whole column: nearly always there is nothing.
        if not any(hinted(kind, data.forms[column]) for kind in KINDS):
            continue
        for row, text in zip(data.row_numbers, data.texts(column), strict=True):
            if there := _found(text) if text else []:
                value = data.value(row, column)
                read = _found(value) if isinstance(value, str) else []
                yield PersonalCell(row, column, tuple(dict.fromkeys(there + read)))


def _found(text: str) -> list[str]:
    return [data for kind in KINDS for data in found(kind, text)]
