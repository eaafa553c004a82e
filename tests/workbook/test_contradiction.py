"""A declaration of a table that contradicts itself is refused where it stands, in a sentence."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from prestatieafspraken.validators.declaring.column import (
    choice,
    count,
    day,
    decimal,
    quotient,
    share,
    text,
)
from prestatieafspraken.workbook.column import Band, Column, ColumnKind, Format, Usual
from prestatieafspraken.workbook.contradiction import between
from prestatieafspraken.workbook.table import Table

COLUMNS = (
    text("wijk", "Wijk", required=True, help="Naam."),
    choice("kern", "Kern", "kernen", help="De kern."),
    day("dag", "Dag", help="De dag."),
    count("woningen", "Woningen", help="Alle.", usual=Usual(1, 500, why="Zo is het.")),
    count("geschikt", "Geschikt", help="Daarvan.", band=Band(why="Zo.", share=0.1)),
    share(
        "aandeel",
        "Aandeel",
        help="Berekend.",
        formula="=[@Geschikt]/[@Woningen]",
        compute=quotient("geschikt", "woningen"),
    ),
)


def declared(*columns: Column, **more: Any) -> Table:
    """Declare a table of wijken, with what a case changes of it."""
    words: dict[str, Any] = {
        "name": "wijken",
        "sheet": "Wijken",
        "excel_name": "tblWijken",
        "title": "Wijken",
        "description": "Alle wijken.",
        "theme": 1,
        "key": ("wijk",),
    }
    return Table(**{**words, **more}, columns=columns or COLUMNS)


def with_changed(name: str, **changes: Any) -> Table:
    """Declare the table with one of its columns otherwise."""
    return declared(*(replace(c, **changes) if c.name == name else c for c in COLUMNS))


def test_what_does_not_contradict_itself_is_taken() -> None:
    assert declared().headers == ("Wijk", "Kern", "Dag", "Woningen", "Geschikt", "Aandeel")
    assert with_changed("woningen", low=1, high=500).column("woningen").high == 500
    assert with_changed("woningen", low=5, high=5, usual=Usual(5, 5, why="Zo.")).columns
    assert with_changed("wijk", longest=1).column("wijk").longest == 1
    assert list(between([declared()], {"kernen"})) == []


@pytest.mark.parametrize(
    ("column", "changes", "sentence"),
    [
        ("woningen", {"low": 6, "high": 5, "usual": None}, "low 6 is above high 5"),
        (
            "dag",
            {"low": date(2030, 12, 31), "high": date(2000, 1, 1)},
            "low 2030.* is above high 2000",
        ),
        ("woningen", {"low": 0.5}, "low 0.5 is no WHOLE"),
        ("woningen", {"high": True, "usual": None}, "high True is no WHOLE"),
        ("aandeel", {"high": "1"}, "high '1' is no DECIMAL"),
        ("dag", {"low": 1990}, "low 1990 is no DAY"),
        ("dag", {"high": datetime(2030, 12, 31, 12)}, "high .* is no DAY"),
        ("wijk", {"low": 1}, "a text has no low or high"),
        ("wijk", {"high": 10}, "a text has no low or high"),
        ("wijk", {"longest": 0}, "no text is at most 0 characters long"),
        ("wijk", {"pattern": "["}, "its pattern cannot be read"),
        ("wijk", {"total": True}, "texts have no total"),
        ("wijk", {"usual": Usual(1, 2, why="Zo.")}, "a TEXT has no usual values"),
        ("wijk", {"band": Band(why="Zo.", share=0.1)}, "a TEXT has no band"),
        ("wijk", {"codelist": "kernen"}, "a list and the format KEUZE go together"),
        ("kern", {"codelist": None}, "a list and the format KEUZE go together"),
        ("kern", {"longest": 10}, "a choice has no length or pattern besides its list"),
        ("woningen", {"codelist": "kernen"}, "a WHOLE cannot be chosen from a list of texts"),
        ("woningen", {"longest": 10}, "only a text has a length or a pattern"),
        ("dag", {"pattern": "x"}, "only a text has a length or a pattern"),
        ("woningen", {"format": Format.PROCENT}, "a WHOLE cannot look like PROCENT"),
        ("dag", {"kind": ColumnKind.TEXT, "low": None, "high": None}, "a TEXT cannot look like"),
        ("woningen", {"usual": Usual(5, 4, why="Zo.")}, "usual from 5 is above usual to 4"),
        ("woningen", {"low": 2}, "usual from 1 to 500 lies outside its bounds"),
        ("woningen", {"high": 499}, "usual from 1 to 500 lies outside its bounds"),
        ("aandeel", {"required": True}, "nobody can be asked to fill in a formula"),
        ("aandeel", {"compute": None}, "formula and compute go together"),
        ("aandeel", {"formula": None}, "formula and compute go together"),
        ("aandeel", {"formula": "=[@Huizen]"}, "its formula looks at Huizen, which is no header"),
        ("aandeel", {"formula": "=[@[Alle huizen]]"}, "looks at Alle huizen, which is no header"),
        ("aandeel", {"formula": "=[@Aandeel]+1"}, "its formula looks at itself"),
        ("geschikt", {"band": Band(why="Zo.")}, "a band has a share or a step"),
        ("geschikt", {"band": Band(why="Zo.", share=1, step=1)}, "a band has a share or a step"),
        ("geschikt", {"band": Band(why="Zo.", step=1, base="wijk")}, "base of its band is wijk"),
        ("geschikt", {"band": Band(why="Zo.", step=1, stated="x")}, "stated of its band is x"),
        ("woningen", {"help": " "}, "its help is empty"),
        ("woningen", {"header": ""}, "its header is empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_column_that_contradicts_itself_is_refused(
    column: str, changes: Mapping[str, Any], sentence: str
) -> None:
    with pytest.raises(
        ValueError, match=rf"^table wijken: (.*; )?column {column}: [^;]*{sentence}"
    ):
        with_changed(column, **changes)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"key": ("wijk", "wijk")}, "column wijk is in the key twice"),
        ({"key": ()}, "it has no key"),
        ({"key": ("buurt",)}, "the key is buurt, which is no column"),
        ({"party_column": "partij"}, "the party is partij, which is no column"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    changes: Mapping[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"^table wijken: {sentence}$"):
        declared(**changes)


def test_a_column_or_a_header_that_is_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^table wijken: column dag is there twice$"):
        declared(*COLUMNS, day("dag", "Einde", help="De dag."))
    with pytest.raises(ValueError, match=r"^table wijken: header Dag is there twice$"):
        declared(*COLUMNS, day("einde", "Dag", help="De dag."))


def test_everything_that_is_wrong_is_said_at_once() -> None:
    index = decimal("index", "Index", minimum=3, maximum=2, help=" ")
    wrong = "column index: its help is empty; column index: low 3 is above high 2"
    with pytest.raises(ValueError, match=f"^table wijken: {wrong}$"):
        declared(*COLUMNS, index)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"name": "wijken"}, "two tables have the name wijken"),
        ({"sheet": "Wijken"}, "two tables have the sheet Wijken"),
        ({"excel_name": "tblWijken"}, "two tables have the Excel table tblWijken"),
    ],
)
def test_what_two_tables_cannot_both_have_is_told(other: Mapping[str, str], sentence: str) -> None:
    apart = {"name": "buurten", "sheet": "Buurten", "excel_name": "tblBuurten"}
    assert list(between([declared(), declared(**apart)], {"kernen"})) == []
    assert list(between([declared(), declared(**{**apart, **other})], {"kernen"})) == [sentence]


def test_a_list_that_is_not_there_is_told_with_the_nearest_name() -> None:
    (told,) = between([with_changed("kern", codelist="kernem")], {"kernen", "partijen"})
    assert told == ("table wijken: column kern: there is no list kernem; did you mean kernen?")
    (told,) = between([declared()], {"ja_nee"})
    assert re.fullmatch("table wijken: column kern: there is no list kernen", told)


def test_the_tables_are_not_imported_when_one_names_a_list_that_is_not_there() -> None:
    code = (
        "from prestatieafspraken.validators.sheets import codelists\n"
        "codelists.NAMES -= {'woningtypen'}\n"
        "import prestatieafspraken.validators.sheets.tables"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "ValueError: table nieuwbouwprojecten: column woningtype: there is no list woningtypen"
    )
