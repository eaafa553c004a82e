"""What the actions expect of xlwings, whatever program is behind it.

Runs against LibreOffice. On Windows with Excel it can be run by hand against the real thing:
    $env:PRESTATIEAFSPRAKEN_EXCEL = "1"
    pytest tests/addin/test_engine_contract.py -p no:randomly
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from proving.kit.states import hide_row

from prestatieafspraken.addin.refusal import refused


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


def test_a_day_is_the_number_of_days_that_excel_counts(book: xw.Book) -> None:
    """Excel counts 1 January 2000 as 36526, and 13:45 as 0,572916… of a day."""
    sheet = book.sheets[0]
    sheet.range("B2").value = [date(2000, 1, 1), datetime(2000, 1, 1, 13, 45), True, 0.5]
    sheet.range("B4").value = ["=B2", "=C2-B2", "=IF(D2,5,6)"]
    for cell in ("B2", "C2", "B4", "C4"):
        sheet.range(cell).number_format = "0.00"
    assert sheet.range("B2:C2").value == [36526, 36526 + 13.75 / 24]
    assert sheet.range("B4:D4").value == [36526, pytest.approx(13.75 / 24), 5]
    sheet.range("E2").number_format = "dd-mm-yyyy hh:mm"
    assert sheet.range("E2").value == datetime(1899, 12, 30, 12)
    sheet.range("E2").value = 43830
    assert sheet.range("E2").value == datetime(2019, 12, 31)


def test_errors_are_nothing_or_their_name(book: xw.Book) -> None:
    sheet = book.sheets[0]
    formulas = {
        "=1/0": "#DIV/0!",
        "=NA()": "#N/A",
        "=SQRT(-1)": "#NUM!",
        '=1+"a"': "#VALUE!",
        "=ONBEKEND(1)": "#NAME?",
    }
    rows = [["", *formulas, "na"], [1, *range(len(formulas)), 2]]
    sheet.range("B3").value = rows
    cells = sheet.range((3, 2), (4, 3 + len(formulas)))
    assert cells.value == [[None] * (1 + len(formulas)) + ["na"], rows[1]]
    assert cells.options(err_to_str=True).value == [[None, *formulas.values(), "na"], rows[1]]


def test_formulas_stand_where_they_were_put_among_values(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.range("B3").value = [[1, "=B3+1", True], ["x", 7, "=C4*2"], ["=SUM(B3:C4)", "'=1", None]]
    assert sheet.range("B3:D5").value == [[1, 2, True], ["x", 7, 14], [10, "=1", None]]
    assert sheet.range("C3:D4").formula == (("=B3+1", sheet.range("D3").formula), ("7", "=C4*2"))
    sheet.range("C3:D4").clear_contents()
    assert sheet.range("B3:D5").value == [[1, None, None], ["x", None, None], [1, "=1", None]]


def refuses(actions: Iterable[Callable[[], object]]) -> None:
    """Hold that the program refuses each, and that we know it for a refusal."""
    for number, action in enumerate(actions):
        with pytest.raises(Exception) as caught:  # noqa: PT011 (Excel has one of its own)
            action()
        assert refused(caught.value), number


def test_a_protected_sheet_refuses_whatever_would_change_it(app: xw.App, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["kop", "=1"])
    made.active.append([1, 2])
    made.active["B2"].comment = openpyxl.comments.Comment("noot", "ik")
    made.active.add_table(openpyxl.worksheet.table.Table(displayName="tbl", ref="A1:A2"))
    always = openpyxl.formatting.rule.FormulaRule(formula=["TRUE"])
    made.active.conditional_formatting.add("A1:B2", always)
    made.active.protection.enable()
    made.create_sheet("Los")
    made.save(tmp_path / "dicht.xlsx")
    book = app.books.open(tmp_path / "dicht.xlsx")
    sheet, loose = book.sheets[0], book.sheets["Los"]
    cell = sheet.range("B2")
    loose.range("A1").value = "vrij"

    refuses(
        [
            lambda: setattr(cell, "value", 9),
            lambda: setattr(cell, "formula", "=1"),
            cell.clear_contents,
            sheet.clear_contents,
            lambda: loose.range("A1").copy(cell),
            lambda: sheet.range("A2").add_note("meer"),
            lambda: setattr(cell.note, "text", "anders"),
            cell.note.delete,
            lambda: setattr(cell, "color", (1, 2, 3)),
            lambda: setattr(cell, "number_format", "0.0"),
            lambda: setattr(cell, "wrap_text", True),
            lambda: setattr(cell, "column_width", 40),
            lambda: cell.conditional_formats.add_custom("=TRUE", fill_color=(1, 2, 3)),
            lambda: next(iter(sheet.cells.conditional_formats)).delete(),
            lambda: cell.data_validation.set_whole_number("between", 0, 9),
            lambda: sheet.tables["tbl"].resize(sheet.range("A1:A5")),
        ],
    )
    assert sheet.range("A1:B2").value == [["kop", 1], [1, 2]]
    assert cell.note.text == "noot"
    assert len(sheet.cells.conditional_formats) == 1
    book.close()


def test_validation_is_read_back_as_it_was_set(filled: xw.Book) -> None:
    sheet = filled.sheets["Woningvoorraad"]
    cell = sheet.range("D9")
    kinds = cell.data_validation
    for setter, name, operator, limits in (
        (kinds.set_whole_number, "whole_number", "between", (0, 9)),
        (kinds.set_decimal, "decimal", "greater_than_or_equal", (5,)),
        (kinds.set_date, "date", "less_than_or_equal", (43830,)),
        (kinds.set_text_length, "text_length", "less_than_or_equal", (80,)),
    ):
        setter(operator, *limits)
        read = cell.data_validation
        assert (read.type, read.operator) == (name, operator)
        ends = (read.formula1, read.formula2)[: len(limits)]
        assert [float(end.lstrip("=")) for end in ends] == list(limits)
    kinds.set_list(next(name for name in filled.names if name.name == "lijst_kernen"))
    assert (cell.data_validation.type, cell.data_validation.source.lstrip("=")) == (
        "list",
        "lijst_kernen",
    )
    kinds.delete()
    assert cell.data_validation.type != "list"


def test_sheets_come_where_they_were_asked_for(book: xw.Book) -> None:
    first = book.sheets[0]
    last = book.sheets.add("Laatste", after=first)
    book.sheets.add("Voor", before=last)
    assert [sheet.name for sheet in book.sheets][1:] == ["Voor", "Laatste"]
    book.sheets["Voor"].activate()
    book.sheets.add("Hier")
    assert [sheet.name for sheet in book.sheets][1:] == ["Hier", "Voor", "Laatste"]
    assert last.range("B3:C5").get_address(False, True) == "$B3:$C5"
    assert last.range("B3:C5").get_address(True, False) == "B$3:C$5"
    last.range("D9").value = 1
    last.range("B3").value = 1
    assert last.used_range.last_cell.address == "$D$9"


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
    assert cell.font.bold
    cell.font.bold = False
    assert not cell.font.bold
    cell.column_width = 40
    assert cell.column_width == pytest.approx(40, abs=0.5)
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
    sheet = book.sheets[0]
    for where in ("D7", "B9", "E2"):
        sheet.range(where).add_note(f"bij {where}")
    told = {note.location.address: note for note in sheet.notes}
    assert {at: note.text for at, note in told.items()} == {
        "$D$7": "bij D7",
        "$B$9": "bij B9",
        "$E$2": "bij E2",
    }
    told["$B$9"].delete()
    sheet.range("E2").note.delete()
    assert [note.location.address for note in sheet.notes] == ["$D$7"]


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
    sheet.range("D1").value = [["een"], ["twee"]]
    sheet.range("D1:D2").copy(sheet.range("F4:F8"))
    assert sheet.range("F3:F9").value == [None, "een", "twee", "een", "twee", "een", None]
    assert {sheet.range(f"B{n}").color for n in range(3, 10)} == {(251, 213, 224)}
    assert sheet.range("A10").value is None


def test_what_is_in_sight_is_told(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.range("A1:C4").value = [[1, 2, 3]] * 4
    cells = sheet.range("A1:C4")
    assert [area.address for area in cells.get_special_cells("visible")] == ["$A$1:$C$4"]
    hide_row(sheet, 2)
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


@pytest.mark.parametrize("app", ["libreoffice"], indirect=True)  # the fake computes little
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
