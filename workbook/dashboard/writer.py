"""Writing the dashboard: sections one under the other, and which cell holds which indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.workbook.dashboard.beside import show_side
from prestatieafspraken.workbook.dashboard.formulas import ELSEWHERE
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import LINE, put, put_link
from prestatieafspraken.workbook.layout.height import lines

LETTERS = "BCDEFGHI"
COUNT = "#,##0"
GENERAL, DECIMAL, DAY = "General", "#,##0.00", "dd-mm-yyyy"
EURO = '"€" #,##0'
YEAR = "0"
LAST_YEAR = '0;-0;"–"'
"""A year that is 0 when there is none."""
LABEL = 34
"""Signs of a label that fit on one line."""
PAGE = 550.0
"""What of rows goes on a page in print, in points."""
FIRST = 6
"""The first row under what stays in sight."""
LONGEST = 8192
"""Signs that a formula may not have."""
CellContent = str | Decimal | int
"""A formula (a text, without =), or a number that stands in the cell itself."""


@dataclass(frozen=True)
class Counterpart:
    """A cell that holds the same as a field of an indicator, by default its value."""

    cell: str
    code: str
    onderdeel: str | None = None
    periode: str | None = None
    veld: str = "waarde"
    reeks: str | None = None


@dataclass
class Writer:
    """Writes sections; `row` is the next row, `same` the cells that an indicator equals."""

    sheet: Worksheet
    book: Workbook
    row: int = FIRST
    same: list[Counterpart] = field(default_factory=list)
    judged: dict[str, dict[str, list[tuple[str | None, str]]]] = field(default_factory=dict)
    """By goal and code of indicator the cells with an oordeel, each with the part that it is of."""
    sections: list[int] = field(default_factory=list)
    """The row in which each section begins."""
    statuses: int = 0
    """The row that counts the agreements by status (0: there is none)."""

    def section(
        self,
        title: str,
        headers: Sequence[str],
        note: str = "",
        link: str = "",
        decides: str = "",
    ) -> None:
        """Begin a section, with the sheet that its figures come from and the goal it decides."""
        self.sections.append(self.row)
        put(self.sheet, f"B{self.row}", title).font = style.SECTION
        if link:
            put_link(self.sheet, f"I{self.row}", link, "A1", f"{link} →")
            self.sheet[f"I{self.row}"].alignment = Alignment(horizontal="right")
        if decides:
            self.row += 1
            put(self.sheet, f"B{self.row}", decides).font = style.STRONG
        if note:
            self.row += 1
            put(self.sheet, f"B{self.row}", note).font = style.HINT
        self.row += 1
        self.headers(headers)

    def headers(self, headers: Sequence[str]) -> None:
        """Write a row of headers."""
        for letter, header in zip(LETTERS, headers, strict=False):
            self.header(f"{letter}{self.row}", header)
        columns = self.sheet.column_dimensions
        shown = zip(LETTERS, headers, strict=False)
        if (high := lines((text, columns[letter].width - 1) for letter, text in shown)) > 1:
            self.tall(self.row, high)
        self.row += 1

    def tall(self, row: int, amount: int = 2) -> None:
        """Give a row room for more lines."""
        self.sheet.row_dimensions[row].height = LINE * amount

    def header(self, address: str, header: str) -> None:
        """Write one header."""
        cell = put(self.sheet, address, header)
        cell.font, cell.fill = style.HEADER, style.header_fill(0)
        side = "left" if address.startswith("B") else "right"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)

    def line(self, label: str | int, values: Sequence[tuple[CellContent, str]]) -> int:
        """Write a line: each value a formula or a number, with its number format."""
        head = put(self.sheet, f"B{self.row}", label)
        head.font, head.border = style.STRONG, style.CELL_BORDER
        head.alignment = Alignment(horizontal="left", wrap_text=True, vertical="center")
        if (high := lines([(str(label), LABEL)])) > 1:
            self.tall(self.row, high)
        for letter, (value, form) in zip(LETTERS[1:], values, strict=False):
            cell = self.put(f"{letter}{self.row}", value, form)
            cell.border = style.CELL_BORDER
        self.row += 1
        return self.row - 1

    def said(self, row: int, first: str, last: str, words: str, *, least: int = 1) -> None:
        """Write words over columns of a line, and give it the room for them."""
        cell = put(self.sheet, f"{first}{row}", words)
        cell.font, cell.border = style.BODY, style.CELL_BORDER
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
        self.sheet.merge_cells(f"{first}{row}:{last}{row}")
        letters = LETTERS[LETTERS.index(first) : LETTERS.index(last) + 1]
        width = sum(self.sheet.column_dimensions[letter].width for letter in letters)
        label = str(self.sheet[f"B{row}"].value)
        self.tall(row, max(least, lines([(words, width), (label, LABEL)])))

    def put(self, address: str, value: CellContent, form: str) -> Cell:
        """Write a formula, in which {r} is its own row, or a number."""
        row = "".join(c for c in address if c.isdigit())
        if isinstance(value, str):
            formula = "=" + value.replace("{r}", row)
            # Excel calls a workbook damaged for one formula that is longer.
            self.sheet[address].value = formula if len(formula) < LONGEST else f"={ELSEWHERE}"
        else:
            put(self.sheet, address, value)
        cell: Cell = self.sheet[address]
        cell.number_format, cell.font = form, style.BODY
        # Words may take a second line; a number never does.
        cell.alignment = Alignment(horizontal="right", vertical="center", wrap_text=form == GENERAL)
        return cell

    def held(self, rows: tuple[int, int], value: str, *bounds: str) -> None:
        """Let a column of rows show on which side of its bounds it is: columns, or numbers."""
        first, last = rows
        named = [f"${bound}{first}" if bound.isalpha() else bound for bound in bounds]
        show_side(self.sheet, f"{value}{first}:{value}{last}", named)

    def equals(
        self,
        cell: str,
        code: str,
        onderdeel: str | None = None,
        periode: str | None = None,
        veld: str = "waarde",
        reeks: str | None = None,
    ) -> None:
        """Note that a cell holds the value, or another field, of an indicator."""
        self.same.append(Counterpart(cell, code, onderdeel, periode, veld, reeks))

    def row_equals(
        self,
        row: int,
        code: str,
        onderdeel: str | None = None,
        periode: str | None = None,
        **fields: str,
    ) -> None:
        """Note which columns of a row hold which fields of one indicator: `waarde="C"`."""
        for veld, letter in fields.items():
            self.equals(f"{letter}{row}", code, onderdeel, periode, veld)

    def judges(self, doel: Doel | None, cell: str, code: str, onderdeel: str | None = None) -> None:
        """Note that the oordeel in a cell, of an indicator, is one of those that decide a goal."""
        if doel is not None:
            self.judged.setdefault(doel.id, {}).setdefault(code, []).append((onderdeel, cell))

    def aside(self, name: str) -> Worksheet:
        """Give a hidden sheet of the same workbook, for steps that nobody needs to see."""
        sheet: Worksheet = self.book.create_sheet(name)
        sheet.sheet_state = "hidden"
        return sheet

    def break_pages(self) -> None:
        """Begin a new page in print before a section that does not fit on the one it is on."""
        heights = self.sheet.row_dimensions
        top = 1
        for begin, end in pairwise([*self.sections, self.row]):
            high = sum(heights[row].height or LINE for row in range(top, end))
            if high > PAGE and begin > top:
                self.sheet.row_breaks.append(Break(id=begin - 1))
                top = begin

    def end(self, rows: int = 1, *, until: int = 0) -> None:
        """Leave room, and at least down to a row that a chart reaches."""
        self.row = max(self.row + rows, until)
