"""What indicators are computed from: rows of a workbook, agreements and a day."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from numbers import Integral, Real

from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Doel, GedrukteTabel
from prestatieafspraken.afspraken.vindplaats import met_regels
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.indicators.bronnen import sources
from prestatieafspraken.indicators.oordeel import in_condition, of_hardheid, tentative
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Oordeel,
    Outcome,
    UndeterminedError,
    plain,
)
from prestatieafspraken.workbook.cijfersoort import SOORT, CijferSoort

NO_GOAL = "Geen doel in deze afspraken"
"""Said of a figure that nothing in these agreements asks for."""
SO_FAR = " Bekend is "
"""Begins the sentence on that part of a sum that is known."""
NOISE = Decimal("1e-12")
"""Less than this is what adding binary fractions leaves behind, not a figure."""
AddressOf = Callable[[str, int, str], str]
"""Gives the address of a cell ("Woningvoorraad!D7") from table, row and column."""
PlainTable = Mapping[int, Mapping[str, object]]
"""A table as plain values (None: empty) by column, by the number of the row."""
Unreadable = Mapping[str, Mapping[str, Collection[int]]]
"""Gives the rows whose cell cannot be used, by table and column."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of a table; every cell is a plain value, or None when it is empty.

    `unreadable` names the columns whose cell holds what cannot be used. Whoever asks for such a
    cell gets Undetermined: what is not known is not nothing.
    """

    table: str
    index: int
    values: Mapping[str, object]
    address_of: AddressOf | None
    unreadable: frozenset[str] = frozenset()

    def readable(self, column: str) -> bool:
        """Say whether a cell is empty or can be used."""
        return column not in self.unreadable

    def _value(self, column: str) -> object:
        if not self.readable(column):
            raise UndeterminedError(f"Cel {self.cell(column)} is niet te lezen.")
        return self.values.get(column)

    def number(self, column: str) -> Decimal | None:
        """Give a number as it was meant: the noise of binary fractions is taken off."""
        value = self._value(column)
        if isinstance(value, Integral):
            return Decimal(int(value))
        if isinstance(value, Real) and math.isfinite(float(value)):
            exact = Decimal(format(float(value), ".12g"))
            return exact if abs(exact) > NOISE else Decimal(0)
        return None

    def year(self, column: str) -> int | None:
        """Give a year; a number that no calendar has is none."""
        value = self.number(column)
        if value is None or value != int(value) or not date.min.year <= value < date.max.year:
            return None
        return int(value)

    def text(self, column: str) -> str | None:
        """Give a text."""
        value = self._value(column)
        return value if isinstance(value, str) and value else None

    def day(self, column: str) -> date | None:
        """Give a calendar day."""
        value = self._value(column)
        return value if isinstance(value, date) else None

    def label(self, column: str) -> str:
        """Name the row in a sentence: by this cell, or where it says nothing by its address."""
        value = self.values.get(column)
        return value if isinstance(value, str) and value else self.cell(column)

    def cell(self, column: str) -> str:
        """Give the address of a cell, or its row and column where no address is known."""
        if self.address_of is None:
            return f"{self.table} rij {self.index} {column}"
        return self.address_of(self.table, self.index, column)


@dataclass(frozen=True)
class Context:
    """Everything that a calculation may look at.

    `tables` are the plain rows of each table, by its name; `sheets` names the sheet of each table,
    so that a reason speaks of what people see. `unreadable` gives the rows whose cell holds what
    cannot be used, by table and column; such a cell is empty in `tables`.
    """

    tables: Mapping[str, PlainTable]
    afspraken: Afspraken
    peildatum: date
    address_of: AddressOf | None = None
    sheets: Mapping[str, str] = field(default_factory=dict)
    unreadable: Unreadable = field(default_factory=dict)
    _read: dict[str, list[FigureRow]] = field(default_factory=dict, init=False, repr=False)

    def plain(self, table: str, *, empty: bool = False) -> PlainTable:
        """Give a table whole (UndeterminedError if it is not there, or empty and not `empty`)."""
        plain, sheet = self.tables.get(table), self.sheets.get(table, table)
        if plain is None:
            raise UndeterminedError(
                f"Het blad {sheet} staat niet in deze werkmap of is niet gelezen."
            )
        if not plain and not empty:
            raise UndeterminedError(f"Het blad {sheet} is nog leeg.")
        return plain

    def rows(self, table: str, *, empty: bool = False) -> list[FigureRow]:
        """Give the rows of a table.

        Raises UndeterminedError if it is not there, or empty and not `empty`.
        """
        plain = self.plain(table, empty=empty)
        if table not in self._read:
            lost = self.unreadable.get(table, {})
            self._read[table] = [
                FigureRow(
                    table,
                    index,
                    cells,
                    self.address_of,
                    frozenset(column for column, rows in lost.items() if index in rows),
                )
                for index, cells in _counted_first(plain).items()
            ]
        return self._read[table]

    def goals(self, maat: str) -> Sequence[Doel | None]:
        """Give the goals that a measure follows, or one None: figures are told without a goal."""
        return self.afspraken.doelen_met(maat) or [None]

    def source(self, ids: Iterable[str]) -> str:
        """Name goals, agreements and printed tables, with their lines in the document."""
        own = self.afspraken
        cited: list[Doel | Afspraak | GedrukteTabel] = [*own.doelen, *own.afspraken]
        known = {item.id: item.regels for item in (*cited, *own.tabellen.values())}
        return "; ".join(met_regels(code, known.get(code, "")) for code in ids)

    def _bron(self, definition: Definition, doel: Doel | None) -> str:
        if definition.maat:
            return self.source(sources(self.afspraken, definition, doel)) or NO_GOAL
        codes = [afspraak.id for afspraak in self.afspraken.afspraken]
        return f"{codes[0]} t/m {codes[-1]}" if codes else NO_GOAL

    def indicator(
        self,
        definition: Definition,
        calculate: Callable[[], Outcome],
        *,
        onderdeel: str | None = None,
        periode: str | None = None,
        norm: Maatstaf | None = None,
        actueel: bool = True,
        doel: Doel | None = None,
    ) -> Indicator:
        """Compute one value, beside `doel` if that is what it is held against.

        What is Undetermined gets its reason and no value.
        """
        try:
            outcome = calculate()
        except UndeterminedError as reason:
            outcome = Outcome(
                None, str(reason), Oordeel.NIET_TE_BEPALEN, steunt_op=reason.steunt_op
            )
        norm, value = outcome.norm or norm, outcome.waarde
        if doel is not None and definition.toets and not doel.is_kengetal:
            outcome = self._as_agreed(outcome, doel)
        firm = norm is None or norm.status.is_firm
        return Indicator(
            code=definition.code,
            naam=definition.naam,
            waarde=plain(outcome.waarde),
            eenheid=definition.eenheid,
            norm=plain(norm.waarde) if norm else None,
            oordeel=outcome.oordeel if firm else tentative(outcome.oordeel),
            bron=self._bron(definition, doel),
            toelichting=outcome.toelichting + (norm.caution if norm else ""),
            onderdeel=onderdeel,
            periode=outcome.periode or periode,
            nulmeting=plain(outcome.nulmeting),
            formule=definition.formule,
            cellen=tuple(dict.fromkeys(outcome.cellen)),
            actueel=actueel,
            norm_bron=norm.bron if norm else None,
            norm_status=norm.status if norm else None,
            norm_vanaf=norm.vanaf if norm else None,
            norm_geschreven=norm.geschreven if norm else "",
            afstand=None if value is None or norm is None else plain(norm.short(Decimal(value))),
            nodig_per_jaar=plain(outcome.per_jaar),
            aankomst=plain(outcome.aankomst),
            klasse=outcome.klasse,
            dag=outcome.dag,
            berekening=outcome.berekening,
            reeks=outcome.reeks,
            toets=definition.toets,
            naast=outcome.naast,
            steunt_op=outcome.steunt_op,
        )

    def _as_agreed(self, outcome: Outcome, doel: Doel) -> Outcome:
        """Make a verdict as hard as its goal, and give none where its condition is not met.

        That of a kengetal was made so by the form of the goal, number by number.
        """
        oordeel, told = in_condition(
            of_hardheid(outcome.oordeel, doel.hardheid),
            outcome.toelichting,
            doel.voorwaarde,
            doel.voldaan(self.afspraken.gemeente.jaar),
        )
        return replace(outcome, oordeel=oordeel, toelichting=told)

    def undetermined(
        self, definition: Definition, reason: object, *, doel: Doel | None = None
    ) -> Indicator:
        """Give an indicator without a value, with the reason."""
        outcome = Outcome(None, str(reason), Oordeel.NIET_TE_BEPALEN)
        return self.indicator(definition, lambda: outcome, doel=doel)

    def unasked(self, definition: Definition) -> Indicator:
        """Give an indicator that means nothing without a goal, where there is none to judge by."""
        return self.undetermined(replace(definition, toets=False), f"{NO_GOAL}.")

    def signing(self) -> list[str]:
        """Name the corporaties that sign the agreements of this year."""
        return self.afspraken.deelnemers()


def _counted_first(plain: PlainTable) -> PlainTable:
    """Leave out what was expected of a corporatie and a year that have been counted since.

    Of a kengetal its goal says which of the two counts: while a year runs that is the forecast.
    """
    counted = {_whose(row) for row in plain.values() if row.get(SOORT) == CijferSoort.REALISATIE}
    return {
        index: row
        for index, row in plain.items()
        if row.get(SOORT) != CijferSoort.PROGNOSE
        or "corporatie" not in row
        or _whose(row) not in counted
    }


def _whose(row: Mapping[str, object]) -> tuple[object, object]:
    return row.get("corporatie"), row.get("jaar")


def years(rows: Sequence[FigureRow]) -> list[int]:
    """Give the years that have a row, the first one first (UndeterminedError if there is none)."""
    found = sorted({year for row in rows if (year := row.year("jaar")) is not None})
    if not found:
        raise UndeterminedError("Er is geen rij met een jaar.")
    return found


def once(rows: Sequence[FigureRow], *key: str) -> Sequence[FigureRow]:
    """Give rows as they are (UndeterminedError where two of them are about the same thing).

    Case and spaces make no other thing, as for the rule that tells it (DUB-001), and what cannot be
    read names none.
    """
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        words = [str(row.values.get(name) or "") for name in key]
        plain = tuple(" ".join(word.casefold().split()) for word in words)
        if all(plain) and plain in seen:
            raise UndeterminedError(f"{row.label(key[-1])} staat er meer dan één keer in.")
        seen.add(plain)
    return rows


def added(values: Sequence[Decimal]) -> str:
    """Write an addition: 9.823 + 1.824 = 11.647.

    >>> added([Decimal(9823), Decimal(1824)]), added([Decimal(5)]), added([])
    ('9.823 + 1.824 = 11.647', '5', '0')
    """
    total = number(sum(values, Decimal(0)))
    if len(values) < 2:
        return total
    return f"{' + '.join(number(value) for value in values)} = {total}"


def of_party(
    rows: Sequence[FigureRow], naam: str | None, column: str = "corporatie"
) -> list[FigureRow]:
    """Give the rows of one party, or (None) of all of them."""
    return [row for row in rows if naam is None or row.text(column) == naam]


def add_up(
    rows: Sequence[FigureRow], column: str, what: str, name: str = "corporatie"
) -> tuple[Decimal, tuple[str, ...]]:
    """Add up a column, with the cells used (UndeterminedError as soon as one cell is empty).

    `what` says in Dutch what is added up, `name` is the column that a row is called by.
    """
    values = [(row, row.number(column)) for row in rows]
    empty = [row.label(name) for row, value in values if value is None]
    known = [value for _, value in values if value is not None]
    if empty:
        some = f"{SO_FAR}{number(sum(known))}." if known else ""
        raise UndeterminedError(f"{what} is nog niet ingevuld voor {listing(empty)}.{some}")
    return sum(known, Decimal(0)), tuple(row.cell(column) for row in rows)
