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
WIDTHS = (3, 46, 15, 15, 15, 17, 17, 18, 18, 3)
FILLS = {
    "gehaald": style.GOOD_FILL,
    "op koers": style.ON_COURSE_FILL,
    "aandacht": style.CAREFUL_FILL,
    "niet gehaald": style.WRONG_FILL,
    "niet te bepalen": style.OPEN_FILL,
}


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
    put_title(sheet, "Dashboard", "Waar staan we? Alles op dit blad rekent vanzelf mee.")
    sheet.sheet_properties.tabColor = style.BRAND
    for letter, width in zip("ABCDEFGHIJ", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    put(sheet, "B4", "Peildatum").font = style.STRONG
    sheet["C4"].value = f"={PEILDATUM}"
    sheet["C4"].number_format, sheet["C4"].font = "dd-mm-yyyy", style.STRONG
    sheet["C4"].alignment = Alignment(horizontal="right")
    put(sheet, "D4", "Elk oordeel heeft een woord en een teken; de kleur zegt niets extra's.")
    sheet["D4"].font = style.HINT
    writer = Writer(sheet, book)
    goals = Doelen(writer, scope)
    for write, needs in BLOCKS:
        if scope.has(*needs):
            write(writer, scope)
    goals.fill()
    dashboard_afspraken.agreements(writer, scope)
    writer.new_page()
    dashboard_afspraken.divided(writer, scope)
    dashboard_afspraken.coverage(writer, scope)
    _colour(book, writer.row)
    set_up_page(sheet)
    sheet.freeze_panes = "A5"
    sheet.print_area = f"A1:U{writer.row}"
    return writer.same


def _colour(book: Workbook, last: int) -> None:
    """Colour each oordeel; the word and the sign in the cell say the same."""
    where = f"C6:I{last}"
    for word, fill_ in FILLS.items():
        rule = FormulaRule(  # type: ignore[no-untyped-call]
            [f'C6="{WORDS[word]}"'], fill=fill_
        )
        book[SHEET].conditional_formatting.add(where, rule)
