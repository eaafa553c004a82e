"""The workbooks of all parties at once, with a text for the mail, and names that are thought up."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from prestatieafspraken.batch.front_door import check
from prestatieafspraken.batch.guarding import safe_write
from prestatieafspraken.cli.app import run

ALL = ["werkmap", "nieuw", "--alle", "--gemeente", "Rietmeer"]
SIGNING = [
    "gemeente-rietmeer",
    "de-brink-wonen",
    "volkshuis-noord",
    "zorghuis-de-linde",
    "huurdersbelang-de-brink",
    "bewonersraad-volkshuis",
]
"""Those who sign in Rietmeer and have a workbook (partijen.toml); the wijkteam does not sign."""


def _said(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = run(words)
    came = capsys.readouterr()
    return code, " ".join(f"{came.out} {came.err}".split())


@pytest.mark.traag
def test_each_party_gets_a_workbook_and_a_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "rond" / "2025"
    code, said = _said([*ALL, "--uit", str(folder)], capsys)
    assert code == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{name}-2025{end}" for name in SIGNING for end in (".xlsx", "-mail.txt")
    )
    for name in SIGNING:
        path = folder / f"{name}-2025.xlsx"
        text = path.with_name(f"{name}-2025-mail.txt").read_text(encoding="utf-8")
        asked = check(path).volledigheid
        assert asked is not None
        assert f"{asked.gevraagd} cellen in te vullen, op {len(asked.bladen)} bladen" in text
        assert all(f"- {one.blad}: {one.gevraagd} cel" in text for one in asked.bladen)
        assert f"{path.name}: {asked.gevraagd} cellen op" in said
        assert "vóór 16 februari 2026 bij wonen@rietmeer.example" in text
        assert f"inzending maak {path.name}" in text
        assert "Dit is een voorbeeld: niemand heeft deze afspraken gemaakt." in text
        start = load_workbook(path)["Start"]
        assert (start["H8"].value, start["H9"].value) == (
            "wonen@rietmeer.example",
            "vóór 16 februari 2026",
        )


def test_without_a_day_it_is_after_the_peildatum(tmp_path: Path) -> None:
    words = ["werkmap", "nieuw", "--alle", "--gemeente", "Alphen aan den Rijn", "--jaar", "2019"]
    assert run([*words, "--uit", str(tmp_path)]) == 0
    text = (tmp_path / "woonforte-2019-mail.txt").read_text(encoding="utf-8")
    assert "na 31 december 2019 bij de gemeente Alphen aan den Rijn." in text
    assert "voorbeeld" not in text
    start = load_workbook(tmp_path / "woonforte-2019.xlsx")["Start"]
    assert start["H8"].value == "Gemeente Alphen aan den Rijn"
    assert start["H9"].value.startswith('=IF(start_peildatum="","","na "')


@pytest.mark.traag
def test_nothing_is_written_over_and_all_or_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "volkshuis-noord-2025.xlsx"
    mine.write_text("van mij")
    code, said = _said([*ALL, "--uit", str(tmp_path)], capsys)
    assert (code, "UIT-001" in said, list(tmp_path.iterdir())) == (2, True, [mine])
    mine.unlink()
    real, times = safe_write.write, [0]

    def full(*given: object, **more: object) -> None:
        times[0] += 1
        if times[0] == 4:
            raise OSError(28, "full")
        real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(safe_write, "write", full)
    code, said = _said([*ALL, "--uit", str(tmp_path / "vol")], capsys)
    assert (code, "de schijf is vol" in said, list(tmp_path.iterdir())) == (2, True, [])
    monkeypatch.undo()
    mine.write_text("van mij")
    assert run([*ALL, "--uit", str(tmp_path), "--overschrijf"]) == 0
    assert mine.read_bytes()[:2] == b"PK"
    code, said = _said([*ALL, "--uit", str(mine)], capsys)
    assert (code, "UIT-018" in said) == (2, True)


def test_a_name_and_a_set_that_can_be_meant_need_no_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["werkmap", "nieuw", "--partij", "De Brink"]) == 0
    assert run(["werkmap", "nieuw", "--partij", "gemeente", "--gemeente", "Rietmeer"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "de-brink-wonen-2025.xlsx",
        "gemeente-rietmeer-2025.xlsx",
    ]
    said = _said(["werkmap", "nieuw", "--partij", "Woonforte"], capsys)[1]
    assert "AFS-904" in said
    assert "Er zijn er van: Alphen aan den Rijn 2019, Alphen aan den Rijn 2020. Kies" in said
    said = _said(["werkmap", "nieuw", "--jaar", "2019", "--partij", "Wonforte"], capsys)[1]
    assert ("PRT-900" in said, "Bedoelt u Woonforte?" in said) == (True, True)
    said = _said(["werkmap", "nieuw", "--jaar", "2025"], capsys)[1]
    assert ("GBR-035" in said, "De Brink Wonen, Volkshuis Noord" in said) == (True, True)
    assert "GBR-034" in _said([*ALL, "--partij", "gemeente"], capsys)[1]
