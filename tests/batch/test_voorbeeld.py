"""Agreements that nobody made: every output says so."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from proving.kit import gevuld

from prestatieafspraken.batch.front_door import check, report
from prestatieafspraken.cli.app import run

MAP = "alphen-aan-den-rijn"


@pytest.fixture(scope="module")
def data() -> bytes:
    return gevuld.verstuurd(f"{MAP} 2020", "Habeko Wonen")


@pytest.fixture(scope="module")
def real() -> bytes:
    """Give a workbook of agreements that parties did make."""
    return gevuld.verstuurd(f"{MAP} 2019", "Habeko Wonen")


def test_the_start_sheet_says_it(data: bytes, real: bytes) -> None:
    said = load_workbook(io.BytesIO(data))["Start"]["B3"].value
    assert said == "Dit is een voorbeeld: niemand heeft deze afspraken gemaakt."
    assert load_workbook(io.BytesIO(real))["Start"]["B3"].value is None


def test_the_verdict_says_it(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(data)
    run(["controleer", str(path), "--formaat", "json"])
    (bestand,) = json.loads(capsys.readouterr().out)["bestanden"]
    (told,) = [one for one in bestand["bevindingen"] if one["code"] == "SJB-013"]
    assert told["ernst"] == "INFO"
    assert "Alphen aan den Rijn voor 2020 zijn een voorbeeld" in told["melding"]


def test_so_do_the_indicators(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(data)
    run(["bereken", str(path)])
    assert (
        "Let op: van een voorbeeld; over echte partijen zegt dit niets." in capsys.readouterr().out
    )


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_the_first_page_of_the_report_says_it(data: bytes, real: bytes, suffix: str) -> None:
    text = report(check(data), suffix).decode()
    assert text.index("Voorbeeld: niemand heeft") < text.index(
        "Samenvatting</h2>" if suffix == ".html" else "## Samenvatting"
    )
    assert "Voorbeeld: niemand" not in report(check(real), suffix).decode()


def test_so_does_that_in_word(data: bytes) -> None:
    document = Document(io.BytesIO(report(check(data), ".docx")))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert any(text.startswith("Voorbeeld: niemand heeft") for text in said[:4]), said[:4]
