"""The form in which people write agreements: both ways without loss, and every slip at its cell."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from openpyxl import load_workbook
from proving.kit.sets import any_reference, made

from prestatieafspraken.afspraken import available, load
from prestatieafspraken.afspraken.fields import fields
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.formulier.columns import column_name
from prestatieafspraken.validators.formulier.reading import FormReading, read_form
from prestatieafspraken.validators.formulier.rows import form_rows
from prestatieafspraken.validators.formulier.sheets import (
    OWNERS,
    ROOTS,
    form_lists,
    form_sheets,
    form_tables,
    growing_lists,
    lists_in,
    sheets_by_form,
)
from prestatieafspraken.workbook.building.form import build_form
from prestatieafspraken.workbook.contradiction import between
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.package.limits import LIMITS
from prestatieafspraken.workbook.reading.read import raw_book

pytestmark = pytest.mark.traag

ALPHEN = load("alphen-aan-den-rijn", 2019)


def _read(data: bytes) -> FormReading:
    with any_reference():
        return read_form(raw_book("formulier.xlsx", "", data, LIMITS))


def _form(afspraken: Afspraken) -> bytes:
    return build_form(form_tables(), form_rows(afspraken), form_lists(), growing_lists())


@pytest.mark.steekproef(5)
@pytest.mark.parametrize("seed", range(24))
def test_a_form_holds_what_the_set_holds(seed: int) -> None:
    afspraken = made(seed)
    read = _read(_form(afspraken))
    assert read.afspraken == afspraken
    assert [slip for slip in read.slips if slip.ernst is Severity.FOUT] == []


@pytest.mark.parametrize("whose", available(), ids=str)
def test_the_form_of_a_set_holds_what_its_files_hold(whose: tuple[str, int]) -> None:
    own = load(*whose)
    assert _read(_form(own)).afspraken == own


def test_the_same_agreements_give_the_same_form() -> None:
    assert _form(ALPHEN) == _form(ALPHEN)


def test_the_form_says_of_each_measure_that_can_be_chosen_what_it_is() -> None:
    book = openpyxl.load_workbook(io.BytesIO(_form(ALPHEN)))
    told = {row[0]: row[1:] for row in book["Maten"].iter_rows(min_row=7, values_only=True)}
    assert tuple(told) == form_lists()["maten"]
    assert {"statushouders", "leefbaarheid"} <= told.keys()
    name, unit, counted, source, others = told["statushouders"]
    assert (name, unit, source) == (
        "Gehuisveste statushouders",
        "personen",
        "Huisvestingswet 2014, art. 28",
    )
    assert counted.startswith("In het jaar gehuisveste statushouders. Statushouders die in het")
    assert "woningen in plaats van personen" in others
    assert told["doorstroming"][3].endswith(" (te verifiëren)")
    assert "statushouders" in form_lists()["getalmaten"]


def test_every_field_has_a_column() -> None:
    kinds: dict[str, Any] = {name: sheet.kind for name, sheet in sheets_by_form().items()}
    owned = {one.form.__name__ for owner in OWNERS for one, _ in lists_in(kinds[owner])}
    assert kinds.keys() == ROOTS.keys() | owned
    for sheet in form_sheets():
        names = {column_name(one) for one in fields(sheet.kind)}
        assert names - set(sheet.fields) <= {"map"}, sheet.form


def test_every_column_is_explained() -> None:
    untold = [
        f"{sheet.table.sheet}: {column.header}"
        for sheet in form_sheets()
        for column in sheet.table.columns
        if column.help.startswith(sheet.table.description)
    ]
    assert untold == []
    assert all(
        sheet.table.sheet != sheet.form or sheet.form == "Gemeente" for sheet in form_sheets()
    )


def test_the_tables_go_together() -> None:
    assert list(between(form_tables(), {*form_lists(), *growing_lists()})) == []


def test_a_cell_that_cannot_be_read_is_told_once() -> None:
    """An error value is no empty title as well."""
    book = load_workbook(io.BytesIO(_form(ALPHEN)))
    sheet = book["Thema's"]
    (titel,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Titel"]
    cell = sheet.cell(titel.row + 1, titel.column)
    cell.value, cell.data_type = "#N/A", "e"
    stream = io.BytesIO()
    book.save(stream)
    slips = [slip for slip in _read(stream.getvalue()).slips if slip.cel == cell.coordinate]
    assert len(slips) == 1
    assert "#N/A" in slips[0].melding
