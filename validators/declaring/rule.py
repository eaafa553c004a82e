"""How a rule is written down: a function named after the fault, registered with its code.

A row rule looks at the rows of one table, each by itself or beside each other. A cross rule looks
at several tables, or at a table and the agreements, and yields findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial, update_wrapper, wraps
from typing import Any, TypeVar

from prestatieafspraken.afspraken import voorbij
from prestatieafspraken.afspraken.model import Afspraken, Partij, PartijSoort
from prestatieafspraken.normen import UnknownNormError, has_lapsed
from prestatieafspraken.validators.declaring.registration import (
    check_columns,
    check_sentences,
    declare,
)
from prestatieafspraken.validators.declaring.row import EmptyCellError, Row
from prestatieafspraken.validators.personal.persoonsgegevens import may_hold
from prestatieafspraken.workbook.aside import RENAME, Aside
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.finding import Finding, Place, Rule
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.topic import Step

_Outcome = TypeVar("_Outcome")


IsFaulty = Callable[[Row], bool]
FaultyRows = Callable[[TableData], Iterable[int]]
WordsOf = Callable[[TableData, int], Mapping[str, object]]


@dataclass(frozen=True)
class RowRule:
    """A rule on the rows of one table, or of each of a form: `column` is what is pointed at.

    `needs` names the columns that it looks at, `faulty` gives the Excel rows that it marks.
    `words` gives what the templates may name besides the columns, for one of those rows.
    """

    rule: Rule
    table: str
    column: str
    needs: tuple[str, ...]
    faulty: FaultyRows
    words: WordsOf | None = None

    step = Step.RIJEN

    @property
    def home(self) -> str:
        """The module that its function was written in."""
        return _home(self.faulty)


class UnknownStartError(Exception):
    """A rule asked for what the start sheet does not tell; it is then not applied at all."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class Case:
    """What a cross rule may look at; cells with a fault of their own are empty and unusable."""

    book: Book
    afspraken: Afspraken
    known_day: date | None = None
    """The peildatum, if anybody knows it; a rule asks for `peildatum`."""
    vorig: Mapping[str, TableData] = field(default_factory=dict)
    """The tables of last year's workbook, when one was given."""

    known: dict[Callable[[Afspraken], object], Any] = field(default_factory=dict, repr=False)
    """What `once` worked out."""

    unknown: list[UnknownNormError] = field(default_factory=list, repr=False)
    """What the rule at hand had to leave because a norm is not known."""

    def leave(self, unknown: UnknownNormError) -> None:
        """Note that something is not judged for want of a norm; one that lapsed asks nothing."""
        if unknown.dag is not None and not has_lapsed(unknown.naam, unknown.dag):
            self.unknown.append(unknown)

    def once(self, work: Callable[[Afspraken], _Outcome]) -> _Outcome:
        """Give what follows from the agreements alone, worked out once for all rules."""
        if work not in self.known:
            self.known[work] = work(self.afspraken)
        outcome: _Outcome = self.known[work]
        return outcome

    def table(self, name: str) -> TableData:
        """Give a table that the rule said it needs."""
        return self.book.tables[name]

    def of_form(self, form: str, needs: Iterable[str]) -> list[TableData]:
        """Give the tables of a form that have the columns that a rule needs."""
        return [
            data
            for data in self.book.tables.values()
            if data.table.form == form and data.letters.keys() >= set(needs)
        ]

    @property
    def peildatum(self) -> date:
        """The day to judge on (UnknownStartError: none is ever guessed)."""
        if self.known_day is None:
            raise UnknownStartError("peildatum")
        return self.known_day

    @property
    def holder(self) -> str:
        """Whose workbook it is, in the spelling of the agreements (UnknownStartError)."""
        if self.partij is None or not self.fits(self.partij):
            raise UnknownStartError("partij")
        return self.partij.naam

    @property
    def unknown_start(self) -> list[str]:
        """Name what a verdict rests on and the start sheet does not tell."""
        holds = self.partij is not None and self.fits(self.partij)
        known = {"peildatum": self.known_day is not None, "partij": holds}
        return [field for field, is_known in known.items() if not is_known]

    @cached_property
    def partij(self) -> Partij | None:
        """The party that the start sheet names; None if that is nobody."""
        try:
            return self.afspraken.partij(self.book.start.partij or "")
        except KeyError:
            return None

    def fits(self, partij: Partij) -> bool:
        """Say whether a party has a workbook of this kind."""
        return partij.soort == self.soort

    @property
    def soort(self) -> str:
        """Of which kind of party the workbook is; without a template it is the shared one."""
        return self.book.template.soort if self.book.template else PartijSoort.GEMEENTE

    @property
    def is_own(self) -> bool:
        """Whether it is the workbook of one party, and not the shared one."""
        return self.book.is_own

    @property
    def jaar(self) -> int:
        """The year of the agreements."""
        return self.afspraken.gemeente.jaar

    @property
    def deelnemers(self) -> list[str]:
        """Name the corporaties that sign and of which this workbook should hold the figures."""
        signing = self.afspraken.deelnemers()
        return [naam for naam in signing if naam == self.holder] if self.is_own else signing

    @cached_property
    def loose(self) -> Sequence[tuple[Place, str]]:
        """The texts outside the tables that may hold personal data, each with its place."""
        return [(place, text) for place, text in self.book.loose if may_hold(text)]

    @cached_property
    def asides(self) -> Sequence[Aside]:
        """The texts in no cell that may hold personal data, the name of the file the first."""
        name = Aside(Place(), "In de naam van het bestand", self.book.file_name, RENAME)
        return [aside for aside in (name, *self.book.asides) if may_hold(aside.text)]

    def is_over(self, jaar: int) -> bool:
        """Say whether a year is over."""
        return voorbij.is_over(jaar, self.peildatum)

    def has_passed(self, dag: date) -> bool:
        """Say whether a day is over."""
        return voorbij.has_passed(dag, self.peildatum)


