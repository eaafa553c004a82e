"""From the raw form to typed tables: rows, columns, order of telling, and nothing hidden."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proving.kit.markdown import book_from_markdown, raw_from_markdown
from proving.kit.tabellen import TABLES, of_party, table

from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.column import ColumnKind
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.frames import DTYPES
from prestatieafspraken.workbook.raw import RawBook, RawSheet
from prestatieafspraken.workbook.reading.normalise import normalise

STOCK = """
| woningvoorraad | Corporatie   | Jaar | Soort cijfer | DAEB | Verkoop | Toelichting |
| -------------- | ------------ | ---- | ------------ | ---- | ------- | ----------- |
|                | Woonforte    | 2018 | realisatie   | 9769 | 5       |             |
|                | Habeko Wonen | 2018 | realisatie   | 1829 |         | geteld      |
"""


def told(book: Book) -> list[tuple[str, str | None, str | None]]:
    """Give code, sheet and cell of each finding."""
    return [(f.code, f.place.blad, f.place.cel) for f in book.findings]


def stock(book: Book) -> pd.DataFrame:
    """Give the stock of homes, which must have been read."""
    frame = book.frame("woningvoorraad")
    assert frame is not None
    return frame


def changed(raw: RawBook, sheet: str, **more: Any) -> RawBook:
    """Give the raw book with something else on one sheet."""
    sheets = [replace(s, **more) if s.name == sheet else s for s in raw.sheets]
    return replace(raw, sheets=sheets)


def test_a_clean_book_is_typed_and_silent() -> None:
    book = book_from_markdown(STOCK, TABLES)
    assert book.readable
    assert book.findings == []
    assert book.not_judged == {}
    assert set(book.tables) == {t.name for t in TABLES}
    assert (book.start.jaar, book.start.peildatum) == (2019, date(2019, 12, 31))
    frame = stock(book)
    assert list(frame.index) == [7, 8]
    assert frame["daeb"].tolist() == [9769, 1829]
    assert frame["verkoop"].tolist() == [5, pd.NA]
    assert frame["toelichting"].tolist() == [pd.NA, "geteld"]
    for declared in TABLES:
        data = book.tables[declared.name]
        assert list(data.frame.columns) == [c.name for c in declared.columns]
        assert list(data.raw.columns) == list(data.unusable.columns) == list(data.frame.columns)
        for column in declared.columns:
            assert str(data.frame[column.name].dtype) in DTYPES[column.kind]
            assert not data.unusable[column.name].any()


def test_the_raw_values_stay_as_they_were() -> None:
    book = book_from_markdown(STOCK.replace("9769", '"9.769"'), TABLES)
    data = book.tables["woningvoorraad"]
    assert data.raw.at[7, "daeb"] == "9.769"
    assert data.frame.at[7, "daeb"] == 9769
    assert data.raw.at[7, "toelichting"] is None
    assert data.place(7, "daeb").cel == "D7"
    assert data.place(7, "daeb").rij == "Woonforte 2018"


@pytest.mark.parametrize(
    ("jaar", "label"),
    [("2018.0", "2018"), ("2018.5", "2.018,5"), ("0.5", "0,5"), ("WAAR", "WAAR")],
)
def test_a_row_is_called_as_people_read_its_key(jaar: str, label: str) -> None:
    book = book_from_markdown(STOCK.replace("2018", jaar), TABLES)
    assert book.tables["woningvoorraad"].place(7).rij == f"Woonforte {label}"


def test_empty_rows_are_left_out_and_white_space_is_empty() -> None:
    book = book_from_markdown(
        """
| woningvoorraad | Corporatie | Jaar | Soort cijfer | DAEB |
|                |            |      |              |      |
|                | Woonforte  | 2018 | realisatie   | 9769 |
|                | " "        | "\u00a0" |          |      |
|                | Habeko     | 2018 | realisatie   | 1829 |
""",
        TABLES,
    )
    assert list(stock(book).index) == [8, 10]
    assert book.findings == []


def test_a_calculated_column_does_not_fill_a_row() -> None:
    book = book_from_markdown(
        """
| totalen | Onderdeel            | Jaar | Opgegeven | Berekend | Verschil |
|         | Woningvoorraad: DAEB | 2018 | 12        | 10       | 2        |
|         |                      |      |           | 0        | #VALUE!  |
""",
        TABLES,
    )
    frame = book.frame("totalen")
    assert frame is not None
    assert list(frame.index) == [7]
    assert book.findings == []


def test_no_bad_cell_hides_another() -> None:
    book = book_from_markdown(
        """
