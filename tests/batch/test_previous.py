"""Last year's workbooks: the right one is found, and its figures are laid beside those of now."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.batch.collect import collect
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.judging.previous import Previous, previous, whose
from prestatieafspraken.cli.app import run
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.building.build import build

pytestmark = pytest.mark.traag

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


def _known(*vorig: Path) -> Previous:
    return previous((path, whose(path)) for path in collect(vorig))


def _codes(path: Path, *vorig: Path) -> list[tuple[str, str]]:
    verdict = check(path, previous=_known(*vorig))
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
    for name in ("weg.xlsx", "leeg"):
        (tmp_path / "leeg").mkdir(exist_ok=True)
        for more in ([], ["--werkers", "1"]):
            words = ["controleer", str(nu), "--vorig", str(tmp_path / name), *more]
            assert run(words) == 2
            assert name in capsys.readouterr().err


def test_workers_and_a_folder_of_results_compare_as_well(
    nu: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The verdict is judged again once last year's workbook is another, and not before."""
    vorig, out = tmp_path / "vorig", tmp_path / "uit"
    vorig.mkdir()
    (vorig / "onzin.xlsx").write_text("geen werkmap")
    _write(vorig / "woonforte.xlsx", 2018, STOCK)
    words = ["controleer", str(nu), "--formaat", "json"]
    beside = ["--vorig", str(vorig)]
    kept = ["--uitmap", str(out), "--hervat"]

    def told(*more: str) -> list[dict[str, object]]:
        run([*words, *more])
        (file,) = json.loads(capsys.readouterr().out)["bestanden"]
        return [one for one in file["bevindingen"] if one["code"].startswith("JRV")]

    here = told(*beside)
    assert [one["code"] for one in here] == ["JRV-001"]
    assert told(*beside, "--werkers", "2") == here
    assert told(*beside, *kept) == here
    page = next(out.glob("werkmappen/*.json"))
    before = page.stat().st_mtime_ns
    assert told(*beside, *kept) == here
    assert page.stat().st_mtime_ns == before
    _write(vorig / "woonforte.xlsx", 2018, {**STOCK, "daeb": 9_900})
    assert told(*beside, *kept) == []
    (vorig / "woonforte.xlsx").unlink()
    assert [one["code"] for one in told(*beside, *kept)] == ["JRV-002"]
    assert told(*kept) == []
