"""What the actions expect of xlwings, whatever program is behind it.

Runs against LibreOffice. On Windows with Excel it can be run by hand against the real thing:
    $env:PRESTATIEAFSPRAKEN_EXCEL = "1"
    pytest tests/addin/test_engine_contract.py -p no:randomly
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlwings as xw


@pytest.fixture
def book(app: xw.App) -> Iterator[xw.Book]:
    """Give a new workbook, closed without saving after the test."""
    book = app.books.add()
    yield book
    book.close()


@pytest.fixture
def filled(app: xw.App, plain: bytes, tmp_path: Path) -> Iterator[xw.Book]:
    """Open the shared workbook."""
    path = tmp_path / "gedeeld.xlsx"
    path.write_bytes(plain)
    book = app.books.open(path)
    yield book
    book.close()


def test_values_of_every_kind_come_back(book: xw.Book) -> None:
    sheet = book.sheets[0]
    moment = datetime(2019, 12, 31, 13, 45)
    rows = [["tekst é€", 1.5, 3], [None, moment, True], ["", datetime(2020, 2, 29), "laatste"]]
    sheet.range("B2").value = rows
    assert sheet.range("B2:D4").value == [
        ["tekst é€", 1.5, 3.0],
        [None, moment, True],
        [None, datetime(2020, 2, 29), "laatste"],
    ]
    assert sheet.range("D3").value is True
    assert sheet.range("B2").expand("right").value == ["tekst é€", 1.5, 3.0]


def test_shapes_follow_excel(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.range("A1").value = 7
    assert sheet.range("A1").value == 7.0
    assert sheet.range("A1").options(ndim=2).value == [[7.0]]
    sheet.range("A1:C1").value = [1, 2, 3]
    assert sheet.range("A1:C1").value == [1.0, 2.0, 3.0]
    sheet.range("A3").options(transpose=True).value = [4, 5]
    assert sheet.range("A3:A4").value == [4.0, 5.0]
    assert sheet.range((1, 1), (4, 3)).address == "$A$1:$C$4"
    assert sheet.range("B2:C5").shape == (4, 2)
    assert (sheet.range("B2:C5").row, sheet.range("B2:C5").column) == (2, 2)
    assert sheet.range("A1:C2")[1, 2].address == "$C$2"
    assert sheet.range("A1").offset(2, 1).address == "$B$3"
    assert sheet.range("A1").resize(2, 2).address == "$A$1:$B$2"


def test_errors_are_nothing_or_their_name(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.range("A1").value = "=1/0"
    sheet.range("A2").value = "=NA()"
    assert sheet.range("A1:A2").value == [None, None]
    read = sheet.range("A1:A2").options(err_to_str=True).value
    assert read == ["#DIV/0!", "#N/A"]


def test_formulas_compute_and_read_back_as_excel_writes_them(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.range("A1").value = [1, 2, 3]
    sheet.range("A2").formula = '=IF(SUM(A1:C1)>5,"ja, ""groot""","nee")'
    assert sheet.range("A2").value == 'ja, "groot"'
    assert sheet.range("A2").formula == '=IF(SUM(A1:C1)>5,"ja, ""groot""","nee")'
    other = book.sheets.add("Blad met spatie", after=sheet)
    other.range("A1").formula = f"=MAX('{sheet.name}'!A1:C1)"
    assert other.range("A1").value == 3
    assert "!A1:C1)" in other.range("A1").formula


def test_text_that_looks_like_a_formula_stays_text_behind_an_apostrophe(book: xw.Book) -> None:
    cell = book.sheets[0].range("A1")
    cell.value = "'=1+1"
    assert cell.value == "=1+1"


def test_frames_go_in_and_out(book: xw.Book) -> None:
    sheet = book.sheets[0]
    frame = pd.DataFrame({"naam": ["a", "b"], "getal": [1.5, None], "dag": [date(2019, 1, 1)] * 2})
    sheet.range("B2").options(index=False).value = frame
    read = sheet.range("B2").options(pd.DataFrame, index=False, expand="table").value
    assert list(read.columns) == ["naam", "getal", "dag"]
    assert read["naam"].tolist() == ["a", "b"]
    assert read["dag"].tolist() == [datetime(2019, 1, 1)] * 2


