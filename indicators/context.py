"""What indicators are computed from: rows of a workbook, agreements and a day."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from numbers import Integral, Real

import pandas as pd

from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Doel, GedrukteTabel
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Oordeel,
    Outcome,
    Undetermined,
    plain,
)
from prestatieafspraken.workbook.dutch import listing, number

NOISE = Decimal("1e-12")
"""Less than this is what adding binary fractions leaves behind, not a figure."""
Place = Callable[[str, int, str], str]
"""Gives the address of a cell ("Woningvoorraad!D7") from table, row and column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; every cell is a plain value, or None when there is nothing usable."""

    table: str
    index: int
    values: Mapping[str, object]
    place: Place | None

    def number(self, column: str) -> Decimal | None:
        """Give a number as it was meant: the noise of binary fractions is taken off."""
        value = self.values.get(column)
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
        value = self.values.get(column)
        return value if isinstance(value, str) and value else None

    def day(self, column: str) -> date | None:
        """Give a calendar day."""
        value = self.values.get(column)
        return value.date() if isinstance(value, pd.Timestamp) else None

    def cell(self, column: str) -> str:
        """Give the address of a cell, or its row and column where no address is known."""
        if self.place is None:
            return f"{self.table} rij {self.index} {column}"
        return self.place(self.table, self.index, column)


@dataclass(frozen=True)
class Context:
    """Everything that a calculation may look at.

    `tables` are typed frames whose index is the Excel row, by table name; `sheets` names the sheet
    of each table, so that a reason speaks of what people see.
    """

    tables: Mapping[str, pd.DataFrame]
    afspraken: Afspraken
    peildatum: date
    place: Place | None = None
    sheets: Mapping[str, str] = field(default_factory=dict)
    _read: dict[str, list[Row]] = field(default_factory=dict, init=False, repr=False)

    def frame(self, table: str, *, empty: bool = False) -> pd.DataFrame:
        """Give a table whole (Undetermined if it is not there, or empty and not `empty`)."""
        frame, sheet = self.tables.get(table), self.sheets.get(table, table)
        if frame is None:
            raise Undetermined(f"Het blad {sheet} staat niet in deze werkmap of is niet gelezen.")
        if frame.empty and not empty:
            raise Undetermined(f"Het blad {sheet} is nog leeg.")
        return frame

    def rows(self, table: str, *, empty: bool = False) -> list[Row]:
        """Give the rows of a table (Undetermined if it is not there, or empty and not `empty`)."""
        frame = self.frame(table, empty=empty)
        if table not in self._read:
            records = frame.astype(object).where(frame.notna(), None).to_dict("records")
            self._read[table] = [
                Row(table, int(index), {str(k): v for k, v in record.items()}, self.place)
                for index, record in zip(frame.index, records, strict=True)
            ]
        return self._read[table]

    def doel(self, code: str) -> Doel:
        """Give a goal (Undetermined if these agreements do not have it)."""
        try:
            return self.afspraken.doel(code)
        except KeyError:
            raise Undetermined(f"Doel {code} staat niet in deze afspraken.") from None

    def source(self, ids: Iterable[str]) -> str:
        """Name goals, agreements and printed tables, with their lines in the document."""
        own = self.afspraken
        cited: list[Doel | Afspraak | GedrukteTabel] = [*own.doelen, *own.afspraken]
        known = {item.id: item.regels for item in (*cited, *own.tabellen.values())}
        return "; ".join(f"{code} (r. {known[code]})" if code in known else code for code in ids)

    def _all(self) -> str:
        codes = [afspraak.id for afspraak in self.afspraken.afspraken]
        return f"{codes[0]} t/m {codes[-1]}"

    def indicator(
        self,
        definition: Definition,
        calculate: Callable[[], Outcome],
        *,
        onderdeel: str | None = None,
        periode: str | None = None,
        norm: Maatstaf | None = None,
        actueel: bool = True,
    ) -> Indicator:
        """Compute one value; what is Undetermined gets its reason and no value."""
        try:
            outcome = calculate()
        except Undetermined as reason:
            outcome = Outcome(None, str(reason), Oordeel.NIET_TE_BEPALEN)
        norm, value = outcome.norm or norm, outcome.waarde
        return Indicator(
            code=definition.code,
            naam=definition.naam,
            waarde=plain(outcome.waarde),
            eenheid=definition.eenheid,
            norm=plain(norm.waarde) if norm else None,
            oordeel=outcome.oordeel,
            bron=self.source(definition.bronnen) or self._all(),
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
            afstand=None if value is None or norm is None else plain(norm.short(Decimal(value))),
            nodig_per_jaar=plain(outcome.per_jaar),
            aankomst=plain(outcome.aankomst),
            klasse=outcome.klasse,
            dag=outcome.dag,
            berekening=outcome.berekening,
            reeks=outcome.reeks,
            toets=definition.toets,
        )

    def undetermined(
        self, definition: Definition, reason: object, *, onderdeel: str | None = None
    ) -> Indicator:
        """Give an indicator without a value, with the reason."""
        outcome = Outcome(None, str(reason), Oordeel.NIET_TE_BEPALEN)
        return self.indicator(definition, lambda: outcome, onderdeel=onderdeel)

    def signing(self) -> list[str]:
        """Name the corporaties that sign the agreements of this year."""
        return [party.naam for party in self.afspraken.corporaties() if party.doet_mee]


def years(rows: Sequence[Row]) -> list[int]:
    """Give the years that have a row, the first one first (Undetermined if there is none)."""
    found = sorted({year for row in rows if (year := row.year("jaar")) is not None})
    if not found:
        raise Undetermined("Er is geen rij met een jaar.")
    return found


def added(values: Sequence[Decimal]) -> str:
    """Write an addition: 9.823 + 1.824 = 11.647.

    >>> added([Decimal(9823), Decimal(1824)]), added([Decimal(5)]), added([])
    ('9.823 + 1.824 = 11.647', '5', '0')
    """
    total = number(sum(values, Decimal(0)))
    if len(values) < 2:
        return total
    return f"{' + '.join(number(value) for value in values)} = {total}"


def add_up(
    rows: Sequence[Row], column: str, what: str, label: Callable[[Row], str]
) -> tuple[Decimal, tuple[str, ...]]:
    """Add up a column, with the cells used (Undetermined as soon as one cell is empty).

    `what` and `label` say in Dutch what is added up and how a row is called.
    """
    values = [(row, row.number(column)) for row in rows]
    empty = [label(row) for row, value in values if value is None]
    known = [value for _, value in values if value is not None]
    if empty:
        some = f" Bekend is {number(sum(known))}." if known else ""
        raise Undetermined(f"{what} is nog niet ingevuld voor {listing(empty)}.{some}")
    return sum(known, Decimal(0)), tuple(row.cell(column) for row in rows)
