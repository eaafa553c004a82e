"""A workbook as read: typed tables whose index is the Excel row, and what reading found wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from prestatieafspraken.workbook.coerce import kind
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.findings_table import Explanation
from prestatieafspraken.workbook.number import is_no_value
from prestatieafspraken.workbook.show import cut
from prestatieafspraken.workbook.table import Table

TEMPLATE_PROPERTY = "prestatieafspraken.sjabloon"
"""The custom document property that holds the template id."""


@dataclass(frozen=True)
class TemplateId:
    """Which template a workbook was made from; written as "alphen-aan-den-rijn/2019/1/gemeente".

    `gemeente` is the folder name of the agreements, `versie` the version of the layout, `soort`
    the kind of party it was made for (gemeente or corporatie).
    """

    gemeente: str
    jaar: int
    versie: int
    soort: str

    def __str__(self) -> str:
        return f"{self.gemeente}/{self.jaar}/{self.versie}/{self.soort}"

    @classmethod
    def parse(cls, text: str) -> TemplateId:
        """Read an id back (ValueError if it is none)."""
        gemeente, jaar, versie, soort = text.split("/")
        return cls(gemeente, int(jaar), int(versie), soort)


@dataclass(frozen=True)
class TableData:
    """One table as read from one workbook.

    `frame` is typed as the schemas of the columns say, `raw` has the values as they stood in
    the cells; both have the Excel row number as index and the column names of the declaration
    as columns. `unusable` marks cells that held something that could not be used (a text in a
    number cell, an error value): they are NA in `frame` and have their own finding already.
    Rows in which nobody filled in anything are left out. `letters` gives the column letter.
    """

    table: Table
    sheet: str
    frame: pd.DataFrame
    raw: pd.DataFrame
    unusable: pd.DataFrame
    letters: Mapping[str, str]

    @cached_property
    def values(self) -> Mapping[str, list[Any]]:
        """The typed values of each column as plain Python, None for what is empty."""
        if self.frame.empty:
            return {str(name): [] for name in self.frame.columns}
        return {str(name): _plain(series) for name, series in self.frame.items()}

    @cached_property
    def rows(self) -> Mapping[int, Mapping[str, Any]]:
        """The plain values of each row by the name of its column, by Excel row."""
        names = list(self.values)
        lines = zip(*self.values.values(), strict=True)
        numbers = self.frame.index.tolist()
        return {
            row: dict(zip(names, line, strict=True))
            for row, line in zip(numbers, lines, strict=True)
        }

    @cached_property
    def raw_values(self) -> Mapping[str, list[Any]]:
        """The values of each column as they stood in the cells."""
        columns = self.raw.to_numpy(dtype=object).T.tolist()
        return dict(zip(self.raw.columns, columns, strict=True))

    @cached_property
    def _position(self) -> Mapping[int, int]:
        return {row: at for at, row in enumerate(self.raw.index.tolist())}

    def texts(self, column: str) -> list[str]:
        """Give the cells of a column that hold a text, or a whole number where texts belong.

        Any other cell gives "".
        """
        numbers = kind(self.table.column(column)) == "text"
        return [_text(value, numbers=numbers) for value in self.raw_values[column]]

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """The different texts of each column with every digit a 0, and NUL between them.

        One search in it tells whether to look at the cells: the 12,000 numbers of a register
        have one form.
        """
        return {
            column.name: _forms(set(self.raw_values[column.name]), numbers=kind(column) == "text")
            for column in self.table.columns
        }

    @cached_property
    def unusable_rows(self) -> Mapping[str, frozenset[int]]:
        """The Excel rows whose cell could not be used, for each column that has any."""
        marks = self.unusable.to_numpy()
        index = self.unusable.index.to_numpy()
        return {
            str(name): frozenset(index[marks[:, at]].tolist())
            for at, name in enumerate(self.unusable.columns)
            if marks[:, at].any()
        }

    @cached_property
    def unreadable_rows(self) -> Mapping[str, frozenset[int]]:
        """Those of `unusable_rows` that somebody filled in; a dash is read as an empty cell."""
        found = {}
        for name, rows in self.unusable_rows.items():
            held = {row: self.raw.at[row, name] for row in rows}
            found[name] = frozenset(
                row for row, v in held.items() if not (isinstance(v, str) and is_no_value(v))
            )
        return found

    def is_unusable(self, row: int, *columns: str) -> bool:
        """Say whether one of these cells of a row could not be used."""
        return any(row in self.unusable_rows.get(name, ()) for name in columns)

    def has_unusable(self, *columns: str) -> bool:
        """Say whether any cell of these columns could not be used."""
        return not self.unusable_rows.keys().isdisjoint(columns)

    def without(self, cells: Mapping[str, Collection[int]]) -> TableData:
        """Give the table with cells (Excel rows by column) emptied and marked as unusable."""
        frame, unusable = self.frame.copy(deep=False), self.unusable.copy(deep=False)
        for name, rows in cells.items():
            unusable.loc[list(rows), name] = True
            frame[name] = frame[name].mask(unusable[name])
        made = replace(self, frame=frame, unusable=unusable)
        # What stays the same need not be worked out again.
        values = {**self.values, **{name: _plain(frame[name]) for name in cells}}
        vars(made).update(values=values, raw_values=self.raw_values, _position=self._position)
        return made

    def place(self, row: int, column: str | None = None) -> Place:
        """Give the place of a cell, or of a whole row, with the labels that people know."""
        letter = self.letters.get(column) if column else None
        return Place(
            blad=self.sheet,
            tabel=self.table.excel_name,
            cel=f"{letter}{row}" if letter else None,
            kolom=self.table.column(column).header if column else None,
            rij=self.label(row),
        )

    def label(self, row: int) -> str:
        """Give the row by its key, for example "Woonforte 2018"."""
        parts, at = [], self._position[row]
        for name in self.table.key:
            part = key_part(self.raw_values[name][at]) if name in self.raw_values else None
            if part is not None:
                parts.append(cut(part, 60))
        return " ".join(parts) or f"rij {row}"


def key_part(value: Any) -> str | None:
    """Write a cell of a key as people read it; None when there is nothing in it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    elif isinstance(value, date):
        value = f"{value:%d-%m-%Y}"
    return None if value is None or value == "" else str(value)


