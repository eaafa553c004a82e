"""A table of the workbook, declared once: its sheet, its columns and what tells its rows apart.

The declarations themselves stand in `validators/`, one module per table group; this module
holds only their form, so that building and reading need not know any particular table. A table
that contradicts itself is refused where it is declared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from prestatieafspraken.workbook.column import Column
from prestatieafspraken.workbook.contradiction import contradictions
from prestatieafspraken.workbook.uitvraag import Uitvraag

HEADER_ROW = 6
"""Excel row of the column headers on every data sheet; the data start one row lower."""

LISTS_SHEET = "Lijsten"
"""The sheet with the code lists, which the template itself hides."""

STEPS_SHEET = "Rekenblad"
"""The sheet with the steps behind the goals on the dashboard, which the template itself hides."""

COPY_SHEET = "kopie-afspraken"
"""The very hidden sheet with the agreements that the workbook was built from."""

RECORD_SHEET = "prestatieafspraken"
"""The very hidden sheet on which the buttons remember what they found; no figures stand there."""


PRINTS_SHEET = "vingerafdrukken"
"""The very hidden sheet of an inzending with what shows whether it was changed afterwards."""

COMPUTED_SHEETS = ("Dashboard", "Indicatoren")
"""Sheets that the program fills with what follows from the others."""


@dataclass(frozen=True)
class Table:
    """One Excel table on one sheet.

    `key` names the columns that tell one row from another and that label it for people.
    `party_column` names the column that says whose row it is; a table without one holds
    figures of the whole municipality and is left out of a corporation's own workbook.
    `unique` says that no two rows may share a key. `apart` names what tells rows of one key apart
    that may stand side by side: what was expected, and what was counted since. `spare_rows` is how
    many empty rows the built workbook offers. `optional` allows the table to stay empty. `family`
    is the declaration that it is one of, where a workbook has several of a form: the sheets of the
    themes. `uitvraag` is what must be filled in over the year of the agreements; without it
    nothing must.
    """

    name: str
    sheet: str
    excel_name: str
    title: str
    description: str
    theme: int
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    party_column: str | None = None
    unique: bool = True
    spare_rows: int = 10
    optional: bool = True
    family: str = ""
    uitvraag: Uitvraag | None = None
    apart: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself (ValueError)."""
        wrong = list(contradictions(self))
        if wrong:
            raise ValueError(f"table {self.name}: {'; '.join(wrong)}")

    @property
    def form(self) -> str:
        """The name under which rules know it."""
        return self.family or self.name

    @property
    def row_key(self) -> tuple[str, ...]:
        """The columns of which no two rows may have the same."""
        return (*self.key, *self.apart)

    @cached_property
    def ready_columns(self) -> tuple[str, ...]:
        """What a row holds that stands ready for its figures; nothing where no row does."""
        asks = self.uitvraag
        return tuple(dict.fromkeys((*self.row_key, *asks.vast))) if asks and asks.per else ()

    @cached_property
    def figure_columns(self) -> tuple[str, ...]:
        """What makes a row that stands ready one that was begun; nothing where no row does."""
        ready = self.ready_columns
        return tuple(c.name for c in self.input_columns if c.name not in ready) if ready else ()

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The headers of all columns."""
        return tuple(column.header for column in self.columns)

    def column(self, name: str) -> Column:
        """Give the column called `name` (KeyError if there is none)."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def input_columns(self) -> tuple[Column, ...]:
        """The columns that people fill in."""
        return tuple(column for column in self.columns if column.formula is None)
