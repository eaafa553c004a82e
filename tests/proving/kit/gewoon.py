"""Tables as indicators take them: plain values by column, by the number of the row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from prestatieafspraken.indicators.context import PlainTable
from prestatieafspraken.workbook.column import ColumnKind
from prestatieafspraken.workbook.table import Table

FIRST_ROW = 7
MADE: Mapping[ColumnKind, Any] = {
    ColumnKind.WHOLE: int,
    ColumnKind.DECIMAL: float,
    ColumnKind.TEXT: str,
    ColumnKind.DAY: lambda day: day if isinstance(day, date) else date.fromisoformat(day),
}


def typed_rows(table: Table, rows: Iterable[Mapping[str, Any]]) -> PlainTable:
    """Give rows (texts or values by the name of their column) as the reader would."""
    return {
        number: {
            column.name: None
            if (value := row.get(column.name)) in (None, "")
            else MADE[column.kind](value)
            for column in table.columns
        }
        for number, row in enumerate(rows, FIRST_ROW)
    }
