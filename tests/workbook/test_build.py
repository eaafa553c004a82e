"""The built workbook: the same bytes, what it holds, and what LibreOffice makes of it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from proving.kit.soffice import convert, pdf_text
from proving.kit.tabellen import TABLES, of_party
from python_calamine import CalamineWorkbook

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.table import HEADER_ROW
from prestatieafspraken.workbook.theme import sheet_name

DAY = date(2019, 12, 31)
ENGLISH = re.compile(
    r"\b(the|and|of the|sheet|total|year|error|value|please|table|column|enter|page)\b", re.I
)


@pytest.fixture(scope="session")
def afspraken() -> Afspraken:
    """Load the agreements of 2019."""
    return load("alphen-aan-den-rijn", 2019)


def _build(afspraken: Afspraken, naam: str, rows: dict[str, Any] | None = None) -> bytes:
    partij = afspraken.partij(naam)
    return build(
        afspraken,
        partij,
        of_party(partij.soort),
        codelists(afspraken),
        prefill(afspraken, partij) if rows is None else rows,
        DAY,
    )


@pytest.fixture(scope="session")
def shared(afspraken: Afspraken) -> bytes:
    """Build the workbook of the municipality."""
    return _build(afspraken, "gemeente")


@pytest.fixture(scope="session")
def opened(shared: bytes) -> Workbook:
    """Open it as an independent reader does."""
    return openpyxl.load_workbook(io.BytesIO(shared))


@pytest.fixture(scope="session")
def recalculated(shared: bytes, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """Let LibreOffice compute every formula and read the values back."""
    folder = tmp_path_factory.mktemp("herrekend")
    path = folder / "werkmap.xlsx"
    path.write_bytes(shared)
    return openpyxl.load_workbook(convert(path, "xlsx", folder), data_only=True)


def test_two_builds_give_the_same_bytes(afspraken: Afspraken, shared: bytes) -> None:
    assert _build(afspraken, "gemeente") == shared
    assert _build(afspraken, "Habeko Wonen") == _build(afspraken, "Habeko Wonen")


def test_sheets_stand_in_the_order_of_the_themes(opened: Workbook) -> None:
    names = opened.sheetnames
    assert names[0] == "Start"
    assert names[-1] == "Lijsten"
    assert opened["Lijsten"].sheet_state == "hidden"
    data = [name for name in names if name in {table.sheet for table in TABLES}]
    assert data == [table.sheet for table in TABLES]
    for thema in ("0 Partners in wonen", "1 Huurvoorraad", "2 Woonomgeving", "3 Kwaliteit"):
        assert thema in names
    assert all(len(name) <= 31 for name in names)


def test_start_asks_for_the_peildatum_and_the_status_alone(opened: Workbook) -> None:
    start = opened["Start"]
    facts = {start[f"B{row}"].value: start[f"C{row}"] for row in range(4, 10)}
    asked = [label for label, cell in facts.items() if cell.border == style.ASKED_BORDER]
    assert asked == ["Peildatum", "Status"]
    # Yellow is what is still to be filled in, and these are.
    assert [facts[label].fill.fill_type for label in asked] == [None, None]
    assert len(facts) == 6


@pytest.mark.parametrize(
    ("words", "name"),
    [("x" * 40, 31), ("🏠" * 40, 30), ("kort", 6)],  # of a sign of two characters no half is kept
)
def test_the_name_of_a_theme_is_as_long_as_excel_takes(words: str, name: int) -> None:
    assert len(sheet_name(1, words).encode("utf-16-le")) // 2 == name


def test_a_goal_without_a_day_has_no_line_on_the_dashboard(afspraken: Afspraken) -> None:
    own = afspraken.model_copy(
        update={
            "doelen": [
                one.model_copy(update={"streefdatum": None, "streefjaar": None})
                for one in afspraken.doelen
            ]
        }
    )
    partij = own.partij("gemeente")
    data = build(own, partij, of_party("gemeente"), codelists(own), {}, date(2019, 12, 31))
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Dashboard"]
    assert "Uitgevoerde bewonersinitiatieven" not in {cell.value for cell in sheet["B"]}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_is_there_with_its_headers(table: Any, opened: Workbook) -> None:
    sheet = opened[table.sheet]
    excel = sheet.tables[table.excel_name]
    assert [c.name for c in excel.tableColumns] == [c.header for c in table.columns]
    assert excel.ref.split(":")[0] == f"A{HEADER_ROW}"
    headers = [sheet.cell(HEADER_ROW, n).value for n in range(1, len(table.columns) + 1)]
    assert headers == [c.header for c in table.columns]
    assert not sheet.protection.sheet
    assert sheet.freeze_panes is not None
    assert sheet.page_setup.orientation == "landscape"
    for number, column in enumerate(table.columns, 1):
        note = sheet.cell(HEADER_ROW, number).comment.text
        assert column.help.split(".")[0] in note
        if column.unit and not column.formula:
            assert f"Eenheid: {column.unit}." in note


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_validation_keeps_within_what_excel_allows(table: Any, opened: Workbook) -> None:
    sheet = opened[table.sheet]
    rules = sheet.data_validations.dataValidation
    covered = {str(rule.sqref).split(":")[0].rstrip("0123456789") for rule in rules}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    wanted = {letters[n] for n, column in enumerate(table.columns) if not column.formula}
    assert covered == wanted
    for rule in rules:
        assert len(rule.promptTitle) <= 32
        assert len(rule.errorTitle) <= 32
        assert 0 < len(rule.prompt) <= 255
        assert 0 < len(rule.error) <= 255
        if rule.type == "list":
            assert rule.formula1.lstrip("=") in opened.defined_names


def test_bounds_come_from_the_schema(opened: Workbook) -> None:
    rules = {
        str(r.sqref).split(":")[0]: r
        for r in opened["Energie-index"].data_validations.dataValidation
    }
    assert (rules["E7"].type, rules["E7"].operator) == ("decimal", "between")
    assert (float(rules["E7"].formula1), float(rules["E7"].formula2)) == (0, 5)
    assert rules["E7"].error == "Vul een getal in vanaf 0 tot en met 5."
    start = {
        str(r.sqref).split(":")[0]: r
        for r in opened["Nieuwbouwprojecten"].data_validations.dataValidation
    }
    assert start["H7"].type == "date"
    assert int(start["H7"].formula1) == 32874  # 1 January 1990 counted in days by Excel


def test_every_list_is_named(opened: Workbook, afspraken: Afspraken) -> None:
    for name, values in codelists(afspraken).items():
        ((sheet, where),) = opened.defined_names[f"lijst_{name}"].destinations
        cells = [cell.value for (cell,) in opened[sheet][where.replace("$", "")]]
        assert tuple(cells) == (values or (None,))  # an empty list still is a cell


def test_template_id_stands_in_both_places(shared: bytes, opened: Workbook) -> None:
    expected = "alphen-aan-den-rijn/2019/1/gemeente"
    ((sheet, where),) = opened.defined_names["sjabloon"].destinations
    assert opened[sheet][where.replace("$", "")].value == expected
    with zipfile.ZipFile(io.BytesIO(shared)) as parts:
        assert expected in parts.read("docProps/custom.xml").decode()


def test_a_corporatie_gets_its_own_rows_on_its_own_sheets(afspraken: Afspraken) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_build(afspraken, "Habeko Wonen")))
    assert "Slaagkans per kern" not in book.sheetnames
    assert "Gasverbruik" not in book.sheetnames
    for table in of_party("corporatie"):
        if table.party_column == "corporatie":
            column = [c.name for c in table.columns].index("corporatie") + 1
            rows = book[table.sheet].iter_rows(HEADER_ROW + 1, min_col=column, max_col=column)
            assert {cell.value for (cell,) in rows} <= {"Habeko Wonen", None}
    assert [book["Woningvoorraad"].cell(row, 4).value for row in (7, 8, 9)] == [1829, 1824, 1960]


def test_text_from_data_never_becomes_a_formula(afspraken: Afspraken) -> None:
    texts = ("=1+1", "+31", "-", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1")
    rows = {"wijkschouwen": [{"locatie": "Benthuizen", "toelichting": text} for text in texts]}
    data = _build(afspraken, "gemeente", rows)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Wijkschouwen"]
    for row, text in enumerate(texts, HEADER_ROW + 1):
        cell = sheet[f"F{row}"]
        assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
        formulas = b"".join(parts.read(name) for name in sheets)
    assert b"cmd|" not in b"".join(re.findall(rb"<f>.*?</f>", formulas))


def test_only_functions_that_excel_2016_and_libreoffice_know(shared: bytes) -> None:
    known = {
        *("IF", "OR", "AND", "NOT", "SUM", "SUMIFS", "SUBTOTAL", "COUNT", "COUNTA", "COUNTIF"),
        *(
            "COUNTIFS",
            "CHOOSE",
            "MATCH",
            "ISNUMBER",
            "SUMPRODUCT",
            "MAX",
            "ROUND",
            "ROUNDUP",
            "SIGN",
            "SEARCH",
        ),
        *("INDEX", "DATE", "YEAR", "MONTH", "DAY", "MIN", "IFERROR", "N", "INT", "MOD"),
        *("FIND", "SUBSTITUTE", "ISTEXT", "LEN", "LEFT", "REPT", "HYPERLINK"),
    }
    used = set()
    with zipfile.ZipFile(io.BytesIO(shared)) as parts:
        for name in parts.namelist():
            if name.startswith(("xl/worksheets/sheet", "xl/tables/")):
                text = parts.read(name).decode()
                for formula in re.findall(
                    r"<(?:f|formula|calculatedColumnFormula)>(.*?)</", text, re.DOTALL
                ):
                    used |= set(re.findall(r"([A-Z][A-Z0-9.]+)\(", formula))
    assert used
    assert used <= known


def _column(book: Workbook, sheet: str, letter: str, count: int) -> list[Any]:
    return [book[sheet][f"{letter}{HEADER_ROW + n}"].value for n in range(1, count + 1)]


def test_libreoffice_computes_the_totals_of_the_document(recalculated: Workbook) -> None:
    stated = _column(recalculated, "Totalen", "C", 12)
    computed = _column(recalculated, "Totalen", "D", 12)
    difference = _column(recalculated, "Totalen", "E", 12)
    assert computed == [11598, 52, 633, 11647, 3, 596, 12013, 13, 508, 81, 189, 750]
    assert stated == [11598, 52, 633, 11647, None, None, 12013, 258, 606, None, 189, 750]
    assert difference == [0, 0, 0, 0, None, None, 0, 245, 98, None, 0, 0]


def test_libreoffice_computes_the_dashboard(recalculated: Workbook) -> None:
    rows: dict[str, list[Any]] = {}
    for line in recalculated["Dashboard"].iter_rows(min_col=2, max_col=9, values_only=True):
        # The rows of a corporatie come again in each section; these are of the energy index.
        is_index = "D3-1" if line[4:6] == (1.25, 1.4) else ""
        rows.setdefault(is_index + str(line[0]), list(line))
    assert rows["2018"][1:4] == [11647, 11647, 49]
    assert rows["2022"][1:7] == [12013, "–", 415, 500, 85, 0.83]
    assert rows["2020"][1] == "–"
    assert rows["Nodig per jaar"][1] == 112.75
    # Of 2018 three quarters were measured, and that year is over.
    silent = "? niet te bepalen"
    held = {name: row[1] for name, row in rows.items() if (row[3], row[5]) == (0.2, silent)}
    below = [name for name, value in held.items() if value != "–" and value < 0.2]
    kernen = [name for name in below if "€" not in name]
    assert len(kernen) == 8  # seven kernen and the total
    assert (rows["Boskoop"][1], rows["Boskoop"][5]) == (pytest.approx(0.204), silent)
    assert rows["Totaal"][4] == pytest.approx(-17.7)
    assert rows["D3-1Woonforte"][1:6] == pytest.approx([1.79, 1.63, 1.55, 1.25, 1.4])
    assert rows["D3-1Woonforte"][6:8] == ["! aandacht", "! aandacht"]
    assert rows["D3-1Habeko Wonen"][3] == pytest.approx(1.34)
    assert rows["D3-1Habeko Wonen"][6:8] == ["! aandacht", "↗ op koers"]
    whole = rows["D3-1Samen, gewogen naar woningen"]
    assert whole[1:3] == pytest.approx([1.752, 1.596], abs=5e-4)
    assert rows["Gemeente"][1:3] == [20, 17]  # T1-03 and T1-06 have no end, T2-11 began before
    assert rows["geen trekker"][1] == 3
    assert rows["Sociale nieuwbouw (woningen)"][1:3] == [81, "–"]
    assert rows["Alle afspraken"][1] == 40


def test_libreoffice_finds_no_error_anywhere(recalculated: Workbook) -> None:
    wrong = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in recalculated
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("#")
    ]
    assert wrong == []


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("naam", ["gemeente", "Woonforte"])
def test_the_printed_page_is_whole_and_dutch(
    naam: str, afspraken: Afspraken, tmp_path: Path
) -> None:
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(_build(afspraken, naam))
    text = pdf_text(convert(path, "pdf", tmp_path))
    assert "Prestatieafspraken Alphen aan den Rijn 2019" in text
    assert "###" not in text
    assert ENGLISH.findall(text) == []
    assert "9.769" in text


def test_other_readers_open_it(shared: bytes) -> None:
    book = CalamineWorkbook.from_object(io.BytesIO(shared), load_tables=True)
    assert set(book.table_names) == {"tblBevindingen", *(table.excel_name for table in TABLES)}
    assert len(shared) < 300_000


def test_the_address_of_a_finding_looks_like_the_link_that_it_is(opened: Workbook) -> None:
    sheet = opened["Bevindingen"]
    (letter,) = [cell.column_letter for cell in sheet[HEADER_ROW] if cell.value == "Cel"]
    below = sheet.column_dimensions[letter]  # what a row gets that is not laid out beforehand
    assert sheet[f"{letter}{HEADER_ROW + 1}"].font.underline == below.font.underline == "single"
    assert sheet[f"A{HEADER_ROW + 1}"].font.underline is None
