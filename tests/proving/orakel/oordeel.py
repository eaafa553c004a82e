"""What the slow second judge is told of a workbook, and what it then says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.raw import RawBook
from proving.kit.voorbeeld import PEILDATUM
from proving.orakel.bevinding import Bevinding, verschillen
from proving.orakel.feiten import Feiten
from proving.orakel.judge import KNOWN, Cells, Orakel, Told
from proving.planten.planting import Filled

Formulas = set[tuple[str, int, int]]


def second_opinion(
    book: Filled, cells: Cells, formulas: Formulas, peildatum: date = PEILDATUM
) -> Counter[Told]:
    """Let the plain judge look at the cells."""
    return Counter(second_findings(book, cells, formulas, peildatum))


def second_findings(
    book: Filled, cells: Cells, formulas: Formulas, peildatum: date = PEILDATUM
) -> list[Bevinding]:
    """Give all that the plain judge says, with its values and facts."""
    last = {table.name: book.last_row(table) for table in book.tables.values()}
    feiten = Feiten(book.kind != "gemeente", book.naam, peildatum)
    return Orakel(cells, formulas, last, feiten).told


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


def told_otherwise(findings: Iterable[Finding], oracle: Iterable[Told]) -> list[str]:
    """Give what the product says otherwise of what both found: severity, value, or a fact.

    Of findings that are known by the same code and place each of the oracle's must have one of the
    product's own.
    """
    product: dict[Told, list[Finding]] = {}
    for finding in findings:
        place = finding.place
        key = (finding.code, place.blad or "", place.cel or "")
        product.setdefault(key, []).append(finding)
    lines = []
    for found in oracle:
        if not isinstance(found, Bevinding):
            continue
        said = product.get(tuple(found), [])
        wrong = [(list(verschillen(found, f.ernst, f.waarde, f.melding)), f) for f in said]
        if not wrong:
            continue
        differences, finding = min(wrong, key=lambda one: len(one[0]))
        said.remove(finding)
        lines += [f"{found[0]} at {found[1]}!{found[2]}: {text}" for text in differences]
    return lines
