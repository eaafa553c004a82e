"""Which columns are looked at when workbooks are laid side by side."""

from __future__ import annotations

from prestatieafspraken.validators.sheets.totalen import SUMS, Sum
from prestatieafspraken.workbook.column import Format
from prestatieafspraken.workbook.table import Table

ONCE = {
    "nieuwbouwprojecten": ("project", "kern"),
    "bewonersinitiatieven": ("initiatief", "kern"),
    "energielabels": ("bag_id",),
}
"""What exists only once in a municipality, by the columns that tell it; the first one names it."""


TOTALS = "totalen"


STATED = ("onderdeel", "jaar", "opgegeven")
"""The table of stated totals, and what is read of it."""


def compared(table: Table) -> list[str]:
    """Name the columns of a table that the rules below look at; none where they leave it alone."""
    names = set(ONCE.get(table.name, ()))
    names |= {
        column
        for subject in SUMS
        if subject.table.name == table.name
        for column in _of_sum(subject)
    }
    if table.name == TOTALS:
        names |= set(STATED)
    if has_figures(table):
        names |= {c.name for c in table.input_columns if c.format is not Format.TEKST}
    if names:
        names |= {*table.row_key, *([table.party_column] if table.party_column else [])}
    return [column.name for column in table.columns if column.name in names]


def _of_sum(subject: Sum) -> tuple[str, str, str]:
    return "corporatie", "jaar", subject.column


def has_figures(table: Table) -> bool:
    """Whether rows of this table in two workbooks can be told to be the same row."""
    return table.party_column is not None and table.unique
