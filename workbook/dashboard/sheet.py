"""The sheet Dashboard: where things stand, in live formulas over the tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment

from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.workbook.dashboard import (
    aandelen,
    beding,
    energie,
    kengetallen,
    slaagkans,
    strook,
    toewijzing,
    voorraad,
    voortgang,
    woonomgeving,
)
from prestatieafspraken.workbook.dashboard import afspraken as dashboard_afspraken
from prestatieafspraken.workbook.dashboard.doelen import Doelen
from prestatieafspraken.workbook.dashboard.formulas import PEILDATUM, WORDS
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import Counterpart, Writer
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put, put_title, set_up_page
from prestatieafspraken.workbook.table import Table

SHEET = "Dashboard"
WIDTHS = (2, 31, 14.5, 14.5, 11, 17, 16, 13, 13, 28)
"""Together as wide as a screen of 1366 pixels; the last column is for charts alone."""

BlockWriter = Callable[[Writer, Scope], None]
BLOCKS: tuple[tuple[BlockWriter, tuple[str, ...]], ...] = (
    (voorraad.write, ("woningvoorraad",)),
    (slaagkans.write, ()),
    (toewijzing.lettings, ("toewijzingen",)),
    (beding.bound, ("grondprijsbeding",)),
    (woonomgeving.spending, ("leefbaarheid",)),
    (woonomgeving.write, ()),
    (aandelen.lifetime, ("levensloopbestendig",)),
    (energie.index, ("energie_index", "woningvoorraad")),
    (aandelen.gas, ("gasverbruik",)),
    (aandelen.renewable, ("duurzame_energie",)),
    (energie.labels, ("energielabels",)),
    (voortgang.plans, ()),
    (kengetallen.goals, ("kengetallen",)),
)
"""What a dashboard shows in order, each with the tables that it cannot do without."""


def fill(
    book: Workbook, afspraken: Afspraken, partij: Partij, tables: Sequence[Table]
) -> list[Counterpart]:
    """Lay out the dashboard; give the cells that equal an indicator."""
    sheet = book[SHEET]
    scope = Scope(afspraken, partij, {table.name: table for table in tables})
    told = f"Waar staat {partij.naam}? Alles op dit blad rekent vanzelf mee."
    put_title(sheet, "Dashboard", told)
    sheet.sheet_properties.tabColor = style.BRAND
    for letter, width in zip("ABCDEFGHIJ", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    put(sheet, "B4", "Peildatum").font = style.STRONG
    sheet["C4"].value = f"={PEILDATUM}"
    sheet["C4"].number_format, sheet["C4"].font = "dd-mm-yyyy", style.STRONG
    sheet["C4"].alignment = Alignment(horizontal="right")
    writer = Writer(sheet, book)
    strook.banner(writer, "D4:J4")
    strip = strook.Strook(writer, scope)
    goals = Doelen(writer, scope)
    for write, needs in BLOCKS:
        if scope.has(*needs):
            write(writer, scope)
    goals.fill()
    dashboard_afspraken.agreements(writer, scope)
    dashboard_afspraken.divided(writer, scope)
    dashboard_afspraken.coverage(writer, scope)
    strip.fill()
    writer.break_pages()
    _colour(book, strip.last + 1, writer.row)
    set_up_page(sheet)
    sheet.freeze_panes = "A5"
    sheet.print_area = f"A1:J{writer.row}"
    return writer.same


def _colour(book: Workbook, first: int, last: int) -> None:
    """Colour each oordeel; the word and the sign in the cell say the same."""
    where = f"C{first}:I{last}"
    for word, fill_ in strook.FILLS.items():
        rule = FormulaRule(  # type: ignore[no-untyped-call]
            [f'C{first}="{WORDS[word]}"'], fill=fill_
        )
        book[SHEET].conditional_formatting.add(where, rule)
