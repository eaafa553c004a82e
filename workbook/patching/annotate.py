"""The annotated copy: the sender's own workbook, its faulty cells marked, with a sheet of findings.

The copy is made on the zip. Parts are added and a few are patched; every other part keeps its
bytes, so pictures, charts and the outcomes of formulas stay as they were sent. What of a sender's
workbook may be in it at all is for `handed_on` to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from prestatieafspraken.workbook.finding import MEANING, Finding, Severity, tally
from prestatieafspraken.workbook.note_text import note, told
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.patching.added_sheets import AddedSheet, Patched
from prestatieafspraken.workbook.patching.marks import MARKED, Styles, add_styles, mark
from prestatieafspraken.workbook.patching.notes import add_notes
from prestatieafspraken.workbook.patching.plain_sheet import SheetForm, SheetRow, sheet_xml

TITLE = "Bevindingen controle"
HEADERS = ("Soort", "Plaats", "Regel", "Wat er staat", "Wat te doen")
WIDTHS = (16, 30, 10, 70, 70)
HEADER = 6
"""The row of the headers, under what is told of the whole."""
MOST_ROWS = 20_000
"""Findings that the sheet shows; Excel keeps at most 65,530 links on a sheet."""


def annotate(data: bytes, findings: Sequence[Finding], limits: Limits = LIMITS) -> bytes:
    """Give the copy of a workbook that could be read (FaultyFileError when it cannot be opened).

    Findings without a cell are told on the sheet; those on a cell are marked there as well, the
    most serious on top.
    """
    book = Patched.of(data, limits)
    styles = Styles()
    if book.styles:
        book.changed[book.styles], styles = add_styles(book.parts[book.styles])
    for title, cells in _cells(findings).items():
        part = book.sheets.get(title, "")
        if part in book.parts and styles.marks:
            book.changed[part] = mark(book.parts[part], cells, styles.marks)
    for title, notes in _notes(findings).items():
        add_notes(book, book.sheets.get(title, ""), notes)
    order = list(Severity)
    listed = sorted(findings, key=lambda finding: order.index(finding.ernst))
    rows = [*_above(findings, styles), *_rows(listed[:MOST_ROWS], styles, set(book.sheets))]
    sheet = sheet_xml(rows, SheetForm(WIDTHS, HEADER), book.namespace)
    book.add([AddedSheet(book.free_name(TITLE), sheet)])
    return book.write()


def _notes(findings: Sequence[Finding]) -> Mapping[str, Mapping[str, str]]:
    """Give what is found as a note on each cell, by sheet."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in sorted(findings, key=lambda one: list(Severity).index(one.ernst)):
        sheet, cell = one.place.blad, (one.place.cel or "").partition(":")[0]
        if sheet and cell and one.ernst in MARKED:
            text = told(str(one.ernst), one.melding, one.herstel, one.code)
            found.setdefault(sheet, {}).setdefault(cell, []).append(text)
    return {
        sheet: {cell: note(texts) for cell, texts in cells.items()}
        for sheet, cells in found.items()
    }


def _above(findings: Sequence[Finding], styles: Styles) -> Iterator[SheetRow]:
    """Say what this copy is, and what is asked."""
    found = tally(Counter(one.ernst for one in findings))
    yield SheetRow((TITLE,), (styles.title,), len(WIDTHS), is_title=True)
    for text in (
        f"In deze werkmap: {found}. {MEANING}",
        "De cellen zijn gekleurd, rood bij een fout en geel bij een vraag, en hebben een notitie. "
        "Klik op een plaats om naar de cel te gaan.",
        "Dit is een kopie om te lezen. Verbeter uw eigen werkmap, en maak daarvan een nieuwe "
        "inzending.",
        "",
    ):
        yield SheetRow((text,), (styles.lead,), len(WIDTHS))


def _rows(findings: Sequence[Finding], styles: Styles, titles: set[str]) -> Iterator[SheetRow]:
    yield SheetRow(HEADERS, (styles.head,) * len(HEADERS))
    for finding in findings:
        place = finding.place
        linked = place.blad in titles
        sheet = (place.blad or "").replace("'", "''")
        yield SheetRow(
            (finding.ernst.labelled, place.where, finding.code, finding.told, finding.herstel),
            (styles.wrap, styles.link if linked else styles.wrap, *(styles.wrap,) * 3),
            link=f"'{sheet}'!{place.cel or 'A1'}" if linked else "",
        )
    if not findings:
        yield SheetRow(("", "", "", "Er is niets gevonden.", ""), (styles.wrap,) * 5)


def _cells(findings: Sequence[Finding]) -> Mapping[str, Mapping[Severity, Sequence[str]]]:
    """Give the marked cells by sheet and severity; a cell that has both is marked as a fault."""
    worst: dict[tuple[str, str], Severity] = {}
    for finding in findings:
        sheet, cell = finding.place.blad, finding.place.cel
        if sheet and cell and finding.ernst in MARKED:
            known = worst.get((sheet, cell))
            if known is None or MARKED.index(finding.ernst) < MARKED.index(known):
                worst[sheet, cell] = finding.ernst
    found: dict[str, dict[Severity, list[str]]] = {}
    for (sheet, cell), severity in worst.items():
        found.setdefault(sheet, {}).setdefault(severity, []).append(cell)
    return found