Findings = Callable[[Case, Rule], Iterator[Finding]]
TableFindings = Callable[[Case, Rule, TableData], Iterator[Finding]]


@dataclass(frozen=True)
class CrossRule:
    """A rule on several tables; `needs` maps the form of each to the columns that it needs."""

    rule: Rule
    needs: Mapping[str, tuple[str, ...]]
    findings: Findings

    @property
    def home(self) -> str:
        """The module that its function was written in."""
        return _home(self.findings)

    @property
    def step(self) -> Step:
        """Where it is told: a rule on no table looks only at whose workbook it is."""
        if not self.needs:
            return Step.SJABLOON
        return Step.TABELLEN if len(self.needs) == 1 else Step.TUSSEN_TABELLEN


def _home(function: object) -> str:
    inner = getattr(function, "__wrapped__", None) or getattr(function, "func", None)
    return _home(inner) if inner else function.__module__


ROW_RULES: list[RowRule] = []
CROSS_RULES: list[CrossRule] = []


def row_rule(
    rule: Rule, table: Table, column: str, *, needs: tuple[str, ...], words: WordsOf | None = None
) -> Callable[[IsFaulty], IsFaulty]:
    """Register a function that says of one row whether it is faulty.

    The templates may name every column of the table, as it stands in that row. A row in which a
    needed cell has a fault of its own is passed over.
    """

    def register(function: IsFaulty) -> IsFaulty:
        faulty = partial(_rows_where, function, _looked_at(column, needs))
        rows_rule(rule, table, column, needs=needs, words=words)(update_wrapper(faulty, function))
        return function

    return register


def rows_rule(
    rule: Rule, table: Table, column: str, *, needs: tuple[str, ...], words: WordsOf | None = None
) -> Callable[[FaultyRows], FaultyRows]:
    """Register a function that lays rows beside each other, and gives those that are faulty."""
    looked_at = _looked_at(column, needs)
    declare(rule)
    check_columns(rule, table, looked_at)
    if words is None:
        check_sentences(rule, table)

    def register(function: FaultyRows) -> FaultyRows:
        ROW_RULES.append(RowRule(rule, table.form, column, looked_at, function, words))
        return function

    return register


def _looked_at(column: str, needs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*needs, column)))


def _rows_where(function: IsFaulty, names: Sequence[str], data: TableData) -> Iterator[int]:
    columns = [data.values[name] for name in names]
    # Rows that say the same are judged once: a register has few different ones.
    faulty = {
        cells for cells in set(zip(*columns, strict=True)) if _is_faulty(function, names, cells)
    }
    if faulty:
        lines = zip(data.row_numbers, zip(*columns, strict=True), strict=True)
        yield from (row for row, cells in lines if cells in faulty)


def _is_faulty(function: IsFaulty, names: Sequence[str], cells: Sequence[object]) -> bool:
    row = Row((n, cell) for n, cell in zip(names, cells, strict=True) if cell is not None)
    try:
        return function(row)
    except EmptyCellError as empty:
        if empty.args[0] not in names:
            raise  # the rule does not say that it needs this column
        return False


def table_rule(
    rule: Rule, table: Table, *, needs: tuple[str, ...]
) -> Callable[[TableFindings], TableFindings]:
    """Register a function that yields findings on each table of a form, beside the agreements."""

    def register(function: TableFindings) -> TableFindings:
        @wraps(function)
        def findings(case: Case, rule: Rule) -> Iterator[Finding]:
            for data in case.of_form(table.form, needs):
                yield from function(case, rule, data)

        cross_rule(rule, (table, needs))(findings)
        return function

    return register


def cross_rule(rule: Rule, *needs: tuple[Table, tuple[str, ...]]) -> Callable[[Findings], Findings]:
    """Register a function that yields findings; `needs` are tables with their columns."""
    declare(rule)
    for table, columns in needs:
        check_columns(rule, table, columns)
    by_name = {table.form: columns for table, columns in needs}

    def register(function: Findings) -> Findings:
        CROSS_RULES.append(CrossRule(rule, by_name, function))
        return function

    return register