ANY_DIGIT = str.maketrans("123456789", "000000000")
"""Makes a 0 of every digit: the form of a text."""


def _text(value: Any, *, numbers: bool) -> str:
    if isinstance(value, str):
        return value
    whole = numbers and isinstance(value, int | float) and not isinstance(value, bool)
    return str(int(value)) if whole and value % 1 == 0 else ""


def _forms(values: set[Any], *, numbers: bool) -> str:
    if set(map(type, values)) <= {str, type(None)}:
        texts = "\0".join(value for value in values if value is not None)
    else:  # to a set 1 and True are one value; neither has a form that anything looks for
        texts = "\0".join([_text(value, numbers=numbers) for value in values])
    return "\0".join(set(texts.translate(ANY_DIGIT).split("\0")))


def _plain(series: pd.Series) -> list[Any]:
    array: Any = series.array
    if series.dtype.kind == "M" and array.isna().all():
        return [None] * len(array)
    values: list[Any] = array.tolist()
    if _EMPTY.isdisjoint(set(map(type, values))):
        return values
    return [None if value is pd.NA or value is pd.NaT else value for value in values]


_EMPTY = {type(pd.NA), type(pd.NaT)}


@dataclass(frozen=True)
class Start:
    """What the start sheet says: whose workbook, which year, measured on which day."""

    gemeente: str | None = None
    jaar: int | None = None
    partij: str | None = None
    peildatum: date | None = None
    status: str | None = None


@dataclass
class Book:
    """A workbook as read.

    `tables` holds what could be read, by table name. `not_judged` says for each other table of
    the template why it was not read. `findings` is what reading itself found, in order.
    `explanations` is what people wrote on the sheet Bevindingen, `loose` the texts in cells that
    belong to no table, each with its place.
    """

    path: str
    sha256: str
    template: TemplateId | None = None
    start: Start = field(default_factory=Start)
    tables: dict[str, TableData] = field(default_factory=dict)
    not_judged: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    readable: bool = True
    explanations: tuple[Explanation, ...] = ()
    loose: tuple[tuple[Place, str], ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether it is the workbook of one corporatie, and not the shared one."""
        return self.template is not None and self.template.soort != "gemeente"

    @property
    def file_name(self) -> str:
        """The name of the file, without its folder."""
        return re.split(r"[/\\]", self.path)[-1]

    def frame(self, name: str) -> pd.DataFrame | None:
        """Give the frame of a table, or None if the table was not read."""
        data = self.tables.get(name)
        return None if data is None else data.frame
