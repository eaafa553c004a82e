"""Stored outcomes of formulas: LibreOffice agrees with us, and an old outcome is told."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from proving.hostile.damage import repack
from proving.kit.soffice import convert
from proving.kit.tabellen import TABLES, of_party

from prestatieafspraken.afspraken import load
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.reading.read import read

AFSPRAKEN = load("alphen-aan-den-rijn", 2019)
NUMBERS = re.compile(r"−?\d+(?:[.,]\d+)*%?")
"""What stands in the cell, and what follows from the others, in the order of the sentence."""
SMALL_NUMBERS: dict[str, dict[str, object]] = {
    "slaagkans_kern": {
        "kern": "Boskoop",
        "jaar": 2019,
        "periode": "heel jaar",
        "teller": 7,
        "noemer": 60,
    },
    "leefbaarheid": {
        "corporatie": "Woonforte",
        "jaar": 2019,
        "soort_cijfer": "realisatie",
        "ontmoeting": 10.5,
        "menskracht": 4,
    },
    "levensloopbestendig": {
        "eigenaar": "Woonforte",
        "jaar": 2019,
        "woningen": 900,
        "geschikt": 300,
    },
    "open_verbranding": {"corporatie": "Woonforte", "jaar": 2019, "begin": 40, "vervangen": 15},
    "duurzame_energie": {"corporatie": "Woonforte", "jaar": 2019, "opgewekt": 10, "behoefte": 30},
}


def _stale(path: Path) -> list[Finding]:
    return [f for f in judge(read(path, of_party), AFSPRAKEN) if f.code == "FRM-001"]


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the filled workbook of the municipality as LibreOffice saved it, outcomes included."""
    folder = tmp_path_factory.mktemp("formules")
    partij = next(p for p in AFSPRAKEN.partijen if p.soort == "gemeente")
    rows = prefill(AFSPRAKEN, partij)
    for name, row in SMALL_NUMBERS.items():
        rows[name] = [row, *rows.get(name, [])]
    path = folder / "gemeente.xlsx"
    path.write_bytes(
        build(AFSPRAKEN, partij, TABLES, codelists(AFSPRAKEN), rows, date(2019, 12, 31))
    )
    return convert(path, "xlsx", folder).read_bytes()


def test_every_formula_column_can_be_computed() -> None:
    formulas = [c for table in TABLES for c in table.columns if c.formula]
    assert len(formulas) == 8
    assert all(column.compute for column in formulas)


def test_libreoffice_computes_what_we_compute(recalculated: bytes, tmp_path: Path) -> None:
    path = tmp_path / "vers.xlsx"
    path.write_bytes(recalculated)
    book = read(path, of_party)
    for name in (*SMALL_NUMBERS, "totalen"):
        for column in book.tables[name].table.columns:
            if column.formula:
                assert book.tables[name].raw[column.name].notna().any(), (name, column.name)
    assert _stale(path) == []


def test_an_outcome_that_no_longer_follows_is_told(recalculated: bytes, tmp_path: Path) -> None:
    """Another program changed a stock and the seekers of Boskoop, and computed nothing."""
    values = load_workbook(io.BytesIO(recalculated), data_only=True)
    assert values["Woningvoorraad"]["D7"].value == 9769
    assert values["Slaagkans per kern"]["E7"].value == 60
    titles = {title: f"xl/worksheets/sheet{n}.xml" for n, title in enumerate(values.sheetnames, 1)}

    def change(name: str, part: bytes) -> bytes:
        for title, cell, old, new in (
            ("Woningvoorraad", b"D7", b"9769", b"9869"),
            ("Slaagkans per kern", b"E7", b"60", b"70"),
        ):
            if name == titles[title]:
                pattern = rb'(<c r="' + cell + rb'"[^>]*><v>)' + old
                part, count = re.subn(pattern, rb"\g<1>" + new, part)
                assert count == 1
        return part

    path = tmp_path / "oud.xlsx"
    path.write_bytes(repack(recalculated, change))
    told = [(f.place.blad, f.place.cel, NUMBERS.findall(f.melding)) for f in _stale(path)]
    assert told == [
        ("Slaagkans per kern", "F7", ["11,7%", "10%"]),
        ("Totalen", "D7", ["11.598", "11.698"]),
        ("Totalen", "E7", ["0", "−100"]),
    ]


def test_an_overwritten_formula_is_told_once(recalculated: bytes, tmp_path: Path) -> None:
    def change(name: str, part: bytes) -> bytes:
        return re.sub(rb'(<c r="F7"[^>]*>)<f[^<]*</f><v>0\.116', rb"\g<1><v>0.5", part)

    path = tmp_path / "vast.xlsx"
    path.write_bytes(repack(recalculated, change))
    found = judge(read(path, of_party), AFSPRAKEN)
    at = [f.code for f in found if (f.place.blad, f.place.cel) == ("Slaagkans per kern", "F7")]
    assert at == ["CEL-021"]
