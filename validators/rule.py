"""How a rule is written down: a function named after the fault, registered with its code.

A row rule looks at one table and marks the rows that are wrong; it becomes a pandera check. A
cross rule looks at several tables, or at a table and the agreements, and yields findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import pandera.pandas as pa

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.finding import Finding, Rule
from prestatieafspraken.workbook.number import is_no_value

Faults = Callable[[pd.DataFrame], pd.Series]
Words = Callable[[pd.DataFrame], Mapping[str, pd.Series]]


@dataclass(frozen=True)
class RowRule:
    """A rule on the rows of one table: `column` is the cell that is pointed at.

    `needs` names the columns that it looks at. `words` gives what the templates may name besides
    the columns, already in the form in which people read it.
    """

    rule: Rule
    table: str
    column: str
    needs: tuple[str, ...]
    faults: Faults
    words: Words | None = None

    def check(self) -> pa.Check:
        """Give the rule as a pandera check, whose failing rows are the marked ones."""
        # A comparison with an empty cell is neither true nor false: no fault of this rule.
        return pa.Check(
            lambda frame: ~self.faults(frame).astype("boolean").fillna(False).astype(bool),
            name=self.name,
        )

    @property
    def name(self) -> str:
        """Code and column: one rule may look at several columns of a table."""
        return f"{self.rule.code} {self.column}"


@dataclass(frozen=True)
class Case:
    """What a cross rule may look at; cells with a fault of their own are empty and unusable."""

    book: Book
    afspraken: Afspraken
    peildatum: date | None = None
    vorig: Mapping[str, TableData] = field(default_factory=dict)
    """The tables of last year's workbook, when one was given."""

    def table(self, name: str) -> TableData:
        """Give a table that the rule said it needs."""
        return self.book.tables[name]

    @property
    def holder(self) -> str | None:
        """Whose workbook it is, in the spelling of the agreements; None if that is nobody."""
        try:
            return self.afspraken.partij(self.book.start.partij or "").naam
        except KeyError:
            return None

    @property
    def is_own(self) -> bool:
        """Whether it is the workbook of one corporatie, and not the shared one."""
        return self.book.is_own

    @property
    def jaar(self) -> int:
        """The year of the agreements."""
        return self.afspraken.gemeente.jaar

    @property
    def deelnemers(self) -> list[str]:
        """Name the corporaties that sign and of which this workbook should hold the figures."""
        signing = [partij.naam for partij in self.afspraken.corporaties() if partij.doet_mee]
        return [naam for naam in signing if naam == self.holder] if self.is_own else signing

    def is_over(self, jaar: int) -> bool:
        """Say whether a year is complete on the peildatum (31 December itself counts)."""
        return self.peildatum is not None and self.peildatum >= date(jaar, 12, 31)

    def has_passed(self, dag: date) -> bool:
        """Say whether a day lies before the peildatum; on the day itself one is still in time."""
        return self.peildatum is not None and dag < self.peildatum


Findings = Callable[[Case, Rule], Iterator[Finding]]
TableFindings = Callable[[Case, Rule, TableData], Iterator[Finding]]


@dataclass(frozen=True)
class CrossRule:
    """A rule on several tables; `needs` maps each table to the columns that it needs."""

    rule: Rule
    needs: Mapping[str, tuple[str, ...]]
    findings: Findings


ROW_RULES: list[RowRule] = []
CROSS_RULES: list[CrossRule] = []


def row_rule(
    rule: Rule, table: str, column: str, *, needs: tuple[str, ...], words: Words | None = None
) -> Callable[[Faults], Faults]:
    """Register a function that marks the faulty rows (a boolean series on the frame's index).

    The templates may name every column of the table, as it stands in that row. A row in which a
    needed cell has a fault of its own is passed over.
    """

    def register(function: Faults) -> Faults:
        looked_at = tuple(dict.fromkeys((*needs, column)))
        ROW_RULES.append(RowRule(rule, table, column, looked_at, function, words))
        return function

    return register


def table_rule(
    rule: Rule, table: str, *, needs: tuple[str, ...]
) -> Callable[[TableFindings], TableFindings]:
    """Register a function that yields findings on one table, beside the agreements."""

    def register(function: TableFindings) -> TableFindings:
        def findings(case: Case, rule: Rule) -> Iterator[Finding]:
            return function(case, rule, case.table(table))

        CROSS_RULES.append(CrossRule(rule, {table: needs}, findings))
        return function

    return register


def cross_rule(rule: Rule, **needs: tuple[str, ...]) -> Callable[[Findings], Findings]:
    """Register a function that yields findings; `needs` are tables with their columns."""

    def register(function: Findings) -> Findings:
        CROSS_RULES.append(CrossRule(rule, needs, function))
        return function

    return register


def records(data: TableData) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give each row as its Excel row number and plain values, None for what is empty."""
    frame = data.frame.astype(object).where(data.frame.notna(), None)
    for index, row in zip(frame.index, frame.to_dict("records"), strict=True):
        yield int(index), {str(name): value for name, value in row.items()}


def unread(data: TableData, column: str) -> pd.Series:
    """Mark the cells that hold something that could not be used.

    A dash in a cell that may be empty is not among them: it says as much as an empty cell.
    """
    unusable = data.unusable[column]
    if data.table.column(column).required:
        return unusable
    return unusable & ~data.raw[column].map(_is_dash).astype(bool)


def _is_dash(value: Any) -> bool:
    return isinstance(value, str) and is_no_value(value)
