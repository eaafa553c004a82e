"""What stands beside a formula: known where nothing computes, and left out where it is not sure.

That every outcome is that of LibreOffice is held by `recalculated`, for all workbooks that the
tests of the dashboard let it compute.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook, load_workbook
from proving.kit import gevuld
from proving.kit.uitkomsten import otherwise

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.front_door import build, check
from prestatieafspraken.workbook.outcomes.compute import computed, stored
from prestatieafspraken.workbook.outcomes.values import CellFault, CellValue, each
from prestatieafspraken.workbook.reading.read import raw_book

DAY = date(2019, 12, 31)


NONE_MET = "=SUMIFS(tblX[Aantal],tblX[Jaar],2031)"


def book(**cells: Any) -> bytes:
    """Give a workbook of one sheet, with a table of three rows below B1."""
    own = Workbook()
    sheet = own.worksheets[0]
    for row in (("Naam", "Jaar", "Aantal"), ("a", 2019, 3), ("B", 2019, None), ("a", 2020, 0.5)):
        sheet.append(row)
    table = openpyxl.worksheet.table.Table(displayName="tblX", ref="A1:C4")
    sheet.add_table(table)
    for address, value in cells.items():
        sheet[address] = value
    stream = io.BytesIO()
    own.save(stream)
    return stream.getvalue()


def outcome(formula: str, **cells: Any) -> Any:
    """Give what a formula comes to; None when that is not known here."""
    found, _ = computed(book(**{"F1": f"={formula}", **cells}))
    value = found.get(("Sheet", (1, 6)))
    return str(value) if isinstance(value, CellFault) else value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('COUNTIFS(tblX[Naam],"A",tblX[Aantal],">=0")', 2),
        ('COUNTIFS(tblX[Aantal],"=")', 1),
        ('COUNTIFS(tblX[Aantal],"<>3")', 2),
        ('SUMIFS(tblX[Aantal],tblX[Naam],"?*",tblX[Jaar],"<=2019")', 3),
        ('SUMPRODUCT((tblX[Naam]="b")*(1-(tblX[Aantal]>0)))', 1),
        ("SUMPRODUCT(MAX((tblX[Aantal]>0)*tblX[Jaar]))", 2020),
        ("SUMPRODUCT(COUNTIFS(tblX[Naam],tblX[Naam]))", 5),
        ('INDEX(tblX[Jaar],MATCH("A*",tblX[Naam],0))', 2019),
        ('IFERROR(MATCH("c",tblX[Naam],0),"–")', "–"),
        ('MATCH("c",tblX[Naam],0)', "#N/A"),
        ("1/(C2-3)", "#DIV/0!"),
        ("0.1+0.2-0.3", 0),
        ('ROUND(2.675,2)&"%"', "2.68%"),
        ("-2+3*2-6/3=2", True),
        ("YEAR(E1)&MONTH(E1)&DAY(E1)", "20191231"),
        ("E1>=DATE(2019,13,-1)", True),
        ('IF(C3="","leeg",C3)', "leeg"),
        ("C3", 0),
        ("SUM(A2,C2,C4)+COUNT(A2,C2)+MAX(A2,C4)", 5),  # a text in a cell is passed over
        ("ISNUMBER(F5)", True),  # nothing to add up is a number too, also a step further
        ("ABS(2-C2)+SIGN(2-C2)*10+SIGN(C3)", -9),
        ("F2", 4),
        ('IFERROR(HYPERLINK("#Blad!A1","naar "&A2),"–")', "naar a"),
    ],
)
def test_what_a_formula_comes_to(formula: str, value: Any) -> None:
    assert outcome(formula, E1=DAY, F2="=F3+1", F3="=C2", F5=NONE_MET) == value


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ("VLOOKUP(1,A1:C4,2)", {}),  # a function that no formula of ours uses
        ("COUNTIFS(tblX[Jaar],2019)", {"B3": "2019"}),  # 2 in Excel, 1 in LibreOffice
        ("SUMPRODUCT(tblX[Jaar]*1)", {"B3": "2019"}),
        ("tblX[Jaar]", {}),
        ("SUM(A1:C4)", {}),
        ("F2", {"F2": "=F1"}),  # round and round
        ("YEAR(1)", {}),  # 1899 or 1900
        ("[1]Blad!A1", {}),
        ("1+", {}),
    ],
)
def test_what_is_not_sure_is_not_said(formula: str, cells: dict[str, Any]) -> None:
    assert outcome(formula, **cells) is None
    data = book(**{"F1": f"={formula}", **cells})
    assert load_workbook(io.BytesIO(stored(data)), data_only=True)["Sheet"]["F1"].value is None


HOUDERS = [(n, p.naam) for n, whose in gevuld.SETS.items() for p in gevuld.houders(load(*whose))]


@pytest.mark.traag
@pytest.mark.steekproef(3)
@pytest.mark.parametrize(("naam", "partij"), HOUDERS)
def test_a_new_workbook_says_what_a_check_says(naam: str, partij: str) -> None:
    """Nothing has computed it, and the sheet Start has the numbers of the check."""
    new = build(load(*gevuld.SETS[naam]), partij)
    _, unknown = computed(new)
    assert unknown == set()
    told = check(new).volledigheid
    assert told is not None
    shown = load_workbook(io.BytesIO(new), data_only=True)
    assert shown["Start"]["F6"].value == f"{told.ingevuld} van de {told.gevraagd} cellen"
    left = told.gevraagd - told.ingevuld
    assert shown["Start"]["H5"].value == f"nog {left} cel{'len' if left > 1 else ''}"
    lines = [cell for row in shown["Dashboard"] for cell in row if cell.value is not None]
    assert len(lines) > 20


def cells(data: bytes) -> dict[tuple[str, int, int], Any]:
    """Give what stands in a workbook for who computes nothing."""
    return {
        (sheet.name, row, col): value
        for sheet in raw_book("", "", data).sheets
        for row, values in enumerate(sheet.rows, 1)
        for col, value in enumerate(values, 1)
        if value not in (None, "")
    }


def test_outcomes_are_no_finding_and_no_content() -> None:
    """Beside the same cells without outcomes: the same verdict, and each other cell as it was."""
    own = load("alphen-aan-den-rijn", 2019)
    without = gevuld.werkmap(own, own.partij("Woonforte"))
    with_, again = stored(without), stored(stored(without))
    assert with_ != without
    assert again == with_
    assert check(with_).findings == check(without).findings
    before, after = cells(without), cells(with_)
    changed = {at for at in before.keys() | after.keys() if before.get(at) != after.get(at)}
    found, _ = computed(with_)
    assert changed <= {(sheet, *cell) for sheet, cell in found}
    assert len(changed) > 100


def test_an_old_outcome_is_replaced() -> None:
    data = book(F1="=C2+1")
    with zipfile.ZipFile(io.BytesIO(stored(data))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b"<f>C2+1</f><v>4</v>" in parts[sheet]
    parts[sheet] = parts[sheet].replace(
        b'r="F1"><f>C2+1</f><v>4', b'r="F1" t="str"><f>C2+1</f><v>x'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, part in parts.items():
            target.writestr(name, part)
    again = stored(stream.getvalue())
    assert load_workbook(io.BytesIO(again), data_only=True)["Sheet"]["F1"].value == 4


def test_the_comparison_sees_a_wrong_outcome(tmp_path: Path) -> None:
    data = stored(book(F1="=C2+1", F2='="x"'))
    theirs = load_workbook(io.BytesIO(data), data_only=True)
    assert otherwise(data, theirs) == []
    theirs["Sheet"]["F1"] = 5
    theirs["Sheet"]["F2"] = "y"
    assert len(otherwise(data, theirs)) == 2


def test_what_many_rows_have_in_common_is_computed_once() -> None:
    seen: list[CellValue] = []

    def is_condition(value: CellValue) -> bool:
        seen.append(value)
        return isinstance(value, bool)

    assert each(is_condition, ["A", "B"] * 30_000) == [False] * 60_000
    assert sorted(map(str, seen)) == ["A", "B"]
    assert each(is_condition, [True, 1.0, None]) == [True, False, False]
