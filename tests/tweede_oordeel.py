"""What the slow second judge is told of a workbook, and what it then says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from orakel import KNOWN, Cells, Orakel, Told
from orakel_feiten import Feiten
from orakel_lezen import Veld
from planten import Filled, as_day, day, number
from voorbeeld import PEILDATUM, afspraken

from prestatieafspraken.validators.codelists import codelists
from prestatieafspraken.validators.totalen import SUMS
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.source import RawBook
from prestatieafspraken.workbook.table import Column, Format

Formulas = set[tuple[str, int, int]]


def veld(column: Column) -> Veld:
    """Write down plainly what may stand in a column."""
    low, high = (column.statistics.get(name) for name in ("min_value", "max_value"))
    if day(column):
        low, high = as_day(low), as_day(high)
    soort = "dag" if day(column) else "tekst"
    if number(column):
        soort = "heel" if str(column.schema.dtype) == "Int64" else "getal"
    else:
        high = column.statistics.get("max_value") if soort == "tekst" else high
    return Veld(
        column.name,
        soort,
        column.required,
        low,
        high,
        codelists(afspraken())[column.codelist] if column.codelist else None,
        column.format is Format.PROCENT,
        column.format is Format.EURO,
        column.formula is not None,
        any(check.name == "CEL-013" for check in column.schema.checks),
    )


def feiten(book: Filled, peildatum: date) -> Feiten:
    """Write down plainly what was agreed, and whose workbook it is."""
    known = afspraken()
    corporaties = [partij for partij in known.partijen if partij.soort == "corporatie"]
    columns = [(t.name, column) for t in book.tables.values() for column in t.columns]
    return Feiten(
        eigen=book.kind != "gemeente",
        houder=book.naam,
        peildatum=peildatum,
        buiten={p.naam for p in corporaties if not p.doet_mee},
        corporaties={p.naam for p in corporaties},
        doen_mee=[p.naam for p in corporaties if p.doet_mee],
        kernen=[kern.naam for kern in known.kernen],
        klassen=[klasse.naam for klasse in known.inkomensklassen],
        laagste_klassen={k.naam: k.tot_en_met for k in known.inkomensklassen},
        codes={n: [a.id for a in known.afspraken if a.thema == n] for n in range(4)},
        afspraken={a.id: a for a in known.afspraken},
        doelen={doel.id: doel for doel in known.doelen},
        banden=[(name, c.name, c.band) for name, c in columns if c.band],
        gewoon=[(name, c.name, c.usual.low, c.usual.high) for name, c in columns if c.usual],
    )


def second_opinion(
    book: Filled, cells: Cells, formulas: Formulas, peildatum: date = PEILDATUM
) -> Counter[Told]:
    """Let the plain judge look at the cells."""
    declared = {
        t.name: (t.sheet, t.key, t.unique, t.party_column, [veld(c) for c in t.columns])
        for t in book.tables.values()
    }
    sums = [(subject.name, subject.table.name, subject.column) for subject in SUMS]
    last = {table.name: book.last_row(table) for table in book.tables.values()}
    return Counter(Orakel(cells, formulas, declared, last, sums, feiten(book, peildatum)).told)


def plain_cells(raw: RawBook) -> dict[tuple[str, int, int], Any]:
    """Give all cells of the raw form."""
    cells = {
        (sheet.name, row, col): value
        for sheet in raw.sheets
        for row, values in enumerate(sheet.rows, 1)
        for col, value in enumerate(values, 1)
    }
    for sheet in raw.sheets:
        cells |= {(sheet.name, row, col): str(e) for (row, col), e in sheet.errors.items()}
    return cells


def plain_formulas(raw: RawBook) -> Formulas:
    """Give the cells that hold a formula."""
    return {(sheet.name, *cell) for sheet in raw.sheets for cell in sheet.formulas or {}}


def told_by(findings: Iterable[Finding]) -> Counter[Told]:
    """Give what the product says by the rules that the oracle knows, whatever their severity."""
    return Counter(
        (f.code, f.place.blad or "", f.place.cel or "") for f in findings if f.code in KNOWN
    )
