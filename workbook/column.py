"""A column of a table, declared once: what may stand there, in our own words.

From this follow the cells of the sheet, the drop-down, Excel's own validation, the reading of what
people type, the first look at the values, the schema of pandera, the messages and the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

_HEADERS = re.compile(r"\[@(?:\[([^\]]+)\]|([^\[\]]+))\]")
"""A cell of its own row in a formula: [@Kolom], or [@[Kolom met spaties]]."""

TABLE_YEARS = range(2010, 2061)
"""The years that figures can be of."""


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
    ZOALS_GETYPT = "General;-General"


class ColumnKind(StrEnum):
    """What a column holds; the values say it in a sentence."""

    WHOLE = "geheel getal"
    DECIMAL = "getal"
    DAY = "datum"
    TEXT = "tekst"


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


def list_name(codelist: str) -> str:
    """Give the defined name of a code list."""
    return f"lijst_{codelist}"


Compute = Callable[[Any, Mapping[str, Any]], Any]
"""From a frame of plain numbers, and those of the other tables by name, to a column of outcomes.

A number is an outcome, "" is the empty one, and NA says that it cannot be told.
"""


@dataclass(frozen=True)
class Column:
    """One column of a table: all that is said of it, and the only place where it is said.

    Between `low` and `high`, both included, lie its numbers or its days; a text has
    at most `longest` characters and is as a whole of the form `pattern`. `codelist` names the list
    (on sheet Lijsten) that the cell chooses from, `also` are other words, each with the one of the
    list that it means; `required` asks for a value in a filled row. `formula` makes it a calculated
    column: an Excel formula with structured references to its own row, e.g. "=[@Teller]/[@Noemer]",
    written with English function names and commas; `compute` gives the same outcomes without a
    spreadsheet program. `band` says what is a plausible change since the year before, `usual` which
    values are. `total` asks for a live total above the header.
    """

    name: str
    header: str
    kind: ColumnKind
    format: Format
    help: str
    required: bool = False
    low: Any = None
    high: Any = None
    longest: int | None = None
    pattern: str | None = None
    codelist: str | None = None
    also: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    width: float = 14
    formula: str | None = None
    compute: Compute | None = None
    band: Band | None = None
    usual: Usual | None = None
    total: bool = False

    @cached_property
    def looks_at(self) -> tuple[str, ...]:
        """The headers of the cells of its row that its formula looks at."""
        return tuple(plain or other for plain, other in _HEADERS.findall(self.formula or ""))

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, whole or not."""
        return self.kind in (ColumnKind.WHOLE, ColumnKind.DECIMAL)

    @property
    def is_figure(self) -> bool:
        """Whether its values are numbers of something, and not years."""
        return self.is_number and self.format is not Format.JAAR