def test_many_cells_go_in_one_call(book: xw.Book) -> None:
    sheet = book.sheets[0]
    rows = [[float(row * 8 + col) for col in range(8)] for row in range(12_500)]
    sheet.range("A1").value = rows
    assert sheet.range("A1:H12500").value == rows
    assert sheet.used_range.address == "$A$1:$H$12500"


def test_sheets_are_added_hidden_and_deleted(book: xw.Book) -> None:
    first = book.sheets[0]
    made = book.sheets.add("Gemaakt", after=first)
    assert [sheet.name for sheet in book.sheets] == [first.name, "Gemaakt"]
    assert book.sheets["gemaakt"].index == 2
    made.visible = False
    assert not made.visible
    made.visible = True
    made.activate()
    assert book.sheets.active.name == "Gemaakt"
    made.delete()
    assert len(book.sheets) == 1


def test_looks_are_set_and_taken_away(book: xw.Book) -> None:
    cell = book.sheets[0].range("B2")
    assert cell.color is None
    cell.color = (251, 213, 224)
    assert cell.color == (251, 213, 224)
    cell.color = None
    assert cell.color is None
    cell.number_format = "0.0%"
    assert cell.number_format == "0.0%"
    cell.font.bold = True
    cell.font.color = (179, 38, 30)
    assert cell.font.bold
    assert cell.font.color == (179, 38, 30)
    cell.wrap_text = True
    assert cell.wrap_text


def test_notes_are_made_changed_and_deleted(book: xw.Book) -> None:
    cell = book.sheets[0].range("B2")
    assert cell.note is None
    cell.add_note("eerste\nregel")
    assert cell.note.text == "eerste\nregel"
    cell.note.text = "anders"
    assert cell.note.text == "anders"
    cell.note.delete()
    assert cell.note is None


