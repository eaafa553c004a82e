"""Hidden sheets, rows and columns: what is in them counts, and that it is hidden is told."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl import Workbook

from prestatieafspraken.workbook.book import Book

Bewerk = Callable[[Callable[[Workbook], object]], Book]


def _told(book: Book) -> list[tuple[str, str | None, str]]:
    return [(f.code, f.place.cel, f.melding) for f in book.findings if f.code.startswith("VBG")]


def test_the_workbook_as_built_hides_nothing(bewerk: Bewerk) -> None:
    assert _told(bewerk(lambda book: None)) == []


def test_hidden_rows_count_and_are_told(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        for row in (7, 8, 30):  # the last one is empty
            book["Woningvoorraad"].row_dimensions[row].hidden = True

    book = bewerk(edit)
    assert _told(book) == [
        (
            "VBG-002",
            "A7:M8",
            "Op het blad Woningvoorraad zijn 2 rijen met gegevens verborgen: 7 t/m 8. "
            "Zij tellen gewoon mee.",
        )
    ]
    assert book.tables["woningvoorraad"].frame["daeb"].tolist()[:2] == [9769, 9823]


def test_a_filter_is_named(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Woningvoorraad"]
        sheet.row_dimensions[8].hidden = True
        sheet.auto_filter.ref = "A6:M10"
        sheet.auto_filter.add_filter_column(1, ["2017"])

    ((code, cell, sentence),) = _told(bewerk(edit))
    assert (code, cell) == ("VBG-002", "A8:M8")
    assert "is 1 rij met gegevens verborgen door een filter: 8." in sentence


def test_a_hidden_column_with_data_is_told(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        for letter in ("D", "G"):  # nothing is filled in under G
            book["Woningvoorraad"].column_dimensions[letter].hidden = True

    ((code, _, sentence),) = _told(bewerk(edit))
    assert code == "VBG-003"
    assert sentence.startswith("De kolom DAEB is verborgen")


def test_hidden_sheets_are_told_but_for_the_templates_own(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        book["Woningvoorraad"].sheet_state = "veryHidden"
        book.create_sheet("Kladblok").sheet_state = "hidden"
        book["Kladblok"]["B2"] = "concept"
        book.create_sheet("Leeg").sheet_state = "hidden"

    told = _told(bewerk(edit))
    assert [code for code, *_ in told] == ["VBG-001", "VBG-001"]
    assert [sentence.split(" is ")[0] for *_, sentence in told] == [
        "Het blad Woningvoorraad",
        "Het blad Kladblok",
    ]


def test_texts_outside_the_tables_are_kept_with_their_place(bewerk: Bewerk) -> None:
    def edit(book: Workbook) -> None:
        book["Woningvoorraad"]["P9"] = "beside the table"
        book["Woningvoorraad"]["C60"] = "below the table"
        book["Woningvoorraad"]["P10"] = 111222333

    places = {(place.blad, place.cel): text for place, text in bewerk(edit).loose}
    assert places["Woningvoorraad", "P9"] == "beside the table"
    assert places["Woningvoorraad", "C60"] == "below the table"
    assert places["Woningvoorraad", "P10"] == "111222333"
    assert ("Woningvoorraad", "A7") not in places
