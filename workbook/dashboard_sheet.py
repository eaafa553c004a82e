"""The sheet Dashboard: where things stand, in live formulas over the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.workbook import style
from prestatieafspraken.workbook.cell import put, put_title, set_up_page

SHEET = "Dashboard"
COUNT, PERCENT, POINTS, INDEX, YEAR = "#,##0", "0.0%", '+0.0" pp";-0.0" pp"', "0.00", "0"
UNKNOWN = '"–"'
"""What a formula shows when there is nothing to compute from."""


class _Writer:
    """Writes sections one under the other."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.row = 5

    def section(self, title: str, headers: Sequence[str], note: str = "") -> None:
        put(self.sheet, f"B{self.row}", title).font = style.SECTION
        if note:
            put(self.sheet, f"B{self.row + 1}", note).font = style.HINT
            self.row += 1
        for letter, header in zip("BCDEFGHI", headers, strict=False):
            cell = put(self.sheet, f"{letter}{self.row + 1}", header)
            cell.font, cell.fill = style.HEADER, style.header_fill(0)
            side = "left" if letter == "B" else "right"
            cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        self.row += 2

    def line(self, label: str | int, values: Iterable[tuple[str | Decimal | int, str]]) -> None:
        """Write a line: each value a formula or a number, with its number format."""
        head = put(self.sheet, f"B{self.row}", label)
        head.font, head.border = style.STRONG, style.CELL_BORDER
        head.alignment = Alignment(horizontal="left")
        for letter, (value, form) in zip("CDEFGHI", values, strict=False):
            address = f"{letter}{self.row}"
            if isinstance(value, str):
                self.sheet[address].value = "=" + value.format(r=self.row)
            else:
                put(self.sheet, address, value)
            cell = self.sheet[address]
            cell.number_format, cell.font, cell.border = form, style.BODY, style.CELL_BORDER
            cell.alignment = Alignment(horizontal="right")
        self.row += 1

    def end(self) -> None:
        self.row += 1


def fill(book: Workbook, afspraken: Afspraken, tables: Mapping[str, str], kind: str) -> None:
    """Lay out the dashboard from the tables that this workbook has: name and title."""
    sheet = book[SHEET]
    put_title(sheet, "Dashboard", "Waar staan we? Alles op dit blad rekent vanzelf mee.")
    sheet.sheet_properties.tabColor = style.BRAND
    for letter, width in zip("ABCDEFGHI", (3, 46, 17, 17, 17, 17, 17, 17, 17), strict=True):
        sheet.column_dimensions[letter].width = width
    writer = _Writer(sheet)
    _stock(writer, afspraken, whole=kind == "gemeente")
    if "slaagkans_kern" in tables:
        _chances(writer, afspraken)
    _energy(writer, afspraken)
    _plans(writer, afspraken)
    _agreements(writer, afspraken, tables)
    where = f"C6:I{writer.row}"
    fault = 'ISNUMBER(SEARCH("norm niet",C6))'
    rule = FormulaRule([fault], fill=style.CAREFUL_FILL)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(where, rule)
    set_up_page(sheet)
    sheet.page_setup.fitToHeight = 1
    sheet.print_area = f"A1:I{writer.row}"


def _stock(writer: _Writer, afspraken: Afspraken, *, whole: bool) -> None:
    goal = afspraken.doel("D0-1")
    base, target, growth = goal.basisjaar, goal.streefjaar, goal.verandering
    if base is None or target is None or growth is None:
        return
    table = "tblWoningvoorraad"
    headers = ["Jaar", "DAEB-woningen", f"Groei sinds {base}"]
    note = "Som van alle corporaties in deze werkmap."
    if whole:
        headers += ["Ambitie", "Nog nodig", "Deel van ambitie"]
        note += f" De ambitie van {growth} woningen geldt van {base} tot {target} ({goal.id})."
    writer.section("Sociale woningvoorraad (DAEB)", headers, note)
    first = writer.row
    for year in range(base, target + 1):
        known = f"COUNTIFS({table}[Jaar],B{{r}})=0"
        values: list[tuple[str | Decimal | int, str]] = [
            (f"IF({known},{UNKNOWN},SUMIFS({table}[DAEB],{table}[Jaar],B{{r}}))", COUNT),
            (f"IF(OR({known},NOT(ISNUMBER(C{first}))),{UNKNOWN},C{{r}}-C{first})", COUNT),
        ]
        if whole:
            values += [
                (growth, COUNT),
                (f"IF(ISNUMBER(D{{r}}),E{{r}}-D{{r}},{UNKNOWN})", COUNT),
                (f"IF(ISNUMBER(D{{r}}),D{{r}}/E{{r}},{UNKNOWN})", PERCENT),
            ]
        writer.line(year, values)
    writer.end()


def _chances(writer: _Writer, afspraken: Afspraken) -> None:
    goal = afspraken.doel("D1-2")
    norm, base = goal.streefwaarde, goal.basisjaar
    if norm is None or base is None:
        return
    table = "tblSlaagkansKern"
    writer.section(
        "Slaagkans per kern",
        ["Kern", "Laatste jaar", "Slaagkans", "Norm", f"Nulmeting {base}", "Verschil", "Oordeel"],
        "Berekend uit verhuringen en woningzoekenden; waar die ontbreken, zoals opgegeven. "
        "Een deel van een jaar is niet te vergelijken met een heel jaar.",
    )
    for kern in [*(k.naam for k in afspraken.kernen), "Totaal"]:
        writer.line(
            kern,
            [
                (f"SUMPRODUCT(MAX(({table}[Kern]=B{{r}})*{table}[Jaar]))", YEAR),
                (_chance(table, "C{r}"), PERCENT),
                (norm, PERCENT),
                (_chance(table, str(base)), PERCENT),
                (
                    f"IF(AND(ISNUMBER(D{{r}}),ISNUMBER(F{{r}})),(D{{r}}-F{{r}})*100,{UNKNOWN})",
                    POINTS,
                ),
                (
                    f'IF(ISNUMBER(D{{r}}),IF(D{{r}}>=E{{r}},"✓ haalt norm","✗ haalt norm niet"),'
                    f"{UNKNOWN})",
                    "General",
                ),
            ],
        )
    writer.end()


