"""The first sheet: whose workbook this is, what to do, and where everything is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.workbook.column import list_name
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.layout.cell import put, put_link, set_up_page

SHEET = "Start"
STEPS = (
    "Controleer hierboven de peildatum en zet de status op definitief als u klaar bent.",
    "Ga naar een blad in de inhoud hieronder. Vul alleen de witte cellen in; grijze rekenen zelf.",
    "Werk op de themabladen per afspraak de status, de realisatie en het bewijs bij.",
    "Laat een cel leeg als u het cijfer niet weet. Vul 0 in als het nul is. Gebruik geen streepje.",
    "Rijen te kort? Typ door onder de laatste rij: de tabel groeit mee.",
    "Noteer aantallen en functies, nooit namen of andere gegevens van personen.",
    "Laat de werkmap controleren; elke bevinding noemt de cel en wat er moet staan.",
)

VOORBEELD = "Dit is een voorbeeld: niemand heeft deze afspraken gemaakt."


def fill(
    book: Workbook,
    afspraken: Afspraken,
    partij: Partij,
    peildatum: date,
    template: str,
    contents: Sequence[tuple[str, str, int | None]],
) -> None:
    """Lay out the sheet; `contents` are the other sheets with a description and their theme."""
    sheet = book[SHEET]
    sheet.sheet_properties.tabColor = style.BRAND
    for letter, width in zip("ABCD", (3, 30, 44, 62), strict=True):
        sheet.column_dimensions[letter].width = width
    gemeente = afspraken.gemeente
    put(sheet, "B1", f"Prestatieafspraken {gemeente.naam} {gemeente.jaar}").font = style.TITLE
    put(sheet, "B2", f"Werkmap van {partij.naam}").font = style.LEAD
    if gemeente.voorbeeld:
        put(sheet, "B3", VOORBEELD).font = style.STRONG
    sheet.row_dimensions[1].height = 30

    facts = (
        ("gemeente", "Gemeente", gemeente.naam, False),
        ("jaar", "Jaar van de afspraken", gemeente.jaar, False),
        ("partij", "Partij", partij.naam, False),
        ("peildatum", "Peildatum", peildatum, True),
        ("status", "Status", "concept", True),
        ("sjabloon", "Sjabloon", template, False),
    )
    for row, (name, label, value, is_input) in enumerate(facts, 4):
        put(sheet, f"B{row}", label).font = style.STRONG
        cell = put(sheet, f"C{row}", value)
        cell.font, cell.border = style.BODY, style.CELL_BORDER
        cell.fill = style.INPUT_FILL if is_input else style.CALCULATED_FILL
        cell.alignment = Alignment(horizontal="left")
        if isinstance(value, date):
            cell.number_format = "dd-mm-yyyy"
        full = name if name == "sjabloon" else f"start_{name}"
        book.defined_names[full] = DefinedName(full, attr_text=f"{SHEET}!$C${row}")
    _validate(book)

    row = 11
    row = _section(book, row, "Wat te doen")
    for number, step in enumerate(STEPS, 1):
        put(sheet, f"B{row}", f"{number}.  {step}").font = style.BODY
        row += 1
    row = _section(book, row + 1, "Kleuren")
    legend = (
        (style.INPUT_FILL, "In te vullen op dit blad"),
        (None, "In te vullen in een tabel"),
        (style.CALCULATED_FILL, "Rekent zelf; niet overschrijven"),
    )
    for fill_, text in legend:
        put(sheet, f"C{row}", text).font = style.BODY
        sheet[f"C{row}"].alignment = style.WRAP
        swatch = sheet[f"B{row}"]
        swatch.border = style.CELL_BORDER
        if fill_ is not None:
            swatch.fill = fill_
        row += 1
    row = _section(book, row + 1, "Inhoud")
    for name, description, theme in contents:
        put_link(sheet, f"B{row}", name, "A1", name)
        put(sheet, f"C{row}", description).font = style.BODY
        sheet[f"C{row}"].alignment = Alignment(indent=1)
        sheet[f"B{row}"].alignment = Alignment(indent=1)
        if theme is not None:
            sheet[f"A{row}"].fill = style.header_fill(theme)
        row += 1
    put(
        sheet, f"B{row + 1}", "De keuzelijsten staan op het verborgen blad Lijsten."
    ).font = style.HINT
    set_up_page(sheet)
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToHeight = 1
    sheet.print_area = f"A1:D{row + 1}"


def _section(book: Workbook, row: int, title: str) -> int:
    put(book[SHEET], f"B{row}", title).font = style.SECTION
    return row + 1


def _validate(book: Workbook) -> None:
    sheet = book[SHEET]
    day = DataValidation(
        type="date", operator="between", formula1="36526", formula2="73050", allow_blank=False
    )
    day.errorTitle, day.error = "Peildatum", "Vul een datum in, bijvoorbeeld 31-12-2019."
    day.promptTitle, day.prompt = "Peildatum", "De dag waarop de cijfers gelden."
    status = DataValidation(type="list", formula1=f"={list_name('werkmapstatussen')}")
    status.errorTitle, status.error = "Status", "Kies concept of definitief."
    status.promptTitle, status.prompt = "Status", "Definitief als de werkmap klaar is."
    for rule, address in ((day, "C7"), (status, "C8")):
        rule.showErrorMessage = rule.showInputMessage = True
        rule.sqref = address
        sheet.add_data_validation(rule)
