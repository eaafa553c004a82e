"""The XML of a sheet of ours in somebody's workbook: texts, in rows as high as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.workbook.address import letter
from prestatieafspraken.workbook.layout.height import lines

HIGHEST = 409
"""Points that a row of Excel may be high."""
LONGEST = 32_000
_TALL = 28
"""Points of a row with a title."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The texts of a row, each with the number of its style, and where they lead.

    `across` is how many columns the last text reaches over; `link` the place within the workbook
    to which the second text leads.
    """

    texts: Sequence[str]
    looks: Sequence[int]
    across: int = 1
    link: str = ""
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class SheetForm:
    """How a sheet is laid out: widths of columns, the row of headers, and whether it is closed."""

    widths: Sequence[float]
    header: int = 0
    is_protected: bool = False


def sheet_xml(rows: Sequence[SheetRow], form: SheetForm, namespace: str) -> bytes:
    """Give the sheet, to be printed on the width of a page; protection has no password."""
    written = "".join(_row(number, row, form) for number, row in enumerate(rows, 1))
    merged = [_merge(number, row) for number, row in enumerate(rows, 1) if row.across > 1]
    links = [
        f'<hyperlink ref="B{number}" location={quoteattr(row.link)}/>'
        for number, row in enumerate(rows, 1)
        if row.link
    ]
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>'
        for i, width in enumerate(form.widths, start=1)
    )
    last = f"A{form.header}:{letter(len(form.widths))}{max(len(rows), form.header)}"
    pieces = (
        f"<cols>{columns}</cols><sheetData>{written}</sheetData>",
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" '
        'sort="0" autoFilter="0"/>'
        if form.is_protected
        else "",
        f'<autoFilter ref="{last}"/>' if form.header else "",
        f"<mergeCells>{''.join(merged)}</mergeCells>" if merged else "",
        f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "",
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.8" header="0.3" footer="0.4"/>'
        '<pageSetup orientation="landscape" paperSize="9" fitToHeight="0"/>',
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="FFA61E4D"/>'
        f'<pageSetUpPr fitToPage="1"/></sheetPr>{_view(form)}{"".join(pieces)}</worksheet>'
    ).encode()


def hidden_xml(rows: Sequence[Sequence[str]], namespace: str) -> bytes:
    """Give a sheet that nobody looks at."""
    written = "".join(
        f'<row r="{number}">{"".join(_cell(number, col, text, 0) for col, text in enumerate(row))}'
        "</row>"
        for number, row in enumerate(rows, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetData>{written}</sheetData></worksheet>'
    ).encode()


def _view(form: SheetForm) -> str:
    pane = (
        f'<pane ySplit="{form.header}" topLeftCell="A{form.header + 1}" activePane="bottomLeft" '
        'state="frozen"/>'
        if form.header
        else ""
    )
    selected = 'workbookViewId="0" showGridLines="0" tabSelected="1"'
    return f"<sheetViews><sheetView {selected}>{pane}</sheetView></sheetViews>"


def _row(number: int, row: SheetRow, form: SheetForm) -> str:
    cells = "".join(
        _cell(number, col, text, look)
        for col, (text, look) in enumerate(zip(row.texts, row.looks, strict=True))
    )
    last = len(row.texts) - 1
    room = [*form.widths[:last], sum(form.widths[last : last + row.across])]
    # LibreOffice measures no row of a workbook that Excel has made, and lines would overlap.
    height = min(15 * lines(zip(row.texts, room, strict=False)), HIGHEST)
    height = _TALL if row.is_title else height
    return f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'


def _cell(row: int, col: int, text: str, look: int) -> str:
    style = f' s="{look}"' if look else ""
    return (
        f'<c r="{letter(col + 1)}{row}"{style} t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(legible(text)[:LONGEST])}</t></is></c>"
    )


def _merge(number: int, row: SheetRow) -> str:
    first = len(row.texts)
    return f'<mergeCell ref="{letter(first)}{number}:{letter(first + row.across - 1)}{number}"/>'
