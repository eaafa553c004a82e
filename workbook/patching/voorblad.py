"""A workbook that is handed in: as it was, with a cover in front and the prints of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prestatieafspraken.workbook.package.formula_texts import formula_texts
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.patching.added_sheets import AddedSheet, Patched
from prestatieafspraken.workbook.patching.marks import Styles, add_styles
from prestatieafspraken.workbook.patching.plain_sheet import (
    SheetForm,
    SheetRow,
    hidden_xml,
    sheet_xml,
)
from prestatieafspraken.workbook.reading.inhoud import inhoud
from prestatieafspraken.workbook.reading.inzending import (
    COVER,
    NUMBER,
    NUMBER_LABEL,
    Claim,
    claimed,
    rows,
)
from prestatieafspraken.workbook.reading.read import raw_book
from prestatieafspraken.workbook.table import PRINTS_SHEET

TITLE = "Inzending"
HEADERS = ("Soort", "Regel", "Plaats", "Wat er staat", "Wat te doen", "Toelichting")
WIDTHS = (24, 11, 28, 56, 46, 36)
MOST_ROWS = 1_000
"""Findings that the cover lists; whoever receives it checks again."""
DO_NOT_CHANGE = (
    "Dit is een vastgelegde kopie. Wijzig haar niet: wie haar ontvangt, ziet welke cel is "
    "gewijzigd. Verbetert u iets, doe dat dan in uw eigen werkmap en maak een nieuwe inzending."
)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover tells: a title, facts by their label, and lines of findings.

    `feiten` are kept on the hidden sheet as well, under names of their own.
    """

    title: str
    facts: Mapping[str, str]
    findings: Sequence[Sequence[str]]
    feiten: Mapping[str, str]


def handed_in(data: bytes, cover: Cover, limits: Limits = LIMITS) -> tuple[bytes, str]:
    """Give the inzending and its number (FaultyFileError when the workbook cannot be opened).

    An earlier cover gives way to the new one.
    """
    raw = raw_book("", "", data, limits)
    earlier, bare = claimed(raw)
    book = Patched.of(data, limits)
    name = earlier.feiten[COVER] if isinstance(earlier, Claim) else book.free_name(TITLE)
    number = inhoud(bare, formula_texts(data, limits)).getal
    styles = Styles()
    if book.styles:
        book.changed[book.styles], styles = add_styles(book.parts[book.styles])
    lines = list(_lines(cover, number, styles))
    form = SheetForm(WIDTHS, is_protected=True)
    front = AddedSheet(name, sheet_xml(lines, form, book.namespace))
    book.add([front, AddedSheet(PRINTS_SHEET, hidden_xml((), book.namespace), is_hidden=True)])
    # What is printed is what a reader finds in the file, however it was written there.
    made = book.write()
    now = inhoud(raw_book("", "", made, limits), formula_texts(made, limits), (name,))
    claim = Claim({NUMBER: number, COVER: name, **cover.feiten}, now.prints)
    book = Patched.of(made, limits)
    book.add([AddedSheet(PRINTS_SHEET, hidden_xml(rows(claim), book.namespace), is_hidden=True)])
    return book.write(), number


def _lines(cover: Cover, number: str, styles: Styles) -> Iterator[SheetRow]:
    across = len(WIDTHS)
    yield SheetRow((cover.title,), (styles.title,), across, is_title=True)
    yield SheetRow((DO_NOT_CHANGE,), (styles.lead,), across)
    yield SheetRow(("",), (styles.lead,))
    for label, text in {**cover.facts, NUMBER_LABEL: number}.items():
        yield SheetRow((label, text), (styles.strong, styles.wrap), across - 1)
    yield SheetRow(("",), (styles.lead,))
    if not cover.findings:
        yield SheetRow(("Er staan geen fouten of vragen open.",), (styles.wrap,), across)
        return
    yield SheetRow(HEADERS, (styles.head,) * across)
    for finding in cover.findings[:MOST_ROWS]:
        yield SheetRow(tuple(finding), (styles.wrap,) * across)
