"""The rows of the year that stand ready: where they are, and that an untouched one is no row."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from proving.kit import gevuld
from proving.kit.voorbeeld import GEMEENTE

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.front_door import check

ALPHEN = load("alphen-aan-den-rijn", 2019)


def data(partij: str = "Woonforte") -> bytes:
    return gevuld.verstuurd("alphen-aan-den-rijn 2019", partij)


def test_the_year_stands_behind_what_came_before_it() -> None:
    book = load_workbook(io.BytesIO(data()))

    def column(sheet: str, letter: str) -> list[Any]:
        return [cell.value for cell in book[sheet][letter][6:] if cell.value is not None]

    # The document prints the stock of 2017 and 2018, and what is planned for 2022.
    assert column("Woningvoorraad", "B") == [2017, 2018, 2019, 2022]
    assert column("Woningvoorraad", "A") == ["Woonforte"] * 4
    assert column("Toewijzingen", "C") == ["heel jaar"]


def test_each_kern_of_the_municipality_has_its_row() -> None:
    sheet = load_workbook(io.BytesIO(data(GEMEENTE)))["Slaagkans per kern"]
    ready = [sheet[f"A{r}"].value for r in range(7, 70) if sheet[f"B{r}"].value == 2019]
    assert ready == [*(kern.naam for kern in ALPHEN.kernen), "Totaal"]


@pytest.mark.parametrize(
    ("cell", "value", "begun"),
    [("D9", 9822, True), ("L9", "Volgt nog.", True), ("D9", "-", True), ("D9", " ", False)],
)
def test_a_row_is_one_once_something_is_filled_in(cell: str, value: Any, *, begun: bool) -> None:
    book = load_workbook(io.BytesIO(data()))
    book["Woningvoorraad"][cell] = value
    saved = io.BytesIO()
    book.save(saved)
    found = check(saved.getvalue()).book
    assert found is not None
    stock = found.tables["woningvoorraad"]
    assert (9 in stock.row_numbers, 9 in stock.ready) == (begun, not begun)


def test_what_is_asked_is_named_with_its_cell() -> None:
    found = check(data())
    assert found.volledigheid is not None
    sheets = {one.blad: one.nog for one in found.volledigheid.bladen}
    assert sheets["Woningvoorraad"][0] == "Woonforte 2019 realisatie: DAEB (D9)"
    assert not [
        one
        for one in found.findings
        if one.place.cel and one.place.cel.endswith("9") and one.place.blad == "Woningvoorraad"
    ]
