"""A table of the workbook, declared once: its sheet, its columns and their pandera schema.

The declarations themselves stand in `validators/`, one module per table group; this module
holds only their form, so that building and reading need not know any particular table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

HEADER_ROW = 6
"""Excel row of the column headers on every data sheet; the data start one row lower."""

LISTS_SHEET = "Lijsten"
"""The sheet with the code lists, which the template itself hides."""

RECORD_SHEET = "prestatieafspraken"
"""The very hidden sheet on which the buttons remember what they found; no figures stand there."""


class Format(StrEnum):
    """How a column looks and how its texts are read; the values are Excel number formats."""

    TEKST = "@"
    GETAL = "#,##0"
    DECIMAAL = "#,##0.00"
    INDEX = "0.00"
    PROCENT = "0.0%"
    EURO = '"€" #,##0'
    JAAR = "0"
    DATUM = "dd-mm-yyyy"
    KEUZE = "General"


class CheckLike(Protocol):
    """What building needs of a pandera Check: its name and its bounds."""

    name: Any
    statistics: Any


class SchemaLike(Protocol):
    """What building and reading need of a pandera Column."""

    @property
    def dtype(self) -> Any: ...
    @property
    def checks(self) -> Sequence[Any]: ...
    @property
    def nullable(self) -> bool: ...


@dataclass(frozen=True)
class Band:
    """How far a figure may plausibly move from one year to the next, and why that far.

    `share` is a part of last year's figure (0.25: a quarter up or down), `step` an amount in the
    unit of the column (0.2 of a percentage: twenty points); one of the two is given. On figures
    below `small` nothing is said; `base` names the column whose count that is about, if not the
    figure itself. `stated` names the column that holds the figure where this one is empty.
    """

    why: str
    share: float | None = None
    step: float | None = None
    small: float = 0
    base: str | None = None
    stated: str | None = None


@dataclass(frozen=True)
class Usual:
    """Between which values a figure nearly always lies, and why; others ask for a reason."""

    low: float
    high: float
    why: str


Compute = Callable[[Any, Mapping[str, Any]], Any]
"""From a frame of plain numbers, and those of the other tables by name, to a column of outcomes.

A number is an outcome, "" is the empty one, and NA says that it cannot be told.
"""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `schema` is a pandera Column: its dtype, checks and nullability are the only declaration
    of what may stand in a cell. `codelist` names the list (on sheet Lijsten) that the cell
    chooses from. `formula` makes it a calculated column: an Excel formula with structured
    references to its own row, e.g. "=[@Teller]/[@Noemer]", written with English function
    names and commas; `compute` gives the same outcomes without a spreadsheet program. `band`
    says what is a plausible change since the year before, `usual` which values are. `total` asks
    for a live total above the header.
    """

    name: str
    header: str
    schema: SchemaLike
    format: Format
    help: str
    unit: str = ""
    width: float = 14
    codelist: str | None = None
    formula: str | None = None
    compute: Compute | None = None
    band: Band | None = None
    usual: Usual | None = None
    total: bool = False

    @property
    def required(self) -> bool:
        """Whether a filled row must have a value here."""
        return not self.schema.nullable and self.formula is None

    @cached_property
    def dtype(self) -> str:
        """The name of the type that the schema gives its values: Int64, string and the like."""
        return str(self.schema.dtype)

    @cached_property
    def statistics(self) -> Mapping[str, Any]:
        """Bounds of all checks together: min_value, max_value, max_length, allowed_values."""
        merged: dict[str, Any] = {}
        for check in self.schema.checks:
            merged.update(check.statistics or {})
        return merged


@dataclass(frozen=True)
class Table:
    """One Excel table on one sheet.

    `key` names the columns that tell one row from another and that label it for people.
    `party_column` names the column that says whose row it is; a table without one holds
    figures of the whole municipality and is left out of a corporation's own workbook.
    `unique` says that no two rows may share a key. `spare_rows` is how many empty rows the
    built workbook offers. `optional` allows the table to stay empty.
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
    source: str | None = None

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
