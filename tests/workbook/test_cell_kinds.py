"""What a cell looks like says what it is to whoever fills it in."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.front_door import build, check

SETS = [("alphen-aan-den-rijn", 2019), ("alphen-aan-den-rijn", 2020), ("rietmeer", 2025)]
PARTIES = [
    (load(map_, jaar), partij.naam)
    for map_, jaar in SETS
    for partij in load(map_, jaar).partijen
    if partij.is_gemeente or partij.is_corporatie
]
ASKED, AGREED = "FFF3C4", "DFE6ED"


def made(own: Any, naam: str) -> tuple[bytes, Workbook]:
    data = build(own, naam)
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


@pytest.mark.parametrize(
    ("own", "naam"), PARTIES, ids=[f"{own.gemeente.jaar} {naam}" for own, naam in PARTIES]
)
def test_yellow_is_what_completeness_misses(own: Any, naam: str) -> None:
    data, book = made(own, naam)
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
