"""The sheet Bevindingen of a new workbook: an empty table for findings and explanations."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.workbook.building.headers import AUTHOR
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.findings_table import COLUMNS, EXCEL_NAME, SHEET
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put, put_title, set_up_page
from prestatieafspraken.workbook.table import HEADER_ROW

SPARE_ROWS, LAST = 20, 5000
LETTERS = tuple(get_column_letter(number) for number in range(1, len(COLUMNS) + 1))
FILLS = {Severity.FOUT: style.WRONG_FILL, Severity.WAARSCHUWING: style.CAREFUL_FILL}


def fill(book: Workbook) -> None:
    """Write the empty table; a check fills it, and people explain in its last column."""
    sheet = book[SHEET]
    sheet.sheet_properties.tabColor = style.BRAND
    put_title(
        sheet,
        SHEET,
        "Wat de laatste controle vond. Klopt een waarde toch, leg dat dan uit bij Toelichting.",
    )
    last = HEADER_ROW + SPARE_ROWS
    for number, (header, width, help_text) in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        cell = put(sheet, f"{letter}{HEADER_ROW}", header)
        cell.font, cell.fill = style.HEADER, style.header_fill(0)
        cell.alignment, cell.border = style.HEADER_ALIGNMENT, style.CELL_BORDER
        cell.comment = Comment(
            help_text, AUTHOR, width=260, height=40 + 18 * (len(help_text) // 38 + 1)
        )
        sheet.column_dimensions[letter].width = width
        # A check fills the addresses with links, also in rows below those that are laid out here.
        font = style.LINK if header == "Cel" else style.BODY
        if header == "Cel":
            sheet.column_dimensions[letter].font = font
        for row in range(HEADER_ROW + 1, last + 1):
            empty = sheet[f"{letter}{row}"]
            empty.font, empty.border, empty.alignment = font, style.CELL_BORDER, style.WRAP
    excel = ExcelTable(displayName=EXCEL_NAME, ref=f"A{HEADER_ROW}:{letter}{last}")
    excel._initialise_columns()  # type: ignore[attr-defined]
    for (header, *_), stored in zip(COLUMNS, excel.tableColumns, strict=True):
        stored.name = header
    excel.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(excel)
    _colour(sheet)
    sheet.row_dimensions[HEADER_ROW].height = 24
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    set_up_page(sheet, header_row=HEADER_ROW)


def _colour(sheet: Worksheet) -> None:
    """Give each severity its fill, and to what waits for an explanation that of a cell to fill."""
    first, (kind, *_, told) = HEADER_ROW + 1, LETTERS
    formats = sheet.conditional_formatting
    for severity, fill in FILLS.items():
        rule = _when(f'LEFT(${kind}{first},1)="{severity.sign}"', fill)
        formats.add(f"{kind}{first}:{kind}{LAST}", rule)
    asks = f'AND(LEFT(${kind}{first},1)="{Severity.WAARSCHUWING.sign}",{told}{first}="")'
    formats.add(f"{told}{first}:{told}{LAST}", _when(asks, style.ASKED_FILL))


def _when(formula: str, fill: PatternFill) -> Rule:
    made: Rule = FormulaRule([formula], fill=fill)  # type: ignore[no-untyped-call]
    return made
