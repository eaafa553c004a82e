"""The first sheet: whose workbook it is, what is asked, how far it is, where everything is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.afspraken.model import Afspraken, Gemeente, Partij
from prestatieafspraken.dutch import written
from prestatieafspraken.workbook.column import list_name
from prestatieafspraken.workbook.dashboard.formulas import ASKS, DONE, SHEETS
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put, put_link, set_up_page

SHEET = "Start"
WIDTHS = (3, 27, 46, 8, 8, 22.5, 7, 34)
STEPS = (
    "Vul de gele cellen in; het geel verdwijnt. Weet u het niet, laat leeg; nul is 0.",
    "Kies bij elke afspraak de status; schrijf bij Realisatie in een zin wat er is gedaan.",
    "Rijen te kort? Typ door onder de laatste rij: de tabel groeit mee.",
    "Noteer aantallen en functies, nooit namen of andere gegevens van personen.",
    "Klaar? Zet hierboven de status op definitief.",
    "Kies dan op het tabblad Prestatieafspraken Controleer werkmap en Maak inzending. "
    "Ziet u dat tabblad niet? Zie het blad Handleiding.",
)
LEGEND = (
    (style.INPUT_FILL, style.ASKED_BORDER, "nog in te vullen"),
    (style.AGREED_FILL, style.AGREED_BORDER, "afgesproken; niet wijzigen"),
    (None, style.FREE_BORDER, "mag leeg blijven"),
    (style.CALCULATED_FILL, style.CELL_BORDER, "rekent zelf"),
)
BLOCKS = 17
"""How many blocks a bar is long: what fits in its column."""
MINUTES = 1.5
"""What a cell takes, with looking the figure up."""
VOORBEELD = "Dit is een voorbeeld: niemand heeft deze afspraken gemaakt."
WIDE = 50
"""Signs of what is asked that fit on one line."""
FIRST = 21
"""The row of the first sheet in the table of contents."""
_LINE = Border(bottom=Side(style="thin", color="DDE2E7"))
_LEFT = Alignment(horizontal="left", vertical="center")
_APART = Alignment(horizontal="left", vertical="center", indent=1)
"""Left, and not against what stands to the left of it."""
_SENTENCE = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")
_SIDES = dict.fromkeys("DEG", _RIGHT) | {"H": _APART}
_BIG = Font(name=style.FONT, size=16, bold=True, color=style.BRAND)
_LINK = Font(name=style.FONT, size=16, bold=True, color=style.BRAND, underline="single")


@dataclass(frozen=True)
class BladRegel:
    """A sheet as the contents name it, with the cell to begin in and whether it asks anything."""

    naam: str
    wat: str
    thema: int | None = None
    begin: str = "A1"
    vraagt: bool = False


def fill(
    book: Workbook,
    afspraken: Afspraken,
    partij: Partij,
    peildatum: date,
    template: str,
    contents: Sequence[BladRegel],
) -> None:
    """Lay out the sheet; `contents` are the other sheets."""
    sheet = book[SHEET]
    sheet.sheet_properties.tabColor = style.BRAND
    for letter, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    gemeente = afspraken.gemeente
    put(sheet, "B1", f"Prestatieafspraken {gemeente.naam} {gemeente.jaar}").font = style.TITLE
    put(sheet, "B2", f"Werkmap van {partij.naam}").font = style.LEAD
    if gemeente.voorbeeld:
        put(sheet, "B3", VOORBEELD).font = style.STRONG
    sheet.row_dimensions[1].height = 30
    _facts(book, afspraken, partij, peildatum, template)
    _validate(sheet)
    _explain(sheet)
    last = _contents(sheet, contents)
    _progress(sheet, last)
    _hand_in(sheet, gemeente)
    set_up_page(sheet)
    sheet.page_setup.fitToHeight = 1
    sheet.print_area = f"A1:H{last}"


def _facts(
    book: Workbook, afspraken: Afspraken, partij: Partij, peildatum: date, template: str
) -> None:
    sheet, gemeente = book[SHEET], afspraken.gemeente
    facts = (
        ("gemeente", "Gemeente", gemeente.naam, False),
        ("jaar", "Jaar van de afspraken", gemeente.jaar, False),
        ("partij", "Partij", partij.naam, False),
        ("peildatum", "Peildatum", peildatum, True),
        ("status", "Status", "concept", True),
        ("sjabloon", "Sjabloon", template, False),
    )
    for row, (name, label, value, is_input) in enumerate(facts, 4):
        named, cell = put(sheet, f"B{row}", label), put(sheet, f"C{row}", value)
        named.font, named.alignment = style.STRONG, _LEFT
        cell.font = style.BODY
        cell.border = style.ASKED_BORDER if is_input else style.AGREED_BORDER
        if not is_input:  # what is yellow is still to be filled in, and this is
            cell.fill = style.AGREED_FILL
        cell.alignment = _LEFT
        if isinstance(value, date):
            cell.number_format = "dd-mm-yyyy"
        full = name if name == "sjabloon" else f"start_{name}"
        book.defined_names[full] = DefinedName(full, attr_text=f"{SHEET}!$C${row}")


def _explain(sheet: Worksheet) -> None:
    put(sheet, "B11", "Zo werkt het").font = style.SECTION
    for row, step in enumerate(STEPS, 12):
        put(sheet, f"B{row}", f"{row - 11}.  {step}").font = style.BODY
    put(sheet, "F11", "Kleuren").font = style.SECTION
    for row, (fill_, border, text) in enumerate(LEGEND, 12):
        swatch, said = sheet[f"F{row}"], put(sheet, f"G{row}", text)
        swatch.border = border
        if fill_ is not None:
            swatch.fill = fill_
        said.font, said.alignment = style.BODY, _APART


def _contents(sheet: Worksheet, contents: Sequence[BladRegel]) -> int:
    """Write a line for each sheet, with its bar; give the row of the last."""
    put(sheet, f"B{FIRST - 2}", "Bladen").font = style.SECTION
    heads = {"B": "Blad", "C": "Wat wij u vragen", "D": "Cellen", "E": "Gevuld", "G": "Nog"}
    for letter, text in {**heads, "H": "Stand"}.items():
        head = put(sheet, f"{letter}{FIRST - 1}", text)
        head.font = style.STRONG
        head.alignment = _SIDES.get(letter, _LEFT)
    for row, one in enumerate(contents, FIRST):
        put_link(sheet, f"B{row}", one.naam, one.begin, one.naam)
        what = put(sheet, f"C{row}", one.wat)
        what.font = style.BODY
        if one.thema is not None:
            sheet[f"A{row}"].fill = style.header_fill(one.thema)
        if one.vraagt:
            _bar(sheet, row)
        elif one.thema is not None:
            put(sheet, f"H{row}", "mag leeg blijven").font = style.LEAD
        for letter in "BCDEFGH":
            cell = sheet[f"{letter}{row}"]
            cell.border, cell.alignment = _LINE, _SIDES.get(letter, _LEFT)
        what.alignment = _SENTENCE
        sheet.row_dimensions[row].height = 18 if len(one.wat) <= WIDE else 32
    return FIRST + len(contents) - 1


def _bar(sheet: Worksheet, row: int) -> None:
    """Write how far a sheet is: the numbers, a bar, and the word that a check has for it."""
    sheet[f"D{row}"] = f"=SUMIFS({ASKS},{SHEETS},B{row})"
    sheet[f"E{row}"] = f"=SUMIFS({DONE},{SHEETS},B{row})"
    sheet[f"F{row}"] = f'=IF(D{row}=0,"",REPT("█",ROUND({BLOCKS}*E{row}/D{row},0)))'
    sheet[f"G{row}"] = f"=D{row}-E{row}"
    sheet[f"H{row}"] = (
        f'=IF(D{row}=0,"nog niet gevraagd",IF(G{row}=0,"✓ volledig",'
        f'IF(E{row}=0,"nog niet ingevuld","onvolledig, "&ROUND(100*E{row}/D{row},0)&"%")))'
    )
    for letter in "DEGH":
        sheet[f"{letter}{row}"].font = style.STRONG if letter == "G" else style.BODY
    bar = sheet[f"F{row}"]
    bar.font, bar.fill = Font(name="Arial", size=9, color=style.BRAND), style.AGREED_FILL


def _progress(sheet: Worksheet, last: int) -> None:
    """Write the figures that say at a glance how far it is and what comes next."""
    asks, done = f"SUM({ASKS})", f"SUM({DONE})"
    left = f"({asks}-{done})"
    hours = f'SUBSTITUTE(MAX(0.5,ROUND({left}*{MINUTES}/60*2,0)/2)&"",".",",")'
    names, open_ = f"$B${FIRST}:$B${last}", f"$G${FIRST}:$G${last}"
    place = f"MATCH(1,INDEX(({open_}>0)*1,0),0)"
    first = f"INDEX({names},{place})"
    blocks = (
        ("F4", "Ingevuld", f'=IF({asks}=0,"–",ROUND(100*{done}/{asks},0)&"%")',
         f'={done}&" van de "&{asks}&" cellen"'),
        ("H4", "Nog te doen",
         f'=IF({left}=0,"Klaar voor inlevering","nog "&{left}&IF({left}=1," cel"," cellen"))',
         f'=IF({left}=0,"","ongeveer "&{hours}&" uur werk")'),
        ("F7", "Begin met", f'=IFERROR(HYPERLINK("#\'"&{first}&"\'!A1",{first}),"–")',
         f'=IFERROR("nog "&INDEX({open_},{place})&" te doen","")'),
    )  # fmt: skip
    for cell, label, figure, below in blocks:
        letter, row = cell[0], int(cell[1:])
        put(sheet, cell, label).font = style.LEAD
        sheet[f"{letter}{row + 1}"], sheet[f"{letter}{row + 2}"] = figure, below
        sheet[f"{letter}{row + 1}"].font = _LINK if "HYPERLINK" in figure else _BIG
        _block(sheet, letter, row)


def _block(sheet: Worksheet, letter: str, row: int) -> None:
    sheet[f"{letter}{row + 2}"].font = style.LEAD
    for at in (row, row + 1, row + 2):
        sheet[f"{letter}{at}"].alignment = _SIDES.get(letter, _LEFT)
    sheet.row_dimensions[row + 1].height = 22


def _hand_in(sheet: Worksheet, gemeente: Gemeente) -> None:
    """Write to whom it is handed in, and before which day if the agreements say one."""
    put(sheet, "H7", "Inleveren bij").font = style.LEAD
    to = gemeente.inleveren_bij or f"Gemeente {gemeente.naam}"
    put(sheet, "H8", to).font = style.SECTION
    if gemeente.inleveren_voor:
        put(sheet, "H9", f"vóór {written.day(gemeente.inleveren_voor)}")
    else:
        day = "&".join(f"{part}(start_peildatum)" for part in ("DAY", '"-"&MONTH', '"-"&YEAR'))
        sheet["H9"] = f'=IF(start_peildatum="","","na "&{day})'
    _block(sheet, "H", 7)


def _validate(sheet: Worksheet) -> None:
    day = DataValidation(
        type="date", operator="between", formula1="36526", formula2="73050", allow_blank=False
    )
    day.errorTitle, day.error = "Peildatum", "Vul een datum in, bijvoorbeeld 31-12-2019."
    day.promptTitle, day.prompt = "Peildatum", "De dag waarop de cijfers gelden."
    status = DataValidation(type="list", formula1=list_name("werkmapstatussen"))
    status.errorTitle, status.error = "Status", "Kies concept of definitief."
    status.promptTitle, status.prompt = "Status", "Definitief als de werkmap klaar is."
    for rule, address in ((day, "C7"), (status, "C8")):
        rule.showErrorMessage = rule.showInputMessage = True
        rule.sqref = address
        sheet.add_data_validation(rule)
