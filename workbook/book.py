"""A workbook as read: typed tables by Excel row, and what reading found wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from prestatieafspraken.dutch.number import is_no_value
from prestatieafspraken.dutch.shown import cut, in_sentence
from prestatieafspraken.workbook.aside import Aside
from prestatieafspraken.workbook.cijfersoort import SOORT, CijferSoort
from prestatieafspraken.workbook.column import ColumnKind
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.findings_table import Explanation
from prestatieafspraken.workbook.frames import mask_frame, raw_frame, typed_frame
from prestatieafspraken.workbook.ingeleverd import Ingeleverd
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.template_id import SjabloonSoort, TemplateId

if TYPE_CHECKING:  # a button that only shows something does without the agreements
    from prestatieafspraken.afspraken.kopie import Kopie, KopieError


@dataclass(frozen=True)
class TableData:
    """One table as read from one workbook.

    `row_numbers` has the Excel row of each row; rows in which nobody filled in anything are left
    out. `values` has each column in plain Python, as its kind says (an int, a float, a str or a
    date; None: empty), and `raw_values` what stood in the cells. `unusable_rows` names the Excel
    rows whose cell held something that could not be used (a text in a number cell, an error
    value), for each column that has any: they are None in `values` and have their own finding
    already. `letters` gives the column letter. `ready` has the rows that stand ready and in which
    nobody began, by Excel row with the values of their key: for whoever judges or counts they are
    not there. Every form of it that pandas needs is made when it
    is asked for.
    """

    table: Table
    sheet: str
    row_numbers: Sequence[int]
    values: Mapping[str, list[Any]]
    raw_values: Mapping[str, list[Any]]
    unusable_rows: Mapping[str, frozenset[int]]
    letters: Mapping[str, str]
    ready: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The values as a frame by Excel row, its columns of the types of their kinds."""
        return typed_frame(self.table, self.row_numbers, self.values)

    @cached_property
    def raw(self) -> pd.DataFrame:
        """What stood in the cells, as a frame by Excel row."""
        return raw_frame(self.row_numbers, self.raw_values)

    @cached_property
    def unusable(self) -> pd.DataFrame:
        """Which cells could not be used, as a frame by Excel row."""
        return mask_frame(self.row_numbers, list(self.values), self.unusable_rows)

    @cached_property
    def rows(self) -> Mapping[int, Mapping[str, Any]]:
        """The plain values of each row by the name of its column, by Excel row."""
        names = list(self.values)
        lines = zip(*self.values.values(), strict=True)
        return {
            row: dict(zip(names, line, strict=True))
            for row, line in zip(self.row_numbers, lines, strict=True)
        }

    @cached_property
    def counted_first(self) -> TableData:
        """Itself without the rows that expect what another row with the same key has counted."""
        if SOORT not in self.table.apart or SOORT not in self.values:
            return self
        names = [name for name in self.table.key if name in self.values]
        keys = list(zip(*(self.values[name] for name in names), strict=True))
        kinds = self.values[SOORT]
        counted = {k for k, kind in zip(keys, kinds, strict=True) if kind == CijferSoort.REALISATIE}
        kept = [
            at
            for at, (key, kind) in enumerate(zip(keys, kinds, strict=True))
            if kind != CijferSoort.PROGNOSE or key not in counted
        ]
        if len(kept) == len(keys):
            return self
        return self._only(kept)

    def set_apart(self, rows: Collection[int]) -> TableData:
        """Give the table without rows that stand ready: they wait in `ready`."""
        names = self.table.ready_columns
        ready = {row: {name: self.value(row, name) for name in names} for row in rows}
        kept = [at for at, row in enumerate(self.row_numbers) if row not in ready]
        return replace(self._only(kept), ready=ready)

    def _only(self, kept: Sequence[int]) -> TableData:
        """Give the table with the rows at these places."""
        numbers = [self.row_numbers[at] for at in kept]
        return replace(
            self,
            row_numbers=numbers,
            values={name: [cells[at] for at in kept] for name, cells in self.values.items()},
            raw_values={name: [c[at] for at in kept] for name, c in self.raw_values.items()},
            unusable_rows={
                name: lost
                for name, rows in self.unusable_rows.items()
                if (lost := rows & frozenset(numbers))
            },
        )

    @cached_property
    def _position(self) -> Mapping[int, int]:
        return {row: at for at, row in enumerate(self.row_numbers)}

    def value(self, row: int, column: str) -> Any:
        """Give the typed value of a cell, None when it is empty."""
        return self.values[column][self._position[row]]

    def raw_value(self, row: int, column: str) -> Any:
        """Give what stood in a cell, None when it was empty."""
        return self.raw_values[column][self._position[row]]

    def texts(self, column: str) -> list[str]:
        """Give the cells of a column that hold a text, or a whole number where texts belong.

        Any other cell gives "".
        """
        numbers = self.table.column(column).kind is ColumnKind.TEXT
        return [_text(value, numbers=numbers) for value in self.raw_values[column]]

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """The different texts of each column with every digit a 0, and NUL between them.

        One search in it tells whether to look at the cells: the 12,000 numbers of a register
        have one form.
        """
        return {
            column.name: _forms(
                set(self.raw_values[column.name]), numbers=column.kind is ColumnKind.TEXT
            )
            for column in self.table.columns
        }

    @cached_property
    def unreadable_rows(self) -> Mapping[str, frozenset[int]]:
        """Those of `unusable_rows` that somebody filled in; a dash is read as an empty cell."""
        found = {}
        for name, rows in self.unusable_rows.items():
            held = {row: self.raw_value(row, name) for row in rows}
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
        values, unusable = {**self.values}, {**self.unusable_rows}
        for name, rows in cells.items():
            lost = unusable[name] = unusable.get(name, frozenset()).union(rows)
            lines = zip(self.row_numbers, values[name], strict=True)
            values[name] = [None if row in lost else value for row, value in lines]
        made = replace(self, values=values, unusable_rows=unusable)
        # What follows from the raw values alone need not be worked out again.
        vars(made).update({n: vars(self)[n] for n in ("_position", "forms") if n in vars(self)})
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
    elif isinstance(value, bool | float):
        value = in_sentence(value)
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
    try:
        texts = "\0".join(values - {None})
    except TypeError:  # to a set 1 and True are one value; neither has a form that is looked for
        texts = "\0".join([_text(value, numbers=numbers) for value in values])
    return "\0".join(set(texts.translate(ANY_DIGIT).split("\0")))


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

    `declared` are the tables that it should hold, in the order of their sheets. `tables` holds
    what could be read, by table name. `not_judged` says for each other one why it was not read.
    `findings` is what reading itself found, in order.
    `explanations` is what people wrote on the sheet Bevindingen, `loose` the texts in cells that
    belong to no table, each with its place, and `asides` those that are in no cell at all. `kopie`
    are the agreements that it carries, or why those cannot be used; `ingeleverd` is what became of
    it since it was handed in, if it was.
    """

    path: str
    sha256: str
    template: TemplateId | None = None
    start: Start = field(default_factory=Start)
    declared: tuple[Table, ...] = ()
    tables: dict[str, TableData] = field(default_factory=dict)
    not_judged: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    readable: bool = True
    explanations: tuple[Explanation, ...] = ()
    loose: tuple[tuple[Place, str], ...] = ()
    asides: tuple[Aside, ...] = ()
    kopie: Kopie | KopieError | None = None
    ingeleverd: Ingeleverd | None = None

    @property
    def is_own(self) -> bool:
        """Whether it is the workbook of one party, and not the shared one."""
        return self.template is not None and self.template.soort != SjabloonSoort.GEMEENTE

    @property
    def file_name(self) -> str:
        """The name of the file, without its folder."""
        return re.split(r"[/\\]", self.path)[-1]

    def frame(self, name: str) -> pd.DataFrame | None:
        """Give the frame of a table, or None if the table was not read."""
        data = self.tables.get(name)
        return None if data is None else data.frame