def test_links_go_to_a_cell(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.range("A1").add_hyperlink(f"#'{sheet.name}'!C3", "naar C3", "tip")
    assert sheet.range("A1").value == "naar C3"
    assert "C3" in sheet.range("A1").hyperlink


def test_rules_are_added_listed_and_deleted(book: xw.Book) -> None:
    sheet = book.sheets[0]
    formula = '="altijd"="altijd"'
    sheet.range("A1,B3:B5").conditional_formats.add_custom(formula, fill_color=(251, 213, 224))
    assert [rule.formula for rule in sheet.cells.conditional_formats] == [formula]
    (rule,) = sheet.range("B4").conditional_formats
    assert (rule.type, rule.fill_color) == ("custom", (251, 213, 224))
    assert len(sheet.range("B2").conditional_formats) == 0
    assert sheet.range("B4").color is None
    rule.delete()
    assert len(sheet.cells.conditional_formats) == 0


def test_looks_are_copied_to_the_rows_below(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.range("A1:B1").value = [[1, 2]]
    sheet.range("B1").color = (251, 213, 224)
    sheet.range("A1:B1").copy(sheet.range("A3:B9"))
    assert sheet.range("A3:B9").value == [[1, 2]] * 7
    assert {sheet.range(f"B{n}").color for n in range(3, 10)} == {(251, 213, 224)}
    assert sheet.range("A10").value is None


def test_what_is_in_sight_is_told(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.range("A1:C4").value = [[1, 2, 3]] * 4
    cells = sheet.range("A1:C4")
    assert [area.address for area in cells.get_special_cells("visible")] == ["$A$1:$C$4"]
    if sheet.book.app.engine.name == "libreoffice":
        sheet.impl.native.Rows.getByIndex(1).IsVisible = False
    else:
        sheet.range("A2").rows.hidden = True
    seen = [area.address for area in cells.get_special_cells("visible")]
    assert seen == ["$A$1:$C$1", "$A$3:$C$4"]


def test_selection_is_set_and_read(book: xw.Book) -> None:
    sheet = book.sheets[0]
    book.activate()
    sheet.activate()
    sheet.range("C4").select()
    assert book.app.selection.address == "$C$4"
    assert book.app.selection.sheet.name == sheet.name


def test_settings_of_the_program(app: xw.App, book: xw.Book) -> None:
    app.calculation = "manual"
    book.sheets[0].range("A1").value = 1
    assert app.calculation == "manual"
    app.calculation = "automatic"
    assert app.calculation == "automatic"
    app.screen_updating = False
    assert not app.screen_updating
    app.screen_updating = True
    assert app.screen_updating
    app.status_bar = "Klaar."
    assert app.status_bar == "Klaar."
    app.status_bar = False


def test_what_was_not_computed_yet_is_computed_before_calculation_stops(
    app: xw.App, filled: xw.Book
) -> None:
    app.calculation = "manual"
    assert filled.sheets["Totalen"].range("D7").value == 11598
    app.calculation = "automatic"


def test_tables_of_the_workbook(filled: xw.Book) -> None:
    sheet = filled.sheets["Woningvoorraad"]
    assert [table.name for table in sheet.tables] == ["tblWoningvoorraad"]
    table = sheet.tables["tblWoningvoorraad"]
    assert table.header_row_range.address.startswith("$A$6:")
    assert table.data_body_range.row == 7
    assert table.range.row == 6
    assert table.totals_row_range is None
    assert sheet.tables["tblWoningvoorraad"].parent.name == "Woningvoorraad"
    assert {one.type for one in table.autofilter.criteria} == {"none"}


def test_names_of_the_workbook(filled: xw.Book) -> None:
    names = {name.name: name for name in filled.names}
    assert names["sjabloon"].refers_to_range.value == "alphen-aan-den-rijn/2019/1/gemeente"
    assert names["sjabloon"].refers_to == "=Start!$C$9"
    assert "lijst_kernen" in filled.names
    assert "bestaat_niet" not in filled.names


def test_a_filter_on_plain_cells_is_told_by_a_hidden_name(app: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "filter.xlsx"
    made = openpyxl.Workbook()
    for title, chosen in (("Met filter", ["1"]), ("Zonder keuze", [])):
        sheet = made.create_sheet(title)
        for row in (["a", "b"], [1, 2], [3, 4]):
            sheet.append(row)
        sheet.auto_filter.ref = "A1:B3"
        if chosen:
            sheet.auto_filter.add_filter_column(0, chosen)
            sheet.row_dimensions[3].hidden = True
    made.save(path)
    book = app.books.open(path)
    areas = [n.refers_to_range for n in book.names if n.name.endswith("!_FilterDatabase")]
    told = {
        a.sheet.name: (a.address, [c.type != "none" for c in a.autofilter.criteria]) for a in areas
    }
    assert told == {
        "Met filter": ("$A$1:$B$3", [True, False]),
        "Zonder keuze": ("$A$1:$B$3", [False, False]),
    }
    assert {c.type for c in book.sheets["Met filter"].range("A1:B2").autofilter.criteria} == {
        "none"
    }
    book.close()


def test_merged_cells_are_told(app: xw.App, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.merge_cells("B2:C4")
    made.save(tmp_path / "samengevoegd.xlsx")
    book = app.books.open(tmp_path / "samengevoegd.xlsx")
    sheet = book.sheets[0]
    assert sheet.range("A1:A9").merge_cells is False
    assert sheet.range("D1:E4").merge_cells is False
    # where only a part is merged, Excel says None and LibreOffice yes; neither says no
    for area in ("B2:C4", "A1:D5", "B2"):
        assert sheet.range(area).merge_cells is not False, area
    assert sheet.range("B2").merge_area.address == "$B$2:$C$4"
    book.close()


def test_a_copy_is_saved_and_opened(app: xw.App, book: xw.Book, tmp_path: Path) -> None:
    book.sheets[0].range("A1").value = "bewaard"
    path = tmp_path / "kopie.xlsx"
    book.save(path)
    assert Path(book.fullname) == path
    other = app.books.open(path)
    assert other.name == book.name == "kopie.xlsx"
    assert book.name in [open_.name for open_ in app.books]
    assert other.sheets[0].range("A1").value == "bewaard"


def test_the_calling_workbook(book: xw.Book) -> None:
    book.set_mock_caller()
    assert xw.Book.caller().name == book.name
