"""The live numbers of the sheet Start are those of a check, whatever is filled in."""

from __future__ import annotations

import io
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from proving.kit import gevuld
from proving.kit.soffice import convert_all
from proving.kit.uitkomsten import otherwise

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.front_door import check
from prestatieafspraken.validators.volledigheid import Volledigheid
from prestatieafspraken.workbook.building.start_sheet import FIRST

HOLDERS = [
    (naam, party.naam)
    for naam, whose in gevuld.SETS.items()
    for party in gevuld.houders(load(*whose))
]


def told(data: bytes) -> Volledigheid:
    found = check(data).volledigheid
    assert found is not None
    return found


def half(data: bytes, chance: random.Random) -> bytes:
    """Fill in about half of what is asked; what stands for nothing leaves a cell open."""
    book = load_workbook(io.BytesIO(data))
    for one in told(data).bladen:
        for each in one.open:
            value = chance.choice((None, None, 12, "bezig", 0, "-", "n.v.t.", "?"))
            book[one.blad][each.cel] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def on_start(book: Workbook) -> tuple[dict[str, tuple[int, int]], dict[str, Any]]:
    """Give of each sheet how many cells are asked and filled in, and the words above."""
    sheet = book["Start"]
    rows = range(FIRST, sheet.max_row + 1)
    lines = {sheet[f"B{r}"].value: (sheet[f"D{r}"].value, sheet[f"E{r}"].value) for r in rows}
    words = {cell: sheet[cell].value for cell in ("F5", "F6", "H5", "F8")}
    strip = book["Dashboard"].iter_rows(min_row=6, max_row=12, min_col=2, max_col=3)
    words |= {str(label.value): told.value for label, told in strip}
    return {name: line for name, line in lines.items() if None not in line}, words


@pytest.mark.traag
def test_the_live_count_is_that_of_a_check(tmp_path: Path) -> None:
    chance, paths = random.Random(7), []  # noqa: S311
    for number, (naam, partij) in enumerate(HOLDERS):
        new = gevuld.verstuurd(naam, partij)
        for kind, data in (
            ("leeg", new),
            ("half", half(new, chance)),
            ("vol", gevuld.vol(naam, partij)),
        ):
            paths.append(tmp_path / f"{number}-{kind}.xlsx")
            paths[-1].write_bytes(data)
    out = convert_all(paths, "xlsx", tmp_path)
    wrong, different = [], []
    for path in paths:
        found = told(path.read_bytes())
        book = load_workbook(out / path.name, data_only=True)
        different += [(path.name, one) for one in otherwise(path.read_bytes(), book)]
        lines, words = on_start(book)
        checked = {one.blad: (one.gevraagd, one.ingevuld) for one in found.bladen}
        left = found.gevraagd - found.ingevuld
        state = f"nog {left} cel{'len' if left > 1 else ''}" if left else "Klaar voor inlevering"
        first = next((one for one in found.bladen if one.gevraagd > one.ingevuld), None)
        step = "Zet op Start de status op definitief."
        if first:
            many = first.gevraagd - first.ingevuld
            cells = f"{many} cel{'len' if many > 1 else ''}"
            step = f"Vul verder in op het blad {first.blad}: nog {cells}."
        said = (words["H5"], words["Ingevuld"], words["Volgende stap"])
        filled = f"{found.ingevuld} van de {found.gevraagd} cellen"
        if (lines, *said) != (checked, state, filled, step):
            wrong.append((path.name, words, lines, checked))
    assert wrong == []
    assert different == []  # of any formula in any of them


def test_what_is_not_over_is_not_asked_yet(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(gevuld.verstuurd("alphen-aan-den-rijn 2019", "Woonforte")))
    book["Start"]["C7"] = date(2019, 6, 30)
    path = tmp_path / "juni.xlsx"
    book.save(path)
    found = told(path.read_bytes())
    there = convert_all([path], "xlsx", tmp_path) / path.name
    lines, _ = on_start(load_workbook(there, data_only=True))
    asked = {name: line for name, line in lines.items() if line[0]}
    assert asked == {one.blad: (one.gevraagd, one.ingevuld) for one in found.bladen}
    assert lines["Woningvoorraad"] == (0, 0)
