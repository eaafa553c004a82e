"""The rows that stand ready in a new workbook, beside what was agreed: those of the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from prestatieafspraken.workbook.building.printed import PrefilledRow
from prestatieafspraken.workbook.building.vragen import Vraag
from prestatieafspraken.workbook.table import Table


def with_ready_rows(
    rows: Mapping[str, Sequence[PrefilledRow]], asked: Iterable[tuple[Table, Sequence[Vraag]]]
) -> dict[str, list[PrefilledRow]]:
    """Give the rows with one for each that is asked and not there: only its key is filled in.

    It stands behind the last row of an earlier year, so that what is grown from comes first.
    """
    found = {name: [*table] for name, table in rows.items()}
    for table, vragen in asked:
        there = found.setdefault(table.name, [])
        for vraag in vragen if table.ready_columns else ():
            if not any(vraag.rij.items() <= row.items() for row in there):
                there.insert(_place(there, vraag.rij.get("jaar")), dict(vraag.rij))
    return found


def _place(rows: Sequence[PrefilledRow], year: object) -> int:
    """Find where a row of a year belongs: behind the last that is not of a later one."""
    before = [
        at
        for at, row in enumerate(rows, 1)
        if not (isinstance(year, int) and isinstance(row.get("jaar"), int) and row["jaar"] > year)
    ]
    return max(before, default=0)
