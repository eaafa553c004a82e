"""Workbooks of municipalities that do not exist: what they hold follows from their agreements."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from proving.kit.dashboard_cellen import counterparts, differences, recalculated
from proving.kit.gemeenten import gemeente, half_gevuld

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.model import Kern, Partij, Richting
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.batch.front_door import compute, report
from prestatieafspraken.batch.judging.check import check_data
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.indicators.compute import compute as computed
from prestatieafspraken.validators.sheets.tables import DATA, of_party
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.findings_table import COLUMNS, EXCEL_NAME
from prestatieafspraken.workbook.reading.read import read_data

pytestmark = pytest.mark.traag

DRAWS = int(os.environ.get("PRESTATIEAFSPRAKEN_GEMEENTEN", "3"))
"""How many sets are drawn; more with this variable."""
CASES: dict[str, dict[str, Any]] = {
    "one theme": {"themas": 1},
    "six themes, no tables": {"themas": 6, "tabellen": False},
    "twelve themes, strange names": {"themas": 12, "vreemd": True, "corporaties": 6},
    "no kernen": {"kernen": 0, "maten": ["slaagkans", "voorraad_daeb_kernen", "nieuwbouw"]},
    "nine kernen": {"kernen": 9, "vreemd": True, "maten": ["slaagkans", "nieuwbouw"]},
    "no goals at all": {"maten": [], "tabellen": False},
    "no slaagkans": {"maten": ["gasverbruik", "leefbaarometer"], "tabellen": False},
    "nobody to file": {"corporaties": 0},
    "ten corporaties": {"corporaties": 10, "vreemd": True, "themas": 3},
}
everywhere = pytest.mark.parametrize("case", CASES)


def owners(own: Afspraken) -> list[Partij]:
    """Give the municipality and one corporatie."""
    return [next(p for p in own.partijen if p.is_gemeente), *own.corporaties()[:1]]


def made(own: Afspraken, partij: Partij, rows: Any = None) -> bytes:
    return workbook(own, partij, date(own.gemeente.jaar, 12, 31), rows)


def judged(own: Afspraken, data: bytes) -> Verdict:
    found = check_data(data, "werkmap.xlsx", sources=only(own))
    assert found.status.is_judged, [f.melding for f in found.findings]
    return found


@pytest.mark.steekproef(4)
@everywhere
def test_a_new_workbook_is_whole(case: str) -> None:
    own = gemeente(11, **CASES[case])
    for partij in owners(own):
        data = made(own, partij)
        found = judged(own, data)
        assert found.book is not None
        assert found.book.not_judged == {}
        asked = of_party(partij.soort, own)
        book = load_workbook(io.BytesIO(data))
        sheets = [table.sheet for table in asked]
        assert [name for name in book.sheetnames if name in sheets] == sheets
        assert not {f.code[:3] for f in found.findings} & {"INT", "STR", "SJB"}
        cells = [cell for row in book["Dashboard"].iter_rows() for cell in row]
        formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
        columns = {f"{t.excel_name}[{column.header}]" for t in asked for column in t.columns}
        columns |= {f"{EXCEL_NAME}[{header}]" for header, *_ in COLUMNS}
        assert {n for f in formulas for n in re.findall(r"tbl\w+\[[^\]]+\]", f)} <= columns
        assert max(map(len, formulas)) < 8_192, "Excel calls a longer formula damage"


@pytest.mark.steekproef(3)
@pytest.mark.parametrize("seed", range(DRAWS))
@pytest.mark.parametrize("strange", [False, True])
def test_half_filled_it_is_checked_computed_and_told(seed: int, strange: bool) -> None:
    own = gemeente(seed, vreemd=strange)
    for partij in owners(own):
        found = judged(own, made(own, partij, half_gevuld(own, partij, seed)))
        compute(found)
        assert report(found, ".md")


def test_only_what_is_asked_for_has_a_sheet() -> None:
    own = gemeente(5, maten=["gasverbruik"], tabellen=False)
    held = {table.name for table in of_party("gemeente", own)} - {"partijen"}
    assert held & {table.name for table in DATA} == {"gasverbruik"}
    found = judged(own, made(own, owners(own)[0]))
    told = {f.place.blad for f in found.findings}
    assert not told & {table.sheet for table in DATA if table.name != "gasverbruik"}
    assert {i.code[:3] for i in compute(found)} == {"GAS", "AFS", "DOE"}


def test_a_sheet_that_should_be_there_is_missed() -> None:
    own = gemeente(5, maten=["gasverbruik"], tabellen=False)
    book = load_workbook(io.BytesIO(made(own, owners(own)[0])))
    del book["Gasverbruik"]
    stream = io.BytesIO()
    book.save(stream)
    found = judged(own, stream.getvalue())
    assert [f.place.blad for f in found.findings if f.code == "STR-001"] == ["Gasverbruik"]


def test_totals_are_asked_of_the_sheets_that_there_are() -> None:
    own = gemeente(6, maten=[], tabellen=False)
    panels = own.afspraken[0].model_copy(update={"maten": ["zonnepanelen"]})
    own = own.model_copy(update={"afspraken": [panels]})
    book = load_workbook(io.BytesIO(made(own, owners(own)[0])))
    formula = str(book["Totalen"]["D7"].value)
    assert set(re.findall(r"tbl(\w+)\[", formula)) == {"Totalen", "Zonnepanelen"}
    listed = book.defined_names["lijst_onderdelen"].attr_text
    assert listed.endswith("$6:" + listed.split("!")[1].split(":")[0][:-1] + "6")


def test_hints_name_the_own_city() -> None:
    own = gemeente(3, maten=["voorraad_daeb"], kernen=0)
    assert "buiten de stad" in _hint(own)
    assert "Alphen" not in _hint(own)
    city = own.model_copy(update={"kernen": [Kern(naam="Grootstad", stad=True)]})
    assert "buiten de kern Grootstad," in _hint(city)


def _hint(own: Afspraken) -> str:
    book = load_workbook(io.BytesIO(made(own, owners(own)[0])))
    sheet = book["Woningvoorraad"]
    return next(c.comment.text for c in sheet[6] if c.value == "DAEB in de kernen")


def test_a_measure_of_two_goals_is_shown_for_both() -> None:
    own = gemeente(1, maten=["voorraad_daeb"], tabellen=False)
    one = own.doelen[0].model_copy(
        update={
            "basisjaar": 2018,
            "streefjaar": 2022,
            "verandering": Decimal(40),
            "richting": Richting.MINIMAAL,
        }
    )
    two = one.model_copy(update={"id": "anders", "streefjaar": 2030})
    own = own.model_copy(update={"doelen": [one, two]})
    book = load_workbook(io.BytesIO(made(own, owners(own)[0])))
    texts = [str(row[1].value) for row in book["Dashboard"].iter_rows()]
    assert "Gepland, 2018 tot 2022" in texts
    assert "Gepland, 2018 tot 2030" in texts
    assert sum("(anders)" in text for text in texts) == 1


@pytest.mark.steekproef(3)
@everywhere
def test_a_dashboard_says_what_python_says(case: str, tmp_path: Path) -> None:
    """No cell is an error, and each that stands for an indicator holds what that says."""
    own = _one_goal_each(gemeente(11, **CASES[case]))
    partij = owners(own)[0]
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(_without_faults(own, partij))
    sheet = recalculated(path, tmp_path)
    book = read_data("w.xlsx", path.read_bytes(), lambda book: of_party(book.template.soort, own))
    tables = {name: data.rows for name, data in book.tables.items()}
    results = computed(tables, own, date(own.gemeente.jaar, 12, 31))
    if own.corporaties():  # without any nothing is known, and an empty sum is 0
        assert differences(sheet, counterparts(own, partij), results, Counter(), own) == []


def _one_goal_each(own: Afspraken) -> Afspraken:
    first = {doel.maat: doel for doel in reversed(own.doelen)}
    left = [one.model_copy(update={"doelen": []}) for one in own.afspraken]
    return own.model_copy(update={"doelen": list(first.values()), "afspraken": left})


def _without_faults(own: Afspraken, partij: Partij) -> bytes:
    """Give a workbook with figures, but for tables with a fault: those start as they are sent."""
    rows, start = half_gevuld(own, partij, 4), prefill(own, partij)
    names = {table.excel_name: table.name for table in of_party(partij.soort, own)}
    while True:
        data = made(own, partij, rows)
        faulty = {f.place.tabel for f in judged(own, data).findings if f.ernst == "FOUT"}
        left = [
            names[t] for t in faulty if t in names and rows[names[t]] != start.get(names[t], [])
        ]
        if not left:
            return data
        rows |= {name: start.get(name, []) for name in left}
