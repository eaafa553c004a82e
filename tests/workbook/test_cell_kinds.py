"""What a cell looks like says what it is to whoever fills it in."""

from __future__ import annotations

import io
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook
from proving.kit import gevuld

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.front_door import check

PARTIES = [
    (naam, partij.naam)
    for naam, whose in gevuld.SETS.items()
    for partij in load(*whose).partijen
    if partij.is_gemeente or partij.is_corporatie
]
ASKED, AGREED = "FFF3C4", "DFE6ED"


@cache
def made(naam: str, partij: str) -> tuple[bytes, Workbook]:
    data = gevuld.verstuurd(naam, partij)
    return data, load_workbook(io.BytesIO(data))


def yellow(book: Workbook) -> set[str]:
    """Give the cells that are yellow for as long as nothing stands in them."""
    return {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        if sheet.title != "Bevindingen"
        for where in sheet.conditional_formatting
        for rule in where.rules
        if rule.dxf and rule.dxf.fill and rule.dxf.fill.bgColor.rgb.endswith(ASKED)
        for area in where.sqref.ranges
        for row in sheet[area.coord : area.coord]
        for cell in row
    }


@pytest.mark.steekproef(5)
@pytest.mark.parametrize(("naam", "partij"), PARTIES)
def test_yellow_is_what_completeness_misses(naam: str, partij: str) -> None:
    data, book = made(naam, partij)
    found = check(data).volledigheid
    assert found is not None
    open_ = {f"{one.blad}!{each.cel}" for one in found.bladen for each in one.open}
    yellows = yellow(book)
    assert open_ <= yellows
    # A chance is asked as two counts, which are one question.
    assert {one for one in yellows - open_ if "Slaagkans" not in one} == set()


def test_agreed_is_grey_and_what_may_stay_empty_is_dotted() -> None:
    _, book = made(*PARTIES[1])
    stock = book["Woningvoorraad"]  # Woonforte: 9,769 homes in 2017 are printed, of 2019 none
    assert (stock["D7"].value, stock["D7"].fill.fgColor.rgb[2:]) == (9769, AGREED)
    assert stock["A9"].fill.fgColor.rgb[2:] == AGREED  # the own name stands ready
    assert stock["D9"].fill.fill_type is None
    assert stock["M9"].border.left.style == "dotted"  # the remark
    assert not stock.protection.sheet


def test_the_unit_stands_above_its_header_and_no_button_covers_it() -> None:
    _, book = made(*PARTIES[1])
    sheet = book["Woningvoorraad"]
    assert (sheet["D5"].value, sheet["D6"].value, sheet["B5"].value) == ("woningen", "DAEB", None)
    assert "verplicht" not in {cell.value for one in book for cell in one[5]}
    assert sheet.tables["tblWoningvoorraad"].autoFilter is None
    width = sum(sheet.column_dimensions[cell.column_letter].width for cell in sheet[6])
    assert width <= 160