| woningvoorraad | Corporatie | Jaar   | Soort cijfer | DAEB    | Verkoop | Nieuwbouw |
|                | Woonforte  | 2018   | realisatie   | veel    | 12.5    | 3         |
|                | Habeko     | "2018" | realisatie   | #REF!   | -       | 35%       |
|                | Habeko     | 2019   | realisatie   | "9.769" | 4       | WAAR      |
""",
        TABLES,
    )
    assert told(book) == [
        ("CEL-002", "Woningvoorraad", "D7"),
        ("CEL-003", "Woningvoorraad", "F7"),
        ("CEL-010", "Woningvoorraad", "B8"),
        ("CEL-005", "Woningvoorraad", "D8"),
        ("CEL-012", "Woningvoorraad", "F8"),
        ("CEL-002", "Woningvoorraad", "G8"),
        ("CEL-010", "Woningvoorraad", "D9"),
        ("CEL-002", "Woningvoorraad", "G9"),
    ]
    frame, unusable = stock(book), book.tables["woningvoorraad"].unusable
    assert frame["daeb"].tolist() == [pd.NA, pd.NA, 9769]
    assert frame["jaar"].tolist() == [2018, 2018, 2019]
    assert frame["nieuwbouw"].tolist() == [3, pd.NA, pd.NA]
    assert unusable["daeb"].tolist() == [True, True, False]
    assert unusable["jaar"].tolist() == [False, False, False]


def test_values_in_findings_are_plain_json() -> None:
    text = "x" * 300
    book = book_from_markdown(
        f"""
| nieuwbouwprojecten | Corporatie | Project | Woningen | Jaar       | Lokaal maatwerk | Oplevering |
|                    | Woonforte  | A       | {text}   | 2019-01-01 | 35              | 43647      |
""",
        TABLES,
    )
    values = {f.place.cel: f.waarde for f in book.findings}
    assert values["E7"] == "x" * 199 + "…"
    assert values["F7"] == "2019-01-01"
    assert values["I7"] == 43647
    assert type(values["I7"]) is int
    assert values["L7"] == 35
    assert all(len(f.melding) < 250 for f in book.findings)


def test_findings_come_in_the_order_of_telling() -> None:
    book = book_from_markdown(
        """
| woningvoorraad | Corporatie | Jaar | Soort cijfer | DAEB | Erbij |
|                | Woonforte  | 2018 | realisatie   | veel | 1     |

| zonnepanelen | Corporatie | Jaar | Gepland | Ook |
|              | Woonforte  | 2018 | veel    | 1   |
""",
        TABLES,
        jaar="2018",
        peildatum=None,
    )
    assert [f.code for f in book.findings] == [
        *("SJB-007", "SJB-008", "STR-007", "STR-007", "CEL-002", "CEL-002")
    ]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("daeb", True),
        (" DAEB ", True),
        ("D\u00adAEB", True),
        ("\u00a0DAEB\n", True),
        ("ＤＡＥＢ", True),
        ("DAEB woningen", False),
    ],
)
def test_headers_are_compared_by_their_letters(header: str, found: bool) -> None:
    raw = raw_from_markdown(STOCK, TABLES)
    rows = [list(row) for row in next(s for s in raw.sheets if s.name == "Woningvoorraad").rows]
    rows[5][3] = header
    book = normalise(changed(raw, "Woningvoorraad", rows=rows), lambda _: TABLES)
    if found:
        assert book.findings == []
        assert stock(book)["daeb"].tolist() == [9769, 1829]
    else:
        assert [f.code for f in book.findings] == ["STR-005"]
        assert "Bedoelt u kolom D, DAEB woningen?" in book.findings[0].melding


def test_merged_cells_are_told_once() -> None:
    raw = raw_from_markdown(STOCK, TABLES)
    rows = [list(row) for row in next(s for s in raw.sheets if s.name == "Woningvoorraad").rows]
    rows[7][0] = None
    raw = changed(raw, "Woningvoorraad", rows=rows, merged=[(7, 1, 8, 1), (1, 1, 2, 9)])
    book = normalise(raw, lambda _: TABLES)
    (finding,) = book.findings
    assert (finding.code, finding.place.cel, finding.place.kolom) == (
        "STR-009",
        "A7:A8",
        "Corporatie",
    )
    unusable = book.tables["woningvoorraad"].unusable
    assert unusable["corporatie"].tolist() == [False, True]


def test_a_lost_table_is_found_above_one_of_a_persons_own() -> None:
    raw = raw_from_markdown(STOCK, TABLES)
    (ours,) = (one for one in raw.tables if one.sheet == "Woningvoorraad")
    header = tuple(f"Eigen {number}" for number in range(len(ours.header)))
    own = replace(ours, name="Tabel1", header=header, first_row=30, last_row=33)
    book = normalise(
        replace(raw, tables=[own if one is ours else one for one in raw.tables]), lambda _: TABLES
    )
    assert stock(book)["daeb"].tolist() == [9769, 1829]


def test_formulas_without_outcome_and_overwritten_formulas() -> None:
    raw = raw_from_markdown(
        """
