"""What a command says stands in the terminal, and it starts no Excel to have nothing open in it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from proving.com.windows import Windows
from proving.kit import voorbeeld

from prestatieafspraken.addin import attach
from prestatieafspraken.cli.app import run as cli

pytestmark = pytest.mark.com

COMMANDS = {
    "herstel": "Keuzelijsten en opmaak van ",
    "verslag": "Het jaarverslag staat in ",
    "inzending": "De inzending staat in ",
    "nieuw-jaar": "De werkmap van 2020 staat in ",
    "volgende": "Er is nog niets gevonden om naartoe te gaan.",
}
"""Of which a press shows a window that waits for a click, and how the sentence begins."""


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attach, "sys", SimpleNamespace(platform="win32"))


def test_the_sentence_stands_in_the_terminal_alone(
    windows: Windows, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gemeente.xlsx"
    path.write_bytes(voorbeeld.gedrukt(voorbeeld.GEMEENTE))
    excel = windows.excel()
    excel.open(str(path))
    for words, begin in COMMANDS.items():
        assert cli(["excel", words]) == (2 if words == "volgende" else 0)
        assert " ".join(capsys.readouterr().out.split()).startswith(begin)
    assert windows.said == []
    assert excel.bar is False


def test_without_excel_nothing_is_started(
    windows: Windows, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli(["excel", "controleer"]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "XLS-003 Er is geen werkmap open. Open de werkmap, of geef haar naam op." in told
    assert windows.excels == {}
    windows.excel()
    assert cli(["excel", "controleer"]) == 2  # an Excel in which nothing is open
    assert "Er is geen werkmap open." in " ".join(capsys.readouterr().err.split())


def test_what_is_named_is_opened_in_an_excel_of_its_own(windows: Windows, tmp_path: Path) -> None:
    path = tmp_path / "woonforte.xlsx"
    path.write_bytes(voorbeeld.werkmap("Woonforte", 0))
    assert attach.attach(path).name == path.name
    assert len(windows.excels) == 1
