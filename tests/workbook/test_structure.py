"""Sheets, tables, rows and columns that people and programs moved, renamed, doubled or removed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.worksheet import Worksheet
from pandas.testing import assert_frame_equal
from proving.kit.tabellen import of_party

from prestatieafspraken.workbook.book import Book

pytestmark = pytest.mark.traag

STOCK = "Woningvoorraad"
EXCEL = "tblWoningvoorraad"

Bewerk = Callable[[Callable[[Workbook], object]], Book]


def told(book: Book) -> list[tuple[str, str | None, str | None]]:
    """Give code, sheet and cell of each finding."""
    return [(f.code, f.place.blad, f.place.cel) for f in book.findings]


def stock(book: Book) -> pd.DataFrame:
    """Give the stock of homes, which must have been read."""
    frame = book.frame("woningvoorraad")
    assert frame is not None
    assert frame["daeb"].tolist() == [9769, 9823, 10053]
    return frame


def others(book: Book) -> set[str]:
    """Give the tables that were read beside the stock of homes."""
    return set(book.tables) - {"woningvoorraad"}


ALL_OTHERS = {table.name for table in of_party("corporatie")} - {"woningvoorraad"}


def shift(sheet: Worksheet, rows: int, cols: int) -> None:
    """Move a sheet down and to the right as Excel does: the table goes along."""
    (excel,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(excel.ref)
    sheet.insert_rows(1, rows)
    sheet.insert_cols(1, cols)
    excel.ref = (
        f"{get_column_letter(left + cols)}{top + rows}:"
        f"{get_column_letter(right + cols)}{bottom + rows}"
    )


def to_range(sheet: Worksheet) -> None:
    """Convert the table to a plain range."""
    for name in list(sheet.tables):
        del sheet.tables[name]


def copy_sheet(book: Workbook, title: str, name: str | None) -> None:
    """Copy the sheet; `name` is that of the table in the copy, if it has one."""
    copy = book.copy_worksheet(book[STOCK])
    copy.title = title
    if name:
        excel = ExcelTable(displayName=name, ref=book[STOCK].tables[EXCEL].ref)
        copy.tables.add(excel)  # add_table refuses a name that is taken; other programs do not


# --- sheets and tables ---


def test_a_missing_sheet(bewerk: Bewerk) -> None:
    book = bewerk(lambda b: b.remove(b[STOCK]))
    (finding,) = [f for f in book.findings if f.code == "STR-001"]
    assert (finding.place.blad, finding.place.tabel) == (STOCK, EXCEL)
    assert book.not_judged == {"woningvoorraad": "de tabel is niet gevonden."}
    assert others(book) == ALL_OTHERS


def test_an_unlike_sheet_is_no_hint(bewerk: Bewerk) -> None:
    (finding,) = bewerk(lambda b: b.remove(b["Toewijzingen"])).findings
    assert finding.code == "STR-001"
    assert "Bedoelt u" not in finding.melding  # Bevindingen is seven tenths the same


def test_a_missing_table_with_a_hint(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book[STOCK]
        sheet.title = "Woningvoorrad"
        to_range(sheet)
        for cell in sheet[6]:
            cell.value = f"kolom {cell.column}"

    (finding,) = [f for f in bewerk(edit).findings if f.code.startswith("STR")]
    assert finding.code == "STR-001"
    assert "Bedoelt u het blad Woningvoorrad?" in finding.melding


def test_a_sheet_of_another_table_is_never_the_hint(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        book.remove(book["Zonnepanelen"])
        book["Leefbaarheid"].title = "Leefbaarheid oud"

    (finding,) = [f for f in bewerk(edit).findings if f.code == "STR-001"]
    assert finding.place.tabel == "tblZonnepanelen"
    assert "Bedoelt" not in finding.melding


def test_a_renamed_sheet_is_read(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        book[STOCK].title = "Voorraad & zo"

    book = bewerk(edit)
    assert told(book) == [("STR-004", "Voorraad & zo", None)]
    stock(book)
    assert book.tables["woningvoorraad"].place(7, "daeb").blad == "Voorraad & zo"


@pytest.mark.parametrize("name", [None, "Tabel1"])
def test_a_table_that_is_gone_or_renamed_is_found_by_its_headers(
    name: str | None, bewerk: Bewerk
) -> None:
    def edit(book: Workbook) -> None:
        ref = book[STOCK].tables[EXCEL].ref
        to_range(book[STOCK])
        if name:
            book[STOCK].add_table(ExcelTable(displayName=name, ref=ref))

    book = bewerk(edit)
    assert told(book) == [("STR-003", STOCK, None)]
    stock(book)


@pytest.mark.parametrize(("left", "is_found"), [(6, True), (5, False)])
def test_half_of_the_headers_makes_a_table(left: int, is_found: bool, bewerk: Bewerk) -> None:
    """The table of lettings has twelve columns; with fewer than six it is another table."""

    def edit(book: Workbook) -> None:
        to_range(book["Toewijzingen"])
        headers = list(book["Toewijzingen"][6])
        assert len(headers) == 12
        for cell in headers[left:]:
            cell.value = f"kolom {cell.column}"

    book = bewerk(edit)
    assert ("toewijzingen" in book.tables) is is_found
    codes = [f.code for f in book.findings if f.place.tabel == "tblToewijzingen"]
    assert codes[0] == ("STR-003" if is_found else "STR-001")


def test_renamed_sheet_and_table_together(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        to_range(book[STOCK])
        book[STOCK].title = "Blad1"

    book = bewerk(edit)
    assert told(book) == [("STR-003", "Blad1", None), ("STR-004", "Blad1", None)]
    stock(book)


def test_tables_with_the_same_headers_are_never_mixed_up(bewerk: Bewerk) -> None:
    """The sheets of improvement and of solar panels have the same columns."""

    def one(book: Workbook) -> None:
        to_range(book["Zonnepanelen"])
        book["Zonnepanelen"].title = "Panelen"
        book["Zonnepanelen" if "Zonnepanelen" in book.sheetnames else "Panelen"]["C7"] = 123

    book = bewerk(one)
    assert [f.code for f in book.findings] == ["STR-003", "STR-004"]
    panels, works = book.frame("zonnepanelen"), book.frame("kwaliteitsverbetering")
    assert panels is not None
    assert works is not None
    assert panels["gepland"].tolist()[:1] == [123]
    assert works["gepland"].tolist()[:1] != [123]

    def both(book: Workbook) -> None:
        for number, name in enumerate(("Zonnepanelen", "Kwaliteitsverbetering")):
            to_range(book[name])
            book[name].title = f"Blad{number}"

    book = bewerk(both)
    assert set(book.not_judged) == {"zonnepanelen", "kwaliteitsverbetering"}
    assert [f.code for f in book.findings if f.code != "STR-012"] == ["STR-002", "STR-002"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Woningvoorraad (2)", "tblWoningvoorraad3"),  # Excel
        ("Woningvoorraad (2)", None),
        ("Woningvoorraad_2", None),  # LibreOffice
        ("Kopie", "tblWoningvoorraad_2"),
        ("Kopie", EXCEL),
    ],
)
def test_a_doubled_table_is_never_picked_from(title: str, name: str | None, bewerk: Bewerk) -> None:
    book = bewerk(lambda b: copy_sheet(b, title, name))
    (finding,) = book.findings
    assert finding.code == "STR-002"
    assert f"{STOCK}!A6 en {title}!A6" in finding.melding
    assert book.not_judged == {"woningvoorraad": "de tabel staat er meer dan één keer."}
    assert others(book) == ALL_OTHERS


def test_the_copy_is_read_when_the_original_is_gone(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        copy_sheet(book, "Woningvoorraad (2)", "tblWoningvoorraad3")
        book.remove(book[STOCK])

    book = bewerk(edit)
    assert [f.code for f in book.findings if f.code != "STR-014"] == ["STR-003", "STR-004"]
    stock(book)


def test_a_copy_for_own_use_is_told_and_not_read(bewerk: Bewerk) -> None:
    book = bewerk(lambda b: copy_sheet(b, "Kladblok", None))
    assert told(book) == [("STR-012", "Kladblok", "A6")]
    stock(book)


# --- rows ---


@pytest.mark.parametrize("along", [True, False], ids=["table moved", "table left behind"])
def test_addresses_move_with_inserted_rows_and_columns(along: bool, bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book[STOCK]
        sheet["D8"] = "veel"
        if along:
            shift(sheet, 3, 2)
        else:  # openpyxl and other programs leave the range of the table where it was
            sheet.insert_rows(1, 3)
            sheet.insert_cols(1, 2)

    book = bewerk(edit)
    (finding,) = [f for f in book.findings if f.code == "CEL-002"]
    assert (finding.place.cel, finding.place.kolom) == ("F11", "DAEB")
    assert finding.place.rij == "Woonforte 2018"
    assert {f.code for f in book.findings} == {"CEL-002"} | (set() if along else {"STR-003"})
    frame = book.frame("woningvoorraad")
    assert frame is not None
    assert list(frame.index) == [10, 11, 12]


def test_rows_inserted_between(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        book[STOCK].insert_rows(8, 2)

    book = bewerk(edit)
    assert book.findings == []
    assert list(stock(book).index) == [7, 10, 11]


def test_rows_under_the_table_are_read_and_told(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book[STOCK]  # its table ends at row 19
        for row, year in ((20, 2019), (21, 2020), (24, 2021)):
            for col, value in enumerate(("Woonforte", year, "prognose", 9000 + year), 1):
                sheet.cell(row, col).value = value
        sheet["A27"] = "Bron: jaarverslag"
        sheet["O27"] = "buiten de kolommen"

    book = bewerk(edit)
    assert told(book) == [
        ("STR-010", STOCK, "A20:M21"),
        ("STR-010", STOCK, "A24:M24"),
        ("STR-011", STOCK, "A27:M27"),
    ]
    assert "rij 20 t/m 21" in book.findings[0].melding
    assert "Corporatie en Jaar" in book.findings[2].herstel
    frame = book.frame("woningvoorraad")
    assert frame is not None
    assert list(frame.index) == [7, 8, 9, 20, 21, 24]
    assert frame.at[24, "daeb"] == 11021


def test_a_totals_row_is_no_row(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book[STOCK]
        sheet["A19"], sheet["D19"] = "Totaal", 29645
        sheet.tables[EXCEL].totalsRowCount = 1

    book = bewerk(edit)
    assert book.findings == []
    stock(book)


def test_headers_that_are_switched_off(verander: Callable[..., Book]) -> None:
    def change(name: str, content: bytes) -> bytes:
        if b'displayName="tblWoningvoorraad"' in content and name.startswith("xl/tables/"):
            content = content.replace(b'ref="A6:M19"', b'ref="A7:M19"')
            return content.replace(b'headerRowCount="1"', b'headerRowCount="0"')
        if name == "xl/worksheets/sheet7.xml":
            return re.sub(rb'<row r="6".*?</row>', b"", content)
        return content

    book = verander(change)
    assert book.findings == []
    stock(book)


# --- columns ---


def header(book: Workbook, old: str, new: Any) -> None:
    """Overtype a header, as Excel does: in the cell and in the table."""
    sheet = book[STOCK]
    for cell in sheet[6]:
        if cell.value == old:
            cell.value = new
    for column in sheet.tables[EXCEL].tableColumns:
        if column.name == old:
            column.name = new


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("DAEB", "DAEB-woningen", "Bedoelt u kolom D, DAEB-woningen?"),
        ("Jaar", "Jaren", "Bedoelt u kolom B, Jaren?"),
        ("DAEB", "Sociaal", "Bedoelt u kolom D, Sociaal?"),
    ],
)
def test_a_renamed_required_column(old: str, new: str, hint: str, bewerk: Bewerk) -> None:
    book = bewerk(lambda b: header(b, old, new))
    (finding,) = book.findings
    assert (finding.code, finding.place.kolom) == ("STR-005", old)
    assert hint in finding.melding
    assert book.not_judged == {"woningvoorraad": f"de kolom {old} ontbreekt."}
    assert others(book) == ALL_OTHERS


def test_a_renamed_optional_column_leaves_the_rest_readable(bewerk: Bewerk) -> None:
    book = bewerk(lambda b: header(b, "Verkoop", "Verkocht"))
    (finding,) = book.findings
    assert finding.code == "STR-005"
    frame = stock(book)
    assert frame["verkoop"].isna().all()
    assert book.tables["woningvoorraad"].unusable["verkoop"].all()
    assert book.tables["woningvoorraad"].place(7, "verkoop").cel is None


def test_a_removed_column_has_no_hint(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book[STOCK]
        sheet.delete_cols(6)
        excel = sheet.tables[EXCEL]
        excel.ref = "A6:L19"
        excel.tableColumns = [c for c in excel.tableColumns if c.name != "Verkoop"]

    book = bewerk(edit)
    (finding,) = book.findings
    assert finding.code == "STR-005"
    assert "Bedoelt" not in finding.melding
    assert stock(book)["niet_daeb"].tolist() == [530, 494, 469]


def test_moved_columns_are_read_by_name(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book[STOCK]
        for row in range(6, 10):
            daeb, verkoop = sheet.cell(row, 4), sheet.cell(row, 6)
            daeb.value, verkoop.value = verkoop.value, daeb.value
        sheet["F8"] = "veel"

    book = bewerk(edit)
    assert told(book) == [("STR-008", STOCK, None), ("CEL-002", STOCK, "F8")]
    frame = book.frame("woningvoorraad")
    assert frame is not None
    assert frame["daeb"].tolist() == [9769, pd.NA, 10053]
    assert frame["verkoop"].tolist() == [52, 5, 15]


def test_an_inserted_column_is_told_and_moves_the_addresses(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book[STOCK]
        sheet["F8"] = "veel"
        sheet.insert_cols(3)
        sheet["C6"] = "Eigen kolom"
        excel = sheet.tables[EXCEL]
        names = [c.name for c in excel.tableColumns]
        excel.ref = "A6:N19"
        excel.tableColumns = []
        excel._initialise_columns()
        for column, name in zip(
            excel.tableColumns, [*names[:2], "Eigen kolom", *names[2:]], strict=True
        ):
            column.name = name

    book = bewerk(edit)
    assert told(book) == [("STR-007", STOCK, "C6"), ("CEL-002", STOCK, "G8")]
    assert book.findings[0].place.kolom == "Eigen kolom"
    stock(book)


def test_a_column_typed_beside_the_table_is_told(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        book[STOCK]["N6"], book[STOCK]["N7"] = "Huurders", 12

    assert told(bewerk(edit)) == [("STR-007", STOCK, "N6")]


@pytest.mark.parametrize(("column", "judged"), [("Jaar", False), ("Verkoop", True)])
def test_a_doubled_header(column: str, judged: bool, bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        book[STOCK]["N6"], book[STOCK]["N7"] = f" {column.upper()} ", 1

    book = bewerk(edit)
    (finding,) = book.findings
    assert finding.code == "STR-006"
    assert " en N." in finding.melding
    assert ("woningvoorraad" in book.tables) is judged
    if judged:
        assert stock(book)["verkoop"].isna().all()
    else:
        assert book.not_judged == {"woningvoorraad": "de kolom Jaar staat er dubbel."}


def test_a_missing_calculated_column_is_no_fault(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Duurzame energie"]
        for cell in sheet[6]:
            if cell.value == "Aandeel":
                cell.value = None

    book = bewerk(edit)
    assert [f.code for f in book.findings] == ["STR-013"]
    assert "duurzame_energie" in book.tables


# --- cells that span ---


def test_merged_cells_in_the_data(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        book[STOCK].merge_cells("A8:A9")
        book[STOCK].merge_cells("A2:D2")

    book = bewerk(edit)
    assert told(book) == [("STR-009", STOCK, "A8:A9")]
    data = book.tables["woningvoorraad"]
    assert data.unusable["corporatie"].tolist() == [False, False, True]
    assert stock(book)["corporatie"].tolist() == ["Woonforte", "Woonforte", pd.NA]


def test_reading_twice_gives_the_same(bewerk: Bewerk) -> None:
    first, second = bewerk(lambda _: None), bewerk(lambda _: None)
    for name, data in first.tables.items():
        assert_frame_equal(data.frame, second.tables[name].frame)
        assert_frame_equal(data.raw, second.tables[name].raw)