| totalen | Onderdeel            | Jaar | Opgegeven | Berekend | Verschil |
|         | Woningvoorraad: DAEB | 2018 |           | 10       | #DIV/0!  |
|         | Woningvoorraad: DAEB | 2019 | 12        | 11       |          |
""",
        TABLES,
    )
    formulas = {(7, 3): False, (7, 4): True, (7, 5): True, (8, 5): False, (9, 3): False}
    raw = changed(raw, "Totalen", formulas=formulas)
    book = normalise(raw, lambda _: TABLES)
    assert told(book) == [
        ("STR-011", "Totalen", "A9:F9"),
        ("CEL-020", "Totalen", "C7"),
        ("CEL-022", "Totalen", "E7"),
        ("CEL-021", "Totalen", "D8"),
    ]
    assert book.tables["totalen"].frame["berekend"].tolist() == [10, 11]


def test_the_tables_are_those_of_the_kind_of_party() -> None:
    raw = raw_from_markdown(STOCK, of_party("corporatie"))
    as_municipality = normalise(raw, of_party)
    assert "gasverbruik" in as_municipality.not_judged
    corporatie = {"prestatieafspraken.sjabloon": "alphen-aan-den-rijn/2019/1/corporatie"}
    book = normalise(replace(raw, properties=corporatie), of_party)
    assert book.findings == []
    assert book.not_judged == {}


BAD: dict[ColumnKind, list[tuple[Any, str]]] = {
    ColumnKind.WHOLE: [
        ("veel", "CEL-002"),
        (1.5, "CEL-003"),
        ("9,769", "CEL-011"),
        ("12", "CEL-010"),
    ],
    ColumnKind.DECIMAL: [("x", "CEL-002"), (True, "CEL-002"), ("0,5", "CEL-010")],
    ColumnKind.DAY: [("31-06-2018", "CEL-019"), (43647.0, "CEL-004"), ("1-7-2018", "CEL-014")],
    ColumnKind.TEXT: [("a\x07", "CEL-015"), (date(2019, 1, 1), "CEL-024"), (5e15, "CEL-023")],
}
GOOD: dict[ColumnKind, Any] = {
    ColumnKind.WHOLE: 12.0,
    ColumnKind.DECIMAL: 0.25,
    ColumnKind.DAY: date(2018, 7, 1),
    ColumnKind.TEXT: "abc",
}
PLANTED = [table(n) for n in ("energielabels", "nieuwbouwprojecten", "woningvoorraad")]


@settings(max_examples=60)
@given(st.data())
def test_n_planted_faults_give_exactly_those_n(data: st.DataObject) -> None:
    declared = data.draw(st.sampled_from(PLANTED))
    columns = declared.input_columns
    kinds = [c.kind for c in columns]
    rows: list[list[Any]] = [[GOOD[what] for what in kinds] for _ in range(12)]
    where = data.draw(
        st.sets(st.tuples(st.integers(0, 11), st.integers(0, len(columns) - 1)), max_size=20)
    )
    expected, errors = Counter[tuple[str, str]](), {}
    for row, col in sorted(where):
        error = st.tuples(st.just(ErrorValue("#REF!")), st.just("CEL-005"))
        value, code = data.draw(st.sampled_from(BAD[kinds[col]]) | error)
        rows[row][col] = value
        if isinstance(value, ErrorValue):
            errors[7 + row, 1 + col] = value
        expected[code, f"{chr(65 + col)}{7 + row}"] += 1
    raw = raw_from_markdown("", [declared])
    sheet = next(s for s in raw.sheets if s.name == declared.sheet)
    raw = changed(raw, declared.sheet, rows=[*sheet.rows[:6], *rows], errors=errors)
    tables = [replace(t, last_row=18) for t in raw.tables]
    book = normalise(replace(raw, tables=tables), lambda _: [declared])
    assert Counter((f.code, f.place.cel) for f in book.findings) == expected
    bad = {f.place.cel for f in book.findings if f.ernst is Severity.FOUT}
    found = book.tables[declared.name]
    for col, column in enumerate(columns):
        for row in range(12):
            cell = f"{chr(65 + col)}{7 + row}"
            assert found.unusable.at[7 + row, column.name] == (cell in bad)
            assert pd.isna(found.frame.at[7 + row, column.name]) == (cell in bad)


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(
            st.none() | st.floats() | st.text(max_size=8) | st.booleans() | st.dates(), max_size=14
        ),
        max_size=14,
    )
)
def test_any_cells_at_all_never_raise(rows: list[list[Any]]) -> None:
    raw = raw_from_markdown(STOCK, [table("woningvoorraad")])
    sheets = [raw.sheets[0], RawSheet("Woningvoorraad", [*raw.sheets[1].rows[:6], *rows])]
    book = normalise(replace(raw, sheets=sheets), lambda _: [table("woningvoorraad")])
    assert book.readable
    book = normalise(replace(raw, sheets=[raw.sheets[0], RawSheet("X", rows)]), lambda _: TABLES)
    assert set(book.not_judged) == {t.name for t in TABLES}
