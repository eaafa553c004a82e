"""How a rule is written down: a function named after the fault, registered with its code.

A row rule looks at one table and marks the rows that are wrong; it becomes a pandera check. A
cross rule looks at several tables, or at a table and the agreements, and yields findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.finding import Finding, Rule

Faults = Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True)
class RowRule:
    """A rule on the rows of one table: `column` is the cell that is pointed at."""

    rule: Rule
    table: str
    column: str
    needs: tuple[str, ...]
    faults: Faults

    def check(self) -> pa.Check:
        """Give the rule as a pandera check, whose failing rows are the marked ones."""
        # A comparison with an empty cell is neither true nor false: no fault of this rule.
        return pa.Check(
            lambda frame: ~self.faults(frame).astype("boolean").fillna(False).astype(bool),
            name=self.rule.code,
        )


@dataclass(frozen=True)
class Case:
    """What a cross rule may look at."""

    book: Book
    afspraken: Afspraken

    def table(self, name: str) -> TableData:
        """Give a table that the rule said it needs."""
        return self.book.tables[name]


@dataclass(frozen=True)
class CrossRule:
    """A rule on several tables; `needs` maps each table to the columns that it needs."""

    rule: Rule
    needs: Mapping[str, tuple[str, ...]]
    findings: Callable[[Case, Rule], Iterator[Finding]]


ROW_RULES: list[RowRule] = []
CROSS_RULES: list[CrossRule] = []


def row_rule(
    rule: Rule, table: str, column: str, *, needs: tuple[str, ...]
) -> Callable[[Faults], Faults]:
    """Register a function that marks the faulty rows (a boolean series on the frame's index).

    The message template may name every column of the table, as it stands in that row.
    """

    def register(function: Faults) -> Faults:
        ROW_RULES.append(RowRule(rule, table, column, needs, function))
        return function

    return register


def cross_rule(
    rule: Rule, **needs: tuple[str, ...]
) -> Callable[
    [Callable[[Case, Rule], Iterator[Finding]]], Callable[[Case, Rule], Iterator[Finding]]
]:
    """Register a function that yields the findings; `needs` are tables with their columns."""

    def register(
        function: Callable[[Case, Rule], Iterator[Finding]],
    ) -> Callable[[Case, Rule], Iterator[Finding]]:
        CROSS_RULES.append(CrossRule(rule, needs, function))
        return function

    return register


def records(data: TableData) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give each row as its Excel row number and plain values, None for what is empty."""
    frame = data.frame.astype(object).where(data.frame.notna(), None)
    for index, row in zip(frame.index, frame.to_dict("records"), strict=True):
        yield int(index), {str(name): value for name, value in row.items()}
