"""Rows of a corporatie that only the shared workbook has, where she filed that table herself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from prestatieafspraken.batch.side_by_side.columns import has_figures
from prestatieafspraken.batch.side_by_side.figures import pairs, sound_rows
from prestatieafspraken.batch.side_by_side.inzending import ForVerdicts, Inzending
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.validators.inzending import ALLEEN_BIJ_GEMEENTE
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding


def only_shared(group: Sequence[Inzending]) -> ForVerdicts:
    """Tell at the first of such rows on a sheet how many there are: together they do not count."""
    owners = [inzending for inzending in group if not inzending.is_shared]
    for shared, own in product([one for one in group if one.is_shared], owners):
        for name, theirs in own.tables.items():
            ours = shared.tables.get(name)
            if ours is not None and (alone := _alone(shared, own, ours, theirs)):
                yield shared.number, _told(own, ours, alone)


def _told(own: Inzending, ours: TableData, alone: Sequence[int]) -> Finding:
    more = len(alone) - 1
    return ALLEEN_BIJ_GEMEENTE.at(
        ours.place(alone[0], ours.table.party_column or ""),
        partij=own.partij,
        ander=own.name,
        meer=f" en nog {count_of(more, 'andere', 'andere')}" if more else "",
        tellen="tellen zij" if more else "telt zij",
    )


def _alone(shared: Inzending, own: Inzending, ours: TableData, theirs: TableData) -> list[int]:
    """Give these rows; none where nobody knows of each row of the corporatie which one it is."""
    table, owner = ours.table, ours.table.party_column or ""
    rows = list(sound_rows(own, table.name, table.row_key)) if has_figures(table) else []
    filed = any(row[owner] == own.partij for _, row in rows)
    if not filed or len(rows) != len(theirs.row_numbers):
        return []
    known = {index for index, *_ in pairs(shared, own, table)}
    return [
        index
        for index, row in sound_rows(shared, table.name, table.row_key)
        if row[owner] == own.partij and index not in known
    ]
