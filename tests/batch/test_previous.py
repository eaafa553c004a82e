"""Last year's workbooks: the right one is found, and its figures are laid beside those of now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.batch.previous import Previous
from prestatieafspraken.batch.verdict import check
from prestatieafspraken.cli.app import run
from prestatieafspraken.validators.codelists import codelists
from prestatieafspraken.validators.tables import of_party
from prestatieafspraken.workbook.build import build

AFSPRAKEN: Afspraken = load("alphen-aan-den-rijn", 2019)
STOCK = {"corporatie": "Woonforte", "jaar": 2018, "soort_cijfer": "realisatie", "daeb": 8000}


def _write(path: Path, jaar: int, *rows: dict[str, object], partij: str = "Woonforte") -> Path:
    afspraken = AFSPRAKEN.model_copy(
        update={"gemeente": AFSPRAKEN.gemeente.model_copy(update={"jaar": jaar})}
    )
    data = build(
        afspraken,
        AFSPRAKEN.partij(partij),
        of_party("corporatie"),
        codelists(AFSPRAKEN),
        {"woningvoorraad": rows},
        date(jaar, 12, 31),
    )
    path.write_bytes(data)
    return path


@pytest.fixture
def nu(tmp_path: Path) -> Path:
    """Write the workbook of 2019, with a stock a quarter higher than last year's."""
    return _write(tmp_path / "nu.xlsx", 2019, {**STOCK, "jaar": 2019, "daeb": 10_000})


def _codes(path: Path, *vorig: Path) -> list[tuple[str, str]]:
    verdict = check(path, previous=Previous(vorig))
    return [(f.code, f.melding) for f in verdict.findings if f.code.startswith("JRV")]


def test_a_swing_since_last_years_workbook_is_told(nu: Path, tmp_path: Path) -> None:
    folder = tmp_path / "vorig"
    folder.mkdir()
    _write(folder / "ander.xlsx", 2018, {**STOCK, "daeb": 1}, partij="Habeko Wonen")
    _write(folder / "woonforte.xlsx", 2018, STOCK)
    ((code, told),) = _codes(nu, folder)
    assert code == "JRV-001"
    assert told.startswith(
        "DAEB van Woonforte 2019 is 10.000; "
        "een jaar eerder (volgens de werkmap van vorig jaar) was dat 8.000 (+25%;"
    )


def test_what_this_workbook_says_of_last_year_comes_first(tmp_path: Path) -> None:
    vorig = _write(tmp_path / "vorig.xlsx", 2018, STOCK)
    both = _write(
        tmp_path / "nu.xlsx",
        2019,
        {**STOCK, "daeb": 9_900},
        {**STOCK, "jaar": 2019, "daeb": 10_000},
    )
    assert _codes(both, vorig) == []


def test_a_missing_workbook_of_last_year_is_told(nu: Path, tmp_path: Path) -> None:
    other = _write(tmp_path / "habeko.xlsx", 2018, STOCK, partij="Habeko Wonen")
    ((code, told),) = _codes(nu, other)
    assert code == "JRV-002"
    assert "geen van Woonforte over 2018" in told
    assert [f for f in check(nu).findings if f.code.startswith("JRV")] == []


def test_the_option_of_the_command(
    nu: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vorig = _write(tmp_path / "vorig.xlsx", 2018, STOCK)
    run(["controleer", str(nu), "--vorig", str(vorig)])
    assert "JRV-001" in capsys.readouterr().out
    assert run(["controleer", str(nu), "--vorig", str(tmp_path / "weg.xlsx")]) == 2
    assert "weg.xlsx" in capsys.readouterr().err