def _chance(table: str, year: str) -> str:
    where = f"{table}[Kern],B{{r}},{table}[Jaar],{year}"
    seekers = f"SUMIFS({table}[Woningzoekenden],{where})"
    computed = f"SUMIFS({table}[Verhuringen],{where})/{seekers}"
    stated = f"SUMIFS({table}[Opgegeven slaagkans],{where})"
    # More than one part of a year cannot be added up here, so nothing is shown.
    return f"IF(COUNTIFS({where})<>1,{UNKNOWN},IF({seekers}>0,{computed},{stated}))"


def _energy(writer: _Writer, afspraken: Afspraken) -> None:
    goal = afspraken.doel("D3-1")
    norm, target = goal.streefwaarde, goal.streefjaar
    if norm is None or target is None:
        return
    table = "tblEnergieIndex"
    writer.section(
        "Gemiddelde energie-index",
        [
            "Corporatie",
            "Eerste jaar",
            "Index",
            "Laatste jaar",
            "Index",
            f"Pad naar {target}",
            "Norm",
            "Oordeel",
        ],
        "Lager is beter. Het pad trekt de lijn van het eerste naar het laatste jaar door.",
    )
    mine = f"({table}[Corporatie]=B{{r}})"
    for partij in (p for p in afspraken.corporaties() if p.doet_mee):
        path = f"F{{r}}+(F{{r}}-D{{r}})/(E{{r}}-C{{r}})*({target}-E{{r}})"
        writer.line(
            partij.naam,
            [
                (f"2100-SUMPRODUCT(MAX({mine}*(2100-{table}[Jaar])))", YEAR),
                (_index(table, "C{r}"), INDEX),
                (f"SUMPRODUCT(MAX({mine}*{table}[Jaar]))", YEAR),
                (_index(table, "E{r}"), INDEX),
                (
                    f"IF(AND(ISNUMBER(D{{r}}),ISNUMBER(F{{r}}),E{{r}}>C{{r}}),{path},{UNKNOWN})",
                    INDEX,
                ),
                (norm, INDEX),
                (
                    f'IF(ISNUMBER(G{{r}}),IF(ROUND(G{{r}},9)<=H{{r}},"✓ haalt norm",'
                    f'"✗ haalt norm niet"),{UNKNOWN})',
                    "General",
                ),
            ],
        )
    writer.end()


def _index(table: str, year: str) -> str:
    where = f"{table}[Corporatie],B{{r}},{table}[Jaar],{year}"
    value = f"SUMIFS({table}[Energie-index],{where})"
    return f"IF(COUNTIFS({where})<>1,{UNKNOWN},{value})"


def _plans(writer: _Writer, afspraken: Afspraken) -> None:
    year = afspraken.gemeente.jaar
    writer.section(
        f"Plan en realisatie {year}", ["Onderdeel", "Gepland", "Gerealiseerd", "Deel van plan"]
    )
    for label, table, plan, done in (
        ("Sociale nieuwbouw (woningen)", "tblNieuwbouwprojecten", "Woningen", "Opgeleverd"),
        ("Kwaliteitsverbetering (woningen)", "tblKwaliteitsverbetering", "Gepland", "Gerealiseerd"),
        ("Zonnepanelen", "tblZonnepanelen", "Gepland", "Gerealiseerd"),
        ("Open verbrandingstoestellen", "tblOpenVerbranding", "Gepland", "Vervangen"),
    ):
        filled = f'COUNTIFS({table}[Jaar],{year},{table}[{done}],">=0")'
        planned = f'COUNTIFS({table}[Jaar],{year},{table}[{plan}],">=0")'
        writer.line(
            label,
            [
                (
                    f"IF({planned}=0,{UNKNOWN},SUMIFS({table}[{plan}],{table}[Jaar],{year}))",
                    COUNT,
                ),
                (
                    f"IF({filled}=0,{UNKNOWN},SUMIFS({table}[{done}],{table}[Jaar],{year}))",
                    COUNT,
                ),
                (
                    f"IF(AND(ISNUMBER(C{{r}}),ISNUMBER(D{{r}}),N(C{{r}})>0),D{{r}}/C{{r}},{UNKNOWN})",
                    PERCENT,
                ),
            ],
        )
    writer.end()


def _agreements(writer: _Writer, afspraken: Afspraken, titles: Mapping[str, str]) -> None:
    statuses = ("afgerond", "op koers", "aandacht", "niet gestart")
    headers = ["Thema", "Afspraken", *(s.capitalize() for s in statuses), "Anders", "Niet ingevuld"]
    writer.section("Afspraken naar status", headers)
    for thema in afspraken.themas:
        table = f"tblAfspraken{thema.nummer}"
        counted = [(f'COUNTIF({table}[Status],"{status}")', COUNT) for status in statuses]
        writer.line(
            titles[f"afspraken_{thema.nummer}"],
            [
                (f"COUNTA({table}[Code])", COUNT),
                *counted,
                ("C{r}-SUM(D{r}:G{r})-I{r}", COUNT),
                (f"COUNTA({table}[Code])-COUNTA({table}[Status])", COUNT),
            ],
        )
    writer.end()
